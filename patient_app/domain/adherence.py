"""How logs fill slots, and the share of slots that was done. Self-reported figures; no wording here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor

from patient_app.domain.course_index import AnyCourse, CourseIndex, LineLogs, indexed
from patient_app.domain.dates import days_between, iso_week
from patient_app.domain.entries import ExerciseLog
from patient_app.domain.program import Prescription
from patient_app.domain.rounding import percent
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings
from patient_app.domain.slots import flexible_lines_of_week, flexible_week_due, flexible_week_most, line_slots
from patient_app.domain.work import NOTHING, WHOLE, WHOLE_SLOT, DayTotals, LineWeek, Work


@dataclass(frozen=True, slots=True)
class LineDay:
    """How the logs of one line on one date fill its slots.

    `due` counts the slots planned for the date; of a flexible line, the slots of the week that this date can still
    take or has taken. `completions` (0 < c <= 1) has one figure a done slot. `extra` is in slots, rounded down.
    `week_due` and `week_done` are for a flexible line, over its whole ISO week.
    """

    due: int
    done: int
    completions: tuple[Fraction, ...]
    not_done: int
    extra: int
    flexible: bool
    logs: tuple[ExerciseLog, ...]
    week_due: int = 0
    week_done: int = 0

    @property
    def completion(self) -> Fraction:
        """Sum of the completions, in slots."""
        return sum(self.completions, NOTHING)


@dataclass(frozen=True, slots=True)
class Adherence:
    """Percentages to one decimal, rounded half up; `None` when nothing was due. Counts are in slots."""

    exercise: float | None
    dose: float | None
    reported: float | None
    slots_due: int
    slots_done: int
    not_done: int
    no_report: int
    extra: int


@dataclass(frozen=True, slots=True)
class WeekProgress:
    """The ISO week of today: slots done, and slots planned for the whole week, those to come included."""

    done: int
    due: int


class Band(StrEnum):
    """For wording only."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


def band(value: float | None, settings: ClinicalSettings = DEFAULT_SETTINGS) -> Band | None:
    """The band of an adherence figure: 80 and more, 50 to below 80, below 50."""
    if value is None:
        return None
    if value >= settings.adherence_band_high:
        return Band.HIGH
    return Band.MIDDLE if value >= settings.adherence_band_middle else Band.LOW


def adherence(course: AnyCourse, first: date, last: date, today: date) -> Adherence:
    """Adherence from `first` to `last`, both included; O(days × lines) with an index.

    Fixed slots count on their dates. Flexible slots count by whole weeks: those whose Sunday is in the range, and
    the current one when today is. Slots of today (and later) that are not done are not yet due; a flexible week is
    due when its Sunday is past. On the day a hold begins, done slots count and undone ones are dropped.
    """
    index = indexed(course)
    due = done = not_done = extra = 0
    completion = NOTHING
    for day in days_that_matter(index, first, last, today):
        totals = day_totals(index, day)
        due += totals.planned if day < today else totals.done
        done += totals.done
        not_done += totals.not_done if day < today else 0
        completion += totals.completion
        extra += totals.extra
    for monday in _weeks_taken(index, first, last, today):
        is_over = monday + timedelta(days=6) < today
        for line_id in flexible_lines_of_week(index, monday):
            week = line_week(index, line_id, monday)
            due += week.due if is_over else week.done
            done += week.done
            not_done += week.not_done if is_over else 0
            completion += week.completion
    return Adherence(
        exercise=percent(done, due),
        dose=percent(completion, due),
        reported=percent(done + not_done, due),
        slots_due=due,
        slots_done=done,
        not_done=not_done,
        no_report=due - done - not_done,
        extra=extra,
    )


def week_progress(course: AnyCourse, today: date) -> WeekProgress:
    """The week ring: slots planned in the ISO week of `today`, Monday to Sunday, and those done."""
    index = indexed(course)
    monday, sunday = iso_week(today)
    days = [day_totals(index, day) for day in days_between(monday, sunday)]
    weeks = [line_week(index, line_id, monday) for line_id in flexible_lines_of_week(index, monday)]
    return WeekProgress(
        done=sum(day.done for day in days) + sum(week.done for week in weeks),
        due=sum(day.planned for day in days) + sum(week.due for week in weeks),
    )


def line_day(course: AnyCourse, line: Prescription | str, day: date) -> LineDay:
    """How the logs of one line (a prescription of it, or its id) on one date fill its slots.

    Each log is measured by the prescription that it names. Work fills slots in order of `performed_at` until each
    is whole; what is left is extra. Not-done reports take slots that no work has taken.
    """
    index = indexed(course)
    line_id = line if isinstance(line, str) else line.line_id
    logs = index.logs_on(line_id, day)
    in_force = index.lines_on(day).get(line_id)
    if in_force is None:
        return LineDay(0, 0, (), 0, _extra(logs.work, ()), flexible=False, logs=logs.logs)
    if in_force.is_flexible:
        return _flexible_line_day(index, in_force, day, logs)
    slots = line_slots(index, in_force, day)
    completions = _fill(logs.work, slots.room)
    due = max(slots.due, len(completions))
    return LineDay(
        due=due,
        done=len(completions),
        completions=completions,
        not_done=min(logs.reports, due - len(completions)),
        extra=_extra(logs.work, completions),
        flexible=False,
        logs=logs.logs,
    )


