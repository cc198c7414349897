"""Weeks as stacked bars with their figures: done, not done, no report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.adherence import Adherence
from patient_app.domain.text import Translator
from patient_app.presenters.dates import short_day
from patient_app.presenters.numbers import NOTHING, percent


class WeekOf(Protocol):
    """One ISO week (see `services.summary.Week`)."""

    @property
    def monday(self) -> date: ...
    @property
    def adherence(self) -> Adherence: ...


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week: its Monday, the figures, and the widths of the three parts of its bar ('64%')."""

    label: str = ""
    figure: str = ""
    done: str = ""
    not_done: str = ""
    no_report: str = ""
    extra: str = ""
    done_width: str = "0%"
    not_done_width: str = "0%"
    no_report_width: str = "0%"


def rows(t: Translator, weeks: Sequence[WeekOf]) -> tuple[WeekView, ...]:
    """The weeks in their order; one in which nothing was due has no bar."""
    return tuple(_row(t, week) for week in weeks)


def _row(t: Translator, week: WeekOf) -> WeekView:
    found = week.adherence
    due = found.slots_due
    if not due:
        return WeekView(short_day(t, week.monday), NOTHING, NOTHING, NOTHING, NOTHING, _extra(found))
    return WeekView(
        label=short_day(t, week.monday),
        figure=percent(t, found.exercise),
        done=t("{done} of {due}", done=found.slots_done, due=due),
        not_done=str(found.not_done),
        no_report=str(found.no_report),
        extra=_extra(found),
        done_width=_width(found.slots_done, due),
        not_done_width=_width(found.not_done, due),
        no_report_width=_width(found.no_report, due),
    )


def _extra(found: Adherence) -> str:
    return f"+{found.extra}" if found.extra else ""


def _width(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
