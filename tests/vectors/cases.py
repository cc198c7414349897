"""The cases of the shared vectors: each a course, and the days on which it is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from patient_app.domain.course import Course, Hold
from patient_app.domain.program import Side
from tests.unit.domain.builders import (
    a_course,
    a_flare,
    a_log,
    a_prescription,
    a_version,
    day,
    logs_on,
    not_done,
    on,
    weekly,
)

MWF = a_prescription("bridge", on("mon wed fri"))
DAILY = a_prescription("squat")
TWICE = a_prescription("reach", times_per_day=2)
SIDES = a_prescription("raise", side=Side.BOTH)
HOLDS = a_prescription("plank", sets=2, reps=3, hold_seconds=20)
WALK = a_prescription("walk", weekly(3), sets=1, reps=None, duration_minutes=20.0)
TWO_WEEKS = (0, 2, 4, 7, 9, 11, 16, 18)


@dataclass(frozen=True, slots=True)
class Case:
    """A course, and the dates taken as today."""

    name: str
    course: Course
    todays: tuple[date, ...]


def case(name: str, course: Course, todays: Iterable[int]) -> Case:
    """A case with entry ids that do not depend on the order in which modules are loaded."""
    logs = tuple(replace(log, id=f"log-{number}") for number, log in enumerate(course.logs))
    check_ins = tuple(replace(found, id=f"check-in-{number}") for number, found in enumerate(course.check_ins))
    return Case(name, replace(course, logs=logs, check_ins=check_ins), tuple(day(today) for today in todays))


CASES = [
    case("no program", a_course(), [0]),
    case("before the first sign-in", a_course(a_version(DAILY), first_sign_in=None), [0, 9]),
    case("nothing logged", a_course(a_version(DAILY, MWF)), [0, 1, 6, 7]),
    case("all done every day", a_course(a_version(DAILY), logs=logs_on(DAILY, range(10))), [0, 5, 9, 10, 11]),
    case("a missed Monday", a_course(a_version(MWF), logs=logs_on(MWF, TWO_WEEKS)), [12, 14, 15, 16, 19]),
    case(
        "the same Monday with a flare",
        a_course(a_version(MWF), logs=logs_on(MWF, TWO_WEEKS), check_ins=[a_flare(day(14))]),
        [14, 15, 19],
    ),
    case(
        "a hold over a missed Monday",
        a_course(a_version(MWF), logs=logs_on(MWF, TWO_WEEKS), holds=[Hold(day(13), day(15))]),
        [13, 14, 15, 19],
    ),
    case(
        "an open hold that begins on a day with work",
        a_course(
            a_version(DAILY, TWICE, WALK),
            logs=[*logs_on(DAILY, [0, 1, 2]), a_log(WALK, day(1))],
            holds=[Hold(day(1))],
        ),
        [0, 1, 2, 9],
    ),
    case(
        "twice a day, part by part and beyond",
        a_course(
            a_version(TWICE),
            logs=[
                a_log(TWICE, day(0), 8, sets_done=1),
                a_log(TWICE, day(0), 12, sets_done=4),
                a_log(TWICE, day(1), 8, sets_done=9),
                a_log(TWICE, day(2), 8, reps_done=5),
                a_log(TWICE, day(3), 8, sets_done=0),
            ],
        ),
        [0, 1, 2, 3],
    ),
    case(
        "side by side",
        a_course(
            a_version(SIDES),
            logs=[
                a_log(SIDES, day(0), side=Side.LEFT),
                a_log(SIDES, day(1), side=Side.LEFT),
                a_log(SIDES, day(1), 9, side=Side.RIGHT, sets_done=1),
                a_log(SIDES, day(2)),
                a_log(SIDES, day(2), 9, side=Side.LEFT),
                a_log(SIDES, day(2), 10, side=Side.LEFT),
            ],
        ),
        [0, 1, 2],
    ),
    case(
        "hold seconds and minutes",
        a_course(
            a_version(HOLDS, WALK),
            logs=[a_log(HOLDS, day(0), hold_seconds=10, reps_done=2), a_log(WALK, day(0), duration_minutes=5.0)],
        ),
        [0],
    ),
    case(
        "not-done reports give way to work",
        a_course(a_version(TWICE), logs=[not_done(TWICE, day(0)), not_done(TWICE, day(0)), a_log(TWICE, day(0), 20)]),
        [0, 1],
    ),
    case("two walks too many in a week", a_course(a_version(WALK), logs=logs_on(WALK, range(5))), [2, 4, 6, 7]),
    case(
        "three walks on one day, and a short one before a whole week",
        a_course(
            a_version(WALK),
            logs=[
                *(a_log(WALK, day(0), hour) for hour in (8, 12, 16)),
                a_log(WALK, day(7), duration_minutes=2.0),
                *logs_on(WALK, [9, 11, 13]),
            ],
        ),
        [0, 6, 7, 13, 14],
    ),
    case("a flexible week under half done", a_course(a_version(WALK), logs=logs_on(WALK, [0, 7, 8])), [6, 7, 8]),
    case(
        "a week cut by the first sign-in",
        a_course(a_version(WALK, DAILY), logs=logs_on(WALK, [2, 4]), first_sign_in=day(3)),
        [2, 3, 4, 6, 7],
    ),
    case(
        "re-dosed at noon, and a line that ends",
        a_course(
            a_version(a_prescription("squat", id="squat-1", sets=2), MWF),
            a_version(a_prescription("squat", id="squat-2", sets=4), WALK, starts=day(2), number=2),
            logs=[a_log("squat-1", day(2), sets_done=2), a_log("squat-2", day(3), sets_done=2), a_log(MWF, day(4))],
        ),
        [1, 2, 3, 4],
    ),
    case(
        "two versions from one date",
        a_course(a_version(DAILY, number=1), a_version(DAILY, TWICE, number=2), logs=logs_on(DAILY, [0])),
        [0, 1],
    ),
    case("an unknown prescription", a_course(a_version(DAILY), logs=[a_log("gone", day(0))]), [0, 1]),
    case("work on a rest day", a_course(a_version(MWF), logs=logs_on(MWF, [0, 1])), [1, 2]),
    case("late entries repair", a_course(a_version(DAILY), logs=reversed(logs_on(DAILY, [0, 1, 2, 4, 5]))), [4, 5, 6]),
]
