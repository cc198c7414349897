"""Adherence in words: what was done of what was planned, with not done and no report apart. It is self-reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from patient_app.domain.adherence import Adherence
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.streak import Streak
from patient_app.domain.text import Translator
from patient_app.presenters.dates import short_day
from patient_app.presenters.numbers import percent


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week: its Monday in words, the figure in words, and how high its bar stands ('64%')."""

    label: str
    words: str
    height: str


def counts(t: Translator, found: Adherence) -> str:
    """'45 of 70 planned exercises done, 10 not done, 15 no report', and what was done on top."""
    if found.slots_due == 0:
        return t("Nothing was due in this period.")
    words = t(
        "{done} of {due} planned exercises done, {not_done} not done, {no_report} no report.",
        done=found.slots_done,
        due=found.slots_due,
        not_done=found.not_done,
        no_report=found.no_report,
    )
    if found.extra:
        words += " " + t.n("{n} extra.", "{n} extra.", found.extra)
    return words


def against_before(t: Translator, now: Adherence, before: Adherence | None, days: int) -> str:
    """The figure of as many days before; empty when nothing was due then."""
    if before is None or before.exercise is None:
        return ""
    figure = percent(t, before.exercise)
    counts = {"done": before.slots_done, "due": before.slots_due}
    return t("{figure} in the {n} days before ({done} of {due})", figure=figure, n=days, **counts)


def dose_words(t: Translator, found: Adherence) -> str:
    """How much of the dose was done, when that is another figure."""
    if found.dose is None or found.dose == found.exercise:
        return ""
    return t("{figure} of the full dose", figure=percent(t, found.dose))


def week_bars(t: Translator, weeks: Iterable[tuple[date, Adherence]]) -> tuple[WeekBar, ...]:
    """A bar for each week, from pairs of its Monday and its adherence."""
    return tuple(
        WeekBar(
            label=short_day(t, monday),
            words=t("Week of {date}: {figure}", date=short_day(t, monday), figure=percent(t, found.exercise)),
            height=f"{found.exercise or 0:g}%",
        )
        for monday, found in weeks
    )


def streak_words(t: Translator, found: Streak) -> str:
    """'6 active days, longest 14'."""
    return t.n(
        "{n} active day, longest {longest}", "{n} active days, longest {longest}", found.current, longest=found.longest
    )


def reason_words(t: Translator, reason: NotDoneReason) -> str:
    """Why something was not done, as clinicians read it."""
    return {
        NotDoneReason.PAIN: t("pain"),
        NotDoneReason.TIRED: t("tired"),
        NotDoneReason.NO_TIME: t("no time"),
        NotDoneReason.FORGOT: t("forgot"),
        NotDoneReason.NOT_SURE_HOW: t("not sure how"),
        NotDoneReason.NO_EQUIPMENT: t("no equipment"),
        NotDoneReason.UNWELL: t("unwell"),
        NotDoneReason.FELT_FINE: t("felt fine without"),
        NotDoneReason.OTHER: t("other"),
    }[reason]
