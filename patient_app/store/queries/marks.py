"""Clinicians' marks on reasons for attention, and their saved views."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from patient_app.store.tables import AttentionMark, Person, SavedView


def of_clinician(session: Session, clinician_id: str) -> Sequence[AttentionMark]:
    """The clinician's marks that were not undone, newest first."""
    query = select(AttentionMark).where(
        AttentionMark.clinician_id == clinician_id, col(AttentionMark.undone_at).is_(None)
    )
    return session.exec(query.order_by(col(AttentionMark.at).desc(), col(AttentionMark.id).desc())).all()


def of_patient(session: Session, patient_id: str) -> Sequence[tuple[AttentionMark, Person]]:
    """Everyone's marks on a patient's reasons that were not undone, with who made them, newest first."""
    query = (
        select(AttentionMark, Person)
        .join(Person, col(Person.id) == col(AttentionMark.clinician_id))
        .where(AttentionMark.patient_id == patient_id, col(AttentionMark.undone_at).is_(None))
        .order_by(col(AttentionMark.at).desc(), col(AttentionMark.id).desc())
    )
    return [(mark, person) for mark, person in session.exec(query)]


def saved_views(session: Session, person_id: str) -> Sequence[SavedView]:
    """A clinician's saved views: the one that opens first (position 0), then by name."""
    query = select(SavedView).where(SavedView.person_id == person_id)
    return session.exec(query.order_by(col(SavedView.position), SavedView.name)).all()
