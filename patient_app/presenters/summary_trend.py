"""The chart of a summary: pain, own activities and one outcome measure on one time axis, with what happened. A sentence
for each row says what it shows, and the table behind has every figure. Screen and paper take both from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from patient_app.domain.days import Day, DayClass
from patient_app.domain.measures import mic_size
from patient_app.domain.pain import PainSeries
from patient_app.domain.people import SharePart
from patient_app.domain.settings import DEFAULT_SETTINGS
from patient_app.domain.text import Translator
from patient_app.presenters import calendar
from patient_app.presenters.charts import Figure
from patient_app.presenters.course import Course
from patient_app.presenters.course_frame import Frame, kind, report_state, visit_words
from patient_app.presenters.dates import day_words, short_day
from patient_app.presenters.measures import Noticed, Trend, recall_words
from patient_app.presenters.numbers import NOTHING, over_time, plain
from patient_app.presenters.timeline import Mark, Row, Shade, height, timeline


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader wants in the rows: which pain, and the key of a measure (empty: the most telling one)."""

    series: PainSeries = PainSeries.WORST
    measure: str = ""


AS_IT_OPENS = Chosen()


@dataclass(frozen=True, slots=True)
class NumbersView:
    """One row of the table behind the chart."""

    date: str = ""
    day: str = ""
    pain: str = ""
    function: str = ""
    score: str = ""
    events: str = ""


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure that the third row can show."""

    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A line of the chart's key: what is shaded ('band', 'flare', 'hold'), and the words for it."""

    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TrendView:
    """The chart in words. `height`: of the drawing, in rem; `chosen`: the key of the measure that is shown."""

    sentences: tuple[str, ...] = ()
    events: str = ""
    numbers: tuple[NumbersView, ...] = ()
    choices: tuple[MeasureChoice, ...] = ()
    chosen: str = ""
    measure: str = ""
    key: tuple[KeyItem, ...] = ()
    height: str = "16rem"


def view(t: Translator, found: Course, frame: Frame | None, chosen: Chosen, function_mic: Noticed | None) -> TrendView:
    """The words of the chart; `frame` is `None` when the journey is not shared. `function_mic`: the size of change of
    the own activities that patients usually notice."""
    measure = shown_measure(found, chosen.measure)
    rows, lanes = _rows(t, found, chosen, function_mic), _lanes(t, found, frame)
    marks = _marks(t, found, frame)
    return TrendView(
        sentences=tuple(_sentence(t, row, found) for row in rows),
        events=_events(t, found, marks),
        numbers=_numbers(t, found, chosen, measure, marks),
        choices=tuple(MeasureChoice(key_of(one), _name(t, one, found.measures)) for one in found.measures),
        chosen=key_of(measure) if measure else "",
        measure=_name(t, measure, found.measures) if measure else "",
        key=_key(t, found, rows),
        height=f"{height(len(lanes), len(rows)) / 16:g}rem",
    )


def figure(t: Translator, found: Course, frame: Frame | None, chosen: Chosen, function_mic: Noticed | None) -> Figure:
    """The drawing, without any row when neither pain nor measures are shared."""
    rows = _rows(t, found, chosen, function_mic)
    if not rows:
        return {"data": [], "layout": {}}
    days = [day.date for day in found.days]
    return timeline(
        t, days, [row.row for row in rows], _marks(t, found, frame), _lanes(t, found, frame), _shades(found.days)
    )


def key_of(trend: Trend) -> str:
    """What a measure's line is called in an address: measure, version and recall period."""
    return f"{trend.measure.id}:{trend.version}:{trend.recall}"


def shown_measure(found: Course, key: str) -> Trend | None:
    """The measure of the third row: the chosen one, else one that was taken again and has a published change."""
    known = [one for one in found.measures if one.points]
    return next((one for one in known if key_of(one) == key), None) or max(known, key=_telling, default=None)


def pain_name(t: Translator, series: PainSeries) -> str:
    """A pain series as a chart names it. The three are never mixed."""
    return {
        PainSeries.WORST: t("Worst pain in 24 hours"),
        PainSeries.NOW: t("Pain now"),
        PainSeries.AVERAGE: t("Average pain in 24 hours"),
    }[series]


