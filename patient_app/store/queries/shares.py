"""Shares and care teams."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from patient_app.domain.people import SharePart
from patient_app.store.tables import CareTeamMember, Person, Share


def is_active(share: Share, now: datetime, time_zone: str) -> bool:
    """Begun, not revoked, and not past its last day in the patient's time zone."""
    if share.revoked_at is not None or share.since > now:
        return False
    return share.until is None or now.astimezone(ZoneInfo(time_zone)).date() <= share.until


def active_parts(session: Session, patient_id: str, clinician_id: str, now: datetime) -> frozenset[SharePart]:
    """What this clinician may see of this patient now."""
    query = (
        select(Share, Person)
        .join(Person, col(Person.id) == col(Share.patient_id))
        .where(Share.patient_id == patient_id, Share.clinician_id == clinician_id, col(Share.revoked_at).is_(None))
    )
    parts: set[SharePart] = set()
    for share, patient in session.exec(query):
        if is_active(share, now, patient.time_zone):
            parts.update(SharePart(part) for part in share.parts)
    return frozenset(parts)


def ended_at(session: Session, patient_id: str, clinician_id: str, part: SharePart, now: datetime) -> datetime | None:
    """When the last share of this part with this clinician ended; `None` when there was none."""
    query = (
        select(Share, Person)
        .join(Person, col(Person.id) == col(Share.patient_id))
        .where(Share.patient_id == patient_id, Share.clinician_id == clinician_id, col(Share.since) <= now)
    )
    found = [_end(share, patient.time_zone, now) for share, patient in session.exec(query) if part.value in share.parts]
    return max(found, default=None)


def _end(share: Share, time_zone: str, now: datetime) -> datetime:
    ends = [now] if share.revoked_at is None else [now, share.revoked_at]
    if share.until is not None:
        ends.append(datetime.combine(share.until + timedelta(days=1), time(), ZoneInfo(time_zone)))
    return min(ends)


def of_patient(session: Session, patient_id: str) -> Sequence[tuple[Share, Person]]:
    """All shares of a patient, with the clinician, newest first."""
    query = (
        select(Share, Person)
        .join(Person, col(Person.id) == col(Share.clinician_id))
        .where(Share.patient_id == patient_id)
        .order_by(col(Share.since).desc(), col(Share.id).desc())
    )
    return [(share, person) for share, person in session.exec(query)]


def patients_of(session: Session, clinician_id: str, now: datetime) -> list[tuple[Person, frozenset[SharePart]]]:
    """The active patients who share with this clinician now, with the parts."""
    query = (
        select(Share, Person)
        .join(Person, col(Person.id) == col(Share.patient_id))
        .where(
            Share.clinician_id == clinician_id,
            col(Share.revoked_at).is_(None),
            col(Person.deactivated_at).is_(None),
        )
        .order_by(Person.name)
    )
    found: dict[str, tuple[Person, frozenset[SharePart]]] = {}
    for share, patient in session.exec(query):
        if is_active(share, now, patient.time_zone):
            before = found.get(patient.id, (patient, frozenset()))[1]
            found[patient.id] = (patient, before | {SharePart(part) for part in share.parts})
    return list(found.values())


def clinicians_of(session: Session, patient_id: str, now: datetime) -> list[Person]:
    """The active clinicians with any active share of this patient."""
    return [
        clinician
        for share, clinician in of_patient(session, patient_id)
        if clinician.deactivated_at is None and is_active_for(session, share, now)
    ]


def is_active_for(session: Session, share: Share, now: datetime) -> bool:
    """`is_active` in the time zone of the share's patient."""
    patient = session.get(Person, share.patient_id)
    return patient is not None and is_active(share, now, patient.time_zone)


def care_team(session: Session, patient_id: str) -> Sequence[Person]:
    """The clinicians who treat this patient."""
    query = (
        select(Person)
        .join(CareTeamMember, col(CareTeamMember.clinician_id) == col(Person.id))
        .where(CareTeamMember.patient_id == patient_id)
        .order_by(Person.name)
    )
    return session.exec(query).all()
