"""Shares and care teams."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from patient_app.domain.people import SharePart
from patient_app.store.tables import CareTeamMember, Handover, Person, Share


@dataclass(frozen=True, slots=True)
class SharedPatient:
    """What is asked of a patient's row when a thousand of them are listed."""

    id: str
    name: str
    clinic_id: str
    time_zone: str
    first_sign_in_on: date | None
    invited_on: date | None


@dataclass(frozen=True, slots=True)
class OpenShare:
    """The parts that one active patient shares with one clinician now, all shares of the two taken together."""

    patient: SharedPatient
    clinician_id: str
    parts: frozenset[SharePart]


def is_active(share: Share, now: datetime, time_zone: str) -> bool:
    """Begun, not revoked, and not past its last day in the patient's time zone."""
    return share.revoked_at is None and _is_running(share.since, share.until, now, time_zone)


def _is_running(since: datetime, until: date | None, now: datetime, time_zone: str) -> bool:
    return since <= now and (until is None or now.astimezone(ZoneInfo(time_zone)).date() <= until)


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


def closes_at(session: Session, patient_id: str, clinician_id: str, now: datetime) -> datetime | None:
    """The next instant at which a share that is open now closes by itself; `None` when none does."""
    query = (
        select(Share, Person)
        .join(Person, col(Person.id) == col(Share.patient_id))
        .where(Share.patient_id == patient_id, Share.clinician_id == clinician_id, col(Share.until).is_not(None))
    )
    found = [
        datetime.combine(share.until + timedelta(days=1), time(), ZoneInfo(patient.time_zone))
        for share, patient in session.exec(query)
        if share.until is not None and is_active(share, now, patient.time_zone)
    ]
    return min(found, default=None)


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


def open_now(
    session: Session, now: datetime, clinician_id: str | None = None, patient_ids: Collection[str] | None = None
) -> list[OpenShare]:
    """What active patients share now: with one clinician or with all, of these patients or of all. Read as columns."""
    query = (
        columns(
            col(Share.clinician_id),
            col(Share.parts),
            col(Share.since),
            col(Share.until),
            col(Person.id),
            col(Person.name),
            col(Person.clinic_id),
            col(Person.time_zone),
            col(Person.first_sign_in_on),
            col(Person.invited_on),
        )
        .join(Person, col(Person.id) == col(Share.patient_id))
        .where(col(Share.revoked_at).is_(None), col(Person.deactivated_at).is_(None))
    )
    if clinician_id is not None:
        query = query.where(col(Share.clinician_id) == clinician_id)
    if patient_ids is not None:
        query = query.where(col(Share.patient_id).in_(sorted(patient_ids)))
    found: dict[tuple[str, str], OpenShare] = {}
    for clinician, parts, since, until, *person in session.connection().execute(query):
        patient = SharedPatient(*person)
        if _is_running(since, until, now, patient.time_zone):
            before = found.get((patient.id, clinician))
            together = frozenset(map(SharePart, parts)) | (before.parts if before else frozenset())
            found[patient.id, clinician] = OpenShare(patient, clinician, together)
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


def care_team(session: Session, patient_id: str, now: datetime | None = None) -> Sequence[Person]:
    """The clinicians who treat this patient. With `now` only those who do so then: after a handover for good has
    opened, not the one who gave, and before it has opened, not the one who will receive."""
    query = (
        select(Person)
        .join(CareTeamMember, col(CareTeamMember.clinician_id) == col(Person.id))
        .where(CareTeamMember.patient_id == patient_id)
        .order_by(Person.name)
    )
    if now is not None:
        query = query.where(col(CareTeamMember.since) <= now, ~_has_given(now))
    return session.exec(query).all()


def teams(session: Session, patient_ids: Sequence[str], now: datetime) -> Sequence[tuple[str, str, str, str]]:
    """Who treats these patients now: patient, and the active clinicians' id, name and role, by name."""
    query = (
        columns(col(CareTeamMember.patient_id), col(Person.id), col(Person.name), col(Person.role))
        .join(Person, col(Person.id) == col(CareTeamMember.clinician_id))
        .where(
            col(CareTeamMember.patient_id).in_(patient_ids),
            col(CareTeamMember.since) <= now,
            col(Person.deactivated_at).is_(None),
            ~_has_given(now),
        )
    )
    found = session.connection().execute(query.order_by(col(Person.name)))
    return [(patient_id, id, name, role) for patient_id, id, name, role in found]


def _has_given(now: datetime) -> ColumnElement[bool]:
    """Has this member of the care team handed the patient over for good, and not come back since?"""
    return exists().where(
        col(Handover.patient_id) == col(CareTeamMember.patient_id),
        col(Handover.from_id) == col(CareTeamMember.clinician_id),
        col(Handover.kind) == "for_good",
        col(Handover.opens_at) <= now,
        col(Handover.opens_at) > col(CareTeamMember.since),
        col(Handover.objected_at).is_(None),
        col(Handover.withdrawn_at).is_(None),
    )
