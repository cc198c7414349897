"""A record of another system comes in: first as a plan that a person sees, then all of it in one transaction.

The plan is made again inside the transaction. With the hash of the plan that was shown, nothing happens when it has
become another one. Who is at the command line may make the patient; a clinician imports into a record that is shared.
"""

from dataclasses import dataclass, replace

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.record_import import (
    Choices,
    Draft,
    Fate,
    FieldChange,
    ForeignRecord,
    Kind,
    Plan,
    PlannedRow,
    is_same_name,
)
from patient_app.services import audit, import_rows, import_writing, invitations, policy
from patient_app.services.actor import Actor, Operator
from patient_app.services.import_desk import PLACEHOLDER, Desk, open_desk, placeholder_patient
from patient_app.services.invitations import Invited
from patient_app.services.reading import reads
from patient_app.store.queries import imports, people
from patient_app.store.tables import Clinic, Person
from patient_app.store.unit import Unit

NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done: the plan, into which patient's record, and the invitation of a new one with an email address."""

    plan: Plan
    patient_id: str
    invited: Invited | None = None


@reads
def may_bring_in(actor: Actor, unit: Unit, patient_id: str) -> None:
    """Raise `WrongRole` or `NotFound` unless this clinician sees the record."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    policy.open_record(actor, unit, patient_id)


@reads
def preview(actor: Actor, unit: Unit, patient_id: str, record: ForeignRecord, choices: Choices = NO_CHOICES) -> Plan:
    """The plan, for a clinician; nothing is changed. Parts that are not shared are not taken. Raises `NotFound`,
    `WrongRole`, and `Invalid` when the record seems to be another person's.
    """
    patient, parts = _opened(actor, unit, patient_id, record)
    return _planned(actor, unit, patient, parts, record, choices)[0]


def bring_in(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    record: ForeignRecord,
    choices: Choices = NO_CHOICES,
    plan_hash: str | None = None,
) -> Imported:
    """Import into a patient's record what `preview` said. Raises as `preview`, and `Conflict` for another plan."""
    people.lock(unit.session, patient_id)
    patient, parts = _opened(actor, unit, patient_id, record)
    plan, desk = _planned(actor, unit, patient, parts, record, choices)
    import_writing.write(unit, record, plan, desk, plan_hash)
    return Imported(plan, patient.id)


@reads
def preview_at_command_line(
    operator: Operator,
    unit: Unit,
    record: ForeignRecord,
    patient: str | None = None,
    email: str | None = None,
    choices: Choices = NO_CHOICES,
) -> Plan:
    """`preview` for the operator: into the patient with this id or email address, else the one whom this record came
    from before, else a new one."""
    found, is_new = _patient(unit, _clinic(unit), record, patient, email)
    _check_name(found, record, choices, is_new=is_new)
    return _planned(None, unit, found, ALL_PARTS, record, choices, is_new=is_new)[0]


def bring_in_at_command_line(
    operator: Operator,
    unit: Unit,
    record: ForeignRecord,
    patient: str | None = None,
    email: str | None = None,
    choices: Choices = NO_CHOICES,
    plan_hash: str | None = None,
) -> Imported:
    """Import for the operator what `preview_at_command_line` said. With `email` a new patient is invited."""
    clinic = _clinic(unit)
    people.lock_accounts(unit.session, clinic.id)
    found, is_new = _patient(unit, clinic, record, patient, email)
    _check_name(found, record, choices, is_new=is_new)
    if not is_new:
        people.lock(unit.session, found.id)
    plan, desk = _planned(None, unit, found, ALL_PARTS, record, choices, is_new=is_new)
    if is_new:
        unit.session.add(found)
        unit.session.flush()
    import_writing.write(unit, record, plan, desk, plan_hash)
    invited = invitations.invite_into(unit, clinic, Role.PATIENT, email, ()) if is_new and email else None
    return Imported(plan, found.id, invited)


def _opened(actor: Actor, unit: Unit, patient_id: str, record: ForeignRecord) -> tuple[Person, frozenset[SharePart]]:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id)
    parts = policy.shared_parts(actor, unit, patient_id)
    seen = {import_rows.PARTS[each.kind] for each in record.drafts} & parts
    audit.looked(actor, unit, patient_id, seen)
    return patient, parts


def _clinic(unit: Unit) -> Clinic:
    found = people.only_clinic(unit.session)
    if found is None:
        raise Invalid("There is no clinic yet. Make one with 'homestretch create-clinic'.")
    return found


