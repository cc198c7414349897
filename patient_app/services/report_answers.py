"""What comes after a progress report is signed: the physiatrist's decision, a change of mind, addenda."""

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.reports import EntryKind, ReportDecision, ReportStatus, is_own_words
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind, tell
from patient_app.services.report_seal import append
from patient_app.services.reports import Report, opened
from patient_app.store.queries import people, shares
from patient_app.store.queries import reports as rows
from patient_app.store.tables import Person, ProgressReport
from patient_app.store.unit import Unit

LONGEST_NOTE = 2000
LONGEST_ADDENDUM = 10_000


def acknowledge(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    report_id: str,
    decision: ReportDecision,
    note: str = "",
    *,
    for_patient: bool = False,
) -> Report:
    """A physiatrist has read the report and decides, once. The note is for the PT, and the patient's too when meant so.

    Raises `WrongRole`, `NotFound` without the `journey` part, `Conflict` when somebody has decided already.
    """
    patient, row = _signed(actor, unit, patient_id, report_id)
    if row.acknowledged_at is not None:
        raise Conflict("This report has a decision already. To change it, add a further decision.")
    row.acknowledged_by, row.acknowledged_at = actor.id, unit.now
    row.status = ReportStatus.ACKNOWLEDGED.value
    return _decide(actor, unit, patient, row, decision, note, for_patient)


def decide_again(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    report_id: str,
    decision: ReportDecision,
    note: str = "",
    *,
    for_patient: bool = False,
    seen: int,
) -> Report:
    """A further decision, which holds from now on; the former one stays. `seen`: how many entries the reader saw.

    Rights as `acknowledge`. Raises `Conflict` when something was added since, or there is no decision yet.
    """
    patient, row = _signed(actor, unit, patient_id, report_id)
    if row.acknowledged_at is None:
        raise Conflict("This report has no decision yet.")
    if seen != len(row.addenda):
        raise Conflict("Something was added to this report meanwhile. Read it, then decide.")
    return _decide(actor, unit, patient, row, decision, note, for_patient)


def add(actor: Actor, unit: Unit, patient_id: str, report_id: str, text: str) -> Report:
    """An addendum by the author or a physiatrist who decided. What was signed stays as it is.

    Raises `NotFound` without the `journey` part and for anyone else, `Invalid` for an empty or too long text.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    row = _row(unit, patient, report_id)
    if actor.id not in may_add(row):
        raise NotFound
    if not is_own_words(text):
        raise Invalid.field("text", "Write what is to be added.")
    if len(text) > LONGEST_ADDENDUM:
        raise Invalid.field("text", "This text is too long to keep. Shorten it.")
    append(row, EntryKind.ADDENDUM, actor.id, actor.name, unit.now, text=text.strip())
    unit.session.add(row)
    audit.record(actor, unit, "report.added_to", patient_id=patient.id, kind="report", id=row.id)
    for reader in {row.author_id, row.to_id, row.acknowledged_by} - {actor.id, None}:
        _tell(actor, unit, patient, row, str(reader), NoticeKind.REPORT_ADDED_TO)
    unit.changed.add(f"patient:{patient.id}")
    return opened(actor, unit, patient.id, row)


def may_add(row: ProgressReport) -> frozenset[str]:
    """Who may add to a signed report: its author, and whoever decided."""
    decided = {str(each["by"]) for each in row.addenda if each["kind"] == EntryKind.DECISION}
    return frozenset(decided | {row.author_id})


def _decide(
    actor: Actor,
    unit: Unit,
    patient: Person,
    row: ProgressReport,
    decision: ReportDecision,
    note: str,
    for_patient: bool,
) -> Report:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid.field("note", "Use 2,000 characters at most.")
    append(
        row,
        EntryKind.DECISION,
        actor.id,
        actor.name,
        unit.now,
        decision=decision.value,
        note=note,
        for_patient=for_patient and bool(note),
    )
    row.decision, row.decision_note = decision.value, note or None
    unit.session.add(row)
    audit.record(
        actor, unit, "report.decided", patient_id=patient.id, kind="report", id=row.id, decision=decision.value
    )
    _tell(actor, unit, patient, row, row.author_id, NoticeKind.REPORT_DECIDED)
    tell(unit, patient.id, NoticeKind.REPORT_DECIDED, patient_id=patient.id, object_id=row.id, clinician=actor.name)
    unit.changed.add(f"patient:{patient.id}")
    return opened(actor, unit, patient.id, row)


def _signed(actor: Actor, unit: Unit, patient_id: str, report_id: str) -> tuple[Person, ProgressReport]:
    policy.require(actor, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    return patient, _row(unit, patient, report_id)


def _row(unit: Unit, patient: Person, report_id: str) -> ProgressReport:
    row = rows.get(unit.session, report_id, lock=True)
    if row is None or row.patient_id != patient.id or row.signed_at is None:
        raise NotFound
    return row


def _tell(actor: Actor, unit: Unit, patient: Person, row: ProgressReport, reader: str, kind: NoticeKind) -> None:
    """Tell a clinician who still sees the journey: after a revocation there is nothing newer."""
    person = people.get(unit.session, reader)
    if person is None or SharePart.JOURNEY not in shares.active_parts(unit.session, patient.id, reader, unit.now):
        return
    tell(unit, reader, kind, patient_id=patient.id, object_id=row.id, clinician=actor.name, patient=patient.name)
