"""What the steps of a course and 'what comes next' are derived from. Asks no policy: part `journey`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patient_app.domain.attention import report_due
from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course import HoldLevel
from patient_app.domain.dates import local_date
from patient_app.domain.journey import EventKind, Recommendation
from patient_app.domain.journey_steps import JourneyFacts, OrderFact, PlannedVisit, WaitingReport
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.domain.visits import VisitKind
from patient_app.services import attention, clinic_settings, patients
from patient_app.store.queries import care, journey, people, shares
from patient_app.store.tables import Episode, JourneyEntry, Order, Person, ProgressReport, Visit
from patient_app.store.unit import Unit

TAKEN_FROM_ENTRIES = (EventKind.PRIMARY_CARE, EventKind.IMAGING, EventKind.BLOOD_TEST, EventKind.EMERGENCY)


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """The facts, and the course that they are of."""

    problem: str
    has_course: bool
    facts: JourneyFacts


def of(unit: Unit, patient: Person) -> CourseFacts:
    """The facts of the patient's course: the one that goes on, else the last."""
    episode = care.active_episode(unit.session, patient.id)
    today = patients.today(unit, patient)
    entries = [
        row
        for row in journey.entries(unit.session, patient.id)
        if row.replaced_at is None and row.removed_at is None and _belongs(row, episode)
    ]
    visits = care.visits(unit.session, patient.id)
    visits = [visit for visit in visits if episode is None or visit.episode_id in (None, episode.id)]
    kinds = {row.kind for row in entries}
    exams = [row for row in entries if row.kind == EventKind.EXAM]
    held = [visit for visit in visits if visit.status == VisitStatus.HELD]
    reports = [row for row in care.reports(unit.session, patient.id) if _of(row, episode) and row.signed_at]
    course = patients.course(unit, patient)
    attended = attention.facts(unit, patient, course, ALL_PARTS)
    hold = care.open_hold(unit.session, patient.id)
    facts = JourneyFacts(
        today=today,
        has_onset=EventKind.ONSET in kinds or bool(episode and episode.onset_on),
        has_primary_care=not kinds.isdisjoint(TAKEN_FROM_ENTRIES),
        has_referral=EventKind.REFERRAL in kinds,
        has_physiatrist=_has_physiatrist(unit, patient),
        exam_on=exams[-1].on if exams else None,
        recommendation=_recommendation(exams),
        order=_order(unit, patient, episode),
        has_evaluation=EventKind.EVALUATION in kinds or any(_treats(visit) for visit in held),
        program_from=journey.program_from(unit.session, patient.id, episode),
        reports=len(reports),
        report_due=report_due(attended, today, clinic_settings.of(unit, patient.clinic_id).clinical) is not None,
        waiting_report=_waiting(unit, reports),
        visits_held=sum(visit.kind == VisitKind.PHYSIATRIST for visit in held),
        visits=tuple(_planned(unit, patient, visit, today) for visit in visits if _is_to_come(visit, unit)),
        hold=HoldLevel(hold.level) if hold else None,
        measure_due=bool(attended.measures_due),
        closed_on=episode.closed_on if episode else None,
    )
    return CourseFacts(episode.problem if episode else "", episode is not None, facts)


def _belongs(row: JourneyEntry, episode: Episode | None) -> bool:
    """An entry without a course was made before the first one began."""
    return episode is None or row.episode_id in (None, episode.id)


def _of(row: ProgressReport | Order, episode: Episode | None) -> bool:
    return episode is not None and row.episode_id == episode.id


def _treats(visit: Visit) -> bool:
    return visit.kind in (VisitKind.EVALUATION, VisitKind.TREATMENT)


def _recommendation(exams: Sequence[JourneyEntry]) -> Recommendation | None:
    said = [row.details["recommendation"] for row in exams if row.details.get("recommendation")]
    return Recommendation(said[-1]) if said else None


def _has_physiatrist(unit: Unit, patient: Person) -> bool:
    found = [*shares.clinicians_of(unit.session, patient.id, unit.now), *shares.care_team(unit.session, patient.id)]
    return any(person.role == Role.PHYSIATRIST for person in found)


def _order(unit: Unit, patient: Person, episode: Episode | None) -> OrderFact | None:
    signed = [row for row in care.signed_orders(unit.session, patient.id) if _of(row, episode)]
    if not signed or signed[-1].signed_at is None:
        return None
    order = signed[-1]
    centre = people.pt_centre(unit.session, order.pt_centre_id) if order.pt_centre_id else None
    return OrderFact(
        signed_by=_name(unit, order.physiatrist_id) or "",
        signed_on=local_date(signed[-1].signed_at, patient.time_zone),
        centre=centre.name if centre else None,
        taken_by=_name(unit, order.accepted_by),
        declined=order.declined_at is not None and order.accepted_at is None,
        next_visit_on=order.next_visit_on,
    )


def _waiting(unit: Unit, reports: Sequence[ProgressReport]) -> WaitingReport | None:
    waiting = [row for row in reports if row.acknowledged_at is None]
    if not waiting:
        return None
    return WaitingReport(_name(unit, waiting[0].author_id) or "", _name(unit, waiting[0].to_id))


def _is_to_come(visit: Visit, unit: Unit) -> bool:
    return visit.status == VisitStatus.PLANNED and visit.planned_at >= unit.now


def _planned(unit: Unit, patient: Person, visit: Visit, today: date) -> PlannedVisit:
    on = max(local_date(visit.planned_at, patient.time_zone), today)
    return PlannedVisit(VisitKind(visit.kind), _name(unit, visit.clinician_id) or "", visit.planned_at, on)


def _name(unit: Unit, person_id: str | None) -> str | None:
    person = people.get(unit.session, person_id) if person_id else None
    return person.name if person else None
