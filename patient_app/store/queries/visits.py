"""Visits, their series, and what patients ask about them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select

from patient_app.store.tables import (
    JourneyEntry,
    PtCentre,
    Visit,
    VisitRequest,
    VisitSeries,
)


def requests_of(session: Session, patient_id: str) -> Sequence[VisitRequest]:
    """Everything that the patient asked about visits, oldest first."""
    query = select(VisitRequest).where(VisitRequest.patient_id == patient_id)
    return session.exec(query.order_by(col(VisitRequest.asked_at), VisitRequest.id)).all()


def open_requests(session: Session, patient_id: str) -> Sequence[VisitRequest]:
    """What waits for an answer, questions too, oldest first."""
    return [row for row in requests_of(session, patient_id) if row.status == "open"]


def series_of(session: Session, patient_id: str) -> dict[str, VisitSeries]:
    """The patient's series by id."""
    query = select(VisitSeries).where(VisitSeries.patient_id == patient_id)
    return {row.id: row for row in session.exec(query)}


def planned_in_series(session: Session, series_id: str, since: datetime) -> Sequence[Visit]:
    """The planned visits of a series from an instant on, in order."""
    query = select(Visit).where(Visit.series_id == series_id, Visit.status == "planned", col(Visit.planned_at) >= since)
    return session.exec(query.order_by(col(Visit.planned_at))).all()


def planned_of(session: Session, clinician_id: str, patient_id: str, first: datetime, last: datetime) -> list[Visit]:
    """The planned visits of this clinician or this patient that begin between two instants."""
    query = select(Visit).where(
        or_(col(Visit.clinician_id) == clinician_id, col(Visit.patient_id) == patient_id),
        Visit.status == "planned",
        col(Visit.planned_at) >= first,
        col(Visit.planned_at) <= last,
    )
    return list(session.exec(query.order_by(col(Visit.planned_at))))


def centres(session: Session, clinic_id: str) -> Sequence[PtCentre]:
    """The PT centres of a clinic that are open, by name."""
    query = select(PtCentre).where(PtCentre.clinic_id == clinic_id, col(PtCentre.closed_at).is_(None))
    return session.exec(query.order_by(PtCentre.name)).all()


def referrals_of_visit(session: Session, patient_id: str, visit_id: str) -> list[JourneyEntry]:
    """The journey's entries that a visit's decision to refer on made, and that still stand."""
    query = select(JourneyEntry).where(
        JourneyEntry.patient_id == patient_id,
        JourneyEntry.kind == "referral",
        col(JourneyEntry.removed_at).is_(None),
        col(JourneyEntry.replaced_at).is_(None),
    )
    return [row for row in session.exec(query) if row.details.get("visit_id") == visit_id]
