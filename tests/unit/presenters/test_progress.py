"""The patient's progress in plain words: no blame, and no more than the facts."""

from dataclasses import replace
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.domain.adherence import WeekProgress
from patient_app.domain.days import days
from patient_app.domain.milestones import Milestone, MilestoneKind
from patient_app.domain.pain import pain_change, pain_series
from patient_app.domain.streak import Streak
from patient_app.presenters import progress
from patient_app.presenters.progress import ProgressView
from patient_app.services.progress import Progress
from tests.unit.domain.builders import MONDAY, a_check_in, a_course, a_prescription, a_version, day, logs_on

t = translator("en")
LINE = a_prescription()
VERSIONS = (a_version(LINE), a_version(LINE, starts=day(5), number=2))
COURSE = a_course(
    *VERSIONS,
    logs=logs_on(LINE, range(7)),
    check_ins=[a_check_in(day(at), pain_worst=6 if at < 4 else 4) for at in range(7)],
)


PROGRESS = Progress(
    patient_id="p1",
    today=day(7),
    has_program=True,
    streak=Streak(7, 7),
    active_days=7,
    week=WeekProgress(3, 12),
    days=days(COURSE, MONDAY, day(7), day(7)),
    pain=pain_change(pain_series(COURSE)),
    function=None,
    versions=VERSIONS,
    measures=(),
    milestones=(),
    hold=None,
)


def shown(**fields: Any) -> ProgressView:
    return progress.view(t, replace(PROGRESS, **fields))


@pytest.mark.parametrize(
    ("current", "in_all", "headline", "note"),
    [
        (0, 0, "Your first day is still to come", "A day counts as active when you log an exercise."),
        (7, 7, "7 active days, longest 14", "Rest days and flare days never break it."),
        (2, 40, "2 active days, longest 14", "A new start. What you did stays: 40 active days in all."),
        (12, 77, "12 active days, longest 14", "77 active days in all."),
        (
            0,
            40,
            "A new start",
            "What you did stays: 40 active days in all. Your next exercise begins a new count.",
        ),
    ],
)
def test_a_break_is_a_new_start_that_shows_what_was_kept(current: int, in_all: int, headline: str, note: str) -> None:
    found = shown(streak=Streak(current, 14), active_days=in_all)
    assert (found.streak, found.streak_note) == (headline, note)


def test_pain_is_told_in_one_plain_sentence() -> None:
    assert shown().pain_words == "Your worst pain went from 6 to 4. This is a change that most people notice."


def test_the_week_ring_has_words() -> None:
    found = shown()
    assert (found.week_percent, found.week_label) == (25, "3/12")
    assert found.week_words == "3 of 12 exercises done this week"
    assert shown(week=WeekProgress(0, 0)).week_words == "Nothing is planned this week."


def test_the_first_days_have_nothing_to_show_yet() -> None:
    assert not shown(active_days=0, days=()).has_entries
    assert shown().has_entries


def test_milestones_name_their_day_and_the_next_one() -> None:
    found = shown(
        milestones=(
            Milestone(MilestoneKind.ACTIVE_DAYS, 1, MONDAY),
            Milestone(MilestoneKind.FULL_WEEK, 1, day(6)),
            Milestone(MilestoneKind.ACTIVE_DAYS, 10, None),
        )
    ).milestones
    assert [(one.text, one.when, one.reached) for one in found] == [
        ("First active day", "Mon, Mar 2", True),
        ("First full week", "Sun, Mar 8", True),
        ("10 active days", "next", False),
    ]


def test_the_chart_marks_a_new_program_but_not_the_first_one() -> None:
    notes = progress.pain_figure(t, PROGRESS)["layout"]["annotations"]
    assert [(note["text"], note["x"]) for note in notes] == [("new program", day(5).isoformat())]


def test_only_days_with_values_stand_in_the_table() -> None:
    assert shown().numbers[0].date == "Sun, Mar 8"
    assert len(shown().numbers) == 7
