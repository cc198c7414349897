"""Observation: pain becomes a check-in, a score an outcome measure, motion and strength a measurement.

By LOINC code (facts.md 7.3) as our own data files name it. What has no code there is not taken.
"""

from functools import cache
from typing import Any

from patient_app.content.measurement_catalogue import Item, items
from patient_app.content.outcome_measures import OutcomeMeasure, outcome_measures
from patient_app.domain.errors import Invalid
from patient_app.domain.measurements import read
from patient_app.domain.program import Side
from patient_app.domain.record_import import Day, Draft, Instant, Kind, Moment, OfEpisode
from patient_app.imports.fhir.context import Context, draft
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.values import (
    LOINC,
    NotTaken,
    codes_in,
    codings,
    line,
    moment,
    notes,
    number,
    objects,
    unit_of,
    whole,
    words,
)

PAIN_NOW = "72514-3"
_DONE = ("final", "amended", "corrected")
_SCORE_UNITS = ("", "{score}", "1", "points")
_PERCENT_UNITS = (*_SCORE_UNITS, "%")
_UNITS = {
    "deg": "deg",
    "°": "deg",
    "degree": "deg",
    "degrees": "deg",
    "kg": "kg",
    "[lb_av]": "lb",
    "lb": "lb",
    "N": "N",
}
_LEFT = ("7771000", "82169009", "91775009")
_RIGHT = ("24028007", "6757004", "91774008")


def observation(context: Context, resource: Resource) -> Draft:
    """What an Observation becomes. Raises `NotTaken`."""
    data = resource.data
    context.check_subject(resource, data.get("subject"))
    if data.get("status") not in _DONE:
        raise NotTaken(f"Its status is {line(data.get('status'), 40)}: it is not final.")
    codes = codes_in(data.get("code"), LOINC)
    if PAIN_NOW in codes:
        return _pain(resource)
    for code in codes:
        if measure := _measures().get(code):
            return _score(context, resource, measure)
        if code in _motions():
            return _motion(context, resource, *_motions()[code])
    raise NotTaken(f"Nothing here holds it: {words(data.get('code')) or 'no code'} ({_shown_codes(data)}).")


def _pain(resource: Resource) -> Draft:
    when = _when(resource)
    value = whole(_value(resource), 0, 10, "pain")
    values = {
        "local_date": Day(when),
        "recorded_at": Instant(when),
        "pain_now": value,
        "note": notes(resource.data),
    }
    return draft(resource, Kind.CHECK_IN, f"Check-in: pain now {value}", values)


def _score(context: Context, resource: Resource, measure: OutcomeMeasure) -> Draft:
    if not measure.is_score_only:
        raise NotTaken(f"The score of {measure.name('en')} is worked out here from the answers: they are not in it.")
    value, found = _value(resource), unit_of(_value(resource))
    if found not in (_PERCENT_UNITS if measure.unit.value == "percent" else _SCORE_UNITS):
        raise NotTaken(f"The unit {found!r} is not one of this score.")
    score = number(value)
    if score is None:
        raise NotTaken("There is no score in it.")
    if not measure.min <= score <= measure.max:
        raise NotTaken(f"The score {score:g} is outside of {measure.min:g} to {measure.max:g}.")
    values = {
        "measure_id": measure.id,
        "measure_version": measure.version,
        "local_date": Day(_when(resource)),
        "score": score,
        "scoring_version": "entered",
        "answers": {},
        "entered_by": context.author(*objects(resource.data.get("performer"))),
    }
    return draft(resource, Kind.RESPONSE, f"Score: {measure.name('en')} {score:g}", values)


def _motion(context: Context, resource: Resource, item: Item, side: Side | None) -> Draft:
    value = number(_value(resource))
    unit = _UNITS.get(unit_of(_value(resource)))
    if value is None or unit is None:
        raise NotTaken(f"There is no number with a known unit in it ({unit_of(_value(resource)) or 'no unit'}).")
    if item.sided and side is None:
        side = _side(resource)
    try:
        found = read(f"{value:g}", item.scale, unit)
    except Invalid as error:
        raise NotTaken(str(error)) from error
    values = {
        "kind": item.what.kind,
        "joint": item.what.joint,
        "movement": item.what.movement,
        "active": item.what.active,
        "side": side.value if side else None,
        "value": found.value,
        "grade": found.grade,
        "unit": found.unit,
        "measured_on": Day(_when(resource)),
        "measured_by": context.author(*objects(resource.data.get("performer"))),
        "note": line(notes(resource.data), 200) or None,
        "episode_id": OfEpisode(),
    }
    shown = f"{item.place('en')} {item.name('en')} {side.value + ' ' if side else ''}{found.value:g} {found.unit}"
    return draft(resource, Kind.MEASUREMENT, f"Measurement: {shown.strip()}", values)


def _when(resource: Resource) -> Moment:
    data = resource.data
    at = data.get("effectiveDateTime") or data.get("effectiveInstant")
    return moment(at or (data.get("effectivePeriod") or {}).get("start"), "date (Observation.effective)")


def _value(resource: Resource) -> Any:
    data = resource.data
    return data.get("valueQuantity", data.get("valueInteger"))


def _side(resource: Resource) -> Side:
    site = resource.data.get("bodySite")
    codes = [code for _, code in codings(site)]
    said = words(site).casefold().split()
    if "left" in said or any(code in _LEFT for code in codes):
        return Side.LEFT
    if "right" in said or any(code in _RIGHT for code in codes):
        return Side.RIGHT
    raise NotTaken("It does not say which side (Observation.bodySite).")


def _shown_codes(data: Any) -> str:
    return ", ".join(f"{system.rsplit('/', 1)[-1]} {code}".strip() for system, code in codings(data.get("code")))[:120]


@cache
def _measures() -> dict[str, OutcomeMeasure]:
    return {each.loinc: each for each in outcome_measures().values() if each.loinc and each.loinc != PAIN_NOW}


@cache
def _motions() -> dict[str, tuple[Item, Side | None]]:
    """The row of the catalogue that a LOINC code measures, and its side."""
    return {
        loinc.code: (item, loinc.side)
        for item in items().values()
        if item.movement and item.what.active is not None
        for loinc in item.movement.loinc
        if loinc.active == item.what.active
    }
