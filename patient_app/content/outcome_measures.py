"""Outcome measures: one JSON file each in `measures/`, loaded once as frozen values.

Only measures whose licence allows it carry wording; of the others a clinician enters the score. No scoring here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType

from patient_app.content.data_file import DataFileError, Fields, read_all
from patient_app.content.wording import Wording


class Entry(StrEnum):
    """Who gives what: the patient answers the items, or a clinician enters the score."""

    PATIENT = "patient"
    SCORE_ONLY = "score_only"


class Recall(StrEnum):
    """The time the question is about. Two recall periods never share a trend line."""

    NOW = "now"
    LAST_24_HOURS = "last_24_hours"
    TODAY = "today"
    PAST_7_DAYS = "past_7_days"
    SINCE_START = "since_start"
    NO_TIME_FRAME = "no_time_frame"


class AnswerKind(StrEnum):
    """A 0-10 scale with two anchors, a tick box, or a choice of options."""

    SCALE = "scale"
    TICK = "tick"
    OPTIONS = "options"


class Scoring(StrEnum):
    """How the score comes from the answers."""

    VALUE = "value"
    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    PERCENT = "percent"
    ENTERED = "entered"


class Missing(StrEnum):
    """What a missing answer does."""

    NO_SCORE = "no_score"
    BLANK_IS_ZERO = "blank_is_zero"
    MEAN_OF_RATED = "mean_of_rated"
    IMPUTE_MEAN = "impute_mean"
    NOT_APPLICABLE = "not_applicable"


class Unit(StrEnum):
    """The unit of the score."""

    POINTS = "points"
    PERCENT = "percent"
    T_SCORE = "t_score"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER_IS_BETTER = "higher_is_better"
    HIGHER_IS_WORSE = "higher_is_worse"


class WordingSource(StrEnum):
    """Where the words of a language come from."""

    OWN = "own"
    OWN_TRANSLATION = "own_translation"
    OWN_TRANSLATION_NOT_VALIDATED = "own_translation_not_validated"
    ORIGINAL = "original"
    NOT_TRANSLATED = "not_translated"


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One of several answers: the value that is stored, and its text."""

    value: int
    text: Wording


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """How each item is answered, with whole numbers from `min` to `max`."""

    kind: AnswerKind
    min: int
    max: int
    low: Wording | None
    high: Wording | None
    options: tuple[AnswerOption, ...]


@dataclass(frozen=True, slots=True)
class MeasureItem:
    """One question, or one sentence to tick. `answer`: its own answers, where they are not those of all items."""

    id: str
    text: Wording
    answer: AnswerForm | None = None


@dataclass(frozen=True, slots=True)
class DetectableChange:
    """MDC: a change of at least `points` is larger than the usual measurement error."""

    points: float
    source: str


@dataclass(frozen=True, slots=True)
class ImportantChange:
    """MIC: the size that patients usually notice, `points` or (when given) `percent` of baseline."""

    points: float
    percent: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Licence:
    """May the wording be shipped, and why."""

    ships_with_wording: bool
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeMeasure:
    """One outcome measure. `recall` `None`: not known. `min_items`/`max_items`: how many are answered."""

    id: str
    version: str
    names: Wording
    recall: Recall | None
    entry: Entry
    instruction_text: Wording | None
    items: tuple[MeasureItem, ...]
    min_items: int | None
    max_items: int | None
    answer: AnswerForm | None
    confirm_finished: bool
    wording_source: Mapping[str, WordingSource]
    scoring: Scoring
    missing: Missing
    unit: Unit
    min: float
    max: float
    direction: Direction
    mdc: DetectableChange | None
    mdc_single_item: DetectableChange | None
    mic: ImportantChange | None
    licence: Licence
    citation: str
    loinc: str | None

    def name(self, language: str) -> str:
        """What the measure is called."""
        return self.names.text(language)

    def instruction(self, language: str) -> str | None:
        """What to do, for those who answer the items."""
        return self.instruction_text.text(language) if self.instruction_text else None

    def answer_of(self, item: MeasureItem) -> AnswerForm:
        """How an item is answered. Raises `ValueError` for a measure without items."""
        found = item.answer or self.answer
        if found is None:
            raise ValueError(f"{self.id} has no items to answer")
        return found

    @property
    def has_own_items(self) -> bool:
        """Its items are the patient's own activities, whatever they are."""
        return self.missing is Missing.MEAN_OF_RATED and self.max_items is not None and self.max_items > len(self.items)

    @property
    def is_score_only(self) -> bool:
        """Its wording is licensed: a clinician enters the score."""
        return self.entry is Entry.SCORE_ONLY


@cache
def outcome_measures() -> Mapping[str, OutcomeMeasure]:
    """Every outcome measure by id. Raises `DataFileError` naming the file and the field."""
    found = read_all(resources.files("patient_app.content").joinpath("measures"), parse_measure)
    for id, measure in found.items():
        if measure.id != id:
            raise DataFileError(f"{id}.json", "id", f"must be the file's name, {id!r}")
    return MappingProxyType(found)


