"""Sessions, one-time codes and failed tries."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from patient_app.store.tables import AuthSession, Invitation, Person, ResetCode, SignInAttempt


def with_token(session: Session, token_hash: str) -> tuple[AuthSession, Person] | None:
    """The sign-in of this token that is not revoked, with its person."""
    query = (
        select(AuthSession, Person)
        .join(Person, col(Person.id) == col(AuthSession.person_id))
        .where(AuthSession.token_hash == token_hash, col(AuthSession.revoked_at).is_(None))
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None


def revoke_all(session: Session, person_id: str, now: datetime) -> None:
    """End every sign-in of a person."""
    session.connection().execute(
        update(AuthSession)
        .where(col(AuthSession.person_id) == person_id, col(AuthSession.revoked_at).is_(None))
        .values(revoked_at=now)
    )


def invitation(session: Session, code_hash: str) -> Invitation | None:
    """The invitation of this code."""
    return session.exec(select(Invitation).where(Invitation.code_hash == code_hash)).first()


def open_invitations(session: Session, email: str) -> list[Invitation]:
    """Invitations of this address that have not been accepted."""
    query = select(Invitation).where(Invitation.email == email, col(Invitation.accepted_at).is_(None))
    return list(session.exec(query))


def forget_invitations(session: Session, email: str) -> None:
    """Drop every invitation of this address."""
    session.connection().execute(delete(Invitation).where(col(Invitation.email) == email))


def reset_code(session: Session, code_hash: str) -> ResetCode | None:
    """The reset code of this digest."""
    return session.exec(select(ResetCode).where(ResetCode.code_hash == code_hash)).first()


def tries(session: Session, subject: str, since: datetime) -> tuple[int, datetime | None]:
    """How many failed tries on a subject since then, and the first of them."""
    query = select(func.count(), func.min(SignInAttempt.at)).where(
        SignInAttempt.subject == subject, col(SignInAttempt.at) > since
    )
    count, first = session.exec(query).one()
    return count, first


def forget_tries(session: Session, subject: str, before: datetime) -> None:
    """Drop the tries on a subject, and everybody's old ones."""
    session.connection().execute(
        delete(SignInAttempt).where((col(SignInAttempt.subject) == subject) | (col(SignInAttempt.at) < before))
    )


def open_sessions(session: Session, person_id: str, now: datetime) -> list[AuthSession]:
    """Sign-ins of a person that are not ended, the latest used first."""
    query = (
        select(AuthSession)
        .where(
            AuthSession.person_id == person_id,
            col(AuthSession.revoked_at).is_(None),
            col(AuthSession.expires_at) > now,
        )
        .order_by(col(AuthSession.last_seen_at).desc())
    )
    return list(session.exec(query))


def revoke_others(session: Session, person_id: str, session_id: str, now: datetime) -> None:
    """End every sign-in of a person but one."""
    session.connection().execute(
        update(AuthSession)
        .where(
            col(AuthSession.person_id) == person_id,
            col(AuthSession.id) != session_id,
            col(AuthSession.revoked_at).is_(None),
        )
        .values(revoked_at=now)
    )
