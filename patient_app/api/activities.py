"""The patient's own activities: 3 to 5 that matter and are hard now."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, LocalDate, Parameters, ShortText, ZeroToTen
from patient_app.services import activities
from patient_app.services.activities import Activity

router = APIRouter(tags=["activities"])


class PatientAsked(Parameters):
    """Whose activities: a PT names the patient, the patient does not need to."""

    patient: Id | None = None


class ActivityBody(Body):
    """An activity in the patient's own words. `baseline` 0-10, higher is better; `until` ends it."""

    name: Annotated[ShortText, Field(min_length=1)]
    baseline: ZeroToTen | None = None
    until: LocalDate | None = None


class ActivityAnswer(TypedDict):
    """An activity."""

    id: str
    name: str
    baseline: int | None
    until: str | None


@router.get("/activities", response_model=list[ActivityAnswer])
async def read(asked: Annotated[PatientAsked, Query()], caller: Asker) -> Response:
    """The activities that go on today, oldest first."""
    found = await caller.call(activities.activities, asked.patient)
    return shapes.answer([activity_shape(each) for each in found])


@router.put("/activities/{activity_id}", response_model=ActivityAnswer)
async def put(activity_id: Id, body: ActivityBody, asked: Annotated[PatientAsked, Query()], caller: Asker) -> Response:
    """Make or change an activity."""
    saved = await caller.call(activities.put_activity, activity_id, body.name, body.baseline, body.until, asked.patient)
    return shapes.answer(activity_shape(saved))


def activity_shape(activity: Activity) -> ActivityAnswer:
    """An activity as it is answered."""
    return ActivityAnswer(
        id=activity.id, name=activity.name, baseline=activity.baseline, until=shapes.day(activity.until)
    )
