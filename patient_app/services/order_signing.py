"""Signing an order, and cancelling a signed one. What is signed never changes; a course begins with its first order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.orders import OrderContent, OrderGoal, expires_on
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, episodes, goals, measures, notices, order_content, order_drafts, orders, policy
from patient_app.services.actor import Actor
from patient_app.services.goals import GoalDraft
from patient_app.services.measures import KnownMeasures
from patient_app.services.notices import NoticeKind
from patient_app.services.order_form import ToSign
from patient_app.services.orders import OrderView
from patient_app.services.reading import reads
from patient_app.store.queries import care, people, shares
from patient_app.store.tables import Episode, Order, Person
from patient_app.store.unit import Unit

SIGNED, CANCELLED = "signed", "cancelled"
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be signed now. `renewed`: what the order says that it goes on from; `known`: for the names of outcome
    measures.
    """

    content: OrderContent
    physiatrist: str
    signed_on: date
    expires_on: date
    renewed: OrderContent | None
    known: KnownMeasures


@reads
def preview(actor: Actor, unit: Unit, patient_id: str, seen: str, language: str) -> Preview:
    """The actor's draft as it would be signed. `seen`: the revision that the screen knows.

    Raises `Conflict` when the draft was changed since, `Invalid` with every field that needs a change.
    """
    patient = order_drafts.open_for_order(actor, unit, patient_id)
    row = order_drafts.draft_shown(actor, unit, patient, seen)
    content = order_drafts.to_sign(actor, unit, patient, row, language).content
    signed_on = local_date(unit.now, patient.time_zone)
    return Preview(
        content=content,
        physiatrist=actor.name,
        signed_on=signed_on,
        expires_on=expires_on(signed_on, content.weeks),
        renewed=_renewed(actor, unit, row),
        known=measures.known_measures(unit, actor.clinic_id),
    )


def sign(actor: Actor, unit: Unit, patient_id: str, seen: str, language: str) -> OrderView:
    """Sign the actor's draft. Tells the patient. The same call twice signs once.

    Raises `Conflict` when the draft was changed since, `Invalid` with every field that needs a change.
    """
    patient = order_drafts.open_for_order(actor, unit, patient_id)
    people.lock(unit.session, patient.id)
    done = next((row for row in care.orders(unit.session, patient_id) if seen and row.revision == seen), None)
    if done is None or done.physiatrist_id != actor.id:
        done = order_drafts.draft_to_sign(actor, unit, patient, seen)
        _sign(actor, unit, patient, done, order_drafts.to_sign(actor, unit, patient, done, language))
    return next(each for each in orders.orders(actor, unit, patient_id) if each.id == done.id)


def cancel(actor: Actor, unit: Unit, patient_id: str, order_id: str, reason: str) -> None:
    """Cancel a signed order, with the reason. It stays readable. Tells the PTs who see it.

    Raises `Conflict` when it is cancelled already, `Invalid` without a reason.
    """
    patient = order_drafts.open_for_order(actor, unit, patient_id)
    row = care.order(unit.session, order_id, lock=True)
    if row is None or row.patient_id != patient_id or row.signed_at is None:
        raise NotFound
    if row.status == CANCELLED:
        raise Conflict("This order is cancelled already.")
    row.cancel_reason = reason_given(reason, "Say why the order is cancelled.")
    row.status, row.cancelled_by, row.cancelled_at, row.updated_at = CANCELLED, actor.id, unit.now, unit.now
    unit.session.add(row)
    for therapist in _therapists(unit, patient_id):
        tell = {"clinician": actor.name, "patient": patient.name}
        notices.tell(unit, therapist.id, NoticeKind.ORDER_CANCELLED, patient_id=patient_id, object_id=order_id, **tell)
    audit.record(actor, unit, "order.cancelled", patient_id=patient_id, kind="order", id=order_id)
    unit.changed.add(f"patient:{patient_id}")


def reason_given(reason: str, message: str) -> str:
    """A reason that says something. Raises `Invalid`."""
    text = reason.strip()
    if not text:
        raise Invalid.field("reason", message)
    if len(text) > LONGEST_REASON:
        raise Invalid.field("reason", "This text is too long.")
    return text


