"""Visits in words: both time zones, wishes, decisions, and the page that prepares one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from patient_app.content.locales import translator
from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course import Hold, HoldLevel
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.domain.preparation import GoalMetSince, Preparation, ReportSince
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visit_book import Clinician, Request, TreatmentClock, Visit, VisitBook, Wishes
from patient_app.domain.visits import PartOfDay, RequestKind, RequestStatus, VisitDecision, VisitKind, VisitMode
from patient_app.presenters import visit_preparation
from patient_app.presenters.visits import BookView, book, wishes

EN, ES = translator("en"), translator("es")
NOW = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
NEW_YORK, LOS_ANGELES = "America/New_York", "America/Los_Angeles"
A_VISIT = Visit(
    id="v1",
    kind=VisitKind.PHYSIATRIST,
    mode=VisitMode.IN_PERSON,
    planned_at=NOW + timedelta(days=4, hours=-1),
    minutes=20,
    clinician=Clinician("d", "Dora Lindqvist", Role.PHYSIATRIST),
    place="Riverside",
    purpose="Follow-up",
    status=VisitStatus.PLANNED,
    decision=None,
    note="",
    reason="",
    moved_from=None,
    series_id=None,
    every_weeks=None,
    series_left=0,
    may_change=True,
    has_begun=False,
    requests=(),
)
TREATMENT = replace(A_VISIT, id="t1", kind=VisitKind.TREATMENT, purpose="", planned_at=NOW + timedelta(days=1))
A_WISH = Request(
    "r1",
    "v1",
    RequestKind.MOVE,
    Wishes((1, 3, 4), (PartOfDay.MORNING, PartOfDay.EVENING)),
    "",
    NOW,
    RequestStatus.OPEN,
    "",
)


def shown(*visits: Visit, reader: Role = Role.PATIENT, zone: str = NEW_YORK, patient_zone: str = NEW_YORK) -> BookView:
    found = VisitBook("p", "Ana", NOW, NEW_YORK, patient_zone, "+1 555 0100", visits, ())
    return book(EN, found, zone, reader)


def bare(text: str) -> str:
    """With plain spaces."""
    return " ".join(text.split())


def test_the_other_time_stands_beside_when_the_zones_differ() -> None:
    assert shown(A_VISIT).next.elsewhere == ""
    patient = shown(A_VISIT, zone=LOS_ANGELES, patient_zone=LOS_ANGELES).next
    assert (bare(patient.when), bare(patient.elsewhere)) == ("Fri, Mar 20, 6:00 AM", "9:00 AM at the clinic")
    clinician = shown(A_VISIT, reader=Role.PHYSIATRIST, patient_zone="Pacific/Auckland").next
    assert bare(clinician.elsewhere) == "Sat, Mar 21, 2:00 AM for the patient"


def test_the_next_visit_of_ones_own_side_stands_on_top() -> None:
    both = (TREATMENT, A_VISIT)
    assert [
        shown(*both, reader=role).next.id for role in (Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    ] == [
        "t1",
        "t1",
        "v1",
    ]
    assert shown(TREATMENT, reader=Role.PHYSIATRIST).next.id == "t1"


def test_a_visit_that_is_over_and_not_recorded_waits_for_the_clinician_and_is_past_for_the_patient() -> None:
    over = replace(A_VISIT, planned_at=NOW - timedelta(hours=2), has_begun=True)
    assert [each.id for each in shown(over, reader=Role.PHYSIATRIST).unrecorded] == ["v1"]
    patient = shown(over)
    assert (patient.next.id, [each.status_words for each in patient.past]) == ("", ["Not recorded yet"])


@pytest.mark.parametrize(
    ("reader", "missed", "ended"),
    [
        (Role.PATIENT, "Did not take place", "Decided: your treatment changes. Your care team tells you how."),
        (Role.PHYSIATRIST, "Missed", "Change"),
    ],
)
def test_patients_read_plain_words_without_blame(reader: Role, missed: str, ended: str) -> None:
    held = replace(A_VISIT, status=VisitStatus.HELD, decision=VisitDecision.CHANGE, planned_at=NOW - timedelta(days=1))
    absent = replace(A_VISIT, status=VisitStatus.MISSED, planned_at=NOW - timedelta(days=2))
    first, second = shown(held, absent, reader=reader).past
    assert (first.decision_words, second.status_words) == (ended, missed)


def test_wishes_are_one_line() -> None:
    assert wishes(EN, A_WISH) == "Tue, Thu or Fri, in the morning or in the evening"
    assert wishes(ES, A_WISH) == "Mar, Jue o Vie, por la mañana o por la noche"
    assert wishes(EN, replace(A_WISH, wishes=Wishes())) == ""


def test_an_open_wish_waits_and_a_declined_one_is_told() -> None:
    declined = replace(A_WISH, status=RequestStatus.DECLINED, answer="I am away")
    view = shown(replace(A_VISIT, requests=(declined, A_WISH)))
    assert [each.wish.id for each in view.waiting] == ["r1"]
    assert [(each.status, each.answer) for each in view.next.answers] == [("The visit stays as it is.", "I am away")]


def test_the_clock_of_the_next_report() -> None:
    found = VisitBook("p", "Ana", NOW, NEW_YORK, NEW_YORK, "", (), (), clock=TreatmentClock(7, 10))
    assert book(EN, found, NEW_YORK, Role.PHYSICAL_THERAPIST).clock == "Treatment day 7 of 10 since the last report"


def prepared(**changes: object) -> Preparation:
    nothing = Preparation(
        visit=A_VISIT,
        patient_id="p",
        patient_name="Ana",
        parts=ALL_PARTS,
        today=date(2026, 3, 16),
        since=date(2026, 2, 16),
        last=None,
        adherence=None,
        adherence_before=None,
        pain=None,
        function=None,
        holds=(),
        versions=(),
        reports=(),
        other_visits=(),
        goals_met=(),
        requests=(),
        questions=(),
        patient_zone=NEW_YORK,
    )
    return replace(nothing, **changes)  # type: ignore[arg-type]


def test_the_page_says_what_happened_since() -> None:
    treated = replace(TREATMENT, status=VisitStatus.HELD, planned_at=NOW - timedelta(days=3))
    view = visit_preparation.view(
        EN,
        prepared(
            holds=(Hold(date(2026, 3, 1), date(2026, 3, 3), HoldLevel.URGENT),),
            reports=(
                ReportSince(2, date(2026, 3, 2), None),
                ReportSince(1, date(2026, 2, 18), ReportDecision.SEE_PATIENT),
            ),
            goals_met=(GoalMetSince("B", "Walk 20 minutes", date(2026, 3, 9)),),
            other_visits=(treated, replace(treated, status=VisitStatus.MISSED)),
        ),
    )
    assert [fact.text for fact in view.events] == [
        "On hold by a warning sign (urgent), Sun, Mar 1 to Tue, Mar 3",
        "Progress report 2 of Mon, Mar 2: waits for a decision",
        "Progress report 1 of Wed, Feb 18: see the patient",
        "Missed: Treatment with Dora Lindqvist, Fri, Mar 13",
        "1 treatment day at the PT center",
        "Goal B met on Mon, Mar 9: Walk 20 minutes",
    ]
    assert view.since == "Since the start of the course, Mon, Feb 16"


def test_the_page_says_what_is_not_shared_and_what_is_not_known() -> None:
    view = visit_preparation.view(EN, prepared(parts=frozenset()))
    assert [fact.text for fact in (*view.done, *view.pain, *view.function)] == ["Not shared with you"] * 3
    assert [fact.text for fact in view.events] == ["Nothing else happened since then."]
    same = measure_change(4, 4, Direction.HIGHER_IS_WORSE, mic=2)
    assert visit_preparation.view(EN, prepared(pain=same)).pain[0].text == "No change: 4"
    assert "3 days" in visit_preparation.view(EN, prepared()).pain[0].text
