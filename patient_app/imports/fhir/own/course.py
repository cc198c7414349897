"""Episodes, entries of the journey, visits, holds: the rows that they were."""

from collections.abc import Iterator
from typing import Any

from patient_app.domain.record_import import Draft, Kind
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.own.parts import (
    Parts,
    at,
    attached,
    code_needed,
    day,
    draft,
    episode,
    link,
    needed,
    note,
    object_in,
    own_code,
    person,
)
from patient_app.imports.fhir.values import line, objects, words

_STATUS = {"booked": "planned", "fulfilled": "held", "noshow": "missed", "cancelled": "cancelled"}
_PRECISION = {4: "year", 7: "month"}


def episode_of_care(context: Context, resource: Resource) -> tuple[Draft, list[Resource]]:
    """A course of treatment, with its problem, its intake and its final figures."""
    data, parts = resource.data, Parts(resource.data, "episode")
    id = str(data.get("id"))
    problem = context.entries.find({"reference": f"Condition/{id}-problem"})
    intake = context.entries.find({"reference": f"QuestionnaireResponse/{id}-intake"})
    final = context.entries.find({"reference": f"DocumentReference/{id}-final"})
    period = data.get("period") or {}
    title = words(problem.data.get("code")) if problem else "Not named"
    values = {
        "problem": title,
        "region": needed(parts.text("region"), "region"),
        "status": "finished" if data.get("status") == "finished" else "active",
        "started_on": needed(day(period.get("start")), "first day (EpisodeOfCare.period.start)"),
        "onset_on": day(problem.data.get("onsetDateTime")) if problem else None,
        "closed_on": day(period.get("end")),
        "intake": object_in(Parts(intake.data, "intake").text("json") or "{}") if intake else {},
        "baseline_pain": parts.number("baselinePain"),
        "closed_by": person(context, parts.one("closedBy"), or_nobody=True),
        "closed_reason": parts.text("closedReason"),
        "closing_note": parts.text("closingNote"),
        "final_summary": object_in(attached(final, "application/json") or "{}"),
    }
    found = [each for each in (problem, intake, final) if each is not None]
    return draft(resource, Kind.EPISODE, f"Course of treatment: {line(title, 80)}", values, tuple(found)), found


def journey(context: Context, resource: Resource) -> Draft:
    """An entry of the journey."""
    data, parts = resource.data, Parts(resource.data, "journey")
    kind = code_needed(data.get("code"), "journey", "kind of entry")
    title = str(data.get("valueString") or "")
    values = {
        "episode_id": episode(context, parts),
        "kind": kind,
        "on": needed(parts.day("on"), "date"),
        "precision": _PRECISION.get(len(str(data.get("effectiveDateTime"))), "day"),
        "title": title,
        "text": note(data) or "",
        "details": object_in(parts.text("json") or "{}"),
        "author_id": person(context, next(iter(objects(data.get("performer"))), None)),
        "recorded_at": needed(at(data.get("issued")), "time of the entry"),
    }
    return draft(resource, Kind.JOURNEY, f"Journey: {kind}, {line(title, 80)}", values)


def visit(context: Context, resource: Resource) -> Draft:
    """A visit."""
    data, parts = resource.data, Parts(resource.data, "visit")
    people = [each.get("actor") for each in objects(data.get("participant"))]
    clinician = next((each for each in people if context.entries.find(each) is not context.patient), None)
    status = needed(_STATUS.get(str(data.get("status"))), "status")
    reason = data.get("cancelationReason")
    values = {
        "clinician_id": person(context, clinician),
        "planned_at": needed(at(data.get("start")), "time (Appointment.start)"),
        "status": status,
        "purpose": data.get("description"),
        "decision": parts.text("decision"),
        "note": data.get("comment"),
        "kind": own_code(data.get("appointmentType"), "visit") or "treatment",
        "episode_id": episode(context, parts),
        "duration_minutes": data.get("minutesDuration"),
        "mode": parts.text("mode") or "in_person",
        "place": parts.text("place"),
        "created_by": person(context, parts.one("createdBy"), or_nobody=True),
        "created_at": at(data.get("created")),
        "status_by": person(context, parts.one("statusBy"), or_nobody=True),
        "status_at": parts.at("statusAt"),
        "status_reason": words(reason) or None,
        "moved_from": parts.at("movedFrom"),
    }
    return draft(resource, Kind.VISIT, f"Visit, {status}", values)


def hold(context: Context, resource: Resource) -> Draft:
    """The program on hold."""
    data, parts = resource.data, Parts(resource.data, "hold")
    period = data.get("period") or {}
    level = code_needed(data.get("code"), "hold", "level")
    values: dict[str, Any] = {
        "level": level,
        "started_at": needed(at(period.get("start")), "start"),
        "started_on": needed(parts.day("startedOn"), "first day"),
        "started_by": person(context, data.get("author")),
        "check_in_id": _check_in(context, parts.text("checkIn")),
        "answers": dict(_pairs(parts.many("answer"))),
        "text_shown": parts.text("textShown") or "",
        "note": parts.text("note"),
        "cleared_at": at(period.get("end")),
        "cleared_on": parts.day("clearedOn"),
        "cleared_by": person(context, parts.one("clearedBy"), or_nobody=True),
        "clear_note": parts.text("clearNote"),
    }
    return draft(resource, Kind.HOLD, f"Hold, level {level}", values)


def _check_in(context: Context, id: str | None) -> Any:
    """The check-in that led to a hold, when it is in the Bundle: an id alone may be anybody's."""
    return link(context, Kind.CHECK_IN, {"reference": f"Observation/{id}"})


def _pairs(said: list[Any]) -> Iterator[tuple[str, str]]:
    for each in said:
        code, _, answer = str(each).partition("=")
        yield code, answer
