"""A course arranged once for quick look-up, so that rules over years of entries stay linear. Decides no rule."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from patient_app.domain.course import Course, Hold
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.domain.work import NO_WORK, DayTotals, LineWeek, Work, is_not_done_report, log_work


@dataclass(frozen=True, slots=True)
class LineLogs:
    """The logs of one line on one date, by `performed_at`, and what they add up to."""

    logs: tuple[ExerciseLog, ...]
    work: Work
    reports: int
    """Not-done reports among the logs."""


NO_LOGS = LineLogs((), NO_WORK, 0)


@dataclass(frozen=True, slots=True, eq=False)
class CourseIndex:
    """Look-ups on one course. Build it with `indexed`; building is O(n log n) in entries, each look-up O(log versions).

    A log of an unknown prescription stands under a line of its own ('?' and the id), which is never in force.
    """

    course: Course
    versions: tuple[ProgramVersion, ...]
    prescriptions: dict[str, Prescription]
    line_logs: dict[tuple[str, date], LineLogs]
    logged_lines: dict[date, tuple[str, ...]]
    check_ins: dict[date, tuple[CheckIn, ...]]
    flare_days: frozenset[date]
    hold_begins: frozenset[date]
    work_days: tuple[date, ...]
    """Dates with work logged, ascending."""
    _starts: tuple[date, ...]
    _lines: tuple[dict[str, Prescription], ...]
    line_weeks: dict[tuple[str, date], LineWeek] = field(default_factory=dict)
    """Weeks of flexible lines that were worked out already, by line and Monday."""
    totals: dict[date, DayTotals] = field(default_factory=dict)
    """Dates that were worked out already."""
    _held: dict[date, bool] = field(default_factory=dict)

    def version_on(self, day: date) -> ProgramVersion | None:
        """The version in force on `day`: the latest start not after it; of two with one start the higher number."""
        at = bisect_right(self._starts, day)
        return self.versions[at - 1] if at else None

    def lines_on(self, day: date) -> dict[str, Prescription]:
        """The prescriptions in force on `day` by line, in program order. Not to be changed by the caller."""
        at = bisect_right(self._starts, day)
        return self._lines[at - 1] if at else {}

    def logs_on(self, line_id: str, day: date) -> LineLogs:
        """The logs of a line on a date."""
        return self.line_logs.get((line_id, day), NO_LOGS)

    def logs_of_line(self, line_id: str) -> Iterator[ExerciseLog]:
        """Every log of a line, in no order of dates; O(line-days)."""
        for (line, _), found in self.line_logs.items():
            if line == line_id:
                yield from found.logs

    def has_signed_in_by(self, day: date) -> bool:
        """Was the first sign-in on or before `day`?"""
        first = self.course.first_sign_in
        return first is not None and first <= day

    def on_hold(self, day: date) -> bool:
        """Is `day` on hold, the day a hold begins included?"""
        held = self._held.get(day)
        if held is None:
            held = self._held[day] = any(hold.covers(day) for hold in self.course.holds)
        return held

    def takes_work(self, day: date) -> bool:
        """Can work of `day` fill slots: signed in, and not on hold, unless the hold begins that day."""
        return self.has_signed_in_by(day) and (not self.on_hold(day) or day in self.hold_begins)

    def check_in_on(self, day: date) -> CheckIn | None:
        """The check-in of the day: the last one edited."""
        found = self.check_ins.get(day)
        return found[-1] if found else None

    @property
    def entry_days(self) -> frozenset[date]:
        """Distinct local dates with a log or a check-in."""
        return frozenset(self.logged_lines) | frozenset(self.check_ins)

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last date that can matter so far: program starts and logs. `None` for an empty course."""
        dates = [*self._starts, *self.logged_lines]
        return (min(dates), max(dates)) if dates else None


AnyCourse = Course | CourseIndex


def indexed(course: AnyCourse) -> CourseIndex:
    """The index of a course; an index is returned as it is."""
    if isinstance(course, CourseIndex):
        return course
    versions = tuple(sorted(course.versions, key=lambda version: (version.effective_from, version.version)))
    prescriptions = {
        prescription.id: prescription
        for version in sorted(course.versions, key=lambda version: version.version)
        for prescription in version.prescriptions
    }
    line_logs = _logs_by_line(course.logs, prescriptions)
    logged_lines: defaultdict[date, list[str]] = defaultdict(list)
    for line_id, day in sorted(line_logs):
        logged_lines[day].append(line_id)
    check_ins: defaultdict[date, list[CheckIn]] = defaultdict(list)
    for check_in in sorted(course.check_ins, key=_edit_order):
        check_ins[check_in.local_date].append(check_in)
    return CourseIndex(
        course=course,
        versions=versions,
        prescriptions=prescriptions,
        line_logs=line_logs,
        logged_lines={day: tuple(lines) for day, lines in logged_lines.items()},
        check_ins={day: tuple(found) for day, found in check_ins.items()},
        flare_days=frozenset(check_in.local_date for check_in in course.check_ins if check_in.flare),
        hold_begins=_days_a_hold_begins(course.holds),
        work_days=tuple(sorted({day for (_, day), found in line_logs.items() if found.work.is_some})),
        _starts=tuple(version.effective_from for version in versions),
        _lines=tuple({line.line_id: line for line in version.prescriptions} for version in versions),
    )


def _edit_order(check_in: CheckIn) -> tuple[datetime, datetime, str]:
    """When it was received plays no part: the order of arrival must not matter."""
    return (check_in.edited_at, check_in.recorded_at, check_in.id)


def _days_a_hold_begins(holds: tuple[Hold, ...]) -> frozenset[date]:
    """Days on which the program goes from open to held; a second hold inside a first begins nothing."""
    return frozenset(
        hold.started_on
        for hold in holds
        if not any(other.started_on < hold.started_on and other.covers(hold.started_on) for other in holds)
    )


def _logs_by_line(
    logs: tuple[ExerciseLog, ...], prescriptions: dict[str, Prescription]
) -> dict[tuple[str, date], LineLogs]:
    groups: defaultdict[tuple[str, date], list[ExerciseLog]] = defaultdict(list)
    for log in logs:
        prescription = prescriptions.get(log.prescription_id)
        line_id = prescription.line_id if prescription else f"?{log.prescription_id}"
        groups[line_id, log.local_date].append(log)
    return {key: _add_up(found, prescriptions) for key, found in groups.items()}


def _add_up(logs: list[ExerciseLog], prescriptions: dict[str, Prescription]) -> LineLogs:
    logs.sort(key=lambda log: (log.performed_at, log.id))
    works = [log_work(log, prescriptions.get(log.prescription_id)) for log in logs]
    reports = sum(is_not_done_report(log, work) for log, work in zip(logs, works, strict=True))
    if len(works) == 1:
        return LineLogs(tuple(logs), works[0], reports)
    total = Work(sum((w.left for w in works), Fraction(0)), sum((w.right for w in works), Fraction(0)))
    return LineLogs(tuple(logs), total, reports)
