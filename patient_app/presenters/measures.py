"""Outcome measures in words: first and last score, and the change as three facts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.measures import MeasureChange
from patient_app.domain.text import Translator
from patient_app.presenters import change
from patient_app.presenters.change import Fact
from patient_app.presenters.dates import short_day
from patient_app.presenters.numbers import plain


class Noticed(Protocol):
    """The size that patients usually notice."""

    @property
    def points(self) -> float: ...
    @property
    def percent(self) -> float | None: ...


class Scale(Protocol):
    """A measure's name and scale."""

    @property
    def min(self) -> float: ...
    @property
    def max(self) -> float: ...
    def name(self, language: str) -> str: ...


class Measure(Scale, Protocol):
    """A measure as content knows it."""

    @property
    def id(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def mic(self) -> Noticed | None: ...


class Scored(Protocol):
    """Scores of one measure, and the change over them: of the summary, or as a report keeps them."""

    @property
    def measure(self) -> Scale: ...
    @property
    def points(self) -> tuple[tuple[date, float], ...]: ...
    @property
    def baseline(self) -> tuple[date, float] | None: ...
    @property
    def change(self) -> MeasureChange | None: ...


class Trend(Scored, Protocol):
    """Scores of one measure, version and recall period (see `services.attention.MeasureTrend`)."""

    @property
    def measure(self) -> Measure: ...
    @property
    def version(self) -> str: ...
    @property
    def recall(self) -> str: ...


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure: its name and scale, the first and the last score with their dates, and the facts."""

    name: str = ""
    scale: str = ""
    first: str = ""
    last: str = ""
    facts: tuple[Fact, ...] = ()


def measures(t: Translator, trends: Sequence[Scored], today: date) -> tuple[MeasureView, ...]:
    """Every measure with a score."""
    return tuple(_view(t, trend, today) for trend in trends if trend.points)


def _view(t: Translator, trend: Scored, today: date) -> MeasureView:
    first, last = trend.baseline or trend.points[-1], trend.points[-1]
    return MeasureView(
        name=trend.measure.name(t.language),
        scale=t("{low} to {high}", low=plain(trend.measure.min), high=plain(trend.measure.max)),
        first=_score(t, first, today),
        last="" if first == last else _score(t, last, today),
        facts=_facts(t, trend),
    )


def _facts(t: Translator, trend: Scored) -> tuple[Fact, ...]:
    if trend.change is not None:
        return change.facts(t, trend.change)
    if trend.baseline is None:
        return (Fact(t("Not measured in this course of treatment yet"), "info"),)
    return (Fact(t("Measured once so far"), "info"),)


def _score(t: Translator, point: tuple[date, float], today: date) -> str:
    day, score = point
    return t("{score} on {date}", score=plain(score), date=short_day(t, day, today))


def minutes_needed(items: int) -> int:
    """About how long a questionnaire takes, in whole minutes: 6 seconds an item, 1 at least."""
    return max(1, math.ceil(items / 10))


def recall_words(t: Translator, recall: str) -> str:
    """The time that a questionnaire asks about; empty where it names none."""
    words = {
        "now": t("About how you are now"),
        "last_24_hours": t("About the last 24 hours"),
        "today": t("About today"),
        "past_7_days": t("About the past 7 days"),
        "since_start": t("About the time since your treatment began"),
    }
    return words.get(recall, "")
