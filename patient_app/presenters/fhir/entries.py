"""What the patient enters: check-ins and exercise logs, as Observations."""

from collections.abc import Iterator
from typing import Any, Protocol

from patient_app.domain.fhir_record import ActivityRow, CheckInRow, FhirRecord, LogRow
from patient_app.presenters.fhir.codes import SCORE, SYSTEMS
from patient_app.presenters.fhir.dose import load_parts
from patient_app.presenters.fhir.elements import (
    HL7,
    LOINC,
    Json,
    coding,
    concept,
    day,
    hl7,
    instant,
    local,
    nested,
    note,
    own,
    part,
    quantity,
    reference,
    said,
    structure,
    system,
    words,
)

# Short on purpose: these stand in thousands of resources.
SURVEY = [hl7("observation-category", "survey")]
ACTIVITY = [hl7("observation-category", "activity")]
EXERCISE = system("exercise")
PAIN = coding(LOINC, "72514-3")

_CODES = {each.code: concept(own("observation", each.code)) for each in SYSTEMS["observation"]}
_PAINS = {code: concept(PAIN, own("observation", code)) for code in ("pain-now", "pain-worst", "pain-average")}
_LOG_CODE = concept(
    coding(LOINC, "89179-6"),
    own("observation", "exercise-log"),
)
_NOT_PERFORMED = coding(f"{HL7}/data-absent-reason", "not-performed")


class Entered(Protocol):
    """What every entry has."""

    @property
    def local_date(self) -> Any: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def edited_at(self) -> Any: ...
    @property
    def first_edited_at(self) -> Any: ...
    @property
    def received_at(self) -> Any: ...
    @property
    def clock_adjusted(self) -> bool: ...
    @property
    def late(self) -> bool: ...


def entry(row: Entered) -> list[Json]:
    """The extension with what decides the day of an entry, and when it was made and received."""
    parts: list[Json] = [
        {"url": "localDate", "valueDate": row.local_date.isoformat()},
        {"url": "timeZone", "valueString": row.time_zone},
        {"url": "editedAt", "valueInstant": instant(row.edited_at)},
    ]
    if row.first_edited_at != row.edited_at:
        parts.append({"url": "firstEditedAt", "valueInstant": instant(row.first_edited_at)})
    if row.received_at != row.edited_at:
        parts.append({"url": "receivedAt", "valueInstant": instant(row.received_at)})
    if row.late:
        parts.append({"url": "late", "valueBoolean": True})
    if row.clock_adjusted:
        parts.append({"url": "clockAdjusted", "valueBoolean": True})
    return [{"url": structure("entry"), "extension": parts}]


def score(value: float) -> Json:
    """A rating without a unit."""
    return quantity(value, SCORE)


def component(code: str, **value: Any) -> Json:
    """A component with a code of ours."""
    return {"code": _CODES[code], **value}


def check_ins(record: FhirRecord) -> Iterator[Json]:
    """The patient's own activities, then each check-in: what was answered, and a panel that joins it."""
    subject = reference("Patient", record.patient.id)
    known = {each.id: each for each in record.activities}
    for activity in record.activities:
        yield _activity(activity, subject)
    for row in record.check_ins:
        found = list(_answers(record, row, known))
        base: Json = {"status": "final", "category": SURVEY, "subject": subject}
        base["effectiveDateTime"] = local(row.recorded_at, row.time_zone)
        for each in found:
            yield {"resourceType": "Observation", **each, **base}
        yield said(
            resourceType="Observation",
            id=row.id,
            extension=entry(row),
            code=_CODES["check-in"],
            **base,
            performer=[subject],
            note=note(row.note),
            hasMember=[reference("Observation", each["id"]) for each in found],
            component=[*_settled(row), *_signs(row)],
        )


def _answers(record: FhirRecord, row: CheckInRow, known: dict[str, ActivityRow]) -> Iterator[Json]:
    for code, value in (("pain-now", row.pain_now), ("pain-worst", row.pain_worst), ("pain-average", row.pain_average)):
        if value is not None:
            yield {"id": f"{row.id}-{code}", "code": _PAINS[code], "valueQuantity": score(value)}
    if row.sleep is not None:
        yield {"id": f"{row.id}-sleep", "code": _CODES["sleep"], "valueQuantity": score(row.sleep)}
    yield {"id": f"{row.id}-flare", "code": _CODES["flare"], "valueBoolean": row.flare}
    if row.pain_sites:
        yield {
            "id": f"{row.id}-sites",
            "code": _CODES["pain-sites"],
            "component": [component("pain-site", valueCodeableConcept=_site(record, each)) for each in row.pain_sites],
        }
    for number, rating in enumerate(row.activity_ratings, start=1):
        activity = known.get(str(rating["activity_id"]))
        yield said(
            id=f"{row.id}-activity-{number}",
            # One that is not known here (any more) has its id alone.
            extension=None if activity else nested("activity", (part("id", "String", str(rating["activity_id"])),)),
            code=_rating_code(activity),
            focus=[reference("Observation", activity.id)] if activity else None,
            valueQuantity=score(rating["rating"]),
        )


