"""The course around a summary: order, visits and reports, and the last visit to count from.

Asks no policy: whoever calls has (part `journey`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.people import Role
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visits import VisitDecision, VisitKind
from patient_app.services import orders
from patient_app.services.actor import Actor
from patient_app.services.orders import OrderView
from patient_app.services.treatment_days import treatment_days
from patient_app.store.queries import care, people
from patient_app.store.queries.care import ReportFacts, VisitFacts
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class VisitMark:
    """A visit that was held, or the next one. `decision`: how a held one ended, when that was said."""

    on: date
    kind: VisitKind
    clinician: str
    decision: VisitDecision | None


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A signed progress report. Without `decided_on` it waits for the physiatrist's decision."""

    id: str
    number: int
    signed_on: date
    author: str
    decision: ReportDecision | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class CourseFrame:
    """What frames the course. `held` and `reports` are ascending, `treatment_days` those so far.

    `is_whole`: nothing of it was left out for its date (see `frame_within`).
    """

    order: OrderView | None
    held: tuple[VisitMark, ...]
    next_visit: VisitMark | None
    reports: tuple[ReportMark, ...]
    treatment_days: int
    is_whole: bool = True


def frame(unit: Unit, patient: Person, episode: Episode | None) -> CourseFrame:
    """The newest signed order, the visits and the signed reports. Treatment days and reports: those of this course."""
    visits = care.visit_facts(unit.session, patient.id)
    own = episode.id if episode else None
    reports = [report for report in care.report_facts(unit.session, patient.id) if report.episode_id == own]
    treated = treatment_days(visits, patient.time_zone)
    ids = {visit.clinician_id for visit in visits} | {report.author_id for report in reports}
    names = {id: person.name for id, person in people.by_ids(unit.session, sorted(ids)).items()}
    planned = [one for one in visits if one.status == VisitStatus.PLANNED and one.planned_at >= unit.now]
    return CourseFrame(
        order=orders.newest(unit, patient, with_goals=False),
        held=tuple(_visit(patient, one, names) for one in visits if one.status == VisitStatus.HELD),
        next_visit=_visit(patient, planned[0], names) if planned else None,
        reports=tuple(_report(patient, one, one.signed_at, names) for one in reports if one.signed_at is not None),
        treatment_days=sum(day >= episode.started_on for day in treated) if episode else len(treated),
    )


def frame_within(found: CourseFrame, first: date, last: date) -> CourseFrame:
    """What of the frame is dated from `first` to `last`, and the order that stood then."""
    is_known = found.order is not None and found.order.signed_on <= last
    coming = found.next_visit
    reports = (each for each in found.reports if first <= each.signed_on <= last)
    return CourseFrame(
        order=found.order if is_known else None,
        held=tuple(each for each in found.held if first <= each.on <= last),
        next_visit=coming if coming and first <= coming.on <= last else None,
        reports=tuple(_as_of(each, last) for each in reports),
        treatment_days=0,
        is_whole=False,
    )


def _as_of(report: ReportMark, last: date) -> ReportMark:
    is_later = report.decided_on is not None and report.decided_on > last
    return replace(report, decision=None, decided_on=None) if is_later else report


def last_visit(actor: Actor, unit: Unit, patient: Person, today: date) -> date | None:
    """The day of the last visit before today that this reader counts from: a PT's own with the patient, for everyone
    else the last with a physiatrist. One held today is the one being prepared, so it does not count.
    """
    held = [one for one in care.visit_facts(unit.session, patient.id) if one.status == VisitStatus.HELD]
    days = [local_date(one.planned_at, patient.time_zone) for one in _counted(actor, held)]
    return max((day for day in days if day < today), default=None)


def _counted(actor: Actor, held: Sequence[VisitFacts]) -> Sequence[VisitFacts]:
    if actor.role is Role.PHYSICAL_THERAPIST:
        return [one for one in held if one.clinician_id == actor.id]
    return [one for one in held if one.kind == VisitKind.PHYSIATRIST]


def _visit(patient: Person, visit: VisitFacts, names: dict[str, str]) -> VisitMark:
    return VisitMark(
        on=local_date(visit.planned_at, patient.time_zone),
        kind=VisitKind(visit.kind),
        clinician=names.get(visit.clinician_id, ""),
        decision=VisitDecision(visit.decision) if visit.decision else None,
    )


def _report(patient: Person, report: ReportFacts, signed_at: datetime, names: dict[str, str]) -> ReportMark:
    zone = patient.time_zone
    return ReportMark(
        id=report.id,
        number=report.number or 0,
        signed_on=local_date(signed_at, zone),
        author=names.get(report.author_id, ""),
        decision=ReportDecision(report.decision) if report.decision else None,
        decided_on=local_date(report.acknowledged_at, zone) if report.acknowledged_at else None,
    )