def parse_measure(fields: Fields) -> OutcomeMeasure:
    """One outcome measure from its file's fields."""
    measure = OutcomeMeasure(
        id=fields.text("id"),
        version=fields.text("version"),
        names=fields.wording("name"),
        recall=fields.optional_choice("recall", Recall),
        entry=fields.choice("entry", Entry),
        instruction_text=fields.optional_wording("instruction"),
        items=tuple(_item(item) for item in fields.each("items")),
        min_items=fields.optional_integer("min_items", 1, 100),
        max_items=fields.optional_integer("max_items", 1, 100),
        answer=_answer(fields.optional_fields("answer")),
        confirm_finished=fields.flag("confirm_finished"),
        wording_source=_wording_source(fields.optional_fields("wording_source")),
        scoring=fields.choice("scoring", Scoring),
        missing=fields.choice("missing", Missing),
        unit=fields.choice("unit", Unit),
        min=fields.number("min", -1000, 1000),
        max=fields.number("max", -1000, 1000),
        direction=fields.choice("direction", Direction),
        mdc=_mdc(fields.optional_fields("mdc")),
        mdc_single_item=_mdc(fields.optional_fields("mdc_single_item")),
        mic=_mic(fields.optional_fields("mic")),
        licence=_licence(fields.fields("licence")),
        citation=fields.text("citation"),
        loinc=fields.optional_text("loinc"),
    )
    fields.done()
    _check_whole(measure, fields)
    return measure


def _check_whole(measure: OutcomeMeasure, fields: Fields) -> None:
    """Fields that are right alone but not together."""
    if measure.min >= measure.max:
        raise fields.error("max", "must be greater than min")
    has_wording = bool(measure.items) and measure.answer is not None and measure.instruction_text is not None
    if measure.is_score_only and (measure.items or measure.answer or measure.instruction_text):
        raise fields.error("items", "a measure with score entry only carries no wording")
    if not measure.is_score_only and not has_wording:
        raise fields.error("items", "a measure that patients fill in needs an instruction, items and an answer form")
    if not measure.is_score_only and not measure.licence.ships_with_wording:
        raise fields.error("licence.ships_with_wording", "the wording is here, so the licence must allow it")
    ids = [item.id for item in measure.items]
    if len(set(ids)) != len(ids):
        raise fields.error("items", "must not have the same id twice")
    if any(_has_no_options(measure, item) for item in measure.items):
        raise fields.error("items", "a choice needs its options, here or in the answer form")
    if (measure.scoring is Scoring.ENTERED) != measure.is_score_only:
        raise fields.error("scoring", "is 'entered' exactly when only the score is entered")


def _has_no_options(measure: OutcomeMeasure, item: MeasureItem) -> bool:
    form = item.answer or measure.answer
    return form is not None and form.kind is AnswerKind.OPTIONS and not form.options


def _item(fields: Fields) -> MeasureItem:
    own = _answer(fields.optional_fields("answer")) if fields.has("answer") else None
    item = MeasureItem(fields.text("id"), fields.wording("text"), own)
    fields.done()
    return item


def _answer(fields: Fields | None) -> AnswerForm | None:
    if fields is None:
        return None
    form = AnswerForm(
        kind=fields.choice("kind", AnswerKind),
        min=fields.integer("min", 0, 100),
        max=fields.integer("max", 0, 100),
        low=fields.optional_wording("low"),
        high=fields.optional_wording("high"),
        options=tuple(_option(option) for option in fields.optional_each("options")),
    )
    fields.done()
    if form.kind is AnswerKind.OPTIONS and not _are_whole([option.value for option in form.options], form):
        raise fields.error(
            "options", "must have each value once, min and max among them, or be empty where each item has its own"
        )
    if form.kind is AnswerKind.SCALE and not (form.low and form.high):
        raise fields.error("low", "a scale needs words at both ends")
    return form


def _are_whole(values: list[int], form: AnswerForm) -> bool:
    """Each value once, in any order (reversed items); values in between may be missing. None: each item has its own."""
    if not values:
        return True
    return len(set(values)) == len(values) and {min(values), max(values)} == {form.min, form.max}


def _option(fields: Fields) -> AnswerOption:
    option = AnswerOption(fields.integer("value", 0, 100), fields.wording("text"))
    fields.done()
    return option


def _wording_source(fields: Fields | None) -> Mapping[str, WordingSource]:
    if fields is None:
        return MappingProxyType({})
    found = {language: fields.choice(language, WordingSource) for language in fields.languages()}
    fields.done()
    return MappingProxyType(found)


def _mdc(fields: Fields | None) -> DetectableChange | None:
    if fields is None:
        return None
    change = DetectableChange(fields.number("points", 0.1, 100), fields.text("source"))
    fields.done()
    return change


def _mic(fields: Fields | None) -> ImportantChange | None:
    if fields is None:
        return None
    points = fields.number("points", 0.1, 100)
    change = ImportantChange(points, fields.optional_number("percent", 1, 100), fields.text("source"))
    fields.done()
    return change


def _licence(fields: Fields) -> Licence:
    licence = Licence(fields.flag("ships_with_wording"), fields.text("text"))
    fields.done()
    return licence