def _rating_code(activity: ActivityRow | None) -> Json:
    text = words(activity.name) if activity else ""
    return concept(own("observation", "activity-rating"), text=text or None)


def _site(record: FhirRecord, site: str) -> Json:
    """A site of the body map by its code; another program's word is text."""
    name = record.names.sites.get(site)
    return concept(coding(system("body-site"), site, name)) if name else concept(text=site) or {"text": "-"}


def _settled(row: CheckInRow) -> list[Json]:
    if row.morning_settled is None:
        return []
    value = own("morning-settled", row.morning_settled)
    return [component("morning-settled", valueCodeableConcept=concept(value))]


def _signs(row: CheckInRow) -> list[Json]:
    """The answers to the warning-sign questions, by code and version of the questions."""
    if not row.warning_signs:
        return []
    version = str(row.warning_signs.get("question_version") or "")
    answers = row.warning_signs.get("answers") or {}
    return [
        {
            "code": concept(said(system=system("warning-sign"), version=version, code=code)),
            "valueCodeableConcept": concept(own("answer", answer)),
        }
        for code, answer in answers.items()
    ]


def _activity(activity: ActivityRow, subject: Json) -> Json:
    baseline = activity.baseline
    return said(
        resourceType="Observation",
        id=activity.id,
        status="final",
        category=SURVEY,
        code=_CODES["own-activity"],
        subject=subject,
        effectivePeriod=said(start=instant(activity.since), end=day(activity.until)),
        performer=[subject],
        valueString=words(activity.name) or "-",
        component=[component("baseline", valueQuantity=score(baseline))] if baseline is not None else None,
    )


def logs(record: FhirRecord) -> Iterator[Json]:
    """Each report on an exercise."""
    subject = reference("Patient", record.patient.id)
    exercises = {line.id: line.exercise_id for line in record.lines}
    values = {
        id: concept(coding(EXERCISE, id), text=record.names.exercises.get(id) or id) for id in set(exercises.values())
    }
    for row in record.logs:
        exercise = exercises.get(row.prescription_id)
        yield _log(row, subject, values[exercise] if exercise else None)


def _log(row: LogRow, subject: Json, exercise: Json | None) -> Json:
    found: Json = {
        "resourceType": "Observation",
        "id": row.id,
        "extension": entry(row),
        "status": "final",
        "category": ACTIVITY,
        "code": _LOG_CODE,
        "subject": subject,
        "effectiveDateTime": local(row.performed_at, row.time_zone),
        "performer": [subject],
    }
    if exercise is not None:
        found["basedOn"] = [reference("ServiceRequest", row.prescription_id)]
    components = list(_done(row))
    if row.not_done_reason is not None:
        reason = own("not-done-reason", row.not_done_reason)
        if _worked(row):
            components.append(component("not-done-reason", valueCodeableConcept=concept(reason)))
        else:
            # Nothing was done: there is no value, and the reason says why (obs-6).
            found["dataAbsentReason"] = concept(_NOT_PERFORMED, reason)
            exercise = None
    if exercise is not None:
        found["valueCodeableConcept"] = exercise
    if row.note and (text := note(row.note)):
        found["note"] = text
    if components:
        found["component"] = components
    return found


def _worked(row: LogRow) -> bool:
    return any(each is not None for each in (row.sets_done, row.reps_done, row.hold_seconds, row.duration_minutes))


def _done(row: LogRow) -> Iterator[Json]:
    if row.sets_done is not None:
        yield component("sets", valueInteger=row.sets_done)
    if row.reps_done is not None:
        yield component("reps", valueInteger=row.reps_done)
    if row.hold_seconds is not None:
        yield component("hold", valueQuantity=quantity(row.hold_seconds, "s"))
    if row.duration_minutes is not None:
        yield component("duration", valueQuantity=quantity(row.duration_minutes, "min"))
    if row.load:
        yield component("load", extension=nested("load", load_parts(row.load)), **_load_value(row.load))
    if row.side is not None:
        yield component("side", valueCodeableConcept=concept(own("side", row.side)))
    if row.pain_during is not None:
        yield component("pain-during", valueQuantity=score(row.pain_during))
    if row.effort is not None:
        yield component("effort", valueQuantity=score(row.effort))


def _load_value(load: dict[str, Any]) -> Json:
    """What a reader without our extension sees of a load."""
    parts = (str(load[name]) for name in ("kind", "value", "unit") if load.get(name) is not None)
    return {"valueString": " ".join(parts)}
