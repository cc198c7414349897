"""Monitoring days and minutes: neutral counters that a clinic switches on. They select nothing and ask nothing of the
patient. Only who sees the exercise log (part `program`) counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.monitoring import (
    Activity,
    CountedDay,
    WithWhom,
    counted_days,
    minutes_band,
    periods,
)
from patient_app.domain.monitoring_ledger import Ledger, Line, Minutes, Month, PatientMonth, PeriodDays
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visits import VisitMode
from patient_app.services import audit, clinic_settings, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import monitoring as queries
from patient_app.store.queries import people, shares
from patient_app.store.tables import MonitoringMinutes as Row
from patient_app.store.tables import Person
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

MOST_MINUTES = 480
LONGEST_BACK = timedelta(days=366)
LONGEST_NOTE = 300
OFF = "Your clinic does not count monitoring days and minutes."


@reads
def ledger(actor: Actor, unit: Unit, patient_id: str) -> Ledger | None:
    """The counters of one patient; `None` while the clinic has them off. Raises `WrongRole`, `NotFound`."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    if not clinic_settings.of(unit, patient.clinic_id).monitoring:
        return None
    today = patients.today(unit, patient)
    lines = tuple(_line(actor, row, person) for row, person in queries.minutes_of(unit.session, patient.id))
    parts = policy.shared_parts(actor, unit, patient.id)
    return Ledger(
        patient.id,
        patient.name,
        today,
        patient.monitoring_start,
        tuple(reversed(_periods(unit, patient, parts, today))),
        tuple(reversed(_months(lines))),
        tuple(reversed(lines)),
    )


@reads
def month(actor: Actor, unit: Unit, first: date) -> tuple[PatientMonth, ...]:
    """One calendar month (by its first day) of the patients who share their exercise log with this clinician and are
    counted, or have minutes in it. Raises `WrongRole`, and `NotFound` while the clinic has the counters off.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    if not clinic_settings.of(unit, actor.clinic_id).monitoring:
        raise NotFound(OFF)
    found = []
    for patient, parts in shares.patients_of(unit.session, actor.id, unit.now):
        if SharePart.PROGRAM in parts:
            audit.looked(actor, unit, patient.id, (SharePart.PROGRAM,))
            found.append(_patient_month(actor, unit, patient, parts, first))
    return tuple(each for each in found if each.started_on is not None or each.month.minutes)


@reads
def counted_since(actor: Actor, unit: Unit) -> date | None:
    """Since when the patient's days are counted, told to the patient; `None` when they are not."""
    patient = policy.own_record(actor, unit)
    is_on = clinic_settings.of(unit, patient.clinic_id).monitoring
    return patient.monitoring_start if is_on else None


def start(actor: Actor, unit: Unit, patient_id: str, on: date) -> None:
    """Count days from a date on, today or earlier. Raises `WrongRole`, `NotFound`, `Invalid`."""
    patient = _to_change(actor, unit, patient_id)
    today = patients.today(unit, patient)
    if not today - LONGEST_BACK <= on <= today:
        raise Invalid.field("on", "Choose today or an earlier day of the last year.")
    patient.monitoring_start = on
    unit.session.add(patient)
    audit.record(actor, unit, "monitoring.started", patient_id=patient.id, kind="monitoring", on=on.isoformat())
    unit.changed.add(f"patient:{patient.id}")


def stop(actor: Actor, unit: Unit, patient_id: str) -> None:
    """Count no days any more. The minutes stay. Raises `WrongRole`, `NotFound`."""
    patient = _to_change(actor, unit, patient_id)
    if patient.monitoring_start is not None:
        began = patient.monitoring_start.isoformat()
        patient.monitoring_start = None
        unit.session.add(patient)
        audit.record(actor, unit, "monitoring.stopped", patient_id=patient.id, kind="monitoring", began=began)
        unit.changed.add(f"patient:{patient.id}")


def add_minutes(actor: Actor, unit: Unit, patient_id: str, entered: Minutes) -> str:
    """Add a line of the actor's own; its id. Raises `WrongRole`, `NotFound`, and `Invalid` with the field named."""
    patient = _to_change(actor, unit, patient_id)
    today = patients.today(unit, patient)
    if not today - LONGEST_BACK <= entered.on <= today:
        raise Invalid.field("on", "Choose today or an earlier day of the last year.")
    if not 1 <= entered.minutes <= MOST_MINUTES:
        raise Invalid.field("minutes", "Enter 1 to 480 minutes.")
    if entered.interactive and (entered.mode is None or entered.with_whom is None):
        raise Invalid.field("mode", "For a live talk, say how and with whom.")
    if len(entered.note) > LONGEST_NOTE:
        raise Invalid.field("note", "Use 300 characters or less.")
    row = Row(
        id=new_id(),
        patient_id=patient.id,
        clinician_id=actor.id,
        on=entered.on,
        minutes=entered.minutes,
        activity=entered.activity.value,
        interactive=entered.interactive,
        mode=entered.mode.value if entered.mode else None,
        with_whom=entered.with_whom.value if entered.with_whom else None,
        note=entered.note.strip() or None,
        recorded_at=unit.now,
    )
    unit.session.add(row)
    audit.record(actor, unit, "monitoring.minutes_added", patient_id=patient.id, kind="monitoring", id=row.id)
    unit.changed.add(f"patient:{patient.id}")
    return row.id


