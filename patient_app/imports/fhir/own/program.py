"""A version of the program with its lines, as they were published."""

from collections.abc import Mapping
from typing import Any

from patient_app.domain.record_import import Draft, Kind, NamedExercise
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.own.parts import (
    Parts,
    at,
    code_needed,
    draft,
    episode,
    needed,
    note,
    person,
)
from patient_app.imports.fhir.values import objects, unit_of, words

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def version(context: Context, resource: Resource) -> tuple[Draft, list[Resource]]:
    """A published version, and the requests that are its lines."""
    data, parts = resource.data, Parts(resource.data, "program")
    named = (context.entries.find(each.get("reference")) for each in objects(data.get("activity")))
    requests = [needed(each, "line (CarePlan.activity)") for each in named]
    lines = [_line(each) for each in requests]
    number = needed(parts.whole("version"), "version")
    values = {
        "version": number,
        "effective_from": needed(parts.day("effectiveFrom"), "first day"),
        "published_at": needed(at(data.get("created")), "time of publishing"),
        "published_by": person(context, data.get("author")),
        "note": note(data),
        "episode_id": episode(context, parts),
        "lines": tuple(lines),
    }
    signed = context.entries.find({"reference": f"Provenance/{data.get('id')}-signed"})
    found = [*requests, *([signed] if signed else [])]
    shown = f"Program, version {number}, exercises: {len(lines)}"
    return draft(resource, Kind.PROGRAM, shown, values, tuple(requests)), found


def _line(request: Resource) -> dict[str, Any]:
    data, dose = request.data, Parts(request.data, "dose")
    green, amber = dose.whole("painGreenMax"), dose.whole("painAmberMax")
    named = NamedExercise((code_needed(data.get("code"), "exercise", "exercise"),), (words(data.get("code")),))
    return {
        "draft": draft(request, Kind.LINE, "A line of the program", {}),
        "exercise": named,
        "line_id": needed(dose.text("line"), "line"),
        "side": needed(dose.text("side"), "side"),
        "sets": needed(dose.whole("sets"), "number of sets"),
        "reps": dose.whole("reps"),
        "hold_seconds": dose.whole("hold"),
        "duration_minutes": dose.number("duration"),
        "rest_seconds": dose.whole("rest"),
        "load": load(dose.nested("load")),
        "tempo": dose.text("tempo"),
        "intensity": dose.whole("intensity"),
        "range_limit": dose.text("rangeLimit"),
        "times_per_day": needed(dose.whole("timesPerDay"), "times a day"),
        "schedule": _schedule(data, dose),
        "pain_rule": {"green_max": green, "amber_max": amber} if green is not None and amber is not None else None,
        "precautions": dose.text("precautions"),
        "note": data.get("patientInstruction"),
        "gates_checked": dose.many("gateChecked"),
    }


def load(parts: Parts) -> dict[str, Any] | None:
    """What works against the muscle."""
    if not parts.is_there:
        return None
    mass = parts.one("mass")
    unit = ("lb" if unit_of(mass) in ("[lb_av]", "lb") else "kg") if isinstance(mass, Mapping) else None
    value = parts.text("colour") if mass is None else parts.number("mass")
    return {"kind": parts.text("kind"), "value": value, "unit": unit}


def _schedule(data: Mapping[str, Any], dose: Parts) -> dict[str, Any]:
    a_week = dose.whole("timesPerWeek")
    if a_week is not None:
        return {"times_per_week": a_week}
    repeat = (data.get("occurrenceTiming") or {}).get("repeat") or {}
    days = repeat.get("dayOfWeek")
    return {"days": [day for day in _DAYS if day in days] if isinstance(days, list) else list(_DAYS)}
