"""Orders for a course of PT: the newest one, one on paper, and how a physiatrist writes and signs one."""

import asyncio
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, Parameters, Text
from patient_app.content.precautions import order_terms
from patient_app.domain.orders import OrderContent, OrderGoal
from patient_app.domain.text import Translator, storable
from patient_app.exports.order import order_pdf
from patient_app.presenters import orders as words
from patient_app.services import order_drafts, order_paper, order_signing, orders
from patient_app.services.handouts import Paper
from patient_app.services.order_signing import Preview
from patient_app.services.orders import OrderView

router = APIRouter(tags=["orders"])

PDF = "application/pdf"
Revision = Annotated[Text, Field(max_length=64)]


class DraftBody(Body):
    """What was typed, by field, and the revision that the screen knows (empty: none yet)."""

    seen: Revision
    data: dict[str, Any]


class SeenBody(Body):
    """The revision that the screen knows."""

    seen: Revision


class PaperAsked(Parameters):
    """The language (the reader's without one) and the paper (the clinic's)."""

    language: Literal["en", "es"] | None = None
    paper: Literal["letter", "a4"] | None = None


class RevisionAnswer(TypedDict):
    """The new revision of a draft."""

    revision: str


class LineAnswer(TypedDict):
    """One thing that an order says, in words; `before`: what the order said that it goes on from."""

    name: str
    label: str
    texts: list[str]
    is_changed: bool
    before: str


class PreviewAnswer(TypedDict):
    """What would be signed now."""

    physiatrist: str
    signed_on: str
    expires_on: str
    lines: list[LineAnswer]


class DiagnosisAnswer(TypedDict):
    """An ICD-10-CM code with its words; `side` is none when it has none."""

    code: str
    text: str
    side: str


class GoalAnswer(TypedDict):
    """A goal as it was signed."""

    letter: str
    category: str
    description: str
    measure_id: str | None
    baseline: float | None
    target: float | None
    unit: str | None
    due_on: str | None


class OrderAnswer(TypedDict):
    """A signed order. `state`: waiting, accepted, declined, expired, ended, renewed or cancelled; `ends_on`: the last
    day on which it counts. `goals` is null for a reader who does not see the measures."""

    id: str
    number: int
    patient_id: str
    physiatrist: str
    signed_on: str
    expires_on: str | None
    ends_on: str | None
    recertify_on: str | None
    state: str | None
    renews: int | None
    problem: str
    diagnoses: list[DiagnosisAnswer]
    onset_or_surgery_on: str | None
    reason: str
    precaution_codes: list[str]
    precautions: list[str]
    no_known_precautions: bool
    contraindicated: list[str]
    evaluate_and_treat: bool
    instructions: str | None
    frequency_per_week: int
    weeks: int
    goals: list[GoalAnswer] | None
    pt_centre: str | None
    program_recommended: str | None
    warning_signs_asked_on: str | None
    next_visit_on: str | None
    content_hash: str | None


@router.get("/patients/{patient_id}/order", response_model=OrderAnswer)
async def read(patient_id: Id, caller: Asker) -> Response:
    """The newest signed order that was not cancelled."""
    return shapes.answer(_shape(await caller.call(orders.newest_order, patient_id)))


@router.post("/patients/{patient_id}/orders", status_code=201, response_model=OrderAnswer)
async def sign(patient_id: Id, body: SeenBody, caller: Asker) -> Response:
    """Sign the draft. The same call twice signs once; 409 when another window changed the draft since."""
    language = await caller.language()
    return shapes.answer(_shape(await caller.call(order_signing.sign, patient_id, body.seen, language)), 201)


@router.post("/patients/{patient_id}/orders/preview", response_model=PreviewAnswer)
async def preview(patient_id: Id, body: SeenBody, caller: Asker) -> Response:
    """What would be signed now, in words; 422 with every field that needs a change first."""
    t = await caller.words()
    found = await caller.call(order_signing.preview, patient_id, body.seen, t.language)
    return shapes.answer(_preview(t, found))


