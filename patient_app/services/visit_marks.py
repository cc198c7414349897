"""What became of a visit: held with a decision, or missed; and treatments recorded in one click.

A mark is corrected with its reason: the audit log keeps what it was, and a note is only added to.
"""

from dataclasses import replace
from datetime import date, time

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid
from patient_app.domain.journey import EventKind
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visits import (
    RECORDED_AFTERWARDS,
    RequestKind,
    RequestStatus,
    VisitDecision,
    VisitKind,
    VisitMode,
    local_instant,
)
from patient_app.services import audit, notices, policy, visits
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.services.treatment_days import treatment_days
from patient_app.services.visit_changes import changed_meanwhile, close_requests, for_change, must_be_planned
from patient_app.services.visit_planning import Plan, Planned, add, usual_place
from patient_app.store.queries import care, people
from patient_app.store.queries import visits as queries
from patient_app.store.tables import JourneyEntry, Person
from patient_app.store.tables import Visit as Row
from patient_app.store.unit import Unit

LONGEST_NOTE = 4000
LONGEST_TITLE = 80
NOT_BEGUN = "This visit has not begun yet."
NEEDS_NOTE = (VisitDecision.CHANGE, VisitDecision.REFER_ON)
"""Decisions that somebody else acts on: they need to know what is meant."""


def write_note(actor: Actor, unit: Unit, visit_id: str, note: str) -> None:
    """Keep the note of a planned visit as it is typed: a draft, which nobody but the team sees."""
    row, _ = for_change(actor, unit, visit_id)
    must_be_planned(row)
    row.note = _note(note, "")
    unit.session.add(row)


def hold(
    actor: Actor,
    unit: Unit,
    visit_id: str,
    decision: VisitDecision | None,
    note: str,
    next_visit: Plan | None = None,
) -> Planned | None:
    """The visit was held. One with a physiatrist ends in a decision; a visit at the PT centre has none.

    `next_visit` is planned at once: what was planned, with its conflicts. Raises `NotFound`, `Invalid`, `Conflict`.
    """
    row, patient = for_change(actor, unit, visit_id)
    must_be_planned(row)
    if row.planned_at > unit.now:
        raise Invalid(NOT_BEGUN)
    _decide(actor, unit, patient, row, decision, note, note)
    row.note = _note(note, "")
    _mark(actor, unit, row, VisitStatus.HELD)
    close_requests(actor, unit, row, RequestStatus.WITHDRAWN)
    _close_questions(actor, unit, row)
    audit.record(
        actor, unit, "visit.held", patient_id=patient.id, kind="visit", id=row.id, decision=row.decision, of=row.kind
    )
    unit.session.flush()
    if next_visit is None:
        return None
    return add(actor, unit, patient, replace(next_visit, clinician_id=next_visit.clinician_id or row.clinician_id))


def miss(actor: Actor, unit: Unit, visit_id: str, note: str = "") -> None:
    """The patient did not come. Not before the visit began. Raises `NotFound`, `Invalid`, `Conflict`."""
    row, patient = for_change(actor, unit, visit_id)
    must_be_planned(row)
    if row.planned_at > unit.now:
        raise Invalid(NOT_BEGUN)
    row.note = _note(note, row.note or "")
    _mark(actor, unit, row, VisitStatus.MISSED)
    close_requests(actor, unit, row, RequestStatus.WITHDRAWN)
    audit.record(actor, unit, "visit.missed", patient_id=patient.id, kind="visit", id=row.id)


def correct(
    actor: Actor,
    unit: Unit,
    visit_id: str,
    status: VisitStatus,
    decision: VisitDecision | None,
    note: str,
    reason: str,
) -> None:
    """Correct a mark: held, missed or cancelled in the place of another one, or another decision. `note` is added to
    what stands there. Raises `NotFound`, `Invalid`, and `Conflict` for a visit that has no mark.
    """
    row, patient = for_change(actor, unit, visit_id)
    if row.status == VisitStatus.PLANNED:
        raise changed_meanwhile()
    if status is VisitStatus.PLANNED or (row.planned_at > unit.now and status is not VisitStatus.CANCELLED):
        raise Invalid.field("status", NOT_BEGUN)
    if not reason.strip():
        raise Invalid.field("reason", "Say in a few words why it is corrected.")
    former, former_decision = row.status, row.decision
    if status is VisitStatus.HELD:
        _decide(actor, unit, patient, row, decision, note or row.note or "", note)
    else:
        row.decision = None
    if former_decision == VisitDecision.REFER_ON and row.decision != VisitDecision.REFER_ON:
        _take_back_referral(actor, unit, row, reason)
    row.note = _note(note, row.note or "")
    row.status_reason = reason.strip()[:LONGEST_NOTE]
    _mark(actor, unit, row, status)
    audit.record(
        actor,
        unit,
        "visit.corrected",
        patient_id=patient.id,
        kind="visit",
        id=row.id,
        before=former,
        decision_before=former_decision,
        after=row.status,
        decision_after=row.decision,
    )


