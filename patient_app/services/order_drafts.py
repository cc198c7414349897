"""The order that a physiatrist is writing: kept as typed, one for each patient, until it is signed or left out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.goals import GoalStatus
from patient_app.domain.orders import OrderGoal
from patient_app.domain.people import Role, SharePart
from patient_app.services import (
    audit,
    episodes,
    measures,
    order_content,
    order_form,
    orders,
    patients,
    policy,
    templates,
)
from patient_app.services.actor import Actor
from patient_app.services.measures import KnownMeasures
from patient_app.services.order_form import FormContext, ToSign
from patient_app.services.orders import OrderView
from patient_app.services.reading import reads
from patient_app.store.queries import care, people
from patient_app.store.tables import Order, Person
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

MOST_CHARACTERS = 60_000
"""Of a draft as JSON: every field at its longest fits in."""

NONE_YET = ""
"""The revision of a draft that is not kept yet."""

ELSEWHERE = "You changed this order in another window. Nothing is lost: choose which one goes on."

GONE = "This order is not there any more. It may have been signed in another window."


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """A draft as it was kept. `revision` names this state of it; `renews`: the number of the order it goes on from."""

    revision: str
    data: Mapping[str, Any]
    updated_at: datetime
    renews: int | None


@dataclass(frozen=True, slots=True)
class GoalGoingOn:
    """An active goal of the course."""

    id: str
    goal: OrderGoal


@dataclass(frozen=True, slots=True)
class Desk:
    """What a physiatrist needs to write an order.

    `problem` is `None` when no course goes on: the order begins one. `goals` is `None` when the patient does not share
    the measures. `centres`: id and name; `programs`: names of templates; `measures`: id and name of questionnaires.
    `signs_asked_on`: when the patient last answered the warning signs, as far as that is shared. `orders`: newest
    first. `known`: for the names of outcome measures.
    """

    patient_id: str
    patient_name: str
    today: date
    problem: str | None
    onset_on: date | None
    draft: OrderDraft | None
    goals: tuple[GoalGoingOn, ...] | None
    centres: tuple[tuple[str, str], ...]
    programs: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    signs_asked_on: date | None
    orders: tuple[OrderView, ...]
    newest_centre: str | None
    known: KnownMeasures


@reads
def desk(actor: Actor, unit: Unit, patient_id: str) -> Desk:
    """The page of the order. Raises `WrongRole` for anyone but a physiatrist, `NotFound` without a share."""
    patient = open_for_order(actor, unit, patient_id)
    parts = policy.shared_parts(actor, unit, patient_id)
    if also := parts & {SharePart.MEASURES, SharePart.PAIN}:
        audit.looked(actor, unit, patient_id, also)
    course = episodes.active(unit, patient_id)
    written = orders.every(unit, patient, with_goals=SharePart.MEASURES in parts)
    row = care.order_draft(unit.session, patient_id, actor.id)
    known = measures.known_measures(unit, actor.clinic_id)
    return Desk(
        patient_id=patient.id,
        patient_name=patient.name,
        today=patients.today(unit, patient),
        problem=course.problem if course else None,
        onset_on=course.onset_on if course else None,
        draft=_draft(row, written) if row else None,
        goals=_going_on(unit, patient_id) if SharePart.MEASURES in parts else None,
        centres=tuple((each.id, each.name) for each in people.open_pt_centres(unit.session, patient.clinic_id)),
        programs=tuple(each.name(actor.language) for each in templates.all_templates(actor, unit)),
        measures=tuple((id, measure.name(actor.language)) for id, measure in known.current.items()),
        signs_asked_on=_signs_asked_on(unit, patient) if SharePart.PAIN in parts else None,
        orders=written,
        newest_centre=written[0].content.pt_centre_id if written else None,
        known=known,
    )


def keep(actor: Actor, unit: Unit, patient_id: str, data: dict[str, Any], seen: str) -> str:
    """Keep what was typed; the new revision. `seen` is the revision that the screen knows.

    Raises `Conflict` when the draft was changed in another window since: nothing is written then.
    """
    patient = open_for_order(actor, unit, patient_id)
    if len(json.dumps(data)) > MOST_CHARACTERS:
        raise Invalid("This order is too long to keep. Shorten the texts.")
    row = _seen_draft(actor, unit, patient, seen) or _new_draft(actor, unit, patient)
    row.draft, row.revision, row.updated_at = data, new_id(), unit.now
    unit.session.add(row)
    return row.revision


def drop(actor: Actor, unit: Unit, patient_id: str, seen: str) -> None:
    """Leave the draft out: nothing of it stays. Raises `Conflict` as `keep` does."""
    patient = open_for_order(actor, unit, patient_id)
    row = _seen_draft(actor, unit, patient, seen)
    if row is not None:
        unit.session.delete(row)
        audit.record(actor, unit, "order.draft_left_out", patient_id=patient_id, kind="order", id=row.id)
        unit.changed.add(f"patient:{patient_id}")


def renew(actor: Actor, unit: Unit, patient_id: str, order_id: str) -> None:
    """Begin a new order from a signed one. Raises `Conflict` when a draft is there already."""
    patient = open_for_order(actor, unit, patient_id)
    old = care.order(unit.session, order_id)
    if old is None or old.patient_id != patient_id or old.signed_at is None:
        raise NotFound
    if _seen_draft(actor, unit, patient, None) is not None:
        raise Conflict("You have an order for this patient that is not signed. Sign it or leave it out first.")
    row = _new_draft(actor, unit, patient)
    row.renews_id = old.id
    row.draft = order_form.as_typed(order_content.content_of(unit, old), _signs_asked_on_text(actor, unit, patient))
    row.revision, row.updated_at = new_id(), unit.now
    unit.session.add(row)


def open_for_order(actor: Actor, unit: Unit, patient_id: str) -> Person:
    """The patient's row when this physiatrist may write an order: needs the journey."""
    policy.require(actor, Role.PHYSIATRIST)
    return policy.open_to_change(actor, unit, patient_id, SharePart.JOURNEY)


