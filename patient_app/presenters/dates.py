"""Dates as readers see them: 'Tue, Nov 24' and 'mar, 24 nov'. Which day it is, is decided elsewhere."""

from datetime import date

from babel.dates import format_date

from patient_app.domain.text import Translator

_WITH_WEEKDAY = {"en": "EEE, MMM d", "es": "EEE, d MMM"}
_WITH_YEAR = {"en": "EEE, MMM d, y", "es": "EEE, d MMM y"}
_SHORT = {"en": "MMM d", "es": "d MMM"}
_MONTH = {"en": "LLLL y", "es": "LLLL 'de' y"}
_LOCALES = {"en": "en_US", "es": "es_US"}


def day_words(t: Translator, day: date, today: date | None = None) -> str:
    """'Tue, Nov 24'; with the year when it is not that of `today`."""
    return _in_words(t, day, _WITH_WEEKDAY, today)


def dated(t: Translator, day: date) -> str:
    """'Tue, Nov 24, 2026': for paper, which outlives the year."""
    return _in_words(t, day, _WITH_YEAR, None)


def short_day(t: Translator, day: date, today: date | None = None) -> str:
    """'Nov 24'; with the year when it is not that of `today`."""
    return _in_words(t, day, _SHORT, today)


def month_words(t: Translator, day: date) -> str:
    """'March 2026', 'marzo de 2026'."""
    return format_date(day, _MONTH[t.language], locale=_LOCALES[t.language])


def month_name(t: Translator, number: int) -> str:
    """'March', 'marzo'."""
    return format_date(date(2000, number, 1), "LLLL", locale=_LOCALES[t.language])


def days_ago(t: Translator, day: date | None, today: date) -> str:
    """'Today', 'Yesterday', '6 days ago'; a dash when there is no day."""
    if day is None:
        return "–"
    passed = (today - day).days
    if passed <= 0:
        return t("Today")
    if passed == 1:
        return t("Yesterday")
    return t("{n} days ago", n=passed)


def _in_words(t: Translator, day: date, patterns: dict[str, str], today: date | None) -> str:
    words = format_date(day, patterns[t.language], locale=_LOCALES[t.language])
    return words if today is None or day.year == today.year else f"{words}, {day.year}"
