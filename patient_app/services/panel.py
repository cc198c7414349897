"""The panel: the patients who share with this clinician, those in need of a look first, each with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from patient_app.content.exercise_library import Exercise
from patient_app.domain.adherence import Adherence, adherence
from patient_app.domain.attention import attention as attention_rules
from patient_app.domain.attention import good_news, panel_order
from patient_app.domain.attention_facts import Reason
from patient_app.domain.dates import local_date, range_ending
from patient_app.domain.days import Day, days
from patient_app.domain.people import Role, SharePart
from patient_app.domain.progression import Decided
from patient_app.domain.streak import Streak, streak
from patient_app.services import (
    attention,
    attention_marks,
    audit,
    exercises,
    handovers,
    measures,
    patients,
    policy,
    progression,
)
from patient_app.services.actor import Actor
from patient_app.services.attention_marks import Marked, Standing
from patient_app.services.handovers import HandedOver
from patient_app.services.measures import KnownMeasures
from patient_app.services.progression import Suggestion
from patient_app.services.reading import reads
from patient_app.store.queries import care, shares
from patient_app.store.tables import Person
from patient_app.store.unit import Unit

STRIP_DAYS = 14
SPARK_DAYS = 28


@dataclass(frozen=True, slots=True)
class LastReport:
    """The newest progress report that was signed. `signed_on`: the patient's local date."""

    number: int
    signed_on: date
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A clinician who treats the patient."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One patient. Adherence is `None` without the `program` part; pain values (date, worst) without `pain` are empty.

    `attention` and `good_news` are what the reader's own marks leave; `set_aside` is what they took away, `seen` which
    of the rest the reader has marked (a warning sign stays). `last_entry` is the local date of the newest log or
    check-in that the share opens. `suggestions` are a PT's alone. `team` needs the `program` or `journey` part,
    `last_report` the `journey` part.
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
    set_aside: tuple[Marked, ...] = ()
    seen: tuple[Marked, ...] = ()
    team: tuple[TeamMember, ...] = ()
    handed_over: HandedOver | None = None
    last_report: LastReport | None = None
    region: str | None = None


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
    rows = [_row(unit, patient, parts, known[patient.clinic_id], decided) for patient, parts in found]
    audit.opened_panel(actor, unit, len(rows))
    rows = _for_reader(actor, unit, rows, {patient.id: patient.time_zone for patient, _ in found})
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


def _for_reader(actor: Actor, unit: Unit, rows: Sequence[PanelRow], time_zones: Mapping[str, str]) -> list[PanelRow]:
    """The rows with what is the reader's own: marks, handovers; and with the team and the last report. One query
    each, for all patients."""
    marked = attention_marks.applied(
        actor, unit, {row.id: Standing(row.today, row.attention, row.good_news) for row in rows}
    )
    received = handovers.received(actor, unit, {row.id: row.today for row in rows})
    teams: dict[str, list[TeamMember]] = {}
    with_team = [row.id for row in rows if row.parts & {SharePart.PROGRAM, SharePart.JOURNEY}]
    for patient_id, who in shares.teams(unit.session, with_team, unit.now):
        teams.setdefault(patient_id, []).append(TeamMember(who.id, who.name, Role(who.role)))
    with_journey = [row.id for row in rows if SharePart.JOURNEY in row.parts]
    reports = {
        report.patient_id: LastReport(
            report.number or 0,
            local_date(report.signed_at, time_zones[report.patient_id]),
            report.acknowledged_at is not None,
        )
        for report in care.signed_reports(unit.session, with_journey)
        if report.signed_at is not None
    }
    return [
        replace(
            row,
            attention=marked[row.id].attention,
            good_news=marked[row.id].good_news,
            set_aside=marked[row.id].set_aside,
            seen=marked[row.id].seen,
            team=tuple(teams.get(row.id, ())),
            handed_over=received.get(row.id),
            last_report=reports.get(row.id),
        )
        for row in rows
    ]


def _row(
    unit: Unit,
    patient: Person,
    parts: frozenset[SharePart],
    library: Mapping[str, Exercise],
    decided: Mapping[str, Decided] | None,
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
        attention=attention_rules(facts, today),
        good_news=good_news(facts, today),
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
        region=known.region if known else None,
    )
