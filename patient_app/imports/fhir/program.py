"""CarePlan with its activities: a version of the home program, whole or not at all.

A dose comes from `Timing` and from a few plain forms of text ('3 x 10', '2 sets of 12, hold 5 seconds'); the text
itself is kept as the line's note. Nothing is guessed: an activity without a dose or days leaves the whole plan out.
"""

import re
from collections.abc import Mapping
from typing import Any

from patient_app.domain.program import Side
from patient_app.domain.record_import import Day, Draft, Kind, NamedExercise, OfEpisode
from patient_app.imports.fhir.context import Context, draft
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.values import NotTaken, codings, line, moment, notes, number, objects, words

MOST_LINES = 30
MOST_SETS, MOST_REPS, LONGEST_HOLD, LONGEST_MINUTES, MOST_A_DAY = 20, 100, 600, 180.0, 6
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_A_DAY = {"QD": 1, "BID": 2, "TID": 3, "QID": 4, "AM": 1, "PM": 1}
_MINUTES = {"min": 1.0, "h": 60.0}
_SETS_OF = re.compile(r"\b(\d{1,2})\s*(?:x|×|sets? of|sets? x)\s*(\d{1,3})\b", re.IGNORECASE)
_REPS = re.compile(r"\b(\d{1,3})\s*(?:reps?\b|repetitions?\b|times\b(?! (?:a|per)))", re.IGNORECASE)
_HOLD = re.compile(r"\bhold(?:ing)?(?: for)?\s*(\d{1,3})\s*(?:s\b|sec)", re.IGNORECASE)


def program(context: Context, resource: Resource) -> Draft:
    """A CarePlan as a version of the program. Raises `NotTaken`, naming the activity that cannot be taken."""
    data = resource.data
    context.check_subject(resource, data.get("subject"))
    if data.get("status") != "active":
        raise NotTaken(f"Its status is {line(data.get('status'), 40)}: only a plan that is active becomes a program.")
    found = activities(context, resource)
    if not found:
        raise NotTaken("It has no exercises (CarePlan.activity).")
    if len(found) > MOST_LINES:
        raise NotTaken(f"It has more than {MOST_LINES} exercises.")
    lines = []
    for number_, (activity, where) in enumerate(found):
        try:
            lines.append(_line(context, activity))
        except NotTaken as error:
            raise NotTaken(f"CarePlan.activity[{number_}]{where}: {error}") from error
    start = (data.get("period") or {}).get("start") or data.get("created")
    values = {
        "effective_from": Day(moment(start, "first day (CarePlan.period.start)")),
        "published_by": context.author(data.get("author"), *objects(data.get("contributor"))),
        "note": line(data.get("description") or notes(data), 500) or None,
        "episode_id": OfEpisode(),
        "lines": tuple(lines),
    }
    return draft(resource, Kind.PROGRAM, f"Program, exercises: {len(lines)}", values)


def activities(context: Context, plan: Resource) -> list[tuple[Mapping[str, Any], str]]:
    """The activities of a plan: details in it, or the requests that it names, as one shape."""
    found: list[tuple[Mapping[str, Any], str]] = []
    for each in objects(plan.data.get("activity")):
        if isinstance(each.get("detail"), Mapping):
            found.append((each["detail"], ".detail"))
            continue
        request = context.entries.find(each.get("reference"))
        if request is None:
            raise NotTaken(f"CarePlan.activity[{len(found)}].reference: it is not in this Bundle.")
        if request.type == "ServiceRequest":
            found.append((request.data, ".reference"))
    return found


def requests_of_plans(context: Context) -> dict[str, str]:
    """The paths of the requests that are parts of a plan, with its path: they are no orders by themselves."""
    named = (
        (context.entries.find(each.get("reference")), plan.path)
        for plan in context.entries.of("CarePlan")
        for each in objects(plan.data.get("activity"))
    )
    return {each.path: of for each, of in named if each is not None}


