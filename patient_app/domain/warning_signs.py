"""Warning signs (red flags): what the answers lead to. Questions come in as values; their wording is content."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from patient_app.domain.entries import Answer


class Level(StrEnum):
    """E: emergency room now, program on hold at once. U: stop today, call the clinic today; on hold as well."""

    E = "E"
    U = "U"


@dataclass(frozen=True, slots=True)
class Question:
    """One question by its code (RF1 ...). `history`: once it is known and seen, it holds nothing again."""

    code: str
    level: Level
    history: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The gravest level among the positive answers (`None`: nothing needs urgent care now), and their codes."""

    level: Level | None
    positive: tuple[str, ...]


def judge(
    questions: Iterable[Question], answers: Mapping[str, Answer], known_history: Collection[str] = ()
) -> Judgement:
    """What the answers lead to. Not sure counts as yes; a question without an answer says nothing.

    `known_history` has the codes of history questions answered yes before: they hold nothing again. Answers to
    codes that are not among `questions` cannot be judged: the caller refuses them.
    """
    positive = [
        question
        for question in questions
        if is_positive(answers.get(question.code)) and not (question.history and question.code in known_history)
    ]
    levels = {question.level for question in positive}
    level = Level.E if Level.E in levels else Level.U if levels else None
    return Judgement(level, tuple(question.code for question in positive))


def is_positive(answer: Answer | None) -> bool:
    """Yes, or not sure."""
    return answer in (Answer.YES, Answer.NOT_SURE)


def history_in(questions: Iterable[Question], answers: Mapping[str, Answer]) -> frozenset[str]:
    """Codes of history questions answered yes or not sure: known from now on."""
    return frozenset(q.code for q in questions if q.history and is_positive(answers.get(q.code)))
