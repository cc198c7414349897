"""What the patient entered: activities, check-ins with their answers, exercise logs, filled-in measures."""

from collections.abc import Mapping
from typing import Any

from patient_app.domain.record_import import Draft, Kind, Link, Source
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.own.parts import (
    Parts,
    at,
    code_needed,
    day,
    draft,
    link,
    needed,
    note,
    own_code,
    person,
    system,
)
from patient_app.imports.fhir.own.program import load
from patient_app.imports.fhir.values import codings, number, objects, words

_NUMBERS = {"pain-now": "pain_now", "pain-worst": "pain_worst", "pain-average": "pain_average", "sleep": "sleep"}


def activity(context: Context, resource: Resource) -> Draft:
    """One of the patient's own activities."""
    data = resource.data
    period = data.get("effectivePeriod") or {}
    values = {
        "name": str(needed(data.get("valueString"), "name")),
        "baseline": _whole(_components(data).get("baseline", {})),
        "since": needed(at(period.get("start")), "first day"),
        "until": day(period.get("end")),
    }
    return draft(resource, Kind.ACTIVITY, f"Own activity: {values['name'][:80]}", values)


def check_in(context: Context, resource: Resource) -> tuple[Draft, list[Resource]]:
    """A check-in, and the Observations that are its answers."""
    data = resource.data
    named = (context.entries.find(each) for each in objects(data.get("hasMember")))
    members = [needed(each, "answer (Observation.hasMember)") for each in named]
    values: dict[str, Any] = {
        **_entered(data),
        "recorded_at": needed(at(data.get("effectiveDateTime")), "time"),
        "pain_now": None,
        "pain_worst": None,
        "pain_average": None,
        "sleep": None,
        "flare": False,
        "pain_sites": [],
        "activity_ratings": [],
        "morning_settled": own_code(_value(_components(data).get("morning-settled")), "morning-settled"),
        "note": note(data),
        "warning_signs": _signs(data),
    }
    for each in members:
        code = own_code(each.data.get("code"), "observation")
        if code in _NUMBERS:
            values[_NUMBERS[code]] = _whole(each.data)
        elif code == "flare":
            values["flare"] = each.data.get("valueBoolean") is True
        elif code == "pain-sites":
            sites = (each.get("valueCodeableConcept") for each in objects(each.data.get("component")))
            values["pain_sites"] = [own_code(site, "body-site") or words(site) for site in sites]
        elif code == "activity-rating":
            values["activity_ratings"].append({"activity_id": _rated(context, each), "rating": _whole(each.data)})
    return draft(resource, Kind.CHECK_IN, f"Check-in of {values['local_date']}", values, tuple(members)), members


def _rated(context: Context, answer: Resource) -> Any:
    """The own activity that a rating is of: as it is called here; its former id when it is not in the Bundle."""
    focus = next(iter(objects(answer.data.get("focus"))), None)
    found = link(context, Kind.ACTIVITY, focus)
    return found or needed(Parts(answer.data, "activity").text("id"), "activity of a rating")


def log(context: Context, resource: Resource) -> Draft:
    """A report on an exercise."""
    data = resource.data
    parts = _components(data)
    based_on = next(iter(objects(data.get("basedOn"))), None)
    request = context.entries.find(based_on)
    absent = own_code(data.get("dataAbsentReason"), "not-done-reason")
    values = {
        **_entered(data),
        "prescription_id": Link(Kind.LINE, request.source if request else Source("", "")),
        "performed_at": needed(at(data.get("effectiveDateTime")), "time"),
        "sets_done": _whole(parts.get("sets", {})),
        "reps_done": _whole(parts.get("reps", {})),
        "hold_seconds": _whole(parts.get("hold", {})),
        "duration_minutes": number(_value(parts.get("duration"))),
        "load": load(Parts(parts.get("load", {}), "load")),
        "side": own_code(_value(parts.get("side")), "side"),
        "pain_during": _whole(parts.get("pain-during", {})),
        "effort": _whole(parts.get("effort", {})),
        "note": note(data),
        "not_done_reason": absent or own_code(_value(parts.get("not-done-reason")), "not-done-reason"),
    }
    return draft(resource, Kind.LOG, f"Exercise log of {values['local_date']}", values)


def response(context: Context, resource: Resource) -> tuple[Draft, list[Resource]]:
    """A score with its answers."""
    data, parts = resource.data, Parts(resource.data, "measure")
    form = context.entries.find(next(iter(objects(data.get("derivedFrom"))), None))
    measure = code_needed(data.get("code"), "measure", "measure")
    values = {
        **_entered(data),
        "measure_id": measure,
        "measure_version": needed(parts.text("version"), "version of the measure"),
        "answers": _answers(form),
        "score": number(data.get("valueQuantity")),
        "scoring_version": parts.text("scoringVersion"),
        "entered_by": person(context, parts.one("enteredBy"), or_nobody=True),
    }
    found = [] if form is None else [form]
    return draft(resource, Kind.RESPONSE, f"Score: {measure}", values, tuple(found)), found


def _answers(form: Resource | None) -> dict[str, Any]:
    items = objects(form.data.get("item")) if form else ()
    given = {str(each.get("linkId")): next(iter(objects(each.get("answer"))), {}).get("valueDecimal") for each in items}
    return {item: value if isinstance(value, int) else number(value) for item, value in given.items()}


def _entered(data: Mapping[str, Any]) -> dict[str, Any]:
    """When an entry was made, and the day that it counts for."""
    parts = Parts(data, "entry")
    edited_at = needed(parts.at("editedAt"), "time of the entry")
    return {
        "local_date": needed(parts.day("localDate"), "day of the entry"),
        "time_zone": needed(parts.text("timeZone"), "time zone of the entry"),
        "edited_at": edited_at,
        "first_edited_at": parts.at("firstEditedAt") or edited_at,
        "received_at": parts.at("receivedAt") or edited_at,
        "late": parts.flag("late"),
        "clock_adjusted": parts.flag("clockAdjusted"),
    }


def _components(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found = {own_code(each.get("code"), "observation"): each for each in objects(data.get("component"))}
    return {code: each for code, each in found.items() if code}


def _value(component: Mapping[str, Any] | None) -> Any:
    return next((value for key, value in (component or {}).items() if key.startswith("value")), None)


def _whole(component: Mapping[str, Any]) -> int | None:
    found = number(_value(component))
    return None if found is None else int(found)


def _signs(data: Mapping[str, Any]) -> dict[str, Any] | None:
    answers: dict[str, str] = {}
    version = ""
    for each in objects(data.get("component")):
        for coding in objects((each.get("code") or {}).get("coding")):
            if coding.get("system") == system("warning-sign"):
                version = str(coding.get("version") or "")
                given = [code for found, code in codings(each.get("valueCodeableConcept")) if found == system("answer")]
                answers[str(coding.get("code"))] = next(iter(given), "not_sure")
    return {"question_version": version, "answers": answers} if answers else None
