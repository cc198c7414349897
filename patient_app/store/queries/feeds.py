"""Patients' calendar addresses."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from patient_app.store.tables import CalendarFeed, Person


def open_feeds(session: Session, person_id: str) -> Sequence[CalendarFeed]:
    """The addresses of a person that are not closed, newest first."""
    query = select(CalendarFeed).where(CalendarFeed.person_id == person_id, col(CalendarFeed.revoked_at).is_(None))
    return session.exec(query.order_by(col(CalendarFeed.made_at).desc(), col(CalendarFeed.id).desc())).all()


def with_token(session: Session, token_hash: str) -> tuple[CalendarFeed, Person] | None:
    """The address of this token that is not closed, with whose it is."""
    query = (
        select(CalendarFeed, Person)
        .join(Person, col(Person.id) == col(CalendarFeed.person_id))
        .where(CalendarFeed.token_hash == token_hash, col(CalendarFeed.revoked_at).is_(None))
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None
