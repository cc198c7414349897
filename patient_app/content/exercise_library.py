"""The exercise library: one JSON file per exercise in `exercises/`, loaded once as frozen values. A clinic's own
exercises are the same values, read from the same shape; the services keep them.

Doses are typical starts inside the published dose, never orders; the published text stays beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from patient_app.content.data_file import DataFileError, Fields, read_all
from patient_app.content.wording import Wording, WordingList
from patient_app.domain.program import (
    FixedDays,
    Load,
    LoadKind,
    Prescription,
    Schedule,
    Side,
    TimesPerWeek,
    Weekday,
)
from patient_app.domain.usual_dose import Bounds, UsualRange


class Region(StrEnum):
    """The part of the body, or the kind of care, an exercise belongs to."""

    BACK = "back"
    NECK = "neck"
    SHOULDER = "shoulder"
    ELBOW_HAND = "elbow_hand"
    HIP = "hip"
    KNEE = "knee"
    ANKLE_FOOT = "ankle_foot"
    BALANCE = "balance"
    STROKE = "stroke"
    AEROBIC = "aerobic"


class Position(StrEnum):
    """How the body starts."""

    LYING_ON_BACK = "lying_on_back"
    LYING_ON_STOMACH = "lying_on_stomach"
    LYING_ON_SIDE = "lying_on_side"
    HANDS_AND_KNEES = "hands_and_knees"
    KNEELING = "kneeling"
    SITTING = "sitting"
    STANDING = "standing"


class Purpose(StrEnum):
    """What the exercise trains."""

    STRENGTH = "strength"
    FLEXIBILITY = "flexibility"
    RANGE_OF_MOTION = "range_of_motion"
    MOTOR_CONTROL = "motor_control"
    BALANCE = "balance"
    AEROBIC = "aerobic"


class Equipment(StrEnum):
    """What must be at hand."""

    CHAIR = "chair"
    WALL = "wall"
    TABLE = "table"
    COUNTER = "counter"
    BAND = "band"
    STEP = "step"
    RAIL = "rail"
    STICK = "stick"
    BALL = "ball"
    PILLOW = "pillow"
    TOWEL = "towel"
    WEIGHT = "weight"
    STRAP = "strap"
    DOORWAY = "doorway"
    BIKE = "bike"


class SideChoice(StrEnum):
    """Which sides an exercise is usually done on: it has none, each in turn, or the affected one only.

    For `AFFECTED` the prescriber must say left or right; the default dose cannot know it.
    """

    NONE = "none"
    EACH = "each"
    AFFECTED = "affected"


class SafetyGate(StrEnum):
    """Conditions under which a clinician must tick that the exercise is allowed (facts.md 8.4)."""

    SPINE_FRACTURE_OSTEOPOROSIS = "spine_fracture_osteoporosis"
    HIP_REPLACEMENT = "hip_replacement"
    CUFF_REPAIR = "cuff_repair"
    WEIGHT_BEARING_LIMIT = "weight_bearing_limit"
    UNSTABLE_HEART = "unstable_heart"
    RECENT_FALL = "recent_fall"
    NEW_NEURO_LOSS = "new_neuro_loss"
    HELPER_NEEDED = "helper_needed"


@dataclass(frozen=True, slots=True)
class DefaultDose:
    """A typical start. The fields mean what they mean in `domain.program.Prescription`."""

    side: Side
    sets: int
    reps: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    rest_seconds: int | None
    times_per_day: int
    schedule: Schedule
    load: Load | None


OWN_DOSE = "C"
DOSE_TAGS = ("V", "V*", "V2", "G", OWN_DOSE)
"""How well a dose is known (facts.md, 'How to read the tags'); `OWN_DOSE`: the clinic chose it."""


@dataclass(frozen=True, slots=True)
class DoseSource:
    """The dose as published, and its tag: V verified, V* near-equal, V2 secondary source, G unverified, and C the
    clinic's own choice (then `text` says where it comes from, or nothing)."""

    text: str
    tag: str


