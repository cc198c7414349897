"""What a link shows: the summary of its period as every reader sees it, and nothing that is dated outside the period.

Asks no policy: whoever calls has.
"""

from dataclasses import replace
from datetime import date

from patient_app.domain.goals import GoalStatus
from patient_app.domain.pain import pain_change, pain_series
from patient_app.domain.people import Role, SharePart
from patient_app.domain.periods import Period, PeriodKind
from patient_app.domain.program import ProgramVersion
from patient_app.services import attention, course_frame, goal_history, patients, summary
from patient_app.services.goal_history import GoalTold
from patient_app.services.measurements import measured_rows
from patient_app.services.overview import Overview
from patient_app.services.summary import NO_PAIN, Summary
from patient_app.store.queries import care
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


def overview(unit: Unit, patient: Person, parts: frozenset[SharePart], first: date, last: date) -> Overview:
    """The overview from `first` to `last`. Changes are those within these days, not those since the course began."""
    episode = care.active_episode(unit.session, patient.id)
    since = episode.started_on if episode else date.min
    goals = goal_history.of_episode(unit, episode) if SharePart.MEASURES in parts else ()
    frame = course_frame.frame(unit, patient, episode) if SharePart.JOURNEY in parts else None
    return Overview(
        summary=_summary(unit, patient, parts, first, last),
        period=Period(PeriodKind.OWN, first, last),
        last_visit=None,
        since=max(since, first),
        goals=tuple(_goal_within(each, first, last) for each in goals),
        course=course_frame.frame_within(frame, first, last) if frame else None,
    )


def _summary(unit: Unit, patient: Person, parts: frozenset[SharePart], first: date, last: date) -> Summary:
    """Figures of the period are those of `services.summary`. What looks beyond it, such as the streak and the reasons
    why a clinician should look, is left out."""
    today = patients.today(unit, patient)
    recent = patients.recent_course(unit, patient, first, last)
    found = summary.of_patient(unit, patient, recent, parts, first, last, today, Role.PATIENT)
    seen = attention.visible(recent.index, parts)
    episode = care.active_episode(unit.session, patient.id)
    since = max(first, episode.started_on) if episode else first
    baseline = episode.baseline_pain if episode and first <= episode.started_on <= last else None
    values = [(day, value) for day, value in pain_series(seen) if since <= day <= last]
    trends = (attention.trend_within(each, first, last) for each in found.measures)
    return replace(
        found,
        adherence_before=None,
        adherence_14d=None,
        streak=None,
        monitoring=None,
        attention=(),
        good_news=(),
        versions=_versions(found.versions, first, last),
        measures=tuple(each for each in trends if each.points),
        measurements=measured_rows(unit, patient, last, first) if SharePart.MEASURES in parts else (),
        pain=pain_change(values, baseline) if SharePart.PAIN in parts else NO_PAIN,
        function=summary.function_change(seen, since, last),
        hold=found.hold if found.hold and found.hold.since_on <= last else None,
    )


def _versions(versions: tuple[ProgramVersion, ...], first: date, last: date) -> tuple[ProgramVersion, ...]:
    """The versions in force from `first` to `last`: those that began then, and the one that they began with."""
    begun = [each for each in versions if each.effective_from <= last]
    later = [each for each in begun if each.effective_from > first]
    before = [each for each in begun if each.effective_from <= first]
    with_it = max(before, key=lambda each: (each.effective_from, each.version), default=None)
    return tuple(each for each in versions if each in later or each is with_it)


def _goal_within(told: GoalTold, first: date, last: date) -> GoalTold:
    """A goal as it stood on the last day, with what was said of it in the period."""
    known = [each for each in told.said if each.on <= last]
    status = known[0].status if known else GoalStatus.ACTIVE
    goal = replace(
        told.goal,
        status=status,
        value=known[0].value if known and known[0].on >= first else None,
        met_on=told.goal.met_on if status is GoalStatus.MET else None,
    )
    return GoalTold(goal, tuple(each for each in known if each.on >= first))
