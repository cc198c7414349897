"""Closing a course of treatment, and opening it again soon after. The program stays readable, and logging goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, FieldError, Invalid
from patient_app.domain.goals import GoalStatus
from patient_app.domain.journey import CloseReason, EventKind
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, episodes, final_summary, goals, measure_assignments, notices, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.goals import Goal
from patient_app.services.measure_assignments import AssignedMeasure
from patient_app.services.notices import NoticeKind
from patient_app.services.reading import reads
from patient_app.store.queries import care, people
from patient_app.store.tables import Episode, JourneyEntry, Person, Visit
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

REOPEN_DAYS = 30
LONGEST_NOTE = 4000
LONGEST_REASON = 300
VISIT_REASON = "course_closed"
"""Why a visit was cancelled that ended with the course."""


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit that is planned."""

    id: str
    clinician: str
    on: date


@dataclass(frozen=True, slots=True)
class Closing:
    """What is asked when a course is closed. `goals` and `measures` are empty for a reader who does not see them.

    `measures`: those that would be asked again; those of the discharge fall due by themselves. `reopen_until`: the last
    day on which the course that was closed can be opened again; `None` when there is none.
    """

    can_close: bool
    goals: tuple[Goal, ...] = ()
    visits: tuple[OpenVisit, ...] = ()
    measures: tuple[AssignedMeasure, ...] = ()
    closed_on: date | None = None
    reopen_until: date | None = None


@dataclass(frozen=True, slots=True)
class ClosingDraft:
    """A course as it is to be closed. `goals`: what became of each goal that is open, by its id. `cancel_visits` and
    `end_measures`: ids of what is not to go on.
    """

    reason: CloseReason
    note: str = ""
    goals: Mapping[str, GoalStatus] = field(default_factory=dict)
    cancel_visits: frozenset[str] = frozenset()
    end_measures: frozenset[str] = frozenset()


@reads
def closing(actor: Actor, unit: Unit, patient_id: str) -> Closing:
    """What is to be decided before the patient's course is closed, or until when it can be opened again.

    For a PT or physiatrist with the part `journey`; raises `WrongRole`, `NotFound`.
    """
    patient = _patient(actor, unit, patient_id)
    today = patients.today(unit, patient)
    episode = episodes.active(unit, patient.id)
    if episode is None:
        last = care.active_episode(unit.session, patient.id)
        closed_on = last.closed_on if last else None
        until = closed_on + timedelta(days=REOPEN_DAYS) if closed_on else None
        return Closing(False, closed_on=closed_on, reopen_until=until if until and today <= until else None)
    sees_measures = SharePart.MEASURES in policy.shared_parts(actor, unit, patient.id)
    return Closing(
        True,
        goals=_open_goals(unit, episode) if sees_measures else (),
        visits=tuple(
            OpenVisit(visit.id, _name(unit, visit.clinician_id), local_date(visit.planned_at, patient.time_zone))
            for visit in _planned(unit, patient)
        ),
        measures=_recurring(unit, patient, today) if sees_measures else (),
    )


def close(actor: Actor, unit: Unit, patient_id: str, draft: ClosingDraft) -> str:
    """Close the course that is going on, with its final summary; its id. The patient is told.

    Raises `WrongRole`, `NotFound`, `Conflict` when none is going on, and `Invalid` naming each field.
    """
    patient = _patient(actor, unit, patient_id)
    people.lock(unit.session, patient.id)
    episode = episodes.active(unit, patient.id)
    if episode is None:
        raise Conflict("There is no course of treatment that could be closed. It may be closed already.")
    unit.session.refresh(episode)
    asked = closing(actor, unit, patient_id)
    _check(draft, asked)
    for goal in asked.goals:
        goals.set_status(actor, unit, goal.id, draft.goals[goal.id])
    cancelled = [visit for visit in asked.visits if visit.id in draft.cancel_visits]
    for visit in cancelled:
        _cancel(actor, unit, visit)
    for each in asked.measures:
        if each.assignment.id in draft.end_measures:
            measure_assignments.end(actor, unit, each.assignment.id)
    unit.session.flush()
    today = patients.today(unit, patient)
    episode.final_summary = final_summary.to_json(final_summary.of_course(unit, patient, episode, today))
    episode.status, episode.closed_on, episode.closed_by = episodes.FINISHED, today, actor.id
    episode.closed_reason, episode.closing_note = draft.reason.value, draft.note.strip()
    unit.session.add(episode)
    _announce(actor, unit, "course.closed", episode, reason=draft.reason.value, visits_cancelled=len(cancelled))
    notices.tell(
        unit, patient.id, NoticeKind.COURSE_CLOSED, patient_id=patient.id, object_id=episode.id, clinician=actor.name
    )
    return episode.id


