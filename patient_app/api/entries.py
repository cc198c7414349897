"""What patients enter: exercise logs, check-ins, measures. Each PUT is one entry, its id made on the phone."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, NotRequired

from fastapi import APIRouter
from pydantic import Field, field_validator
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker, Caller
from patient_app.api.fields import (
    AnswerName,
    Body,
    Id,
    Instant,
    LocalDate,
    Note,
    Reason,
    Settled,
    ShortText,
    SideName,
    TimeZone,
    ZeroToTen,
    refuse,
)
from patient_app.api.programs import LoadBody
from patient_app.domain import entries as domain
from patient_app.services import entries
from patient_app.services.entries import Outcome, Saved, ShownHold

router = APIRouter(tags=["entries"])

EACH_ACTIVITY_ONCE = "Rate each activity once."

Word = Annotated[ShortText, Field(min_length=1)]


class Kind(StrEnum):
    """What an entry is, in `POST /sync` and in the store."""

    EXERCISE_LOG = "exercise_log"
    CHECK_IN = "check_in"
    MEASURE_RESPONSE = "measure_response"


class ExerciseLogBody(Body):
    """One report on one exercise. A work field that is absent means 'as prescribed'."""

    prescription_id: Id
    local_date: LocalDate
    time_zone: TimeZone
    performed_at: Instant
    edited_at: Instant
    sets_done: Annotated[int, Field(ge=0, le=100)] | None = None
    reps_done: Annotated[int, Field(ge=0, le=500)] | None = None
    hold_seconds: Annotated[int, Field(ge=0, le=3600)] | None = None
    duration_minutes: Annotated[float, Field(ge=0, le=600)] | None = None
    load: LoadBody | None = None
    side: SideName | None = None
    pain_during: ZeroToTen | None = None
    effort: ZeroToTen | None = None
    note: Note | None = None
    not_done_reason: Reason | None = None

    def value(self, id: str) -> domain.ExerciseLog:
        """The log."""
        return domain.ExerciseLog(
            id=id,
            prescription_id=self.prescription_id,
            local_date=self.local_date,
            performed_at=self.performed_at,
            edited_at=self.edited_at,
            time_zone=self.time_zone,
            sets_done=self.sets_done,
            reps_done=self.reps_done,
            hold_seconds=self.hold_seconds,
            duration_minutes=self.duration_minutes,
            load=self.load.of_domain() if self.load else None,
            side=self.side,
            pain_during=self.pain_during,
            effort=self.effort,
            note=self.note,
            not_done_reason=self.not_done_reason,
        )


class ActivityRatingBody(Body):
    """How well one of the patient's own activities went, 0-10, higher is better."""

    activity_id: Id
    rating: ZeroToTen


class WarningSignsBody(Body):
    """Answers to warning-sign questions by code (RF1 ...)."""

    question_version: Word
    answers: Annotated[dict[Word, AnswerName], Field(max_length=100)]


class CheckInBody(Body):
    """A check-in. Pain is NPRS 0-10: now, and worst and average of the last 24 hours."""

    local_date: LocalDate
    time_zone: TimeZone
    recorded_at: Instant
    edited_at: Instant
    pain_now: ZeroToTen | None = None
    pain_worst: ZeroToTen | None = None
    pain_average: ZeroToTen | None = None
    pain_sites: Annotated[list[Word], Field(max_length=50)] | None = None
    activity_ratings: Annotated[list[ActivityRatingBody], Field(max_length=20)] | None = None
    morning_settled: Settled | None = None
    flare: bool
    sleep: ZeroToTen | None = None
    note: Note | None = None
    warning_signs: WarningSignsBody | None = None

    @field_validator("activity_ratings")
    @classmethod
    def _each_activity_once(cls, ratings: list[ActivityRatingBody] | None) -> list[ActivityRatingBody] | None:
        rated = [each.activity_id for each in ratings or ()]
        if len(set(rated)) < len(rated):
            raise refuse(EACH_ACTIVITY_ONCE)
        return ratings

    def value(self, id: str) -> domain.CheckIn:
        """The check-in."""
        signs = self.warning_signs
        return domain.CheckIn(
            id=id,
            local_date=self.local_date,
            recorded_at=self.recorded_at,
            edited_at=self.edited_at,
            flare=self.flare,
            time_zone=self.time_zone,
            pain_now=self.pain_now,
            pain_worst=self.pain_worst,
            pain_average=self.pain_average,
            pain_sites=tuple(self.pain_sites or ()),
            activity_ratings=tuple(
                domain.ActivityRating(each.activity_id, each.rating) for each in self.activity_ratings or ()
            ),
            morning_settled=self.morning_settled,
            sleep=self.sleep,
            note=self.note,
            warning_signs=domain.WarningAnswers(signs.question_version, tuple(signs.answers.items()))
            if signs
            else None,
        )


