"""Calendar addresses in words, for the patient whose they are."""

from dataclasses import dataclass
from datetime import time

from babel.dates import format_time

from patient_app.domain.calendar_feed import ALARMS, FeedAddress
from patient_app.domain.text import Translator
from patient_app.presenters.people import moment

_LOCALES = {"en": "en_US", "es": "es_US"}


@dataclass(frozen=True, slots=True)
class FeedView:
    """One open address: what it has, when it was made, and when a calendar last read it."""

    id: str = ""
    what: str = ""
    made: str = ""
    read: str = ""


def view(t: Translator, found: FeedAddress, time_zone: str) -> FeedView:
    """'Visits, alarm 1 hour before. Exercises at 8:30 AM.'."""
    read = moment(t, found.last_read_at, time_zone) if found.last_read_at else ""
    return FeedView(
        id=found.id,
        what=" ".join((_visits(t, found.alarm_minutes), _exercises(t, found.reminder_time))),
        made=t("Made {when}", when=moment(t, found.made_at, time_zone)),
        read=t("Last read by a calendar: {when}", when=read) if read else t("No calendar has read it yet"),
    )


def alarms(t: Translator) -> list[tuple[str, str]]:
    """What may be chosen for the alarm before a visit: [(minutes or '', words)]."""
    return [("", t("No alarm")), *((str(minutes), _before(t, minutes)) for minutes in ALARMS)]


def _visits(t: Translator, minutes: int | None) -> str:
    if minutes is None:
        return t("Visits, without an alarm.")
    return t("Visits, alarm {before}.", before=_before(t, minutes))


def _exercises(t: Translator, reminder: str | None) -> str:
    if reminder is None:
        return t("No exercises.")
    clock = format_time(time.fromisoformat(reminder), "short", locale=_LOCALES[t.language])
    return t("Exercises at {time}.", time=clock)


def _before(t: Translator, minutes: int) -> str:
    words = {
        30: t("30 minutes before"),
        60: t("1 hour before"),
        120: t("2 hours before"),
        1440: t("1 day before"),
    }
    return words[minutes]
