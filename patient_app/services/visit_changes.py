"""Move visits, cancel them, and plan missed ones anew. Nothing is deleted: a visit keeps its id."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visits import (
    LOOK_AHEAD_DAYS,
    RequestKind,
    RequestStatus,
    Scope,
    VisitKind,
    VisitMode,
    free_time_after,
    shifted,
)
from patient_app.services import audit, clinic_settings, policy, visits
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.services.visit_planning import Plan, Planned, add, check_day, check_time, planned, tell, text
from patient_app.store.queries import people
from patient_app.store.queries import visits as queries
from patient_app.store.tables import Person, VisitSeries
from patient_app.store.tables import Visit as Row
from patient_app.store.unit import Unit


def changed_meanwhile() -> Conflict:
    """The visit is not what the screen shows any more."""
    return Conflict("This visit was changed meanwhile. Look at it again.")


def move(actor: Actor, unit: Unit, visit_id: str, on: date, clock: time, scope: Scope = Scope.ONE) -> Planned:
    """Move a planned visit to another day and local time of the clinic; with `LATER`, the later ones of its series by
    as many days and to the same time. An open wish to move it is met by that.

    Raises `NotFound`, `Invalid`, and `Conflict` when it is not planned any more.
    """
    row, patient = for_change(actor, unit, visit_id)
    must_be_planned(row)
    check_day(unit, on)
    zone = people.clinic(unit.session, patient.clinic_id).time_zone
    days = (on - row.planned_at.astimezone(ZoneInfo(zone)).date()).days
    rows = _scope(unit, row, scope)
    instants = [shifted(each.planned_at, days, clock, zone) for each in rows]
    if min(instants) <= unit.now:
        raise Invalid.field("on", "Choose a time that is still to come.")
    check_time(unit, instants)
    former = row.planned_at
    for each, at in zip(rows, instants, strict=True):
        each.moved_from, each.planned_at = each.planned_at, at
        unit.session.add(each)
        audit.record(
            actor,
            unit,
            "visit.moved",
            patient_id=patient.id,
            kind="visit",
            id=each.id,
            moved_from=each.moved_from.isoformat(),
            moved_to=at.isoformat(),
        )
    if scope is Scope.LATER and row.series_id and (series := unit.session.get(VisitSeries, row.series_id)):
        series.local_time = f"{clock:%H:%M}"
        unit.session.add(series)
    for each in rows:
        close_requests(actor, unit, each, RequestStatus.ACCEPTED)
    if former != row.planned_at:
        tell(actor, unit, patient, row, NoticeKind.VISIT_MOVED, row.planned_at)
    unit.session.flush()
    unit.changed.add(f"patient:{patient.id}")
    return planned(unit, rows)


def cancel(actor: Actor, unit: Unit, visit_id: str, reason: str, scope: Scope = Scope.ONE) -> int:
    """Cancel a planned visit with its reason, which the patient can read; with `LATER` the rest of its series too.

    How many were cancelled. Raises `NotFound`, `Invalid`, `Conflict`.
    """
    row, patient = for_change(actor, unit, visit_id)
    must_be_planned(row)
    if not reason.strip():
        raise Invalid.field("reason", "Say in a few words why it is cancelled.")
    why = text("reason", reason)
    rows = _scope(unit, row, scope)
    for each in rows:
        each.status, each.status_by, each.status_at = VisitStatus.CANCELLED.value, actor.id, unit.now
        each.status_reason = why
        unit.session.add(each)
        close_requests(actor, unit, each, RequestStatus.ACCEPTED)
        audit.record(actor, unit, "visit.cancelled", patient_id=patient.id, kind="visit", id=each.id)
    if scope is Scope.LATER and row.series_id and (series := unit.session.get(VisitSeries, row.series_id)):
        series.ended_at = unit.now
        unit.session.add(series)
    tell(actor, unit, patient, row, NoticeKind.VISIT_CANCELLED, row.planned_at)
    unit.changed.add(f"patient:{patient.id}")
    return len(rows)


def plan_anew(actor: Actor, unit: Unit, visit_id: str) -> Planned:
    """Plan a visit that was missed or cancelled anew: with the same clinician, for the same purpose, at the same time
    of a free day to come. Raises `NotFound`, `Conflict`.
    """
    row, patient = for_change(actor, unit, visit_id)
    if row.status not in (VisitStatus.MISSED, VisitStatus.CANCELLED):
        raise changed_meanwhile()
    zone = people.clinic(unit.session, patient.clinic_id).time_zone
    minutes = row.duration_minutes or clinic_settings.of(unit, patient.clinic_id).visit_minutes
    last = unit.now + timedelta(days=LOOK_AHEAD_DAYS + 1)
    taken = queries.planned_of(unit.session, row.clinician_id, patient.id, unit.now - timedelta(days=1), last)
    at = free_time_after(
        row.planned_at, minutes, ((each.planned_at, each.duration_minutes or minutes) for each in taken), unit.now, zone
    ).astimezone(ZoneInfo(zone))
    wanted = Plan(
        VisitKind(row.kind),
        at.date(),
        at.time(),
        row.clinician_id,
        minutes,
        VisitMode(row.mode),
        row.place or "",
        row.purpose or "",
    )
    if not visits.sees_visits(unit, patient.id, row.clinician_id):
        wanted = replace(wanted, clinician_id=actor.id)
    return add(actor, unit, patient, wanted)


def for_change(actor: Actor, unit: Unit, visit_id: str) -> tuple[Row, Person]:
    """The visit, locked with its patient, for someone who may change it. Raises `WrongRole`, `NotFound`, `Invalid`."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, visit_id)
    if row is None:
        raise NotFound
    patient = policy.open_record(actor, unit, row.patient_id, SharePart.JOURNEY)
    people.lock(unit.session, patient.id)
    unit.session.refresh(row)
    if not visits.may_change(actor, unit, row):
        raise Invalid("Only the clinician of this visit, or who planned it, can change it.")
    return row, patient


def must_be_planned(row: Row) -> None:
    """Raise `Conflict` unless the visit is planned."""
    if row.status != VisitStatus.PLANNED:
        raise changed_meanwhile()


def close_requests(actor: Actor, unit: Unit, row: Row, status: RequestStatus) -> None:
    """Close the patient's open wishes about this visit (questions stay)."""
    for asked in queries.open_requests(unit.session, row.patient_id):
        if asked.visit_id == row.id and asked.kind != RequestKind.QUESTION:
            asked.status, asked.answered_by, asked.answered_at = status.value, actor.id, unit.now
            unit.session.add(asked)


def _scope(unit: Unit, row: Row, scope: Scope) -> list[Row]:
    if scope is Scope.ONE or row.series_id is None:
        return [row]
    return list(queries.planned_in_series(unit.session, row.series_id, row.planned_at))
