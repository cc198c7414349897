"""The journey in words: each kind of event, step and next thing has its own, in both languages."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.domain.journey import CloseReason, EventKind, Precision, Recommendation
from patient_app.domain.journey_steps import NextCode, NextUp, PlannedVisit, Standing, Step
from patient_app.domain.people import Role
from patient_app.domain.timeline import Happening
from patient_app.domain.visits import VisitKind
from patient_app.presenters import journey, journey_events, journey_words

EN, ES = translator("en"), translator("es")
TODAY = date(2026, 3, 16)
FACTS: dict[str, Any] = {
    "frequency": 2,
    "weeks": 6,
    "reason": "",
    "visit_kind": "physiatrist",
    "decision": "continue",
    "note": "Better",
    "count": 3,
    "measure": "rmdq",
    "score": 11.0,
    "version": 2,
    "exercises": 4,
    "level": "C",
    "report_kind": "progress",
    "number": 1,
    "letter": "A",
    "description": "Stairs",
}


@dataclass
class Author:
    name: str
    role: Role
    is_reader: bool = False


@dataclass
class Event:
    happening: Happening = Happening.ENTRY
    on: date = date(2026, 3, 3)
    precision: Precision = Precision.DAY
    kind: EventKind | None = None
    title: str = ""
    text: str = ""
    id: str = "1"
    author: Author | None = None
    details: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=lambda: FACTS)
    object_id: str | None = None
    documents: tuple[Any, ...] = ()
    former: tuple[Any, ...] = ()
    may_correct: bool = False
    may_remove: bool = False


@dataclass
class Found:
    events: tuple[Event, ...] = ()
    steps: tuple[tuple[Step, Standing], ...] = ()
    next: tuple[NextUp, ...] = ()
    documents: tuple[Any, ...] = ()
    patient_id: str = "p"
    today: date = TODAY
    time_zone: str = "America/New_York"
    is_own: bool = True


@pytest.mark.parametrize("t", [EN, ES])
def test_every_term_has_words_of_its_own(t: Any) -> None:
    for words in (
        [journey_words.kind(t, each) for each in EventKind],
        [journey_words.recommendation(t, each) for each in Recommendation],
        [journey_words.close_reason(t, each) for each in CloseReason],
        [journey_words.step(t, each) for each in Step],
        [journey_words.step_for_clinician(t, each) for each in Step],
    ):
        assert all(words) and len(set(words)) == len(words)


@pytest.mark.parametrize("code", NextCode)
def test_everything_that_comes_next_is_said_to_both(code: NextCode) -> None:
    visit = PlannedVisit(VisitKind.PHYSIATRIST, "Dr. N", datetime(2026, 3, 20, 15, 0, tzinfo=UTC), date(2026, 3, 20))
    up = NextUp(code, "Dr. N", "Mill", date(2026, 3, 20), visit if code is NextCode.VISIT else None)
    for t in (EN, ES):
        for said in (journey_words.next_for_patient(t, up, Found()), journey_words.next_for_clinician(t, up, Found())):
            assert said and "{" not in said


def test_a_visit_is_told_with_its_day_and_time() -> None:
    at = datetime(2026, 3, 20, 15, 0, tzinfo=UTC)
    up = NextUp(NextCode.VISIT, "Dr. N", visit=PlannedVisit(VisitKind.PHYSIATRIST, "Dr. N", at, date(2026, 3, 20)))
    said = journey_words.next_for_patient(EN, up, Found()).replace("\u202f", " ")
    assert said == "Dr. N sees you on Fri, Mar 20, 11:00 AM."


@pytest.mark.parametrize("happening", [each for each in Happening if each is not Happening.ENTRY])
def test_every_event_has_a_title(happening: Happening) -> None:
    for t in (EN, ES):
        said = journey_events.event_words(t, Event(happening), lambda id: id.upper())
        assert said.title and "{" not in said.title + said.text


@pytest.mark.parametrize(
    ("precision", "words"), [(Precision.DAY, "Tue, Mar 3"), (Precision.MONTH, "March 2026"), (Precision.YEAR, "2026")]
)
def test_a_date_is_as_exact_as_it_is_known(precision: Precision, words: str) -> None:
    assert journey.when(EN, date(2026, 3, 3), precision, TODAY) == words


def test_the_newest_events_come_first_under_their_month() -> None:
    events = tuple(
        Event(kind=EventKind.IMAGING, on=on, title=str(on), id=str(on))
        for on in (date(2025, 12, 1), date(2026, 2, 1), date(2026, 2, 9))
    )
    shown = journey.view(EN, Found(events), str, most=2)
    assert [(each.title, each.month) for each in shown.events] == [
        ("2026-02-09", "February 2026"),
        ("2026-02-01", ""),
    ]
    assert shown.earlier == "Show 1 earlier event" and journey.view(EN, Found(events), str).earlier == ""


def test_the_author_stands_with_the_role_and_the_reader_as_you() -> None:
    def who(author: Author, is_own: bool = True) -> str:
        event = Event(kind=EventKind.EXAM, author=author)
        return journey.view(EN, Found((event,), is_own=is_own), str).events[0].who

    assert who(Author("Ana", Role.PATIENT, is_reader=True)) == "Entered by you"
    assert who(Author("Ana", Role.PATIENT), is_own=False) == "Entered by the patient"
    assert who(Author("Dr. N", Role.PHYSIATRIST)) == "Dr. N, Physiatrist"


def test_details_stand_under_their_names_and_values_are_not_judged() -> None:
    results = [{"name": "CRP", "value": "12", "unit": "mg/L", "range": "below 5"}, {"name": "Ferritin"}]
    blood = Event(kind=EventKind.BLOOD_TEST, details={"results": results, "where": "Mill"})
    exam = Event(kind=EventKind.EXAM, details={"recommendation": "further_tests"})
    shown = journey.view(EN, Found((exam, blood)), str).events
    assert [(each.name, each.value, each.usual) for each in shown[0].results] == [
        ("CRP", "12 mg/L", "below 5"),
        ("Ferritin", "", ""),
    ]
    assert [(each.name, each.value) for each in shown[0].details] == [("Where", "Mill")]
    assert shown[1].recommendation == "Further tests first"


def test_the_place_is_said_in_a_line() -> None:
    steps = tuple((step, Standing.NOW if step is Step.ORDER else Standing.NEXT) for step in Step)
    assert journey.view(EN, Found(steps=steps), str).place == "Step 5 of 10: Physical therapy is ordered"


@pytest.mark.parametrize(
    ("happening", "own", "clinicians"),
    [
        (Happening.ORDER_SIGNED, "/api/v1/patients/p/orders/7.pdf?language=en", None),
        (Happening.REPORT_SIGNED, "/reports", "/patients/p/reports/7"),
        (Happening.REPORT_DECIDED, "/reports", "/patients/p/reports/7"),
        (Happening.VISIT_HELD, "/visits", "/patients/p/visits"),
        (Happening.GOAL_MET, "", ""),
    ],
)
def test_an_event_leads_to_what_it_is_about(happening: Happening, own: str, clinicians: str | None) -> None:
    for is_own, address in ((True, own), (False, own if clinicians is None else clinicians)):
        (shown,) = journey.view(EN, Found((Event(happening, object_id="7"),), is_own=is_own), str).events
        assert shown.more.route + shown.more.paper == address
        assert bool(shown.more.words) == bool(address)
