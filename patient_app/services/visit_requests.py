"""What a patient asks about visits: to move or cancel one, and questions to bring up at the next one."""

from datetime import date, time

from patient_app.content.locales import translator
from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visit_book import Wishes
from patient_app.domain.visits import PartOfDay, RequestKind, RequestStatus
from patient_app.services import audit, notices, policy, visits
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.services.visit_changes import cancel, changed_meanwhile, for_change, move
from patient_app.services.visit_planning import Planned
from patient_app.store.queries import care, people
from patient_app.store.queries import visits as queries
from patient_app.store.tables import Person, VisitRequest
from patient_app.store.tables import Visit as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

LONGEST_NOTE = 500
MOST_QUESTIONS = 20


def ask(
    actor: Actor, unit: Unit, visit_id: str, kind: RequestKind, wishes: Wishes | None = None, note: str = ""
) -> str:
    """The patient asks to move or cancel a visit that is still to come; an earlier open wish about it is replaced.

    The visit stands until it is answered. The id of the request. Raises `WrongRole`, `NotFound`, `Invalid`, `Conflict`.
    """
    patient = policy.own_record(actor, unit)
    row = unit.session.get(Row, visit_id)
    if row is None or row.patient_id != patient.id:
        raise NotFound
    people.lock(unit.session, patient.id)
    unit.session.refresh(row)
    if row.status != VisitStatus.PLANNED or row.planned_at <= unit.now:
        raise Conflict("This visit can no longer be moved here. Call your clinic.")
    if kind is RequestKind.QUESTION:
        raise Invalid.field("kind", "Choose to move or to cancel.")
    for former in queries.open_requests(unit.session, patient.id):
        if former.visit_id == row.id and former.kind != RequestKind.QUESTION:
            former.status, former.answered_at = RequestStatus.WITHDRAWN.value, unit.now
            unit.session.add(former)
    asked = VisitRequest(
        id=new_id(),
        visit_id=row.id,
        patient_id=patient.id,
        kind=kind.value,
        wishes=_wishes(wishes or Wishes()) if kind is RequestKind.MOVE else {},
        note=_note(note),
        asked_at=unit.now,
    )
    unit.session.add(asked)
    told = NoticeKind.VISIT_MOVE_ASKED if kind is RequestKind.MOVE else NoticeKind.VISIT_CANCEL_ASKED
    for clinician_id in _who_answers(actor, unit, patient, row):
        notices.tell(
            unit,
            clinician_id,
            told,
            patient_id=patient.id,
            object_id=row.id,
            patient=patient.name,
            visit_on=local_date(row.planned_at, patient.time_zone).isoformat(),
        )
    _written(actor, unit, asked, "visit.asked")
    return asked.id


def ask_question(actor: Actor, unit: Unit, question: str) -> str:
    """The patient writes a question for the next visit. It is kept until a visit is held, whichever that is.

    Its id. Raises `WrongRole`, and `Invalid` when it is empty or there never was a visit.
    """
    patient = policy.own_record(actor, unit)
    if not question.strip():
        raise Invalid.field("question", "Write your question first.")
    rows = care.visits(unit.session, patient.id)
    planned = [row for row in rows if row.status == VisitStatus.PLANNED]
    coming = [row for row in planned if row.planned_at > unit.now]
    about = next(iter(coming), next(reversed(planned), next(reversed(rows), None)))
    if about is None:
        raise Invalid.field("question", "Your first visit is not planned yet. Call your clinic with your question.")
    asked = [row for row in queries.open_requests(unit.session, patient.id) if row.kind == RequestKind.QUESTION]
    if len(asked) >= MOST_QUESTIONS:
        raise Invalid.field("question", "You have 20 questions already. Remove one first.")
    row = VisitRequest(
        id=new_id(),
        visit_id=about.id,
        patient_id=patient.id,
        kind=RequestKind.QUESTION.value,
        note=_note(question),
        asked_at=unit.now,
    )
    unit.session.add(row)
    _written(actor, unit, row, "visit.question_written")
    return row.id


