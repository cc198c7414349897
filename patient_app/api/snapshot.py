"""What the phone needs for 14 days without a network, in one answer."""

import hashlib
import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.activities import ActivityAnswer, activity_shape
from patient_app.api.caller import Asker
from patient_app.api.today import SlotAnswer, TodayAnswer, WeekAnswer, clinic_shape, slot_shape, today_shape
from patient_app.domain.program import ProgramVersion
from patient_app.domain.text import Translator
from patient_app.services import snapshot
from patient_app.services.snapshot import Snapshot

router = APIRouter(tags=["snapshot"])


class VersionAnswer(TypedDict):
    """A program version that is in force on some day of the snapshot."""

    version: int
    effective_from: str
    published_at: str
    note: str | None
    prescriptions: list[shapes.PrescriptionAnswer]


class DayAnswer(TypedDict):
    """One day, the week back and two weeks ahead; slots as in `GET /today`."""

    date: str
    slots: list[SlotAnswer]


class QuestionAnswer(TypedDict):
    """A warning-sign question. level: E or U. `label` names the sign in few words."""

    code: str
    level: str
    text: str
    label: str
    call_now: bool
    history: bool


class WarningSignTexts(TypedDict):
    """What to say. `{answers}` stands for the signs; all else is filled in."""

    ask: str
    intake: str
    level_e: str
    level_u: str
    call_now: str
    all_no: str
    nobody_watches: str


class WarningSignQuestions(TypedDict):
    """The questions to ask, and whether a week has passed since they were."""

    version: str
    due: bool
    questions: list[QuestionAnswer]
    texts: WarningSignTexts


class SnapshotAnswer(TypedDict):
    """Everything. `etag` stands in the ETag header too; it does not change with `server_time`."""

    today: TodayAnswer
    program_versions: list[VersionAnswer]
    days: list[DayAnswer]
    streak: shapes.StreakAnswer
    week: WeekAnswer
    activities: list[ActivityAnswer]
    measures_due: list[dict[str, Any]]
    warning_signs: WarningSignQuestions
    clinic: shapes.ClinicAnswer
    language: str
    server_time: str
    etag: str


@router.get("/snapshot", response_model=SnapshotAnswer, responses={304: {"description": "Nothing has changed."}})
async def read(request: Request, caller: Asker) -> Response:
    """The patient's own snapshot. With If-None-Match of an unchanged one: 304."""
    found = await caller.call(snapshot.snapshot)
    content = snapshot_shape(found, await caller.words())
    headers = {"ETag": f'"{content["etag"]}"'}
    if content["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response = shapes.answer(content)
    response.headers.update(headers)
    return response


def snapshot_shape(found: Snapshot, t: Translator) -> SnapshotAnswer:
    """The snapshot as it is answered."""
    today = today_shape(found.today, found.activities, t)
    content = SnapshotAnswer(
        today=today,
        program_versions=[_version(each) for each in found.versions],
        days=[
            DayAnswer(date=each.date.isoformat(), slots=[slot_shape(slot, t) for slot in each.slots])
            for each in found.days
        ],
        streak=today["streak"],
        week=today["week"],
        activities=[activity_shape(each) for each in found.activities],
        measures_due=[],
        warning_signs=_warning_signs(found, t.language),
        clinic=clinic_shape(found.today.clinic),
        language=t.language,
        server_time="",
        etag="",
    )
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
    return {**content, "etag": digest, "server_time": shapes.instant(found.server_time)}


def _version(version: ProgramVersion) -> VersionAnswer:
    return VersionAnswer(
        version=version.version,
        effective_from=version.effective_from.isoformat(),
        published_at=shapes.instant(version.published_at),
        note=version.note,
        prescriptions=[shapes.prescription(each) for each in version.prescriptions],
    )


def _warning_signs(found: Snapshot, language: str) -> WarningSignQuestions:
    texts, clinic = found.texts, found.today.clinic
    known = {"clinic_phone": clinic.phone, "emergency_number": clinic.emergency_number, "answers": "{answers}"}
    return WarningSignQuestions(
        version=found.question_version,
        due=found.questions_due,
        questions=[
            QuestionAnswer(
                code=each.code,
                level=each.level.value,
                text=each.question(language),
                label=each.label(language),
                call_now=each.call_now,
                history=each.is_history,
            )
            for each in found.questions
        ],
        texts=WarningSignTexts(
            ask=texts.new_since_last_time.text(language),
            intake=texts.intake.text(language),
            level_e=texts.level_e.text(language).format(**known),
            level_u=texts.level_u.text(language).format(**known),
            call_now=texts.call_now.text(language).format(**known),
            all_no=texts.all_no.text(language),
            nobody_watches=texts.nobody_watches.text(language).format(**known),
        ),
    )
