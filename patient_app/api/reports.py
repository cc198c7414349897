"""Progress reports: the signed ones as JSON, and any that the caller may read as a PDF."""

import asyncio
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Id, Parameters
from patient_app.domain.errors import NotFound
from patient_app.domain.reports import EntryKind
from patient_app.exports.report import report_pdf
from patient_app.services import report_papers, reports
from patient_app.services.handouts import Paper
from patient_app.services.report_json import to_json
from patient_app.services.reports import Added, Report

router = APIRouter(tags=["reports"])

PDF = "application/pdf"


class ReportAsked(Parameters):
    """The language (the reader's without one) and the paper (the clinic's)."""

    language: Literal["en", "es"] | None = None
    paper: Literal["letter", "a4"] | None = None


class AddedAnswer(TypedDict):
    """What was added since: 'sent' (to whom), 'decision' (with a note, where the reader may see it) or 'addendum'."""

    kind: str
    by: str
    at: str
    text: str
    decision: str | None
    for_patient: bool
    to: str | None


class GoalAnswer(TypedDict):
    """The PT's word on a goal: active, met, not_met or changed. Numbers as text, as they were written."""

    letter: str
    status: str | None
    value: str
    target: str
    note: str


class ReportLineAnswer(TypedDict):
    """A signed report in the list. `unchanged`: as it was signed, checked for this answer."""

    id: str
    number: int | None
    kind: str
    status: str
    period: dict[str, str]
    treatment_days: int
    author: str
    signed_at: str | None
    content_hash: str
    unchanged: bool
    decision: str | None


class ReportAnswer(ReportLineAnswer):
    """A signed report. `data`: the figures as filled in; `not_shared`: the parts that the author did not see."""

    assessment: str
    plan: str
    goals: list[GoalAnswer]
    not_shared: list[str]
    data: dict[str, Any]
    added: list[AddedAnswer]


@router.get("/patients/{patient_id}/reports", response_model=list[ReportLineAnswer])
async def read_all(patient_id: Id, caller: Asker) -> Response:
    """The signed reports, the newest first. Drafts are their author's alone and not here."""
    found = await caller.call(reports.reports, patient_id)
    return shapes.answer([_line(each) for each in found.reports])


@router.get(
    "/patients/{patient_id}/reports/{report_id}.pdf", response_class=Response, responses={200: {"content": {PDF: {}}}}
)
async def read_pdf(patient_id: Id, report_id: Id, asked: Annotated[ReportAsked, Query()], caller: Asker) -> Response:
    """A report as a PDF, with signature, fingerprint and addenda. A draft is marked as one on every page, and only its
    author gets it. Audited."""
    found = await caller.call(report_papers.report_paper, patient_id, report_id)
    make = partial(
        report_pdf,
        found,
        language=asked.language or found.language,
        printed_at=caller.door.clock(),
        paper=Paper(asked.paper) if asked.paper else None,
    )
    number = found.report.number
    name = f"report-{number}.pdf" if number else "report-draft.pdf"
    content = await asyncio.to_thread(make)
    return Response(content, media_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})


@router.get("/patients/{patient_id}/reports/{report_id}", response_model=ReportAnswer)
async def read(patient_id: Id, report_id: Id, caller: Asker) -> Response:
    """One signed report."""
    found = await caller.call(reports.report, patient_id, report_id)
    if found.signed_at is None:
        raise NotFound
    return shapes.answer(_whole(found))


def _line(report: Report) -> ReportLineAnswer:
    decided = report.decision
    return ReportLineAnswer(
        id=report.id,
        number=report.number,
        kind=report.kind.value,
        status=report.status.value,
        period={"from": report.data.first.isoformat(), "to": report.data.last.isoformat()},
        treatment_days=report.data.treated,
        author=report.data.signature.name,
        signed_at=shapes.instant(report.signed_at) if report.signed_at else None,
        content_hash=report.content_hash,
        unchanged=report.is_unchanged,
        decision=decided.decision.value if decided and decided.decision else None,
    )


def _whole(report: Report) -> ReportAnswer:
    goals = [
        GoalAnswer(
            letter=letter,
            status=each.word.value if each.word else None,
            value=each.value,
            target=each.target,
            note=each.note,
        )
        for letter, each in report.goals.items()
    ]
    return ReportAnswer(
        **_line(report),
        assessment=report.assessment,
        plan=report.plan,
        goals=goals,
        not_shared=[part.value for part in report.data.not_shared],
        data=to_json(report.data),
        added=[_added(each) for each in report.added],
    )


def _added(added: Added) -> AddedAnswer:
    return AddedAnswer(
        kind=added.kind.value,
        by=added.name,
        at=shapes.instant(added.at),
        text=added.text,
        decision=added.decision.value if added.decision else None,
        for_patient=added.for_patient,
        to=added.to_name if added.kind is EntryKind.SENT else None,
    )
