"""What the phone needs for 14 days without a network, in one answer."""

import hashlib
import json

from fastapi import APIRouter, Request
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.activities import ActivityAnswer, activity_shape
from patient_app.api.caller import Asker
from patient_app.api.measures_due import MeasureDueAnswer, measures_due
from patient_app.api.today import (
    HoldAnswer,
    SlotPrescriptionAnswer,
    clinic_shape,
    hold_shape,
    position_of,
    prescription_shape,
)
from patient_app.content.exercise_library import Exercise
from patient_app.content.warning_sign_lists import WarningQuestion
from patient_app.domain.milestones import ACTIVE_DAY_MILESTONES
from patient_app.domain.phone_basis import Basis, PlannedDay, PlannedLineWeek, PlannedWeek, WeekSlots
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose
from patient_app.services import snapshot
from patient_app.services.clinics import ClinicCard
from patient_app.services.snapshot import SafetyQuestions, Snapshot

router = APIRouter(tags=["snapshot"])
SCHEMA = 2


class PatientAnswer(TypedDict):
    """Whose snapshot it is."""

    id: str
    name: str


class VersionAnswer(TypedDict):
    """A program version that is in force on some day of the snapshot, or later."""

    version: int
    effective_from: str
    published_at: str
    note: str | None
    prescription_ids: list[str]


class PlannedPrescriptionAnswer(SlotPrescriptionAnswer):
    """A prescription with its exercise, as in `GET /today`, the dose in words, and how the body starts."""

    dose_text: str
    position: str | None


class PlannedLineAnswer(TypedDict):
    """A line in force. `due`: its fixed slots of the day. `room`: the most slots that work of the day can fill."""

    prescription_id: str
    due: int
    room: int


class PlannedDayAnswer(TypedDict):
    """One day. `hold`: it is on hold, the day a hold begins included."""

    date: str
    version: int | None
    hold: bool
    lines: list[PlannedLineAnswer]


class WeekSlotsAnswer(TypedDict):
    """Flexible slots of a week: `cut` are due; work on a day a hold begins adds to them, up to `most`."""

    cut: int
    most: int


class PlannedLineWeekAnswer(WeekSlotsAnswer):
    """A flexible line in one week. `held_from`: the same if a hold began on its Monday, Tuesday ... Sunday."""

    line_id: str
    held_from: list[WeekSlotsAnswer]


class PlannedWeekAnswer(TypedDict):
    """The flexible lines of one ISO week."""

    monday: str
    lines: list[PlannedLineWeekAnswer]


class OpenHoldAnswer(HoldAnswer):
    """The open hold. `may_clear_from`: when the patient may clear it; null while a clinician can."""

    may_clear_from: str | None


class RunAnswer(TypedDict):
    """Days with work since the last day that broke the streak, and the most there were."""

    run: int
    longest: int


class MilestoneAnswer(TypedDict):
    """kind: active_days or full_week. `figure` counts active days."""

    kind: str
    figure: int
    reached_on: str | None


class BasisAnswer(TypedDict):
    """What came about before the first day of the snapshot."""

    streak: RunAnswer
    active_days: int
    milestones: list[MilestoneAnswer]
    active_day_milestones: list[int]
    full_week_on: str | None


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
    """The questions to ask, and whether a week has passed since they were.

    `known_history`: codes of the history questions answered yes or not sure before; they hold nothing again.
    """

    version: str
    due: bool
    questions: list[QuestionAnswer]
    known_history: list[str]
    texts: WarningSignTexts


