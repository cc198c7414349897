"""Handovers of patients between clinicians, with the shares that they made."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select

from patient_app.store.tables import CareTeamMember, Handover, Person, Share


def not_closed(session: Session, *, patient_id: str | None = None, from_id: str | None = None) -> Sequence[Handover]:
    """Handovers that were neither objected to nor withdrawn, newest first."""
    query = select(Handover).where(col(Handover.objected_at).is_(None), col(Handover.withdrawn_at).is_(None))
    if patient_id is not None:
        query = query.where(Handover.patient_id == patient_id)
    if from_id is not None:
        query = query.where(Handover.from_id == from_id)
    return session.exec(query.order_by(col(Handover.announced_at).desc(), col(Handover.id).desc())).all()


def not_closed_to(session: Session, to_id: str) -> Sequence[Handover]:
    """The same, of one colleague who receives."""
    query = select(Handover).where(
        Handover.to_id == to_id, col(Handover.objected_at).is_(None), col(Handover.withdrawn_at).is_(None)
    )
    return session.exec(query.order_by(col(Handover.announced_at).desc())).all()


def shares_of(session: Session, handover_id: str) -> Sequence[Share]:
    """The colleague's shares that this handover made and that are not revoked."""
    query = select(Share).where(Share.handover_id == handover_id, col(Share.revoked_at).is_(None))
    return session.exec(query.order_by(col(Share.since), Share.id)).all()


def own_shares(
    session: Session, clinician_id: str, patient_id: str | None = None
) -> Sequence[tuple[Share, Handover | None]]:
    """A clinician's shares that are not revoked, with the handover that each came from; a substitute's are left out."""
    query = (
        select(Share, Handover)
        .join(Handover, col(Handover.id) == col(Share.handover_id), isouter=True)
        .where(
            Share.clinician_id == clinician_id,
            col(Share.revoked_at).is_(None),
            or_(col(Share.handover_id).is_(None), Handover.kind == "for_good"),
        )
    )
    if patient_id is not None:
        query = query.where(Share.patient_id == patient_id)
    return [(share, handover) for share, handover in session.exec(query.order_by(col(Share.since), Share.id))]


def received(session: Session, clinician_id: str, now: datetime) -> Sequence[tuple[Handover, Person]]:
    """What was handed over to this clinician and has opened, with who gave it, oldest first."""
    query = (
        select(Handover, Person)
        .join(Person, col(Person.id) == col(Handover.from_id))
        .where(
            Handover.to_id == clinician_id,
            col(Handover.objected_at).is_(None),
            col(Handover.withdrawn_at).is_(None),
            col(Handover.opens_at) <= now,
        )
    )
    return [(found, giver) for found, giver in session.exec(query.order_by(col(Handover.opens_at)))]


def member(session: Session, patient_id: str, clinician_id: str) -> CareTeamMember | None:
    """The clinician's place in the care team."""
    query = select(CareTeamMember).where(
        CareTeamMember.patient_id == patient_id, CareTeamMember.clinician_id == clinician_id
    )
    return session.exec(query).first()