def _patient(
    unit: Unit, clinic: Clinic, record: ForeignRecord, patient_id: str | None, email: str | None
) -> tuple[Person, bool]:
    """Whose record it is here, and whether they are new (then not added yet)."""
    source = record.patient.source
    known = imports.patient_of(unit.session, clinic.id, source.system, source.value)
    if patient_id is not None:
        found = people.get(unit.session, patient_id)
        if found is None or found.role != Role.PATIENT or found.clinic_id != clinic.id:
            raise NotFound("There is no patient with this id.")
    elif email is not None and (found := people.by_email(unit.session, invitations.email_of(email))) is not None:
        if found.role != Role.PATIENT or found.clinic_id != clinic.id:
            raise Invalid.field("email", "This email address is not a patient's of this clinic.")
    else:
        found = people.get(unit.session, known or record.patient.own_id or "")
    if found is not None and found.role == Role.PATIENT and found.clinic_id == clinic.id:
        if found.deactivated_at is not None or found.erased_at is not None:
            raise Invalid("This patient's account is closed.")
        if known is not None and known != found.id:
            raise Invalid("This record was imported for another patient of this clinic before.")
        return found, False
    free = record.patient.own_id if found is None else None
    made = placeholder_patient(unit, clinic.id, record.patient.name, record.patient.time_zone or clinic.time_zone, free)
    made.language = record.patient.language or "en"
    made.first_sign_in_on = record.patient.first_sign_in_on
    made.monitoring_start = record.patient.monitoring_start
    made.created_at = record.patient.created_at or unit.now
    if email is not None:
        made.email = invitations.email_of(email)
    return made, True


def _check_name(patient: Person, record: ForeignRecord, choices: Choices, *, is_new: bool) -> None:
    """Raise `Invalid` when the record seems to be another person's: a chart in the wrong hands cannot be taken back."""
    has_name = not is_new and patient.name != patient.email
    if has_name and not choices.same_person and not is_same_name(patient.name, record.patient.name):
        raise Invalid(
            "{path}.name: this record is of {theirs}, and the patient here is {ours}. Say that they are the same "
            "person to import it.",
            path=record.patient.path,
            theirs=record.patient.name,
            ours=patient.name,
        )


def _planned(
    asker: Actor | None,
    unit: Unit,
    patient: Person,
    parts: frozenset[SharePart],
    record: ForeignRecord,
    choices: Choices,
    *,
    is_new: bool = False,
) -> tuple[Plan, Desk]:
    _check_name(patient, record, choices, is_new=is_new)
    desk = open_desk(asker, unit, patient, choices, parts, record.drafts)
    desk.rows.append(_patient_row(patient, record, is_new=is_new))
    for draft in sorted(record.drafts, key=_turn):
        import_rows.take(desk, draft)
    _tell_parts(desk, record)
    for left in record.left:
        desk.leave(left.path, left.resource_type, left.reason)
    rows = sorted(desk.rows, key=_place)
    return Plan(patient.name, is_new, tuple(rows)), desk


def _turn(draft: Draft) -> tuple[int, int, str]:
    """By kind, since rows refer to those of earlier kinds; versions and orders one after the other."""
    return list(Kind).index(draft.kind), draft.values.get("version", 0), str(draft.values.get("signed_at", ""))


def _tell_parts(desk: Desk, record: ForeignRecord) -> None:
    """What goes with another resource has its fate."""
    fates = {row.path: row for row in desk.rows}
    for part in record.parts:
        whole = fates.get(part.of)
        if whole is None or whole.fate is Fate.NOT_TAKEN:
            desk.leave(part.path, part.resource_type, f"It goes with {part.of}, which is not taken.")
        else:
            becomes = f"Goes with: {whole.becomes}"
            desk.rows.append(PlannedRow(part.path, part.resource_type, whole.fate, becomes))


def _patient_row(patient: Person, record: ForeignRecord, *, is_new: bool) -> PlannedRow:
    """The patient. Who has an account says their own name; only a record without one takes the other system's."""
    theirs = record.patient
    row = PlannedRow(theirs.path, "Patient", Fate.SAME, f"Patient: {patient.name}")
    if is_new:
        return replace(row, fate=Fate.NEW)
    if patient.password_hash is None and patient.email.endswith(PLACEHOLDER) and patient.name != theirs.name:
        return replace(row, fate=Fate.CHANGED, changes=(FieldChange("name", patient.name, theirs.name),))
    return row


def _place(row: PlannedRow) -> tuple[int, str]:
    number = row.path.partition("[")[2].partition("]")[0]
    return int(number) if number.isdigit() else 0, row.path
