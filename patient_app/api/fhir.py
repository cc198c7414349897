"""A patient's record as a FHIR R4 Bundle."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import StreamingResponse

from patient_app.api.caller import Asker
from patient_app.api.fields import Id, LocalDate, Parameters
from patient_app.config import settings
from patient_app.exports.fhir import MEDIA_TYPE, bundle
from patient_app.services import fhir_record

_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}}

router = APIRouter(tags=["export"])


class Days(Parameters):
    """From which day to which: of logs, check-ins, measures, measurements, visits, reports and entries. All without."""

    first: Annotated[LocalDate | None, Field(alias="from")] = None
    last: Annotated[LocalDate | None, Field(alias="to")] = None


@router.get("/patients/{patient_id}/fhir", response_class=StreamingResponse, responses=_ANSWER)
async def read(patient_id: Id, days: Annotated[Days, Query()], caller: Asker) -> StreamingResponse:
    """The record as a FHIR R4 Bundle, for the patient and clinicians with a share: only the shared parts. Audited."""
    found = await caller.call(fhir_record.export, patient_id, days.first, days.last)
    base = settings().base_url or str(caller.request.base_url).rstrip("/")
    name = f"homestretch-{found.today}.fhir.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(bundle(found, base, caller.door.clock()), media_type=MEDIA_TYPE, headers=headers)
