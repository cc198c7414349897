"""What a patient asks about visits: wishes, answers, questions for the next one; and what the page before it says."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.domain.visit_book import Request, Visit, Wishes
from patient_app.domain.visits import PartOfDay, RequestKind, RequestStatus, VisitDecision, VisitKind
from patient_app.services import (
    notices,
    visit_changes,
    visit_marks,
    visit_planning,
    visit_preparation,
    visit_requests,
    visits,
)
from patient_app.services.visit_planning import Plan
from tests.builders import Cast, Clock

FRIDAY = date(2026, 3, 20)
WISHES = Wishes((3, 1), (PartOfDay.EVENING, PartOfDay.MORNING))


def planned(cast: Cast, on: date = FRIDAY) -> str:
    return cast.dora.call(visit_planning.plan, cast.ana.id, Plan(VisitKind.PHYSIATRIST, on, time(9))).ids[0]


def asks(cast: Cast, visit_id: str, kind: RequestKind = RequestKind.MOVE, note: str = "") -> str:
    return cast.ana.call(visit_requests.ask, visit_id, kind, WISHES, note)


def the_visit(cast: Cast) -> Visit:
    [found] = cast.ana.call(visits.mine).visits
    return found


def the_request(cast: Cast) -> Request:
    [found] = the_visit(cast).requests
    return found


def told(who: Any) -> set[str]:
    return {notice.kind.value for notice in who.call(notices.mine).notices}


def after(cast: Cast, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 20, 14, 0, tzinfo=UTC)
    for who in (cast.ana, cast.paul, cast.dora):
        who.signs_in()


def test_the_visit_stands_until_its_clinician_chooses_a_time(cast: Cast) -> None:
    visit_id = planned(cast)
    asked = asks(cast, visit_id, note=" School holidays ")
    assert the_request(cast).wishes == Wishes((1, 3), (PartOfDay.MORNING, PartOfDay.EVENING))
    assert the_request(cast).note == "School holidays"
    assert the_visit(cast).status is VisitStatus.PLANNED
    assert told(cast.dora) == {"visit_move_asked"} and told(cast.paul) == set()
    with pytest.raises(Invalid):
        cast.dora.call(visit_requests.accept, asked)
    moved = cast.dora.call(visit_requests.accept, asked, date(2026, 3, 24), time(8))
    assert moved is not None and the_visit(cast).planned_at == moved.at[0] == datetime(2026, 3, 24, 12, tzinfo=UTC)
    assert the_request(cast).status is RequestStatus.ACCEPTED
    assert told(cast.ana) == {"visit_planned", "visit_moved"}
    with pytest.raises(Conflict):
        cast.dora.call(visit_requests.decline, asked, "No")


def test_a_request_is_declined_with_a_note(cast: Cast) -> None:
    asked = asks(cast, planned(cast))
    with pytest.raises(Invalid):
        cast.dora.call(visit_requests.decline, asked, " ")
    cast.dora.call(visit_requests.decline, asked, "I am away that week.")
    assert (the_request(cast).status, the_request(cast).answer) == (RequestStatus.DECLINED, "I am away that week.")
    assert "visit_move_declined" in told(cast.ana)


@pytest.mark.parametrize(
    ("note", "reason"), [("I moved away", "I moved away"), ("", "The patient asked to cancel it.")]
)
def test_a_wish_to_cancel_is_met_by_cancelling(cast: Cast, note: str, reason: str) -> None:
    asked = asks(cast, planned(cast), RequestKind.CANCEL, note)
    assert told(cast.dora) == {"visit_cancel_asked"}
    assert cast.dora.call(visit_requests.accept, asked) is None
    assert (the_visit(cast).status, the_visit(cast).reason) == (VisitStatus.CANCELLED, reason)


def test_a_new_wish_replaces_the_former_and_can_be_withdrawn(cast: Cast) -> None:
    visit_id = planned(cast)
    first, second = asks(cast, visit_id), asks(cast, visit_id, RequestKind.CANCEL)
    by_id = {request.id: request.status for request in the_visit(cast).requests}
    assert by_id == {first: RequestStatus.WITHDRAWN, second: RequestStatus.OPEN}
    cast.ana.call(visit_requests.withdraw, second)
    with pytest.raises(Conflict):
        cast.dora.call(visit_requests.accept, second)
    cast.ana.call(visit_requests.withdraw, second)


def test_moving_or_missing_the_visit_closes_the_wish(cast: Cast, clock: Clock) -> None:
    visit_id = planned(cast)
    asks(cast, visit_id)
    cast.dora.call(visit_changes.move, visit_id, FRIDAY, time(9, 30))
    assert the_request(cast).status is RequestStatus.ACCEPTED
    asks(cast, visit_id)
    after(cast, clock)
    cast.dora.call(visit_marks.miss, visit_id)
    assert the_visit(cast).requests[-1].status is RequestStatus.WITHDRAWN


def test_a_visit_that_began_is_not_moved_by_asking(cast: Cast, clock: Clock) -> None:
    visit_id = planned(cast)
    after(cast, clock)
    with pytest.raises(Conflict):
        asks(cast, visit_id)


def test_only_who_may_change_the_visit_answers(cast: Cast) -> None:
    asked = asks(cast, planned(cast))
    with pytest.raises(Invalid):
        cast.paul.call(visit_requests.decline, asked, "No")
    for ask in (
        lambda who: who.call(visit_requests.accept, asked, FRIDAY, time(12)),
        lambda who: who.call(visit_requests.decline, asked, "No"),
    ):
        for stranger in (cast.strange_doctor, cast.strange_pt):
            with pytest.raises(NotFound):
                ask(stranger)
        for other in (cast.ana, cast.strange_patient, cast.admin):
            with pytest.raises(WrongRole):
                ask(other)


def test_what_is_the_patients_alone(cast: Cast) -> None:
    visit_id = planned(cast)
    asked = asks(cast, visit_id)
    question = cast.ana.call(visit_requests.ask_question, "May I swim?")
    for id in (asked, question):
        with pytest.raises(NotFound):
            cast.strange_patient.call(visit_requests.withdraw, id)
    with pytest.raises(NotFound):
        cast.strange_patient.call(visit_requests.ask, visit_id, RequestKind.MOVE)
    for clinician in (cast.dora, cast.paul, cast.admin):
        for ask in (
            lambda who: who.call(visits.mine),
            lambda who: who.call(visit_requests.ask, visit_id, RequestKind.MOVE),
            lambda who: who.call(visit_requests.ask_question, "Why?"),
            lambda who: who.call(visit_requests.withdraw, asked),
        ):
            with pytest.raises(WrongRole):
                ask(clinician)


def test_questions_are_kept_until_a_visit_is_held(cast: Cast, clock: Clock) -> None:
    with pytest.raises(Invalid):
        cast.ana.call(visit_requests.ask_question, "May I swim?")
    first, second = planned(cast), planned(cast, date(2026, 3, 19))
    with pytest.raises(Invalid):
        cast.ana.call(visit_requests.ask_question, "  ")
    cast.ana.call(visit_requests.ask_question, "May I swim?")
    cast.dora.call(visit_changes.cancel, second, "Storm")
    assert [each.note for each in cast.dora.call(visits.visits, cast.ana.id).questions] == ["May I swim?"]
    after(cast, clock)
    prepared = cast.dora.call(visit_preparation.prepare, first)
    assert [each.note for each in prepared.questions] == ["May I swim?"]
    cast.dora.call(visit_marks.hold, first, VisitDecision.CONTINUE, "Yes, swim.")
    mine = cast.ana.call(visits.mine)
    assert mine.questions == ()
    asked = {visit.id: [(each.note, each.status) for each in visit.requests] for visit in mine.visits}
    assert asked == {first: [("May I swim?", RequestStatus.ACCEPTED)], second: []}


def test_the_page_before_a_visit_goes_as_far_as_the_share(cast: Cast, clock: Clock) -> None:
    visit_id = planned(cast)
    cast.ana.checks_in(pain_worst=5)
    cast.paul.call(visit_marks.treated, cast.ana.id)
    found = cast.dora.call(visit_preparation.prepare, visit_id)
    assert found.adherence is not None and found.last is None and found.adherence_before is None
    assert [visit.kind for visit in found.other_visits] == [VisitKind.TREATMENT]
    cast.ana.shares(cast.dora, frozenset({SharePart.JOURNEY}))
    found = cast.dora.call(visit_preparation.prepare, visit_id)
    assert (found.adherence, found.pain, found.versions, found.holds) == (None, None, (), ())


def test_the_page_compares_with_the_days_before_the_last_visit(cast: Cast, clock: Clock) -> None:
    last = planned(cast)
    for ago in range(3):
        cast.ana.checks_in(cast.clinic.days_ago(ago), pain_worst=7)
    after(cast, clock)
    cast.dora.call(visit_marks.hold, last, VisitDecision.CONTINUE, "")
    clock.forward(days=3)
    for who in (cast.ana, cast.dora):
        who.signs_in()
    for ago in range(3):
        cast.ana.checks_in(cast.clinic.days_ago(ago), pain_worst=4)
    following = planned(cast, date(2026, 3, 27))
    found = cast.dora.call(visit_preparation.prepare, following)
    assert found.since == FRIDAY and found.last is not None and found.last.id == last
    assert found.pain is not None
    assert (found.pain.baseline, found.pain.latest, found.pain.beyond_mic) == (7, 4, True)
    assert found.adherence is not None and found.adherence_before is not None
