"""Outcome measures, measurements taken in clinic, and goals."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from patient_app.domain.fhir_record import (
    AssignmentRow,
    FhirRecord,
    GoalChangeRow,
    GoalRow,
    MeasureFacts,
    MeasurementRow,
    ResponseRow,
)
from patient_app.domain.measurements import GRADES, What
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
from patient_app.presenters.fhir.entries import SURVEY, entry
from patient_app.presenters.fhir.program import category, episode, sides
from patient_app.presenters.fhir.who import Named

EXAM = [concept(coding(f"{HL7}/observation-category", "exam", "Exam"))]
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
SCORE_UNITS = {"points": "{score}", "percent": "%", "t_score": "{score}"}
LIFECYCLE = {"active": "active", "met": "completed", "not_met": "completed", "dropped": "cancelled"}
ACHIEVEMENT = {
    "active": ("in-progress", "In Progress"),
    "met": ("achieved", "Achieved"),
    "not_met": ("not-achieved", "Not Achieved"),
}


def measures(record: FhirRecord) -> Iterator[Json]:
    """What is to be filled in, answers with their scores, measurements, goals."""
    named, subject = Named(record), reference("Patient", record.patient.id)
    for assignment in record.assignments:
        yield _assignment(record, assignment, named, subject)
    for response in record.responses:
        yield from _response(record, response, named, subject)
    for measurement in record.measurements:
        yield _measurement(record, measurement, named, subject)
    changes: defaultdict[str, list[GoalChangeRow]] = defaultdict(list)
    for change in record.goal_changes:
        changes[change.goal_id].append(change)
    for goal in record.goals:
        yield _goal(record, goal, changes[goal.id], named, subject)


def measure_code(record: FhirRecord, measure_id: str, version: str = "") -> Json:
    """A measure as a code: LOINC where one was checked, and ours."""
    facts = record.names.measures.get((measure_id, version))
    ours = coding(system("measure"), measure_id, facts.name if facts else None)
    codings = [coding(LOINC, facts.loinc), ours] if facts and facts.loinc else [ours]
    return concept(*codings, text=facts.name if facts else measure_id)


def _response(record: FhirRecord, row: ResponseRow, named: Named, subject: Json) -> Iterator[Json]:
    facts = record.names.measures.get((row.measure_id, row.measure_version))
    has_form = bool(row.answers)
    if has_form:
        yield _answers(row, facts, named, subject)
    yield said(
        resourceType="Observation",
        id=f"{row.id}-score",
        extension=[
            *entry(row),
            *nested(
                "measure",
                (
                    part("version", "String", row.measure_version),
                    part("recall", "Code", facts.recall if facts else None),
                    part("scoringVersion", "String", row.scoring_version),
                    part("enteredBy", "Reference", named(row.entered_by)),
                ),
            ),
        ],
        status="final",
        category=SURVEY,
        code=measure_code(record, row.measure_id, row.measure_version),
        subject=subject,
        effectiveDateTime=local(row.edited_at, row.time_zone) if _is_on(row) else row.local_date.isoformat(),
        performer=[each for each in (subject, named(row.entered_by)) if each],
        valueQuantity=_score(row.score, facts),
        dataAbsentReason=hl7("data-absent-reason", "unknown") if row.score is None else None,
        referenceRange=[_range(facts)] if facts else None,
        derivedFrom=[reference("QuestionnaireResponse", row.id)] if has_form else None,
    )


def _is_on(row: ResponseRow) -> bool:
    """Was it entered on the day it is for? Else only that day is known."""
    return local(row.edited_at, row.time_zone).startswith(row.local_date.isoformat())


def _score(score: float | None, facts: MeasureFacts | None) -> Json | None:
    return None if score is None else quantity(score, SCORE_UNITS.get(facts.unit if facts else "points", "{score}"))


def _range(facts: MeasureFacts) -> Json:
    """The lowest and the highest score there is, which way is better in words."""
    unit = SCORE_UNITS.get(facts.unit, "{score}")
    better = "higher is better" if facts.direction == "higher_is_better" else "higher is worse"
    return {"low": quantity(facts.low, unit), "high": quantity(facts.high, unit), "text": f"Possible scores; {better}"}


def _answers(row: ResponseRow, facts: MeasureFacts | None, named: Named, subject: Json) -> Json:
    """The answers; the questions' words only where they may be passed on."""
    texts = facts.items if facts else {}
    return said(
        resourceType="QuestionnaireResponse",
        id=row.id,
        questionnaire=f"urn:homestretch:fhir:Questionnaire:{row.measure_id}|{row.measure_version}",
        status="completed",
        subject=subject,
        authored=instant(row.edited_at),
        author=named(row.entered_by) or subject,
        source=subject,
        item=[
            said(linkId=item, text=texts.get(item), answer=[{"valueDecimal": value}])
            for item, value in row.answers.items()
            if value is not None
        ],
    )


