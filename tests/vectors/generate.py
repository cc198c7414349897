"""Writes the shared test vectors. Run `python -m tests.vectors.generate` after a rule has changed on purpose."""

import json
from datetime import date, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from patient_app.domain.adherence import line_day, week_progress
from patient_app.domain.course import Course
from patient_app.domain.course_index import indexed
from patient_app.domain.days import days
from patient_app.domain.entries import Answer, CheckIn
from patient_app.domain.pain import judge_pain, resting_pain
from patient_app.domain.program import PainRule
from patient_app.domain.slots import lines_in_force
from patient_app.domain.streak import streak
from patient_app.domain.warning_signs import Level, Question, judge
from tests.unit.domain.builders import a_course, a_log, day, instant
from tests.vectors.cases import CASES
from tests.vectors.course_json import course_to_json
from tests.vectors.phone import phone

FOLDER = Path(__file__).parent
Json = dict[str, Any]

QUESTIONS = (
    Question("RF1", Level.E),
    Question("RF7", Level.E, history=True),
    Question("RF9", Level.U),
    Question("RF10", Level.U, history=True),
)
ANSWERS: tuple[tuple[dict[str, str], tuple[str, ...]], ...] = (
    ({}, ()),
    ({"RF1": "no", "RF7": "no", "RF9": "no", "RF10": "no"}, ()),
    ({"RF9": "not_sure"}, ()),
    ({"RF1": "yes", "RF9": "yes"}, ()),
    ({"RF7": "yes"}, ()),
    ({"RF7": "yes", "RF10": "not_sure"}, ("RF7", "RF10")),
    ({"RF7": "yes", "RF9": "yes"}, ("RF7",)),
    ({"RF1": "yes"}, ("RF1",)),
)


def expected(course: Course, today: date) -> Json:
    """What the phone shows on `today`. Completions are to 6 decimals."""
    index = indexed(course)
    week, run = week_progress(index, today), streak(index, today)
    lines = [line_of(course, line.line_id, today) for line in lines_in_force(index, today)]
    return {
        "today": today.isoformat(),
        "day_class": days(index, today, today, today)[0].day_class.value,
        "week": {"done": week.done, "due": week.due},
        "streak": {"current": run.current, "longest": run.longest},
        "lines": lines,
    }


def line_of(course: Course, line_id: str, today: date) -> Json:
    """One line of one day."""
    found = line_day(course, line_id, today)
    return {
        "line_id": line_id,
        "due": found.due,
        "done": found.done,
        "completions": [round(float(completion), 6) for completion in found.completions],
        "not_done": found.not_done,
        "extra": found.extra,
        "flexible": found.flexible,
        "week_due": found.week_due,
        "week_done": found.week_done,
    }


def courses() -> list[Json]:
    """Courses with what is shown on some of their days."""
    return [
        {
            "name": case.name,
            "course": course_to_json(case.course),
            "expected": [expected(case.course, today) for today in case.todays],
        }
        for case in CASES
    ]


def pain() -> list[Json]:
    """The pain rule over all pain and resting pain."""
    return [
        {
            "rule": {"green_max": green, "amber_max": amber},
            "during": during,
            "resting": resting,
            "colour": judge_pain(PainRule(green, amber), during, resting),
        }
        for green, amber in ((0, 0), (2, 5), (3, 5))
        for resting in (None, 0, 3, 4, 6, 10)
        for during in range(11)
    ]


def warning_signs() -> list[Json]:
    """What answers to made-up questions lead to."""
    questions = [{"code": q.code, "level": q.level.value, "history": q.history} for q in QUESTIONS]
    found = []
    for answers, known in ANSWERS:
        judged = judge(QUESTIONS, {code: Answer(answer) for code, answer in answers.items()}, known)
        result = {"level": judged.level, "positive": list(judged.positive)}
        found.append({"questions": questions, "answers": answers, "known_history": list(known), "expected": result})
    return found


def resting() -> list[Json]:
    """The resting pain before a log: check-ins of two days at odd hours, some edited later, some without a pain."""
    random = Random(7)
    found = []
    for _ in range(60):
        check_ins = tuple(_a_random_check_in(random, number) for number in range(random.randrange(5)))
        log = a_log("gone", day(0), random.randrange(24))
        found.append(
            {
                "check_ins": [
                    {
                        "id": each.id,
                        "local_date": each.local_date.isoformat(),
                        "recorded_at": each.recorded_at.isoformat(),
                        "edited_at": each.edited_at.isoformat(),
                        "pain_now": each.pain_now,
                    }
                    for each in check_ins
                ],
                "date": log.local_date.isoformat(),
                "performed_at": log.performed_at.isoformat(),
                "expected": resting_pain(a_course(check_ins=check_ins), log),
            }
        )
    return found


def _a_random_check_in(random: Random, number: int) -> CheckIn:
    on = day(random.choice((0, 0, 0, 1)))
    zone = timezone(timedelta(hours=random.choice((-5, 0, 9))))
    recorded = instant(on, random.choice((0, 6, 12, 18, 23))).astimezone(zone)
    edited = recorded + timedelta(hours=random.randrange(3))
    return CheckIn(f"c{number}", on, recorded, edited, flare=False, pain_now=random.choice((None, 0, 3, 5, 8)))


COMPACT = {"phone.json"}
FILES = {
    "courses.json": courses,
    "pain.json": pain,
    "warning_signs.json": warning_signs,
    "phone.json": phone,
    "resting.json": resting,
}


def text_of(name: str) -> str:
    """The content of one file: one vector a line."""
    separators = (",", ":") if name in COMPACT else None
    return "[\n" + ",\n".join(json.dumps(vector, separators=separators) for vector in FILES[name]()) + "\n]\n"


if __name__ == "__main__":
    for name in FILES:
        (FOLDER / name).write_text(text_of(name), encoding="utf-8")
