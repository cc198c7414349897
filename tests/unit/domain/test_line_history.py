"""The history of one line beside the others."""

from datetime import UTC, date, datetime, timedelta

from patient_app.domain.course import Course
from patient_app.domain.entries import ExerciseLog, NotDoneReason
from patient_app.domain.line_history import line_history, only_line
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Side, Weekday

START = date(2026, 3, 2)
DAILY = FixedDays(frozenset(Weekday))


def a_line(line_id: str, id: str = "", sets: int = 3) -> Prescription:
    return Prescription(
        id=id or line_id, line_id=line_id, exercise_id=line_id, side=Side.NONE, sets=sets, reps=10, times_per_day=1,
        schedule=DAILY,
    )  # fmt: skip


def a_log(prescription_id: str, day: int, **fields: object) -> ExerciseLog:
    at = datetime(2026, 3, 2, 15, tzinfo=UTC) + timedelta(days=day)
    return ExerciseLog(
        id=f"{prescription_id}-{day}", prescription_id=prescription_id, local_date=START + timedelta(days=day),
        performed_at=at, edited_at=at, **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def a_course(*logs: ExerciseLog) -> Course:
    versions = (
        ProgramVersion(1, START, (a_line("bridge"), a_line("walk")), datetime(2026, 3, 1, tzinfo=UTC), "pt"),
        ProgramVersion(
            2, START + timedelta(days=3), (a_line("bridge", "bridge-2", 2),), datetime(2026, 3, 4, tzinfo=UTC), "pt"
        ),
    )
    return Course(versions=versions, logs=logs, check_ins=(), holds=(), first_sign_in=START)


def test_a_line_is_counted_over_its_versions_and_without_the_others() -> None:
    logs = [a_log("bridge", day) for day in (0, 1)] + [a_log("bridge-2", 3), a_log("walk", 0), a_log("walk", 2)]
    found = line_history(a_course(*logs), "bridge", START, START + timedelta(days=5), START + timedelta(days=5))
    assert (found.adherence.slots_done, found.adherence.slots_due, found.adherence.no_report) == (3, 5, 2)
    assert [report.log.id for report in found.reports] == ["bridge-2-3", "bridge-1", "bridge-0"]
    assert [report.prescription.sets for report in found.reports] == [2, 3, 3]


def test_pain_and_effort_are_means_of_what_was_given_and_the_last_ones() -> None:
    logs = [a_log("bridge", 0, pain_during=1, effort=6), a_log("bridge", 1), a_log("bridge", 2, pain_during=4)]
    found = line_history(a_course(*logs), "bridge", START, START + timedelta(days=3), START + timedelta(days=3))
    assert (found.pain_mean, found.pain_last, found.effort_mean, found.effort_last) == (2.5, 4, 6, 6)


def test_reasons_are_counted_the_most_frequent_first() -> None:
    reasons = [NotDoneReason.TIRED, NotDoneReason.PAIN, NotDoneReason.PAIN]
    logs = [a_log("bridge", day, not_done_reason=reason) for day, reason in enumerate(reasons)]
    found = line_history(a_course(*logs), "bridge", START, START + timedelta(days=3), START + timedelta(days=3))
    assert found.reasons == ((NotDoneReason.PAIN, 2), (NotDoneReason.TIRED, 1))
    assert (found.adherence.slots_done, found.adherence.not_done) == (0, 3)


def test_a_period_takes_its_own_days_only() -> None:
    logs = [a_log("bridge", day, pain_during=day) for day in range(3)]
    found = line_history(a_course(*logs), "bridge", START + timedelta(days=1), START + timedelta(days=1), START)
    assert [report.log.pain_during for report in found.reports] == [1]


def test_nothing_logged_is_nothing_known() -> None:
    found = line_history(a_course(), "bridge", START, START + timedelta(days=1), START + timedelta(days=1))
    assert (found.pain_mean, found.pain_last, found.effort_mean, found.reports) == (None, None, None, ())
    assert found.adherence.exercise == 0


def test_only_line_leaves_nothing_of_the_others() -> None:
    alone = only_line(a_course(a_log("walk", 0), a_log("bridge", 0)), "bridge")
    assert {line.line_id for version in alone.versions for line in version.prescriptions} == {"bridge"}
    assert {log.prescription_id for log in alone.course.logs} == {"bridge"}