def withdraw(actor: Actor, unit: Unit, request_id: str) -> None:
    """The patient takes a request or a question back. One that is answered stays. Raises `WrongRole`, `NotFound`."""
    patient = policy.own_record(actor, unit)
    row = unit.session.get(VisitRequest, request_id)
    if row is None or row.patient_id != patient.id:
        raise NotFound
    people.lock(unit.session, patient.id)
    unit.session.refresh(row)
    if row.status != RequestStatus.OPEN:
        return
    row.status, row.answered_at = RequestStatus.WITHDRAWN.value, unit.now
    unit.session.add(row)
    _written(actor, unit, row, "visit.request_withdrawn")


def accept(
    actor: Actor, unit: Unit, request_id: str, on: date | None = None, clock: time | None = None
) -> Planned | None:
    """Do what the patient asks: move the visit to a time of the clinic (`on`, `clock`), or cancel it.

    Raises `NotFound`, `Invalid`, and `Conflict` when the request is not open any more.
    """
    asked = _open_request(actor, unit, request_id)
    moved = None
    if asked.kind == RequestKind.CANCEL:
        patient = people.get(unit.session, asked.patient_id)
        t = translator(patient.language if patient else actor.language)
        cancel(actor, unit, asked.visit_id, asked.note or t("The patient asked to cancel it."))
    elif on is None or clock is None:
        raise Invalid.field("on", "Choose a day and a time.")
    else:
        moved = move(actor, unit, asked.visit_id, on, clock)
    audit.record(actor, unit, "visit.request_accepted", patient_id=asked.patient_id, kind="visit", id=asked.visit_id)
    return moved


def decline(actor: Actor, unit: Unit, request_id: str, note: str) -> None:
    """The visit stays as it is; the note tells the patient why. Raises `NotFound`, `Invalid`, `Conflict`."""
    asked = _open_request(actor, unit, request_id)
    if not note.strip():
        raise Invalid.field("note", "Say in a few words why it stays as it is. The patient reads it.")
    asked.status, asked.answered_by, asked.answered_at = RequestStatus.DECLINED.value, actor.id, unit.now
    asked.answer_note = _note(note)
    unit.session.add(asked)
    row = unit.session.get(Row, asked.visit_id)
    patient = people.get(unit.session, asked.patient_id)
    if row is not None and patient is not None:
        notices.tell(
            unit,
            patient.id,
            NoticeKind.VISIT_MOVE_DECLINED if asked.kind == RequestKind.MOVE else NoticeKind.VISIT_CANCEL_DECLINED,
            patient_id=patient.id,
            object_id=row.id,
            clinician=actor.name,
            visit_on=local_date(row.planned_at, patient.time_zone).isoformat(),
        )
    audit.record(actor, unit, "visit.request_declined", patient_id=asked.patient_id, kind="visit", id=asked.visit_id)
    unit.changed.add(f"patient:{asked.patient_id}")


def _open_request(actor: Actor, unit: Unit, request_id: str) -> VisitRequest:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    asked = unit.session.get(VisitRequest, request_id)
    if asked is None:
        raise NotFound
    policy.open_record(actor, unit, asked.patient_id, SharePart.JOURNEY)
    for_change(actor, unit, asked.visit_id)
    unit.session.refresh(asked)
    if asked.status != RequestStatus.OPEN or asked.kind == RequestKind.QUESTION:
        raise changed_meanwhile()
    return asked


def _who_answers(actor: Actor, unit: Unit, patient: Person, row: Row) -> set[str]:
    """Whose visit it is and who planned it; the whole team when neither is on it any more."""
    team = {each.id for each in visits.colleagues(actor, unit, patient)}
    return team & {row.clinician_id, row.created_by} or team


def _written(actor: Actor, unit: Unit, row: VisitRequest, action: str) -> None:
    audit.record(actor, unit, action, patient_id=row.patient_id, kind="visit", id=row.visit_id)
    unit.changed.add(f"patient:{row.patient_id}")


def _wishes(wishes: Wishes) -> dict[str, list[int] | list[str]]:
    if any(not 0 <= day <= 6 for day in wishes.weekdays):
        raise Invalid.field("weekdays", "Choose days of the week.")
    return {
        "weekdays": sorted(set(wishes.weekdays)),
        "parts_of_day": [part.value for part in PartOfDay if part in wishes.parts_of_day],
    }


def _note(note: str) -> str | None:
    if len(note) > LONGEST_NOTE:
        raise Invalid.field("note", "Use 500 characters or less.")
    return note.strip() or None
