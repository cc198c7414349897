"""When a line of the program is ready for one step up, or needs one step back (facts.md 8.2; D, common practice).

Up: all of the work in the last 2 sessions, pain green and effort easy in both. Back: after a red session, or an amber
one whose pain had not settled by the next morning. A suggestion with its evidence; a PT decides. After a green session
with a worse morning there is neither: our own choice, for the patient may have more pain from anything.

Without a pain rule, or without a value, pain has no colour, and nothing says that it stayed within the limits that
the prescriber allows: then there is no step up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.dates import days_between, range_ending
from patient_app.domain.entries import ExerciseLog, MorningSettled
from patient_app.domain.pain import PainColour, log_colour
from patient_app.domain.program import Prescription, ProgramVersion, Side
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings
from patient_app.domain.slots import current_version, line_slots
from patient_app.domain.work import log_work

UNSETTLED = (MorningSettled.BIT_MORE, MorningSettled.MUCH_MORE)
N = TypeVar("N", int, float)
_GRAVITY = (PainColour.GREEN, PainColour.AMBER, PainColour.RED)


class StepKind(StrEnum):
    """Which way."""

    UP = "step_up"
    BACK = "step_back"


@dataclass(frozen=True, slots=True)
class LineSession:
    """One day's work on one line. `pain` (NPRS), its `colour` and `effort` (RPE) are the highest of the day's logs.

    `sets` were done on each side of a two-sided dose (the fewer of the two); reps, hold and minutes are the least of
    the logs. `is_whole`: everything planned for the day was done, or one whole dose where nothing was planned.
    `settled`: what the next day's check-in says of the morning.
    """

    on: date
    log_ids: tuple[str, ...]
    sets: int
    reps: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    is_whole: bool
    is_planned: bool
    pain: int | None
    colour: PainColour | None
    effort: int | None
    settled: MorningSettled | None

    @property
    def asks_for_less(self) -> bool:
        """Red, or amber and not settled by the next morning."""
        return self.colour is PainColour.RED or (self.colour is PainColour.AMBER and self.settled in UNSETTLED)


@dataclass(frozen=True, slots=True)
class Progression:
    """A line that a step is due for, with the sessions that say so, ascending.

    `line` is the newest prescription of the line, `before` the last one with another dose (`None`: there was none).
    """

    kind: StepKind
    line: Prescription
    before: Prescription | None
    sessions: tuple[LineSession, ...]

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of the logs that it rests on."""
        return frozenset(id for session in self.sessions for id in session.log_ids)

    @property
    def is_red(self) -> bool:
        """Does it rest on a red session?"""
        return any(session.colour is PainColour.RED for session in self.sessions)


Decided = Mapping[StepKind, frozenset[str]]
"""Logs that earlier decisions rested on: a step of that kind needs sessions beyond them."""


def progression(
    course: AnyCourse, today: date, decided: Decided | None = None, settings: ClinicalSettings = DEFAULT_SETTINGS
) -> tuple[Progression, ...]:
    """What is due for each line in force today, in program order: one step at most, and back before up.

    A line that the newest version changes or leaves out later on has been decided already.
    """
    index = indexed(course)
    newest = current_version(index.versions)
    lines = {line.line_id: line for line in newest.prescriptions} if newest else {}
    held = index.on_hold(today) or any(hold.cleared_on is None for hold in index.course.holds)
    found = []
    for line in index.lines_on(today).values():
        now = lines.get(line.line_id)
        if now is None or now.pain_rule is None or not same_dose(now, line):
            continue
        since, before = _dose_since(index, line, today)
        first = max(since, range_ending(today, settings.progression_days)[0])
        sessions = tuple(_sessions(index, line, first, today))
        if back := _back(sessions, decided or {}, settings):
            found.append(Progression(StepKind.BACK, now, before, back))
        elif not held and (up := _up(index, sessions, today, decided or {}, settings)):
            found.append(Progression(StepKind.UP, now, before, up))
    return tuple(found)


def same_dose(one: Prescription, other: Prescription) -> bool:
    """Is the work of one time the same? Days, pain limits and words may differ."""
    return _dose(one) == _dose(other)


def _dose(line: Prescription) -> tuple[object, ...]:
    return (
        line.exercise_id,
        line.side,
        line.sets,
        line.reps,
        line.hold_seconds,
        line.duration_minutes,
        line.rest_seconds,
        line.load,
        line.tempo,
        line.range_limit,
        line.times_per_day,
    )


def _back(sessions: tuple[LineSession, ...], decided: Decided, settings: ClinicalSettings) -> tuple[LineSession, ...]:
    """The sessions that ask for less, among the last 2. Two calm ones after it, and it is past."""
    spent = decided.get(StepKind.BACK, frozenset())
    last = sessions[-settings.progression_sessions :]
    return tuple(each for each in last if each.asks_for_less and not spent.issuperset(each.log_ids))


