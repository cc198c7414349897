"""Warning signs as data: the questions, the extra lists by region, the stop-exercise signs, and the texts to show.

What an answer leads to (hold, attention) is decided in `domain`; here stand only the words and their level.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from patient_app.content.data_file import DataFileError, Fields, open_fields
from patient_app.content.wording import Wording, WordingList
from patient_app.domain.course import HoldLevel

AFTER_OPERATION = "after_operation"


class SignLevel(StrEnum):
    """How urgent a yes (or not sure) is: emergency room now, or the clinic today."""

    EMERGENCY = "E"
    URGENT = "U"

    @property
    def hold_level(self) -> HoldLevel:
        """The level of the hold that it starts."""
        return HoldLevel(self.value)


@dataclass(frozen=True, slots=True)
class WarningQuestion:
    """One question (facts.md 4.2). `label_text` states a yes in few words, to be shown at the emergency room.

    `is_history`: once answered at intake it is known, and holds nothing again. `call_now`: call the emergency number.
    """

    code: str
    level: SignLevel
    is_history: bool
    call_now: bool
    question_text: Wording
    label_text: Wording

    def question(self, language: str) -> str:
        """The question to ask."""
        return self.question_text.text(language)

    def label(self, language: str) -> str:
        """The sign in few words."""
        return self.label_text.text(language)


@dataclass(frozen=True, slots=True)
class WarningList:
    """A list of questions for everyone (`regions` empty) or for some regions of an episode."""

    version: str
    regions: tuple[str, ...]
    source: str
    questions: tuple[WarningQuestion, ...]


@dataclass(frozen=True, slots=True)
class WarningTexts:
    """The exact texts. Placeholders: {answers}, {clinic_phone}, {emergency_number}; the caller fills them.

    `call_now` is shown above `level_e` when a question with `call_now` is answered yes or not sure.
    """

    version: str
    intake: Wording
    new_since_last_time: Wording
    level_e: Wording
    call_now: Wording
    level_u: Wording
    all_no: Wording
    nobody_watches: Wording

    def for_level(self, level: SignLevel | None) -> Wording:
        """What to show for the highest level answered yes or not sure; `None` when all answers are no."""
        if level is None:
            return self.all_no
        return self.level_e if level is SignLevel.EMERGENCY else self.level_u


@dataclass(frozen=True, slots=True)
class StopExerciseSigns:
    """Signs to stop and rest for, during any exercise (facts.md 4.3)."""

    version: str
    source: str
    instruction: Wording
    signs: WordingList
    if_not_gone: Wording


def question_version() -> str:
    """The version of all warning-sign data; it is stored with every answer."""
    return warning_texts().version


def questions_for(*regions: str) -> tuple[WarningQuestion, ...]:
    """The 14 questions for everyone, then the extra ones of the given regions of the episode.

    Regions with extra questions: 'neck', 'stroke' and `AFTER_OPERATION`; any other adds none.
    """
    return tuple(
        question
        for each in warning_lists()
        if not each.regions or set(each.regions) & set(regions)
        for question in each.questions
    )


def question_by_code(code: str) -> WarningQuestion:
    """The question with this code. Raises `KeyError` when there is none."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, WarningQuestion]:
    return {question.code: question for each in warning_lists() for question in each.questions}


def questions_among(codes: Collection[str]) -> tuple[WarningQuestion, ...]:
    """The questions with these codes in the order in which they are asked; codes that do not exist are left out."""
    return tuple(question for each in warning_lists() for question in each.questions if question.code in codes)


@cache
def warning_lists() -> tuple[WarningList, ...]:
    """Every list, the one for everyone first. Raises `DataFileError` naming the file and the field."""
    names = ("everyone", "neck", "after_operation", "after_stroke")
    lists = tuple(parse_list(open_fields(_file(name))) for name in names)
    seen: set[str] = set()
    for name, each in zip(names, lists, strict=True):
        if each.version != question_version():
            raise DataFileError(f"{name}.json", "version", f"must be {question_version()!r}, as in texts.json")
        for index, question in enumerate(each.questions):
            if question.code in seen:
                raise DataFileError(f"{name}.json", f"questions.{index}.code", "is used twice")
            seen.add(question.code)
    return lists


@cache
def warning_texts() -> WarningTexts:
    """The texts to show. Raises `DataFileError` naming the file and the field."""
    return parse_texts(open_fields(_file("texts")))


@cache
def stop_exercise_signs() -> StopExerciseSigns:
    """When to stop and rest. Raises `DataFileError` naming the file and the field."""
    return parse_stop_exercise(open_fields(_file("stop_exercise")))


def parse_stop_exercise(fields: Fields) -> StopExerciseSigns:
    """The signs from the file's fields."""
    signs = StopExerciseSigns(
        version=fields.text("version"),
        source=fields.text("source"),
        instruction=fields.wording("instruction"),
        signs=fields.wording_list("signs"),
        if_not_gone=_with_placeholders(fields, "if_not_gone", "emergency_number"),
    )
    fields.done()
    return signs


def parse_list(fields: Fields) -> WarningList:
    """One list of questions from its file's fields."""
    found = WarningList(
        version=fields.text("version"),
        regions=fields.texts("regions"),
        source=fields.text("source"),
        questions=tuple(_question(question) for question in fields.each("questions")),
    )
    fields.done()
    return found


def parse_texts(fields: Fields) -> WarningTexts:
    """The texts from their file's fields; a lost placeholder would hide a phone number, so it is an error."""
    texts = WarningTexts(
        version=fields.text("version"),
        intake=fields.wording("intake"),
        new_since_last_time=fields.wording("new_since_last_time"),
        level_e=_with_placeholders(fields, "level_e", "emergency_number", "answers"),
        call_now=_with_placeholders(fields, "call_now", "emergency_number"),
        level_u=_with_placeholders(fields, "level_u", "clinic_phone", "answers"),
        all_no=fields.wording("all_no"),
        nobody_watches=_with_placeholders(fields, "nobody_watches", "emergency_number"),
    )
    fields.done()
    return texts


def _question(fields: Fields) -> WarningQuestion:
    question = WarningQuestion(
        code=fields.text("code"),
        level=fields.choice("level", SignLevel),
        is_history=fields.flag("history"),
        call_now=fields.flag("call_now"),
        question_text=fields.wording("question"),
        label_text=fields.wording("label"),
    )
    fields.done()
    return question


def _with_placeholders(fields: Fields, key: str, *placeholders: str) -> Wording:
    wording = fields.wording(key)
    for language, text in wording.texts:
        for placeholder in placeholders:
            if f"{{{placeholder}}}" not in text:
                raise fields.error(f"{key}.{language}", f"must hold the placeholder {{{placeholder}}}")
    return wording


def _file(name: str) -> Traversable:
    return resources.files("patient_app.content").joinpath("warning_signs", f"{name}.json")
