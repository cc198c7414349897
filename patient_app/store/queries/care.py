"""Episodes, goals, activities, holds and visits of a patient."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, select

from patient_app.store.tables import Activity, Episode, Goal, GoalChange, Hold, Order, ProgressReport, Visit

PLANNED = "planned"
"""An episode that an order is being written for; it begins when the order is signed."""
INTAKE = "intake"
"""An episode that holds the intake while the patient is writing it."""


class VisitFacts(NamedTuple):
    """What the rules need of a visit."""

    planned_at: datetime
    status: str
    kind: str
    decision: str | None
    clinician_id: str


class ReportFacts(NamedTuple):
    """What the rules need of a progress report."""

    id: str
    episode_id: str
    number: int | None
    period_to: date
    signed_at: datetime | None
    acknowledged_at: datetime | None
    decision: str | None
    addenda: list[dict[str, Any]]
    author_id: str


def active_episode(session: Session, patient_id: str) -> Episode | None:
    """The course of treatment that is going on, else the last one. A planned one is none yet."""
    begun = col(Episode.status).not_in((PLANNED, INTAKE))
    query = select(Episode).where(Episode.patient_id == patient_id, begun)
    return session.exec(query.order_by(col(Episode.status), col(Episode.started_on).desc())).first()


def planned_episode(session: Session, patient_id: str) -> Episode | None:
    """A course that was planned and has not begun."""
    query = select(Episode).where(Episode.patient_id == patient_id, Episode.status == PLANNED)
    return session.exec(query.order_by(Episode.id)).first()


def active_episode_id(session: Session, patient_id: str) -> str | None:
    """The id of the course of treatment that is going on, else of the last one."""
    episode = active_episode(session, patient_id)
    return episode.id if episode else None


def intake_draft(session: Session, patient_id: str) -> Episode | None:
    """The episode whose intake the patient is writing."""
    query = select(Episode).where(Episode.patient_id == patient_id, Episode.status == INTAKE)
    return session.exec(query.order_by(Episode.id)).first()


def activities(session: Session, patient_id: str, today: date | None = None) -> Sequence[Activity]:
    """The patient's own activities, oldest first; with `today` only those that go on."""
    query = select(Activity).where(Activity.patient_id == patient_id)
    if today is not None:
        query = query.where(or_(col(Activity.until).is_(None), col(Activity.until) >= today))
    return session.exec(query.order_by(col(Activity.since), Activity.id)).all()


def open_hold(session: Session, patient_id: str) -> Hold | None:
    """The hold that is not cleared; the gravest (E before U before C), then the oldest."""
    query = select(Hold).where(Hold.patient_id == patient_id, col(Hold.cleared_at).is_(None))
    rows = session.exec(query.order_by(col(Hold.started_at))).all()
    return min(rows, key=lambda hold: "EUC".index(hold.level), default=None)


def open_holds(session: Session, patient_id: str) -> Sequence[Hold]:
    """All holds that are not cleared."""
    return session.exec(select(Hold).where(Hold.patient_id == patient_id, col(Hold.cleared_at).is_(None))).all()


def holds_from(session: Session, patient_id: str, check_in_id: str) -> Sequence[Hold]:
    """The holds that a check-in led to, cleared ones too, oldest first."""
    query = select(Hold).where(Hold.patient_id == patient_id, Hold.check_in_id == check_in_id)
    return session.exec(query.order_by(col(Hold.started_at))).all()


def visits(session: Session, patient_id: str) -> Sequence[Visit]:
    """All visits of a patient by time."""
    return session.exec(select(Visit).where(Visit.patient_id == patient_id).order_by(col(Visit.planned_at))).all()


def visit_facts(session: Session, patient_id: str, decision: str | None = None) -> list[VisitFacts]:
    """`visits` without their words, there may be hundreds; with `decision` those that decided so."""
    query = columns(
        col(Visit.planned_at), col(Visit.status), col(Visit.kind), col(Visit.decision), col(Visit.clinician_id)
    )
    query = query.where(col(Visit.patient_id) == patient_id).order_by(col(Visit.planned_at))
    if decision is not None:
        query = query.where(col(Visit.decision) == decision)
    return [VisitFacts._make(row) for row in session.connection().execute(query)]


def report_facts(session: Session, patient_id: str, decision: str | None = None) -> list[ReportFacts]:
    """`reports` without what is in them; with `decision` those that were answered so."""
    report = ProgressReport
    query = columns(
        col(report.id),
        col(report.episode_id),
        col(report.number),
        col(report.period_to),
        col(report.signed_at),
        col(report.acknowledged_at),
        col(report.decision),
        col(report.addenda),
        col(report.author_id),
    )
    query = query.where(col(report.patient_id) == patient_id).order_by(col(report.period_to))
    if decision is not None:
        query = query.where(col(report.decision) == decision)
    return [ReportFacts._make(row) for row in session.connection().execute(query)]


def reports(session: Session, patient_id: str) -> Sequence[ProgressReport]:
    """All progress reports of a patient by number."""
    query = select(ProgressReport).where(ProgressReport.patient_id == patient_id)
    return session.exec(query.order_by(col(ProgressReport.period_to))).all()


def orders(session: Session, patient_id: str) -> Sequence[Order]:
    """All orders of a patient that were ever signed, oldest first."""
    query = select(Order).where(Order.patient_id == patient_id, col(Order.signed_at).is_not(None))
    return session.exec(query.order_by(col(Order.signed_at), Order.id)).all()


def signed_orders(session: Session, patient_id: str) -> Sequence[Order]:
    """The signed orders of a patient that were not cancelled, oldest first."""
    query = select(Order).where(
        Order.patient_id == patient_id, Order.status == "signed", col(Order.signed_at).is_not(None)
    )
    return session.exec(query.order_by(col(Order.signed_at))).all()


def order(session: Session, order_id: str, *, lock: bool = False) -> Order | None:
    """One order. `lock`: it is about to be changed."""
    query = select(Order).where(Order.id == order_id)
    return session.exec(query.with_for_update() if lock else query).first()


def order_draft(session: Session, patient_id: str, author_id: str, *, lock: bool = False) -> Order | None:
    """A physiatrist's order for a patient that is not signed yet. `lock`: it is about to be changed."""
    query = select(Order).where(
        Order.patient_id == patient_id, Order.physiatrist_id == author_id, Order.status == "draft"
    )
    return session.exec(query.with_for_update() if lock else query).first()


def open_orders(session: Session, patient_ids: Sequence[str]) -> Sequence[Order]:
    """The signed orders of these patients that nobody accepted, declined or cancelled, oldest first."""
    query = select(Order).where(
        col(Order.patient_id).in_(patient_ids),
        Order.status == "signed",
        col(Order.signed_at).is_not(None),
        col(Order.accepted_at).is_(None),
        col(Order.declined_at).is_(None),
    )
    return session.exec(query.order_by(col(Order.signed_at))).all() if patient_ids else []


def goals(session: Session, patient_id: str) -> Sequence[Goal]:
    """All goals of a patient by letter."""
    return session.exec(select(Goal).where(Goal.patient_id == patient_id).order_by(Goal.letter)).all()


def goal_changes(session: Session, patient_id: str) -> Sequence[GoalChange]:
    """What was said of the patient's goals, oldest first."""
    query = select(GoalChange).where(GoalChange.patient_id == patient_id)
    return session.exec(query.order_by(col(GoalChange.changed_at), GoalChange.id)).all()
