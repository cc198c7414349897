"""An order in words."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from patient_app.content.locales import translator
from patient_app.domain.goals import GoalCategory
from patient_app.domain.orders import Diagnosis, OrderContent, OrderGoal, OrderState
from patient_app.domain.program import Side
from patient_app.presenters import orders as words

EN, ES = translator("en"), translator("es")
TODAY = date(2026, 3, 20)
CONTENT = OrderContent(
    problem="Knee pain",
    diagnoses=(Diagnosis("M17.11", "Unilateral primary osteoarthritis, right knee", Side.RIGHT),),
    onset_or_surgery_on=None,
    reason="Stairs hurt",
    precaution_codes=(),
    precautions=(),
    no_known_precautions=True,
    contraindicated=(),
    evaluate_and_treat=True,
    instructions=None,
    frequency_per_week=1,
    weeks=6,
    goals=None,
    pt_centre_id=None,
    pt_centre=None,
    program_recommended=None,
    warning_signs_asked_on=date(2026, 3, 10),
    next_visit_on=None,
)


@dataclass(frozen=True)
class Order:
    """A signed order."""

    id: str = "o"
    number: int = 2
    patient_id: str = "p"
    patient_name: str = "Ana Reyes"
    physiatrist: str = "Dr. Dora"
    content: OrderContent = CONTENT
    signed_on: date = date(2026, 3, 16)
    expires_on: date | None = date(2026, 5, 4)
    state: OrderState | None = OrderState.WAITING
    ends_on: date | None = date(2026, 5, 4)
    recertify_on: date | None = date(2026, 6, 14)
    renews: int | None = None
    answered_by: str = ""
    answered_on: date | None = None
    answer: str = ""


def name_of(id: str) -> str:
    return f"<{id}>"


def test_a_side_is_said_once() -> None:
    assert words.diagnosis(EN, CONTENT.diagnoses[0]) == "M17.11 Unilateral primary osteoarthritis, right knee"
    sided = Diagnosis("M54.16", "Radiculopathy, lumbar region", Side.LEFT)
    assert words.diagnosis(EN, sided) == "M54.16 Radiculopathy, lumbar region, left side"
    assert words.diagnosis(ES, sided) == "M54.16 Radiculopathy, lumbar region, lado izquierdo"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (OrderGoal("", GoalCategory.STRENGTH, "Stand up"), "Strength: Stand up"),
        (OrderGoal("B", GoalCategory.FUNCTION, "Walk", None, None, 30, "min"), "B. Function: Walk (to 30 min)"),
        (
            OrderGoal("A", GoalCategory.PAIN, "Less pain", "nprs", 7, 3.5, None, date(2026, 5, 1)),
            "A. Pain: Less pain (<nprs>, from 7 to 3.5, by Fri, May 1)",
        ),
        (OrderGoal("C", GoalCategory.FLEXIBILITY, "Reach", None, 0, None), "C. Flexibility: Reach"),
        (OrderGoal("D", GoalCategory.FUNCTION, "No help", None, 3, 0), "D. Function: No help (from 3 to 0)"),
    ],
)
def test_a_goal_in_a_line(goal: OrderGoal, said: str) -> None:
    assert words.goal(EN, goal, TODAY, name_of) == said


def test_what_is_not_said_has_no_line() -> None:
    assert [line.name for line in words.lines(EN, CONTENT, TODAY, name_of)] == [
        "problem", "diagnoses", "reason", "precautions", "instructions", "frequency_per_week", "warning_signs_asked_on",
    ]  # fmt: skip


def test_a_renewal_says_what_changed_and_what_stood_there() -> None:
    new = replace(CONTENT, weeks=4, next_visit_on=date(2026, 4, 20))
    changed = {line.name: line.before for line in words.lines(EN, new, TODAY, name_of, CONTENT) if line.is_changed}
    assert changed == {"frequency_per_week": "1 time a week for 6 weeks", "next_visit_on": ""}


@pytest.mark.parametrize(
    ("order", "state", "about"),
    [
        (Order(), "Waits for a physical therapist", ["Counts until Mon, May 4"]),
        (
            Order(state=OrderState.ACCEPTED, answered_by="Paul", answered_on=TODAY, ends_on=date(2026, 8, 1), renews=1),
            "Accepted",
            [
                "Goes on from order 1",
                "Accepted by Paul, Fri, Mar 20",
                "Counts until Sat, Aug 1",
                "Certify anew by Sun, Jun 14",
            ],
        ),
        (
            Order(state=OrderState.DECLINED, answered_by="Paul", answered_on=TODAY, answer="No room"),
            "Declined",
            ["Declined by Paul, Fri, Mar 20: No room"],
        ),
        (Order(state=OrderState.EXPIRED), "Expired: nobody accepted it", ["Ended Mon, May 4"]),
        (Order(state=None, ends_on=None, recertify_on=None), "Your signed copy", []),
    ],
)
def test_what_became_of_an_order(order: Order, state: str, about: list[str]) -> None:
    card = words.card(EN, order, TODAY, name_of)
    assert (card.title, card.state, card.about) == ("Order 2", state, about)
    assert card.signed == "Signed by Dr. Dora, Mon, Mar 16"


def test_who_may_change_renews_and_cancels_what_can_be() -> None:
    may = {
        state: (card.can_renew, card.can_cancel)
        for state in OrderState
        for card in [words.card(EN, Order(state=state), TODAY, name_of, may_change=True)]
    }
    assert all(renew for renew, _ in may.values())
    assert {state for state, (_, cancel) in may.items() if not cancel} == {
        OrderState.ENDED, OrderState.RENEWED, OrderState.CANCELLED
    }  # fmt: skip
    reader = words.card(EN, Order(), TODAY, name_of)
    assert (reader.can_renew, reader.can_cancel) == (False, False)