class SnapshotAnswer(TypedDict):
    """Four weeks from a Monday. `schema` is the version of this shape.

    `etag` stands in the ETag header too; it does not change with `server_time`.
    """

    schema: int
    patient: PatientAnswer
    today: str
    language: str
    server_time: str
    etag: str
    has_program: bool
    version: int | None
    next_version_on: str | None
    program_versions: list[VersionAnswer]
    prescriptions: dict[str, PlannedPrescriptionAnswer]
    days: list[PlannedDayAnswer]
    weeks: list[PlannedWeekAnswer]
    logs: list[shapes.ExerciseLogAnswer]
    check_ins: list[shapes.CheckInAnswer]
    hold: OpenHoldAnswer | None
    basis: BasisAnswer
    activities: list[ActivityAnswer]
    measures_due: list[MeasureDueAnswer]
    warning_signs: WarningSignQuestions
    clinic: shapes.ClinicAnswer


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
    content = SnapshotAnswer(
        schema=SCHEMA,
        patient=PatientAnswer(id=found.patient_id, name=found.patient_name),
        today=found.today.isoformat(),
        language=t.language,
        server_time="",
        etag="",
        has_program=found.version is not None,
        version=found.version,
        next_version_on=shapes.day(found.next_version_on),
        program_versions=[_version(each) for each in found.versions],
        prescriptions={line.id: _prescription(line, exercise, t) for line, exercise in found.prescriptions},
        days=[_day(each) for each in found.days],
        weeks=[_week(each) for each in found.weeks],
        logs=[shapes.exercise_log(log) for log in found.logs],
        check_ins=[shapes.check_in(check_in) for check_in in found.check_ins],
        hold=_hold(found),
        basis=_basis(found.basis),
        activities=[activity_shape(each) for each in found.activities],
        measures_due=measures_due(found.measures_due, found.answered_today, found.activities, t),
        warning_signs=_warning_signs(found.safety, found.clinic, t.language),
        clinic=clinic_shape(found.clinic),
    )
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
    return {**content, "etag": digest, "server_time": shapes.instant(found.server_time)}


def _version(version: ProgramVersion) -> VersionAnswer:
    return VersionAnswer(
        version=version.version,
        effective_from=version.effective_from.isoformat(),
        published_at=shapes.instant(version.published_at),
        note=version.note,
        prescription_ids=[each.id for each in version.prescriptions],
    )


def _prescription(line: Prescription, exercise: Exercise | None, t: Translator) -> PlannedPrescriptionAnswer:
    return PlannedPrescriptionAnswer(
        **prescription_shape(line, exercise, t), dose_text=dose(t, line), position=position_of(exercise)
    )


def _day(day: PlannedDay) -> PlannedDayAnswer:
    return PlannedDayAnswer(
        date=day.date.isoformat(),
        version=day.version,
        hold=day.hold,
        lines=[
            PlannedLineAnswer(prescription_id=line.prescription_id, due=line.due, room=line.room) for line in day.lines
        ],
    )


def _week(week: PlannedWeek) -> PlannedWeekAnswer:
    return PlannedWeekAnswer(monday=week.monday.isoformat(), lines=[_line_week(line) for line in week.lines])


def _line_week(line: PlannedLineWeek) -> PlannedLineWeekAnswer:
    return PlannedLineWeekAnswer(
        line_id=line.line_id, **_week_slots(line.slots), held_from=[_week_slots(each) for each in line.held_from]
    )


def _week_slots(slots: WeekSlots) -> WeekSlotsAnswer:
    return WeekSlotsAnswer(cut=slots.cut, most=slots.most)


def _hold(found: Snapshot) -> OpenHoldAnswer | None:
    if found.hold is None:
        return None
    begins = shapes.instant(found.may_clear_from) if found.may_clear_from else None
    return OpenHoldAnswer(**hold_shape(found.hold), may_clear_from=begins)


def _basis(basis: Basis) -> BasisAnswer:
    return BasisAnswer(
        streak=RunAnswer(run=basis.run, longest=basis.longest),
        active_days=basis.active_days,
        milestones=[
            MilestoneAnswer(kind=each.kind.value, figure=each.figure, reached_on=shapes.day(each.reached_on))
            for each in basis.milestones
        ],
        active_day_milestones=list(ACTIVE_DAY_MILESTONES),
        full_week_on=shapes.day(basis.full_week_on),
    )


def _warning_signs(found: SafetyQuestions, clinic: ClinicCard, language: str) -> WarningSignQuestions:
    texts = found.texts
    known = {"clinic_phone": clinic.phone, "emergency_number": clinic.emergency_number, "answers": "{answers}"}
    return WarningSignQuestions(
        version=found.version,
        due=found.due,
        questions=[question_shape(each, language) for each in found.questions],
        known_history=list(found.known_history),
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


def question_shape(question: WarningQuestion, language: str) -> QuestionAnswer:
    """A warning-sign question as it is answered."""
    return QuestionAnswer(
        code=question.code,
        level=question.level.value,
        text=question.question(language),
        label=question.label(language),
        call_now=question.call_now,
        history=question.is_history,
    )
