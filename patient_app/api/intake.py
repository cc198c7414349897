"""The patient's intake: one answer a call, so that nothing is lost on the way."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.activities import ActivityAnswer, activity_shape
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, LocalDate, ShortText
from patient_app.api.snapshot import QuestionAnswer, question_shape
from patient_app.content.intake_questions import IntakeQuestion
from patient_app.services import intake, intake_journey
from patient_app.services.intake import Intake
from patient_app.services.intake_journey import Referral

router = APIRouter(tags=["intake"])

Key = Annotated[str, Path(pattern="^[a-z_]{1,40}$")]


class AnswerBody(Body):
    """An answer by the kind of its question (see `domain/intake.py`); null takes it back."""

    answer: dict[str, Any] | None


class ReferralBody(Body):
    """Who referred the patient, to whom (may be empty), on which day."""

    from_whom: Annotated[ShortText, Field(min_length=1)]
    to_whom: ShortText = ""
    on: LocalDate


class OptionAnswer(TypedDict):
    """One answer to choose."""

    code: str
    name: str


class IntakeQuestionAnswer(TypedDict):
    """A question in words. kind: sites, date, one, many, text, scale, operation, activities or signs. `none`: the
    option that goes with no other. `words`: what the field for one's own words asks; null when there is none.
    """

    key: str
    kind: str
    label: str
    text: str
    hint: str | None
    options: list[OptionAnswer]
    none: str | None
    words: str | None
    required: bool


class ReferralAnswer(TypedDict):
    """Who referred the patient to whom, when. One that was not noted here has only a `title`."""

    id: str
    on: str
    title: str
    from_whom: str
    to_whom: str


class IntakeAnswer(TypedDict):
    """The intake as far as it is written. `missing`: keys that must still be answered; `signs`: the warning signs to
    ask; `team`: names of who may read it now.
    """

    version: str
    questions: list[IntakeQuestionAnswer]
    answers: dict[str, Any]
    done_on: str | None
    is_draft: bool
    missing: list[str]
    signs: list[QuestionAnswer]
    activities: list[ActivityAnswer]
    referrals: list[ReferralAnswer]
    team: list[str]


@router.get("/intake", response_model=IntakeAnswer)
async def read(caller: Asker) -> Response:
    """The patient's own intake."""
    return await _answer(caller, await caller.call(intake.intake))


@router.put("/intake/answers/{key}", response_model=IntakeAnswer)
async def put(key: Key, body: AnswerBody, caller: Asker) -> Response:
    """Keep one answer."""
    return await _answer(caller, await caller.call(intake.answer, key, body.answer))


@router.post("/intake/done", response_model=IntakeAnswer)
async def done(caller: Asker) -> Response:
    """The intake is done: it begins the course of treatment, or joins it."""
    return await _answer(caller, await caller.call(intake.finish))


@router.put("/referrals/{referral_id}", response_model=list[ReferralAnswer])
async def put_referral(referral_id: Id, body: ReferralBody, caller: Asker) -> Response:
    """Note who referred the patient to whom; all referrals, newest first."""
    found = await caller.call(intake_journey.put_referral, referral_id, body.from_whom, body.to_whom, body.on)
    return shapes.answer([_referral(each) for each in found])


async def _answer(caller: Asker, found: Intake) -> Response:
    return shapes.answer(intake_shape(found, await caller.language()))


def intake_shape(found: Intake, language: str) -> IntakeAnswer:
    """An intake as it is answered, in a language."""
    answers: Mapping[str, Any] = found.answers
    return IntakeAnswer(
        version=found.form.version,
        questions=[_question(each, language) for each in found.form.questions],
        answers=dict(answers),
        done_on=shapes.day(found.done_on),
        is_draft=found.is_draft,
        missing=list(found.missing),
        signs=[question_shape(each, language) for each in found.signs],
        activities=[activity_shape(each) for each in found.activities],
        referrals=[_referral(each) for each in found.referrals],
        team=list(found.team),
    )


def _question(question: IntakeQuestion, language: str) -> IntakeQuestionAnswer:
    return IntakeQuestionAnswer(
        key=question.key,
        kind=question.rule.kind.value,
        label=question.label.text(language),
        text=question.text.text(language),
        hint=question.hint.text(language) if question.hint else None,
        options=[OptionAnswer(code=each.code, name=each.name(language)) for each in question.options],
        none=question.rule.none,
        words=question.words.text(language) if question.words else None,
        required=question.rule.required,
    )


def _referral(referral: Referral) -> ReferralAnswer:
    return ReferralAnswer(
        id=referral.id,
        on=referral.on.isoformat(),
        title=referral.title,
        from_whom=referral.from_whom,
        to_whom=referral.to_whom,
    )
