"""A clinic's own questionnaires: loaded from a FHIR Questionnaire, listed, retired."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body
from patient_app.services import clinic_measures
from patient_app.services.clinic_measures import LoadedMeasure

router = APIRouter(tags=["measures"])

MeasureId = Annotated[str, Path(max_length=60)]


class LoadBody(Body):
    """A FHIR R4 Questionnaire with ordinal values and the scoring extension.

    `has_right`: the clinic has the right to use it.
    """

    questionnaire: Annotated[dict[str, Any], Field(max_length=100)]
    has_right: bool


class ClinicMeasureAnswer(TypedDict):
    """One version of a clinic's questionnaire."""

    id: str
    version: str
    name: str
    items: int
    loaded_at: str
    retired: bool


@router.get("/clinic-measures", response_model=list[ClinicMeasureAnswer])
async def read(caller: Asker) -> Response:
    """The clinic's own questionnaires, every version, the newest first."""
    language = await caller.language()
    return shapes.answer([_shape(each, language) for each in await caller.call(clinic_measures.loaded)])


@router.post(
    "/clinic-measures",
    status_code=201,
    response_model=ClinicMeasureAnswer,
    responses={200: {"model": ClinicMeasureAnswer, "description": "This version was there already, the same."}},
)
async def load(body: LoadBody, caller: Asker) -> Response:
    """Load a questionnaire. 422: everything that is wrong in it, each with its path in the file."""
    made = await caller.call(clinic_measures.load, body.questionnaire, has_right=body.has_right)
    return shapes.answer(_shape(made, await caller.language()), 201 if made.is_new else 200)


@router.delete("/clinic-measures/{measure_id}", status_code=204)
async def retire(measure_id: MeasureId, caller: Asker) -> Response:
    """Ask for it no more; answers keep their name and score."""
    await caller.call(clinic_measures.retire, measure_id)
    return shapes.no_content()


def _shape(found: LoadedMeasure, language: str) -> ClinicMeasureAnswer:
    return ClinicMeasureAnswer(
        id=found.measure.id,
        version=found.version,
        name=found.measure.name(language),
        items=len(found.measure.items),
        loaded_at=shapes.instant(found.loaded_at),
        retired=found.is_retired,
    )