def pain_of(day: Day, series: PainSeries) -> int | None:
    """One series' value of a day."""
    return {
        PainSeries.WORST: day.pain_worst,
        PainSeries.NOW: day.pain_now,
        PainSeries.AVERAGE: day.pain_average,
    }[series]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what its sentence says: the name, the baseline, and the size of change that is noticed."""

    row: Row
    name: str
    baseline: float | None
    size: float | None


def _telling(trend: Trend) -> tuple[bool, bool, bool, date]:
    """The own activities have a row of their own already."""
    return (
        len(trend.points) > 1,
        trend.measure.id != "own-activities",
        trend.measure.mic is not None,
        trend.points[-1][0],
    )


def _rows(t: Translator, found: Course, chosen: Chosen, function_mic: Noticed | None) -> list[_Row]:
    rows = []
    if SharePart.PAIN in found.parts:
        baseline = found.pain.baseline if chosen.series is PainSeries.WORST else None
        name = pain_name(t, chosen.series)
        title = _titled(t, name, better_low=True)
        pain = tuple((day.date, pain_of(day, chosen.series)) for day in found.days)
        noticed = DEFAULT_SETTINGS.pain_mic_points, DEFAULT_SETTINGS.pain_mic_percent
        rows.append(_row(name, title, "coral", pain, baseline, *noticed))
        name = t("Own activities")
        title = _titled(t, name, better_low=False)
        function = tuple((day.date, day.function) for day in found.days)
        baseline = found.function.baseline if found.function else None
        mic = (function_mic.points, function_mic.percent) if function_mic else (None, None)
        rows.append(_row(name, title, "pine", function, baseline, *mic))
    measure = shown_measure(found, chosen.measure)
    if measure is not None:
        rows.append(_measure_row(t, found, measure))
    return rows


def _measure_row(t: Translator, found: Course, trend: Trend) -> _Row:
    name, of = _name(t, trend, found.measures), trend.measure
    # The last score before the period leads the line in.
    before = [point for point in trend.points if point[0] < found.first][-1:]
    within = [point for point in trend.points if found.first <= point[0] <= found.last]
    title = _titled(t, name, better_low=of.direction == "higher_is_worse")
    mic = of.mic
    return _row(
        name, title, "sky", (*before, *within), trend.baseline[1] if trend.baseline else None,
        mic.points if mic else None, mic.percent if mic else None, of.min, of.max,
    )  # fmt: skip


def _row(
    name: str,
    title: str,
    tone: str,
    points: Sequence[tuple[date, float | None]],
    baseline: float | None,
    mic: float | None,
    share: float | None,
    low: float = 0,
    high: float = 10,
) -> _Row:
    size = mic_size(baseline, mic, share) if baseline is not None else None
    band = (baseline - size, baseline + size) if baseline is not None and size is not None else None
    return _Row(Row(title, tone, tuple(points), low, high, band), name, baseline, size)


def _titled(t: Translator, name: str, *, better_low: bool) -> str:
    """The row's name with the way that is better; its scale stands at the axis."""
    return t("{name} (↓ better)", name=name) if better_low else t("{name} (↑ better)", name=name)


def _name(t: Translator, trend: Trend, among: Sequence[Trend]) -> str:
    """The measure's name; with its recall period and version where it has more than one line."""
    name = trend.measure.name(t.language)
    if sum(one.measure.id == trend.measure.id for one in among) < 2:
        return name
    return t("{name}, version {n}", name=name, n=trend.version) + (
        f", {recall_words(t, trend.recall).lower()}" if recall_words(t, trend.recall) else ""
    )


def _sentence(t: Translator, row: _Row, found: Course) -> str:
    """'Worst pain in 24 hours: 5 at first, 2 last (lowest 2, highest 5). Baseline 6.3; …'."""
    given = [value for day, value in row.row.points if value is not None and day >= found.first]
    if not given:
        words = t("{name}: no values in this period", name=row.name) + "."
    elif len(given) == 1:
        words = t("{name}: {value}, once in this period", name=row.name, value=plain(given[0])) + "."
    else:
        words = over_time(t, row.name, given)
    if row.baseline is None or row.size is None:
        return words
    values = {"baseline": plain(row.baseline), "size": plain(row.size)}
    return f"{words} {t('Baseline {baseline}; patients usually notice a change of {size}.', **values)}"


