"""Condition: the problem that is treated. One Bundle becomes one course of treatment."""

from typing import Any

from patient_app.content.exercise_library import Region
from patient_app.domain.intake import OTHER_REGION
from patient_app.domain.record_import import Day, Draft, Kind, Left
from patient_app.imports.fhir.context import Context, draft
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.values import codes_in, codings, day_or_none, line, moment, objects, words

ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
_ACTIVE = ("active", "recurrence", "relapse")
_BY_CODE = (
    ("M54.2", Region.NECK), ("M54.12", Region.NECK), ("M47.812", Region.NECK), ("M50", Region.NECK),
    ("M54", Region.BACK), ("M51", Region.BACK), ("M48.06", Region.BACK), ("M47.816", Region.BACK),
    ("M75", Region.SHOULDER), ("M25.51", Region.SHOULDER), ("M77.0", Region.ELBOW_HAND), ("M77.1", Region.ELBOW_HAND),
    ("G56", Region.ELBOW_HAND), ("M16", Region.HIP), ("M25.55", Region.HIP), ("M70.6", Region.HIP),
    ("M17", Region.KNEE), ("M25.56", Region.KNEE), ("M22", Region.KNEE), ("S83", Region.KNEE),
    ("M76.6", Region.ANKLE_FOOT), ("M25.57", Region.ANKLE_FOOT), ("S93", Region.ANKLE_FOOT),
    ("M72.2", Region.ANKLE_FOOT),     ("I69", Region.STROKE),
)  # fmt: skip
_BY_WORD = (
    ("neck", Region.NECK), ("cervical", Region.NECK), ("back", Region.BACK), ("lumb", Region.BACK),
    ("shoulder", Region.SHOULDER), ("rotator cuff", Region.SHOULDER), ("elbow", Region.ELBOW_HAND),
    ("wrist", Region.ELBOW_HAND), ("hand", Region.ELBOW_HAND), ("hip", Region.HIP), ("knee", Region.KNEE),
    ("ankle", Region.ANKLE_FOOT), ("foot", Region.ANKLE_FOOT), ("heel", Region.ANKLE_FOOT), ("stroke", Region.STROKE),
)  # fmt: skip
SEVERAL = "There are several problems, and no plan or order says which one is treated."
ANOTHER = "The course of treatment is about another problem of this Bundle."


def episode_of(context: Context) -> tuple[list[Draft], list[Left]]:
    """The problem that is treated as a course of treatment, and the others as left."""
    conditions = list(context.entries.of("Condition"))
    chosen = _treated(context, conditions)
    left = [each.left(ANOTHER if chosen else SEVERAL) for each in conditions if each is not chosen]
    if chosen is None:
        return [], left
    context.check_subject(chosen, chosen.data.get("subject"))
    problem = words(chosen.data.get("code")) or "Not named"
    onset_at = chosen.data.get("onsetDateTime") or (chosen.data.get("onsetPeriod") or {}).get("start")
    onset = day_or_none(onset_at)
    values: dict[str, Any] = {
        "problem": line(problem),
        "region": region_of(chosen),
        "status": "active",
        "onset_on": onset,
    }
    recorded = chosen.data.get("recordedDate")
    if recorded and len(str(recorded)) >= len("2026-03-01"):
        values["started_on"] = Day(moment(recorded, "date of the record (Condition.recordedDate)"))
    elif onset:
        values["started_on"] = onset
    return [draft(chosen, Kind.EPISODE, f"Course of treatment: {line(problem, 80)}", values)], left


def region_of(condition: Resource) -> str:
    """The region that a diagnosis is about: by its ICD-10-CM code, else by its words; 'other' when neither tells."""
    data = condition.data
    for code in codes_in(data.get("code"), ICD_10_CM):
        for start, region in _BY_CODE:
            if code.startswith(start):
                return region.value
    said = " ".join((words(data.get("code")), *(words(each) for each in objects(data.get("bodySite"))))).casefold()
    return next((region.value for word, region in _BY_WORD if word in said), OTHER_REGION)


def _treated(context: Context, conditions: list[Resource]) -> Resource | None:
    """The one that a plan or an order names, else the only active one."""
    named: list[Resource] = []
    for each in context.entries.of("CarePlan", "ServiceRequest"):
        references = [*objects(each.data.get("addresses")), *objects(each.data.get("reasonReference"))]
        named += [found for found in map(context.entries.find, references) if found in conditions]
    different = {id(each): each for each in named}
    if len(different) == 1:
        return next(iter(different.values()))
    active = [each for each in conditions if _is_active(each)]
    return active[0] if not different and len(active) == 1 else None


def _is_active(condition: Resource) -> bool:
    codes = [code for _, code in codings(condition.data.get("clinicalStatus"))]
    return not codes or any(code in _ACTIVE for code in codes)
