"""What was signed: orders with their diagnoses, and reports, each with its seal."""

import html
import re
from collections.abc import Mapping
from typing import Any

from patient_app.domain.record_import import Draft, Kind
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.own.parts import (
    Parts,
    at,
    attached,
    draft,
    episode_needed,
    link,
    needed,
    note,
    object_in,
    own_code,
    person,
)
from patient_app.imports.fhir.values import codes_in, number, objects, words

ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
_TAG = re.compile(r"<[^<>]*>")


def order(context: Context, resource: Resource) -> tuple[Draft, list[Resource]]:
    """A signed order."""
    data, parts, answer = resource.data, Parts(resource.data, "order"), Parts(resource.data, "order-answer")
    named = (context.entries.find(each) for each in objects(data.get("reasonReference")))
    conditions = [needed(each, "diagnosis (ServiceRequest.reasonReference)") for each in named]
    signed = _signature(context, resource)
    repeat = (data.get("occurrenceTiming") or {}).get("repeat") or {}
    typed = parts.text("json")
    is_off = answer.at("cancelledAt") is not None
    values = {
        "episode_id": episode_needed(context, parts),
        "physiatrist_id": person(context, data.get("requester")),
        "diagnoses": [_diagnosis(each.data) for each in conditions],
        "onset_or_surgery_on": parts.day("onsetOrSurgeryOn"),
        "reason": next((words(each) for each in objects(data.get("reasonCode"))), ""),
        "precautions": parts.many("precaution"),
        "precaution_codes": parts.many("precautionCode"),
        "no_known_precautions": parts.flag("noKnownPrecautions"),
        "contraindicated": parts.many("contraindicated"),
        "instructions": note(data),
        "frequency_per_week": int(needed(number(repeat.get("frequency")), "visits a week")),
        "weeks": int(needed(number(repeat.get("boundsDuration")), "number of weeks")),
        "evaluate_and_treat": parts.flag("evaluateAndTreat"),
        "program_recommended": parts.text("programRecommended"),
        "next_visit_on": parts.day("nextVisitOn"),
        "warning_signs_asked_on": parts.day("warningSignsAskedOn"),
        "signed_at": needed(at(data.get("authoredOn")), "time of signing"),
        "expires_on": parts.day("expiresOn"),
        **_answered(context, answer),
        "status": "cancelled" if is_off else "signed",
        "number": parts.whole("number"),
        "renews_id": link(context, Kind.ORDER, next(iter(objects(data.get("replaces"))), None)),
        "content_hash": _seal(signed),
        "draft": object_in(typed) if typed else {},
    }
    found = [*conditions, *([signed] if signed else [])]
    return draft(resource, Kind.ORDER, f"Order {values['number'] or ''}".strip(), values, tuple(found)), found


def _answered(context: Context, answer: Parts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for what in ("accepted", "declined", "cancelled"):
        found[f"{what}_at"] = answer.at(f"{what}At")
        found[f"{what}_by"] = person(context, answer.one(f"{what}By"), or_nobody=True)
    return found | {
        "decline_reason": answer.text("declinedReason"),
        "cancel_reason": answer.text("cancelledReason"),
    }


def _diagnosis(data: Mapping[str, Any]) -> dict[str, Any]:
    code = next(iter(codes_in(data.get("code"), ICD_10_CM)), "")
    side = next((found for each in objects(data.get("bodySite")) if (found := own_code(each, "side"))), None)
    return {"code": code, "text": words(data.get("code")), "side": side or "none"}


def report(context: Context, resource: Resource) -> tuple[Draft, list[Resource]]:
    """A signed report, with its figures."""
    data, parts = resource.data, Parts(resource.data, "report")
    paper = context.entries.find({"reference": f"DocumentReference/{data.get('id')}-paper"})
    signed = _signature(context, resource)
    figures = object_in(attached(paper, "application/json") or "{}")
    sections = {str(each.get("title")): _text(each) for each in objects(data.get("section"))}
    kind = (own_code(data.get("type"), "document") or "progress-report").removesuffix("-report")
    values = {
        "episode_id": episode_needed(context, parts),
        "number": parts.whole("number"),
        "author_id": person(context, next(iter(objects(data.get("author"))), None)),
        "period_from": needed(parts.day("periodFrom"), "first day"),
        "period_to": needed(parts.day("periodTo"), "last day"),
        "treatment_days": parts.whole("treatmentDays"),
        "data": figures.get("data") or {},
        "goals": figures.get("goals") or {},
        "addenda": figures.get("addenda") or [],
        "assessment": sections.get("Assessment", ""),
        "plan": sections.get("Plan", ""),
        "status": parts.text("status") or "signed",
        "signed_at": needed(at(data.get("date")), "time of signing"),
        "content_hash": _seal(signed),
        "acknowledged_by": person(context, parts.one("acknowledgedBy"), or_nobody=True),
        "acknowledged_at": parts.at("acknowledgedAt"),
        "decision": parts.text("decision"),
        "decision_note": parts.text("decisionNote"),
        "kind": kind,
        "to_id": person(context, parts.one("to"), or_nobody=True),
    }
    found = [each for each in (paper, signed) if each is not None]
    return draft(resource, Kind.REPORT, f"Report, {kind}, of {values['period_to']}", values, tuple(found)), found


def _text(section: Mapping[str, Any]) -> str:
    """The words of a section: our narrative is paragraphs and line breaks."""
    div = str((section.get("text") or {}).get("div") or "")
    return html.unescape(_TAG.sub("", div.replace("<br/>", "\n")))


def _signature(context: Context, resource: Resource) -> Resource | None:
    return context.entries.find({"reference": f"Provenance/{resource.data.get('id')}-signed"})


def _seal(signed: Resource | None) -> str | None:
    return Parts(signed.data, "seal").text("hash") if signed else None
