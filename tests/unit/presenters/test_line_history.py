"""What is said beside a line of the program: figures, why not, and each report."""

from datetime import UTC, date, datetime, timedelta

from patient_app.content.locales import translator
from patient_app.domain.course import Course
from patient_app.domain.entries import ExerciseLog, NotDoneReason
from patient_app.domain.line_history import line_history
from patient_app.domain.program import FixedDays, PainRule, Prescription, ProgramVersion, Side, Weekday
from patient_app.domain.usual_dose import UsualRange
from patient_app.presenters.line_history import MOST_REPORTS, HistoryView, history_view
from patient_app.presenters.usual_dose import unusual

EN, ES = translator("en"), translator("es")
START = date(2026, 3, 2)
BRIDGE = Prescription(
    id="bridge", line_id="bridge", exercise_id="bridge", side=Side.BOTH, sets=3, reps=10, hold_seconds=5,
    times_per_day=1, schedule=FixedDays(frozenset(Weekday)), pain_rule=PainRule(3, 5),
)  # fmt: skip


def a_log(day: int, **fields: object) -> ExerciseLog:
    at = datetime(2026, 3, 2, 15, tzinfo=UTC) + timedelta(days=day)
    return ExerciseLog(
        id=f"log-{day}", prescription_id="bridge", local_date=START + timedelta(days=day), performed_at=at,
        edited_at=at, **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def said(*logs: ExerciseLog, days: int = 28) -> HistoryView:
    version = ProgramVersion(1, START, (BRIDGE,), datetime(2026, 3, 1, tzinfo=UTC), "pt")
    course = Course(versions=(version,), logs=logs, check_ins=(), holds=(), first_sign_in=START)
    last = START + timedelta(days=days - 1)
    return history_view(EN, line_history(course, "bridge", last - timedelta(days=27), last, last))


def test_the_figures_stand_in_one_sentence() -> None:
    found = said(a_log(0, pain_during=1, effort=3), a_log(1, pain_during=4, effort=6))
    assert found.figures == "28 days: 2 of 27 done · pain 2.5, last 4 · effort 4.5, last 6"


def test_pain_and_effort_that_nobody_gave_are_not_said() -> None:
    assert said(a_log(0)).figures == "28 days: 1 of 27 done"


def test_a_line_that_was_not_due_yet_says_so() -> None:
    assert said(days=1).figures == "28 days: nothing was due"


def test_a_report_says_what_was_done_and_the_colour_that_the_patient_was_told() -> None:
    [row] = said(a_log(0, sets_done=2, pain_during=5, effort=7, side=Side.LEFT, note="Hard")).rows
    assert (row.done, row.pain, row.effort, row.note) == ("2 × 10, 5 s, left", "5, amber", "7", "Hard")


def test_a_report_without_figures_is_as_prescribed() -> None:
    [row] = said(a_log(0)).rows
    assert (row.done, row.pain, row.effort) == ("3 × 10, 5 s", "–", "–")


def test_why_it_was_not_done_is_counted_and_said() -> None:
    found = said(*(a_log(day, not_done_reason=NotDoneReason.PAIN) for day in range(2)))
    assert found.reasons == "Not done: pain 2"
    assert found.rows[0].done == "Not done: pain"


def test_only_the_newest_reports_are_listed_and_the_rest_is_counted() -> None:
    found = said(*(a_log(day) for day in range(MOST_REPORTS + 3)))
    assert len(found.rows) == MOST_REPORTS
    assert found.rows[0].id == f"log-{MOST_REPORTS + 2}"
    assert found.more == "3 more reports"


def test_an_unusual_dose_is_said_with_what_is_usual() -> None:
    usual = UsualRange(sets=(1, 2), reps=(8, 12), days_per_week=(3, 3))
    assert unusual(EN, BRIDGE, usual) == ["Sets: 3. Usual: 1 to 2.", "Days a week: 7. Usual: 3."]
    assert unusual(ES, BRIDGE, usual)[0] == "Series: 3. Usual: de 1 a 2."