def context_of(actor: Actor, unit: Unit, patient: Person, language: str) -> FormContext:
    """What the actor's draft for this patient is read against. Asks no policy."""
    sees_goals = SharePart.MEASURES in policy.shared_parts(actor, unit, patient.id)
    course = episodes.active(unit, patient.id)
    return FormContext(
        language=language,
        today=patients.today(unit, patient),
        asks_course=course is None,
        problem=course.problem if course else "",
        going_on={each.id: each.goal for each in _going_on(unit, patient.id)} if sees_goals else None,
        centres={each.id: each.name for each in people.open_pt_centres(unit.session, patient.clinic_id)},
        measures=frozenset(measures.known_measures(unit, actor.clinic_id).current),
    )


def to_sign(actor: Actor, unit: Unit, patient: Person, row: Order, language: str) -> ToSign:
    """The draft as it would be signed. Raises `Invalid` with every field that needs a change."""
    return order_form.read(row.draft, context_of(actor, unit, patient, language))


def draft_shown(actor: Actor, unit: Unit, patient: Person, seen: str) -> Order:
    """The actor's draft. Raises `Conflict` when the screen does not show the newest state of it."""
    row = care.order_draft(unit.session, patient.id, actor.id)
    if row is None:
        raise Conflict(GONE)
    if row.revision != seen:
        raise Conflict(ELSEWHERE)
    return row


def draft_to_sign(actor: Actor, unit: Unit, patient: Person, seen: str) -> Order:
    """The actor's draft, locked. Raises `Conflict` when the screen does not show the newest state of it."""
    row = _seen_draft(actor, unit, patient, seen)
    if row is None:
        raise Conflict(GONE)
    return row


def _seen_draft(actor: Actor, unit: Unit, patient: Person, seen: str | None) -> Order | None:
    # Two windows may both begin a draft: one after the other.
    people.lock(unit.session, patient.id)
    row = care.order_draft(unit.session, patient.id, actor.id, lock=True)
    if seen is not None and seen != ((row.revision or NONE_YET) if row else NONE_YET):
        raise Conflict(ELSEWHERE)
    return row


def _new_draft(actor: Actor, unit: Unit, patient: Person) -> Order:
    row = Order(
        episode_id=episodes.for_draft(unit, patient).id,
        patient_id=patient.id,
        physiatrist_id=actor.id,
        reason="",
        frequency_per_week=0,
        weeks=0,
        status="draft",
        created_at=unit.now,
    )
    audit.record(actor, unit, "order.drafted", patient_id=patient.id, kind="order", id=row.id)
    unit.changed.add(f"patient:{patient.id}")
    return row


def _draft(row: Order, written: tuple[OrderView, ...]) -> OrderDraft:
    renews = next((each.number for each in written if each.id == row.renews_id), None)
    return OrderDraft(row.revision or NONE_YET, row.draft, row.updated_at or row.created_at or datetime.min, renews)


def _going_on(unit: Unit, patient_id: str) -> tuple[GoalGoingOn, ...]:
    course = episodes.active(unit, patient_id)
    if course is None:
        return ()
    rows = [
        row
        for row in care.goals(unit.session, patient_id)
        if row.episode_id == course.id and row.status == GoalStatus.ACTIVE
    ]
    rows.sort(key=lambda row: (len(row.letter), row.letter))
    return tuple(GoalGoingOn(row.id, order_content.goal_of(row)) for row in rows)


def _signs_asked_on(unit: Unit, patient: Person) -> date | None:
    """When the patient last answered the warning signs."""
    days = [
        each.local_date for each in patients.course(unit, patient).course.check_ins if each.warning_signs is not None
    ]
    return max(days, default=None)


def _signs_asked_on_text(actor: Actor, unit: Unit, patient: Person) -> str:
    if SharePart.PAIN not in policy.shared_parts(actor, unit, patient.id):
        return ""
    found = _signs_asked_on(unit, patient)
    return found.isoformat() if found else ""
