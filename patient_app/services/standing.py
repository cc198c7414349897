"""How one patient's course stands: what the panel shows of it, as far as a reader's share goes.

Made by the same rules as the summary, from the recent part of the course. Nobody's acknowledgements are applied: they
are each clinician's own (`services.panel`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.domain.adherence import Adherence, adherence
from patient_app.domain.attention import attention as attention_rules
from patient_app.domain.attention import good_news
from patient_app.domain.attention_facts import Reason, ReportAnswer, VisitStatus
from patient_app.domain.dates import local_date, patient_today, range_ending
from patient_app.domain.days import Day, days
from patient_app.domain.people import Role, SharePart
from patient_app.domain.progression import Decided, Progression, progression
from patient_app.domain.recent import Checkpoint, RecentCourse, checkpoint_day, has_all_it_needs
from patient_app.domain.report_clock import ClockState, clock_state
from patient_app.domain.settings import ClinicalSettings
from patient_app.domain.slots import current_version
from patient_app.domain.streak import Streak
from patient_app.services import attention, clinic_settings, patients
from patient_app.services import progression as steps
from patient_app.store.queries import care, changes, courses
from patient_app.store.queries.changes import Changes
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit

STRIP_DAYS = 14
SPARK_DAYS = 28
STEP = timedelta(days=14)
"""A checkpoint is moved on when it lies so much further back than it has to."""

Parts = frozenset[SharePart]


@dataclass(frozen=True, slots=True)
class LastReport:
    """The newest signed progress report: its number, the patient's local date of signing, and is there a decision."""

    number: int
    signed_on: date
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the panel shows of a course on `today`; what the parts do not open is `None` or empty (see `PanelRow`).

    `visits`: every planned one, ascending, past ones too: which is next is a matter of the hour. `steps`: lines that a
    step up or back is due for; `prescribed`: the exercises of the newest version. `reasons` are a physiatrist's: visits
    at the PT centre are a PT's matter (`therapist_reasons`).
    """

    today: date
    problem: str | None
    region: str | None
    episode_status: str | None
    reasons: tuple[Reason, ...]
    therapist_reasons: tuple[Reason, ...]
    good_news: tuple[Reason, ...]
    adherence_7d: Adherence | None
    adherence_14d: Adherence | None
    adherence_28d: Adherence | None
    adherence_28d_before: Adherence | None
    streak: Streak | None
    strip: tuple[Day, ...]
    pain: tuple[tuple[date, int], ...]
    last_entry: date | None
    visits: tuple[datetime, ...]
    last_report: LastReport | None
    report_clock: ClockState | None
    report_answer: ReportAnswer | None
    version: int | None
    version_since: date | None
    version_published: datetime | None
    steps: tuple[Progression, ...]
    prescribed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """Standings of one patient for some combinations of parts, and what they rest on.

    `time_zone`: of the latest entry. `checkpoint` with its basis when it should be kept anew.
    """

    patient_id: str
    changes: Changes
    time_zone: str | None
    today: date
    standings: dict[Parts, Standing]
    checkpoint: tuple[Checkpoint, str] | None


def make(unit: Unit, patient: Person, combinations: Collection[Parts]) -> Made:
    """The standings of one patient, worked out now. Asks no policy: whoever calls has."""
    # Asked first: what changes from now on makes the result count no more.
    count = changes.of_patient(unit.session, patient.id, patient.clinic_id)
    time_zone = courses.latest_time_zone(unit.session, patient.id)
    today = patient_today(unit.now, time_zone, patient.time_zone)
    monday = checkpoint_day(today)
    recent = patients.recent_course(unit, patient, monday, today)
    episode = care.active_episode(unit.session, patient.id)
    settings = clinic_settings.of(unit, patient.clinic_id).clinical
    decided = steps.decisions(unit, [patient.id]).get(patient.id, {})
    return Made(
        patient.id,
        count,
        time_zone,
        today,
        {parts: _standing(unit, patient, recent, episode, decided, parts, today, settings) for parts in combinations},
        _left_behind(recent, monday, episode),
    )


def _left_behind(recent: RecentCourse, monday: date, episode: Episode | None) -> tuple[Checkpoint, str] | None:
    known = recent.checkpoint
    if (known is not None and known.monday > monday - STEP) or not has_all_it_needs(recent.index, monday):
        return None
    return patients.leave_behind(recent, monday, episode.started_on if episode else date.min)


def _standing(
    unit: Unit,
    patient: Person,
    recent: RecentCourse,
    episode: Episode | None,
    decided: Decided,
    parts: Parts,
    today: date,
    settings: ClinicalSettings,
) -> Standing:
    course = attention.visible(recent.index, parts)
    # The problem is the intake's: it belongs to the journey.
    known = episode if SharePart.JOURNEY in parts else None
    facts = attention.facts(unit, patient, recent.index, parts)
    first_28, _ = range_ending(today, 28)
    before = first_28 - timedelta(days=1)
    sees_program = SharePart.PROGRAM in parts
    spark = days(course, *range_ending(today, SPARK_DAYS), today)
    newest = current_version(course.versions)
    return Standing(
        today=today,
        problem=known.problem if known else None,
        region=known.region if known else None,
        episode_status=known.status if known else None,
        reasons=attention_rules(attention.for_reader(facts, Role.PHYSIATRIST), today, settings),
        therapist_reasons=attention_rules(attention.for_reader(facts, Role.PHYSICAL_THERAPIST), today, settings),
        good_news=good_news(facts, today, settings),
        adherence_7d=adherence(course, *range_ending(today, 7), today) if sees_program else None,
        adherence_14d=adherence(course, *range_ending(today, 14), today) if sees_program else None,
        adherence_28d=adherence(course, first_28, today, today) if sees_program else None,
        adherence_28d_before=adherence(course, *range_ending(before, 28), today) if sees_program else None,
        # The streak is the patient's own figure, flare days included, whatever else is shared.
        streak=recent.streak(today) if sees_program else None,
        strip=spark[-STRIP_DAYS:],
        pain=tuple((day.date, day.pain_worst) for day in spark if day.pain_worst is not None),
        last_entry=max((day for day in course.entry_days if day <= today), default=None),
        visits=_planned(unit, patient) if SharePart.JOURNEY in parts else (),
        last_report=_last_report(unit, patient) if SharePart.JOURNEY in parts else None,
        report_clock=clock_state(facts.report_clock, today, settings) if facts.report_clock else None,
        report_answer=facts.report_answer,
        version=course.versions[-1].version if course.versions else None,
        version_since=course.versions[-1].effective_from if course.versions else None,
        version_published=course.versions[-1].published_at if course.versions else None,
        steps=progression(recent.index, today, decided) if steps.may_suggest(parts, episode) else (),
        prescribed=frozenset(line.exercise_id for line in newest.prescriptions) if newest else frozenset(),
    )


def _planned(unit: Unit, patient: Person) -> tuple[datetime, ...]:
    visits = care.visit_facts(unit.session, patient.id)
    return tuple(visit.planned_at for visit in visits if visit.status == VisitStatus.PLANNED)


def _last_report(unit: Unit, patient: Person) -> LastReport | None:
    signed = [each for each in care.report_facts(unit.session, patient.id) if each.signed_at is not None]
    last = max(signed, key=lambda report: (report.signed_at, report.number), default=None)
    if last is None or last.signed_at is None:
        return None
    signed_on = local_date(last.signed_at, patient.time_zone)
    return LastReport(last.number or 0, signed_on, last.acknowledged_at is not None)
