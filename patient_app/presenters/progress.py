"""The patient's own progress in plain words: streak, week, calendar, pain, activities, milestones. Nothing here blames,
and nothing is claimed beyond the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.adherence import WeekProgress
from patient_app.domain.days import Day
from patient_app.domain.measures import MeasureChange
from patient_app.domain.milestones import Milestone, MilestoneKind
from patient_app.domain.pain import PainChange
from patient_app.domain.program import ProgramVersion
from patient_app.domain.streak import Streak
from patient_app.domain.text import Translator
from patient_app.presenters import calendar, change
from patient_app.presenters.calendar import CalendarWeek
from patient_app.presenters.charts import Figure, Series, trend
from patient_app.presenters.dates import day_words
from patient_app.presenters.measures import Trend
from patient_app.presenters.numbers import plain


class OwnCourse(Protocol):
    """The patient's own course (see `services.progress.Progress`)."""

    @property
    def patient_id(self) -> str: ...
    @property
    def today(self) -> date: ...
    @property
    def has_program(self) -> bool: ...
    @property
    def streak(self) -> Streak: ...
    @property
    def active_days(self) -> int: ...
    @property
    def week(self) -> WeekProgress: ...
    @property
    def days(self) -> tuple[Day, ...]: ...
    @property
    def pain(self) -> PainChange: ...
    @property
    def function(self) -> MeasureChange | None: ...
    @property
    def versions(self) -> tuple[ProgramVersion, ...]: ...
    @property
    def measures(self) -> Sequence[Trend]: ...
    @property
    def milestones(self) -> tuple[Milestone, ...]: ...


NEW_START_DAYS = 7
"""Up to here a streak after a break is called a new start."""


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone, reached (with its date) or next."""

    text: str = ""
    when: str = ""
    icon: str = "flag"
    reached: bool = False


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One row of the tables behind the charts."""

    date: str = ""
    pain: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One questionnaire: its name, the latest score, and the change in plain words."""

    name: str = ""
    latest: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """Everything on the screen but the charts."""

    has_entries: bool = False
    has_pain: bool = False
    has_function: bool = False
    streak: str = ""
    streak_note: str = ""
    week_percent: float = 0
    week_label: str = ""
    week_words: str = ""
    weeks: tuple[CalendarWeek, ...] = ()
    days_words: str = ""
    pain_words: str = ""
    function_words: str = ""
    numbers: tuple[TrendRow, ...] = ()
    measures: tuple[ScoreView, ...] = ()
    milestones: tuple[MilestoneView, ...] = ()


def view(t: Translator, found: OwnCourse) -> ProgressView:
    """The progress of a patient in words."""
    done, due = found.week.done, found.week.due
    return ProgressView(
        has_entries=found.active_days > 0 or any(_has_check_in(day) for day in found.days),
        has_pain=any(day.pain_worst is not None for day in found.days),
        has_function=any(day.function is not None for day in found.days),
        streak=_streak(t, found),
        streak_note=_streak_note(t, found),
        week_percent=min(100.0, 100 * done / due) if due else 0,
        week_label=f"{done}/{due}" if due else str(done),
        week_words=_week(t, found.week),
        weeks=calendar.weeks(t, found.days, found.today),
        days_words=calendar.strip_words(t, found.days),
        pain_words=change.pain_for_patients(t, change.of_pain(found.pain)),
        function_words=change.function_for_patients(t, found.function),
        numbers=_numbers(t, found),
        measures=tuple(_score(t, one, found.today) for one in found.measures if one.points),
        milestones=tuple(_milestone(t, one, found.today) for one in found.milestones),
    )


def pain_figure(t: Translator, found: OwnCourse) -> Figure:
    """Worst pain by day."""
    row = Series("", "coral", tuple(day.pain_worst for day in found.days))
    return trend(t, [day.date for day in found.days], [row], _marks(t, found))


def function_figure(t: Translator, found: OwnCourse) -> Figure:
    """The mean of the own activities by day."""
    row = Series("", "pine", tuple(day.function for day in found.days))
    return trend(t, [day.date for day in found.days], [row], _marks(t, found))


def _marks(t: Translator, found: OwnCourse) -> list[tuple[date, str]]:
    first = min((version.version for version in found.versions), default=0)
    return [(v.effective_from, t("new program")) for v in found.versions if v.version != first]


def _streak(t: Translator, found: OwnCourse) -> str:
    current, longest = found.streak.current, found.streak.longest
    if found.active_days == 0:
        return t("Your first day is still to come")
    if current == 0:
        return t("A new start")
    return t.n("{n} active day, longest {longest}", "{n} active days, longest {longest}", current, longest=longest)


def _streak_note(t: Translator, found: OwnCourse) -> str:
    """What was kept, after a break; else how the streak goes on."""
    kept = found.active_days
    if kept == 0:
        return t("A day counts as active when you log an exercise.")
    if found.streak.current == 0:
        return t.n(
            "What you did stays: {n} active day in all. Your next exercise begins a new count.",
            "What you did stays: {n} active days in all. Your next exercise begins a new count.",
            kept,
        )
    if found.streak.current == kept:
        return t("Rest days and flare days never break it.")
    if found.streak.current < NEW_START_DAYS:
        return t.n(
            "A new start. What you did stays: {n} active day in all.",
            "A new start. What you did stays: {n} active days in all.",
            kept,
        )
    return t.n("{n} active day in all.", "{n} active days in all.", kept)


def _week(t: Translator, week: WeekProgress) -> str:
    if week.due == 0:
        return t("Nothing is planned this week.")
    return t("{done} of {due} exercises done this week", done=week.done, due=week.due)


def _has_check_in(day: Day) -> bool:
    return any(value is not None for value in (day.pain_now, day.pain_worst, day.pain_average, day.function))


def _numbers(t: Translator, found: OwnCourse) -> tuple[TrendRow, ...]:
    return tuple(
        TrendRow(day_words(t, day.date, found.today), plain(day.pain_worst), plain(day.function))
        for day in reversed(found.days)
        if day.pain_worst is not None or day.function is not None
    )


def _score(t: Translator, one: Trend, today: date) -> ScoreView:
    day, score = one.points[-1]
    scale = {"low": plain(one.measure.min), "high": plain(one.measure.max)}
    latest = t(
        "{score} on a scale from {low} to {high}, {date}", score=plain(score), date=day_words(t, day, today), **scale
    )
    return ScoreView(one.measure.name(t.language), latest, change.score_for_patients(t, one.change))


def _milestone(t: Translator, one: Milestone, today: date) -> MilestoneView:
    if one.kind is MilestoneKind.FULL_WEEK:
        text = t("First full week")
    elif one.figure == 1:
        text = t("First active day")
    else:
        text = t("{n} active days", n=one.figure)
    if one.reached_on is None:
        return MilestoneView(text, t("next"), "dot", reached=False)
    return MilestoneView(text, day_words(t, one.reached_on, today), "check-circle", reached=True)
