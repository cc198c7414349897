"""A batch of entries after days without a network. Each gets its own outcome, in order."""

from typing import Annotated, Any, NotRequired

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import problems, shapes
from patient_app.api.caller import Asker
from patient_app.api.entries import (
    CheckInBody,
    ExerciseLogBody,
    Kind,
    MeasureBody,
    ShownHoldAnswer,
    hold_shape,
)
from patient_app.api.fields import Body, Id, Instant
from patient_app.domain.errors import DomainError
from patient_app.domain.text import Translator
from patient_app.services import sync
from patient_app.services.sync import Change, Delete, Done, Measure

router = APIRouter(tags=["entries"])

MOST_ENTRIES = 500

KindName = Annotated[Kind, Field(strict=False)]


class EntryHead(BaseModel):
    """An entry of a batch: what it is. `body` is as in the PUT of its kind; `delete` takes none."""

    id: Id
    kind: KindName
    delete: bool = False
    edited_at: Instant | None = None
    body: dict[str, Any] | None = None

    model_config = Body.model_config


class SyncBody(Body):
    """The batch. Each entry: {id, kind, delete?: true, edited_at?, body?}; checked one by one."""

    entries: Annotated[list[Any], Field(min_length=1, max_length=MOST_ENTRIES)]


class SyncResult(TypedDict):
    """What became of one entry: saved, unchanged, corrected, deleted, or rejected with the problem."""

    id: str | None
    outcome: str
    received_at: NotRequired[str]
    late: NotRequired[bool]
    hold: NotRequired[ShownHoldAnswer | None]
    problem: NotRequired[problems.Problem]


class SyncAnswer(TypedDict):
    """The outcomes, in the order of the entries."""

    results: list[SyncResult]


@router.post("/sync", response_model=SyncAnswer)
async def send(body: SyncBody, caller: Asker) -> Response:
    """Save, correct and delete many entries. A bad one is rejected; the others are saved."""
    t = await caller.words()
    read = [_read(entry) for entry in body.entries]
    changes = [each for each in read if not isinstance(each, ValidationError)]
    done = iter(await caller.call(sync.sync, changes, t.language))
    results = [
        _rejected(entry, problems.of_fields(each.errors(), t))
        if isinstance(each, ValidationError)
        else _result(entry, next(done), t)
        for entry, each in zip(body.entries, read, strict=True)
    ]
    return shapes.answer(SyncAnswer(results=results))


def _read(entry: Any) -> Change | ValidationError:
    """The change that an entry asks for, or what is wrong with it."""
    try:
        head = EntryHead.model_validate(entry)
        if head.delete:
            return Delete(head.kind.value, head.id, head.edited_at)
        return _value(head)
    except ValidationError as error:
        return error


def _value(head: EntryHead) -> Change:
    body = _with_edited_at(head)
    if head.kind is Kind.EXERCISE_LOG:
        return ExerciseLogBody.model_validate(body).value(head.id)
    if head.kind is Kind.CHECK_IN:
        return CheckInBody.model_validate(body).value(head.id)
    measure = MeasureBody.model_validate(body)
    return Measure(measure.value(head.id), measure.time_zone)


def _with_edited_at(head: EntryHead) -> dict[str, Any]:
    """`edited_at` may stand beside the body; in the body it counts."""
    beside = {"edited_at": head.edited_at.isoformat()} if head.edited_at else {}
    return {**beside, **(head.body or {})}


def _result(entry: Any, done: Done | DomainError, t: Translator) -> SyncResult:
    if isinstance(done, DomainError):
        return _rejected(entry, problems.of_error(done, t))
    result = SyncResult(
        id=done.saved.id,
        outcome=done.saved.outcome.value,
        received_at=shapes.instant(done.saved.received_at),
        late=done.saved.late,
    )
    if done.hold is not None:
        result["hold"] = hold_shape(done.hold)
    return result


def _rejected(entry: Any, problem: problems.Problem) -> SyncResult:
    sent = entry.get("id") if isinstance(entry, dict) else None
    return SyncResult(
        id=problems.sendable(sent) if isinstance(sent, str) else None, outcome="rejected", problem=problem
    )
