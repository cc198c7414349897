"""Questions to the audit log."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from patient_app.store.queries import bulk
from patient_app.store.tables import AuditEvent, Person, ShareLink, metadata

LINK_OPENED = "link.opened"
"""Someone without an account opened one of the patient's links."""
AT_THE_SERVER = ("record.exported", "record.imported")
"""What whoever runs the server does to a record, with nobody signed in."""


def add_all(session: Session, events: Sequence[dict[str, Any]]) -> None:
    """Add events, given by column."""
    bulk.insert(session, metadata.tables["audit_event"], events)


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


def by_others(
    session: Session, patient_id: str, before: str | None = None, limit: int = 500
) -> Sequence[tuple[AuditEvent, Person | None]]:
    """What others did with a patient's record, newest first, with who it was; older than the event `before`. Nobody is
    signed in when a link is opened, or when something is done at the server itself."""
    query = (
        select(AuditEvent, Person)
        .outerjoin(Person, col(Person.id) == col(AuditEvent.actor_id))
        .where(
            AuditEvent.patient_id == patient_id,
            or_(
                col(AuditEvent.actor_id) != patient_id,
                and_(col(AuditEvent.actor_id).is_(None), col(AuditEvent.action).in_((LINK_OPENED, *AT_THE_SERVER))),
            ),
        )
        .order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc())
        .limit(limit)
    )
    if before is not None and (last := session.get(AuditEvent, before)) is not None:
        query = query.where(
            or_(
                col(AuditEvent.at) < last.at,
                and_(col(AuditEvent.at) == last.at, col(AuditEvent.id) < last.id),
            )
        )
    return [(event, person) for event, person in session.exec(query)]


def link_labels(session: Session, patient_id: str) -> dict[str, str]:
    """What the patient calls each of the own links, by id."""
    found = session.exec(select(ShareLink.id, ShareLink.label).where(ShareLink.patient_id == patient_id))
    return dict(found.all())


def of_clinic(session: Session, clinic_id: str, before: str | None, limit: int) -> Sequence[AuditEvent]:
    """The newest events of a clinic, and those without one (refused sign-ins); older than the event `before`."""
    query = select(AuditEvent).where(or_(col(AuditEvent.clinic_id) == clinic_id, col(AuditEvent.clinic_id).is_(None)))
    if before is not None:
        # Ids are UUIDv7: in order of making.
        query = query.where(col(AuditEvent.id) < before)
    return session.exec(query.order_by(col(AuditEvent.id).desc()).limit(limit)).all()


def changes(session: Session, patient_id: str, kind: str, actions: Collection[str]) -> dict[str, tuple[int, datetime]]:
    """How often each object of a kind was so changed, and when last."""
    query = select(AuditEvent.object_id, func.count(), func.max(AuditEvent.at)).where(
        AuditEvent.patient_id == patient_id, AuditEvent.object_kind == kind, col(AuditEvent.action).in_(actions)
    )
    found = session.exec(query.group_by(col(AuditEvent.object_id)))
    return {id: (count, last) for id, count, last in found if id is not None}
