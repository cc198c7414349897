"""Pain, NPRS 0-10: change over the episode, and the prescriber's rule during exercise. Wording is elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from patient_app.domain.course_index import AnyCourse, indexed
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.measures import Direction, Turn, measure_change
from patient_app.domain.program import PainRule
from patient_app.domain.rounding import exact, mean
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings

VALUES_OF_A_MEAN = 3
"""Baseline is the mean of the first 3 days' values, latest of the last 3."""


class PainSeries(StrEnum):
    """Three series that are never mixed: now, and worst and average of the last 24 hours. `WORST` is judged."""

    NOW = "pain_now"
    WORST = "pain_worst"
    AVERAGE = "pain_average"


class PainColour(StrEnum):
    """Pain during exercise against the prescription's rule."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class PainChange:
    """Three facts: the change in points, beyond the MDC, beyond the MIC; means are not rounded.

    `beyond_mdc` is `None` as long as no MDC is published. All but the means are `None` when there are too few values.
    """

    baseline: float | None
    latest: float | None
    change: float | None
    beyond_mdc: bool | None
    beyond_mic: bool | None
    direction: Turn | None


def pain_series(course: AnyCourse, series: PainSeries = PainSeries.WORST) -> tuple[tuple[date, int], ...]:
    """One value a date, ascending: that of the day's check-in. Dates without it are left out."""
    index = indexed(course)
    values = ((day, value_of(index.check_in_on(day), series)) for day in sorted(index.check_ins))
    return tuple((day, value) for day, value in values if value is not None)


def value_of(check_in: CheckIn | None, series: PainSeries) -> int | None:
    """One series' value of a check-in."""
    if check_in is None:
        return None
    match series:
        case PainSeries.NOW:
            return check_in.pain_now
        case PainSeries.WORST:
            return check_in.pain_worst
        case PainSeries.AVERAGE:
            return check_in.pain_average


def pain_change(
    series: Iterable[tuple[date, float | None]],
    baseline: float | None = None,
    *,
    mdc: float | None = None,
    settings: ClinicalSettings = DEFAULT_SETTINGS,
) -> PainChange:
    """Change of one pain series: mean of the last 3 values against the baseline.

    The baseline is the clinician's, else the mean of the first 3 days' values; then the change is known only when
    there is a value beyond these. MIC: 2 points or 30 % of baseline, either way (Ostelo 2008); baseline 0: points.
    """
    values = [value for _, value in sorted((day, value) for day, value in series if value is not None)]
    first = exact(baseline) if baseline is not None else mean(values[:VALUES_OF_A_MEAN])
    last = mean(values[-VALUES_OF_A_MEAN:])
    has_later = len(values) > VALUES_OF_A_MEAN or (baseline is not None and bool(values))
    if first is None or last is None or not has_later:
        return PainChange(_float(first), _float(last), None, None, None, None)
    found = measure_change(
        first,
        last,
        Direction.HIGHER_IS_WORSE,
        mdc=mdc,
        mic=settings.pain_mic_points,
        mic_percent=settings.pain_mic_percent,
    )
    return PainChange(found.baseline, found.latest, found.change, found.beyond_mdc, found.beyond_mic, found.turn)


def judge_pain(rule: PainRule | None, during: int | None, resting: int | None = None) -> PainColour | None:
    """The colour of pain during exercise, NPRS 0-10; `None` without a rule or a value.

    When the resting pain is above green_max, the excess over it decides: up to 0 green, up to
    amber_max - green_max amber, else red. Else the plain rule: up to green_max, up to amber_max, above.
    """
    if rule is None or during is None:
        return None
    floor = resting - rule.green_max if resting is not None and resting > rule.green_max else 0
    if during <= rule.green_max + floor:
        return PainColour.GREEN
    return PainColour.AMBER if during <= rule.amber_max + floor else PainColour.RED


def resting_pain(course: AnyCourse, log: ExerciseLog) -> int | None:
    """The latest `pain_now` that was recorded on the date of the log and before it."""
    before = [
        check_in
        for check_in in indexed(course).check_ins.get(log.local_date, ())
        if check_in.pain_now is not None and check_in.recorded_at < log.performed_at
    ]
    latest = max(before, key=lambda check_in: (check_in.recorded_at, check_in.edited_at, check_in.id), default=None)
    return latest.pain_now if latest else None


def log_colour(course: AnyCourse, log: ExerciseLog) -> PainColour | None:
    """The colour of a log by the rule of the prescription that it names."""
    index = indexed(course)
    prescription = index.prescriptions.get(log.prescription_id)
    if prescription is None or log.is_not_done:
        return None
    return judge_pain(prescription.pain_rule, log.pain_during, resting_pain(index, log))


def red_twice_in_a_row(course: AnyCourse, prescription_id: str, until: date | None = None) -> tuple[ExerciseLog, ...]:
    """The red logs that end the prescription's coloured logs, when they are two or more; else none. Ascending.

    Logs without a colour (no pain given) are passed over. `until`: later local dates are left out.
    """
    index = indexed(course)
    prescription = index.prescriptions.get(prescription_id)
    if prescription is None or prescription.pain_rule is None:
        return ()
    logs = sorted(
        (
            log
            for log in index.logs_of_line(prescription.line_id)
            if log.prescription_id == prescription_id
            and log.pain_during is not None
            and (until is None or log.local_date <= until)
        ),
        key=lambda log: (log.performed_at, log.id),
        reverse=True,
    )
    red: list[ExerciseLog] = []
    for log in logs:
        colour = log_colour(index, log)
        if colour is PainColour.RED:
            red.insert(0, log)
        elif colour is not None:
            break
    return tuple(red) if len(red) > 1 else ()


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