def reopen(actor: Actor, unit: Unit, patient_id: str, reason: str) -> str:
    """Open the last course again, within 30 days of its end; its id. That, and why, stays in the journey.

    What was cancelled or ended with it stays so. Raises `WrongRole`, `NotFound`, `Conflict` and `Invalid`.
    """
    patient = _patient(actor, unit, patient_id)
    people.lock(unit.session, patient.id)
    asked = closing(actor, unit, patient_id)
    episode = care.active_episode(unit.session, patient.id)
    if episode is None or asked.can_close or asked.closed_on is None:
        raise Conflict("There is no closed course of treatment to open again.")
    if asked.reopen_until is None:
        raise Conflict("This course ended more than 30 days ago. A new order begins a new one.")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid.field("reason", "Say in a few words why the course goes on.")
    unit.session.add(
        JourneyEntry(
            id=new_id(),
            patient_id=patient.id,
            episode_id=episode.id,
            kind=EventKind.DISCHARGE.value,
            on=patients.today(unit, patient),
            title="Course of treatment opened again",
            text=reason.strip(),
            details={"reopened": True, "closed_on": asked.closed_on.isoformat(), "reason": episode.closed_reason},
            author_id=actor.id,
            recorded_at=unit.now,
        )
    )
    episode.status, episode.final_summary = episodes.ACTIVE, {}
    episode.closed_on = episode.closed_by = episode.closed_reason = episode.closing_note = None
    unit.session.add(episode)
    _announce(actor, unit, "course.reopened", episode)
    notices.tell(
        unit, patient.id, NoticeKind.JOURNEY_ADDED, patient_id=patient.id, object_id=episode.id, clinician=actor.name
    )
    return episode.id


def _patient(actor: Actor, unit: Unit, patient_id: str) -> Person:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    return policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)


def _check(draft: ClosingDraft, asked: Closing) -> None:
    problems = [
        FieldError(f"goals.{goal.letter}", "Say what became of each goal.")
        for goal in asked.goals
        if draft.goals.get(goal.id, GoalStatus.ACTIVE) is GoalStatus.ACTIVE
    ]
    if len(draft.note) > LONGEST_NOTE:
        problems.append(FieldError("note", "This is too long. Shorten it."))
    if draft.reason is CloseReason.OTHER and not draft.note.strip():
        problems.append(FieldError("note", "Say why the course is closed."))
    if problems:
        raise Invalid("The course is not closed yet.", tuple(problems))


def _open_goals(unit: Unit, episode: Episode) -> tuple[Goal, ...]:
    return tuple(goal for goal in goals.of_episode(unit, episode) if goal.status is GoalStatus.ACTIVE)


def _recurring(unit: Unit, patient: Person, today: date) -> tuple[AssignedMeasure, ...]:
    found = measure_assignments.open_assignments(unit, patient, today)
    return tuple(each for each in found if not each.assignment.schedule.asks_at_discharge)


def _planned(unit: Unit, patient: Person) -> list[Visit]:
    found = care.visits(unit.session, patient.id)
    return [visit for visit in found if visit.status == VisitStatus.PLANNED and visit.planned_at >= unit.now]


def _cancel(actor: Actor, unit: Unit, asked: OpenVisit) -> None:
    """Cancel a visit with the course; the patient is told of each."""
    visit = unit.session.get_one(Visit, asked.id)
    visit.status, visit.status_by, visit.status_at = VisitStatus.CANCELLED.value, actor.id, unit.now
    visit.status_reason = VISIT_REASON
    unit.session.add(visit)
    notices.tell(
        unit,
        visit.patient_id,
        NoticeKind.VISIT_CANCELLED,
        patient_id=visit.patient_id,
        object_id=visit.id,
        clinician=actor.name,
        visit_on=asked.on.isoformat(),
    )


def _name(unit: Unit, person_id: str) -> str:
    person = people.get(unit.session, person_id)
    return person.name if person else ""


def _announce(actor: Actor, unit: Unit, action: str, episode: Episode, **detail: object) -> None:
    audit.record(actor, unit, action, patient_id=episode.patient_id, kind="episode", id=episode.id, **detail)
    unit.changed |= {f"patient:{episode.patient_id}"}