@router.put("/patients/{patient_id}/orders/draft", response_model=RevisionAnswer)
async def keep(patient_id: Id, body: DraftBody, caller: Asker) -> Response:
    """Keep what was typed, as it is; 409 when another window changed the draft since."""
    revision = await caller.call(order_drafts.keep, patient_id, storable(body.data), body.seen)
    return shapes.answer(RevisionAnswer(revision=revision))


@router.delete("/patients/{patient_id}/orders/draft", status_code=204)
async def leave_out(patient_id: Id, body: SeenBody, caller: Asker) -> Response:
    """Leave the draft out; 409 when another window changed it since."""
    await caller.call(order_drafts.drop, patient_id, body.seen)
    return shapes.no_content()


@router.get(
    "/patients/{patient_id}/orders/{order_id}.pdf", response_class=Response, responses={200: {"content": {PDF: {}}}}
)
async def paper(patient_id: Id, order_id: Id, asked: Annotated[PaperAsked, Query()], caller: Asker) -> Response:
    """A signed order on paper. Audited. Who signed it gets the own copy after the patient's share ended."""
    found = await caller.call(order_paper.paper, patient_id, order_id)
    make = partial(
        order_pdf,
        found,
        language=asked.language or await caller.language(),
        printed_at=caller.door.clock(),
        paper=Paper(asked.paper) if asked.paper else None,
    )
    content = await asyncio.to_thread(make)
    name = f"order-{found.order.number}.pdf"
    return Response(content, media_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})


def _preview(t: Translator, found: Preview) -> PreviewAnswer:
    def measure_name(id: str) -> str:
        measure = found.known.named(id)
        return measure.name(t.language) if measure else id

    spoken = order_terms().spoken
    renewed = spoken(found.renewed, t.language) if found.renewed else None
    said = words.lines(t, spoken(found.content, t.language), found.signed_on, measure_name, renewed)
    return PreviewAnswer(
        physiatrist=found.physiatrist,
        signed_on=found.signed_on.isoformat(),
        expires_on=found.expires_on.isoformat(),
        lines=[
            LineAnswer(
                name=line.name, label=line.label, texts=line.texts, is_changed=line.is_changed, before=line.before
            )
            for line in said
        ],
    )


def _shape(found: OrderView) -> OrderAnswer:
    content: OrderContent = found.content
    return OrderAnswer(
        id=found.id,
        number=found.number,
        patient_id=found.patient_id,
        physiatrist=found.physiatrist,
        signed_on=found.signed_on.isoformat(),
        expires_on=shapes.day(found.expires_on),
        ends_on=shapes.day(found.ends_on),
        recertify_on=shapes.day(found.recertify_on),
        state=found.state.value if found.state else None,
        renews=found.renews,
        problem=content.problem,
        diagnoses=[DiagnosisAnswer(code=d.code, text=d.text, side=d.side.value) for d in content.diagnoses],
        onset_or_surgery_on=shapes.day(content.onset_or_surgery_on),
        reason=content.reason,
        precaution_codes=list(content.precaution_codes),
        precautions=list(content.precautions),
        no_known_precautions=content.no_known_precautions,
        contraindicated=list(content.contraindicated),
        evaluate_and_treat=content.evaluate_and_treat,
        instructions=content.instructions,
        frequency_per_week=content.frequency_per_week,
        weeks=content.weeks,
        goals=None if content.goals is None else [_goal(each) for each in content.goals],
        pt_centre=content.pt_centre,
        program_recommended=content.program_recommended,
        warning_signs_asked_on=shapes.day(content.warning_signs_asked_on),
        next_visit_on=shapes.day(content.next_visit_on),
        content_hash=found.content_hash,
    )


def _goal(goal: OrderGoal) -> GoalAnswer:
    return GoalAnswer(
        letter=goal.letter,
        category=goal.category.value,
        description=goal.description,
        measure_id=goal.measure_id,
        baseline=goal.baseline,
        target=goal.target,
        unit=goal.unit,
        due_on=shapes.day(goal.due_on),
    )
