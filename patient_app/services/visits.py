"""Visits as the team and the patient read them: planned and past ones, with what the patient asked about them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course import Course
from patient_app.domain.course_index import indexed
from patient_app.domain.dates import local_date
from patient_app.domain.errors import NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visit_book import Clinician, Request, TreatmentClock, Visit, VisitBook, Wishes
from patient_app.domain.visits import (
    PartOfDay,
    RequestKind,
    RequestStatus,
    VisitDecision,
    VisitKind,
    VisitMode,
    may_be_marked,
)
from patient_app.services import attention, clinic_settings, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.services.treatment_days import treatment_days
from patient_app.store.queries import care, people, shares
from patient_app.store.queries import visits as queries
from patient_app.store.tables import Person, VisitRequest
from patient_app.store.tables import Visit as Row
from patient_app.store.unit import Unit


@reads
def visits(actor: Actor, unit: Unit, patient_id: str) -> VisitBook:
    """A patient's visits for a clinician with the `journey` part. Raises `WrongRole`, `NotFound`."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    rows = care.visits(unit.session, patient.id)
    treated = treatment_days(rows, patient.time_zone)
    return replace(
        _book(actor, unit, patient, rows),
        colleagues=colleagues(actor, unit, patient),
        centres=tuple(centre.name for centre in queries.centres(unit.session, patient.clinic_id)),
        visit_minutes=clinic_settings.of(unit, patient.clinic_id).visit_minutes,
        treated_today=local_date(unit.now, patient.time_zone) in treated,
        treatment_dates=treated,
        clock=_clock(unit, patient),
    )


@reads
def mine(actor: Actor, unit: Unit) -> VisitBook:
    """The patient's own visits. Raises `WrongRole` for anyone but a patient."""
    patient = policy.own_record(actor, unit)
    return _book(actor, unit, patient, care.visits(unit.session, patient.id))


@reads
def visit(actor: Actor, unit: Unit, visit_id: str) -> tuple[Visit, VisitBook]:
    """One visit, with the book that it stands in: the patient's own, or one of the team's. Raises `NotFound`."""
    row = unit.session.get(Row, visit_id)
    if row is None:
        raise NotFound
    patient = policy.open_record(actor, unit, row.patient_id, SharePart.JOURNEY)
    book = _book(actor, unit, patient, care.visits(unit.session, patient.id))
    return next(each for each in book.visits if each.id == row.id), book


def colleagues(actor: Actor, unit: Unit, patient: Person) -> tuple[Clinician, ...]:
    """The clinicians who may see the patient's visits now, the actor first. Asks no policy."""
    found = {
        person.id: Clinician(person.id, person.name, Role(person.role))
        for person in shares.clinicians_of(unit.session, patient.id, unit.now)
        if sees_visits(unit, patient.id, person.id)
    }
    return tuple(sorted(found.values(), key=lambda each: (each.id != actor.id, each.name)))


def sees_visits(unit: Unit, patient_id: str, clinician_id: str) -> bool:
    """May this clinician see the patient's visits now? Not one who cannot sign in any more."""
    clinician = people.get(unit.session, clinician_id)
    if clinician is None or clinician.deactivated_at is not None:
        return False
    return SharePart.JOURNEY in shares.active_parts(unit.session, patient_id, clinician_id, unit.now)


def may_change(actor: Actor, unit: Unit, row: Row) -> bool:
    """Whose visit it is, or who planned it, changes it; a colleague only when neither is on the team any more.

    (Else a visit would stay open that nobody can end.) The reader's own share was asked before.
    """
    owners = {row.clinician_id, row.created_by} - {None}
    if actor.id in owners and row.patient_id not in unit.emergencies:
        return True
    if not actor.role.is_clinician or row.patient_id in unit.emergencies:
        return False
    return not any(sees_visits(unit, row.patient_id, owner) for owner in owners if owner)


def _book(actor: Actor, unit: Unit, patient: Person, rows: Sequence[Row]) -> VisitBook:
    clinic = people.clinic(unit.session, patient.clinic_id)
    asked = queries.requests_of(unit.session, patient.id)
    names = people.by_ids(unit.session, list({row.clinician_id for row in rows}))
    series = {id: each.every_weeks for id, each in queries.series_of(unit.session, patient.id).items()}
    minutes = clinic_settings.of(unit, patient.clinic_id).visit_minutes
    found = tuple(_visit(actor, unit, row, rows, asked, names, series, minutes) for row in rows)
    questions = (row for row in asked if row.kind == RequestKind.QUESTION and row.status == RequestStatus.OPEN)
    return VisitBook(
        patient_id=patient.id,
        patient_name=patient.name,
        now=unit.now,
        clinic_zone=clinic.time_zone,
        patient_zone=patient.time_zone,
        clinic_phone=clinic.phone,
        visits=found,
        questions=tuple(request_value(row) for row in questions),
    )


def _visit(
    actor: Actor,
    unit: Unit,
    row: Row,
    rows: Sequence[Row],
    asked: Sequence[VisitRequest],
    names: Mapping[str, Person],
    every: Mapping[str, int],
    default_minutes: int,
) -> Visit:
    status = VisitStatus(row.status)
    with_whom = names[row.clinician_id]
    # A planned visit's note is a draft; why one was missed or cancelled is for the team.
    shows_note = actor.id != row.patient_id or status is VisitStatus.HELD
    return Visit(
        id=row.id,
        kind=VisitKind(row.kind),
        mode=VisitMode(row.mode),
        planned_at=row.planned_at,
        minutes=row.duration_minutes or default_minutes,
        clinician=Clinician(with_whom.id, with_whom.name, Role(with_whom.role)),
        place=row.place or "",
        purpose=row.purpose or "",
        status=status,
        decision=VisitDecision(row.decision) if row.decision else None,
        note=(row.note or "") if shows_note else "",
        reason=(row.status_reason or "") if shows_note or status is VisitStatus.CANCELLED else "",
        moved_from=row.moved_from,
        series_id=row.series_id,
        every_weeks=every.get(row.series_id or ""),
        series_left=sum(
            1
            for other in rows
            if row.series_id is not None
            and other.series_id == row.series_id
            and other.status == VisitStatus.PLANNED
            and other.planned_at > row.planned_at
        ),
        may_change=may_change(actor, unit, row),
        has_begun=may_be_marked(status, row.planned_at, unit.now),
        requests=tuple(request_value(each) for each in asked if each.visit_id == row.id),
    )


def request_value(row: VisitRequest) -> Request:
    """A row of `visit_request` as a value."""
    return Request(
        id=row.id,
        visit_id=row.visit_id,
        kind=RequestKind(row.kind),
        wishes=Wishes(
            tuple(row.wishes.get("weekdays", ())),
            tuple(PartOfDay(part) for part in row.wishes.get("parts_of_day", ())),
        ),
        note=row.note or "",
        asked_at=row.asked_at,
        status=RequestStatus(row.status),
        answer=row.answer_note or "",
    )


def _clock(unit: Unit, patient: Person) -> TreatmentClock | None:
    """The clock of the next progress report, as the attention rule reads it."""
    journey = frozenset({SharePart.JOURNEY})
    found = attention.facts(unit, patient, indexed(Course()), journey).report_clock
    if found is None:
        return None
    limit = clinic_settings.of(unit, patient.clinic_id).clinical.report_treatment_days
    return TreatmentClock(len(found.treatment_dates), limit)
