"""The panel: the patients who share with this clinician, those in need of a look first."""

from fastapi import APIRouter
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.summary import ReasonAnswer, reason_shape
from patient_app.services import panel
from patient_app.services.panel import PanelRow

router = APIRouter(tags=["panel"])


class PanelRowAnswer(TypedDict):
    """One patient. Adherence in percent (self-reported); `streak` is the current one in days.

    What is not shared is null or empty.
    """

    id: str
    name: str
    problem: str | None
    attention: list[ReasonAnswer]
    good_news: list[ReasonAnswer]
    adherence_7d: float | None
    adherence_28d: float | None
    streak: int | None
    longest_streak: int | None
    last_entry: str | None
    next_visit: str | None


class PanelAnswer(TypedDict):
    """The patients in the panel's order: highest rank, then longest since, then name."""

    patients: list[PanelRowAnswer]


@router.get("/panel", response_model=PanelAnswer)
async def read(caller: Asker) -> Response:
    """The panel as on screen."""
    found = await caller.call(panel.panel)
    return shapes.answer(PanelAnswer(patients=[row_shape(each) for each in found.patients]))


def row_shape(row: PanelRow) -> PanelRowAnswer:
    """A patient of the panel as it is answered."""
    return PanelRowAnswer(
        id=row.id,
        name=row.name,
        problem=row.problem,
        attention=[reason_shape(each) for each in row.attention],
        good_news=[reason_shape(each) for each in row.good_news],
        adherence_7d=row.adherence_7d.exercise if row.adherence_7d else None,
        adherence_28d=row.adherence_28d.exercise if row.adherence_28d else None,
        streak=row.streak.current if row.streak else None,
        longest_streak=row.streak.longest if row.streak else None,
        last_entry=shapes.day(row.last_entry),
        next_visit=shapes.instant(row.next_visit) if row.next_visit else None,
    )