def _line(context: Context, activity: Mapping[str, Any]) -> dict[str, Any]:
    if "subject" in activity and context.entries.find(activity.get("subject")) is not context.patient:
        raise NotTaken("It is about somebody else than the patient of this Bundle.")
    if activity.get("doNotPerform") is True:
        raise NotTaken("It says what is not to be done.")
    name = words(activity.get("code"))
    if not name:
        raise NotTaken("It does not say which exercise.")
    timing = activity.get("scheduledTiming") or activity.get("occurrenceTiming")
    if not isinstance(timing, Mapping):
        raise NotTaken("It does not say on which days.")
    schedule, times_per_day = _schedule(timing)
    text = " ".join(filter(None, _texts(activity)))
    return {
        "exercise": NamedExercise(tuple(code for _, code in codings(activity.get("code"))), (name,)),
        "side": _side(activity).value,
        "schedule": schedule,
        "times_per_day": times_per_day,
        "note": line(text, 500) or None,
        **_dose(text, timing),
    }


def _texts(activity: Mapping[str, Any]) -> tuple[str, ...]:
    said = (activity.get("description"), activity.get("patientInstruction"), notes(activity))
    return tuple(line(each, 500) for each in said)


def _dose(text: str, timing: Mapping[str, Any]) -> dict[str, Any]:
    repeat = timing.get("repeat") or {}
    length, unit = number(repeat.get("duration")), repeat.get("durationUnit")
    sets, reps, hold = _SETS_OF.search(text), _REPS.search(text), _HOLD.search(text)
    minutes = length * _MINUTES[unit] if length and unit in _MINUTES else None
    dose: dict[str, Any] = {
        "sets": int(sets[1]) if sets else 1,
        "reps": int(sets[2]) if sets else int(reps[1]) if reps else None,
        "hold_seconds": int(hold[1]) if hold else int(length) if length and unit == "s" else None,
        "duration_minutes": None if sets or reps or hold else minutes,
    }
    if dose["reps"] is None and dose["hold_seconds"] is None and dose["duration_minutes"] is None:
        raise NotTaken("It does not say how many, or how long.")
    most = {"sets": MOST_SETS, "reps": MOST_REPS, "hold_seconds": LONGEST_HOLD, "duration_minutes": LONGEST_MINUTES}
    for field, value in dose.items():
        if value is not None and not 0 < value <= most[field]:
            raise NotTaken(f"{field} is {value:g}; it must be from 1 to {most[field]:g}.")
    return dose


def _schedule(timing: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Days in our form, and how often on each of them. Only what a week of ours can say, exactly."""
    repeat = timing.get("repeat")
    if not isinstance(repeat, Mapping):
        codes = [code.upper() for _, code in codings(timing.get("code"))] or [words(timing.get("code")).upper()]
        a_day = next((_A_DAY[code] for code in codes if code in _A_DAY), None)
        if a_day is None:
            raise NotTaken("It does not say on which days.")
        return {"days": list(_DAYS)}, a_day
    days = [day for day in _DAYS if day in (repeat.get("dayOfWeek") or ())]
    period, period_unit = number(repeat.get("period")), repeat.get("periodUnit")
    frequency = repeat.get("frequency", 1)
    if repeat.get("frequencyMax") or repeat.get("periodMax"):
        raise NotTaken("It gives a range of days or times; a program here has one number.")
    if (period, period_unit) == (1, "d") or (days and period is None):
        if not 1 <= frequency <= MOST_A_DAY:
            raise NotTaken(f"{frequency} times a day; at most {MOST_A_DAY} can be planned.")
        return {"days": days or list(_DAYS)}, frequency
    if (period, period_unit) == (1, "wk"):
        if days and frequency in (1, len(days)):
            return {"days": days}, 1
        if not days and 1 <= frequency <= len(_DAYS):
            return {"times_per_week": frequency}, 1
    raise NotTaken("Its days cannot be said as days of a week.")


def _side(activity: Mapping[str, Any]) -> Side:
    sites = objects(activity.get("bodySite"))
    said = {word for each in sites for word in words(each).casefold().split()}
    found = [side for side in (Side.LEFT, Side.RIGHT) if side.value in said]
    if len(found) == len(("left", "right")) or "bilateral" in said or "both" in said:
        return Side.BOTH
    return found[0] if found else Side.NONE
