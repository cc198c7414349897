"""Program templates: those that ship, the clinic's, and a PT's own. They hold nobody's health data.

A PT's own template exists for that PT alone; the clinic's are changed by its PTs and read by its physiatrists too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.exercise_library import Exercise, Region
from patient_app.content.program_templates import (
    Origin,
    Template,
    TemplateLine,
    parse_template,
    program_templates,
    template_data,
)
from patient_app.content.wording import REQUIRED_LANGUAGES, Wording
from patient_app.domain.errors import Conflict, FieldError, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.domain.program import Prescription
from patient_app.services import audit, exercises, policy
from patient_app.services.actor import Actor
from patient_app.services.programs import MOST_PRESCRIPTIONS
from patient_app.services.reading import reads
from patient_app.store.queries import shares
from patient_app.store.queries import templates as queries
from patient_app.store.tables import ProgramTemplate as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

LONGEST_NAME = 120
LONGEST_TEXT = 2000
_ORDER = tuple(Origin)


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """What a PT wants to save. Ids, allowed safety gates and, unless `keep_notes`, the notes, precautions and range
    limits of the lines are left out: they belong to the patient whose program the lines come from.

    `scope` is clinic or own. `open_sides` are positions of lines whose side is chosen when the template is used.
    `based_on` is the version of the template that the PT saw; `None` for a new one.
    """

    name: str
    region: Region
    lines: tuple[Prescription, ...]
    scope: Origin = Origin.OWN
    about: str = ""
    weeks: int | None = None
    open_sides: frozenset[int] = frozenset()
    keep_notes: bool = False
    based_on: int | None = None


@reads
def all_templates(actor: Actor, unit: Unit) -> tuple[Template, ...]:
    """Every template that the actor may use: own ones first, then the clinic's, then those that ship; by name."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    saved = [_template(row) for row in queries.in_use(unit.session, actor.clinic_id, _owner(actor))]
    everything = [*saved, *program_templates().values()]
    return tuple(
        sorted(everything, key=lambda each: (-_ORDER.index(each.origin), each.name(actor.language).casefold(), each.id))
    )


@reads
def template(actor: Actor, unit: Unit, template_id: str) -> Template:
    """One template, a retired one too. Raises `NotFound`, also for another PT's own one."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    shipped = program_templates().get(template_id)
    return shipped if shipped is not None else _template(_row(actor, unit, template_id))


def save(actor: Actor, unit: Unit, draft: TemplateDraft, template_id: str | None = None) -> Template:
    """A new template, or a changed one.

    Raises `Invalid` with each bad field, `Conflict` when somebody changed it since, `NotFound`.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    row = None if template_id is None else _own_row(actor, unit, template_id, lock=True)
    before = None if row is None else _template(row)
    if before is not None and draft.based_on != before.version:
        raise Conflict(
            "Somebody changed this template since you opened it. Nothing of yours is lost. "
            "Open it again and make your change there.",
            before.version,
        )
    if before is not None and before.origin is Origin.CLINIC and draft.scope is Origin.OWN:
        raise Invalid.field("scope", "Others use this template of the clinic. Copy it to have your own.")
    _check(actor, unit, draft)
    made = _merged(draft, before)
    if row is None:
        row = Row(id=new_id(), clinic_id=actor.clinic_id, created_by=actor.id, created_at=unit.now, updated_at=unit.now)
    return _keep(actor, unit, row, made, draft.scope, "template.saved")


def copy(actor: Actor, unit: Unit, template_id: str, scope: Origin = Origin.OWN) -> Template:
    """A copy of any template that the actor may read, as an own one or the clinic's. Raises `NotFound`.

    The copy names what it comes from, and no longer the source of the doses: those are the PT's to change.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    _saved_scope(scope)
    found = template(actor, unit, template_id)
    row = Row(id=new_id(), clinic_id=actor.clinic_id, created_by=actor.id, created_at=unit.now, updated_at=unit.now)
    made = replace(found, source=None, copied_from=found.names, version=0)
    return _keep(actor, unit, row, made, scope, "template.copied")


def retire(actor: Actor, unit: Unit, template_id: str) -> None:
    """Take a template out of use; once more changes nothing. Raises `NotFound`, `Invalid` for one that ships."""
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    row = _own_row(actor, unit, template_id, lock=True)
    if row.retired_at is None:
        row.retired_at = unit.now
        _tell(actor, unit, row, "template.retired")


def bring_back(actor: Actor, unit: Unit, template_id: str) -> None:
    """Take a retired template into use again. Raises `NotFound`, `Invalid` for one that ships."""
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    row = _own_row(actor, unit, template_id, lock=True)
    if row.retired_at is not None:
        row.retired_at = None
        _tell(actor, unit, row, "template.brought_back")


def topic(clinic_id: str) -> str:
    """What open screens watch to learn of a changed template."""
    return f"templates:{clinic_id}"


def _owner(actor: Actor) -> str | None:
    """Whose own templates the actor reads besides the clinic's."""
    return actor.id if actor.role is Role.PHYSICAL_THERAPIST else None


def _row(actor: Actor, unit: Unit, template_id: str, *, lock: bool = False) -> Row:
    found = queries.get(unit.session, template_id, actor.clinic_id, _owner(actor), lock=lock)
    if found is None:
        raise NotFound
    return found


def _own_row(actor: Actor, unit: Unit, template_id: str, *, lock: bool = False) -> Row:
    """The row of a template that may be changed."""
    if template_id in program_templates():
        raise Invalid("This template comes with Homestretch and stays as it is. Copy it to change it.")
    return _row(actor, unit, template_id, lock=lock)