class MediaKind(StrEnum):
    """What shows a clinic's own exercise."""

    PHOTO = "photo"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Media:
    """A photo, or a video with its still picture. Its bytes are kept elsewhere under `id`. Sizes in pixels."""

    id: str
    kind: MediaKind
    width: int
    height: int
    duration_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the library.

    `figure` is what `figures.draw` draws, read-only JSON. A clinic's own exercise (`is_own`) has none, but `media`, or
    neither. One that is retired is prescribed no more; the programs that have it go on.
    """

    id: str
    names: Wording
    region: Region
    position: Position
    purpose: Purpose
    equipment: tuple[Equipment, ...]
    side_choice: SideChoice
    step_texts: WordingList
    caution_text: Wording
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    default_dose: DefaultDose
    dose_source: DoseSource
    usual_range: UsualRange
    safety_gates: tuple[SafetyGate, ...]
    figure: Mapping[str, Any] | None
    media: tuple[Media, ...] = ()
    is_own: bool = False
    is_retired: bool = False

    def name(self, language: str) -> str:
        """What the exercise is called."""
        return self.names.text(language)

    def steps(self, language: str) -> tuple[str, ...]:
        """How to do it, in plain words, in order."""
        return self.step_texts.list(language)

    def caution(self, language: str) -> str:
        """What to watch for."""
        return self.caution_text.text(language)

    def is_mirrored_for(self, side: Side) -> bool:
        """Must the figure be mirrored to show `side` working? Never for two sides or none."""
        drawn = self.figure["side"] if self.figure is not None else None
        return drawn is not None and side in (Side.LEFT, Side.RIGHT) and side != drawn

    def prescription(self, *, id: str, line_id: str) -> Prescription:
        """A prescription with the default dose. For `SideChoice.AFFECTED` the side is still to be chosen."""
        dose = self.default_dose
        return Prescription(
            id=id,
            line_id=line_id,
            exercise_id=self.id,
            side=dose.side,
            sets=dose.sets,
            reps=dose.reps,
            hold_seconds=dose.hold_seconds,
            duration_minutes=dose.duration_minutes,
            rest_seconds=dose.rest_seconds,
            times_per_day=dose.times_per_day,
            schedule=dose.schedule,
            load=dose.load,
        )


@cache
def library() -> Mapping[str, Exercise]:
    """Every exercise by id, in order of ids. Raises `DataFileError` naming the file and the field."""
    found = read_all(resources.files("patient_app.content").joinpath("exercises"), parse_exercise)
    for id, exercise in found.items():
        file = f"{id}.json"
        if exercise.id != id:
            raise DataFileError(file, "id", f"must be the file's name, {id!r}")
        for field, others in (("easier", exercise.easier), ("harder", exercise.harder)):
            for other in others:
                if other not in found or other == id:
                    raise DataFileError(file, field, f"{other!r} is not another exercise of the library")
    return MappingProxyType(found)


def parse_exercise(fields: Fields) -> Exercise:
    """One exercise from its file's fields."""
    exercise = _exercise(fields, fields.text("id"), fields.wording("caution"), _figure(fields))
    fields.done()
    return exercise


def parse_own(values: Any, id: str, *, is_retired: bool = False) -> Exercise:
    """A clinic's own exercise from the values that it is kept as: a file's, with `media` for a figure, in English and
    perhaps other languages, the caution perhaps left out. Raises `DataFileError`."""
    fields = Fields(values, id, required=("en",))
    caution = fields.optional_wording("caution") or Wording((("en", ""),))
    exercise = _exercise(fields, id, caution, None)
    media = tuple(_media(each) for each in fields.each("media"))
    fields.done()
    return replace(exercise, media=media, is_own=True, is_retired=is_retired)


def _exercise(fields: Fields, id: str, caution: Wording, figure: Mapping[str, Any] | None) -> Exercise:
    return Exercise(
        id=id,
        names=fields.wording("name"),
        region=fields.choice("region", Region),
        position=fields.choice("position", Position),
        purpose=fields.choice("purpose", Purpose),
        equipment=fields.choices("equipment", Equipment),
        side_choice=fields.choice("side_choice", SideChoice),
        step_texts=fields.wording_list("steps"),
        caution_text=caution,
        easier=fields.texts("easier"),
        harder=fields.texts("harder"),
        default_dose=_dose(fields.fields("default_dose")),
        dose_source=_dose_source(fields.fields("dose_source")),
        usual_range=_usual_range(fields.optional_fields("usual_range") if fields.has("usual_range") else None),
        safety_gates=fields.choices("safety_gates", SafetyGate),
        figure=figure,
    )


