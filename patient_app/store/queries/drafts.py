"""Programs that PTs have begun and not published."""

from collections.abc import Sequence

from sqlmodel import Session, select

from patient_app.store.tables import ProgramDraft


def draft_of(session: Session, patient_id: str, author_id: str, *, lock: bool = False) -> ProgramDraft | None:
    """One PT's draft for one patient. `lock`: it is about to be changed."""
    query = select(ProgramDraft).where(ProgramDraft.patient_id == patient_id, ProgramDraft.author_id == author_id)
    return session.exec(query.with_for_update() if lock else query).first()


def drafts_for(session: Session, patient_id: str) -> Sequence[ProgramDraft]:
    """Every PT's draft for one patient."""
    return session.exec(select(ProgramDraft).where(ProgramDraft.patient_id == patient_id)).all()