def _assignment(record: FhirRecord, row: AssignmentRow, named: Named, subject: Json) -> Json:
    schedule = row.schedule
    weeks = schedule.get("weeks")
    repeat = {"frequency": 1, "period": weeks, "periodUnit": "wk"} if weeks else None
    return said(
        resourceType="ServiceRequest",
        id=row.id,
        extension=nested(
            "assignment",
            (
                part("kind", "Code", schedule.get("kind")),
                part("weeks", "Integer", weeks),
                part("atDischarge", "Boolean", schedule.get("at_discharge")),
                part("startsOn", "Date", day(row.starts_on)),
                part("endedOn", "Date", day(row.ended_on)),
                part("endedBy", "Reference", named(row.ended_by)),
                part("episode", "Reference", episode(record, row.episode_id)),
            ),
        ),
        status="active" if _runs(row, record.today) else "completed",
        intent="plan",
        category=[category("outcome-measure")],
        code=measure_code(record, row.measure_id),
        subject=subject,
        occurrenceTiming={"repeat": repeat} if repeat else None,
        occurrenceDateTime=None if repeat else day(row.starts_on),
        authoredOn=instant(row.assigned_at),
        requester=named(row.assigned_by),
    )


def _runs(row: AssignmentRow, today: date) -> bool:
    return row.ended_on is None or row.ended_on >= today


def _measurement(record: FhirRecord, row: MeasurementRow, named: Named, subject: Json) -> Json:
    key = What(row.kind, row.joint, row.movement, row.active).key
    name = record.names.measured.get(key)
    codes = record.names.motion_codes.get(key, {})
    loinc = codes.get(row.side) or codes.get(None)
    ours = coding(system("measurement"), key, name)
    return said(
        resourceType="Observation",
        id=row.id,
        extension=nested(
            "measurement",
            (
                part("unit", "String", row.unit),
                part("episode", "Reference", episode(record, row.episode_id)),
            ),
        ),
        status="final",
        category=EXAM,
        code=concept(*([coding(LOINC, loinc)] if loinc else []), ours, text=name or key),
        subject=subject,
        effectiveDateTime=day(row.measured_on),
        issued=instant(row.recorded_at),
        performer=[each for each in (named(row.measured_by),) if each],
        note=note(row.note),
        bodySite=next(iter(sides(row.side)), None),
        **_value(row),
    )


def _value(row: MeasurementRow) -> Json:
    """A number with its unit, or a grade: a code with its place in the order, never a number to average."""
    if row.value is not None:
        return {"valueQuantity": quantity(row.value, row.unit or "1")}
    if row.grade is None:
        return {}
    grade: Json = own("mmt-grade", row.grade)
    if row.grade in GRADES:
        grade["extension"] = [{"url": ORDINAL, "valueDecimal": GRADES.index(row.grade)}]
    return {"valueCodeableConcept": concept(grade, text=row.grade)}


def _goal(record: FhirRecord, goal: GoalRow, changes: list[GoalChangeRow], named: Named, subject: Json) -> Json:
    achieved = ACHIEVEMENT.get(goal.status)
    measure = measure_code(record, goal.measure_id) if goal.measure_id else None
    ends: Json = {}
    if goal.target is not None:
        measured = measure or concept(own("goal-category", goal.category))
        ends = {"measure": measured, "detailQuantity": _amount(goal.target, goal.unit)}
    if goal.due_on is not None:
        ends["dueDate"] = day(goal.due_on)
    by = named(goal.created_by)
    return said(
        resourceType="Goal",
        id=goal.id,
        extension=[
            *nested(
                "goal",
                (
                    part("letter", "String", goal.letter),
                    part("measure", "CodeableConcept", measure),
                    part("baseline", "Decimal", goal.baseline),
                    part("unit", "String", goal.unit),
                    part("createdAt", "DateTime", instant(goal.created_at) if goal.created_at else None),
                    part("episode", "Reference", episode(record, goal.episode_id)),
                    part("order", "Reference", _order(record, goal.order_id)),
                ),
            ),
            *(_change(change, named) for change in changes),
        ],
        lifecycleStatus=LIFECYCLE.get(goal.status, "active"),
        achievementStatus=hl7("goal-achievement", *achieved) if achieved else None,
        category=[concept(own("goal-category", goal.category))],
        description={"text": words(goal.description) or "-"},
        subject=subject,
        target=[ends] if ends else None,
        statusDate=day(goal.met_on),
        expressedBy=by,
    )


def _amount(value: float, unit: str | None) -> Json:
    """A number with the unit that was written; ours are UCUM, another word is shown as it is."""
    if unit in ("deg", "s", "min", "m/s", "%", "N"):
        return quantity(value, unit)
    return said(value=value, unit=words(unit or ""))


def _order(record: FhirRecord, order_id: str | None) -> Json | None:
    return reference("ServiceRequest", str(order_id)) if any(each.id == order_id for each in record.orders) else None


def _change(change: GoalChangeRow, named: Named) -> dict[str, Any]:
    parts = (
        part("id", "String", change.id),
        part("status", "Code", change.status),
        part("value", "Decimal", change.value),
        part("on", "Date", day(change.on)),
        part("note", "String", change.note),
        part("by", "Reference", named(change.changed_by)),
        part("at", "DateTime", instant(change.changed_at)),
    )
    return {"url": structure("goal-change"), "extension": [each for each in parts if each]}
