"""Everything about the patient who asks, as one file."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse
from typing_extensions import TypedDict

from patient_app.api.caller import Asker
from patient_app.exports.own_data_json import own_data_json
from patient_app.services import own_data

router = APIRouter(tags=["files"])

JSON = "application/json"


class NamedPersonAnswer(TypedDict):
    """Someone whom the rows name by id."""

    name: str
    role: str


class OwnClinicAnswer(TypedDict):
    """The clinic that keeps the record."""

    name: str
    phone: str


class OwnDocumentAnswer(TypedDict):
    """A document of the journey, and where it is downloaded."""

    id: str
    file_name: str
    url: str


class OwnFilesAnswer(TypedDict):
    """The addresses of what is a file of its own."""

    fhir: str
    csv: list[str]
    summary_pdf: str
    documents: list[OwnDocumentAnswer]


class OwnDataAnswer(TypedDict):
    """Everything that is stored about a patient. `version` is that of this shape.

    `tables`: rows by table, columns as they are stored, dates as YYYY-MM-DD, instants in UTC. `people` and `exercises`
    name the ids in them. `left_out`: tables that refer to people and are not in it, each with the reason.
    """

    format: str
    version: int
    made_at: str
    patient_id: str
    clinic: OwnClinicAnswer
    files: OwnFilesAnswer
    people: dict[str, NamedPersonAnswer]
    exercises: dict[str, str]
    tables: dict[str, list[dict[str, Any]]]
    left_out: dict[str, str]


@router.get("/me/data.json", response_model=OwnDataAnswer)
async def data(caller: Asker) -> Response:
    """Everything that is stored about the patient who asks, without what would let someone in, and without clinicians'
    own notes and drafts. Documents are listed with their addresses. Audited."""
    await caller.call(own_data.note)
    found = await caller.call(own_data.everything)
    headers = {"Content-Disposition": f'attachment; filename="homestretch-data-{found.made_at:%Y-%m-%d}.json"'}
    return StreamingResponse(own_data_json(found), media_type=JSON, headers=headers)
