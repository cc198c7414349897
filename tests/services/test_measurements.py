"""Measurements taken in clinic: many cells at once, the same call twice, corrections and removals, and who may."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.domain.program import Side
from patient_app.services import measurements, summary
from patient_app.services.actor import Operator
from patient_app.services.measurements import Cell, Done, Entry, Outcome
from patient_app.store.tables import AuditEvent, Episode
from patient_app.store.tables import Measurement as Row
from patient_app.store.unit import Unit
from tests.builders import Cast, Patient, Someone, a_patient

KNEE = "rom:knee:flexion:active"
STRENGTH = "mmt:knee:extension"
FORCE = "dynamometer:knee:extension"


def typed(text: str, row: str = KNEE, side: Side | None = Side.LEFT, *, on: date, **fields: Any) -> Entry:
    return Entry(**{"id": str(uuid4()), "row": row, "side": side, "text": text, "measured_on": on, **fields})


def types(cast: Cast, *entries: Entry, patient: Patient | None = None, by: Someone | None = None) -> tuple[Done, ...]:
    """Paul types into Ana's sheet."""
    return (by or cast.paul).call(measurements.record, (patient or cast.ana).id, entries)


def outcomes(done: tuple[Done, ...]) -> list[Outcome]:
    return [each.outcome for each in done]


def cell(cast: Cast, row: str = KNEE, side: Side | None = Side.LEFT) -> Cell:
    """The cell as the sheet has it."""
    rows = cast.paul.call(measurements.sheet, cast.ana.id).rows
    return next(each for found in rows if found.key == row for each in found.cells if each.side is side)


def values(cast: Cast, **where: Any) -> list[float | str | None]:
    return [each.found.grade or each.found.value for each in cell(cast, **where).values]


def past(cast: Cast, row: str = KNEE) -> list[measurements.Past]:
    """The history, newest first."""
    return list(cast.paul.call(measurements.history, cast.ana.id, row).values)


def with_episode(cast: Cast, region: str, started: date) -> None:
    def begin(operator: Operator, unit: Unit) -> None:
        unit.session.add(Episode(patient_id=cast.ana.id, problem="Sore knee", region=region, started_on=started))

    cast.clinic.door.operate(begin)


def audited(cast: Cast, action: str) -> list[str | None]:
    """The ids of the audit events of this kind."""
    query = select(AuditEvent.object_id).where(AuditEvent.action == action)
    return cast.clinic.door.database.read(lambda session: list(session.exec(query)))


# Recording ---------------------------------------------------------------------------------------------------------


def test_a_column_of_values_is_recorded_in_one_call(cast: Cast) -> None:
    today = cast.clinic.today
    done = types(
        cast,
        typed("112", on=today),
        typed("4+", STRENGTH, on=today),
        typed("25 lb", FORCE, on=today),
        typed("14,5", "timed_up_and_go", None, on=today),
    )
    assert outcomes(done) == [Outcome.SAVED] * 4
    assert values(cast) == [112]
    assert values(cast, row=STRENGTH) == ["4+"]
    assert values(cast, row="timed_up_and_go", side=None) == [14.5]
    assert cell(cast, FORCE).values[0].found.unit == "lb"


def test_a_bad_value_is_rejected_with_words_and_the_others_are_kept(cast: Cast) -> None:
    today = cast.clinic.today
    done = types(cast, typed("112", on=today), typed("1120", side=Side.RIGHT, on=today), typed("6", STRENGTH, on=today))
    assert outcomes(done) == [Outcome.SAVED, Outcome.REJECTED, Outcome.REJECTED]
    assert "not plausible" in str(done[1].problem)
    assert "0 to 5" in str(done[2].problem)
    assert values(cast) == [112] and values(cast, side=Side.RIGHT) == []


@pytest.mark.parametrize(
    ("row", "side"), [("rom:knee:twist:active", Side.LEFT), (KNEE, None), ("timed_up_and_go", Side.LEFT)]
)
def test_a_row_or_a_side_that_does_not_exist_is_rejected(cast: Cast, row: str, side: Side | None) -> None:
    assert outcomes(types(cast, typed("12", row, side, on=cast.clinic.today))) == [Outcome.REJECTED]