def line_week(index: CourseIndex, line_id: str, monday: date) -> LineWeek:
    """What the logs of a flexible line did with the slots of the ISO week from `monday`. Worked out once per index.

    A date fills at most times_per_day slots, and the week at most its due slots; the fullest slots count (then the
    earlier), so that one more log never lowers a figure. A slot done on the day a hold begins adds to the cut week.
    """
    known = index.line_weeks.get((line_id, monday))
    if known is None:
        known = index.line_weeks[line_id, monday] = _line_week(index, line_id, monday)
    return known


def day_totals(index: CourseIndex, day: date) -> DayTotals:
    """All lines of one date, added up. Worked out once per index."""
    known = index.totals.get(day)
    if known is None:
        known = index.totals[day] = _day_totals(index, day)
    return known


def _day_totals(index: CourseIndex, day: date) -> DayTotals:
    lines = index.lines_on(day)
    logged = index.logged_lines.get(day, ())
    planned = done = not_done = flexible_done = flexible_reports = extra = 0
    completion = flexible_completion = NOTHING
    for line_id in (*lines, *(line_id for line_id in logged if line_id not in lines)):
        if line_id in lines and lines[line_id].is_flexible and line_id not in logged:
            continue
        found = line_day(index, line_id, day)
        extra += found.extra
        if found.flexible:
            flexible_done += found.done
            flexible_completion += found.completion
            flexible_reports += found.not_done
        else:
            planned += found.due
            done += found.done
            not_done += found.not_done
            completion += found.completion
    return DayTotals(planned, done, completion, not_done, flexible_done, flexible_completion, flexible_reports, extra)


def days_that_matter(index: CourseIndex, first: date, last: date, today: date) -> Iterator[date]:
    """The dates of a range on which the course has a program or a log, and none later than today or the last log."""
    span = index.span
    if span is None:
        return iter(())
    return days_between(max(first, span[0]), min(last, max(span[1], today)))


def _weeks_taken(index: CourseIndex, first: date, last: date, today: date) -> Iterator[date]:
    """Mondays of the weeks whose flexible slots a range takes."""
    span = index.span
    if span is None:
        return
    this_monday = iso_week(today)[0]
    monday = iso_week(max(first, span[0]))[0]
    while monday <= min(last, max(span[1], today)):
        holds_sunday = first <= monday + timedelta(days=6) <= last
        if holds_sunday or (monday == this_monday and first <= today <= last):
            yield monday
        monday += timedelta(days=7)


def _line_week(index: CourseIndex, line_id: str, monday: date) -> LineWeek:
    candidates: list[tuple[Fraction, date]] = []
    on_hold_day = reports = 0
    for day in days_between(monday, monday + timedelta(days=6)):
        line = index.lines_on(day).get(line_id)
        if line is None or not line.is_flexible or not index.takes_work(day):
            continue
        logs = index.logs_on(line_id, day)
        completions = _fill(logs.work, line.times_per_day)
        candidates += [(completion, day) for completion in completions]
        if index.on_hold(day):
            on_hold_day += len(completions)
        else:
            reports += min(logs.reports, line.times_per_day - len(completions))
    cut = flexible_week_due(index, line_id, monday)
    due = cut
    if on_hold_day:
        due = max(cut, min(cut + on_hold_day, flexible_week_most(index, line_id, monday)))
    candidates.sort(key=lambda candidate: (-candidate[0], candidate[1]))
    filled: dict[date, tuple[Fraction, ...]] = {}
    for completion, day in candidates[:due]:
        filled[day] = (*filled.get(day, ()), completion)
    done = min(due, len(candidates))
    return LineWeek(due, filled, min(reports, due - done))


def _flexible_line_day(index: CourseIndex, line: Prescription, day: date, logs: LineLogs) -> LineDay:
    week = line_week(index, line.line_id, iso_week(day)[0])
    completions = week.filled.get(day, ())
    room = line_slots(index, line, day).room
    open_slots = 0 if index.on_hold(day) else week.due - week.done
    return LineDay(
        due=min(room, len(completions) + open_slots),
        done=len(completions),
        completions=completions,
        not_done=0 if index.on_hold(day) else min(logs.reports, room - len(_fill(logs.work, room))),
        extra=_extra(logs.work, completions),
        flexible=True,
        logs=logs.logs,
        week_due=week.due,
        week_done=week.done,
    )


def _fill(work: Work, room: int) -> tuple[Fraction, ...]:
    """Completions of the slots that the work fills, at most `room` of them, each side for itself."""
    if not work.is_some:
        return ()
    if work == WHOLE_SLOT:
        return (WHOLE,)[:room]
    completions = []
    for slot in range(room):
        part = Work(_part(work.left, slot), _part(work.right, slot))
        if not part.is_some:
            break
        completions.append(part.slots)
    return tuple(completions)


def _part(work: Fraction, slot: int) -> Fraction:
    """What of one side's work falls into the slot with this number."""
    return min(max(work - slot, NOTHING), WHOLE)


def _extra(work: Work, completions: tuple[Fraction, ...]) -> int:
    """Whole slots of work that no slot took."""
    if len(completions) == 1 and completions[0] == work.slots:
        return 0
    return floor(work.slots - sum(completions, NOTHING))