def _marks(t: Translator, found: Course, frame: Frame | None) -> list[Mark]:
    marks = [
        Mark(
            on=version.effective_from,
            lane="program",
            label=t("v{n}", n=version.version),
            words=_dated(t, version.effective_from, t("program version {n}", n=version.version)),
        )
        for version in found.versions
    ]
    if frame is not None:
        marks += [
            Mark(
                on=visit.on,
                lane="visit",
                label=t("visit") if visit.kind.value == "physiatrist" else kind(t, visit.kind),
                words=_dated(t, visit.on, visit_words(t, visit)),
                minor=visit.kind.value == "treatment",
            )
            for visit in frame.held
        ]
        marks += [
            Mark(
                on=report.signed_on,
                lane="report",
                label=t("no. {n}", n=report.number),
                words=_dated(t, report.signed_on, f"{t('Report {n}', n=report.number)}: {report_state(t, report)}"),
            )
            for report in frame.reports
        ]
    return [mark for mark in marks if found.first <= mark.on <= found.last]


def _dated(t: Translator, day: date, words: str) -> str:
    return f"{short_day(t, day)}: {words}"


def _lanes(t: Translator, found: Course, frame: Frame | None) -> list[tuple[str, str]]:
    lanes = [("program", t("Program"))] if SharePart.PROGRAM in found.parts else []
    return lanes + ([("visit", t("Visits")), ("report", t("Reports"))] if frame is not None else [])


def _shade_of(day: Day) -> str:
    if day.day_class is DayClass.HOLD:
        return "hold"
    return "flare" if day.flare else ""


def _shades(days: Sequence[Day]) -> list[Shade]:
    found = []
    for shade, run in groupby(days, key=_shade_of):
        shaded = list(run)
        if shade:
            found.append(Shade(shaded[0].date, shaded[-1].date, shade))
    return found


def _key(t: Translator, found: Course, rows: Sequence[_Row]) -> tuple[KeyItem, ...]:
    shades = [_shade_of(day) for day in found.days]
    band = KeyItem("band", t("Band: a change smaller than patients usually notice"))
    flare = KeyItem("flare", t.n("{n} flare day", "{n} flare days", shades.count("flare")))
    hold = KeyItem("hold", t.n("{n} day on hold", "{n} days on hold", shades.count("hold")))
    shown = ((band, any(row.row.band for row in rows)), (flare, "flare" in shades), (hold, "hold" in shades))
    return tuple(item for item, is_shown in shown if is_shown)


def _events(t: Translator, found: Course, marks: Sequence[Mark]) -> str:
    """What the lanes show, without the PT's treatments one by one."""
    named = [mark.words for mark in sorted(marks, key=lambda mark: mark.on) if not mark.minor]
    minor = sum(mark.minor for mark in marks)
    if minor:
        named.append(t.n("{n} PT treatment", "{n} PT treatments", minor))
    return "; ".join(named)


def _numbers(
    t: Translator, found: Course, chosen: Chosen, measure: Trend | None, marks: Sequence[Mark]
) -> tuple[NumbersView, ...]:
    scores = dict(measure.points) if measure else {}
    words = {day: [mark.words.partition(": ")[2] for mark in run] for day, run in _by_day(marks)}
    return tuple(
        NumbersView(
            date=day_words(t, day.date, found.today),
            day=calendar.kind_words(t, day.day_class.value),
            pain=plain(pain_of(day, chosen.series)),
            function=plain(day.function),
            score=plain(scores.get(day.date)),
            events="; ".join([*([t("Flare day")] if _shade_of(day) == "flare" else []), *words.get(day.date, [])])
            or NOTHING,
        )
        for day in reversed(found.days)
    )


def _by_day(marks: Sequence[Mark]) -> list[tuple[date, list[Mark]]]:
    ordered = sorted(marks, key=lambda mark: mark.on)
    return [(day, list(run)) for day, run in groupby(ordered, key=lambda mark: mark.on)]
