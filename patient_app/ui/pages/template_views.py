"""What the page of templates shows, as frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from patient_app.content.exercise_library import Exercise
from patient_app.content.program_templates import Origin, Template
from patient_app.content.safety_gates import safety_gates
from patient_app.domain.text import Translator
from patient_app.presenters import templates as words
from patient_app.presenters.program import regions


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template in the list."""

    id: str
    name: str
    problem: str
    count: str
    origin: str
    origin_words: str
    tag: str


@dataclass(frozen=True, slots=True)
class TemplateGroup:
    """The templates of a region."""

    region: str
    rows: list[TemplateRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TemplateLineRow:
    """A line to read."""

    exercise_id: str
    name: str
    words: str
    more: str
    note: str


@dataclass(frozen=True, slots=True)
class TemplateView:
    """An open template; an empty `id`: none is open."""

    id: str = ""
    name: str = ""
    region: str = ""
    origin: str = ""
    origin_words: str = ""
    tag: str = ""
    problem: str = ""
    about: str = ""
    weeks: str = ""
    codes: str = ""
    source: str = ""
    copied_from: str = ""
    gates: str = ""
    not_for: list[str] = field(default_factory=list)
    lines: list[TemplateLineRow] = field(default_factory=list)


def groups(t: Translator, found: Iterable[Template]) -> list[TemplateGroup]:
    """The list by region, in the order of the library's regions."""
    by_region: dict[str, list[TemplateRow]] = {}
    for each in found:
        by_region.setdefault(each.region.value, []).append(_row(t, each))
    return [TemplateGroup(name, by_region[id]) for id, name in regions(t).items() if id in by_region]


def matches(each: Template, query: str) -> bool:
    """Has the template every word of the query, in either language?"""
    texts = [text for say in (each.name, each.problem, each.about) for text in (say("en"), say("es"))]
    return words.has_words(query, *texts, *each.icd10)


def view(t: Translator, each: Template, exercises: Mapping[str, Exercise]) -> TemplateView:
    """A template to read."""
    language = t.language
    known = safety_gates()
    return TemplateView(
        id=each.id,
        name=each.name(language),
        region=regions(t)[each.region],
        origin=each.origin.value,
        origin_words=words.origins(t)[each.origin],
        tag=_tag(t, each),
        problem=each.problem(language),
        about=each.about(language),
        weeks=t.n("{n} week", "{n} weeks", each.weeks) if each.weeks else "",
        codes=", ".join(each.icd10),
        source=each.source.text(language) if each.source else "",
        copied_from=each.copied_from.text(language) if each.copied_from else "",
        gates=", ".join(known[gate].name(language) for gate in each.gates),
        not_for=list(each.not_for(language)),
        lines=_lines(t, each, exercises),
    )


def _row(t: Translator, each: Template) -> TemplateRow:
    return TemplateRow(
        id=each.id,
        name=each.name(t.language),
        problem=each.problem(t.language) or each.about(t.language),
        count=t.n("{n} exercise", "{n} exercises", len(each.template_lines)),
        origin=each.origin.value,
        origin_words=words.origins(t)[each.origin],
        tag=_tag(t, each),
    )


def _tag(t: Translator, each: Template) -> str:
    return words.tags(t)[each.source.tag] if each.source and each.origin is Origin.SHIPPED else ""


def _lines(t: Translator, each: Template, exercises: Mapping[str, Exercise]) -> list[TemplateLineRow]:
    return [
        TemplateLineRow(
            exercise_id=line.exercise_id,
            name=exercises[line.exercise_id].name(t.language) if line.exercise_id in exercises else line.exercise_id,
            words=words.dose_words(t, line, side_open=at in each.open_sides),
            more=" · ".join(text for text in (line.tempo, line.range_limit, line.precautions) if text),
            note=line.note or "",
        )
        for at, line in enumerate(each.lines_in(t.language))
    ]
