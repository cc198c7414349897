"""A patient's program: read a version, publish a new one."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from pydantic import Field, model_validator
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import (
    Body,
    Id,
    LoadKindName,
    LocalDate,
    Note,
    NumberInAddress,
    Parameters,
    ShortText,
    SideName,
    WeekdayName,
    ZeroToTen,
    refuse,
)
from patient_app.domain import program as domain
from patient_app.services import programs
from patient_app.services.programs import Draft, Program

router = APIRouter(tags=["program"])

EITHER_DAYS_OR_TIMES = "Give days, or times_per_week: one of the two."
EACH_DAY_ONCE = "Name each day once."
AMBER_NOT_BELOW_GREEN = "Give an amber_max that is not below green_max."
MASS_NEEDS_NUMBER = "A mass needs a number, and the unit kg or lb."
BAND_NEEDS_COLOUR = "A band has a colour as its value, and no unit."
NO_VALUE = "Only a band or a mass has a value."


class ScheduleBody(Body):
    """Fixed weekdays, or so many times in a week on any days."""

    days: Annotated[list[WeekdayName], Field(min_length=1, max_length=7)] | None = None
    times_per_week: Annotated[int, Field(ge=1, le=7)] | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.days is None) == (self.times_per_week is None):
            raise refuse(EITHER_DAYS_OR_TIMES)
        if self.days is not None and len(set(self.days)) < len(self.days):
            raise refuse(EACH_DAY_ONCE)
        return self

    def value(self) -> domain.Schedule:
        """The schedule."""
        if self.times_per_week is not None:
            return domain.TimesPerWeek(self.times_per_week)
        return domain.FixedDays(frozenset(self.days or ()))


class LoadBody(Body):
    """Resistance: `value` is a band's colour, or a mass in `unit`."""

    kind: LoadKindName
    value: Annotated[str, Field(min_length=1, max_length=40)] | Annotated[float, Field(gt=0, le=500)] | None = None
    unit: Literal["kg", "lb"] | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind is domain.LoadKind.MASS:
            if isinstance(self.value, str) or (self.value is None) != (self.unit is None):
                raise refuse(MASS_NEEDS_NUMBER)
        elif self.kind is domain.LoadKind.BAND:
            if isinstance(self.value, float | int) or self.unit is not None:
                raise refuse(BAND_NEEDS_COLOUR)
        elif self.value is not None or self.unit is not None:
            raise refuse(NO_VALUE)
        return self

    def of_domain(self) -> domain.Load:
        """The load."""
        return domain.Load(self.kind, self.value, self.unit)


class PainRuleBody(Body):
    """Green up to `green_max`, amber up to `amber_max`, red above (NPRS 0-10)."""

    green_max: ZeroToTen
    amber_max: ZeroToTen

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.amber_max < self.green_max:
            raise refuse(AMBER_NOT_BELOW_GREEN)
        return self


class PrescriptionBody(Body):
    """One exercise with its dose. Without `line_id` it is a new line of the program."""

    line_id: Id | None = None
    exercise_id: Annotated[ShortText, Field(min_length=1)]
    side: SideName
    sets: Annotated[int, Field(ge=1, le=50)]
    reps: Annotated[int, Field(ge=1, le=500)] | None = None
    hold_seconds: Annotated[int, Field(ge=1, le=3600)] | None = None
    duration_minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    rest_seconds: Annotated[int, Field(ge=0, le=3600)] | None = None
    load: LoadBody | None = None
    tempo: ShortText | None = None
    intensity: ZeroToTen | None = None
    range_limit: ShortText | None = None
    times_per_day: Annotated[int, Field(ge=1, le=6)]
    schedule: ScheduleBody
    pain_rule: PainRuleBody | None = None
    precautions: Note | None = None
    note: Note | None = None

    def value(self) -> domain.Prescription:
        """The prescription; its own id is made when it is published."""
        rule = self.pain_rule
        return domain.Prescription(
            id="",
            line_id=self.line_id or "",
            exercise_id=self.exercise_id,
            side=self.side,
            sets=self.sets,
            reps=self.reps,
            hold_seconds=self.hold_seconds,
            duration_minutes=self.duration_minutes,
            rest_seconds=self.rest_seconds,
            load=self.load.of_domain() if self.load else None,
            tempo=self.tempo,
            intensity=self.intensity,
            range_limit=self.range_limit,
            times_per_day=self.times_per_day,
            schedule=self.schedule.value(),
            pain_rule=domain.PainRule(rule.green_max, rule.amber_max) if rule else None,
            precautions=self.precautions,
            note=self.note,
        )


class ProgramBody(Body):
    """A new version. `based_on` is the version that the PT changed, null for the first."""

    based_on: Annotated[int, Field(ge=1)] | None
    effective_from: LocalDate
    note: Note | None = None
    prescriptions: Annotated[list[PrescriptionBody], Field(max_length=100)]


class VersionAsked(Parameters):
    """Which version to read; the newest without one."""

    version: NumberInAddress | None = None


class ProgramAnswer(TypedDict):
    """A published version."""

    patient_id: str
    version: int
    effective_from: str
    published_at: str
    published_by: str
    published_by_name: str
    note: str | None
    prescriptions: list[shapes.PrescriptionAnswer]


@router.get("/patients/{patient_id}/program", response_model=ProgramAnswer)
async def read(patient_id: Id, asked: Annotated[VersionAsked, Query()], caller: Asker) -> Response:
    """The newest published version, or the one asked for."""
    return shapes.answer(program_shape(await caller.call(programs.program, patient_id, asked.version)))


@router.put("/patients/{patient_id}/program", status_code=201, response_model=ProgramAnswer)
async def publish(patient_id: Id, body: ProgramBody, caller: Asker) -> Response:
    """Publish a new version. 409 when somebody else published since `based_on`."""
    lines = tuple(each.value() for each in body.prescriptions)
    draft = Draft(body.based_on, body.effective_from, lines, body.note)
    return shapes.answer(program_shape(await caller.call(programs.publish, patient_id, draft)), 201)


def program_shape(program: Program) -> ProgramAnswer:
    """A version as it is answered."""
    version = program.version
    return ProgramAnswer(
        patient_id=program.patient_id,
        version=version.version,
        effective_from=version.effective_from.isoformat(),
        published_at=shapes.instant(version.published_at),
        published_by=version.published_by,
        published_by_name=program.published_by_name,
        note=version.note,
        prescriptions=[shapes.prescription(each) for each in version.prescriptions],
    )
