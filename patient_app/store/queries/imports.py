"""What was imported before: which resource of another system became which row."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from patient_app.store import tables
from patient_app.store.tables import AuditEvent, ImportedRecord, Person, RecordImport

AT_ONCE = 500
TABLES: dict[str, type[SQLModel]] = {
    "episode": tables.Episode,
    "activity": tables.Activity,
    "pt_order": tables.Order,
    "program_version": tables.ProgramVersion,
    "prescription": tables.Prescription,
    "exercise_log": tables.ExerciseLog,
    "check_in": tables.CheckIn,
    "measure_response": tables.MeasureResponse,
    "measurement": tables.Measurement,
    "goal": tables.Goal,
    "measure_assignment": tables.MeasureAssignment,
    "hold": tables.Hold,
    "progress_report": tables.ProgressReport,
    "visit": tables.Visit,
    "journey_entry": tables.JourneyEntry,
}
"""The tables that a resource may become a row of."""


def imported(session: Session, patient_id: str) -> Sequence[tuple[ImportedRecord, RecordImport]]:
    """Everything that was imported for a patient, with its import."""
    query = select(ImportedRecord, RecordImport).join(RecordImport, col(RecordImport.id) == ImportedRecord.import_id)
    return session.exec(query.where(ImportedRecord.patient_id == patient_id)).all()


def patient_of(session: Session, clinic_id: str, system: str, value: str) -> str | None:
    """The patient of a clinic who came from this Patient resource."""
    query = select(ImportedRecord.patient_id).join(RecordImport, col(RecordImport.id) == ImportedRecord.import_id)
    query = query.where(RecordImport.clinic_id == clinic_id, ImportedRecord.resource_type == "Patient")
    return session.exec(query.where(ImportedRecord.system == system, ImportedRecord.value == value)).first()


def placeholders(session: Session, clinic_id: str) -> Sequence[tuple[ImportedRecord, Person]]:
    """The people of other systems who were named in imports of a clinic."""
    query = select(ImportedRecord, Person).join(Person, col(Person.id) == ImportedRecord.row_id)
    return session.exec(
        query.where(ImportedRecord.table_name == "person", Person.clinic_id == clinic_id, Person.role != "patient")
    ).all()


def touched_since(session: Session, patient_id: str, row_id: str, at: datetime) -> bool:
    """Whether something was done to a row of a patient after this time, by what the audit log says."""
    query = select(AuditEvent.id).where(AuditEvent.patient_id == patient_id, AuditEvent.object_id == row_id)
    return session.exec(query.where(AuditEvent.at > at).limit(1)).first() is not None


def rows(session: Session, table: str, ids: Collection[str]) -> dict[str, SQLModel]:
    """Rows of a table by id; those that are not there are left out."""
    model, wanted = TABLES[table], sorted(ids)
    found: dict[str, SQLModel] = {}
    for start in range(0, len(wanted), AT_ONCE):
        column = col(model.id)  # type: ignore[attr-defined]
        for row in session.exec(select(model).where(column.in_(wanted[start : start + AT_ONCE]))):
            found[row.id] = row  # type: ignore[attr-defined]
    return found