def _sign(actor: Actor, unit: Unit, patient: Person, row: Order, read: ToSign) -> None:
    course = _course(unit, patient, read)
    row.episode_id = course.id
    content = replace(read.content, goals=_goals(actor, unit, course, row, read))
    number = len(care.orders(unit.session, patient.id)) + 1
    signed_on = local_date(unit.now, patient.time_zone)
    fill(row, content)
    row.status, row.number, row.signed_at, row.updated_at = SIGNED, number, unit.now, unit.now
    row.expires_on = expires_on(signed_on, content.weeks)
    copy = order_content.signed_copy(
        content,
        number=number,
        patient=(patient.id, patient.name),
        physiatrist=(actor.id, actor.name),
        signed_at=unit.now,
        signed_on=signed_on,
        expires_on=row.expires_on,
    )
    row.draft, row.content_hash = {order_content.SIGNED: copy}, order_content.hash_of(copy)
    unit.session.add(row)
    unit.session.flush()
    notices.tell(
        unit, patient.id, NoticeKind.ORDER_SIGNED, patient_id=patient.id, object_id=row.id, clinician=actor.name
    )
    audit.record(actor, unit, "order.signed", patient_id=patient.id, kind="order", id=row.id, number=number)
    unit.changed.add(f"patient:{patient.id}")


def _course(unit: Unit, patient: Person, read: ToSign) -> Episode:
    """The course that goes on, else a new one."""
    found = episodes.active(unit, patient.id)
    if found is not None:
        return found
    onset = read.content.onset_or_surgery_on
    return episodes.begin(unit, patient, read.problem, read.region, onset_on=onset)


def _goals(actor: Actor, unit: Unit, course: Episode, row: Order, read: ToSign) -> tuple[OrderGoal, ...] | None:
    """The goals under their letters: those that go on, and the new ones, which are added to the course."""
    if read.content.goals is None:
        return None
    # The order's row must be there before goals refer to it.
    unit.session.add(row)
    unit.session.flush()
    made = goals.add(actor, unit, course, [_goal_draft(each) for each in read.fresh], row.id)
    going_on = {each.id: each for each in care.goals(unit.session, row.patient_id)}
    return tuple(order_content.goal_of(each) for each in (*(going_on[id] for id in read.kept), *made))


def _goal_draft(goal: OrderGoal) -> GoalDraft:
    return GoalDraft(
        goal.category, goal.description, goal.measure_id, goal.baseline, goal.target, goal.unit, goal.due_on
    )


def fill(row: Order, content: OrderContent) -> None:
    """Put what an order says into its row."""
    row.diagnoses = [{"code": each.code, "text": each.text, "side": each.side.value} for each in content.diagnoses]
    row.onset_or_surgery_on, row.reason = content.onset_or_surgery_on, content.reason
    row.precaution_codes, row.precautions = list(content.precaution_codes), list(content.precautions)
    row.no_known_precautions = content.no_known_precautions
    row.contraindicated = list(content.contraindicated)
    row.evaluate_and_treat, row.instructions = content.evaluate_and_treat, content.instructions
    row.frequency_per_week, row.weeks = content.frequency_per_week, content.weeks
    row.pt_centre_id, row.program_recommended = content.pt_centre_id, content.program_recommended
    row.warning_signs_asked_on, row.next_visit_on = content.warning_signs_asked_on, content.next_visit_on


def _renewed(actor: Actor, unit: Unit, row: Order) -> OrderContent | None:
    old = care.order(unit.session, row.renews_id) if row.renews_id else None
    if old is None:
        return None
    content = order_content.content_of(unit, old)
    sees_goals = SharePart.MEASURES in policy.shared_parts(actor, unit, row.patient_id)
    return content if sees_goals else replace(content, goals=None)


def _therapists(unit: Unit, patient_id: str) -> Sequence[Person]:
    """PTs who see the patient's orders now."""
    return [
        each
        for each in shares.clinicians_of(unit.session, patient_id, unit.now)
        if each.role == Role.PHYSICAL_THERAPIST
        and SharePart.JOURNEY in shares.active_parts(unit.session, patient_id, each.id, unit.now)
    ]
