"""Entries: the same one twice is one, corrections end the same in any order, the deleted stays deleted."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from patient_app.domain.entries import ActivityRating, ExerciseLog, MeasureResponse, NotDoneReason
from patient_app.domain.errors import DomainError, Invalid, NotFound
from patient_app.domain.program import Load, LoadKind, Side
from patient_app.services import entries, sync, today
from patient_app.services.door import Door
from patient_app.services.entries import Outcome
from patient_app.services.sync import Change, Delete, Done
from patient_app.store.queries import courses
from patient_app.store.queries import entries as rows
from tests.builders import Cast, Clock, Patient, a_check_in, a_log


def the_log(cast: Cast, id: str) -> ExerciseLog:
    found = cast.clinic.door.database.read(lambda session: courses.logs(session, cast.ana.id))
    return next(log for log in found if log.id == id)


def kept(cast: Cast, id: str) -> list[tuple[str, Any]]:
    """The history of a log: what happened, and the pain that was noted."""

    def read(session: Session) -> list[tuple[str, Any]]:
        return [(row.change, row.body.get("pain_during")) for row in rows.history(session, id)]

    return cast.clinic.door.database.read(read)


def put(patient: Patient, log: ExerciseLog) -> Outcome:
    return patient.call(entries.put_exercise_log, log).outcome


@pytest.fixture
def log(cast: Cast) -> ExerciseLog:
    return a_log(cast.ana.line("bridge"), cast.clinic.today, pain_during=1)


def test_a_log_is_kept_to_the_last_field(cast: Cast, log: ExerciseLog) -> None:
    full = replace(
        log, sets_done=2, reps_done=8, hold_seconds=4, duration_minutes=2.5, load=Load(LoadKind.MASS, 2.5, "kg"),
        side=Side.LEFT, effort=6, note="Día bueno ✓", not_done_reason=NotDoneReason.TIRED,
    )  # fmt: skip
    saved = cast.ana.call(entries.put_exercise_log, full)
    assert (saved.outcome, saved.received_at, saved.late) == (Outcome.SAVED, cast.clinic.clock.now, False)
    assert the_log(cast, full.id) == replace(full, received_at=saved.received_at)


def test_the_same_call_twice_is_one_entry(cast: Cast, log: ExerciseLog, clock: Clock) -> None:
    first = cast.ana.call(entries.put_exercise_log, log)
    clock.forward(hours=1)
    second = cast.ana.call(entries.put_exercise_log, log)
    assert (second.outcome, second.received_at) == (Outcome.UNCHANGED, first.received_at)
    assert kept(cast, log.id) == []


def test_a_correction_keeps_the_former_value(cast: Cast, log: ExerciseLog) -> None:
    put(cast.ana, log)
    later = replace(log, pain_during=5, edited_at=log.edited_at + timedelta(minutes=1))
    assert put(cast.ana, later) is Outcome.CORRECTED
    assert the_log(cast, log.id).pain_during == 5
    assert kept(cast, log.id) == [("corrected", 1)]


def test_of_two_edits_at_the_same_moment_the_later_received_wins(cast: Cast, log: ExerciseLog) -> None:
    put(cast.ana, log)
    assert put(cast.ana, replace(log, pain_during=5)) is Outcome.CORRECTED
    assert the_log(cast, log.id).pain_during == 5


def test_a_stale_edit_is_kept_in_history_only(cast: Cast, log: ExerciseLog) -> None:
    put(cast.ana, log)
    stale = replace(log, pain_during=9, edited_at=log.edited_at - timedelta(minutes=1))
    assert put(cast.ana, stale) is Outcome.UNCHANGED
    assert the_log(cast, log.id).pain_during == 1
    assert kept(cast, log.id) == [("stale", 9)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pains=st.lists(st.integers(0, 3), min_size=2, max_size=5),
    random=st.randoms(use_true_random=False),
    repeated=st.booleans(),
)
def test_corrections_in_any_order_end_with_the_last_edit(
    cast: Cast, pains: list[int], random: Any, repeated: bool
) -> None:
    first = a_log(cast.ana.line("bridge"), cast.clinic.today)
    edits = [
        replace(first, pain_during=pain, edited_at=first.edited_at + timedelta(minutes=n))
        for n, pain in enumerate(pains)
    ]
    arriving = edits * 2 if repeated else list(edits)
    random.shuffle(arriving)
    for edit in arriving:
        put(cast.ana, edit)
    found = the_log(cast, first.id)
    assert (found.pain_during, found.edited_at) == (pains[-1], edits[-1].edited_at)
    everything = {pain for _, pain in kept(cast, first.id)} | {found.pain_during}
    assert everything == set(pains)


def test_every_order_of_three_edits_and_a_deletion_ends_deleted(cast: Cast) -> None:
    for order in itertools.permutations(range(4)):
        first = a_log(cast.ana.line("bridge"), cast.clinic.today)
        edits = [replace(first, pain_during=n, edited_at=first.edited_at + timedelta(minutes=n)) for n in range(3)]
        for step in order:
            if step == 3:
                cast.ana.call(entries.delete_entry, "exercise_log", first.id, first.edited_at)
            else:
                put(cast.ana, edits[step])
        with pytest.raises(StopIteration):
            the_log(cast, first.id)
        assert put(cast.ana, edits[2]) is Outcome.DELETED


def test_a_deleted_entry_is_kept_in_history(cast: Cast, log: ExerciseLog) -> None:
    put(cast.ana, log)
    for _ in range(2):
        cast.ana.call(entries.delete_entry, "exercise_log", log.id, log.edited_at)
    assert kept(cast, log.id) == [("deleted", 1)]


def test_another_patient_cannot_reach_an_entry(cast: Cast) -> None:
    mine = a_check_in(cast.clinic.today, pain_now=2)
    cast.ana.call(entries.put_check_in, mine, "en")
    with pytest.raises(NotFound):
        cast.strange_patient.call(entries.put_check_in, replace(mine, pain_now=9), "en")
    cast.strange_patient.call(entries.delete_entry, "check_in", mine.id, mine.edited_at)
    assert cast.ana.call(today.today).check_in == replace(mine, received_at=cast.clinic.clock.now)
    assert cast.ana.call(entries.put_check_in, replace(mine, pain_now=3), "en")[0].outcome is Outcome.CORRECTED


def test_a_log_names_a_prescription_of_the_patient(cast: Cast, log: ExerciseLog) -> None:
    for who, wrong in ((cast.ana, replace(log, prescription_id=str(uuid4()))), (cast.strange_patient, log)):
        with pytest.raises(Invalid) as refused:
            put(who, wrong)
        assert [each.field for each in refused.value.fields] == ["prescription_id"]


def test_an_entry_is_late_when_it_arrives_on_a_later_local_date(cast: Cast, clock: Clock, log: ExerciseLog) -> None:
    clock.forward(hours=13, minutes=59)
    assert not cast.ana.call(entries.put_exercise_log, log).late
    clock.forward(minutes=1)
    late = cast.ana.call(entries.put_exercise_log, replace(log, id=str(uuid4())))
    assert late.late
    assert the_log(cast, late.id).late
    # Whether it was late is decided when it first arrives.
    corrected = replace(log, pain_during=4, edited_at=clock.now)
    assert not cast.ana.call(entries.put_exercise_log, corrected).late


def test_a_clock_that_is_a_day_ahead_is_set_to_the_time_of_receipt(cast: Cast, clock: Clock, log: ExerciseLog) -> None:
    wrong_clock = replace(log, edited_at=clock.now + timedelta(hours=24, seconds=1))
    put(cast.ana, wrong_clock)
    assert the_log(cast, log.id).edited_at == clock.now
    a_bit_off = replace(log, id=str(uuid4()), edited_at=clock.now + timedelta(hours=24))
    put(cast.ana, a_bit_off)
    assert the_log(cast, a_bit_off.id).edited_at == a_bit_off.edited_at


def test_a_right_clock_corrects_after_one_that_was_ahead(cast: Cast, clock: Clock, log: ExerciseLog) -> None:
    put(cast.ana, replace(log, edited_at=datetime(2031, 1, 1, tzinfo=UTC)))
    clock.forward(minutes=1)
    assert put(cast.ana, replace(log, pain_during=5, edited_at=clock.now)) is Outcome.CORRECTED


def test_a_month_offline_loses_nothing(cast: Cast, clock: Clock) -> None:
    line, start = cast.ana.line("bridge"), cast.clinic.today
    made = [a_log(line, start + timedelta(days=n)) for n in range(30)]
    clock.forward(days=29, hours=4)
    cast.ana.signs_in()
    assert [put(cast.ana, log) for log in made] == [Outcome.SAVED] * 30


def test_an_entry_for_a_week_ago_is_taken_and_for_eight_days_ago_is_not(cast: Cast, clock: Clock) -> None:
    line = cast.ana.line("bridge")
    made = clock.now
    assert put(cast.ana, a_log(line, cast.clinic.days_ago(7), edited_at=made)) is Outcome.SAVED
    with pytest.raises(Invalid):
        put(cast.ana, a_log(line, cast.clinic.days_ago(8), edited_at=made))


def test_an_old_entry_may_be_corrected_later(cast: Cast, clock: Clock, log: ExerciseLog) -> None:
    put(cast.ana, log)
    clock.forward(days=20)
    assert put(cast.ana, replace(log, pain_during=2, edited_at=clock.now)) is Outcome.CORRECTED


def test_the_local_date_decides_whatever_the_zone(cast: Cast, log: ExerciseLog) -> None:
    abroad = replace(log, time_zone="Pacific/Kiritimati", local_date=cast.clinic.today + timedelta(days=1))
    put(cast.ana, abroad)
    assert cast.ana.call(today.today).today == cast.clinic.today + timedelta(days=1)
    assert the_log(cast, log.id).local_date == cast.clinic.today + timedelta(days=1)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "America", "", "UTC\x00"])
def test_a_time_zone_that_is_none_is_refused(cast: Cast, log: ExerciseLog, zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        put(cast.ana, replace(log, time_zone=zone))
    assert [each.field for each in refused.value.fields] == ["time_zone"]


def test_only_own_activities_can_be_rated(cast: Cast) -> None:
    cast.strange_patient.with_activity("Swim")
    foreign = ActivityRating(cast.strange_patient.activities[0].id, 5)
    own = ActivityRating(cast.ana.activities[0].id, 5)
    with pytest.raises(Invalid) as refused:
        cast.ana.checks_in(activity_ratings=(own, foreign))
    assert [each.field for each in refused.value.fields] == ["activity_ratings.1.activity_id"]


def test_of_several_check_ins_the_last_edited_is_the_days(cast: Cast, clock: Clock) -> None:
    cast.ana.checks_in(pain_now=7, edited_at=clock.now + timedelta(hours=2))
    cast.ana.checks_in(pain_now=1, edited_at=clock.now)
    shown = cast.ana.call(today.today).check_in
    assert shown is not None and shown.pain_now == 7


def test_the_score_of_a_measure_is_computed_here(cast: Cast, clock: Clock) -> None:
    def response(**changes: Any) -> MeasureResponse:
        values: dict[str, Any] = {
            "id": str(uuid4()), "measure_id": "nprs-now", "measure_version": "1", "local_date": cast.clinic.today,
            "edited_at": clock.now, "answers": (("pain", 4.0),), "score": 99.0, "recall": "",
        }  # fmt: skip
        return MeasureResponse(**{**values, **changes})

    assert cast.ana.call(entries.put_measure_response, response(), "America/New_York")[1] == 4
    assert cast.ana.call(entries.put_measure_response, response(answers=()), "America/New_York")[1] is None
    for wrong in (
        {"measure_id": "happiness"},
        {"measure_id": "odi"},
        {"measure_version": "0"},
        {"answers": (("pain", 11.0),)},
        {"answers": (("mood", 1.0),)},
    ):
        with pytest.raises(Invalid):
            cast.ana.call(entries.put_measure_response, response(**wrong), "America/New_York")


def test_open_screens_are_told_of_what_changed_only(
    cast: Cast, log: ExerciseLog, published: list[frozenset[str]]
) -> None:
    published.clear()
    put(cast.ana, log)
    put(cast.ana, log)
    assert published == [frozenset({f"patient:{cast.ana.id}"})]


def outcomes(results: tuple[Done | DomainError, ...]) -> list[str]:
    return [type(each).__name__ if isinstance(each, DomainError) else each.saved.outcome.value for each in results]


def test_a_batch_is_applied_in_order_and_a_bad_entry_harms_no_other(cast: Cast, log: ExerciseLog) -> None:
    changes: list[Change] = [
        log,
        replace(log, id=str(uuid4()), prescription_id=str(uuid4())),
        replace(log, pain_during=3, edited_at=log.edited_at + timedelta(minutes=1)),
        log,
        a_check_in(cast.clinic.today, time_zone="Mars/Olympus"),
        a_check_in(cast.clinic.today),
        Delete("exercise_log", log.id),
        log,
    ]
    results = cast.ana.call(sync.sync, changes, "en")
    assert outcomes(results) == ["saved", "Invalid", "corrected", "unchanged", "Invalid", "saved", "deleted", "deleted"]
    assert cast.ana.call(today.today).check_in is not None
    assert cast.ana.call(today.today).slots[0].logs == ()


def test_a_batch_ends_as_the_same_calls_one_by_one(cast: Cast, door: Door) -> None:
    def changes() -> list[Change]:
        first = a_log(cast.ana.line("bridge"), cast.clinic.today)
        gone = a_log(cast.ana.line("bird-dog"), cast.clinic.today)
        edits = [replace(first, pain_during=n, edited_at=first.edited_at + timedelta(minutes=n % 3)) for n in range(6)]
        return [gone, *edits, Delete("exercise_log", gone.id), gone, first, a_check_in(cast.clinic.today, pain_now=4)]

    one_by_one, together = changes(), changes()
    results = [cast.ana.call(sync.sync, [change], "en")[0] for change in one_by_one]
    assert outcomes(tuple(results)) == outcomes(cast.ana.call(sync.sync, together, "en"))
    ids = [each.id for each in one_by_one], [each.id for each in together]  # type: ignore[union-attr]
    histories = [[kept(cast, id) for id in dict.fromkeys(each)] for each in ids]
    assert histories[0] == histories[1]
