"""Gathers what the attention rules need to know of a patient, as far as the reader's share goes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.attention_facts import (
    AttentionFacts,
    GoalMet,
    MeasureProgress,
    OpenWarningSign,
    PlanOfCare,
    ReportClock,
    VisitFact,
    VisitStatus,
    WaitingReport,
)
from patient_app.domain.course import Course, HoldLevel
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import local_date
from patient_app.domain.measures import Direction, MeasureChange, TrendLine, measure_change, trend_lines
from patient_app.domain.people import SharePart
from patient_app.domain.warning_signs import Level
from patient_app.services import measure_assignments
from patient_app.services import measures as outcomes
from patient_app.services.treatment_days import treatment_days
from patient_app.store.queries import care, measures
from patient_app.store.queries.care import ReportFacts, VisitFacts
from patient_app.store.tables import Episode, Order, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class MeasureTrend:
    """Scores of one measure, version and recall period, with the change from the first to the last."""

    measure: OutcomeMeasure
    version: str
    recall: str
    points: tuple[tuple[date, float], ...]
    change: MeasureChange | None


def visible(course: CourseIndex, parts: frozenset[SharePart]) -> CourseIndex:
    """The course without what the share does not open: logs and versions, or check-ins."""
    full = course.course
    if parts >= {SharePart.PROGRAM, SharePart.PAIN}:
        return course
    program = SharePart.PROGRAM in parts
    return indexed(
        Course(
            versions=full.versions if program else (),
            logs=full.logs if program else (),
            check_ins=full.check_ins if SharePart.PAIN in parts else (),
            holds=full.holds if program else tuple(h for h in full.holds if h.level is not HoldLevel.CLINICIAN),
            first_sign_in=full.first_sign_in,
        )
    )


def facts(
    unit: Unit,
    patient: Person,
    course: CourseIndex,
    parts: frozenset[SharePart],
    measured: tuple[MeasureTrend, ...] | None = None,
) -> AttentionFacts:
    """The facts for one patient. After the course of treatment is closed only warning signs, the measures of its end
    and good news are left. `measured`: the `trends`, when they were read.
    """
    episode = care.active_episode(unit.session, patient.id)
    seen = visible(course, parts)
    found = AttentionFacts(
        course=seen,
        warning_signs=_warning_signs(unit, patient),
        invited_on=patient.invited_on,
        pain_baseline=episode.baseline_pain if episode else None,
    )
    if SharePart.MEASURES in parts:
        found = replace(
            found,
            other_entry_days=measures.entry_days(unit.session, patient.id),
            measures_due=measure_assignments.due(unit, patient, episode),
            goals_met=tuple(GoalMet(g.letter, g.met_on) for g in care.goals(unit.session, patient.id) if g.met_on),
            measure_changes=tuple(
                MeasureProgress(trend.measure.id, trend.change, trend.points[-1][0])
                for trend in (trends(unit, patient.id) if measured is None else measured)
                if trend.change is not None
            ),
        )
    if episode is not None and episode.status == "finished":
        return replace(found, course=_holds_only(seen), invited_on=None)
    if SharePart.JOURNEY in parts:
        found = _with_journey(unit, patient, found, episode)
    return found


def trends(unit: Unit, patient_id: str) -> tuple[MeasureTrend, ...]:
    """Every line of scores: two recall periods or two versions never share one."""
    known = outcomes.of_patient(unit, patient_id)
    found = (
        (known.answered(line.measure_id, line.version), line) for line in trend_lines(outcomes.scores(unit, patient_id))
    )
    return tuple(_trend(measure, line) for measure, line in found if measure is not None)


def _trend(measure: OutcomeMeasure, line: TrendLine) -> MeasureTrend:
    change = None
    if len(line.points) > 1:
        change = measure_change(
            line.points[0][1],
            line.points[-1][1],
            Direction(measure.direction.value),
            mdc=measure.mdc.points if measure.mdc else None,
            mic=measure.mic.points if measure.mic else None,
            mic_percent=measure.mic.percent if measure.mic else None,
        )
    return MeasureTrend(measure, line.version, line.recall, line.points, change)


def _warning_signs(unit: Unit, patient: Person) -> tuple[OpenWarningSign, ...]:
    return tuple(
        OpenWarningSign(Level(hold.level), hold.started_on, hold.started_at)
        for hold in care.open_holds(unit.session, patient.id)
        if hold.level != HoldLevel.CLINICIAN
    )


def _holds_only(course: CourseIndex) -> CourseIndex:
    return indexed(Course(holds=course.course.holds, first_sign_in=course.course.first_sign_in))


def _with_journey(unit: Unit, patient: Person, found: AttentionFacts, episode: Episode | None) -> AttentionFacts:
    visits = care.visit_facts(unit.session, patient.id)
    reports = [report for report in care.report_facts(unit.session, patient.id) if report.signed_at is not None]
    order = next(iter(reversed(care.signed_orders(unit.session, patient.id))), None)
    return replace(
        found,
        visits=tuple(
            VisitFact(local_date(visit.planned_at, patient.time_zone), VisitStatus(visit.status)) for visit in visits
        ),
        next_visit_due=order.next_visit_on if order else None,
        unacknowledged_reports=tuple(
            WaitingReport(report.number or 0, local_date(report.signed_at, patient.time_zone))
            for report in reports
            if report.acknowledged_at is None and report.signed_at is not None
        ),
        report_clock=_report_clock(patient, reports, order, visits) if episode else None,
        plan_of_care=PlanOfCare(
            ends_on=order.expires_on,
            certified_on=local_date(order.signed_at, patient.time_zone) if order.signed_at else None,
        )
        if order
        else None,
    )


def _report_clock(
    patient: Person, reports: Sequence[ReportFacts], order: Order | None, visits: Sequence[VisitFacts]
) -> ReportClock | None:
    held = treatment_days(visits, patient.time_zone)
    if reports:
        started = max(report.period_to for report in reports) + timedelta(days=1)
    elif order is not None and order.accepted_at is not None:
        started = local_date(order.accepted_at, patient.time_zone)
    else:
        return None
    return ReportClock(started, tuple(day for day in held if day >= started))
