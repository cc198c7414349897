"""Program templates that clinics and PTs saved."""

from collections.abc import Sequence

from sqlmodel import Session, col, or_, select

from patient_app.store.tables import ProgramTemplate


def in_use(session: Session, clinic_id: str, owner_id: str | None) -> Sequence[ProgramTemplate]:
    """The clinic's templates, and those of one person when given; without retired ones, oldest first."""
    query = select(ProgramTemplate).where(
        ProgramTemplate.clinic_id == clinic_id, col(ProgramTemplate.retired_at).is_(None), _readable(owner_id)
    )
    return session.exec(query.order_by(col(ProgramTemplate.id))).all()


def get(
    session: Session, template_id: str, clinic_id: str, owner_id: str | None, *, lock: bool = False
) -> ProgramTemplate | None:
    """One template of the clinic, or of one person, retired or not. `lock`: it is about to be changed."""
    query = select(ProgramTemplate).where(
        ProgramTemplate.id == template_id, ProgramTemplate.clinic_id == clinic_id, _readable(owner_id)
    )
    return session.exec(query.with_for_update() if lock else query).first()


def _readable(owner_id: str | None):  # type: ignore[no-untyped-def]
    everyones = col(ProgramTemplate.owner_id).is_(None)
    return everyones if owner_id is None else or_(everyones, col(ProgramTemplate.owner_id) == owner_id)
