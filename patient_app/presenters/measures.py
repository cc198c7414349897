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


class Measure(Protocol):
    """A measure as content knows it."""

    @property
    def min(self) -> float: ...
    @property
    def max(self) -> float: ...
    def name(self, language: str) -> str: ...


class Trend(Protocol):
    """Scores of one measure, version and recall period (see `services.attention.MeasureTrend`)."""

    @property
    def measure(self) -> Measure: ...
    @property
    def points(self) -> tuple[tuple[date, float], ...]: ...
    @property
    def change(self) -> MeasureChange | None: ...


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure: its name and scale, the first and the last score with their dates, and the facts."""

    name: str = ""
    scale: str = ""
    first: str = ""
    last: str = ""
    facts: tuple[Fact, ...] = ()


def measures(t: Translator, trends: Sequence[Trend], today: date) -> tuple[MeasureView, ...]:
    """Every measure with a score."""
    return tuple(_view(t, trend, today) for trend in trends if trend.points)


def _view(t: Translator, trend: Trend, today: date) -> MeasureView:
    single = len(trend.points) < 2
    return MeasureView(
        name=trend.measure.name(t.language),
        scale=t("{low} to {high}", low=plain(trend.measure.min), high=plain(trend.measure.max)),
        first=_score(t, trend.points[0], today),
        last="" if single else _score(t, trend.points[-1], today),
        facts=(Fact(t("Measured once so far"), "info"),) if single else change.facts(t, trend.change),
    )


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
