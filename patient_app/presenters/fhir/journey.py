"""The course of treatment: episodes with their problem and intake, entries of the journey, documents, visits."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from patient_app.domain.fhir_record import DocumentRow, EpisodeRow, FhirRecord, JourneyRow, VisitRow
from patient_app.presenters.fhir.codes import meaning
from patient_app.presenters.fhir.elements import (
    HL7,
    URN,
    Json,
    coding,
    concept,
    day,
    hl7,
    instant,
    nested,
    note,
    own,
    part,
    reference,
    said,
    words,
)
from patient_app.presenters.fhir.papers import attachment
from patient_app.presenters.fhir.program import episode as episode_reference
from patient_app.presenters.fhir.who import Named

USUAL_VISIT = timedelta(minutes=30)
"""An Appointment needs an end (app-3). Where no length was said this is put, and `minutesDuration` left out."""

APPOINTMENTS = {"planned": "booked", "held": "fulfilled", "missed": "noshow", "cancelled": "cancelled"}
CATEGORIES = {"imaging": "imaging", "blood_test": "laboratory", "exam": "exam", "evaluation": "exam"}


def journey(record: FhirRecord, base: str) -> Iterator[Json]:
    """Episodes, entries, documents, visits."""
    named, subject = Named(record), reference("Patient", record.patient.id)
    for episode in record.episodes:
        yield _problem(episode, subject)
        yield _episode(record, episode, named, subject)
        yield from _intake(episode, subject)
        if episode.final_summary:
            yield _final(record, episode, named, subject)
    for entry in record.journey:
        yield _entry(record, entry, named, subject)
    for document in record.documents:
        yield _document(document, named, subject, base)
    for visit in record.visits:
        yield _visit(record, visit, named, subject)


def _problem(episode: EpisodeRow, subject: Json) -> Json:
    is_over = episode.closed_on is not None
    return said(
        resourceType="Condition",
        id=f"{episode.id}-problem",
        clinicalStatus=hl7("condition-clinical", "inactive" if is_over else "active"),
        category=[hl7("condition-category", "problem-list-item", "Problem List Item")],
        code={"text": words(episode.problem) or "-"},
        subject=subject,
        onsetDateTime=day(episode.onset_on),
    )


def _episode(record: FhirRecord, episode: EpisodeRow, named: Named, subject: Json) -> Json:
    problem = reference("Condition", f"{episode.id}-problem")
    return said(
        resourceType="EpisodeOfCare",
        id=episode.id,
        extension=nested(
            "episode",
            (
                part("region", "Code", episode.region),
                part("baselinePain", "Decimal", episode.baseline_pain),
                part("closedBy", "Reference", named(episode.closed_by)),
                part("closedReason", "String", episode.closed_reason),
                part("closingNote", "String", episode.closing_note),
            ),
        ),
        status="finished" if episode.closed_on else "active",
        diagnosis=[{"condition": problem}],
        patient=subject,
        managingOrganization=reference("Organization", record.clinic.id),
        period=said(start=day(episode.started_on), end=day(episode.closed_on)),
        team=[reference("CareTeam", f"{record.patient.id}-team")] if record.team else None,
    )


def _intake(episode: EpisodeRow, subject: Json) -> Iterator[Json]:
    """The patient's own account: each answer as an item, and all of it as JSON for who makes the same again."""
    intake = episode.intake
    if not intake.get("answers"):
        return
    yield said(
        resourceType="QuestionnaireResponse",
        id=f"{episode.id}-intake",
        extension=nested("intake", (part("json", "String", _json(intake)),)),
        questionnaire=f"{URN}:Questionnaire:intake|{intake.get('version', '1')}",
        status="completed" if intake.get("done_at") else "in-progress",
        subject=subject,
        authored=intake.get("done_at"),
        author=subject,
        source=subject,
        item=[
            {"linkId": key, "answer": [{"valueString": text} for text in texts]}
            for key, value in intake["answers"].items()
            if (texts := [words(text) for text in _texts(value) if words(text)])
        ],
    )


def _texts(value: Any) -> Iterator[str]:
    """The plain values in an answer, one after the other."""
    if isinstance(value, dict):
        for name, each in value.items():
            if isinstance(each, dict):
                yield from (f"{key}: {one}" for key, one in each.items())
            elif name not in ("question_version", "id"):
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif value is not None:
        yield str(value)


