"""Dates, figures, days, doses' days: the small words of the clinicians' and the patient's screens."""

from datetime import date, timedelta

import pytest

from patient_app.content.locales import translator
from patient_app.domain.adherence import Adherence
from patient_app.domain.days import days
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.program import Weekday
from patient_app.domain.streak import Streak
from patient_app.presenters import adherence, calendar, numbers
from patient_app.presenters.dates import day_words, days_ago, short_day
from patient_app.presenters.schedule import schedule
from patient_app.presenters.versions import history
from tests.unit.domain.builders import MONDAY, a_course, a_prescription, a_version, day, logs_on, on, weekly

TUESDAY = date(2026, 11, 24)
t, es = translator("en"), translator("es")


def test_dates_read_as_the_reader_writes_them() -> None:
    assert day_words(t, TUESDAY) == "Tue, Nov 24"
    assert day_words(es, TUESDAY) == "mar, 24 nov"
    assert short_day(t, TUESDAY) == "Nov 24"


def test_another_year_is_named() -> None:
    assert day_words(t, date(2025, 12, 30), TUESDAY) == "Tue, Dec 30, 2025"


@pytest.mark.parametrize(("passed", "words"), [(0, "Today"), (1, "Yesterday"), (6, "6 days ago")])
def test_the_last_entry_is_told_by_days(passed: int, words: str) -> None:
    assert days_ago(t, TUESDAY - timedelta(days=passed), TUESDAY) == words


def test_no_entry_at_all_is_a_dash() -> None:
    assert days_ago(t, None, TUESDAY) == "–"


@pytest.mark.parametrize(("value", "words"), [(64.25, "64.3%"), (100, "100.0%"), (0, "0.0%"), (None, "–")])
def test_adherence_is_shown_to_one_decimal_rounded_half_up(value: float | None, words: str) -> None:
    assert numbers.percent(t, value) == words


@pytest.mark.parametrize(("value", "words"), [(6.0, "6"), (6.25, "6.3"), (None, "–")])
def test_scores_drop_a_decimal_that_says_nothing(value: float | None, words: str) -> None:
    assert numbers.plain(value) == words


def test_no_report_stands_apart_from_not_done() -> None:
    found = Adherence(64.3, 60.0, 80.0, 14, 9, 2, 3, 1)
    assert adherence.counts(t, found) == "9 of 14 planned exercises done, 2 not done, 3 no report. 1 extra."
    assert adherence.dose_words(t, found) == "60.0% of the full dose"


def test_a_period_with_nothing_due_has_no_percentage() -> None:
    nothing = Adherence(None, None, None, 0, 0, 0, 0, 0)
    assert adherence.counts(t, nothing) == "Nothing was due in this period."
    assert adherence.against_before(t, nothing, nothing, 28) == ""


def test_the_streak_reads_as_a_sentence() -> None:
    assert adherence.streak_words(t, Streak(6, 14)) == "6 active days, longest 14"
    assert adherence.streak_words(t, Streak(1, 1)) == "1 active day, longest 1"


def test_every_reason_for_not_doing_has_a_word() -> None:
    words = [adherence.reason_words(t, reason) for reason in NotDoneReason]
    assert len(set(words)) == len(NotDoneReason)


def test_the_strip_counts_only_days_that_asked_for_something() -> None:
    line = a_prescription(schedule=on("mon wed fri"))
    course = a_course(a_version(line), logs=logs_on(line, [0, 2]))
    week = days(course, MONDAY, day(6), day(7))
    assert calendar.strip_words(t, week) == "All done on 2 of 3 days"
    assert [cell.kind for cell in calendar.strip(t, week, day(7))] == [
        "complete", "rest", "complete", "rest", "no_report", "rest", "rest",
    ]  # fmt: skip


def test_a_calendar_week_has_seven_squares_whatever_the_range() -> None:
    line = a_prescription()
    found = calendar.weeks(t, days(a_course(a_version(line)), day(2), day(8), day(8)), day(8))
    assert [len(week.days) for week in found] == [7, 7]
    assert [cell.kind for cell in found[0].days[:2]] == ["outside", "outside"]
    assert found[1].days[1].today


@pytest.mark.parametrize(
    ("days_of", "times", "words"),
    [
        (on(" ".join(Weekday)), 1, "every day"),
        (on("mon wed fri"), 1, "Mon, Wed, Fri"),
        (weekly(3), 1, "3 times a week"),
        (weekly(1), 1, "once a week"),
        (on(" ".join(Weekday)), 2, "twice a day, every day"),
        (on("sun"), 3, "3 times a day, Sun"),
    ],
)
def test_a_schedule_is_told_in_words(days_of: object, times: int, words: str) -> None:
    assert schedule(t, a_prescription(schedule=days_of, times_per_day=times)) == words  # type: ignore[arg-type]


def test_the_history_tells_what_each_version_changed() -> None:
    bridge, walk = a_prescription("bridge"), a_prescription("walk")
    harder = a_prescription("bridge", id="bridge-2", reps=12)
    fresh = a_prescription("plank")
    versions = (a_version(bridge, walk), a_version(harder, fresh, starts=day(7), number=2))
    newest, first = history(t, versions, day(8), str.capitalize)
    assert newest.title == "Version 2"
    assert newest.since == "from Mon, Mar 9"
    assert newest.changes == ("Added: Plank", "Bridge: 3 sets of 12 (before: 3 sets of 10)", "Ended: Walk")
    assert first.changes == ("2 exercises",)


def test_a_version_of_next_week_starts_then() -> None:
    (only,) = history(t, (a_version(a_prescription(), starts=day(7)),), day(0), str)
    assert only.since == "starts Mon, Mar 9"
