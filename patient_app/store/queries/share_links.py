"""Links of patients for people without an account."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from patient_app.store.tables import ShareLink


def with_secret(session: Session, secret_hash: str) -> ShareLink | None:
    """The link of a secret."""
    return session.exec(select(ShareLink).where(ShareLink.secret_hash == secret_hash)).first()


def locked(session: Session, secret_hash: str) -> ShareLink | None:
    """The link of a secret as it is now, held: others who open it at the same time wait for the end of this
    transaction, so that no two take the same try or the same opening. (On SQLite there is one writer anyhow.)"""
    query = select(ShareLink).where(ShareLink.secret_hash == secret_hash).with_for_update()
    return session.exec(query, execution_options={"populate_existing": True}).first()


def of_patient(session: Session, patient_id: str) -> Sequence[ShareLink]:
    """All links of a patient, the newest first."""
    query = select(ShareLink).where(ShareLink.patient_id == patient_id)
    return session.exec(query.order_by(col(ShareLink.made_at).desc(), col(ShareLink.id).desc())).all()
