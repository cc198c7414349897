"""Goals in words: where from, where to, and what became of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from patient_app.content.locales import translator
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.presenters import goals
from patient_app.presenters.goals import GoalView
from patient_app.services.goal_history import GoalSaid, GoalTold
from patient_app.services.goals import Goal

t = translator("en")
TODAY = date(2026, 11, 25)
GOAL = Goal(
    "g1", "A", GoalCategory.RANGE_OF_MOTION, "Lift the arm", None, 90, 150, "deg", date(2026, 12, 9),
    GoalStatus.ACTIVE, None, None,
)  # fmt: skip


def shown(*said: GoalSaid, **fields: Any) -> GoalView:
    (view,) = goals.views(t, [GoalTold(replace(GOAL, **fields), said)], TODAY)
    return view


def test_a_goal_is_told_with_its_letter_category_and_values() -> None:
    view = shown()
    assert (view.letter, view.category, view.text) == ("A", "Range of motion", "Lift the arm")
    assert (view.baseline, view.target, view.value, view.due) == ("90 deg", "150 deg", "–", "Dec 9")
    assert (view.status, view.icon, view.history) == ("Active", "dot", ())


def test_a_goal_past_its_date_is_still_active_and_says_so() -> None:
    assert shown(due_on=date(2026, 11, 24)).status == "Active, past its date"
    assert shown(due_on=TODAY).status == "Active"


def test_a_goal_that_was_met_says_when() -> None:
    view = shown(status=GoalStatus.MET, met_on=date(2026, 11, 20), value=152.0)
    assert (view.status, view.tone, view.value) == ("Met on Nov 20", "pine", "152 deg")


def test_the_history_names_who_said_what_and_when() -> None:
    first = GoalSaid(GoalStatus.NOT_MET, 120, date(2026, 11, 9), "Stiff again", "Paul Okafor")
    second = GoalSaid(GoalStatus.ACTIVE, None, date(2026, 11, 20), None, "Dora Lindqvist")
    assert shown(second, first).history == (
        "Fri, Nov 20: Active (Dora Lindqvist)",
        "Mon, Nov 9: Not met, 120 deg. Stiff again (Paul Okafor)",
    )