def _final(record: FhirRecord, episode: EpisodeRow, named: Named, subject: Json) -> Json:
    """The figures at the end of a course, as they were frozen."""
    return said(
        resourceType="DocumentReference",
        id=f"{episode.id}-final",
        status="current",
        type=concept(own("document", "final-summary"), text="Final summary"),
        subject=subject,
        author=[each for each in (named(episode.closed_by),) if each],
        custodian=reference("Organization", record.clinic.id),
        content=[{"attachment": attachment("application/json", _json(episode.final_summary), "Final summary")}],
        context={"related": [reference("EpisodeOfCare", episode.id)]},
    )


def _entry(record: FhirRecord, entry: JourneyRow, named: Named, subject: Json) -> Json:
    """An entry of the journey. FHIR dates say by themselves how exactly they are known."""
    kind = CATEGORIES.get(entry.kind)
    return said(
        resourceType="Observation",
        id=entry.id,
        extension=nested(
            "journey",
            (
                part("on", "Date", day(entry.on)),
                part("json", "String", _json(entry.details) if entry.details else None),
                part("episode", "Reference", episode_reference(record, entry.episode_id)),
            ),
        ),
        status="final",
        category=[concept(coding(f"{HL7}/observation-category", kind))] if kind else None,
        code=concept(own("journey", entry.kind), text=meaning("journey", entry.kind)),
        subject=subject,
        effectiveDateTime=_exactly(entry.on, entry.precision),
        issued=instant(entry.recorded_at),
        performer=[each for each in (named(entry.author_id),) if each],
        valueString=words(entry.title) or None,
        note=note(entry.text),
        component=[
            {"code": {"text": field}, "valueString": words(value)}
            for field, value in entry.details.items()
            if isinstance(value, str) and words(value)
        ],
    )


def _exactly(on: date, precision: str) -> str:
    return on.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]


def _document(document: DocumentRow, named: Named, subject: Json, base: str) -> Json:
    """A document without its bytes: where it is downloaded from, with a sign-in."""
    entry = document.entry_id
    return said(
        resourceType="DocumentReference",
        id=document.id,
        extension=nested(
            "document", (part("fileName", "String", document.file_name), part("sha256", "String", document.sha256))
        ),
        status="current",
        type=concept(own("document", "document"), text=document.title),
        subject=subject,
        date=instant(document.uploaded_at),
        author=[each for each in (named(document.uploaded_by),) if each],
        content=[
            {
                "attachment": said(
                    contentType=document.media_type,
                    url=f"{base.rstrip('/')}/api/v1/documents/{document.id}",
                    size=document.size,
                    title=words(document.title),
                    creation=instant(document.uploaded_at),
                )
            }
        ],
        context={"related": [reference("Observation", entry)]} if entry else None,
    )


def _visit(record: FhirRecord, visit: VisitRow, named: Named, subject: Json) -> Json:
    end = visit.planned_at + (timedelta(minutes=visit.duration_minutes) if visit.duration_minutes else USUAL_VISIT)
    is_off = visit.status in ("cancelled", "missed")
    people = [subject, *(each for each in (named(visit.clinician_id),) if each)]
    return said(
        resourceType="Appointment",
        id=visit.id,
        extension=nested(
            "visit",
            (
                part("mode", "Code", visit.mode),
                part("place", "String", visit.place),
                part("decision", "Code", visit.decision),
                part("episode", "Reference", episode_reference(record, visit.episode_id)),
                part("createdBy", "Reference", named(visit.created_by)),
                part("statusBy", "Reference", named(visit.status_by)),
                part("statusAt", "DateTime", instant(visit.status_at) if visit.status_at else None),
                part("movedFrom", "DateTime", instant(visit.moved_from) if visit.moved_from else None),
            ),
        ),
        status=APPOINTMENTS[visit.status],
        cancelationReason={"text": words(visit.status_reason)} if is_off and visit.status_reason else None,
        appointmentType=concept(own("visit", visit.kind)),
        description=words(visit.purpose) if visit.purpose else None,
        start=instant(visit.planned_at),
        end=instant(end),
        minutesDuration=visit.duration_minutes or None,
        created=instant(visit.created_at) if visit.created_at else None,
        comment=words(visit.note) if visit.note else None,
        participant=[{"actor": who, "status": "accepted"} for who in people],
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
