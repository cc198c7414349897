"""The patient's own progress in plain words: calendar, pain, activities, questionnaires. Nothing here blames, and
nothing is claimed beyond the facts. Streak, week and milestones are counted on the phone (client/count_words.js)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.days import Day
from patient_app.domain.measures import MeasureChange
from patient_app.domain.pain import PainChange
from patient_app.domain.program import ProgramVersion
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
    def active_days(self) -> int: ...
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
    weeks: tuple[CalendarWeek, ...] = ()
    days_words: str = ""
    pain_words: str = ""
    function_words: str = ""
    numbers: tuple[TrendRow, ...] = ()
    measures: tuple[ScoreView, ...] = ()


def view(t: Translator, found: OwnCourse) -> ProgressView:
    """The progress of a patient in words."""
    return ProgressView(
        has_entries=found.active_days > 0 or any(_has_check_in(day) for day in found.days),
        has_pain=any(day.pain_worst is not None for day in found.days),
        has_function=any(day.function is not None for day in found.days),
        weeks=calendar.weeks(t, found.days, found.today),
        days_words=calendar.strip_words(t, found.days),
        pain_words=change.pain_for_patients(t, change.of_pain(found.pain)),
        function_words=change.function_for_patients(t, found.function),
        numbers=_numbers(t, found),
        measures=tuple(_score(t, one, found.today) for one in found.measures if one.points),
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
