"""Measurements taken in clinic: reading them, and recording the cells of a sheet."""

from typing import Annotated, NotRequired

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import problems, shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Code, Id, LocalDate, SideName
from patient_app.domain.measurements import Measurement
from patient_app.domain.text import Translator
from patient_app.services import measurements
from patient_app.services.measurements import MOST_ENTRIES, Done, Entry

router = APIRouter(tags=["measurements"])


class CellBody(Body):
    """A cell as it was typed. `row` is what is measured ('rom:knee:flexion:active'), `text` the number or the grade,
    `unit` that of a number without one; `replaces` the value of that date that stood in the cell."""

    id: Id
    row: Code
    side: SideName | None = None
    text: Annotated[Code, Field(max_length=20)]
    measured_on: LocalDate
    unit: Annotated[Code, Field(max_length=8)] | None = None
    replaces: Id | None = None

    def value(self) -> Entry:
        """The entry for the service."""
        return Entry(self.id, self.row, self.side, self.text, self.measured_on, self.unit, self.replaces)


class CellsBody(Body):
    """Cells of one patient's sheet, at most 200."""

    entries: Annotated[list[CellBody], Field(min_length=1, max_length=MOST_ENTRIES)]


class MeasurementAnswer(TypedDict):
    """A value: a number with its unit, or a grade."""

    id: str
    row: str
    kind: str
    joint: str | None
    movement: str | None
    active: bool | None
    side: str | None
    value: float | None
    unit: str | None
    grade: str | None
    measured_on: str
    recorded_at: str
    note: str | None


class CellResult(TypedDict):
    """What became of a cell: saved, corrected, unchanged, or rejected with the problem."""

    id: str
    outcome: str
    measurement: NotRequired[MeasurementAnswer]
    problem: NotRequired[problems.Problem]


class CellsAnswer(TypedDict):
    """The outcomes, in the order of the entries."""

    results: list[CellResult]


@router.get("/patients/{patient_id}/measurements", response_model=list[MeasurementAnswer])
async def read(patient_id: Id, caller: Asker) -> Response:
    """Every value that counts, row by row, oldest first."""
    rows = await caller.call(measurements.measured, patient_id)
    return shapes.answer([_shape(each) for row in rows for cell in row.cells for each in cell.values])


@router.post("/patients/{patient_id}/measurements", response_model=CellsAnswer)
async def record(patient_id: Id, body: CellsBody, caller: Asker) -> Response:
    """Record cells; each gets its own outcome. The same entry twice is one value."""
    t = await caller.words()
    done = await caller.call(measurements.record, patient_id, [entry.value() for entry in body.entries])
    return shapes.answer(CellsAnswer(results=[_result(each, t) for each in done]))


def _result(done: Done, t: Translator) -> CellResult:
    result = CellResult(id=done.id, outcome=done.outcome.value)
    if done.measurement is not None:
        result["measurement"] = _shape(done.measurement)
    if done.problem is not None:
        result["problem"] = problems.of_error(done.problem, t)
    return result


def _shape(measurement: Measurement) -> MeasurementAnswer:
    what, found = measurement.what, measurement.found
    return MeasurementAnswer(
        id=measurement.id,
        row=what.key,
        kind=what.kind,
        joint=what.joint,
        movement=what.movement,
        active=what.active,
        side=measurement.side.value if measurement.side else None,
        value=found.value,
        unit=found.unit,
        grade=found.grade,
        measured_on=measurement.measured_on.isoformat(),
        recorded_at=shapes.instant(measurement.recorded_at),
        note=measurement.note,
    )
