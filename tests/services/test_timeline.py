"""The journey as one list: from where its events come, and who sees which."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from patient_app.domain.journey import EventKind, Precision
from patient_app.domain.journey_steps import NextCode
from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.timeline import Happening
from patient_app.media.document import CheckedDocument
from patient_app.services import documents, holds, journey, measure_assignments, timeline
from patient_app.services.actor import Actor
from patient_app.services.journey import EntryDraft
from patient_app.services.timeline_values import Journey
from patient_app.store.tables import Goal, Order, ProgressReport, Visit
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone
from tests.services.test_discharge import begin

ONSET = EntryDraft(EventKind.ONSET, date(2026, 1, 1), "Back pain began", precision="month")
MRI = EntryDraft(EventKind.IMAGING, date(2026, 2, 3), "MRI", details={"result": "Some wear"})
EXAM = EntryDraft(EventKind.EXAM, date(2026, 3, 1), "Exam", details={"recommendation": "physical_therapy"})
SCAN = CheckedDocument("application/pdf", "mri.pdf", b"%PDF-1.7 %%EOF", "0" * 64)


def fill(actor: Actor, unit: Unit, patient_id: str, episode_id: str, therapist_id: str) -> None:
    """An order, visits, a report and a goal, as their own services leave them."""
    days_ago = [unit.now - timedelta(days=days) for days in range(12)]
    order = Order(
        episode_id=episode_id,
        patient_id=patient_id,
        physiatrist_id=actor.id,
        reason="Back pain",
        frequency_per_week=2,
        weeks=6,
        signed_at=days_ago[10],
        accepted_by=therapist_id,
        accepted_at=days_ago[9],
    )
    visits = [
        Visit(patient_id=patient_id, clinician_id=by, planned_at=at, status=status, kind=kind, episode_id=episode_id)
        for by, at, status, kind in (
            (actor.id, days_ago[11], "held", "physiatrist"),
            (therapist_id, days_ago[6], "held", "treatment"),
            (therapist_id, days_ago[3], "held", "treatment"),
            (therapist_id, days_ago[2], "missed", "treatment"),
            (actor.id, unit.now + timedelta(days=4), "planned", "physiatrist"),
        )
    ]
    report = ProgressReport(
        patient_id=patient_id,
        episode_id=episode_id,
        number=1,
        author_id=therapist_id,
        period_from=date(2026, 3, 5),
        period_to=date(2026, 3, 14),
        status="signed",
        signed_at=days_ago[1],
        to_id=actor.id,
    )
    draft = ProgressReport(
        patient_id=patient_id,
        episode_id=episode_id,
        author_id=therapist_id,
        period_from=date(2026, 3, 15),
        period_to=date(2026, 3, 16),
    )
    goal = Goal(
        episode_id=episode_id,
        patient_id=patient_id,
        letter="A",
        category="function",
        description="Stairs",
        status="met",
        met_on=date(2026, 3, 15),
    )
    unit.session.add_all([order, *visits, report, draft, goal])


@pytest.fixture
def full(cast: Cast) -> Cast:
    episode = cast.dora.call(begin, cast.ana.id)
    entry = cast.ana.call(journey.add, cast.ana.id, MRI)
    cast.ana.call(journey.add, cast.ana.id, ONSET)
    cast.dora.call(journey.add, cast.ana.id, EXAM)
    cast.dora.call(fill, cast.ana.id, episode, cast.paul.id)
    cast.ana.call(documents.add, cast.ana.id, SCAN, entry)
    cast.ana.call(documents.add, cast.ana.id, SCAN, None, "Letter")
    return cast


def kinds(found: Journey) -> list[str]:
    return [str(event.kind or event.happening) for event in found.events]


def read(who: Someone, cast: Cast) -> Journey:
    return who.call(timeline.of_patient, cast.ana.id)


def test_events_of_all_sources_stand_in_one_order(full: Cast) -> None:
    assert kinds(full.ana.call(timeline.mine)) == [
        "onset",
        "imaging",
        "exam",
        "visit_held",
        "order_signed",
        "order_accepted",
        "treatments",
        "report_signed",
        "goal_met",
        "program",
    ]


def test_each_event_says_who_and_whether_it_is_the_reader(full: Cast) -> None:
    mine = {event.kind: event for event in full.ana.call(timeline.mine).events if event.kind}
    onset, exam = mine[EventKind.ONSET], mine[EventKind.EXAM]
    assert onset.author is not None and onset.author.is_reader and onset.precision is Precision.MONTH
    assert onset.may_correct and onset.may_remove
    assert exam.author is not None and not exam.author.is_reader and not exam.may_correct
    theirs = {event.kind: event for event in read(full.paul, full).events if event.kind}
    assert not theirs[EventKind.ONSET].may_correct
    assert theirs[EventKind.EXAM].may_correct and not theirs[EventKind.EXAM].may_remove


def test_what_comes_next_is_said_to_the_patient_and_the_care_team(full: Cast) -> None:
    for found in (full.ana.call(timeline.mine), read(full.dora, full)):
        assert [each.code for each in found.next] == [NextCode.VISIT, NextCode.EXERCISE, NextCode.REPORT_WAITS]
        assert found.next[0].who == full.dora.name and found.next[2].other == full.dora.name
    full.paul.call(holds.start_hold, full.ana.id, "Rest")
    assert full.ana.call(timeline.mine).next[0].code is NextCode.HOLD


def test_a_correction_keeps_what_was_said_before(full: Cast) -> None:
    entry = next(e for e in full.ana.call(timeline.mine).events if e.kind is EventKind.IMAGING)
    full.ana.call(journey.correct, entry.id, replace(MRI, title="MRI of the back", details=None))
    found = next(e for e in full.ana.call(timeline.mine).events if e.kind is EventKind.IMAGING)
    assert (found.title, [each.title for each in found.former]) == ("MRI of the back", ["MRI"])
    assert found.details == {"result": "Some wear"} and [each.file_name for each in found.documents] == ["mri.pdf"]


def test_a_therapists_correction_keeps_what_the_physiatrist_recommended(full: Cast) -> None:
    entry = next(e for e in read(full.paul, full).events if e.kind is EventKind.EXAM)
    full.paul.call(journey.correct, entry.id, replace(EXAM, details={"findings": "Stiff"}))
    found = next(e for e in read(full.paul, full).events if e.kind is EventKind.EXAM)
    assert found.details == {"recommendation": "physical_therapy", "findings": "Stiff"}


def test_each_part_opens_its_own(full: Cast) -> None:
    journey_alone = {"onset", "imaging", "exam", "visit_held", "order_signed", "order_accepted", "treatments"}
    for parts, expected in (
        ({SharePart.PROGRAM}, {"program"}),
        ({SharePart.MEASURES}, {"goal_met"}),
        ({SharePart.PAIN}, set()),
        ({SharePart.JOURNEY}, journey_alone | {"report_signed"}),
        (ALL_PARTS, journey_alone | {"report_signed", "program", "goal_met"}),
    ):
        full.ana.sharing_with(full.paul, parts=frozenset(parts))
        found = read(full.paul, full)
        assert set(kinds(found)) == expected
        sees = SharePart.JOURNEY in parts
        assert bool(found.steps) == bool(found.next) == bool(found.documents) == bool(found.problem) == sees


def test_what_comes_next_tells_nothing_of_parts_that_are_not_shared(full: Cast) -> None:
    full.paul.call(measure_assignments.assign, full.ana.id, "nprs-now", MeasureSchedule(ScheduleKind.ONCE))
    full.ana.sharing_with(full.paul, parts=frozenset({SharePart.JOURNEY}))
    assert NextCode.MEASURE in [each.code for each in full.ana.call(timeline.mine).next]
    assert NextCode.MEASURE not in [each.code for each in read(full.paul, full).next]
    full.dora.call(holds.start_hold, full.ana.id, "Rest")
    assert full.ana.call(timeline.mine).next[0].code is NextCode.HOLD
    assert NextCode.HOLD not in [each.code for each in read(full.paul, full).next]


def test_removed_entries_and_drafts_are_not_told(full: Cast) -> None:
    entry = next(e for e in full.ana.call(timeline.mine).events if e.kind is EventKind.IMAGING)
    full.ana.call(journey.remove, entry.id, "Someone else's")
    found = full.ana.call(timeline.mine)
    assert "imaging" not in kinds(found) and kinds(found).count("report_signed") == 1
    assert [each.title for each in found.documents] == ["Letter"]


def test_a_new_patient_is_told_where_to_begin(cast: Cast) -> None:
    found = cast.strange_patient.call(timeline.mine)
    assert found.events == () and found.next[0].code is NextCode.FIND_PHYSIATRIST
    assert Happening.ENTRY not in {event.happening for event in found.events}
