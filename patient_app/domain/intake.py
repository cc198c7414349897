"""Intake: the questions before treatment begins. What an answer may be, and what the answers say together.

An answer is a JSON object by the kind of its question:
sites {"sites": [code]} · date {"on", "precision"} · one {"choice", "words"?} · many {"choices", "words"?} ·
text {"words"} · scale {"value": 0-10} · operation {"choice": yes | no, "words"?} ·
activities {"items": [{"id", "name", "baseline"?}]} · signs {"question_version", "answers": {code: yes | no | not_sure}}
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from patient_app.domain.entries import Answer as SignAnswer
from patient_app.domain.errors import Invalid
from patient_app.domain.warning_signs import is_positive

Answer = Mapping[str, Any]
Answers = Mapping[str, Answer]

MOST_WORDS = 1000
MOST_OF_AN_ACTIVITY = 200
MOST_ACTIVITIES = 5
OLDEST_YEAR = 1900
OTHER_REGION = "other"
STROKE = "stroke"


class Kind(StrEnum):
    """How a question is answered."""

    SITES = "sites"
    DATE = "date"
    ONE = "one"
    MANY = "many"
    TEXT = "text"
    SCALE = "scale"
    OPERATION = "operation"
    ACTIVITIES = "activities"
    SIGNS = "signs"


class Precision(StrEnum):
    """How well a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `options`: the codes to choose from; `none`: the one that excludes all others. `words`: the
    patient's own words may be added. `required`: the intake is not done without it.
    """

    key: str
    kind: Kind
    options: tuple[str, ...] = ()
    none: str | None = None
    words: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What answers are checked against: the patient's today, the sites of the body map, the warning signs to ask."""

    today: date
    sites: Collection[str]
    signs: Collection[str]
    signs_version: str


