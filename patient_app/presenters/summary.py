"""The summary of a course on one screen: done? hurting? functioning? what changed? In the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.course import HoldLevel
from patient_app.domain.measures import MeasureChange, Turn
from patient_app.domain.people import SharePart
from patient_app.domain.program import ProgramVersion
from patient_app.domain.text import Translator
from patient_app.presenters import adherence as adherence_words
from patient_app.presenters import calendar, change, weeks
from patient_app.presenters.adherence import WeekBar
from patient_app.presenters.attention import AsideView, Names, ReasonView, news, reasons, set_aside
from patient_app.presenters.calendar import CalendarWeek
from patient_app.presenters.change import Fact
from patient_app.presenters.charts import spark_path
from patient_app.presenters.course import Course, Line
from patient_app.presenters.dates import day_words, short_day
from patient_app.presenters.dose import dose
from patient_app.presenters.measurements import MeasuredView, measured
from patient_app.presenters.measures import MeasureView, measures
from patient_app.presenters.numbers import NOTHING, percent, plain
from patient_app.presenters.schedule import schedule
from patient_app.presenters.versions import VersionView, changes, history
from patient_app.presenters.weeks import WeekView

CHANGED_LINES = 4
"""As many as the card of 'What changed?' holds; the rest stands in the tables below."""


@dataclass(frozen=True, slots=True)
class HoldView:
    """An open hold: what it is, since when, and the words that the patient was shown. `id` is empty without one."""

    id: str = ""
    title: str = ""
    since: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One row of the exercise table; `id`: of the line."""

    id: str = ""
    exercise: str = ""
    dose: str = ""
    done: str = ""
    not_done: str = ""
    pain: str = ""
    effort: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Done? Adherence with its counts, week by week."""

    value: str = ""
    counts: str = ""
    before: str = ""
    dose: str = ""
    bars: tuple[WeekBar, ...] = ()
    bars_words: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Trending:
    """Hurting? Functioning? The latest figure, the change as facts, a sparkline of the period, and where it hurts."""

    value: str = ""
    facts: tuple[Fact, ...] = ()
    spark: str = ""
    spark_words: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The figures of a period in words, but for the chart. What is not shared is empty, and `sees_…` says so."""

    id: str = ""
    name: str = ""
    problem: str = ""
    period: str = ""
    streak: str = ""
    sees_program: bool = False
    sees_pain: bool = False
    sees_measures: bool = False
    hold: HoldView = HoldView()
    reasons: tuple[ReasonView, ...] = ()
    set_aside: tuple[AsideView, ...] = ()
    good_news: str = ""
    done: Done = Done()
    pain: Trending = Trending()
    function: Trending = Trending()
    changed: tuple[Fact, ...] = ()
    weeks: tuple[CalendarWeek, ...] = ()
    days_words: str = ""
    week_rows: tuple[WeekView, ...] = ()
    lines: tuple[LineView, ...] = ()
    measures: tuple[MeasureView, ...] = ()
    measurements: tuple[MeasuredView, ...] = ()
    versions: tuple[VersionView, ...] = ()


def view(t: Translator, found: Course, name: Names) -> SummaryView:
    """The summary in words."""
    today = found.today
    return SummaryView(
        id=found.patient_id,
        name=found.patient_name,
        problem=_problem(t, found),
        period=_period(t, found),
        streak=adherence_words.streak_words(t, found.streak) if found.streak else "",
        sees_program=SharePart.PROGRAM in found.parts,
        sees_pain=SharePart.PAIN in found.parts,
        sees_measures=SharePart.MEASURES in found.parts,
        hold=_hold(t, found),
        reasons=reasons(t, _not_said_yet(found), today, name, found.adherence_14d, found.seen),
        set_aside=set_aside(t, found.set_aside, today, name, found.patient_name, found.patient_id),
        good_news=_good_news(t, found, name),
        done=_done(t, found),
        pain=_pain(t, found, name),
        function=_function(t, found),
        changed=_changed(t, found, name),
        weeks=calendar.weeks(t, found.days, today),
        days_words=calendar.strip_words(t, found.days),
        week_rows=weeks.rows(t, found.weeks),
        lines=tuple(_line(t, line, name) for line in found.lines),
        measures=measures(t, found.measures, today),
        measurements=measured(t, found.measurements, today),
        versions=history(t, found.versions, today, name),
    )


def _not_said_yet(found: Course) -> tuple[Reason, ...]:
    """The reasons without a warning sign that the open hold tells already, unless there is who has seen it."""
    is_seen = any(mark.reason.reason is ReasonCode.WARNING_SIGN_OPEN for mark in found.seen)
    if found.hold is None or found.hold.level is HoldLevel.CLINICIAN or is_seen:
        return found.attention
    return tuple(one for one in found.attention if one.reason is not ReasonCode.WARNING_SIGN_OPEN)


def _good_news(t: Translator, found: Course, name: Names) -> str:
    return t("Good news: {news}", news=news(t, found.good_news, name)) if found.good_news else ""


def _problem(t: Translator, found: Course) -> str:
    if found.episode_status == "finished":
        return f"{found.problem or ''} ({t('course finished')})".strip()
    return found.problem or ""


def _period(t: Translator, found: Course) -> str:
    values = {"first": day_words(t, found.first, found.today), "last": day_words(t, found.last, found.today)}
    return t("{first} to {last}", **values)


