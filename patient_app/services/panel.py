"""The panel: the patients who share with this clinician, those in need of a look first, each with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from patient_app.content.exercise_library import Exercise
from patient_app.domain.adherence import Adherence
from patient_app.domain.attention import panel_order
from patient_app.domain.attention_facts import Reason, ReportAnswer
from patient_app.domain.days import Day
from patient_app.domain.people import Role, SharePart
from patient_app.domain.report_clock import ClockState
from patient_app.domain.streak import Streak
from patient_app.services import (
    attention_marks,
    audit,
    exercises,
    handovers,
    kept_standings,
    measures,
    policy,
    progression,
)
from patient_app.services.actor import Actor
from patient_app.services.attention_marks import Marked
from patient_app.services.handovers import HandedOver
from patient_app.services.measures import KnownMeasures
from patient_app.services.progression import Suggestion
from patient_app.services.reading import reads
from patient_app.services.standing import LastReport, Standing
from patient_app.store.queries import shares
from patient_app.store.queries.shares import OpenShare
from patient_app.store.unit import Unit


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
    check-in that the share opens. `suggestions` are a PT's alone. `team` needs the `program` or `journey` part;
    `last_report`, `report_clock` and `report_answer` (the decision on the newest report) the `journey` part.
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
    report_clock: ClockState | None = None
    report_answer: ReportAnswer | None = None
    version_published: datetime | None = None
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
    found = shares.open_now(unit.session, unit.now, clinician_id=actor.id)
    is_pt = actor.role is Role.PHYSICAL_THERAPIST
    known = {clinic: exercises.catalogue(unit, clinic) for clinic in {each.patient.clinic_id for each in found}}
    stand = kept_standings.of_clinician(unit, actor.id, found)
    rows = [
        _row(unit, each, stand[each.patient.id], known[each.patient.clinic_id] if is_pt else None) for each in found
    ]
    audit.opened_panel(actor, unit, len(rows))
    rows = _for_reader(actor, unit, rows)
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


def _for_reader(actor: Actor, unit: Unit, rows: Sequence[PanelRow]) -> list[PanelRow]:
    """The rows with what is the reader's own: marks and handovers; and with the team. One query each, for all."""
    marked = attention_marks.applied(
        actor, unit, {row.id: attention_marks.Standing(row.today, row.attention, row.good_news) for row in rows}
    )
    received = handovers.received(actor, unit, {row.id: row.today for row in rows})
    teams: dict[str, list[TeamMember]] = {}
    with_team = [row.id for row in rows if row.parts & {SharePart.PROGRAM, SharePart.JOURNEY}]
    for patient_id, id, name, role in shares.teams(unit.session, with_team, unit.now):
        teams.setdefault(patient_id, []).append(TeamMember(id, name, Role(role)))
    return [
        replace(
            row,
            attention=marked[row.id].attention,
            good_news=marked[row.id].good_news,
            set_aside=marked[row.id].set_aside,
            seen=marked[row.id].seen,
            team=tuple(teams.get(row.id, ())),
            handed_over=received.get(row.id),
        )
        for row in rows
    ]


def _row(unit: Unit, shared: OpenShare, found: Standing, library: Mapping[str, Exercise] | None) -> PanelRow:
    """`library`: the clinic's exercises, for who is shown suggested steps; `None` for others."""
    patient = shared.patient
    return PanelRow(
        id=patient.id,
        name=patient.name,
        problem=found.problem,
        episode_status=found.episode_status,
        parts=shared.parts,
        today=found.today,
        attention=found.reasons if library is None else found.therapist_reasons,
        good_news=found.good_news,
        adherence_7d=found.adherence_7d,
        adherence_14d=found.adherence_14d,
        adherence_28d=found.adherence_28d,
        adherence_28d_before=found.adherence_28d_before,
        streak=found.streak,
        strip=found.strip,
        pain=found.pain,
        last_entry=found.last_entry,
        next_visit=next((at for at in found.visits if at > unit.now), None),
        version=found.version,
        version_since=found.version_since,
        suggestions=progression.of_lines(found.steps, patient.id, library, found.prescribed) if library else (),
        last_report=found.last_report,
        report_clock=found.report_clock,
        report_answer=found.report_answer,
        version_published=found.version_published,
        region=found.region,
    )