def _template(row: Row) -> Template:
    data = dict(row.data)
    version = data.pop("version")
    return parse_template(Fields(data, f"template {row.id}"), row.id, _origin(row), version)


def _origin(row: Row) -> Origin:
    return Origin.CLINIC if row.owner_id is None else Origin.OWN


def _keep(actor: Actor, unit: Unit, row: Row, made: Template, scope: Origin, action: str) -> Template:
    kept = replace(made, id=row.id, origin=scope, version=made.version + 1)
    data = template_data(kept)
    try:
        # One that could not be read again would close the list of templates to everybody who has it in there.
        parse_template(Fields(data, f"template {row.id}"), row.id, scope, kept.version)
    except DataFileError as wrong:
        raise Invalid.field(wrong.field, "This value cannot be kept.") from wrong
    row.owner_id = actor.id if scope is Origin.OWN else None
    row.data = {**data, "version": kept.version}
    row.updated_at = unit.now
    unit.session.add(row)
    _tell(actor, unit, row, action, version=kept.version, lines=len(kept.template_lines))
    return kept


def _tell(actor: Actor, unit: Unit, row: Row, action: str, **detail: Any) -> None:
    audit.record(actor, unit, action, kind="template", id=row.id, scope=_origin(row).value, **detail)
    unit.changed.add(topic(actor.clinic_id))


def _merged(draft: TemplateDraft, before: Template | None) -> Template:
    """The draft as a template. Texts that stay as they were in one language stay in all of them."""
    known = [line.note for line in before.template_lines if line.note] if before else []
    return Template(
        id="",
        names=_wording(draft.name.strip(), [before.names] if before else []),
        region=draft.region,
        origin=draft.scope,
        template_lines=tuple(_line(draft, at, line, known) for at, line in enumerate(draft.lines)),
        problem_text=before.problem_text if before else None,
        about_text=_optional(draft.about, [before.about_text] if before and before.about_text else []),
        not_for_texts=before.not_for_texts if before else None,
        icd10=before.icd10 if before else (),
        weeks=draft.weeks,
        copied_from=before.copied_from if before else None,
        version=before.version if before else 0,
    )


def _line(draft: TemplateDraft, at: int, line: Prescription, known: Iterable[Wording]) -> TemplateLine:
    kept = replace(line, id="", line_id="", note=None, gates_checked=())
    if not draft.keep_notes:
        return TemplateLine(replace(kept, precautions=None, range_limit=None), at in draft.open_sides)
    return TemplateLine(kept, at in draft.open_sides, _optional(line.note or "", known))


def _optional(text: str, known: Iterable[Wording]) -> Wording | None:
    return _wording(text.strip(), known) if text.strip() else None


def _wording(text: str, known: Iterable[Wording]) -> Wording:
    """The known wording that says this in some language, else this text for every language."""
    same = (wording for wording in known if text in dict(wording.texts).values())
    return next(same, Wording(tuple((language, text) for language in REQUIRED_LANGUAGES)))


def _saved_scope(scope: Origin) -> None:
    if scope is Origin.SHIPPED:
        raise Invalid.field("scope", "Save it as your own template, or as the clinic's.")


def _check(actor: Actor, unit: Unit, draft: TemplateDraft) -> None:
    _saved_scope(draft.scope)
    errors = []
    if not draft.name.strip():
        errors.append(FieldError("name", "Give the template a name."))
    elif len(draft.name.strip()) > LONGEST_NAME:
        errors.append(FieldError("name", "Use 120 characters at most for the name."))
    if len(draft.about.strip()) > LONGEST_TEXT:
        errors.append(FieldError("about", "Use 2000 characters at most."))
    if draft.weeks is not None and not 1 <= draft.weeks <= 52:
        errors.append(FieldError("weeks", "Use a number of weeks from 1 to 52."))
    if not 1 <= len(draft.lines) <= MOST_PRESCRIPTIONS:
        errors.append(FieldError("lines", "A template has 1 to 30 exercises."))
    known = exercises.catalogue(unit, actor.clinic_id, (line.exercise_id for line in draft.lines))
    for at, line in enumerate(draft.lines):
        errors += _line_errors(f"lines.{at}", line, known.get(line.exercise_id))
    errors += _names_in(actor, unit, draft)
    if errors:
        raise Invalid("The template was not saved: some values need a change.", tuple(errors))


def _line_errors(at: str, line: Prescription, exercise: Exercise | None) -> list[FieldError]:
    errors = []
    if exercise is None:
        errors.append(FieldError(f"{at}.exercise_id", "This exercise is not in the library."))
    elif exercise.is_retired:
        errors.append(FieldError(f"{at}.exercise_id", "Your clinic has retired this exercise. Choose another one."))
    measured = line.reps is not None or line.hold_seconds is not None
    if measured == (line.duration_minutes is not None):
        errors.append(FieldError(f"{at}.reps", "Give repetitions and hold, or minutes: one of the two."))
    return errors


def _names_in(actor: Actor, unit: Unit, draft: TemplateDraft) -> list[FieldError]:
    """Fields with the full name of a patient of the actor's in them: a template is read by more people."""
    texts = {"name": draft.name, "about": draft.about}
    if draft.keep_notes:
        for at, line in enumerate(draft.lines):
            texts[f"lines.{at}.note"] = line.note or ""
            texts[f"lines.{at}.precautions"] = line.precautions or ""
            texts[f"lines.{at}.range_limit"] = line.range_limit or ""
    patients = [patient.name.casefold() for patient, _ in shares.patients_of(unit.session, actor.id, unit.now)]
    return [
        FieldError(field, "Leave the patient's name out. Other people may read this template.")
        for field, text in texts.items()
        if any(name in text.casefold() for name in patients)
    ]
