"""Tables of a record as CSV, for spreadsheets and statistics: sent line by line, each one audited."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from patient_app.api.caller import Asker, Caller
from patient_app.api.fields import Id, LocalDate, Parameters
from patient_app.domain.text import Translator
from patient_app.exports.record_csv import check_ins_csv, logs_csv, measures_csv
from patient_app.services import record_tables
from patient_app.services.door import Service
from patient_app.services.record_tables import RecordTable

router = APIRouter(tags=["files"])

CSV = "text/csv"
_FILE = {200: {"content": {CSV: {}}}}
F = TypeVar("F")


class DaysAsked(Parameters):
    """From which day to which, both included; everything without them."""

    first: Annotated[LocalDate | None, Field(alias="from")] = None
    last: Annotated[LocalDate | None, Field(alias="to")] = None


Days = Annotated[DaysAsked, Query()]


@router.get("/patients/{patient_id}/logs.csv", response_class=Response, responses=_FILE)
async def logs(patient_id: Id, asked: Days, caller: Asker) -> Response:
    """Exercise logs, one a line: the patient's own, or for clinicians with the part `program`."""
    return await _file(caller, RecordTable.LOGS, record_tables.logs, logs_csv, patient_id, asked)


@router.get("/patients/{patient_id}/check-ins.csv", response_class=Response, responses=_FILE)
async def check_ins(patient_id: Id, asked: Days, caller: Asker) -> Response:
    """Check-ins, one a line: the patient's own, or for clinicians with the part `pain`."""
    return await _file(caller, RecordTable.CHECK_INS, record_tables.check_ins, check_ins_csv, patient_id, asked)


@router.get("/patients/{patient_id}/measures.csv", response_class=Response, responses=_FILE)
async def measures(patient_id: Id, asked: Days, caller: Asker) -> Response:
    """Scores, range of motion, strength and tests, one value a line: the patient's own, or for clinicians with the
    part `measures`."""
    return await _file(caller, RecordTable.MEASURES, record_tables.measured, measures_csv, patient_id, asked)


async def _file(
    caller: Caller,
    table: RecordTable,
    read: Service[[str, date | None, date | None], F],
    write: Callable[[Translator, F], Iterator[bytes]],
    patient_id: str,
    asked: DaysAsked,
) -> Response:
    await caller.call(record_tables.note, patient_id, table, asked.first, asked.last)
    found = await caller.call(read, patient_id, asked.first, asked.last)
    span = f"{asked.first or 'start'}-to-{asked.last or 'today'}"
    name = f"{table.value}-{span}.csv" if asked.first or asked.last else f"{table.value}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    media_type = f"{CSV}; charset=utf-8; header=present"
    return StreamingResponse(write(await caller.words(), found), media_type=media_type, headers=headers)
