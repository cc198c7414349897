"""What was signed: the physiatrist's orders with their diagnoses, and the PT's reports."""

import base64
import html
import json
from collections.abc import Iterator
from typing import Any

from patient_app.domain.fhir_record import FhirRecord, OrderRow, ReportRow
from patient_app.presenters.fhir.elements import (
    ICD10CM,
    UCUM,
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
from patient_app.presenters.fhir.program import category, episode, sides
from patient_app.presenters.fhir.signing import signed
from patient_app.presenters.fhir.who import Named


def papers(record: FhirRecord) -> Iterator[Json]:
    """Signed orders, then signed reports, each with who signed it."""
    named, subject = Named(record), reference("Patient", record.patient.id)
    for order in record.orders:
        conditions = list(_conditions(record, order, subject))
        yield from conditions
        yield _order(record, order, conditions, named, subject)
        target, by = reference("ServiceRequest", order.id), named(order.physiatrist_id)
        if provenance := signed(order.id, target, by, order.signed_at, order.content_hash):
            yield provenance
    for report in record.reports:
        if (author := named(report.author_id)) is None:
            continue
        yield _composition(record, report, author, named, subject)
        yield _paper(record, report, author, subject)
        target = reference("Composition", report.id)
        if provenance := signed(report.id, target, author, report.signed_at, report.content_hash):
            yield provenance


def attachment(media_type: str, content: str, title: str) -> Json:
    """Text as an attachment."""
    data = content.encode()
    return {
        "contentType": media_type,
        "data": base64.b64encode(data).decode(),
        "size": len(data),
        "title": title,
    }


def _conditions(record: FhirRecord, order: OrderRow, subject: Json) -> Iterator[Json]:
    over = any(each.closed_on is not None for each in record.episodes if each.id == order.episode_id)
    for number, diagnosis in enumerate(order.diagnoses, start=1):
        code, text, side = diagnosis.get("code"), str(diagnosis.get("text") or ""), diagnosis.get("side")
        codings = [coding(ICD10CM, str(code), words(text))] if code else []
        yield said(
            resourceType="Condition",
            id=f"{order.id}-dx-{number}",
            clinicalStatus=hl7("condition-clinical", "inactive" if over else "active"),
            verificationStatus=hl7("condition-ver-status", "confirmed"),
            category=[hl7("condition-category", "encounter-diagnosis", "Encounter Diagnosis")],
            code=concept(*codings, text=text) or {"text": "-"},
            bodySite=sides(side),
            subject=subject,
            onsetDateTime=day(order.onset_or_surgery_on),
            recordedDate=instant(order.signed_at),
        )


def _order(record: FhirRecord, order: OrderRow, conditions: list[Json], named: Named, subject: Json) -> Json:
    centre = next((each for each in record.centres if each.id == order.pt_centre_id), None)
    is_off = order.cancelled_at is not None or order.declined_at is not None
    is_over = order.expires_on is not None and order.expires_on < record.today
    weeks = {"value": order.weeks, "unit": "weeks", "system": UCUM, "code": "wk"}
    return said(
        resourceType="ServiceRequest",
        id=order.id,
        extension=[
            *nested("order", _order_parts(record, order)),
            *nested("order-answer", _answer_parts(order, named)),
        ],
        replaces=_renewed(record, order),
        status="revoked" if is_off else "completed" if is_over else "active",
        intent="order",
        category=[category("pt-course")],
        code={"text": "Course of physical therapy"},
        subject=subject,
        occurrenceTiming={
            "repeat": {
                "boundsDuration": weeks,
                "frequency": order.frequency_per_week,
                "period": 1,
                "periodUnit": "wk",
            }
        },
        authoredOn=instant(order.signed_at),
        requester=named(order.physiatrist_id),
        performer=[reference("Organization", centre.id)] if centre else None,
        reasonCode=[{"text": words(order.reason)}] if words(order.reason) else None,
        reasonReference=[reference("Condition", each["id"]) for each in conditions],
        note=note(order.instructions),
    )


def _renewed(record: FhirRecord, order: OrderRow) -> list[Json] | None:
    known = any(each.id == order.renews_id for each in record.orders)
    return [reference("ServiceRequest", str(order.renews_id))] if known else None


def _order_parts(record: FhirRecord, order: OrderRow) -> Iterator[Json | None]:
    yield part("number", "Integer", order.number)
    yield part("episode", "Reference", episode(record, order.episode_id))
    yield part("onsetOrSurgeryOn", "Date", day(order.onset_or_surgery_on))
    for precaution in order.precautions:
        yield part("precaution", "String", precaution)
    for code in order.precaution_codes:
        yield part("precautionCode", "Code", code)
    yield part("noKnownPrecautions", "Boolean", order.no_known_precautions)
    for what in order.contraindicated:
        yield part("contraindicated", "String", what)
    yield part("evaluateAndTreat", "Boolean", order.evaluate_and_treat)
    yield part("programRecommended", "String", order.program_recommended)
    yield part("warningSignsAskedOn", "Date", day(order.warning_signs_asked_on))
    yield part("nextVisitOn", "Date", day(order.next_visit_on))
    yield part("expiresOn", "Date", day(order.expires_on))
    yield part("json", "String", _json(order.draft) if order.draft else None)


def _answer_parts(order: OrderRow, named: Named) -> Iterator[Json | None]:
    for what, at, by, reason in (
        ("accepted", order.accepted_at, order.accepted_by, None),
        ("declined", order.declined_at, order.declined_by, order.decline_reason),
        ("cancelled", order.cancelled_at, order.cancelled_by, order.cancel_reason),
    ):
        if at is not None:
            yield part(f"{what}At", "DateTime", instant(at))
            yield part(f"{what}By", "Reference", named(by))
            yield part(f"{what}Reason", "String", reason)


def _composition(record: FhirRecord, report: ReportRow, author: Json, named: Named, subject: Json) -> Json:
    return said(
        resourceType="Composition",
        id=report.id,
        extension=nested(
            "report",
            (
                part("number", "Integer", report.number),
                part("periodFrom", "Date", day(report.period_from)),
                part("periodTo", "Date", day(report.period_to)),
                part("treatmentDays", "Integer", report.treatment_days),
                part("status", "Code", report.status),
                part("episode", "Reference", episode(record, report.episode_id)),
                part("to", "Reference", named(report.to_id)),
                part("acknowledgedBy", "Reference", named(report.acknowledged_by)),
                part("acknowledgedAt", "DateTime", _at(report)),
                part("decision", "Code", report.decision),
                part("decisionNote", "String", report.decision_note),
            ),
        ),
        status="amended" if any(each.get("kind") == "addendum" for each in report.addenda) else "final",
        type=_kind(report),
        subject=subject,
        date=instant(report.signed_at),
        author=[author],
        title=_title(report),
        attester=[{"mode": "professional", "time": instant(report.signed_at), "party": author}],
        custodian=reference("Organization", record.clinic.id),
        event=[{"period": {"start": day(report.period_from), "end": day(report.period_to)}}],
        section=[
            {"title": title, "text": {"status": "generated", "div": _div(text)}} for title, text in _sections(report)
        ],
    )


def _paper(record: FhirRecord, report: ReportRow, author: Json, subject: Json) -> Json:
    """The words of the report as plain text; with every part open, also its figures and all that came after."""
    text = "\n\n".join(f"{title}\n{words}" for title, words in _sections(report)) or _title(report)
    content = [{"attachment": attachment("text/plain; charset=utf-8", text, _title(report))}]
    if report.data or report.goals:
        figures = {"data": report.data, "goals": report.goals, "addenda": report.addenda}
        content.append({"attachment": attachment("application/json", _json(figures), f"{_title(report)}: figures")})
    return said(
        resourceType="DocumentReference",
        id=f"{report.id}-paper",
        status="current",
        docStatus="final",
        type=_kind(report),
        subject=subject,
        date=instant(report.signed_at),
        author=[author],
        custodian=reference("Organization", record.clinic.id),
        content=content,
        context=said(
            period={"start": day(report.period_from), "end": day(report.period_to)},
            related=[reference("Composition", report.id)],
        ),
    )


def _sections(report: ReportRow) -> Iterator[tuple[str, str]]:
    """What was written, in order: assessment, plan, and each word that was added since."""
    for title, text in (("Assessment", report.assessment), ("Plan", report.plan)):
        if clean := words(text):
            yield title, clean
    for added in report.addenda:
        text = words(str(added.get("text") or added.get("note") or ""))
        if text:
            by = words(str(added.get("name") or ""))
            yield f"{'Decision' if added.get('kind') == 'decision' else 'Addendum'}, {by}", text


def _kind(report: ReportRow) -> Json:
    code = own("document", f"{report.kind}-report")
    return concept(code, text=code.get("display"))


def _title(report: ReportRow) -> str:
    name = str(_kind(report)["text"])
    return f"{name} {report.number}" if report.number else name


def _at(report: ReportRow) -> str | None:
    return instant(report.acknowledged_at) if report.acknowledged_at else None


def _div(text: str) -> str:
    """Narrative: paragraphs and line breaks only."""
    lines = "<br/>".join(html.escape(line, quote=False) for line in text.splitlines())
    return f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{lines}</p></div>'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
