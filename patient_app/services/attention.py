"""Gathers what the attention rules need to know of a patient, as far as the reader's share goes."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.attention_facts import (
    AttentionFacts,
    GoalMet,
    MeasureProgress,
    OpenWarningSign,
    PlanOfCare,
    ReportAnswer,
    VisitFact,
    VisitStatus,
    WaitingReport,
)
from patient_app.domain.course import Course, HoldLevel
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import local_date
from patient_app.domain.measures import Direction, MeasureChange, TrendLine, measure_change, trend_lines
from patient_app.domain.people import Role, SharePart
from patient_app.domain.reports import EntryKind, ReportDecision
from patient_app.domain.visits import VisitKind
from patient_app.domain.warning_signs import Level
from patient_app.services import measure_assignments, orders
from patient_app.services import measures as outcomes
from patient_app.services.report_clock import report_clock
from patient_app.store.queries import care, measures
from patient_app.store.queries.care import ReportFacts
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class MeasureTrend:
    """Scores of one measure, version and recall period.

    `points` has those before the course of treatment too; `change` is from the first score on or after `since`, when
    the course began, to the last.
    """

    measure: OutcomeMeasure
    version: str
    recall: str
    points: tuple[tuple[date, float], ...]
    change: MeasureChange | None
    since: date = date.min

    @property
    def baseline(self) -> tuple[date, float] | None:
        """The first score of the course; `None` when there is none yet."""
        return next((point for point in self.points if point[0] >= self.since), None)


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
    reader: Role | None = None,
    measured: tuple[MeasureTrend, ...] | None = None,
) -> AttentionFacts:
    """The facts for one patient. After the course of treatment is closed only warning signs, the measures of its end
    and good news are left. `reader`: a PT is told of the visits at the PT centre, a physiatrist of the other ones.
    `measured`: the `trends` since the course began, when they were read.
    """
    episode = care.active_episode(unit.session, patient.id)
    seen = visible(course, parts)
    since = episode.started_on if episode else date.min
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
                for trend in (trends(unit, patient.id, since) if measured is None else measured)
                if trend.change is not None
            ),
        )
    if episode is not None and episode.status == "finished":
        return replace(found, course=_holds_only(seen), invited_on=None)
    if SharePart.JOURNEY in parts:
        found = _with_journey(unit, patient, found, episode)
    return for_reader(found, reader)


def for_reader(found: AttentionFacts, reader: Role | None) -> AttentionFacts:
    """The facts without the visits that are not this reader's matter: a PT is told of those at the PT centre, a
    physiatrist of the other ones and of the next that the order asks for."""
    if reader not in (Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST):
        return found
    is_pt = reader is Role.PHYSICAL_THERAPIST
    return replace(
        found,
        visits=tuple(visit for visit in found.visits if visit.at_pt_centre is is_pt),
        next_visit_due=None if is_pt else found.next_visit_due,
    )


def trends(unit: Unit, patient_id: str, since: date, until: date | None = None) -> tuple[MeasureTrend, ...]:
    """Every line of scores, up to a date: two recall periods or two versions never share one. `since`: when the course
    began.
    """
    known = outcomes.of_patient(unit, patient_id)
    found = (
        (known.answered(line.measure_id, line.version), line)
        for line in trend_lines(
            each for each in outcomes.scores(unit, patient_id) if until is None or each.local_date <= until
        )
    )
    return tuple(_trend(measure, line, since) for measure, line in found if measure is not None)


def trend_within(trend: MeasureTrend, first: date, last: date) -> MeasureTrend:
    """The trend as the scores from `first` to `last` alone tell it."""
    points = tuple(point for point in trend.points if first <= point[0] <= last)
    since = max(first, trend.since)
    return replace(trend, points=points, change=_change(trend.measure, points, since), since=since)


def _trend(measure: OutcomeMeasure, line: TrendLine, since: date) -> MeasureTrend:
    return MeasureTrend(measure, line.version, line.recall, line.points, _change(measure, line.points, since), since)


def _change(measure: OutcomeMeasure, points: tuple[tuple[date, float], ...], since: date) -> MeasureChange | None:
    own = [score for day, score in points if day >= since]
    if len(own) < 2:
        return None
    return measure_change(
        own[0],
        own[-1],
        Direction(measure.direction.value),
        mdc=measure.mdc.points if measure.mdc else None,
        mic=measure.mic.points if measure.mic else None,
        mic_percent=measure.mic.percent if measure.mic else None,
    )


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
    signed = orders.of_course(unit, patient.id, episode)
    order = orders.in_force(signed)
    return replace(
        found,
        visits=tuple(
            VisitFact(
                local_date(visit.planned_at, patient.time_zone),
                VisitStatus(visit.status),
                VisitKind(visit.kind).is_at_pt_centre,
            )
            for visit in visits
        ),
        next_visit_due=order.next_visit_on if order else None,
        unacknowledged_reports=tuple(
            WaitingReport(report.number or 0, local_date(report.signed_at, patient.time_zone))
            for report in reports
            if report.acknowledged_at is None and report.signed_at is not None
        ),
        report_clock=report_clock(patient, episode, reports, signed, visits) if episode else None,
        report_answer=_answer(reports[-1]) if reports else None,
        plan_of_care=PlanOfCare(
            ends_on=orders.last_day(unit, patient, order),
            certified_on=local_date(order.signed_at, patient.time_zone) if order.signed_at else None,
        )
        if order
        else None,
    )


def _answer(report: ReportFacts) -> ReportAnswer | None:
    # One that was decided before decisions were kept as entries has none of them, whatever was added to it since.
    at = next((each["at"] for each in reversed(report.addenda) if each["kind"] == EntryKind.DECISION), None)
    if report.decision is None or report.number is None or at is None:
        return None
    return ReportAnswer(report.id, report.number, ReportDecision(report.decision), datetime.fromisoformat(at))
