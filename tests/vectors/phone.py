"""Vectors of the phone: a snapshot taken on one day, what was entered on the phone since, and what Python says with
everything known. Written compactly: `tests/client/phone_vectors.mjs` reads them.

A course is split at the day of the snapshot. What the server knew then goes into the snapshot; the rest is given to the
phone: entries of the snapshot's weeks, and holds that begin later and are open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from patient_app.domain import phone_basis
from patient_app.domain.adherence import line_day, week_progress
from patient_app.domain.course import Course, Hold, HoldLevel
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.milestones import Milestone, milestones
from patient_app.domain.phone_basis import PlannedDay, WeekSlots
from patient_app.domain.program import Prescription
from patient_app.domain.slots import lines_in_force
from patient_app.domain.streak import streak
from tests.unit.domain.builders import day
from tests.vectors.cases import CASES
from tests.vectors.course_json import log_to_json, prescription_to_json
from tests.vectors.random_courses import UNKNOWN, a_random_course

RANDOM_COURSES = 300
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OnPhone:
    """A course with a day on which a snapshot was taken.

    `known`: what the server knew then. `course`: everything. `looks`: pairs of a date and the today it is seen on.
    """

    name: str
    taken_on: date
    known: Course
    course: Course
    looks: tuple[tuple[date, date], ...]


def phone() -> list[Json]:
    """All vectors: the cases, each from every day that it names, then the random courses."""
    return [_vector(each) for each in (*_cases(), *map(_random, range(RANDOM_COURSES)))]


def _cases() -> Iterator[OnPhone]:
    for case in CASES:
        for taken_on in case.todays:
            _, last = phone_basis.window(taken_on)
            course = replace(
                case.course,
                logs=tuple(log for log in case.course.logs if log.local_date <= last),
                check_ins=tuple(found for found in case.course.check_ins if found.local_date <= last),
            )
            known = _known(course, taken_on, lambda entry, on=taken_on: entry.local_date < on)  # type: ignore[misc]
            looks = tuple((today, today) for today in case.todays if taken_on <= today <= last)
            yield OnPhone(f"{case.name}, from {taken_on}", taken_on, known, course, looks)


def _random(seed: int) -> OnPhone:
    random = Random(seed)
    taken_on = day(random.randrange(14, 35))
    first, last = phone_basis.window(taken_on)
    oldest = taken_on - phone_basis.ENTRY_WINDOW
    course = a_random_course(random)
    late = {entry.id for entry in (*course.logs, *course.check_ins) if random.random() < 0.2}

    def is_known(entry: ExerciseLog | CheckIn) -> bool:
        return entry.local_date < oldest or (entry.local_date <= taken_on and entry.id not in late)

    course = replace(course, logs=tuple(log for log in course.logs if log.local_date <= last))
    course = replace(course, check_ins=tuple(each for each in course.check_ins if each.local_date <= last))
    known = _known(course, taken_on, is_known)
    changed = tuple(_changed(random, log) if log.local_date >= oldest else log for log in course.logs)
    named = {line.id for line in phone_basis.prescriptions_named(known, first, last)} | {UNKNOWN}
    # A phone logs what its snapshot names.
    course = replace(course, logs=tuple(log for log in changed if log and _can_be(log, named, oldest)))
    todays = sorted(taken_on + timedelta(days=after) for after in random.sample(range((last - taken_on).days + 1), 2))
    looks = [(today, today) for today in todays]
    looks.append((taken_on - timedelta(days=random.randrange(1, 8)), todays[-1]))
    if random.random() < 0.4:
        begun = Hold(oldest + timedelta(days=random.randrange(18)), level=HoldLevel.URGENT)
        course = replace(course, holds=(*course.holds, begun))
        looks.append((begun.started_on, max(begun.started_on, taken_on)))
    return OnPhone(f"random {seed}", taken_on, known, course, tuple(looks))


def _can_be(log: ExerciseLog, named: set[str], oldest: date) -> bool:
    return log.local_date < oldest or log.prescription_id in named


def _changed(random: Random, log: ExerciseLog) -> ExerciseLog | None:
    """A log is corrected or taken back on the phone now and then."""
    kind = random.random()
    if kind < 0.04:
        return None
    return replace(log, sets_done=1, not_done_reason=None) if kind < 0.08 else log


def _known(course: Course, taken_on: date, is_known: Any) -> Course:
    """What the server knew. Only a server clears a hold, so those that begin later and end are known in advance."""
    return replace(
        course,
        logs=tuple(filter(is_known, course.logs)),
        check_ins=tuple(filter(is_known, course.check_ins)),
        holds=tuple(hold for hold in course.holds if hold.started_on <= taken_on or hold.cleared_on),
    )


def _vector(each: OnPhone) -> Json:
    first, last = phone_basis.window(each.taken_on)
    known = {entry.id: entry for entry in (*each.known.logs, *each.known.check_ins)}
    now = {entry.id for entry in (*each.course.logs, *each.course.check_ins)}
    since = [log for log in each.course.logs if known.get(log.id) != log]
    return {
        "name": each.name,
        "snapshot": _snapshot(each.known, first, last),
        "logs": [_log(log, first) for log in since],
        "check_ins": [_check_in(found, first) for found in each.course.check_ins if found.id not in known],
        "deleted": [id for id in known if id not in now and known[id].local_date >= first],
        "holds": [_offset(hold.started_on, first) for hold in _later(each.course.holds, each.known.holds)],
        "expected": [_expected(indexed(each.course), on, today, first) for on, today in each.looks],
    }


def _snapshot(known: Course, first: date, last: date) -> Json:
    index = indexed(known)
    basis = phone_basis.basis(index, first)
    prescriptions = phone_basis.prescriptions_named(index, first, last)
    return {
        "first": first.isoformat(),
        "versions": [[v.version, v.effective_from.isoformat()] for v in phone_basis.versions_since(index, first)],
        "prescriptions": [prescription_to_json(line) for line in prescriptions],
        "days": [_day(found) for found in phone_basis.planned_days(index, first, last)],
        "weeks": [
            [[line.line_id, _slots(line.slots), *map(_slots, line.held_from)] for line in week.lines]
            for week in phone_basis.planned_weeks(index, first, last)
        ],
        "logs": [_log(log, first) for log in known.logs if log.local_date >= first],
        "check_ins": [_check_in(found, first) for found in known.check_ins if found.local_date >= first],
        "basis": [basis.run, basis.longest, basis.active_days, _text(basis.full_week_on)],
        "reached": [_milestone(found) for found in basis.milestones],
    }


def _day(found: PlannedDay) -> list[Any]:
    """Version, hold, and "id due room" of each line."""
    lines = [f"{line.prescription_id} {line.due} {line.room}" for line in found.lines]
    return [found.version, int(found.hold), *lines]


def _slots(found: WeekSlots) -> str:
    return f"{found.cut} {found.most}"


def _log(log: ExerciseLog, first: date) -> list[Any]:
    """Id, prescription, days after `first`, hour, and the fields that are given."""
    values = log_to_json(log)
    given = {
        name: values[name] for name in values if name not in ("id", "prescription_id", "local_date", "performed_at")
    }
    return [
        log.id,
        log.prescription_id,
        _offset(log.local_date, first),
        log.performed_at.hour,
        *([given] if given else []),
    ]


def _check_in(found: CheckIn, first: date) -> list[Any]:
    return [found.id, _offset(found.local_date, first), int(found.flare)]


def _expected(index: CourseIndex, on: date, today: date, first: date) -> Json:
    """What the phone shows of the day `on`, seen on `today`."""
    week, run = week_progress(index, on), streak(index, today)
    lines = (_line(index, line, on) for line in lines_in_force(index, on))
    return {
        "on": _offset(on, first),
        "today": _offset(today, first),
        "week": [week.done, week.due],
        "streak": [run.current, run.longest],
        "milestones": [_milestone(found) for found in milestones(index, today)],
        "slots": [line for line in lines if line],
    }


def _line(index: CourseIndex, line: Prescription, on: date) -> list[Any] | None:
    """Prescription, due, done, not done, extra, week's due, week's done, completions, logs; `None` if not shown."""
    found = line_day(index, line, on)
    if not (found.due or found.flexible or found.logs):
        return None
    figures = (found.due, found.done, found.not_done, found.extra, found.week_due, found.week_done)
    completions = [round(float(each), 6) for each in found.completions]
    return [line.id, *figures, completions, [log.id for log in found.logs]]


def _milestone(found: Milestone) -> list[Any]:
    return [found.kind.value, found.figure, _text(found.reached_on)]


def _later(holds: Iterable[Hold], known: Iterable[Hold]) -> list[Hold]:
    return [hold for hold in holds if hold not in set(known)]


def _offset(on: date, first: date) -> int:
    return (on - first).days


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None
