"""Program templates: whole programs for common problems, one JSON file each in `templates/`, as frozen values.

A template is a start, never an order: it holds nobody's health data, and its doses follow its source. Templates that
a clinic or a PT saved have the files' shape too, with less in them (`parse_template`, `template_data`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from patient_app.content.data_file import DataFileError, Fields, read_all
from patient_app.content.exercise_library import Region, SafetyGate, library, schedule_of
from patient_app.content.wording import Wording, WordingList
from patient_app.domain.program import Load, LoadKind, PainRule, Prescription, Schedule, Side, TimesPerWeek, Weekday

TAGS = ("V", "V*", "V2", "G", "D")
"""How well the source of a dose is known, as in facts.md: V verified, V* a near-equal program, V2 a secondary source,
G general knowledge, D our own proposal."""

_ICD10 = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")


class Origin(StrEnum):
    """Whose template it is: it ships with the product, the whole clinic has it, or one PT alone."""

    SHIPPED = "shipped"
    CLINIC = "clinic"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """Where the doses come from, in words, and how well that is known (`TAGS`)."""

    texts: Wording
    tag: str

    def text(self, language: str) -> str:
        """The source in words."""
        return self.texts.text(language)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One exercise with its dose. `side_open`: for the affected side, which is chosen when the template is used.

    The prescription has no ids and no note; the note stands beside it in every language.
    """

    prescription: Prescription
    side_open: bool = False
    note: Wording | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A program to start from.

    `problem` says for what, `about` is for the PT, `not_for` when not to use it, `icd10` are codes (or their
    categories) that it fits, `weeks` how long it usually lasts. `version` counts the changes of a saved one.
    """

    id: str
    names: Wording
    region: Region
    origin: Origin
    template_lines: tuple[TemplateLine, ...]
    problem_text: Wording | None = None
    about_text: Wording | None = None
    not_for_texts: WordingList | None = None
    source: TemplateSource | None = None
    icd10: tuple[str, ...] = ()
    weeks: int | None = None
    copied_from: Wording | None = None
    version: int = 1

    def name(self, language: str) -> str:
        """What the template is called."""
        return self.names.text(language)

    def problem(self, language: str) -> str:
        """For which problem; empty when not said."""
        return self.problem_text.text(language) if self.problem_text else ""

    def about(self, language: str) -> str:
        """What a PT should know of it; empty when not said."""
        return self.about_text.text(language) if self.about_text else ""

    def not_for(self, language: str) -> tuple[str, ...]:
        """When not to use it."""
        return self.not_for_texts.list(language) if self.not_for_texts else ()

    @property
    def lines(self) -> tuple[Prescription, ...]:
        """The prescriptions with their notes in English; see `lines_in`."""
        return self.lines_in("en")

    def lines_in(self, language: str) -> tuple[Prescription, ...]:
        """The prescriptions, without ids, with the notes in the patient's language."""
        return tuple(
            replace(line.prescription, note=line.note.text(language) if line.note else None)
            for line in self.template_lines
        )

    @property
    def open_sides(self) -> frozenset[int]:
        """Positions of the lines whose side is chosen when the template is used."""
        return frozenset(at for at, line in enumerate(self.template_lines) if line.side_open)

    @property
    def gates(self) -> tuple[SafetyGate, ...]:
        """Conditions that the exercises ask a clinician to look at, each once."""
        known = library()
        found = {
            gate
            for line in self.template_lines
            if line.prescription.exercise_id in known
            for gate in known[line.prescription.exercise_id].safety_gates
        }
        return tuple(gate for gate in SafetyGate if gate in found)

    def fits(self, code: str) -> bool:
        """Is it for this ICD-10-CM code?"""
        return any(code == each or code.startswith(each.rstrip(".")) for each in self.icd10)


@cache
def program_templates() -> Mapping[str, Template]:
    """Every template that ships, by id. Raises `DataFileError` naming the file and the field."""
    found = read_all(resources.files("patient_app.content").joinpath("templates"), parse_shipped)
    for id, template in found.items():
        if template.id != id:
            raise DataFileError(f"{id}.json", "id", f"must be the file's name, {id!r}")
    return MappingProxyType(found)


def parse_shipped(fields: Fields) -> Template:
    """A template that ships: everything is said, and every exercise is in the library."""
    template = parse_template(fields, fields.text("id"), Origin.SHIPPED)
    for key, value in (
        ("problem", template.problem_text),
        ("about", template.about_text),
        ("not_for", template.not_for_texts),
        ("source", template.source),
        ("weeks", template.weeks),
    ):
        if value is None:
            raise fields.error(key, "is missing")
    for at, line in enumerate(template.template_lines):
        if line.prescription.exercise_id not in library():
            raise fields.error(f"lines.{at}.exercise", f"{line.prescription.exercise_id!r} is not in the library")
    return template


def parse_template(fields: Fields, id: str, origin: Origin, version: int = 1) -> Template:
    """A template from its fields, of a file or as it was saved."""
    template = Template(
        id=id,
        names=fields.wording("name"),
        region=fields.choice("region", Region),
        origin=origin,
        template_lines=tuple(_line(line) for line in fields.each("lines")),
        problem_text=_optional_wording(fields, "problem"),
        about_text=_optional_wording(fields, "about"),
        not_for_texts=fields.wording_list("not_for") if fields.has("not_for") else None,
        source=_source(fields.fields("source")) if fields.has("source") else None,
        icd10=_codes(fields),
        weeks=fields.integer("weeks", 1, 52) if fields.has("weeks") else None,
        copied_from=_optional_wording(fields, "copied_from"),
        version=version,
    )
    fields.done()
    if not template.template_lines:
        raise fields.error("lines", "must have at least one line")
    return template


