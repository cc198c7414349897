"""Days as squares: class, icon and words of each, so that colour is never alone. Which class a day has is decided in
`domain.days`; `ui/components/days.py` draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from patient_app.domain.dates import iso_week
from patient_app.domain.days import Day, DayClass
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words, short_day

# Icon of each day class; 'blank' where the square's own shape says it.
DAY_ICONS: dict[str, str] = {
    "before": "blank",
    "hold": "pause",
    "complete": "check",
    "flare": "flame",
    "pending": "blank",
    "partial": "blank",
    "not_done": "minus",
    "no_report": "blank",
    "extra": "plus",
    "rest": "dot",
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One square: day class, icon, and what a screen reader says ('Tue, Nov 24: all done')."""

    kind: str
    icon: str
    label: str
    today: bool = False


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A row of the calendar: its Monday in words ('Nov 23') and seven days, Monday to Sunday."""

    label: str
    days: tuple[DayCell, ...]


def kind_words(t: Translator, kind: str) -> str:
    """A day class in words."""
    words = {
        "before": t("Before you started"),
        "hold": t("Program on hold"),
        "complete": t("All done"),
        "flare": t("Flare day"),
        "pending": t("Today, still open"),
        "partial": t("Partly done"),
        "not_done": t("Not done"),
        "no_report": t("No report"),
        "extra": t("Extra exercise"),
        "rest": t("Rest day"),
    }
    return words[kind]


def day_cell(t: Translator, kind: str, date_words: str, *, today: bool = False) -> DayCell:
    """The square of one day; `date_words` as the reader sees dates ('Tue, Nov 24')."""
    return DayCell(kind, DAY_ICONS[kind], f"{date_words}: {kind_words(t, kind)}", today)


def strip(t: Translator, days: Sequence[Day], today: date) -> tuple[DayCell, ...]:
    """The squares of a few days, oldest first."""
    return tuple(_cell(t, day, today) for day in days)


def strip_words(t: Translator, days: Sequence[Day]) -> str:
    """What the strip shows, in words: '9 of 12 days with exercises all done'. Counts the days that asked for any."""
    asked = [day for day in days if day.day_class in _ASKED]
    if not asked:
        return t("No exercises were due on these days.")
    whole = sum(day.day_class is DayClass.COMPLETE for day in asked)
    return t("All done on {n} of {days} days", n=whole, days=len(asked))


def weeks(t: Translator, days: Sequence[Day], today: date) -> tuple[CalendarWeek, ...]:
    """The days in rows of ISO weeks; what is missing of the first and last week is filled with empty squares."""
    rows = []
    for monday, found in groupby(days, key=lambda day: iso_week(day.date)[0]):
        cells = {day.date: _cell(t, day, today) for day in found}
        dates = [monday + timedelta(days=offset) for offset in range(7)]
        rows.append(CalendarWeek(short_day(t, monday), tuple(cells.get(day) or _outside(t, day) for day in dates)))
    return tuple(rows)


_ASKED = frozenset({DayClass.COMPLETE, DayClass.PARTIAL, DayClass.NOT_DONE, DayClass.NO_REPORT, DayClass.FLARE})


def _cell(t: Translator, day: Day, today: date) -> DayCell:
    return day_cell(t, day.day_class.value, day_words(t, day.date, today), today=day.date == today)


def _outside(t: Translator, day: date) -> DayCell:
    return DayCell("outside", "blank", day_words(t, day))
