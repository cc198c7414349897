"""A program in words: what each line says to the patient, what changed since a version, what a draft still needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from patient_app.domain.program import (
    BAND_COLOURS,
    Load,
    LoadKind,
    PainRule,
    Prescription,
    ProgramVersion,
    Side,
    Weekday,
)
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words
from patient_app.presenters.dose import dose
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_form import LineForm, read
from patient_app.presenters.schedule import schedule

FEW_ENOUGH = 5
"""Over this many exercises the builder warns: fewer go with better adherence (clinical-rules.md, S66)."""

_LOADS_SAID = (LoadKind.BAND, LoadKind.MASS)

Names = Callable[[str], str]
"""What an exercise is called, by its id, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `kind` is added, removed, changed or order; for 'changed' what it was and what it is."""

    kind: str
    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LineWords:
    """What the builder says of a line: its dose in words, how it differs from the base, and each field's problem.

    `mark` is new, changed, twice (both changed it) or empty; `before` the words of the base. The choices that decide
    which fields are shown stand here too.
    """

    words: str = ""
    mark: str = ""
    before: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    side: str = ""
    measure: str = ""
    schedule: str = ""
    load: str = ""
    days: list[str] = field(default_factory=list)
    doubled: bool = False


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of a published version, to be read."""

    name: str
    words: str
    more: str


def line_words(t: Translator, line: Prescription) -> str:
    """The dose and the days, as the patient reads them: '3 sets of 10, each side. Mon, Wed, Fri.'"""
    plan = schedule(t, line)
    return f"{dose(t, line)}. {plan[:1].upper()}{plan[1:]}."


def read_lines(t: Translator, version: ProgramVersion, name: Names) -> tuple[ReadLine, ...]:
    """A published version in words, with what is set beyond dose and days."""
    return tuple(
        ReadLine(
            name(line.exercise_id),
            line_words(t, line),
            " · ".join(f"{label}: {value}" for label, value in _details(t, line).items() if value),
        )
        for line in version.prescriptions
    )


def starts(t: Translator, day: date, today: date) -> str:
    """'from today' / 'since Mon, Nov 2' / 'from Mon, Nov 30'."""
    if day == today:
        return t("from today")
    if day < today:
        return t("since {date}", date=day_words(t, day, today))
    return t("from {date}", date=day_words(t, day, today))


def weekdays(t: Translator) -> dict[Weekday, str]:
    """Short names of the weekdays."""
    names = (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))
    return dict(zip(Weekday, names, strict=True))


def sides(t: Translator) -> dict[Side, str]:
    """The sides, to choose from."""
    return {
        Side.NONE: t("No side"),
        Side.BOTH: t("Each side"),
        Side.LEFT: t("Left"),
        Side.RIGHT: t("Right"),
        Side.ALTERNATING: t("Taking turns"),
    }


def loads(t: Translator) -> dict[str, str]:
    """The loads, to choose from; keys as `LineForm.load`."""
    colours = {f"band:{colour}": t("Band: {colour}", colour=colour_words(t)[colour]) for colour in BAND_COLOURS}
    return {
        "": t("Not said"),
        "none": t("None"),
        "body": t("Body weight"),
        "band": t("Band"),
        **colours,
        "mass": t("Weight"),
    }


def colour_words(t: Translator) -> dict[str, str]:
    """Colours of exercise bands, lightest first."""
    names = (t("tan"), t("yellow"), t("red"), t("green"), t("blue"), t("black"), t("silver"), t("gold"))
    return dict(zip(BAND_COLOURS, names, strict=True))


def regions(t: Translator) -> dict[str, str]:
    """Parts of the body and kinds of care, by the library's terms."""
    return {
        "back": t("Back"),
        "neck": t("Neck"),
        "shoulder": t("Shoulder"),
        "elbow_hand": t("Elbow and hand"),
        "hip": t("Hip"),
        "knee": t("Knee"),
        "ankle_foot": t("Ankle and foot"),
        "balance": t("Balance"),
        "stroke": t("After a stroke"),
        "aerobic": t("Aerobic"),
    }


