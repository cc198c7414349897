"""Are the values of a row ones that a row may have? A file that says it is our own may still say anything.

What is not listed is a text, a date, an id or an object whose form the mapping has made.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from patient_app.content.exercise_library import Region
from patient_app.content.measurement_catalogue import items
from patient_app.domain.course import HoldLevel
from patient_app.domain.dates import is_time_zone
from patient_app.domain.entries import Answer, MorningSettled, NotDoneReason
from patient_app.domain.errors import Invalid
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.intake import OTHER_REGION
from patient_app.domain.journey import CloseReason, EventKind
from patient_app.domain.measure_schedule import ScheduleKind
from patient_app.domain.measurements import GRADES, What, read
from patient_app.domain.program import BAND_COLOURS, LoadKind, Side
from patient_app.domain.record_import import Draft, Kind
from patient_app.domain.reports import ReportDecision, ReportKind, ReportStatus
from patient_app.domain.visits import VisitDecision, VisitKind, VisitMode
from patient_app.imports.fhir.values import NotTaken

MOST_WEEKS = 104
LONGEST_TEXT = 20_000


def words_of(*kinds: type[StrEnum]) -> frozenset[str]:
    """The terms of an enumeration."""
    return frozenset(each.value for kind in kinds for each in kind)


SIDES = words_of(Side)
RATING = (0, 10)
TERMS: Mapping[Kind, Mapping[str, Collection[str]]] = {
    Kind.EPISODE: {"region": {*words_of(Region), OTHER_REGION}, "closed_reason": words_of(CloseReason)},
    Kind.LINE: {"side": SIDES},
    Kind.LOG: {"side": SIDES, "not_done_reason": words_of(NotDoneReason)},
    Kind.CHECK_IN: {"morning_settled": words_of(MorningSettled)},
    Kind.MEASUREMENT: {"side": SIDES, "grade": GRADES},
    Kind.GOAL: {"category": words_of(GoalCategory), "status": words_of(GoalStatus)},
    Kind.VISIT: {"kind": words_of(VisitKind), "mode": words_of(VisitMode), "decision": words_of(VisitDecision)},
    Kind.HOLD: {"level": words_of(HoldLevel)},
    Kind.JOURNEY: {"kind": words_of(EventKind)},
    Kind.REPORT: {
        "kind": words_of(ReportKind),
        "status": words_of(ReportStatus) - {ReportStatus.DRAFT.value},
        "decision": words_of(ReportDecision),
    },
}
RANGES: Mapping[Kind, Mapping[str, tuple[float, float]]] = {
    Kind.EPISODE: {"baseline_pain": RATING},
    Kind.ACTIVITY: {"baseline": RATING},
    Kind.PROGRAM: {"version": (1, 10_000)},
    Kind.LINE: {
        "sets": (1, 50),
        "reps": (1, 1000),
        "hold_seconds": (1, 3600),
        "duration_minutes": (0, 600),
        "rest_seconds": (0, 3600),
        "intensity": RATING,
        "times_per_day": (1, 6),
    },
    Kind.LOG: {
        "sets_done": (0, 100),
        "reps_done": (0, 1000),
        "hold_seconds": (0, 3600),
        "duration_minutes": (0, 600),
        "pain_during": RATING,
        "effort": RATING,
    },
    Kind.CHECK_IN: {"pain_now": RATING, "pain_worst": RATING, "pain_average": RATING, "sleep": RATING},
    Kind.RESPONSE: {"score": (-1000, 1000)},
    Kind.VISIT: {"duration_minutes": (1, 1440)},
    Kind.ORDER: {"frequency_per_week": (1, 14), "weeks": (1, MOST_WEEKS), "number": (1, 10_000)},
    Kind.REPORT: {"number": (1, 10_000), "treatment_days": (0, 10_000)},
}


def check(draft: Draft) -> Draft:
    """The draft, when each of its values may be one. Raises `NotTaken` naming the first that may not."""
    _check(draft.kind, draft.values)
    for line in draft.values.get("lines", ()):
        _check(Kind.LINE, line)
        _check_dose(line)
    _check_load(draft.values.get("load"))
    _PARTICULAR.get(draft.kind, lambda values: None)(draft.values)
    return draft


def _check(kind: Kind, values: Mapping[str, Any]) -> None:
    for name, terms in TERMS.get(kind, {}).items():
        if values.get(name) is not None and values[name] not in terms:
            raise NotTaken(f"{name} is {str(values[name])[:40]!r}, which is none of ours.")
    for name, (low, high) in RANGES.get(kind, {}).items():
        value = values.get(name)
        if value is not None and not low <= value <= high:
            raise NotTaken(f"{name} is {value:g}; it must be from {low:g} to {high:g}.")
    for name, value in values.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise NotTaken(f"{name} is longer than {LONGEST_TEXT} characters.")
    zone = values.get("time_zone")
    if zone is not None and not is_time_zone(zone):
        raise NotTaken(f"There is no time zone {zone[:40]!r}.")


def _check_dose(line: Mapping[str, Any]) -> None:
    if not 1 <= line["schedule"].get("times_per_week", 1) <= len(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        raise NotTaken("times_per_week must be from 1 to 7.")
    if not line["schedule"].get("days", True):
        raise NotTaken("It is due on no day.")
    if line["reps"] is None and line["hold_seconds"] is None and line["duration_minutes"] is None:
        raise NotTaken("It does not say how many, or how long.")
    rule = line["pain_rule"]
    if rule and not 0 <= rule["green_max"] <= rule["amber_max"] <= max(RATING):
        raise NotTaken("Its pain limits are none.")
    if not all(isinstance(each, str) for each in line["gates_checked"]):
        raise NotTaken("gateChecked must be a text.")
    _check_load(line["load"])


def _check_load(load: Mapping[str, Any] | None) -> None:
    if load is None:
        return
    if load["kind"] not in words_of(LoadKind):
        raise NotTaken(f"load is {str(load['kind'])[:40]!r}, which is none of ours.")
    needs = {LoadKind.BAND.value: str, LoadKind.MASS.value: float}.get(load["kind"])
    if needs and not isinstance(load["value"], needs):
        raise NotTaken("The load has no value.")
    if needs is str and load["value"] not in BAND_COLOURS:
        raise NotTaken(f"There is no band of the colour {load['value'][:40]!r}.")


def _check_in(values: Mapping[str, Any]) -> None:
    if any(each["rating"] is None or not 0 <= each["rating"] <= max(RATING) for each in values["activity_ratings"]):
        raise NotTaken("A rating must be from 0 to 10.")
    if not all(values["pain_sites"]):
        raise NotTaken("A pain site has no name.")
    answers = (values["warning_signs"] or {}).get("answers", {})
    if not words_of(Answer).issuperset(answers.values()):
        raise NotTaken("An answer to a warning sign is none of ours.")


def _measurement(values: Mapping[str, Any]) -> None:
    """On the scale of what is measured, as if it was typed."""
    what = What(values["kind"], values["joint"], values["movement"], values["active"])
    item = items().get(what.key)
    if item is None:
        raise NotTaken(f"Nothing here is measured as {what.key[:60]!r}.")
    text = values["grade"] if item.scale.is_grade else f"{values['value']:g}" if values["value"] is not None else ""
    try:
        read(text or "", item.scale, values["unit"])
    except Invalid as error:
        raise NotTaken(str(error)) from error


def _response(values: Mapping[str, Any]) -> None:
    if not all(isinstance(each, int | float) for each in values["answers"].values()):
        raise NotTaken("An answer is no number.")


def _goal(values: Mapping[str, Any]) -> None:
    for each in values["changes"]:
        if each["status"] not in words_of(GoalStatus):
            raise NotTaken(f"A change of the goal has the status {each['status'][:40]!r}, which is none of ours.")


def _assignment(values: Mapping[str, Any]) -> None:
    schedule = values["schedule"]
    if schedule["kind"] not in words_of(ScheduleKind):
        raise NotTaken(f"The schedule is {schedule['kind'][:40]!r}, which is none of ours.")
    if (schedule["kind"] == ScheduleKind.EVERY) != ("weeks" in schedule) or not 1 <= schedule.get(
        "weeks", 1
    ) <= MOST_WEEKS:
        raise NotTaken("The schedule has no number of weeks that may be one.")


def _order(values: Mapping[str, Any]) -> None:
    if any(each["side"] not in SIDES for each in values["diagnoses"]):
        raise NotTaken("The side of a diagnosis is none of ours.")
    listed = ("precautions", "precaution_codes", "contraindicated")
    if not all(isinstance(each, str) for name in listed for each in values[name]):
        raise NotTaken("A precaution must be a text.")


def _report(values: Mapping[str, Any]) -> None:
    if not (isinstance(values["data"], dict) and isinstance(values["goals"], dict)):
        raise NotTaken("Its figures are no object.")
    if not (isinstance(values["addenda"], list) and all(isinstance(each, dict) for each in values["addenda"])):
        raise NotTaken("What was added to it is no list.")


_PARTICULAR: Mapping[Kind, Any] = {
    Kind.CHECK_IN: _check_in,
    Kind.MEASUREMENT: _measurement,
    Kind.RESPONSE: _response,
    Kind.GOAL: _goal,
    Kind.ASSIGNMENT: _assignment,
    Kind.ORDER: _order,
    Kind.REPORT: _report,
}
