"""The schedule of a measure in words."""

from datetime import date

import pytest

from patient_app.content.locales import translator
from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind, Standing
from patient_app.presenters.measure_schedule import schedule, standing

TODAY = date(2026, 11, 25)
EN = translator("en")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (MeasureSchedule(ScheduleKind.ONCE), "Once"),
        (MeasureSchedule(ScheduleKind.ONCE, at_discharge=True), "Once, and at discharge"),
        (MeasureSchedule(ScheduleKind.EVERY, 1), "Every week"),
        (MeasureSchedule(ScheduleKind.EVERY, 2, at_discharge=True), "Every 2 weeks and at discharge"),
        (MeasureSchedule(ScheduleKind.DISCHARGE), "At discharge"),
    ],
)
def test_a_schedule_in_words(found: MeasureSchedule, words: str) -> None:
    assert schedule(EN, found) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Standing(due_since=date(2026, 11, 11), last_due_on=TODAY), "Due since Wed, Nov 11"),
        (Standing(due_since=TODAY, last_due_on=TODAY), "Due today"),
        (Standing(next_due_on=date(2027, 1, 6)), "Next: Wed, Jan 6, 2027"),
        (Standing(), "Nothing due"),
    ],
)
def test_what_is_due_in_words(found: Standing, words: str) -> None:
    assert standing(EN, found, TODAY)[0] == words
