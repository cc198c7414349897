"""The patient's day: what is due, what is logged, streak and week."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.activities import ActivityAnswer, activity_shape
from patient_app.api.caller import Asker
from patient_app.api.exercises import figure_url, video_url
from patient_app.api.fields import LocalDate, Parameters
from patient_app.content.exercise_library import Exercise
from patient_app.domain.program import Prescription
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose
from patient_app.services import activities, today
from patient_app.services.activities import Activity
from patient_app.services.clinics import ClinicCard
from patient_app.services.today import OpenHold, SlotView, Today

router = APIRouter(tags=["today"])


class DayAsked(Parameters):
    """Which day; the patient's today without one."""

    date: Annotated[LocalDate | None, Field()] = None


class ExerciseAnswer(TypedDict):
    """An exercise in the reader's language."""

    id: str
    name: str
    steps: list[str]
    caution: str
    figure_url: str
    video_url: str | None


class SlotPrescriptionAnswer(shapes.PrescriptionAnswer):
    """A prescription with its exercise."""

    exercise: ExerciseAnswer


class SlotAnswer(TypedDict):
    """One prescription on one day. `due_today` and `done` count slots; the week's are of flexible lines.

    `position` is how the body starts ('lying_on_back'), for sorting a session.
    """

    prescription: SlotPrescriptionAnswer
    due_today: int
    done: int
    flexible: bool
    logs: list[shapes.ExerciseLogAnswer]
    dose_text: str
    week_done: int
    week_due: int
    position: str | None


class HoldAnswer(TypedDict):
    """Why nothing is due. `since` is the instant it began, `since_on` the local date."""

    id: str
    level: str
    since: str
    since_on: str
    text: str
    note: str | None


class WeekAnswer(TypedDict):
    """Slots of the ISO week."""

    done: int
    due: int


class TodayAnswer(TypedDict):
    """A day."""

    date: str
    today: str
    patient_id: str
    patient_name: str
    has_program: bool
    version: int | None
    next_version_on: str | None
    hold: HoldAnswer | None
    streak: shapes.StreakAnswer
    week: WeekAnswer
    slots: list[SlotAnswer]
    check_in: shapes.CheckInAnswer | None
    activities: list[ActivityAnswer]
    clinic: shapes.ClinicAnswer


@router.get("/today", response_model=TodayAnswer)
async def read(asked: Annotated[DayAsked, Query()], caller: Asker) -> Response:
    """The patient's own day, today unless another one is asked for."""
    found = await caller.call(today.today, asked.date)
    own = await caller.call(activities.activities)
    return shapes.answer(today_shape(found, own, await caller.words()))


def today_shape(found: Today, own: tuple[Activity, ...], t: Translator) -> TodayAnswer:
    """The day as it is answered."""
    return TodayAnswer(
        date=found.date.isoformat(),
        today=found.today.isoformat(),
        patient_id=found.patient_id,
        patient_name=found.patient_name,
        has_program=found.has_program,
        version=found.version,
        next_version_on=shapes.day(found.next_version_on),
        hold=hold_shape(found.hold) if found.hold else None,
        streak=shapes.StreakAnswer(current=found.streak.current, longest=found.streak.longest),
        week=WeekAnswer(done=found.week.done, due=found.week.due),
        slots=[slot_shape(each, t) for each in found.slots],
        check_in=shapes.check_in(found.check_in) if found.check_in else None,
        activities=[activity_shape(each) for each in own],
        clinic=clinic_shape(found.clinic),
    )


def slot_shape(slot: SlotView, t: Translator) -> SlotAnswer:
    """One prescription on one day."""
    return SlotAnswer(
        prescription=prescription_shape(slot.prescription, slot.exercise, t),
        due_today=slot.due,
        done=slot.done,
        flexible=slot.flexible,
        logs=[shapes.exercise_log(log) for log in slot.logs],
        dose_text=dose(t, slot.prescription),
        week_done=slot.week_done,
        week_due=slot.week_due,
        position=position_of(slot.exercise),
    )


def prescription_shape(line: Prescription, exercise: Exercise | None, t: Translator) -> SlotPrescriptionAnswer:
    """A prescription with its exercise in the reader's language."""
    return SlotPrescriptionAnswer(
        **shapes.prescription(line),
        exercise=ExerciseAnswer(
            id=line.exercise_id,
            name=exercise.name(t.language) if exercise else line.exercise_id,
            steps=list(exercise.steps(t.language)) if exercise else [],
            caution=exercise.caution(t.language) if exercise else "",
            figure_url=figure_url(line.exercise_id, line.side, exercise),
            video_url=video_url(exercise),
        ),
    )


def position_of(exercise: Exercise | None) -> str | None:
    """How the body starts."""
    return exercise.position.value if exercise else None


def clinic_shape(clinic: ClinicCard) -> shapes.ClinicAnswer:
    """Whom to call."""
    return shapes.ClinicAnswer(name=clinic.name, phone=clinic.phone, emergency_number=clinic.emergency_number)


def hold_shape(hold: OpenHold) -> HoldAnswer:
    """Why nothing is due."""
    return HoldAnswer(
        id=hold.id,
        level=hold.level.value,
        since=shapes.instant(hold.since),
        since_on=hold.since_on.isoformat(),
        text=hold.text,
        note=hold.note,
    )
