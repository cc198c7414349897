"""A visit prepared on one page: what changed since the last one was held, as far as the reader's share goes."""

from datetime import date, timedelta

from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.adherence import adherence
from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.dates import local_date, range_ending
from patient_app.domain.days import function_of
from patient_app.domain.measures import Direction, MeasureChange
from patient_app.domain.pain import pain_series
from patient_app.domain.people import Role, SharePart
from patient_app.domain.preparation import GoalMetSince, Preparation, ReportSince
from patient_app.domain.reports import ReportDecision
from patient_app.domain.settings import DEFAULT_SETTINGS
from patient_app.domain.since_visit import change_since
from patient_app.services import attention, patients, policy, visits
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


@reads
def prepare(actor: Actor, unit: Unit, visit_id: str) -> Preparation:
    """The page for one visit, for a clinician with the `journey` part. Raises `WrongRole`, `NotFound`."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    visit, book = visits.visit(actor, unit, visit_id)
    parts = policy.shared_parts(actor, unit, book.patient_id)
    patient = policy.open_record(actor, unit, book.patient_id, *sorted(parts))
    today = patients.today(unit, patient)
    held = [
        each
        for each in book.visits
        if each.status is VisitStatus.HELD
        and each.kind.is_at_pt_centre is visit.kind.is_at_pt_centre
        and each.planned_at < visit.planned_at
    ]
    last = held[-1] if held else None
    since = min(local_date(last.planned_at, patient.time_zone) if last else _start(unit, patient, today), today)
    course = attention.visible(patients.course(unit, patient), parts)
    sees_program, sees_pain = SharePart.PROGRAM in parts, SharePart.PAIN in parts
    before = range_ending(since - timedelta(days=1), (today - since).days + 1)
    return Preparation(
        visit=visit,
        patient_id=patient.id,
        patient_name=patient.name,
        parts=parts,
        today=today,
        since=since,
        last=last,
        adherence=adherence(course, since, today, today) if sees_program else None,
        adherence_before=adherence(course, *before, today) if sees_program and last else None,
        pain=_pain(course, since) if sees_pain else None,
        function=_function(course, since) if sees_pain else None,
        holds=tuple(hold for hold in course.course.holds if hold.cleared_on is None or hold.cleared_on >= since),
        versions=tuple(version for version in course.versions if since <= version.effective_from),
        reports=_reports(unit, patient, since),
        other_visits=tuple(
            each
            for each in book.visits
            if each.status in (VisitStatus.HELD, VisitStatus.MISSED)
            and (last is None or each.planned_at > last.planned_at)
            and each.planned_at < visit.planned_at
        ),
        goals_met=_goals_met(unit, patient, since) if SharePart.MEASURES in parts else (),
        requests=tuple(each for each in visit.requests if each not in book.questions),
        questions=book.questions,
        patient_zone=patient.time_zone,
    )


def _start(unit: Unit, patient: Person, today: date) -> date:
    episode = care.active_episode(unit.session, patient.id)
    return episode.started_on if episode else patient.first_sign_in_on or today


def _pain(course: CourseIndex, since: date) -> MeasureChange | None:
    """Worst pain in 24 hours. MIC: Ostelo 2008."""
    return change_since(
        pain_series(course),
        since,
        Direction.HIGHER_IS_WORSE,
        mic=DEFAULT_SETTINGS.pain_mic_points,
        mic_percent=DEFAULT_SETTINGS.pain_mic_percent,
    )


def _function(course: CourseIndex, since: date) -> MeasureChange | None:
    """The patient's own activities. MDC and MIC: the measure's own."""
    measure = outcome_measures()["own-activities"]
    return change_since(
        ((day, function_of(course.check_in_on(day))) for day in course.check_ins),
        since,
        Direction.HIGHER_IS_BETTER,
        mdc=measure.mdc.points if measure.mdc else None,
        mic=measure.mic.points if measure.mic else None,
    )


def _reports(unit: Unit, patient: Person, since: date) -> tuple[ReportSince, ...]:
    found = []
    for row in care.reports(unit.session, patient.id):
        if row.signed_at is None:
            continue
        latest = max(filter(None, (row.signed_at, row.acknowledged_at)))
        if local_date(latest, patient.time_zone) >= since:
            decision = ReportDecision(row.decision) if row.decision else None
            found.append(ReportSince(row.number or 0, local_date(row.signed_at, patient.time_zone), decision))
    return tuple(found)


def _goals_met(unit: Unit, patient: Person, since: date) -> tuple[GoalMetSince, ...]:
    return tuple(
        GoalMetSince(goal.letter, goal.description, goal.met_on)
        for goal in care.goals(unit.session, patient.id)
        if goal.met_on is not None and goal.met_on >= since
    )