def test_a_date_after_the_patients_today_is_rejected(cast: Cast) -> None:
    today = cast.clinic.today
    done = types(cast, *(typed("90", on=today + timedelta(days=days)) for days in (1, 0, -1, -3000)))
    assert outcomes(done) == [Outcome.REJECTED, Outcome.SAVED, Outcome.SAVED, Outcome.REJECTED]


def test_the_same_call_again_after_a_lost_answer_adds_nothing(cast: Cast) -> None:
    entries = [typed("112", on=cast.clinic.today), typed("4-", STRENGTH, on=cast.clinic.today)]
    types(cast, *entries)
    assert outcomes(types(cast, *entries)) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert values(cast) == [112]
    assert len(past(cast)) == len(past(cast, STRENGTH)) == 1
    assert len(audited(cast, "measurement.saved")) == 2


def test_the_same_value_typed_again_elsewhere_adds_nothing(cast: Cast) -> None:
    types(cast, typed("112", on=cast.clinic.today))
    assert outcomes(types(cast, typed("112.0", on=cast.clinic.today))) == [Outcome.UNCHANGED]
    assert len(past(cast)) == 1


def test_an_id_cannot_be_used_for_another_value(cast: Cast) -> None:
    first = typed("112", on=cast.clinic.today)
    types(cast, first)
    assert outcomes(types(cast, typed("115", on=cast.clinic.today, id=first.id))) == [Outcome.REJECTED]
    assert values(cast) == [112]


def test_typing_over_a_value_of_the_same_day_corrects_it_with_history(cast: Cast) -> None:
    first = typed("12", on=cast.clinic.today)
    types(cast, first)
    cast.clinic.clock.forward(minutes=1)
    second = typed("120", on=cast.clinic.today, replaces=first.id)
    assert outcomes(types(cast, second)) == [Outcome.CORRECTED]
    assert outcomes(types(cast, second)) == [Outcome.UNCHANGED]
    assert values(cast) == [120]
    assert [each.measurement.found.value for each in past(cast)] == [120, 12]


def test_a_value_that_somebody_else_typed_meanwhile_is_not_written_over(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_pt)
    types(cast, typed("118", on=cast.clinic.today), by=cast.strange_pt)
    done = types(cast, typed("120", on=cast.clinic.today))
    assert isinstance(done[0].problem, Conflict)
    assert values(cast) == [118]


def test_recording_tells_open_screens(cast: Cast, published: list[frozenset[str]]) -> None:
    types(cast, typed("112", on=cast.clinic.today))
    assert any(f"patient:{cast.ana.id}" in topics for topics in published)


# Course ------------------------------------------------------------------------------------------------------------


def test_baseline_is_the_first_of_the_episode_and_change_counts_from_there(cast: Cast) -> None:
    ago = cast.clinic.days_ago
    types(cast, typed("70", on=ago(200)), typed("90", on=ago(30)), typed("104", on=ago(9)), typed("117", on=ago(0)))
    with_episode(cast, "knee", ago(40))
    progress = cell(cast).progress
    assert progress is not None and progress.previous is not None and progress.change is not None
    assert (progress.baseline.found.value, progress.previous.found.value, progress.last.found.value) == (90, 104, 117)
    assert progress.change.points == 27


def test_the_summary_reads_the_ends_of_each_cell_and_tells_the_same_progress(cast: Cast) -> None:
    ago = cast.clinic.days_ago
    with_episode(cast, "knee", ago(100))
    for number, (days, left, right, grade) in enumerate(
        [
            (200, "60", "70", "3"),
            (90, "80", "81", "4-"),
            (60, "85", "82", "4"),
            (30, "99", "84", "4+"),
            (5, "101", "85", "5"),
        ]
    ):
        day = ago(days)
        types(cast, typed(left, on=day), typed(right, side=Side.RIGHT, on=day), typed(grade, STRENGTH, on=day))
        if number == 3:
            fault = typed("150", on=ago(20))
            types(cast, fault)
            cast.paul.call(measurements.correct, cast.ana.id, fault.id, "100", "Typed wrong")
    sheet = {row.key: row for row in cast.paul.call(measurements.sheet, cast.ana.id).rows}
    found = cast.dora.call(summary.summary, cast.ana.id).measurements
    assert {row.key for row in found} == {KNEE, STRENGTH}
    for row in found:
        for short in row.cells:
            whole = next(each for each in sheet[row.key].cells if each.side is short.side)
            assert short.progress == whole.progress
            assert len(short.values) <= 3 <= len(whole.values) or not whole.values


