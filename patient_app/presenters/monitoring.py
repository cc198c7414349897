"""Monitoring days and minutes in words: neutral counts, nothing is derived from them."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from patient_app.domain.monitoring import Activity, WithWhom
from patient_app.domain.monitoring_ledger import Ledger, Line, Month, PeriodDays
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words, short_day
from patient_app.presenters.visits import mode

_MONTH = {"en": "MMMM y", "es": "LLLL y"}
_LOCALES = {"en": "en_US", "es": "es_US"}


@dataclass(frozen=True, slots=True)
class PeriodView:
    """30 days: their span, how many days with an entry, the step, and the days that came later."""

    span: str = ""
    days: str = ""
    band: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class MonthView:
    """A calendar month's minutes."""

    name: str = ""
    minutes: str = ""
    talks: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the ledger."""

    id: str = ""
    on: str = ""
    who: str = ""
    minutes: str = ""
    what: str = ""
    note: str = ""
    removed: str = ""
    may_remove: bool = False


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What is counted for one patient. `is_on`: the clinic counts at all."""

    is_on: bool = False
    since: str = ""
    today: str = ""
    month: str = ""
    periods: tuple[PeriodView, ...] = ()
    months: tuple[MonthView, ...] = ()
    lines: tuple[LineView, ...] = ()


def view(t: Translator, found: Ledger | None) -> LedgerView:
    """The counters in words; nothing while the clinic has them off."""
    if found is None:
        return LedgerView()
    today = found.today
    return LedgerView(
        is_on=True,
        since=day_words(t, found.started_on, today) if found.started_on else "",
        today=today.isoformat(),
        month=f"{today:%Y-%m}",
        periods=tuple(_period(t, each, today) for each in found.periods),
        months=tuple(_month(t, each) for each in found.months),
        lines=tuple(_line(t, each, today) for each in found.lines),
    )


def activity(t: Translator, value: Activity) -> str:
    """What minutes were spent on."""
    return {
        Activity.REVIEW: t("Looked at the entries"),
        Activity.PROGRAM_CHANGE: t("Changed the program"),
        Activity.TALK: t("Talked about it"),
        Activity.TEACHING: t("Set up and taught"),
        Activity.OTHER: t("Something else"),
    }[value]


def with_whom(t: Translator, value: WithWhom) -> str:
    """Who took part in a live talk."""
    return {WithWhom.PATIENT: t("with the patient"), WithWhom.CAREGIVER: t("with a caregiver")}[value]


def _period(t: Translator, found: PeriodDays, today: date) -> PeriodView:
    late = [
        t("{day} (came {received})", day=short_day(t, each.day, today), received=short_day(t, each.received_on, today))
        for each in found.dates
        if each.received_on is not None
    ]
    return PeriodView(
        span=f"{short_day(t, found.first, today)} – {short_day(t, found.last, today)}",
        days=str(len(found.dates)),
        band=found.band.value.replace("-", "–"),
        late=", ".join(late),
    )


def _month(t: Translator, found: Month) -> MonthView:
    return MonthView(
        name=format_date(found.first, _MONTH[t.language], locale=_LOCALES[t.language]),
        minutes=str(found.minutes),
        talks=t("{n} ({minutes} minutes)", n=found.talks, minutes=found.talk_minutes) if found.talks else "0",
        band=found.band.value.replace("-", "–"),
    )


def _line(t: Translator, found: Line, today: date) -> LineView:
    entered = found.entered
    what = [activity(t, entered.activity)]
    if entered.mode and entered.with_whom:
        what.append(f"{mode(t, entered.mode)}, {with_whom(t, entered.with_whom)}")
    removed = ""
    if found.voided_on:
        removed = t("Removed {day}: {reason}", day=short_day(t, found.voided_on, today), reason=found.void_reason)
    return LineView(
        id=found.id,
        on=short_day(t, entered.on, today),
        who=found.who,
        minutes=str(entered.minutes),
        what=". ".join(what),
        note=entered.note,
        removed=removed,
        may_remove=found.may_void,
    )
