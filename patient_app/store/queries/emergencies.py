"""Emergency access: records that clinicians opened without a share."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from patient_app.store.tables import EmergencyAccess, Person


def get(session: Session, access_id: str) -> EmergencyAccess | None:
    """The access with this id."""
    return session.get(EmergencyAccess, access_id)


def open_now(session: Session, patient_id: str, clinician_id: str, now: datetime) -> EmergencyAccess | None:
    """The access of this clinician to this patient that goes on now."""
    query = select(EmergencyAccess).where(
        EmergencyAccess.patient_id == patient_id,
        EmergencyAccess.clinician_id == clinician_id,
        col(EmergencyAccess.since) <= now,
        col(EmergencyAccess.until) > now,
        col(EmergencyAccess.ended_at).is_(None),
    )
    return session.exec(query.order_by(col(EmergencyAccess.until).desc())).first()


def of_clinician(session: Session, clinician_id: str, now: datetime) -> Sequence[tuple[EmergencyAccess, Person]]:
    """What this clinician has open now, with the patient; the newest first."""
    query = (
        select(EmergencyAccess, Person)
        .join(Person, col(Person.id) == col(EmergencyAccess.patient_id))
        .where(
            EmergencyAccess.clinician_id == clinician_id,
            col(EmergencyAccess.until) > now,
            col(EmergencyAccess.ended_at).is_(None),
            col(Person.deactivated_at).is_(None),
        )
        .order_by(col(EmergencyAccess.since).desc(), col(EmergencyAccess.id).desc())
    )
    return [(access, person) for access, person in session.exec(query)]


def of_patient(session: Session, patient_id: str, since: datetime) -> Sequence[tuple[EmergencyAccess, Person]]:
    """What was opened of this patient since then, with the clinician; the newest first."""
    query = (
        select(EmergencyAccess, Person)
        .join(Person, col(Person.id) == col(EmergencyAccess.clinician_id))
        .where(EmergencyAccess.patient_id == patient_id, col(EmergencyAccess.since) >= since)
        .order_by(col(EmergencyAccess.since).desc(), col(EmergencyAccess.id).desc())
    )
    return [(access, person) for access, person in session.exec(query)]
