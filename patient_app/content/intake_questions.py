"""The questions of the intake as data: their words, their answers, and which region a place on the body map is in.

What an answer may be is decided in `domain/intake.py`; the warning signs have their own files (`warning_signs/`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from patient_app.content.body_sites import body_sites
from patient_app.content.data_file import Fields, open_fields
from patient_app.content.wording import Wording
from patient_app.domain.intake import Kind, Question

_FILE = "questions.json"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, by its code."""

    code: str
    names: Wording

    def name(self, language: str) -> str:
        """The answer in words."""
        return self.names.text(language)


@dataclass(frozen=True, slots=True)
class IntakeQuestion:
    """One question with its words. `label`: what it is about, in few words. `words`: what the field for the patient's
    own words asks; `None` when there is none.
    """

    rule: Question
    label: Wording
    text: Wording
    hint: Wording | None
    options: tuple[Option, ...]
    words: Wording | None

    @property
    def key(self) -> str:
        """Its name in the answers."""
        return self.rule.key


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """All questions in their order. `region_by_site`: the region of each place, in the order of the regions."""

    version: str
    region_by_site: Mapping[str, str]
    questions: tuple[IntakeQuestion, ...]

    @property
    def rules(self) -> tuple[Question, ...]:
        """The questions without their words."""
        return tuple(each.rule for each in self.questions)

    def question(self, key: str) -> IntakeQuestion | None:
        """The question with this key."""
        return next((each for each in self.questions if each.key == key), None)


@cache
def intake_form() -> IntakeForm:
    """The questions. Raises `DataFileError` naming the file and the field."""
    return parse_form(open_fields(resources.files("patient_app.content").joinpath("intake", _FILE)))


def parse_form(fields: Fields) -> IntakeForm:
    """The form from the file's fields; each place of the body map is in one region."""
    version = fields.text("version")
    fields.text("source")
    regions: dict[str, str] = {}
    for each in fields.each("regions"):
        region = each.text("region")
        regions |= dict.fromkeys(each.texts("sites"), region)
        each.done()
    if set(regions) != set(body_sites()):
        raise fields.error("regions", "must name each place of the body map")
    questions = tuple(_question(each) for each in fields.each("questions"))
    fields.done()
    return IntakeForm(version, MappingProxyType(regions), questions)


def _question(fields: Fields) -> IntakeQuestion:
    options = tuple(_option(each) for each in fields.each("options"))
    words = fields.optional_wording("words")
    none = fields.optional_text("none")
    rule = Question(
        key=fields.text("key"),
        kind=fields.choice("kind", Kind),
        options=tuple(each.code for each in options),
        none=none,
        words=words is not None,
        required=fields.flag("required"),
    )
    if none is not None and none not in rule.options:
        raise fields.error("none", "must be one of the options")
    question = IntakeQuestion(
        rule, fields.wording("label"), fields.wording("text"), fields.optional_wording("hint"), options, words
    )
    fields.done()
    return question


def _option(fields: Fields) -> Option:
    option = Option(fields.text("code"), fields.wording("name"))
    fields.done()
    return option
