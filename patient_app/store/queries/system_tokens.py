"""Tokens of other systems."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from patient_app.store.tables import Person, SystemToken


def with_hash(session: Session, token_hash: str) -> tuple[SystemToken, Person] | None:
    """The token of this hash that is not closed, with the clinician as whom it reads."""
    query = (
        select(SystemToken, Person)
        .join(Person, col(Person.id) == col(SystemToken.clinician_id))
        .where(SystemToken.token_hash == token_hash, col(SystemToken.revoked_at).is_(None))
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None


def of_clinic(session: Session, clinic_id: str) -> Sequence[tuple[SystemToken, Person]]:
    """Every token of a clinic with its clinician, the newest first, closed ones too."""
    query = (
        select(SystemToken, Person)
        .join(Person, col(Person.id) == col(SystemToken.clinician_id))
        .where(SystemToken.clinic_id == clinic_id)
        .order_by(col(SystemToken.made_at).desc(), col(SystemToken.id).desc())
    )
    return [(token, person) for token, person in session.exec(query)]


def names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of the systems with these tokens."""
    found = session.exec(select(SystemToken).where(col(SystemToken.id).in_(sorted(ids)))).all() if ids else []
    return {token.id: token.name for token in found}


def close_all(session: Session, clinician_id: str, now: datetime) -> None:
    """Close every token that reads as this clinician."""
    session.connection().execute(
        update(SystemToken)
        .where(col(SystemToken.clinician_id) == clinician_id, col(SystemToken.revoked_at).is_(None))
        .values(revoked_at=now)
    )