def template_data(template: Template) -> dict[str, Any]:
    """A template in the files' shape, without its id; what is not said is left out."""
    data: dict[str, Any] = {
        "name": dict(template.names.texts),
        "region": template.region.value,
        "problem": _texts(template.problem_text),
        "about": _texts(template.about_text),
        "not_for": _lists(template.not_for_texts),
        "source": {"text": _texts(template.source.texts), "tag": template.source.tag} if template.source else None,
        "icd10": list(template.icd10) or None,
        "weeks": template.weeks,
        "copied_from": _texts(template.copied_from),
        "lines": [_line_data(line) for line in template.template_lines],
    }
    return {key: value for key, value in data.items() if value is not None}


def _line(fields: Fields) -> TemplateLine:
    side = fields.optional_choice("side", Side)
    line = Prescription(
        id="",
        line_id="",
        exercise_id=fields.text("exercise"),
        side=side or Side.BOTH,
        sets=fields.integer("sets", 1, 50),
        reps=fields.integer("reps", 1, 500) if fields.has("reps") else None,
        hold_seconds=fields.integer("hold_seconds", 1, 3600) if fields.has("hold_seconds") else None,
        duration_minutes=fields.number("duration_minutes", 0.1, 600) if fields.has("duration_minutes") else None,
        rest_seconds=fields.integer("rest_seconds", 0, 3600) if fields.has("rest_seconds") else None,
        load=_load(fields.fields("load")) if fields.has("load") else None,
        tempo=fields.text("tempo") if fields.has("tempo") else None,
        intensity=fields.integer("intensity", 0, 10) if fields.has("intensity") else None,
        range_limit=fields.text("range_limit") if fields.has("range_limit") else None,
        times_per_day=fields.integer("times_per_day", 1, 6),
        schedule=schedule_of(fields.fields("schedule")),
        pain_rule=_pain_rule(fields.fields("pain_rule")) if fields.has("pain_rule") else None,
        precautions=fields.text("precautions") if fields.has("precautions") else None,
    )
    note = _optional_wording(fields, "note")
    fields.done()
    measured = line.reps is not None or line.hold_seconds is not None
    if measured == (line.duration_minutes is not None):
        raise fields.error("reps", "give reps or a hold, or duration_minutes, one of the two")
    return TemplateLine(line, side is None, note)


def _line_data(line: TemplateLine) -> dict[str, Any]:
    dose = line.prescription
    given = {
        "reps": dose.reps,
        "hold_seconds": dose.hold_seconds,
        "duration_minutes": dose.duration_minutes,
        "rest_seconds": dose.rest_seconds,
        "load": _load_data(dose.load),
        "tempo": dose.tempo,
        "intensity": dose.intensity,
        "range_limit": dose.range_limit,
        "pain_rule": {"green_max": dose.pain_rule.green_max, "amber_max": dose.pain_rule.amber_max}
        if dose.pain_rule
        else None,
        "precautions": dose.precautions,
        "note": _texts(line.note),
    }
    return {
        "exercise": dose.exercise_id,
        "side": None if line.side_open else dose.side.value,
        "sets": dose.sets,
        "times_per_day": dose.times_per_day,
        "schedule": _schedule_data(dose.schedule),
        **{key: value for key, value in given.items() if value is not None},
    }


def _schedule_data(schedule: Schedule) -> dict[str, Any]:
    if isinstance(schedule, TimesPerWeek):
        return {"times_per_week": schedule.times_per_week}
    return {"days": [day.value for day in Weekday if day in schedule.days]}


def _load(fields: Fields) -> Load:
    kind = fields.choice("kind", LoadKind)
    value: str | float | None = None
    unit: str | None = None
    if fields.has("value"):
        value = fields.text("value") if kind is LoadKind.BAND else fields.number("value", 0.1, 500)
    if fields.has("unit"):
        unit = fields.text("unit")
    fields.done()
    if unit not in ((None,) if value is None or kind is not LoadKind.MASS else ("kg", "lb")):
        raise fields.error("unit", "a mass has kg or lb; nothing else has a unit")
    return Load(kind, value, unit)


def _load_data(load: Load | None) -> dict[str, Any] | None:
    if load is None:
        return None
    given = {"kind": load.kind.value, "value": load.value, "unit": load.unit}
    return {key: value for key, value in given.items() if value is not None}


def _pain_rule(fields: Fields) -> PainRule:
    green = fields.integer("green_max", 0, 10)
    rule = PainRule(green, fields.integer("amber_max", green, 10))
    fields.done()
    return rule


def _source(fields: Fields) -> TemplateSource:
    source = TemplateSource(fields.wording("text"), fields.text("tag"))
    fields.done()
    if source.tag not in TAGS:
        raise fields.error("tag", f"must be one of {', '.join(TAGS)}")
    return source


def _codes(fields: Fields) -> tuple[str, ...]:
    codes: Sequence[str] = fields.texts("icd10") if fields.has("icd10") else ()
    for at, code in enumerate(codes):
        if not _ICD10.fullmatch(code):
            raise fields.error(f"icd10.{at}", f"{code!r} is not an ICD-10-CM code or category")
    return tuple(codes)


def _optional_wording(fields: Fields, key: str) -> Wording | None:
    return fields.wording(key) if fields.has(key) else None


def _texts(wording: Wording | None) -> dict[str, str] | None:
    return dict(wording.texts) if wording else None


def _lists(wording: WordingList | None) -> dict[str, list[str]] | None:
    return {language: list(texts) for language, texts in wording.texts} if wording else None