def purposes(t: Translator) -> dict[str, str]:
    """What exercises train, by the library's terms."""
    return {
        "strength": t("Strength"),
        "flexibility": t("Flexibility"),
        "range_of_motion": t("Range of motion"),
        "motor_control": t("Control"),
        "balance": t("Balance"),
        "aerobic": t("Endurance"),
    }


def line_view(
    t: Translator, draft: ProgramDraft, form: LineForm, *, strict: bool, refused: Mapping[str, str] | None = None
) -> LineWords:
    """What is said of a line. `strict`: missing values are errors too. `refused`: {field: why} from the service."""
    found = read(t, form)
    before = draft.before(form.key)
    old = read(t, before).prescription if before else None
    errors = {each.field: each.message for each in found.problems if strict or not each.missing}
    mark = "new" if before is None else "changed" if form != before else ""
    return LineWords(
        words=line_words(t, found.prescription) if found.prescription else "",
        mark="twice" if form.key in draft.checks else mark,
        before=line_words(t, old) if old and mark == "changed" else "",
        errors={**(refused or {}), **errors},
        side=form.side,
        measure=form.measure,
        schedule=form.schedule,
        load=form.load,
        days=list(form.days),
        doubled=sum(line.exercise_id == form.exercise_id for line in draft.lines) > 1,
    )


def changes(t: Translator, draft: ProgramDraft, name: Names) -> tuple[Change, ...]:
    """What publishing would change, line by line: added, changed from what to what, removed, and a new order."""
    found: list[Change] = []
    for form in draft.lines:
        before, line = draft.before(form.key), read(t, form).prescription
        if before is None:
            words = line_words(t, line) if line else t("not complete yet")
            found.append(Change("added", name(form.exercise_id), after=words))
        elif form != before:
            found += _line_changes(t, name(form.exercise_id), read(t, before).prescription, line)
    found += [Change("removed", name(form.exercise_id)) for form in draft.gone]
    kept = [form.key for form in draft.lines if draft.before(form.key)]
    if kept != [form.key for form in draft.base if draft.line(form.key)]:
        found.append(Change("order", t("New order")))
    return tuple(found)


def _line_changes(
    t: Translator, name: str, before: Prescription | None, after: Prescription | None
) -> Iterable[Change]:
    if before is None or after is None:
        return [Change("changed", name, line_words(t, before) if before else "", t("not complete yet"))]
    found = []
    if line_words(t, before) != line_words(t, after):
        found.append(Change("changed", name, line_words(t, before), line_words(t, after)))
    then, now = _details(t, before), _details(t, after)
    for label in now:
        said_above = label == t("Load") and (_says_load(before) or _says_load(after))
        if then[label] != now[label] and not said_above:
            nothing = t("nothing")
            found.append(Change("changed", f"{name}, {label.lower()}", then[label] or nothing, now[label] or nothing))
    return found


def _details(t: Translator, line: Prescription) -> dict[str, str]:
    """What is set beyond what the dose in words says, by its label; empty when not said."""
    return {
        t("Rest"): t("{n} s", n=line.rest_seconds) if line.rest_seconds is not None else "",
        t("Load"): _unsaid_load(t, line.load),
        t("Tempo"): line.tempo or "",
        t("Effort"): t("{n} of 10", n=line.intensity) if line.intensity is not None else "",
        t("Range limit"): line.range_limit or "",
        t("Pain limits"): _pain(t, line.pain_rule),
        t("Precautions"): line.precautions or "",
        t("Note"): line.note or "",
    }


def _unsaid_load(t: Translator, load: Load | None) -> str:
    """The loads that the dose in words leaves out."""
    return "" if load is None or load.kind in _LOADS_SAID else loads(t)[load.kind.value].lower()


def _says_load(line: Prescription) -> bool:
    """Does the dose in words name the load?"""
    return line.load is not None and line.load.kind in _LOADS_SAID


def _pain(t: Translator, rule: PainRule | None) -> str:
    return t("green to {green}, amber to {amber}", green=rule.green_max, amber=rule.amber_max) if rule else ""
