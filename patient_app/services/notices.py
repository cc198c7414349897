"""What people are to be told: shown to them until they have seen it. A notice carries names and dates, no finding."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from patient_app.domain.dates import local_date
from patient_app.domain.people import SharePart
from patient_app.services import policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import notices
from patient_app.store.tables import Notice as Row
from patient_app.store.unit import Unit


class NoticeKind(StrEnum):
    """What a notice is about. Its sentence is made by `presenters/notices.py`."""

    HANDOVER_ANNOUNCED = "handover_announced"
    HANDOVER_OBJECTED = "handover_objected"
    HANDOVER_DECLINED = "handover_declined"
    HANDOVER_RECEIVED = "handover_received"
    ORDER_SIGNED = "order_signed"
    ORDER_ACCEPTED = "order_accepted"
    ORDER_DECLINED = "order_declined"
    ORDER_CANCELLED = "order_cancelled"
    REPORT_SENT = "report_sent"
    REPORT_DECIDED = "report_decided"
    REPORT_ADDED_TO = "report_added_to"
    VISIT_PLANNED = "visit_planned"
    VISIT_MOVED = "visit_moved"
    VISIT_CANCELLED = "visit_cancelled"
    VISIT_MOVE_ASKED = "visit_move_asked"
    VISIT_MOVE_DECLINED = "visit_move_declined"
    VISIT_CANCEL_ASKED = "visit_cancel_asked"
    VISIT_CANCEL_DECLINED = "visit_cancel_declined"
    VISIT_CHANGED_FOR_YOU = "visit_changed_for_you"
    VISIT_CHANGE_DECIDED = "visit_change_decided"
    JOURNEY_ADDED = "journey_added"
    COURSE_CLOSED = "course_closed"
    SYSTEM_LET_IN = "system_let_in"
    LINK_LOCKED = "link_locked"
    EMERGENCY_OPENED = "emergency_opened"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told. `params`: names and ISO dates for its sentence; `patient_id`: whom it is about."""

    id: str
    kind: NoticeKind
    patient_id: str | None
    object_id: str | None
    params: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What a person has not seen yet, newest first, on a date there."""

    notices: tuple[Notice, ...]
    today: date
    time_zone: str


def tell(
    unit: Unit,
    person_id: str,
    kind: NoticeKind,
    *,
    patient_id: str | None = None,
    object_id: str | None = None,
    **params: str,
) -> None:
    """Tell a person something, once for each object: an unseen notice of the same kind and object is replaced."""
    unit.must_write()
    for row in notices.unseen(unit.session, person_id):
        if row.kind == kind.value and row.object_id == object_id and object_id is not None:
            unit.session.delete(row)
    unit.session.add(
        Row(
            person_id=person_id,
            kind=kind.value,
            patient_id=patient_id,
            object_id=object_id,
            params=dict(params),
            at=unit.now,
        )
    )
    unit.changed.add(f"person:{person_id}")


@reads
def mine(actor: Actor, unit: Unit) -> News:
    """What the actor has not seen yet. About a patient's record it says no more than that there is something, and that
    only while the record is open to the actor.
    """
    rows = notices.unseen(unit.session, actor.id)
    closed = _closed(actor, unit, {row.patient_id for row in rows if row.patient_id is not None})
    found = (
        Notice(row.id, NoticeKind(row.kind), row.patient_id, row.object_id, row.params, row.at)
        for row in rows
        if row.patient_id not in closed or row.kind == NoticeKind.HANDOVER_OBJECTED
    )
    return News(tuple(found), local_date(unit.now, actor.time_zone), actor.time_zone)


def _closed(actor: Actor, unit: Unit, patient_ids: Collection[str]) -> frozenset[str]:
    """Whose visits, orders and reports a clinician sees no more."""
    return frozenset(id for id in patient_ids if SharePart.JOURNEY not in policy.given_parts(actor, unit, id))


def seen(actor: Actor, unit: Unit, notice_ids: tuple[str, ...]) -> None:
    """The actor has seen these. Ids of others' notices, and unknown ones, are passed over."""
    for row in notices.unseen(unit.session, actor.id):
        if row.id in notice_ids:
            row.seen_at = unit.now
            unit.session.add(row)
    unit.changed.add(f"person:{actor.id}")