def _media(fields: Fields) -> Media:
    media = Media(
        id=fields.text("id"),
        kind=fields.choice("kind", MediaKind),
        width=fields.integer("width", 1, 10_000),
        height=fields.integer("height", 1, 10_000),
        duration_seconds=fields.optional_number("duration_seconds", 0, 3600),
    )
    fields.done()
    return media


def _dose(fields: Fields) -> DefaultDose:
    dose = DefaultDose(
        side=fields.choice("side", Side),
        sets=fields.integer("sets", 1, 10),
        reps=fields.optional_integer("reps", 1, 100),
        hold_seconds=fields.optional_integer("hold_seconds", 1, 300),
        duration_minutes=fields.optional_number("duration_minutes", 1, 120),
        rest_seconds=fields.optional_integer("rest_seconds", 1, 600),
        times_per_day=fields.integer("times_per_day", 1, 6),
        schedule=schedule_of(fields.fields("schedule")),
        load=_load(fields.optional_fields("load")),
    )
    fields.done()
    if (dose.reps is None) == (dose.duration_minutes is None):
        raise fields.error("reps", "give reps (with a hold or not) or duration_minutes, one of the two")
    if dose.hold_seconds is not None and dose.reps is None:
        raise fields.error("hold_seconds", "a hold needs reps")
    return dose


def schedule_of(fields: Fields) -> Schedule:
    """Weekdays, or so many times a week, from {days} or {times_per_week}."""
    if fields.has("times_per_week"):
        schedule: Schedule = TimesPerWeek(fields.integer("times_per_week", 1, 7))
    else:
        schedule = FixedDays(frozenset(fields.choices("days", Weekday)))
        if not schedule.days:
            raise fields.error("days", "must name at least one weekday")
    fields.done()
    return schedule


def _load(fields: Fields | None) -> Load | None:
    if fields is None:
        return None
    value = fields.take("value") if fields.has("value") else None
    if not (value is None or isinstance(value, str | int | float)):
        raise fields.error("value", "must be a band's colour or a mass")
    unit = fields.optional_text("unit") if fields.has("unit") else None
    load = Load(fields.choice("kind", LoadKind), value, unit)
    fields.done()
    return load


def _dose_source(fields: Fields) -> DoseSource:
    source = DoseSource(fields.optional_text("text") or "", fields.text("tag"))
    fields.done()
    if source.tag not in DOSE_TAGS:
        raise fields.error("tag", f"must be one of {', '.join(DOSE_TAGS)}")
    if source.tag != OWN_DOSE and not source.text:
        raise fields.error("text", "must be a text that is not empty")
    return source


def _usual_range(fields: Fields | None) -> UsualRange:
    if fields is None:
        return UsualRange()
    found = UsualRange(
        sets=_bounds(fields, "sets", 10),
        reps=_bounds(fields, "reps", 100),
        hold_seconds=_bounds(fields, "hold_seconds", 300),
        duration_minutes=_bounds(fields, "duration_minutes", 120),
        times_per_day=_bounds(fields, "times_per_day", 10),
        days_per_week=_bounds(fields, "days_per_week", 7),
    )
    fields.done()
    return found


def _bounds(fields: Fields, key: str, most: float) -> Bounds | None:
    if not fields.has(key):
        return None
    found = fields.take(key)
    if not (isinstance(found, list) and len(found) == 2 and all(isinstance(each, int | float) for each in found)):
        raise fields.error(key, "must be two numbers, from and to")
    low, high = found
    if not 0 < low <= high <= most:
        raise fields.error(key, f"must be from above 0 to at most {most:g}, the lower first")
    return low, high


def _figure(fields: Fields) -> Mapping[str, Any]:
    """Only that it is an object and which side it shows; the drawing checks the rest."""
    figure = fields.take("figure")
    if not isinstance(figure, dict):
        raise fields.error("figure", "must be an object")
    if figure.get("side", "absent") not in (None, "left", "right"):
        raise fields.error("figure.side", "must be left, right or null")
    return MappingProxyType(figure)
