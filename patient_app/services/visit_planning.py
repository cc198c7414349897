"""Plan visits, single ones and series at a regular interval, in the time zone of the clinic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visits import (
    AHEAD,
    LONGEST_SERIES,
    MINUTES,
    RECORDED_AFTERWARDS,
    WEEKS_BETWEEN,
    VisitKind,
    VisitMode,
    local_instant,
    overlaps,
    series_dates,
)
from patient_app.services import audit, clinic_settings, notices, policy, visits
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.store.queries import care, people
from patient_app.store.queries import visits as queries
from patient_app.store.tables import Person, VisitSeries
from patient_app.store.tables import Visit as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Repeat:
    """A regular interval: every so many weeks, `count` times in all or up to the date `until`."""

    every_weeks: int
    count: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit as a clinician plans it. `on` and `clock` are local in the clinic's time zone. Without a clinician it is
    the actor's own; without minutes the clinic's usual length; without a place the clinic or the PT's centre.
    """

    kind: VisitKind
    on: date
    clock: time
    clinician_id: str | None = None
    minutes: int | None = None
    mode: VisitMode = VisitMode.IN_PERSON
    place: str = ""
    purpose: str = ""
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned or moved, by time; and those of them at whose time the clinician has another visit."""

    ids: tuple[str, ...]
    at: tuple[datetime, ...]
    conflicts: tuple[datetime, ...]


def plan(actor: Actor, unit: Unit, patient_id: str, wanted: Plan) -> Planned:
    """Plan one visit, or a series. Another visit of that clinician at the same time is told, not forbidden.

    Raises `WrongRole`, `NotFound`, and `Invalid` with the field named.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    people.lock(unit.session, patient.id)
    return add(actor, unit, patient, wanted)


def add(actor: Actor, unit: Unit, patient: Person, wanted: Plan) -> Planned:
    """`plan` for a caller that has asked policy and locked the patient."""
    clinic = people.clinic(unit.session, patient.clinic_id)
    clinician = _clinician(actor, unit, patient, wanted)
    check_day(unit, wanted.on)
    dates = _dates(wanted)
    instants = [local_instant(day, wanted.clock, clinic.time_zone) for day in dates]
    check_time(unit, instants)
    settings = clinic_settings.of(unit, patient.clinic_id)
    minutes = settings.visit_minutes if wanted.minutes is None else wanted.minutes
    if not MINUTES[0] <= minutes <= MINUTES[1]:
        raise Invalid.field("minutes", "Choose 5 to 240 minutes.")
    series = _series(actor, unit, patient, wanted, clinician.id, len(dates)) if wanted.repeat else None
    rows = [
        Row(
            patient_id=patient.id,
            clinician_id=clinician.id,
            planned_at=at,
            kind=wanted.kind.value,
            episode_id=care.active_episode_id(unit.session, patient.id),
            series_id=series.id if series else None,
            duration_minutes=minutes,
            mode=wanted.mode.value,
            place=text("place", wanted.place) or usual_place(unit, clinic.name, clinician, wanted.mode),
            purpose=text("purpose", wanted.purpose),
            created_by=actor.id,
            created_at=unit.now,
        )
        for at in instants
    ]
    for row in rows:
        unit.session.add(row)
    unit.session.flush()
    audit.record(
        actor,
        unit,
        "visit.planned",
        patient_id=patient.id,
        kind="visit",
        id=rows[0].id,
        visits=len(rows),
        of=wanted.kind.value,
    )
    _tell_planned(actor, unit, patient, rows)
    unit.changed.add(f"patient:{patient.id}")
    return planned(unit, rows)


def _clinician(actor: Actor, unit: Unit, patient: Person, wanted: Plan) -> Person:
    clinician = people.get(unit.session, wanted.clinician_id or actor.id)
    if clinician is None or not visits.sees_visits(unit, patient.id, clinician.id):
        raise Invalid.field("clinician_id", "Choose someone with whom the patient shares the visits.")
    is_pt = clinician.role == Role.PHYSICAL_THERAPIST
    if wanted.kind.is_at_pt_centre is not is_pt:
        raise Invalid.field("kind", "A physical therapist evaluates and treats; the other visits are a physiatrist's.")
    return clinician


def _dates(wanted: Plan) -> list[date]:
    repeat = wanted.repeat
    if repeat is None:
        return [wanted.on]
    if not WEEKS_BETWEEN[0] <= repeat.every_weeks <= WEEKS_BETWEEN[1]:
        raise Invalid.field("every_weeks", "Choose every 1 to 26 weeks.")
    if repeat.count is None and repeat.until is None:
        raise Invalid.field("count", "Say how many visits, or until which day.")
    if repeat.count is not None and not 2 <= repeat.count <= LONGEST_SERIES:
        raise Invalid.field("count", "A series has 2 to 60 visits.")
    if repeat.until is not None and repeat.until < wanted.on:
        raise Invalid.field("until", "The last day must not be before the first visit.")
    return series_dates(wanted.on, repeat.every_weeks, repeat.count, repeat.until)