def test_the_sheet_offers_the_rows_of_the_region_first_then_those_with_a_value(cast: Cast) -> None:
    with_episode(cast, "knee", cast.clinic.days_ago(10))
    types(cast, typed("150", "rom:shoulder:flexion:active", on=cast.clinic.today))
    sheet = cast.paul.call(measurements.sheet, cast.ana.id)
    assert sheet.rows[0].key == KNEE
    assert sheet.rows[-1].key == "rom:shoulder:flexion:active"
    assert (sheet.identity.name, sheet.identity.problem) == ("Ana Reyes", "Sore knee")


def test_without_the_journey_the_sheet_says_nothing_of_the_problem(cast: Cast) -> None:
    with_episode(cast, "knee", cast.clinic.days_ago(10))
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.MEASURES}))
    sheet = cast.strange_pt.call(measurements.sheet, cast.ana.id)
    assert not sheet.sees_journey
    assert (sheet.identity.problem, sheet.identity.region, sheet.identity.since) == (None, None, None)
    assert KNEE not in {row.key for row in sheet.rows}


# Correcting and removing -------------------------------------------------------------------------------------------


def test_a_look_at_the_problem_above_the_sheet_is_audited_as_one_at_the_journey(cast: Cast) -> None:
    cast.paul.call(measurements.sheet, cast.ana.id)
    assert "journey" not in looked_at(cast)
    with_episode(cast, "knee", cast.clinic.today)
    cast.ana.call(measurements.sheet)
    assert "journey" not in looked_at(cast)
    cast.paul.call(measurements.sheet, cast.ana.id)
    assert "journey" in looked_at(cast)


def looked_at(cast: Cast) -> list[str | None]:
    def read(operator: Operator, unit: Unit) -> list[str | None]:
        events = unit.session.exec(select(AuditEvent).where(AuditEvent.action == "record.viewed"))
        return [event.object_kind for event in events]

    return cast.clinic.door.operate(read)


def test_a_correction_keeps_the_former_value_with_who_and_when(cast: Cast) -> None:
    entry = typed("12", on=cast.clinic.days_ago(5))
    types(cast, entry)
    cast.clinic.clock.forward(minutes=5)
    right = cast.paul.call(measurements.correct, cast.ana.id, entry.id, "121", "Typed too short")
    assert values(cast) == [121]
    after, before = past(cast)
    assert before.measurement.replaced_by == right.id == after.measurement.id
    assert (before.measurement.found.value, before.measured_by) == (12, "Paul Okafor")
    assert after.measurement.recorded_at - before.measurement.recorded_at == timedelta(minutes=5)
    assert after.measurement.measured_on == entry.measured_on
    assert after.measurement.note == "Typed too short"
    assert len(audited(cast, "measurement.corrected")) == 1


def test_the_same_correction_again_changes_nothing_and_another_one_must_look_first(cast: Cast) -> None:
    entry = typed("12", on=cast.clinic.today)
    types(cast, entry)
    for _ in range(2):
        cast.paul.call(measurements.correct, cast.ana.id, entry.id, "121")
    with pytest.raises(Conflict):
        cast.paul.call(measurements.correct, cast.ana.id, entry.id, "99")
    assert len(past(cast)) == 2


def test_a_correction_must_be_a_value(cast: Cast) -> None:
    entry = typed("4", STRENGTH, on=cast.clinic.today)
    types(cast, entry)
    for wrong in ("9", "", "strong", "4"):
        with pytest.raises(Invalid):
            cast.paul.call(measurements.correct, cast.ana.id, entry.id, wrong)
    assert values(cast, row=STRENGTH) == ["4"]


