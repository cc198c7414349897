"""What an intake leaves in the journey: the onset, and who referred whom."""

from collections.abc import Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from patient_app.domain.journey import EventKind
from patient_app.store.tables import JourneyEntry


def onsets(session: Session, episode_id: str) -> Sequence[JourneyEntry]:
    """The entries about the onset of an episode that stand now."""
    return session.exec(_current(EventKind.ONSET).where(JourneyEntry.episode_id == episode_id)).all()


def referrals(session: Session, patient_id: str) -> Sequence[JourneyEntry]:
    """The referrals of a patient that stand now, newest first."""
    found = session.exec(_current(EventKind.REFERRAL).where(JourneyEntry.patient_id == patient_id)).all()
    return sorted(found, key=lambda entry: (entry.on, entry.id), reverse=True)


def _current(kind: EventKind) -> SelectOfScalar[JourneyEntry]:
    return select(JourneyEntry).where(
        JourneyEntry.kind == kind.value, col(JourneyEntry.replaced_at).is_(None), col(JourneyEntry.removed_at).is_(None)
    )