class MeasureBody(Body):
    """A filled-in outcome measure: the answers by item. The server computes the score."""

    measure_id: Word
    measure_version: Word
    local_date: LocalDate
    time_zone: TimeZone
    edited_at: Instant
    answers: Annotated[dict[Word, float], Field(max_length=200)]

    def value(self, id: str) -> domain.MeasureResponse:
        """The response, not scored yet."""
        return domain.MeasureResponse(
            id=id,
            measure_id=self.measure_id,
            measure_version=self.measure_version,
            local_date=self.local_date,
            edited_at=self.edited_at,
            answers=tuple(self.answers.items()),
            score=None,
            recall="",
        )


class DeleteBody(Body):
    """When the entry was deleted on the phone."""

    edited_at: Instant


class SavedAnswer(TypedDict):
    """What became of an entry: saved, unchanged, corrected, or deleted (before, and it stays so)."""

    id: str
    outcome: str
    received_at: str
    late: bool


class ShownHoldAnswer(TypedDict):
    """The hold that the warning signs led to, with what to do now."""

    level: str
    text: str


class SavedCheckInAnswer(SavedAnswer):
    """What became of a check-in."""

    hold: ShownHoldAnswer | None


class SavedMeasureAnswer(SavedAnswer):
    """What became of a measure; `score` is null when too much is missing."""

    score: NotRequired[float | None]


def known_before(model: type) -> dict[int | str, dict[str, Any]]:
    """The second answer of a PUT, for the description."""
    return {200: {"model": model, "description": "Known before: unchanged, corrected or deleted."}}


@router.put("/exercise-logs/{id}", status_code=201, response_model=SavedAnswer, responses=known_before(SavedAnswer))
async def put_exercise_log(id: Id, body: ExerciseLogBody, caller: Asker) -> Response:
    """Save or correct one exercise log."""
    saved = await caller.call(entries.put_exercise_log, body.value(id))
    return shapes.answer(saved_shape(saved), _status(saved))


@router.put(
    "/check-ins/{id}", status_code=201, response_model=SavedCheckInAnswer, responses=known_before(SavedCheckInAnswer)
)
async def put_check_in(id: Id, body: CheckInBody, caller: Asker) -> Response:
    """Save or correct one check-in; a warning sign puts the program on hold."""
    saved, hold = await caller.call(entries.put_check_in, body.value(id), await caller.language())
    return shapes.answer(SavedCheckInAnswer(**saved_shape(saved), hold=hold_shape(hold)), _status(saved))


@router.put(
    "/measure-responses/{id}",
    status_code=201,
    response_model=SavedMeasureAnswer,
    responses=known_before(SavedMeasureAnswer),
)
async def put_measure_response(id: Id, body: MeasureBody, caller: Asker) -> Response:
    """Save or correct a filled-in measure."""
    saved, score = await caller.call(entries.put_measure_response, body.value(id), body.time_zone)
    return shapes.answer(SavedMeasureAnswer(**saved_shape(saved), score=score), _status(saved))


@router.delete("/exercise-logs/{id}", status_code=204)
async def delete_exercise_log(id: Id, caller: Asker, body: DeleteBody | None = None) -> Response:
    """Delete an exercise log; its id stays deleted."""
    return await _delete(caller, Kind.EXERCISE_LOG, id, body)


@router.delete("/check-ins/{id}", status_code=204)
async def delete_check_in(id: Id, caller: Asker, body: DeleteBody | None = None) -> Response:
    """Delete a check-in; its id stays deleted. A hold that it led to stays until it is cleared."""
    return await _delete(caller, Kind.CHECK_IN, id, body)


@router.delete("/measure-responses/{id}", status_code=204)
async def delete_measure_response(id: Id, caller: Asker, body: DeleteBody | None = None) -> Response:
    """Delete a filled-in measure; its id stays deleted."""
    return await _delete(caller, Kind.MEASURE_RESPONSE, id, body)


def saved_shape(saved: Saved) -> SavedAnswer:
    """What became of an entry, as it is answered."""
    return SavedAnswer(
        id=saved.id,
        outcome=saved.outcome.value,
        received_at=shapes.instant(saved.received_at),
        late=saved.late,
    )


def hold_shape(hold: ShownHold | None) -> ShownHoldAnswer | None:
    """The hold to show, or null."""
    return ShownHoldAnswer(level=hold.level.value, text=hold.text) if hold else None


def _status(saved: Saved) -> int:
    return 201 if saved.outcome is Outcome.SAVED else 200


async def _delete(caller: Caller, kind: Kind, id: str, body: DeleteBody | None) -> Response:
    edited_at = body.edited_at if body else datetime.now(UTC)
    await caller.call(entries.delete_entry, kind.value, id, edited_at)
    return shapes.no_content()
