"""A clinic's own exercises: add, change, retire, bring back. `GET /exercises` reads them with the others."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.exercises import LibraryExerciseAnswer, exercise_shape
from patient_app.api.fields import Body, Id, Note, ShortText, SideName, Text
from patient_app.api.programs import LoadBody, ScheduleBody
from patient_app.content.exercise_library import (
    OWN_DOSE,
    DefaultDose,
    DoseSource,
    Equipment,
    Exercise,
    Position,
    Purpose,
    Region,
    SafetyGate,
    SideChoice,
    UsualRange,
)
from patient_app.content.wording import Wording, WordingList
from patient_app.services import own_exercises

router = APIRouter(tags=["exercises"])

Name = Annotated[Text, Field(min_length=1, max_length=80)]
Step = Annotated[Text, Field(min_length=1, max_length=300)]
Steps = Annotated[list[Step], Field(min_length=1, max_length=own_exercises.MOST_STEPS)]
Named = Annotated[list[Annotated[ShortText, Field(min_length=1)]], Field(max_length=own_exercises.MOST_ON_THE_LADDER)]


class NameBody(Body):
    """What it is called. Without Spanish, English is shown there too."""

    en: Name
    es: Name | None = None


class StepsBody(Body):
    """How it is done, in order; the same number in both languages."""

    en: Steps
    es: Steps | None = None


class CautionBody(Body):
    """What to watch for."""

    en: Annotated[Text, Field(min_length=1, max_length=400)]
    es: Annotated[Text, Field(min_length=1, max_length=400)] | None = None


class DoseBody(Body):
    """What the next prescription begins with: reps (with a hold or not) or minutes."""

    side: SideName
    sets: Annotated[int, Field(ge=1, le=10)]
    reps: Annotated[int, Field(ge=1, le=100)] | None = None
    hold_seconds: Annotated[int, Field(ge=1, le=300)] | None = None
    duration_minutes: Annotated[float, Field(ge=1, le=120)] | None = None
    rest_seconds: Annotated[int, Field(ge=1, le=600)] | None = None
    load: LoadBody | None = None
    times_per_day: Annotated[int, Field(ge=1, le=6)]
    schedule: ScheduleBody

    def value(self) -> DefaultDose:
        """The dose."""
        return DefaultDose(
            side=self.side,
            sets=self.sets,
            reps=self.reps,
            hold_seconds=self.hold_seconds,
            duration_minutes=self.duration_minutes,
            rest_seconds=self.rest_seconds,
            times_per_day=self.times_per_day,
            schedule=self.schedule.value(),
            load=self.load.of_domain() if self.load else None,
        )


class ExerciseBody(Body):
    """An exercise of the clinic's own. `media`: ids that `POST /media` gave, the one for lists first.

    `based_on`: the `edition` that was changed; without it, whatever is there is changed.
    """

    name: NameBody
    region: Annotated[Region, Field(strict=False)]
    position: Annotated[Position, Field(strict=False)]
    purpose: Annotated[Purpose, Field(strict=False)]
    equipment: Annotated[list[Annotated[Equipment, Field(strict=False)]], Field(max_length=len(Equipment))] = Field(
        default_factory=list
    )
    side_choice: Annotated[SideChoice, Field(strict=False)]
    steps: StepsBody
    caution: CautionBody | None = None
    easier: Named = Field(default_factory=list)
    harder: Named = Field(default_factory=list)
    default_dose: DoseBody
    dose_source: Note | None = None
    safety_gates: Annotated[list[Annotated[SafetyGate, Field(strict=False)]], Field(max_length=len(SafetyGate))] = (
        Field(default_factory=list)
    )
    media: Annotated[list[Id], Field(max_length=4)] = Field(default_factory=list)
    based_on: Annotated[str, Field(max_length=40)] | None = None

    def value(self, id: str) -> Exercise:
        """The exercise, still without its photos and videos."""
        return Exercise(
            id=id,
            names=_wording(self.name.en, self.name.es),
            region=self.region,
            position=self.position,
            purpose=self.purpose,
            equipment=tuple(dict.fromkeys(self.equipment)),
            side_choice=self.side_choice,
            step_texts=_steps(self.steps),
            caution_text=_wording(self.caution.en, self.caution.es) if self.caution else Wording((("en", ""),)),
            easier=tuple(self.easier),
            harder=tuple(self.harder),
            default_dose=self.default_dose.value(),
            dose_source=DoseSource((self.dose_source or "").strip(), OWN_DOSE),
            usual_range=UsualRange(),
            safety_gates=tuple(dict.fromkeys(self.safety_gates)),
            figure=None,
            is_own=True,
        )


@router.put("/exercises/{exercise_id}", response_model=LibraryExerciseAnswer, status_code=201)
async def put(exercise_id: Id, body: ExerciseBody, caller: Asker) -> Response:
    """Add an exercise of the clinic's own (201), or change it (200). The id is a UUID of the caller's making.

    409 when a colleague changed it since `based_on`.

    Doses that were published stay as they are.
    """
    done = await caller.call(own_exercises.put, body.value(exercise_id), tuple(body.media), body.based_on)
    shape = exercise_shape(done.exercise, await caller.words())
    return shapes.answer(shape, 201 if done.is_new else 200)


@router.delete("/exercises/{exercise_id}", status_code=204)
async def retire(exercise_id: Id, caller: Asker) -> Response:
    """Offer an own exercise no more. Programs that have it go on."""
    await caller.call(own_exercises.retire, exercise_id)
    return shapes.no_content()


@router.post("/exercises/{exercise_id}/return", status_code=204)
async def bring_back(exercise_id: Id, caller: Asker) -> Response:
    """Offer a retired exercise again."""
    await caller.call(own_exercises.bring_back, exercise_id)
    return shapes.no_content()


def _wording(en: str, es: str | None) -> Wording:
    texts = (("en", " ".join(en.split())), ("es", " ".join((es or "").split())))
    return Wording(tuple((language, text) for language, text in texts if language == "en" or text))


def _steps(body: StepsBody) -> WordingList:
    found = {"en": body.en, "es": body.es or []}
    return WordingList(
        tuple((language, tuple(each.strip() for each in texts)) for language, texts in found.items() if texts)
    )
