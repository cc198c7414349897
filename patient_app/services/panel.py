"""The panel: the patients who share with this clinician, those in need of a look first, each with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.content.exercise_library import Exercise
from patient_app.domain.adherence import Adherence, adherence
from patient_app.domain.attention import attention as attention_rules
from patient_app.domain.attention import good_news, panel_order
from patient_app.domain.attention_facts import Reason, ReportAnswer
from patient_app.domain.dates import range_ending
from patient_app.domain.days import Day, days
from patient_app.domain.people import Role, SharePart
from patient_app.domain.progression import Decided
from patient_app.domain.report_clock import ClockState, clock_state
from patient_app.domain.settings import ClinicalSettings
from patient_app.domain.streak import Streak, streak
from patient_app.services import attention, audit, clinic_settings, exercises, measures, patients, policy, progression
from patient_app.services.actor import Actor
from patient_app.services.measures import KnownMeasures
from patient_app.services.progression import Suggestion
from patient_app.services.reading import reads
from patient_app.store.queries import care, shares
from patient_app.store.tables import Person
from patient_app.store.unit import Unit

STRIP_DAYS = 14
SPARK_DAYS = 28


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One patient. Adherence is `None` without the `program` part; pain values (date, worst) without `pain` are empty.

    `last_entry` is the local date of the newest log or check-in that the share opens. `suggestions` are a PT's alone.
    `report_clock` and `report_answer` (the decision on the newest report) are `None` without the `journey` part.
    """

    id: str
    name: str
    problem: str | None
    episode_status: str | None
    parts: frozenset[SharePart]
    today: date
    attention: tuple[Reason, ...]
    good_news: tuple[Reason, ...]
    adherence_7d: Adherence | None
    adherence_14d: Adherence | None
    adherence_28d: Adherence | None
    adherence_28d_before: Adherence | None
    streak: Streak | None
    strip: tuple[Day, ...]
    pain: tuple[tuple[date, int], ...]
    last_entry: date | None
    next_visit: datetime | None
    version: int | None
    version_since: date | None
    suggestions: tuple[Suggestion, ...] = ()
    report_clock: ClockState | None = None
    report_answer: ReportAnswer | None = None
    version_published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The patients in the panel's order. `exercises` and `known` (the clinic's outcome measures): for the names in the
    reasons and suggestions."""

    patients: tuple[PanelRow, ...]
    exercises: Mapping[str, Exercise]
    known: KnownMeasures | None = None


@reads
def panel(actor: Actor, unit: Unit) -> Panel:
    """The panel of a physiatrist, or the caseload of a PT: the same patients' view, by need for attention."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    found = shares.patients_of(unit.session, actor.id, unit.now)
    is_pt = actor.role is Role.PHYSICAL_THERAPIST
    decided = progression.decisions(unit, [patient.id for patient, _ in found]) if is_pt else None
    known = {clinic: exercises.catalogue(unit, clinic) for clinic in {patient.clinic_id for patient, _ in found}}
    clinical = {clinic: clinic_settings.of(unit, clinic).clinical for clinic in known}
    rows = [
        _row(unit, patient, parts, known[patient.clinic_id], decided, clinical[patient.clinic_id])
        for patient, parts in found
    ]
    audit.opened_panel(actor, unit, len(rows))
    in_order = sorted(rows, key=lambda row: panel_order(row.attention, row.name, row.id))
    everything = {id: each for library in known.values() for id, each in library.items()}
    return Panel(tuple(in_order), everything, measures.known_measures(unit, actor.clinic_id))


@reads
def names(actor: Actor, unit: Unit) -> tuple[tuple[str, str], ...]:
    """Id and name of the patients whose program this PT may change, by name."""
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    found = shares.patients_of(unit.session, actor.id, unit.now)
    audit.opened_panel(actor, unit, len(found))
    return tuple((patient.id, patient.name) for patient, parts in found if SharePart.PROGRAM in parts)


def _row(
    unit: Unit,
    patient: Person,
    parts: frozenset[SharePart],
    library: Mapping[str, Exercise],
    decided: Mapping[str, Decided] | None,
    settings: ClinicalSettings,
) -> PanelRow:
    """`decided`: what was decided on suggested steps, by patient; `None` for who is not asked."""
    today = patients.today(unit, patient)
    full = patients.course(unit, patient)
    course = attention.visible(full, parts)
    # The problem is the intake's: it belongs to the journey.
    episode = care.active_episode(unit.session, patient.id)
    known = episode if SharePart.JOURNEY in parts else None
    facts = attention.facts(unit, patient, full, parts)
    first_28, _ = range_ending(today, 28)
    before = first_28 - timedelta(days=1)
    sees_program = SharePart.PROGRAM in parts
    strip = days(course, *range_ending(today, STRIP_DAYS), today)
    spark = days(course, *range_ending(today, SPARK_DAYS), today)
    visits = care.visits(unit.session, patient.id) if SharePart.JOURNEY in parts else ()
    suggested = (
        progression.for_course(full, patient.id, library, today, decided.get(patient.id, {}))
        if decided is not None and progression.may_suggest(parts, episode)
        else ()
    )
    return PanelRow(
        id=patient.id,
        name=patient.name,
        problem=known.problem if known else None,
        episode_status=known.status if known else None,
        parts=parts,
        today=today,
        attention=attention_rules(facts, today, settings),
        good_news=good_news(facts, today, settings),
        adherence_7d=adherence(course, *range_ending(today, 7), today) if sees_program else None,
        adherence_14d=adherence(course, *range_ending(today, 14), today) if sees_program else None,
        adherence_28d=adherence(course, first_28, today, today) if sees_program else None,
        adherence_28d_before=adherence(course, *range_ending(before, 28), today) if sees_program else None,
        streak=streak(full, today) if sees_program else None,
        strip=strip,
        pain=tuple((day.date, day.pain_worst) for day in spark if day.pain_worst is not None),
        last_entry=max((day for day in course.entry_days if day <= today), default=None),
        next_visit=min(
            (v.planned_at for v in visits if v.status == "planned" and v.planned_at > unit.now), default=None
        ),
        version=course.versions[-1].version if course.versions else None,
        version_since=course.versions[-1].effective_from if course.versions else None,
        suggestions=suggested,
        report_clock=clock_state(facts.report_clock, today, settings) if facts.report_clock else None,
        report_answer=facts.report_answer,
        version_published=course.versions[-1].published_at if course.versions else None,
    )
