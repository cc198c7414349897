"""A summary to print, as a PDF."""

import asyncio
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from patient_app.api.caller import Asker
from patient_app.api.fields import Id, LocalDate, Parameters
from patient_app.api.handouts import PDF
from patient_app.domain.periods import Asked, PeriodKind
from patient_app.exports.summary_pdf import summary_pdf
from patient_app.services import printed_summary
from patient_app.services.handouts import Paper

router = APIRouter(tags=["summary"])


class SummaryAsked(Parameters):
    """From which day to which, or a period by name (since the last visit without any); the language (the reader's
    without one), the paper (the clinic's)."""

    first: Annotated[LocalDate | None, Field(alias="from")] = None
    last: Annotated[LocalDate | None, Field(alias="to")] = None
    period: Literal["visit", "7", "28", "84", "start"] | None = None
    language: Literal["en", "es"] | None = None
    paper: Literal["letter", "a4"] | None = None

    @property
    def asked(self) -> Asked:
        """The period; days go before a name."""
        if self.first or self.last:
            return Asked(PeriodKind.OWN, self.first, self.last)
        return Asked(PeriodKind(self.period or PeriodKind.VISIT))


@router.get("/patients/{patient_id}/summary.pdf", response_class=Response, responses={200: {"content": {PDF: {}}}})
async def read(patient_id: Id, asked: Annotated[SummaryAsked, Query()], caller: Asker) -> Response:
    """The summary to print, for the patient and clinicians with a share: only the shared parts. Audited."""
    found = await caller.call(printed_summary.printed_summary, patient_id, asked.asked)
    language = asked.language or await caller.language()
    paper = Paper(asked.paper) if asked.paper else None
    content = await asyncio.to_thread(partial(summary_pdf, found, language=language, paper=paper))
    period = found.overview.period
    name = f"summary-{period.first}-to-{period.last}.pdf"
    return Response(content, media_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})
