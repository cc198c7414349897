"""Questions to the audit log."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from patient_app.store.tables import AuditEvent, Person


def seen_since(session: Session, session_id: str, patient_id: str | None, kind: str, since: datetime) -> bool:
    """Has this sign-in had a look of this kind at this patient (or panel) since?"""
    query = select(AuditEvent.id).where(
        AuditEvent.session_id == session_id,
        col(AuditEvent.action).in_(("record.viewed", "panel.viewed")),
        AuditEvent.object_kind == kind,
        col(AuditEvent.at) > since,
    )
    if patient_id is not None:
        query = query.where(AuditEvent.patient_id == patient_id)
    return session.exec(query.limit(1)).first() is not None


def by_others(session: Session, patient_id: str, limit: int = 500) -> Sequence[tuple[AuditEvent, Person | None]]:
    """What others did with a patient's record, newest first, with who it was."""
    query = (
        select(AuditEvent, Person)
        .outerjoin(Person, col(Person.id) == col(AuditEvent.actor_id))
        .where(AuditEvent.patient_id == patient_id, AuditEvent.actor_id != patient_id)
        .order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc())
        .limit(limit)
    )
    return [(event, person) for event, person in session.exec(query)]
