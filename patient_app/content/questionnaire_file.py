"""Reads a clinic's own questionnaire (FHIR R4 Questionnaire, JSON) into the shape of the files in `content/measures`.

Pure: values in, values out. Everything that is wrong in the file is told, each with its path in the file
(`item[3].answerOption[2]`), not only the first. How such a file is written stands in docs/questionnaire-files.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.outcome_measures import (
    Direction,
    Missing,
    OutcomeMeasure,
    Recall,
    Scoring,
    outcome_measures,
    parse_measure,
)
from patient_app.content.questionnaire_items import ItemReader, Json, Question, is_text, translated
from patient_app.domain.errors import FieldError

SCORING_URL = "urn:homestretch:questionnaire-scoring"
"""The extension that says how the score comes from the ordinal values."""

MOST_ITEMS = 100

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_METHODS = frozenset({Scoring.SUM, Scoring.MEAN, Scoring.COUNT, Scoring.PERCENT})
_MISSING = frozenset({Missing.NO_SCORE, Missing.BLANK_IS_ZERO, Missing.MEAN_OF_RATED, Missing.IMPUTE_MEAN})
_PARTS = frozenset(
    {"method", "missing", "minimum", "direction", "recall", "mdc", "mdcSource", "mic", "micPercent", "micSource"}
    | {"citation"}
)
_NO_INSTRUCTION = {"en": "Answer each question.", "es": "Conteste cada pregunta."}


@dataclass(frozen=True, slots=True)
class Report:
    """What was read. `data` and `measure` are there when nothing is wrong; else `problems` says what is."""

    problems: tuple[FieldError, ...]
    data: Json | None = None
    measure: OutcomeMeasure | None = None


def read_questionnaire(source: object) -> Report:
    """The measure in a FHIR Questionnaire, or everything that is wrong with it."""
    if not isinstance(source, dict) or source.get("resourceType") != "Questionnaire":
        return Report((FieldError("resourceType", "This is not a FHIR Questionnaire."),))
    if not _can_be_kept(source):
        return Report(
            (FieldError("item", "The file has a character that cannot be kept, or lies too deep in itself."),)
        )
    reader = _Reader(source)
    data = reader.read()
    if reader.problems:
        return Report(tuple(reader.problems))
    try:
        return Report((), data, parse_measure(Fields(data, str(data["id"]))))
    except DataFileError as wrong:
        # The rules above should have told it; whatever they did not is told by its place in our own form.
        return Report((FieldError(wrong.field, "This cannot be used as it is."),))


def _can_be_kept(source: Json) -> bool:
    """Half a character, the character 0, and what is no number have no place in a database."""
    try:
        written = json.dumps(source, ensure_ascii=False, allow_nan=False)
        written.encode("utf-8")
    except (ValueError, RecursionError):
        return False
    return "\\u0000" not in written


class _Reader:
    """One file, read once from top to bottom."""

    def __init__(self, source: Json) -> None:
        self.source = source
        self.problems: list[FieldError] = []

    def read(self) -> Json:
        """The file's values in our own form; of no use when there are problems."""
        id = self._id()
        version = self._version()
        title = self._text(FieldError("title", "Give a title: what patients read above the questions."))
        licence = self._text(FieldError("copyright", "Say under which licence your clinic uses it, in copyright."))
        items = ItemReader(self.problems, self._language())
        questions = items.read(self.source.get("item"))
        rule = self._rule()
        self._together(questions, rule)
        return {
            "id": id,
            "version": version,
            "name": translated(self.source, "title", self._language(), title),
            "recall": rule.recall,
            "entry": "patient",
            "instruction": self._instruction(items),
            "items": [question.data for question in questions],
            "min_items": rule.least(len(questions)),
            "max_items": max(len(questions), 1),
            "answer": _shared_form(questions),
            "confirm_finished": any(question.kind == "tick" for question in questions),
            "wording_source": self._wording_source(items),
            "scoring": rule.method,
            "missing": rule.missing,
            "unit": "percent" if rule.method == Scoring.PERCENT else "points",
            **_range(questions, rule),
            "direction": rule.direction,
            "mdc": _change(rule.mdc, rule.mdc_source),
            "mdc_single_item": None,
            "mic": _change(rule.mic, rule.mic_source, percent=rule.mic_percent),
            "licence": {"ships_with_wording": True, "text": licence},
            "citation": rule.citation or self.source.get("publisher") or title,
            "loinc": _loinc(self.source),
        }

    def _id(self) -> str:
        found = self.source.get("id")
        if not isinstance(found, str) or not _ID.fullmatch(found) or not 2 <= len(found) <= 40:
            self.problems.append(FieldError("id", "Give an id of 2 to 40 small letters, digits and hyphens."))
            return "unknown"
        if found in outcome_measures():
            self.problems.append(FieldError("id", "This id is of a measure that the app has. Choose another one."))
        return found

    def _version(self) -> str:
        found = self.source.get("version")
        if isinstance(found, str) and _VERSION.fullmatch(found):
            return found
        self.problems.append(
            FieldError("version", "Give a version of 1 to 40 letters, digits, dots and hyphens. It never changes.")
        )
        return "unknown"

    def _text(self, otherwise: FieldError) -> str:
        """The text of a field, or the problem that there is none."""
        found = self.source.get(otherwise.field)
        if is_text(found):
            return str(found).strip()
        self.problems.append(otherwise)
        return "unknown"

    def _language(self) -> str:
        found = self.source.get("language")
        return str(found).split("-")[0] if is_text(found) else "en"

    def _instruction(self, items: ItemReader) -> dict[str, str]:
        if is_text(self.source.get("description")):
            return translated(self.source, "description", self._language(), str(self.source["description"]))
        return items.introduction or _NO_INSTRUCTION

    def _wording_source(self, items: ItemReader) -> dict[str, str]:
        own = self._language() if self._language() in ("en", "es") else "en"
        other = "es" if own == "en" else "en"
        return {own: "original", other: "original" if items.is_translated else "not_translated"}

    def _rule(self) -> "_Rule":
        for number, each in enumerate(_objects(self.source.get("extension"))):
            if each.get("url") == SCORING_URL:
                return _RuleReader(self.problems, f"extension[{number}]", each).read()
        self.problems.append(
            FieldError("extension", "Say how it is scored, in the extension urn:homestretch:questionnaire-scoring.")
        )
        return _Rule()

    def _together(self, questions: list[Question], rule: "_Rule") -> None:
        """What is right alone but not together."""
        if not questions:
            if not any(problem.field.startswith("item") for problem in self.problems):
                self.problems.append(FieldError("item", "There is no question in it."))
            return
        if len(questions) > MOST_ITEMS:
            self.problems.append(FieldError("item", "A questionnaire has at most 100 questions."))
        ticks = [question for question in questions if question.kind == "tick"]
        if ticks and len(ticks) < len(questions):
            for question in ticks:
                self.problems.append(FieldError(question.path, "Yes-or-no questions cannot stand among other kinds."))
        even = rule.method in {Scoring.MEAN, Scoring.PERCENT} or rule.missing == Missing.IMPUTE_MEAN
        first = questions[0]
        for question in questions[1:]:
            if even and (question.low, question.high) != (first.low, first.high):
                sentence = "Its lowest and highest value must be those of the first question for this score."
                self.problems.append(FieldError(question.path, sentence))
        if rule.minimum is not None and rule.minimum > len(questions):
            self.problems.append(FieldError(f"{rule.path}.minimum", "There are not that many questions."))
        if rule.missing == Missing.MEAN_OF_RATED and rule.method in {Scoring.SUM, Scoring.COUNT}:
            sentence = "A sum or a count cannot leave questions out. Choose impute_mean, blank_is_zero or no_score."
            self.problems.append(FieldError(f"{rule.path}.missing", sentence))