def void(actor: Actor, unit: Unit, line_id: str, reason: str) -> None:
    """Remove a line that one entered oneself; it stays, with the reason, and counts no more.

    Raises `WrongRole`, `NotFound`, `Invalid`, and `Conflict` when it was removed before.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, line_id)
    if row is None:
        raise NotFound
    _to_change(actor, unit, row.patient_id)
    if row.clinician_id != actor.id:
        raise Invalid("Only who entered these minutes can remove them.")
    if row.voided_at is not None:
        raise Conflict("These minutes were removed already.")
    if not reason.strip() or len(reason) > LONGEST_NOTE:
        raise Invalid.field("reason", "Say in a few words why they are removed.")
    row.voided_at, row.voided_by, row.void_reason = unit.now, actor.id, reason.strip()
    unit.session.add(row)
    audit.record(actor, unit, "monitoring.minutes_removed", patient_id=row.patient_id, kind="monitoring", id=row.id)
    unit.changed.add(f"patient:{row.patient_id}")


def _to_change(actor: Actor, unit: Unit, patient_id: str) -> Person:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    if not clinic_settings.of(unit, patient.clinic_id).monitoring:
        raise Invalid(OFF)
    people.lock(unit.session, patient.id)
    return patient


def _counted(unit: Unit, patient: Person, parts: frozenset[SharePart], since: date) -> tuple[CountedDay, ...]:
    arrived = queries.arrivals(unit.session, patient.id, since, parts)
    return counted_days((day, local_date(at, zone)) for day, at, zone in arrived)


def _periods(unit: Unit, patient: Person, parts: frozenset[SharePart], today: date) -> tuple[PeriodDays, ...]:
    since = patient.monitoring_start
    if since is None:
        return ()
    counted = [each for each in _counted(unit, patient, parts, since) if each.day <= today]
    return tuple(
        PeriodDays(
            found.first,
            found.last,
            tuple(each for each in counted if found.first <= each.day <= found.last),
            found.band,
        )
        for found in periods((each.day for each in counted), since, today)
    )


def _months(lines: Sequence[Line]) -> list[Month]:
    by_month: defaultdict[date, list[Minutes]] = defaultdict(list)
    for line in lines:
        if line.voided_on is None:
            by_month[line.entered.on.replace(day=1)].append(line.entered)
    return [_month(first, by_month[first]) for first in sorted(by_month)]


def _month(first: date, entered: Iterable[Minutes]) -> Month:
    every = list(entered)
    total = sum(each.minutes for each in every)
    talks = [each.minutes for each in every if each.interactive]
    return Month(first, total, sum(talks), len(talks), minutes_band(total))


def _patient_month(actor: Actor, unit: Unit, patient: Person, parts: frozenset[SharePart], first: date) -> PatientMonth:
    today = patients.today(unit, patient)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    lines = [_line(actor, row, person) for row, person in queries.minutes_of(unit.session, patient.id)]
    counted = [line.entered for line in lines if line.voided_on is None and first <= line.entered.on <= last]
    found = _periods(unit, patient, parts, today)
    at = min(last, today)
    dates = {each.day for period in found for each in period.dates}
    return PatientMonth(
        patient.id,
        patient.name,
        patient.monitoring_start,
        sum(1 for day in dates if first <= day <= last),
        next((period for period in found if period.first <= at <= period.last), None),
        _month(first, counted),
    )


def _line(actor: Actor, row: Row, person: Person) -> Line:
    return Line(
        id=row.id,
        who=person.name,
        role=Role(person.role),
        entered=Minutes(
            row.on,
            row.minutes,
            Activity(row.activity),
            VisitMode(row.mode) if row.mode else None,
            WithWhom(row.with_whom) if row.with_whom else None,
            row.note or "",
        ),
        voided_on=local_date(row.voided_at, actor.time_zone) if row.voided_at else None,
        void_reason=row.void_reason or "",
        may_void=row.clinician_id == actor.id and row.voided_at is None,
    )