def checked(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    """The answer as it is kept. Raises `Invalid` when it does not fit the question."""
    return _CHECKS[question.kind](question, answer, known)


def missing(questions: Iterable[Question], answers: Answers, signs: Collection[str]) -> tuple[str, ...]:
    """Keys of the questions that must still be answered, in their order. `signs`: codes of the warning signs to ask:
    all must be answered, unless one with yes or not sure (then there is something more urgent than the others).
    """
    return tuple(
        each.key
        for each in questions
        if each.required
        and (each.key not in answers or (each.kind is Kind.SIGNS and not _is_asked(answers[each.key], signs)))
    )


def regions_of(answers: Answers, region_by_site: Mapping[str, str]) -> tuple[str, ...]:
    """The body regions that the answers name, the main one first: after a stroke 'stroke', else the one with most
    places; of equals the one that comes first in `region_by_site`. Empty while no place is named.
    """
    sites = answers.get("where", {}).get("sites", ())
    counted = Counter(region_by_site[site] for site in sites)
    order = list(dict.fromkeys(region_by_site.values()))
    by_places = sorted(counted, key=lambda region: (region == OTHER_REGION, -counted[region], order.index(region)))
    after_stroke = answers.get("how", {}).get("choice") == STROKE
    return (STROKE, *by_places) if after_stroke else tuple(by_places)


def had_operation(answers: Answers) -> bool:
    """Was there an operation for this problem?"""
    return answers.get("operation", {}).get("choice") == "yes" or answers.get("how", {}).get("choice") == "operation"


def onset_of(answers: Answers) -> tuple[date, Precision] | None:
    """When it began, and how well that is known."""
    onset = answers.get("onset")
    return (date.fromisoformat(onset["on"]), Precision(onset["precision"])) if onset else None


def _is_asked(answer: Answer, signs: Collection[str]) -> bool:
    given = answer["answers"]
    return all(code in given for code in signs) or any(is_positive(SignAnswer(each)) for each in given.values())


def _sites(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    sites = _only(answer, "sites")["sites"]
    if not isinstance(sites, list) or not sites or not all(isinstance(each, str) for each in sites):
        raise Invalid.field("answer.sites", "Choose at least one place.")
    if any(site not in known.sites for site in sites):
        raise Invalid.field("answer.sites", "This place is not on the body map.")
    return {"sites": list(dict.fromkeys(sites))}


def _date(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    given = _only(answer, "on", "precision")
    try:
        on, precision = date.fromisoformat(given["on"]), Precision(given["precision"])
    except (TypeError, ValueError):
        raise Invalid.field("answer.on", "Choose a date.") from None
    if precision is not Precision.DAY:
        on = on.replace(day=1, month=on.month if precision is Precision.MONTH else 1)
    if on.year < OLDEST_YEAR or on > known.today:
        raise Invalid.field("answer.on", "Choose a day that is not in the future.")
    return {"on": on.isoformat(), "precision": precision.value}


def _one(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    given = _only(answer, "choice", optional=("words",))
    if given["choice"] not in question.options:
        raise Invalid.field("answer.choice", "Choose one of the answers.")
    return {"choice": given["choice"], **_words(question, given)}


def _many(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    given = _only(answer, "choices", optional=("words",))
    choices = given["choices"]
    if not isinstance(choices, list) or any(each not in question.options for each in choices):
        raise Invalid.field("answer.choices", "Choose from the answers.")
    if question.none in choices and len(set(choices)) > 1:
        raise Invalid.field("answer.choices", "These answers do not go together.")
    return {"choices": [option for option in question.options if option in choices], **_words(question, given)}


def _text(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    return {"words": _text_of(_only(answer, "words")["words"])}


def _scale(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    value = _only(answer, "value")["value"]
    if not _is_zero_to_ten(value):
        raise Invalid.field("answer.value", "Choose a number from 0 to 10.")
    return {"value": value}


def _activities(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    items = _only(answer, "items")["items"]
    if not isinstance(items, list) or len(items) > MOST_ACTIVITIES:
        raise Invalid.field("answer.items", "Choose at most 5 activities.")
    return {"items": [_activity(each) for each in items]}


def _activity(item: Any) -> dict[str, Any]:
    given = _only(item, "id", "name", optional=("baseline",))
    name = " ".join(_text_of(given["name"]).split())
    if not name or len(name) > MOST_OF_AN_ACTIVITY:
        raise Invalid.field("answer.items", "Write what you want to be able to do.")
    baseline = given.get("baseline")
    if baseline is not None and not _is_zero_to_ten(baseline):
        raise Invalid.field("answer.items", "Choose a number from 0 to 10.")
    try:
        id = str(UUID(given["id"]))
    except (AttributeError, TypeError, ValueError):
        raise Invalid.field("answer.items", "This is not an id (a UUID).") from None
    return {"id": id, "name": name, "baseline": baseline}


def _signs(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    given = _only(answer, "question_version", "answers")
    answers = given["answers"]
    if given["question_version"] != known.signs_version:
        raise Invalid.field("answer.question_version", "The questions have changed. Load this page again.")
    if not isinstance(answers, dict) or any(value not in list(SignAnswer) for value in answers.values()):
        raise Invalid.field("answer.answers", "Answer with yes, no or not sure.")
    if any(code not in known.signs for code in answers):
        raise Invalid.field("answer.answers", "There is no such question.")
    return {"question_version": known.signs_version, "answers": {code: answers[code] for code in answers}}


def _only(answer: Any, *names: str, optional: tuple[str, ...] = ()) -> Answer:
    if not isinstance(answer, Mapping) or not set(names) <= set(answer) <= {*names, *optional}:
        raise Invalid.field("answer", "This answer does not fit the question.")
    return answer


def _words(question: Question, given: Answer) -> dict[str, str]:
    words = _text_of(given.get("words") or "")
    if words and not question.words:
        raise Invalid.field("answer", "This answer does not fit the question.")
    return {"words": words} if words else {}


def _text_of(words: Any) -> str:
    if not isinstance(words, str):
        raise Invalid.field("answer", "This answer does not fit the question.")
    if len(words) > MOST_WORDS:
        raise Invalid.field("answer", "Use at most 1,000 characters.")
    return words.strip()


def _is_zero_to_ten(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10


_CHECKS = {
    Kind.SITES: _sites,
    Kind.DATE: _date,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.TEXT: _text,
    Kind.SCALE: _scale,
    Kind.OPERATION: _one,
    Kind.ACTIVITIES: _activities,
    Kind.SIGNS: _signs,
}