def check_day(unit: Unit, day: date) -> None:
    """Raise `Invalid` for a day too long ago or too far ahead for its instant to be told at all."""
    if not -1 <= (day - unit.now.date() + RECORDED_AFTERWARDS).days <= (AHEAD + RECORDED_AFTERWARDS).days + 1:
        raise Invalid.field("on", "Choose a day of the last month or the next two years.")


def check_time(unit: Unit, instants: Sequence[datetime]) -> None:
    """Raise `Invalid` for times too long ago or too far ahead."""
    if min(instants) < unit.now - RECORDED_AFTERWARDS:
        raise Invalid.field("on", "This day is more than a month ago.")
    if max(instants) > unit.now + AHEAD:
        raise Invalid.field("on", "Plan no further ahead than two years.")


def _series(actor: Actor, unit: Unit, patient: Person, wanted: Plan, clinician_id: str, count: int) -> VisitSeries:
    series = VisitSeries(
        id=new_id(),
        patient_id=patient.id,
        clinician_id=clinician_id,
        kind=wanted.kind.value,
        every_weeks=wanted.repeat.every_weeks if wanted.repeat else 1,
        local_time=f"{wanted.clock:%H:%M}",
        starts_on=wanted.on,
        count=count,
        purpose=text("purpose", wanted.purpose),
        created_by=actor.id,
        created_at=unit.now,
    )
    unit.session.add(series)
    unit.session.flush()
    return series


def usual_place(unit: Unit, clinic: str, clinician: Person, mode: VisitMode) -> str | None:
    """The PT's centre, else the clinic; nothing for a video or phone visit."""
    if mode is not VisitMode.IN_PERSON:
        return None
    centre = people.pt_centre(unit.session, clinician.pt_centre_id) if clinician.pt_centre_id else None
    return ", ".join(filter(None, (centre.name, centre.address))) if centre else clinic


def planned(unit: Unit, rows: Sequence[Row]) -> Planned:
    """What these planned visits come to, with the conflicts of their clinician."""
    in_order = sorted(rows, key=lambda row: row.planned_at)
    first, last = in_order[0].planned_at - timedelta(days=1), in_order[-1].planned_at + timedelta(days=1)
    own = {row.id for row in rows}
    clinician = in_order[0].clinician_id
    others = [
        each
        for each in queries.planned_of(unit.session, clinician, in_order[0].patient_id, first, last)
        if each.id not in own and each.clinician_id == clinician
    ]
    usual = MINUTES[0]
    taken = [(each.planned_at, each.duration_minutes or usual) for each in others]
    conflicts = (
        row.planned_at
        for row in in_order
        if any(overlaps(row.planned_at, row.duration_minutes or usual, *each) for each in taken)
    )
    return Planned(tuple(row.id for row in in_order), tuple(row.planned_at for row in in_order), tuple(conflicts))


def _tell_planned(actor: Actor, unit: Unit, patient: Person, rows: Sequence[Row]) -> None:
    coming = next((row for row in rows if row.planned_at > unit.now), None)
    if coming is not None:
        on = local_date(coming.planned_at, patient.time_zone).isoformat()
        notices.tell(
            unit,
            patient.id,
            NoticeKind.VISIT_PLANNED,
            patient_id=patient.id,
            object_id=coming.id,
            clinician=actor.name,
            visit_on=on,
        )
        _tell_colleague(actor, unit, patient, coming, coming.planned_at)


def tell(actor: Actor, unit: Unit, patient: Person, row: Row, kind: NoticeKind, at: datetime) -> None:
    """Tell the patient who did it, and the colleague whose visit it is."""
    notices.tell(
        unit,
        patient.id,
        kind,
        patient_id=patient.id,
        object_id=row.id,
        clinician=actor.name,
        visit_on=local_date(at, patient.time_zone).isoformat(),
    )
    _tell_colleague(actor, unit, patient, row, at)


def _tell_colleague(actor: Actor, unit: Unit, patient: Person, row: Row, at: datetime) -> None:
    """Whose visit it is learns what a colleague planned or changed, while the record is open to them."""
    if row.clinician_id != actor.id and visits.sees_visits(unit, patient.id, row.clinician_id):
        notices.tell(
            unit,
            row.clinician_id,
            NoticeKind.VISIT_CHANGED_FOR_YOU,
            patient_id=patient.id,
            object_id=row.id,
            clinician=actor.name,
            patient=patient.name,
            visit_on=local_date(at, patient.time_zone).isoformat(),
        )


def text(field: str, typed: str) -> str | None:
    """A short text, or `None`. Raises `Invalid` when it is too long."""
    if len(typed) > LONGEST_TEXT:
        raise Invalid.field(field, "Use 300 characters or less.")
    return typed.strip() or None
