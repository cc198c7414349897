"""Bring in another system's record: a FHIR R4 Bundle, first as a plan, then all of it or nothing."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Id, Parameters
from patient_app.api.one_at_a_time import OneAtATime
from patient_app.domain.errors import Invalid
from patient_app.domain.record_import import Choices, Plan
from patient_app.imports.fhir import reading, record
from patient_app.services import record_import

router = APIRouter(tags=["import"])

MOST_MAPPED = 60
_reader = OneAtATime("imports")
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/fhir+json": {"schema": {"type": "object", "description": "A FHIR R4 Bundle."}}},
    }
}


class How(Parameters):
    """How to bring it in. `dry_run`: only say what would happen. `plan`: only when the plan is still this one.
    `same_person`: the same person, although the names differ. `map`: THEIR EXERCISE=OURS, or =- to leave it out."""

    dry_run: bool = True
    plan: Annotated[str | None, Field(max_length=64)] = None
    same_person: bool = False
    exercises: Annotated[
        list[Annotated[str, Field(max_length=300)]], Field(alias="map", max_length=MOST_MAPPED, default_factory=list)
    ]


class ChangeAnswer(TypedDict):
    """One field of a row that is there already."""

    field: str
    old: str
    new: str


class PlannedRowAnswer(TypedDict):
    """One resource. `fate`: new, changed, same or not_taken; then `reason` says why, else `becomes` what it is here."""

    path: str
    resource_type: str
    fate: str
    becomes: str
    changes: list[ChangeAnswer]
    reason: str


class PlanAnswer(TypedDict):
    """All that an import does. `plan` is a word for exactly this: another one has another. `done`: it was done."""

    plan: str
    patient: str
    done: bool
    counts: dict[str, int]
    rows: list[PlannedRowAnswer]


@router.post("/patients/{patient_id}/import", response_model=PlanAnswer, openapi_extra=_BODY)
async def bring_in(
    patient_id: Id,
    request: Request,
    caller: Asker,
    how: Annotated[How, Query()],
) -> Response:
    """A clinician brings a Bundle into a record that is shared with them, as far as it is shared; audited.

    With `dry_run` (the default) nothing is changed. 409: the plan is not the given one any more.
    """
    # Who may not is told so before the file is read.
    await caller.call(record_import.may_bring_in, patient_id)
    choices = Choices(_exercises(how.exercises), how.same_person)
    found = await _reader.run(_read, await request.body())
    if how.dry_run:
        planned = await caller.call(record_import.preview, patient_id, found, choices)
        return shapes.answer(_shape(planned, done=False))
    done = await caller.call(record_import.bring_in, patient_id, found, choices, how.plan)
    return shapes.answer(_shape(done.plan, done=True))


def _read(content: bytes) -> record.ForeignRecord:
    return record.read(content, reading.LARGEST_BODY)


def _exercises(given: list[str]) -> dict[str, str]:
    pairs = [each.rpartition("=") for each in given]
    if any(not equals or not theirs.strip() or not ours.strip() for theirs, equals, ours in pairs):
        raise Invalid.field("map", "Write it as THEIR EXERCISE=OURS.")
    return {theirs.strip(): ours.strip() for theirs, _, ours in pairs}


def _shape(plan: Plan, *, done: bool) -> PlanAnswer:
    rows = [
        PlannedRowAnswer(
            path=row.path,
            resource_type=row.resource_type,
            fate=row.fate.value,
            becomes=row.becomes,
            changes=[ChangeAnswer(field=each.field, old=each.old, new=each.new) for each in row.changes],
            reason=row.reason,
        )
        for row in plan.rows
    ]
    return PlanAnswer(plan=plan.hash, patient=plan.patient_name, done=done, counts=plan.counts, rows=rows)
