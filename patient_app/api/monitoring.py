"""Monitoring days and minutes as CSV. Where the clinic does not count them, there is nothing here."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BeforeValidator, WithJsonSchema
from starlette.responses import Response

from patient_app.api.caller import Asker
from patient_app.api.fields import FIRST_YEAR, LAST_YEAR, Id, Parameters, refuse
from patient_app.domain.errors import NotFound
from patient_app.exports.monitoring_csv import ledger_csv, month_csv
from patient_app.services import monitoring

router = APIRouter(tags=["monitoring"])

CSV = "text/csv"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
NOT_A_MONTH = "Give a month as YYYY-MM."


def _month(value: Any) -> date:
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise refuse(NOT_A_MONTH)
    return date(int(found[1]), int(found[2]), 1)


Month = Annotated[date, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}$"})]


class MonthAsked(Parameters):
    """The calendar month; this one (in UTC) without it."""

    month: Month | None = None


@router.get("/patients/{patient_id}/monitoring.csv", response_class=Response, responses={200: {"content": {CSV: {}}}})
async def of_patient(patient_id: Id, caller: Asker) -> Response:
    """Days with an entry in each 30 days, minutes in each month, and the ledger lines, for clinicians with a share."""
    found = await caller.call(monitoring.ledger, patient_id)
    if found is None:
        raise NotFound
    return _file(ledger_csv(found), "monitoring.csv")


@router.get("/monitoring.csv", response_class=Response, responses={200: {"content": {CSV: {}}}})
async def of_month(asked: Annotated[MonthAsked, Query()], caller: Asker) -> Response:
    """One calendar month of the clinician's own patients, one line each."""
    first = asked.month or caller.door.clock().date().replace(day=1)
    found = await caller.call(monitoring.month, first)
    return _file(month_csv(found), f"monitoring-{first:%Y-%m}.csv")


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=f"{CSV}; charset=utf-8; header=present", headers=headers)