@dataclass(frozen=True, slots=True)
class _Rule:
    """The scoring extension. What it did not say, or said wrongly, has a harmless value here."""

    path: str = "extension"
    method: str = Scoring.SUM.value
    missing: str = Missing.NO_SCORE.value
    minimum: int | None = None
    direction: str = Direction.HIGHER_IS_WORSE.value
    recall: str | None = None
    mdc: float | None = None
    mdc_source: str | None = None
    mic: float | None = None
    mic_percent: float | None = None
    mic_source: str | None = None
    citation: str | None = None

    def least(self, questions: int) -> int:
        """How many questions must be answered."""
        if self.missing == Missing.NO_SCORE or self.minimum is None:
            return max(questions, 1)
        return self.minimum


class _RuleReader:
    """Reads the parts of the scoring extension."""

    def __init__(self, problems: list[FieldError], path: str, extension: Json) -> None:
        self.problems = problems
        self.path = path
        self.parts = {str(each.get("url")): each for each in _objects(extension.get("extension"))}

    def read(self) -> _Rule:
        """The rule; what is wrong with it is noted."""
        for name in sorted(self.parts.keys() - _PARTS):
            self._note(FieldError(name, "This is not a part of the scoring extension."))
        method = self._term(_METHODS, FieldError("method", "Choose sum, mean, count or percent."), needed=True)
        ways = FieldError("missing", "Choose no_score, blank_is_zero, mean_of_rated or impute_mean.")
        missing = self._term(_MISSING, ways)
        fewest = FieldError("minimum", "Give the smallest number of answers for a score.")
        minimum = self._number(1, MOST_ITEMS, fewest)
        if missing in {Missing.MEAN_OF_RATED, Missing.IMPUTE_MEAN} and "minimum" not in self.parts:
            self._note(fewest)
        better = FieldError("direction", "Choose higher_is_better or higher_is_worse.")
        direction = self._term(frozenset(Direction), better, needed=True)
        return _Rule(
            path=self.path,
            method=method or Scoring.SUM.value,
            missing=missing or Missing.NO_SCORE.value,
            minimum=int(minimum) if minimum is not None else None,
            direction=direction or Direction.HIGHER_IS_WORSE.value,
            recall=self._term(frozenset(Recall), FieldError("recall", "This time is not known. See the guide.")),
            mdc=self._number(0.1, 100, FieldError("mdc", "Give a number of points above 0.")),
            mdc_source=self._source("mdcSource", "mdc"),
            mic=self._number(0.1, 100, FieldError("mic", "Give a number of points above 0.")),
            mic_percent=self._number(1, 100, FieldError("micPercent", "Give a percentage from 1 to 100.")),
            mic_source=self._source("micSource", "mic"),
            citation=self._text("citation"),
        )

    def _note(self, error: FieldError) -> None:
        self.problems.append(FieldError(f"{self.path}.{error.field}", error.message))

    def _value(self, name: str) -> object:
        part = self.parts.get(name, {})
        return next((value for key, value in part.items() if key.startswith("value")), None)

    def _term(self, terms: frozenset[Any], otherwise: FieldError, *, needed: bool = False) -> str | None:
        """One of the terms. A part that may be missing and is, is nothing."""
        found = self._value(otherwise.field)
        if otherwise.field not in self.parts and not needed:
            return None
        if isinstance(found, str) and found in {term.value for term in terms}:
            return found
        self._note(otherwise)
        return None

    def _number(self, low: float, high: float, otherwise: FieldError) -> float | None:
        if otherwise.field not in self.parts:
            return None
        found = self._value(otherwise.field)
        if isinstance(found, int | float) and not isinstance(found, bool) and low <= found <= high:
            return found
        self._note(otherwise)
        return None

    def _text(self, name: str) -> str | None:
        found = self._value(name)
        return str(found).strip() if is_text(found) else None

    def _source(self, name: str, of: str) -> str | None:
        found = self._text(name)
        if of in self.parts and found is None:
            self._note(FieldError(name, "Say where this value was published."))
        return found


