"""The audit log: each change, and each look at another person's record, in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from patient_app.domain.people import SharePart
from patient_app.services.actor import Actor
from patient_app.store.queries import audits, people, system_tokens
from patient_app.store.tables import AuditEvent
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

# Repeated looks at one patient within a sign-in are one event in this time.
ONE_LOOK = timedelta(hours=1)


SYSTEM = "system"
"""In the detail of an event: the id of the token with which another system acted."""

Event = dict[str, Any]
"""An event by column."""


def record(
    actor: Actor | None,
    unit: Unit,
    action: str,
    *,
    patient_id: str | None = None,
    kind: str | None = None,
    id: str | None = None,
    **detail: Any,
) -> None:
    """Write one event. `detail` holds no health data: counts, versions, codes only."""
    unit.must_write()
    unit.session.add(AuditEvent(**event(actor, unit, action, patient_id=patient_id, kind=kind, id=id, **detail)))


def record_all(unit: Unit, events: Sequence[Event]) -> None:
    """Write the events that `event` made, in one go."""
    unit.must_write()
    audits.add_all(unit.session, events)


def event(
    actor: Actor | None,
    unit: Unit,
    action: str,
    *,
    patient_id: str | None = None,
    kind: str | None = None,
    id: str | None = None,
    **detail: Any,
) -> Event:
    """One event, not written yet. Its id is made now: events are read in the order of their ids.

    What another system did as a clinician names its token. What is done through emergency access says so:
    `detail["emergency"]` is the id of the access.
    """
    if actor is not None and actor.system is not None:
        detail[SYSTEM] = actor.system
    if actor is not None and patient_id in unit.emergencies:
        detail["emergency"] = unit.emergencies[patient_id]
    return {
        "id": new_id(),
        "at": unit.now,
        "clinic_id": actor.clinic_id if actor else _clinic_of(unit, patient_id),
        "actor_id": actor.id if actor else None,
        "session_id": actor.session_id if actor else None,
        "action": action,
        "patient_id": patient_id,
        "object_kind": kind,
        "object_id": id,
        "detail": detail,
    }


def _clinic_of(unit: Unit, patient_id: str | None) -> str | None:
    """Nobody was signed in, as with a link: whose patient it is about."""
    patient = people.get(unit.session, patient_id) if patient_id else None
    return patient.clinic_id if patient else None


def looked(
    actor: Actor, unit: Unit, patient_id: str, parts: Iterable[SharePart], since: datetime | None = None
) -> None:
    """A look at `patient_id`'s record by someone else; one event an hour for each sign-in and part. Looks before
    `since`, when emergency access began, do not count. The patient's own preview of what someone sees is no look."""
    if unit.preview is not None:
        return
    begin = unit.now - ONE_LOOK if since is None else max(since, unit.now - ONE_LOOK)
    for what in sorted(part.value for part in parts) or ["name"]:
        if not audits.seen_since(unit.session, actor.session_id, patient_id, what, begin):
            record(actor, unit, "record.viewed", patient_id=patient_id, kind=what)


def opened_panel(actor: Actor, unit: Unit, patients: int) -> None:
    """A clinician opened the panel: one event for all of it, one an hour for each sign-in."""
    if not audits.seen_since(unit.session, actor.session_id, None, "panel", unit.now - ONE_LOOK):
        record(actor, unit, "panel.viewed", kind="panel", patients=patients)


def systems(unit: Unit, events: Iterable[AuditEvent]) -> dict[str, str]:
    """By id of the event: the name of the other system that did it with a token, for those of which one did."""
    tokens = {event.id: str(event.detail[SYSTEM]) for event in events if SYSTEM in event.detail}
    names = system_tokens.names(unit.session, set(tokens.values()))
    return {id: names[token] for id, token in tokens.items() if token in names}
