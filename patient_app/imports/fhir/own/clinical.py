"""What clinicians recorded: measurements, goals with what became of them, assigned measures."""

from collections.abc import Mapping
from typing import Any

from patient_app.domain.record_import import Draft, Kind
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.own.parts import (
    Parts,
    at,
    code_needed,
    day,
    draft,
    episode,
    episode_needed,
    link,
    needed,
    note,
    own_code,
    person,
)
from patient_app.imports.fhir.values import number, objects, words

_JOINT_KINDS = ("rom", "mmt", "dynamometer")
_GOAL = {"achieved": "met", "not-achieved": "not_met", "in-progress": "active"}


def measurement(context: Context, resource: Resource) -> Draft:
    """A measurement that counts."""
    data, parts = resource.data, Parts(resource.data, "measurement")
    key = code_needed(data.get("code"), "measurement", "what is measured")
    grade = own_code(data.get("valueCodeableConcept"), "mmt-grade")
    values = {
        "episode_id": episode(context, parts),
        **_what(key),
        "side": own_code(data.get("bodySite"), "side"),
        "value": number(data.get("valueQuantity")),
        "grade": grade,
        "unit": parts.text("unit"),
        "measured_on": needed(day(data.get("effectiveDateTime")), "date"),
        "measured_by": person(context, next(iter(objects(data.get("performer"))), None)),
        "recorded_at": needed(at(data.get("issued")), "time of the entry"),
        "note": note(data),
    }
    return draft(resource, Kind.MEASUREMENT, f"Measurement: {words(data.get('code'))}", values)


def _what(key: str) -> dict[str, Any]:
    """A key such as 'rom:knee:flexion:active' as columns."""
    kind, *rest = key.split(":")
    if kind not in _JOINT_KINDS:
        return {"kind": key, "joint": None, "movement": None, "active": None}
    joint, movement, how = (*rest, None, None, None)[:3]
    return {
        "kind": kind,
        "joint": joint,
        "movement": movement,
        "active": {"active": True, "passive": False}.get(how or ""),
    }


def goal(context: Context, resource: Resource) -> Draft:
    """A goal, with what became of it each time."""
    data, parts = resource.data, Parts(resource.data, "goal")
    target = next(iter(objects(data.get("target"))), {})
    achieved = [each.get("code") for each in objects((data.get("achievementStatus") or {}).get("coding"))]
    status = next((_GOAL[str(code)] for code in achieved if str(code) in _GOAL), "dropped")
    description = words(data.get("description"))
    values = {
        "episode_id": episode_needed(context, parts),
        "letter": needed(parts.text("letter"), "letter"),
        "category": own_code(next(iter(objects(data.get("category"))), None), "goal-category") or "function",
        "description": description,
        "measure_id": own_code(parts.one("measure"), "measure"),
        "baseline": parts.number("baseline"),
        "target": number(target.get("detailQuantity")),
        "due_on": day(target.get("dueDate")),
        "status": status,
        "met_on": day(data.get("statusDate")),
        "unit": parts.text("unit"),
        "order_id": link(context, Kind.ORDER, parts.one("order")),
        "created_by": person(context, data.get("expressedBy"), or_nobody=True),
        "created_at": parts.at("createdAt"),
        "changes": tuple(_change(context, each) for each in Parts.all_of(data, "goal-change")),
    }
    return draft(resource, Kind.GOAL, f"Goal: {description[:80]}", values)


def _change(context: Context, parts: Parts) -> dict[str, Any]:
    return {
        "id": needed(parts.text("id"), "id of a change"),
        "status": needed(parts.text("status"), "status of a change"),
        "value": parts.number("value"),
        "on": needed(parts.day("on"), "date of a change"),
        "note": parts.text("note"),
        "changed_by": person(context, parts.one("by")),
        "changed_at": needed(parts.at("at"), "time of a change"),
    }


def assignment(context: Context, resource: Resource) -> Draft:
    """A measure that is to be filled in."""
    data, parts = resource.data, Parts(resource.data, "assignment")
    schedule: dict[str, Any] = {"kind": needed(parts.text("kind"), "schedule")}
    if (weeks := parts.whole("weeks")) is not None:
        schedule["weeks"] = weeks
    if parts.flag("atDischarge"):
        schedule["at_discharge"] = True
    measure = code_needed(data.get("code"), "measure", "measure")
    values = {
        "episode_id": episode(context, parts),
        "measure_id": measure,
        "schedule": schedule,
        "starts_on": needed(parts.day("startsOn"), "first day"),
        "assigned_by": person(context, data.get("requester")),
        "assigned_at": needed(at(data.get("authoredOn")), "time"),
        "ended_on": parts.day("endedOn"),
        "ended_by": person(context, parts.one("endedBy"), or_nobody=True),
    }
    return draft(resource, Kind.ASSIGNMENT, f"Assigned measure: {measure}", values)


def category_of(data: Mapping[str, Any]) -> str | None:
    """What a ServiceRequest of ours is for."""
    return next((code for each in objects(data.get("category")) if (code := own_code(each, "request"))), None)