def _objects(found: object) -> Iterator[Json]:
    """The objects of a list; anything else is passed over."""
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, dict))


def _shared_form(questions: list[Question]) -> Json:
    """The measure's own answer form: that of all questions, each of which may have its own."""
    kinds = {question.kind for question in questions}
    kind = "tick" if kinds == {"tick"} else "options"
    low = min((question.low for question in questions), default=0)
    high = max((question.high for question in questions), default=1)
    return {"kind": kind, "min": low, "max": high, "low": None, "high": None, "options": None}


def _range(questions: list[Question], rule: _Rule) -> dict[str, float]:
    """The lowest and highest possible score."""
    lows = [question.low for question in questions] or [0]
    highs = [question.high for question in questions] or [1]
    if rule.missing == Missing.BLANK_IS_ZERO:
        lows = [min(low, 0) for low in lows]
    match rule.method:
        case Scoring.MEAN:
            low, high = float(min(lows)), float(max(highs))
        case Scoring.PERCENT:
            low, high = 0.0, 100.0
        case Scoring.COUNT:
            low, high = 0.0, float(len(highs))
        case _:
            low, high = float(sum(lows)), float(sum(highs))
    return {"min": low, "max": high if high > low else low + 1}


def _change(points: float | None, source: str | None, **more: float | None) -> Mapping[str, object] | None:
    return None if points is None else {"points": points, "source": source or "not given", **more}


def _loinc(source: Json) -> str | None:
    codes = (each for each in _objects(source.get("code")) if each.get("system") == "http://loinc.org")
    return next((str(each["code"]) for each in codes if is_text(each.get("code"))), None)