def _up(
    index: CourseIndex,
    sessions: tuple[LineSession, ...],
    today: date,
    decided: Decided,
    settings: ClinicalSettings,
) -> tuple[LineSession, ...]:
    """The last 2 sessions when both were whole, green and easy, with no flare since; else none."""
    spent = decided.get(StepKind.UP, frozenset())
    counted = [each for each in sessions if not _is_open(each, today, settings)]
    fresh = [each for each in counted if spent.isdisjoint(each.log_ids)]
    last = tuple(fresh[-settings.progression_sessions :])
    if len(last) < settings.progression_sessions or not all(_is_easy(each, settings) for each in last):
        return ()
    latest_check_in = max((day for day in index.check_ins if day <= today), default=None)
    flares = {day for day in index.flare_days if last[0].on <= day <= today or day == latest_check_in}
    return () if flares else last


def _is_easy(session: LineSession, settings: ClinicalSettings) -> bool:
    """All of the work, green and settled as far as is known, and an effort that was given and is easy."""
    effort = session.effort
    return (
        session.is_whole
        and session.colour is PainColour.GREEN
        and session.settled not in UNSETTLED
        and effort is not None
        and effort <= settings.easy_effort
    )


def _is_open(session: LineSession, today: date, settings: ClinicalSettings) -> bool:
    """A part of today's or of extra work says nothing yet, unless it hurt or was hard."""
    if session.is_whole or (session.is_planned and session.on != today):
        return False
    hard = session.effort is not None and session.effort > settings.easy_effort
    return session.colour in (None, PainColour.GREEN) and not hard


def _sessions(index: CourseIndex, line: Prescription, first: date, last: date) -> Iterator[LineSession]:
    """The days on which this dose of the line was worked on. A day on which another dose was logged too is none."""
    for day in days_between(first, last):
        logs = [log for log in index.logs_on(line.line_id, day).logs if _is_tried(index, log)]
        if logs and all(same_dose(index.prescriptions[log.prescription_id], line) for log in logs):
            yield _session(index, line, day, logs)


def _session(index: CourseIndex, line: Prescription, day: date, logs: list[ExerciseLog]) -> LineSession:
    work = index.logs_on(line.line_id, day).work
    planned = line_slots(index, index.lines_on(day)[line.line_id], day).room
    colours = [colour for log in logs if (colour := log_colour(index, log))]
    needed = max(planned, 1)
    return LineSession(
        on=day,
        log_ids=tuple(sorted(log.id for log in logs)),
        sets=_sets(logs, line),
        reps=_least([log.reps_done for log in logs], line.reps),
        hold_seconds=_least([log.hold_seconds for log in logs], line.hold_seconds),
        duration_minutes=_least([log.duration_minutes for log in logs], line.duration_minutes),
        is_whole=work.left >= needed and work.right >= needed,
        is_planned=planned > 0,
        pain=max((log.pain_during for log in logs if log.pain_during is not None), default=None),
        colour=max(colours, key=_GRAVITY.index, default=None),
        effort=max((log.effort for log in logs if log.effort is not None), default=None),
        settled=_settled(index, day + timedelta(days=1)),
    )


def _is_tried(index: CourseIndex, log: ExerciseLog) -> bool:
    """Work, or an attempt that hurt."""
    return log_work(log, index.prescriptions.get(log.prescription_id)).is_some or log_colour(index, log) is not None


def _sets(logs: list[ExerciseLog], line: Prescription) -> int:
    sides = {Side.LEFT: 0, Side.RIGHT: 0}
    for log in logs:
        done = line.sets if log.sets_done is None else log.sets_done
        for side in sides:
            if not line.side.is_two_sided or log.side not in (Side.LEFT, Side.RIGHT) or log.side is side:
                sides[side] += done
    return min(sides.values())


def _least(done: list[N | None], prescribed: N | None) -> N | None:
    """The least of the logs; where one does not say, it was as prescribed."""
    if prescribed is None:
        return None
    return min(prescribed if value is None else value for value in done)


def _settled(index: CourseIndex, morning: date) -> MorningSettled | None:
    """What the morning's last check-in that answers it says."""
    answers = [each.morning_settled for each in index.check_ins.get(morning, ()) if each.morning_settled is not None]
    return answers[-1] if answers else None


def _dose_since(index: CourseIndex, line: Prescription, today: date) -> tuple[date, Prescription | None]:
    """From when on the line has had the dose that it has, and the dose before."""
    ruling = {version.effective_from: version for version in index.versions if version.effective_from <= today}
    since = today
    for start in sorted(ruling, reverse=True):
        then = _line_of(ruling[start], line.line_id)
        if then is None:
            return since, None
        if not same_dose(then, line):
            return since, then
        since = start
    return since, None


def _line_of(version: ProgramVersion, line_id: str) -> Prescription | None:
    return next((line for line in version.prescriptions if line.line_id == line_id), None)