def treated(actor: Actor, unit: Unit, patient_id: str, on: date | None = None) -> date:
    """A PT treated the patient at the PT centre: on the patient's date `on`, today unless given. The date.

    A treatment that was planned with this PT for that date is held by that; else one is recorded. A date that counts
    already stays as it is: treatment days are distinct dates. Raises `WrongRole`, `NotFound`, `Invalid`.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    people.lock(unit.session, patient.id)
    today = local_date(unit.now, patient.time_zone)
    day = on or today
    if not today - RECORDED_AFTERWARDS <= day <= today:
        raise Invalid.field("on", "Choose today or a day of the last month.")
    rows = care.visits(unit.session, patient.id)
    if day in treatment_days(rows, patient.time_zone):
        return day
    row = next((row for row in rows if _is_planned_treatment(actor, patient, row, day)), None)
    row = row or _treatment(actor, unit, patient, day)
    if row.planned_at > unit.now:
        row.moved_from, row.planned_at = row.planned_at, unit.now
    _mark(actor, unit, row, VisitStatus.HELD)
    close_requests(actor, unit, row, RequestStatus.WITHDRAWN)
    _close_questions(actor, unit, row)
    audit.record(actor, unit, "visit.held", patient_id=patient.id, kind="visit", id=row.id, decision=None, of=row.kind)
    return day


def _decide(
    actor: Actor,
    unit: Unit,
    patient: Person,
    row: Row,
    decision: VisitDecision | None,
    note: str,
    new_note: str,
) -> None:
    """Set the decision, and let it have its effect unless the visit had it before."""
    if VisitKind(row.kind).is_at_pt_centre:
        row.decision = None
        return
    if decision is None:
        raise Invalid.field("decision", "Choose how the visit ended.")
    if decision in NEEDS_NOTE and not note.strip():
        raise Invalid.field("note", "Write a short note: others act on this decision.")
    is_new = row.decision != decision.value
    row.decision = decision.value
    if is_new and decision is VisitDecision.CHANGE:
        _tell_therapists(actor, unit, patient, row)
    if is_new and decision is VisitDecision.REFER_ON:
        _refer_on(actor, unit, patient, row, new_note.strip() or note.strip())


def _mark(actor: Actor, unit: Unit, row: Row, status: VisitStatus) -> None:
    row.status, row.status_by, row.status_at = status.value, actor.id, unit.now
    unit.session.add(row)
    unit.changed.add(f"patient:{row.patient_id}")


def _close_questions(actor: Actor, unit: Unit, row: Row) -> None:
    """The questions for this visit were brought up, and those left over from visits that never were held."""
    planned = {each.id for each in care.visits(unit.session, row.patient_id) if each.status == VisitStatus.PLANNED}
    for asked in queries.open_requests(unit.session, row.patient_id):
        if asked.kind == RequestKind.QUESTION and asked.visit_id not in planned - {row.id}:
            asked.status, asked.answered_by, asked.answered_at = RequestStatus.ACCEPTED.value, actor.id, unit.now
            asked.visit_id = row.id
            unit.session.add(asked)


def _tell_therapists(actor: Actor, unit: Unit, patient: Person, row: Row) -> None:
    for each in visits.colleagues(actor, unit, patient):
        if each.role is Role.PHYSICAL_THERAPIST:
            notices.tell(
                unit,
                each.id,
                NoticeKind.VISIT_CHANGE_DECIDED,
                patient_id=patient.id,
                object_id=row.id,
                clinician=actor.name,
                patient=patient.name,
            )


def _refer_on(actor: Actor, unit: Unit, patient: Person, row: Row, note: str) -> None:
    first_line = note.splitlines()[0]
    entry = JourneyEntry(
        patient_id=patient.id,
        episode_id=row.episode_id,
        kind=EventKind.REFERRAL.value,
        on=local_date(row.planned_at, patient.time_zone),
        title=first_line if len(first_line) <= LONGEST_TITLE else first_line[: LONGEST_TITLE - 1].rstrip() + "…",
        text=note,
        details={"visit_id": row.id},
        author_id=actor.id,
        recorded_at=unit.now,
    )
    unit.session.add(entry)
    audit.record(actor, unit, "visit.referred_on", patient_id=patient.id, kind="journey_entry", id=entry.id)
    notices.tell(
        unit,
        patient.id,
        NoticeKind.JOURNEY_ADDED,
        patient_id=patient.id,
        object_id=entry.id,
        clinician=actor.name,
    )


def _take_back_referral(actor: Actor, unit: Unit, row: Row, reason: str) -> None:
    for entry in queries.referrals_of_visit(unit.session, row.patient_id, row.id):
        entry.removed_at, entry.removed_by, entry.remove_reason = unit.now, actor.id, reason.strip()
        unit.session.add(entry)


def _is_planned_treatment(actor: Actor, patient: Person, row: Row, day: date) -> bool:
    return (
        row.status == VisitStatus.PLANNED
        and row.clinician_id == actor.id
        and VisitKind(row.kind).is_at_pt_centre
        and local_date(row.planned_at, patient.time_zone) == day
    )


def _treatment(actor: Actor, unit: Unit, patient: Person, day: date) -> Row:
    """A treatment without a plan: now, or at noon of an earlier day."""
    therapist = people.get(unit.session, actor.id)
    clinic = people.clinic(unit.session, patient.clinic_id)
    noon = local_instant(day, time(12), patient.time_zone)
    return Row(
        patient_id=patient.id,
        clinician_id=actor.id,
        planned_at=unit.now if day == local_date(unit.now, patient.time_zone) else noon,
        kind=VisitKind.TREATMENT.value,
        episode_id=care.active_episode_id(unit.session, patient.id),
        mode=VisitMode.IN_PERSON.value,
        place=usual_place(unit, clinic.name, therapist, VisitMode.IN_PERSON) if therapist else None,
        created_by=actor.id,
        created_at=unit.now,
    )


def _note(new: str, former: str) -> str | None:
    """A note is only added to."""
    if len(new) > LONGEST_NOTE:
        raise Invalid.field("note", "Use 4000 characters or less.")
    parts = (former.strip(), new.strip())
    return "\n".join(part for part in parts if part) if parts[0] != parts[1] else parts[0] or None