def _hold(t: Translator, found: Course) -> HoldView:
    hold = found.hold
    if hold is None:
        return HoldView()
    titles = {
        HoldLevel.EMERGENCY: t("On hold: warning sign, told to go to an emergency room"),
        HoldLevel.URGENT: t("On hold: warning sign, told to call the clinic the same day"),
        HoldLevel.CLINICIAN: t("On hold by a clinician"),
    }
    since = t("since {date}", date=day_words(t, hold.since_on, found.today))
    return HoldView(hold.id, titles[hold.level], since, hold.note or hold.text)


def _done(t: Translator, found: Course) -> Done:
    now = found.adherence
    if now is None:
        return Done()
    bars = adherence_words.week_bars(t, [(week.monday, week.adherence) for week in found.weeks])
    counted = [f"{adherence_words.reason_words(t, reason)} {count}" for reason, count in found.not_done_reasons]
    return Done(
        value=percent(t, now.exercise),
        counts=adherence_words.counts(t, now),
        before=adherence_words.against_before(t, now, found.adherence_before, len(found.days)),
        dose=adherence_words.dose_words(t, now),
        bars=bars,
        bars_words="; ".join(bar.words for bar in bars),
        reasons=t("Why not: {reasons}", reasons=", ".join(counted)) if counted else "",
    )


def _pain(t: Translator, found: Course, name: Names) -> Trending:
    if SharePart.PAIN not in found.parts:
        return Trending()
    values = [day.pain_worst for day in found.days]
    known = change.of_pain(found.pain)
    return Trending(
        value=plain(found.pain.latest),
        facts=change.facts(t, known) if found.pain.latest is not None else (_no_values(t),),
        spark=spark_path(values),
        spark_words=_range_words(t, t("Worst pain"), values),
        where=_where(t, found, name),
    )


def _where(t: Translator, found: Course, name: Names) -> str:
    if found.pain_sites is None:
        return ""
    on, sites = found.pain_sites
    words = "; ".join(name(site) for site in sites)
    return t("Where, on {date}: {sites}", date=day_words(t, on, found.today), sites=words)


def _function(t: Translator, found: Course) -> Trending:
    if SharePart.PAIN not in found.parts:
        return Trending()
    values = [day.function for day in found.days]
    given = [value for value in values if value is not None]
    latest = found.function.latest if found.function else (given[-1] if given else None)
    return Trending(
        value=plain(latest),
        facts=change.facts(t, found.function) if latest is not None else (_no_values(t),),
        spark=spark_path(values),
        spark_words=_range_words(t, t("Own activities"), values),
    )


def _no_values(t: Translator) -> Fact:
    return Fact(t("No values in this period"), "info")


def _range_words(t: Translator, name: str, values: Sequence[float | None]) -> str:
    given = [value for value in values if value is not None]
    if not given:
        return t("{name}: no values in this period", name=name)
    return t("{name}: {first} at first, {last} last", name=name, first=plain(given[0]), last=plain(given[-1]))


def _changed(t: Translator, found: Course, name: Names) -> tuple[Fact, ...]:
    """Within the period, newest first: changes of the program, then measures that were taken again."""
    ordered = sorted(found.versions, key=lambda version: version.version)
    program = [
        Fact(_version_line(t, before, version, found.today, name), "edit")
        for before, version in zip([None, *ordered], ordered, strict=False)
        if found.first <= version.effective_from <= found.last
    ]
    again = [one for one in found.measures if one.change and found.first <= one.points[-1][0] <= found.last]
    taken = [
        Fact(_measure_line(t, one.measure.name(t.language), one.change), "clipboard")
        for one in sorted(again, key=lambda one: one.points[-1][0], reverse=True)
        if one.change
    ]
    lines = (*reversed(program), *taken)
    if not lines:
        return (Fact(t("The program is the same, and no measure was taken again"), "minus"),)
    if len(lines) <= CHANGED_LINES:
        return lines
    more = len(lines) - CHANGED_LINES + 1
    return (*lines[: CHANGED_LINES - 1], Fact(t.n("{n} more below", "{n} more below", more), "more"))


def _measure_line(t: Translator, measure: str, found: MeasureChange) -> str:
    values = {"measure": measure, "before": plain(found.baseline), "now": plain(found.latest)}
    if found.turn is Turn.SAME:
        return t("{measure}: {now}, the same", **values)
    if found.turn is Turn.BETTER:
        return t("{measure}: {before} to {now}, better", **values)
    return t("{measure}: {before} to {now}, worse", **values)


def _version_line(
    t: Translator, before: ProgramVersion | None, version: ProgramVersion, today: date, name: Names
) -> str:
    what = version.note or ". ".join(changes(t, before, version, name))
    start = short_day(t, version.effective_from, today)
    return t("{date}: program version {n}. {what}", date=start, n=version.version, what=what)


def _line(t: Translator, line: Line, name: Names) -> LineView:
    exercise = name(line.prescription.exercise_id)
    pain = NOTHING
    if line.pain_mean is not None:
        pain = t("{mean}, last {last}", mean=plain(line.pain_mean), last=line.pain_last)
    return LineView(
        id=line.prescription.line_id,
        exercise=exercise if line.in_force else t("{exercise} (ended)", exercise=exercise),
        dose=f"{dose(t, line.prescription)}; {schedule(t, line.prescription)}",
        done=str(line.slots_done),
        not_done=str(line.not_done),
        pain=pain,
        effort=plain(line.effort_mean),
    )
