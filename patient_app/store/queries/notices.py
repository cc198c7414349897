"""Notices of a person."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from patient_app.store.tables import Notice


def unseen(session: Session, person_id: str) -> Sequence[Notice]:
    """What the person has not seen yet, newest first."""
    query = select(Notice).where(Notice.person_id == person_id, col(Notice.seen_at).is_(None))
    return session.exec(query.order_by(col(Notice.at).desc(), col(Notice.id).desc())).all()
