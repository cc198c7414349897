"""A patient on the panel, as a line of sentences: why now, two weeks of days, pain, adherence, streak, next visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import Reason
from patient_app.domain.dates import days_between, range_ending
from patient_app.domain.days import Day
from patient_app.domain.people import SharePart
from patient_app.domain.streak import Streak
from patient_app.domain.text import Translator
from patient_app.presenters import calendar
from patient_app.presenters.adherence import streak_words
from patient_app.presenters.attention import Marked, Names, ReasonView, news, reasons, sentence
from patient_app.presenters.calendar import DayCell
from patient_app.presenters.charts import spark_path
from patient_app.presenters.dates import days_ago, short_day
from patient_app.presenters.numbers import NOTHING, percent
from patient_app.presenters.people import moment
from patient_app.presenters.program import regions

SPARK_DAYS = 28


class Report(Protocol):
    """The newest signed report."""

    @property
    def number(self) -> int: ...
    @property
    def signed_on(self) -> date: ...
    @property
    def acknowledged(self) -> bool: ...


class HandedOver(Protocol):
    """Who handed the patient over, and until when (`None`: for good)."""

    @property
    def by(self) -> str: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def note(self) -> str | None: ...


class Row(Protocol):
    """What is known of one patient (see `services.panel.PanelRow`)."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def problem(self) -> str | None: ...
    @property
    def episode_status(self) -> str | None: ...
    @property
    def parts(self) -> frozenset[SharePart]: ...
    @property
    def today(self) -> date: ...
    @property
    def attention(self) -> tuple[Reason, ...]: ...
    @property
    def good_news(self) -> tuple[Reason, ...]: ...
    @property
    def adherence_7d(self) -> Adherence | None: ...
    @property
    def adherence_14d(self) -> Adherence | None: ...
    @property
    def adherence_28d(self) -> Adherence | None: ...
    @property
    def adherence_28d_before(self) -> Adherence | None: ...
    @property
    def streak(self) -> Streak | None: ...
    @property
    def strip(self) -> tuple[Day, ...]: ...
    @property
    def pain(self) -> tuple[tuple[date, int], ...]: ...
    @property
    def last_entry(self) -> date | None: ...
    @property
    def next_visit(self) -> datetime | None: ...
    @property
    def seen(self) -> Sequence[Marked]: ...
    @property
    def set_aside(self) -> Sequence[Marked]: ...
    @property
    def handed_over(self) -> HandedOver | None: ...
    @property
    def last_report(self) -> Report | None: ...
    @property
    def region(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class PanelRowView:
    """One line of the panel, in the reader's language. Empty texts are not shown."""

    id: str = ""
    name: str = ""
    problem: str = ""
    reasons: tuple[ReasonView, ...] = ()
    good_news: str = ""
    strip: tuple[DayCell, ...] = ()
    strip_words: str = ""
    spark: str = ""
    pain: str = ""
    pain_words: str = ""
    adherence_7d: str = ""
    adherence_28d: str = ""
    before: str = ""
    streak: str = ""
    last_entry: str = ""
    next_visit: str = ""
    last_report: str = ""
    handed_over: str = ""
    fresh: bool = False


def row(t: Translator, found: Row, name: Names, time_zone: str, *, fresh: bool = False) -> PanelRowView:
    """One patient's line; `time_zone` is the reader's, for the visit. `fresh`: something new came while it was open."""
    sees_program = SharePart.PROGRAM in found.parts
    return PanelRowView(
        id=found.id,
        name=found.name,
        problem=_problem(t, found),
        reasons=reasons(t, found.attention, found.today, name, found.adherence_14d, found.seen),
        good_news=news(t, found.good_news, name),
        strip=calendar.strip(t, found.strip, found.today) if sees_program else (),
        strip_words=calendar.strip_words(t, found.strip),
        spark=_spark(found),
        pain=str(found.pain[-1][1]) if found.pain else "",
        pain_words=_pain_words(t, found),
        adherence_7d=_percent(t, found.adherence_7d),
        adherence_28d=_percent(t, found.adherence_28d),
        before=_before(t, found.adherence_28d_before),
        streak=streak_words(t, found.streak) if found.streak else "",
        last_entry=days_ago(t, found.last_entry, found.today),
        next_visit=moment(t, found.next_visit, time_zone) if found.next_visit else "",
        last_report=_report(t, found),
        handed_over=_handed_over(t, found),
        fresh=fresh,
    )


def search_text(t: Translator, found: Row, name: Names) -> str:
    """Where a search looks: name, problem, body region and reasons, in the reader's language. Quick."""
    region = regions(t).get(found.region or "", "")
    reasons = (sentence(t, reason, name, found.adherence_14d) for reason in found.attention)
    return " ".join([found.name, _problem(t, found), region, _handed_over(t, found), *reasons]).casefold()


def matches(text: str, query: str) -> bool:
    """Whether each word that was typed stands in the text of `search_text`."""
    return all(word in text for word in query.casefold().split())


def summary(t: Translator, patients: int, need: int) -> str:
    """'12 patients share with you. 4 need a look.'"""
    share = t.n("{n} patient shares with you.", "{n} patients share with you.", patients)
    if not need:
        return f"{share} {t('Nobody needs a look now.')}"
    return f"{share} {t.n('{n} needs a look.', '{n} need a look.', need)}"


def _problem(t: Translator, found: Row) -> str:
    if found.episode_status == "finished":
        return f"{found.problem or ''} ({t('course finished')})".strip()
    return found.problem or ""


def _report(t: Translator, found: Row) -> str:
    report = found.last_report
    if report is None:
        return ""
    day = short_day(t, report.signed_on, found.today)
    if report.acknowledged:
        return t("Report {n}, {date}", n=report.number, date=day)
    return t("Report {n}, {date}, waits", n=report.number, date=day)


def _handed_over(t: Translator, found: Row) -> str:
    given = found.handed_over
    if given is None:
        return ""
    if given.ends_on is None:
        words = t("Handed over by {name}", name=given.by)
    else:
        day = short_day(t, given.ends_on, found.today)
        words = t("Handed over by {name} until {date}", name=given.by, date=day)
    return f"{words}: {given.note}" if given.note else words


def _percent(t: Translator, found: Adherence | None) -> str:
    return NOTHING if found is None else percent(t, found.exercise)


def _before(t: Translator, found: Adherence | None) -> str:
    if found is None or found.exercise is None:
        return ""
    return t("before {figure}", figure=percent(t, found.exercise))


def _spark(found: Row) -> str:
    values = dict(found.pain)
    return spark_path([values.get(day) for day in days_between(*range_ending(found.today, SPARK_DAYS))])


def _pain_words(t: Translator, found: Row) -> str:
    if not found.pain:
        return ""
    first, last = found.pain[0][1], found.pain[-1][1]
    return t("Worst pain over 28 days: {first} at first, {last} last", first=first, last=last)