def test_a_value_of_the_wrong_patient_is_removed_with_the_reason_and_stays_in_the_history(cast: Cast) -> None:
    entry = typed("60", on=cast.clinic.today)
    types(cast, entry)
    for _ in range(2):
        cast.paul.call(measurements.void, cast.ana.id, entry.id, "wrong_patient")
    assert values(cast) == [] and cell(cast).progress is None
    (found,) = past(cast)
    assert (found.measurement.found.value, found.measurement.void_reason) == (60, "wrong_patient")
    assert (found.voided_by, found.measurement.voided_at) == ("Paul Okafor", cast.clinic.clock.now)
    assert len(audited(cast, "measurement.voided")) == 1


def test_a_removal_needs_a_reason(cast: Cast) -> None:
    entry = typed("60", on=cast.clinic.today)
    types(cast, entry)
    with pytest.raises(Invalid):
        cast.paul.call(measurements.void, cast.ana.id, entry.id, "  ")
    assert values(cast) == [60]


def test_a_removed_value_cannot_be_corrected_and_a_repeat_of_its_entry_does_not_bring_it_back(cast: Cast) -> None:
    entry = typed("60", on=cast.clinic.today)
    types(cast, entry)
    cast.paul.call(measurements.void, cast.ana.id, entry.id, "wrong_patient")
    with pytest.raises(Conflict):
        cast.paul.call(measurements.correct, cast.ana.id, entry.id, "61")
    assert outcomes(types(cast, entry)) == [Outcome.UNCHANGED]
    assert values(cast) == []


def test_nothing_is_ever_deleted(cast: Cast) -> None:
    first = typed("60", on=cast.clinic.today)
    types(cast, first)
    right = cast.paul.call(measurements.correct, cast.ana.id, first.id, "66")
    cast.paul.call(measurements.void, cast.ana.id, right.id, "Not hers")
    kept = cast.clinic.door.database.read(lambda session: set(session.exec(select(Row.id))))
    assert kept == {first.id, right.id}


# Who may -----------------------------------------------------------------------------------------------------------

WRITES: dict[str, Callable[[Someone, str, str], Any]] = {
    "correct": lambda who, patient, id: who.call(measurements.correct, patient, id, "61"),
    "void": lambda who, patient, id: who.call(measurements.void, patient, id, "wrong_patient"),
}


def a_value(cast: Cast) -> Entry:
    entry = typed("60", on=cast.clinic.today)
    types(cast, entry)
    return entry


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_only_a_pt_changes_measurements(cast: Cast, write: Callable[[Someone, str, str], Any]) -> None:
    entry = a_value(cast)
    for who in (cast.ana, cast.dora, cast.admin):
        with pytest.raises(WrongRole):
            write(who, cast.ana.id, entry.id)
        with pytest.raises(WrongRole):
            types(cast, typed("1", on=cast.clinic.today), by=who)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_for_a_stranger_there_is_no_such_patient(cast: Cast, write: Callable[[Someone, str, str], Any]) -> None:
    entry = a_value(cast)
    with pytest.raises(NotFound):
        write(cast.strange_pt, cast.ana.id, entry.id)
    with pytest.raises(NotFound):
        types(cast, typed("1", on=cast.clinic.today), by=cast.strange_pt)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_measurement_of_another_patient_does_not_exist(cast: Cast, write: Callable[[Someone, str, str], Any]) -> None:
    entry = a_value(cast)
    other = a_patient(cast.clinic, "Olga Brandt").sharing_with(cast.paul)
    with pytest.raises(NotFound):
        write(cast.paul, other.id, entry.id)
    with pytest.raises(NotFound):
        types(cast, entry, patient=other)
    assert values(cast) == [60]


def test_measurements_need_their_own_part_of_the_record(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset(SharePart) - {SharePart.MEASURES})
    for service in (measurements.sheet, measurements.measured):
        with pytest.raises(NotFound):
            cast.strange_pt.call(service, cast.ana.id)
    with pytest.raises(NotFound):
        cast.strange_pt.call(measurements.history, cast.ana.id, KNEE)
    with pytest.raises(NotFound):
        types(cast, typed("1", on=cast.clinic.today), by=cast.strange_pt)


def test_the_patient_and_the_physiatrist_read_them(cast: Cast) -> None:
    a_value(cast)
    for who in (cast.ana, cast.dora):
        (row,) = who.call(measurements.measured, cast.ana.id)
        assert row.key == KNEE
