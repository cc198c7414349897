"""The summary of a course: done? hurting? functioning? what changed?"""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Id, LocalDate, Parameters
from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import Reason
from patient_app.domain.days import Day
from patient_app.domain.measures import MeasureChange, Turn
from patient_app.domain.monitoring import Period
from patient_app.domain.pain import PainChange
from patient_app.services import summary
from patient_app.services.attention import MeasureTrend
from patient_app.services.summary import Summary

router = APIRouter(tags=["summary"])


class PeriodAsked(Parameters):
    """Whose course (a patient asks for the own one), from which day to which; the last 28 days without."""

    patient: Id | None = None
    first: Annotated[LocalDate | None, Field(alias="from")] = None
    last: Annotated[LocalDate | None, Field(alias="to")] = None


class PatientAnswer(TypedDict):
    """Whose summary this is."""

    id: str
    name: str


class AdherenceAnswer(TypedDict):
    """Self-reported. Percentages to one decimal, null when nothing was due; counts in slots."""

    exercise: float | None
    dose: float | None
    reported: float | None
    slots_due: int
    slots_done: int
    not_done: int
    no_report: int
    extra: int


DayAnswer = TypedDict(
    "DayAnswer",
    {
        "date": str,
        "class": str,
        "slots_due": int,
        "slots_done": int,
        "completion": float | None,
        "pain_now": int | None,
        "pain_worst": int | None,
        "pain_average": int | None,
        "function": float | None,
        "flare": bool,
    },
)


class WeekAnswer(AdherenceAnswer):
    """The adherence of one ISO week, of its days in the period."""

    monday: str


class WhyAnswer(TypedDict):
    """How often a reason was given for what was not done."""

    reason: str
    count: int


PeriodAnswer = TypedDict("PeriodAnswer", {"from": str, "to": str, "days": int})


class MonitoringAnswer(TypedDict):
    """Days with an entry in each 30-day period: neutral counts."""

    periods: list[PeriodAnswer]


class VersionAnswer(TypedDict):
    """When the program changed."""

    version: int
    effective_from: str
    note: str | None


class PointAnswer(TypedDict):
    """One score."""

    date: str
    score: float


class MeasureAnswer(TypedDict):
    """Scores of one measure, version and recall period. The change is from `baseline`, the first score of the course
    of treatment, to the last. `mdc` and `mic` are null where none is published."""

    id: str
    name: str
    direction: str
    version: str
    recall: str
    points: list[PointAnswer]
    baseline: PointAnswer | None
    change: float | None
    beyond_mdc: bool | None
    beyond_mic: bool | None
    mdc: float | None
    mic: float | None


class ChangeAnswer(TypedDict):
    """The change of worst pain, or of the own activities: larger than measurement error?, of a size that patients
    notice? Means, not rounded."""

    baseline: float | None
    latest: float | None
    change: float | None
    beyond_mdc: bool | None
    beyond_mic: bool | None
    direction: str | None


class ReasonAnswer(TypedDict):
    """Why the patient needs a look: one figure, since when. Rank 1 is the highest."""

    reason: str
    rank: int
    figure: str | float
    since: str
    subject: str | None


SummaryAnswer = TypedDict(
    "SummaryAnswer",
    {
        "patient": PatientAnswer,
        "from": str,
        "to": str,
        "today": str,
        "parts": list[str],
        "adherence": AdherenceAnswer | None,
        "streak": shapes.StreakAnswer | None,
        "active_days": int,
        "days": list[DayAnswer],
        "weeks": list[WeekAnswer],
        "not_done_reasons": list[WhyAnswer],
        "monitoring": MonitoringAnswer | None,
        "program_versions": list[VersionAnswer],
        "measures": list[MeasureAnswer],
        "pain": ChangeAnswer,
        "function": ChangeAnswer | None,
        "attention": list[ReasonAnswer],
        "good_news": list[ReasonAnswer],
    },
)


@router.get("/summary", response_model=SummaryAnswer)
async def read(asked: Annotated[PeriodAsked, Query()], caller: Asker) -> Response:
    """The summary for its reader: the patient, or a clinician with a share; what is not shared is null or empty."""
    found = await caller.call(summary.summary, asked.patient, asked.first, asked.last)
    return shapes.answer(summary_shape(found, await caller.language()))


def summary_shape(found: Summary, language: str) -> SummaryAnswer:
    """The summary as it is answered."""
    streak = found.streak
    return SummaryAnswer(
        {
            "patient": PatientAnswer(id=found.patient_id, name=found.patient_name),
            "from": found.first.isoformat(),
            "to": found.last.isoformat(),
            "today": found.today.isoformat(),
            "parts": sorted(part.value for part in found.parts),
            "adherence": adherence_shape(found.adherence) if found.adherence else None,
            "streak": shapes.StreakAnswer(current=streak.current, longest=streak.longest) if streak else None,
            "active_days": found.active_days,
            "days": [_day(each) for each in found.days],
            "weeks": [
                WeekAnswer(monday=each.monday.isoformat(), **adherence_shape(each.adherence)) for each in found.weeks
            ],
            "not_done_reasons": [
                WhyAnswer(reason=reason.value, count=count) for reason, count in found.not_done_reasons
            ],
            "monitoring": _monitoring(found.monitoring),
            "program_versions": [
                VersionAnswer(version=each.version, effective_from=each.effective_from.isoformat(), note=each.note)
                for each in found.versions
            ],
            "measures": [_measure(each, language) for each in found.measures],
            "pain": _change(found.pain, found.pain.direction),
            "function": _change(found.function, found.function.turn) if found.function else None,
            "attention": [reason_shape(each) for each in found.attention],
            "good_news": [reason_shape(each) for each in found.good_news],
        }
    )


def adherence_shape(adherence: Adherence) -> AdherenceAnswer:
    """Adherence as it is answered."""
    return AdherenceAnswer(
        exercise=adherence.exercise,
        dose=adherence.dose,
        reported=adherence.reported,
        slots_due=adherence.slots_due,
        slots_done=adherence.slots_done,
        not_done=adherence.not_done,
        no_report=adherence.no_report,
        extra=adherence.extra,
    )


def reason_shape(reason: Reason) -> ReasonAnswer:
    """A reason for attention as it is answered."""
    return ReasonAnswer(
        reason=reason.reason.value,
        rank=reason.rank,
        figure=reason.figure,
        since=reason.since.isoformat(),
        subject=reason.subject,
    )


def _day(day: Day) -> DayAnswer:
    return DayAnswer(
        {
            "date": day.date.isoformat(),
            "class": day.day_class.value,
            "slots_due": day.slots_due,
            "slots_done": day.slots_done,
            "completion": day.completion,
            "pain_now": day.pain_now,
            "pain_worst": day.pain_worst,
            "pain_average": day.pain_average,
            "function": day.function,
            "flare": day.flare,
        }
    )


def _change(found: PainChange | MeasureChange, turn: Turn | None) -> ChangeAnswer:
    return ChangeAnswer(
        baseline=found.baseline,
        latest=found.latest,
        change=found.change,
        beyond_mdc=found.beyond_mdc,
        beyond_mic=found.beyond_mic,
        direction=turn.value if turn else None,
    )


def _monitoring(periods: tuple[Period, ...] | None) -> MonitoringAnswer | None:
    if periods is None:
        return None
    return MonitoringAnswer(
        periods=[
            PeriodAnswer({"from": each.first.isoformat(), "to": each.last.isoformat(), "days": each.days})
            for each in periods
        ]
    )


def _measure(trend: MeasureTrend, language: str) -> MeasureAnswer:
    measure, change = trend.measure, trend.change
    return MeasureAnswer(
        id=measure.id,
        name=measure.name(language),
        direction=measure.direction.value,
        version=trend.version,
        recall=trend.recall,
        points=[_point(*each) for each in trend.points],
        baseline=_point(*trend.baseline) if trend.baseline else None,
        change=change.change if change else None,
        beyond_mdc=change.beyond_mdc if change else None,
        beyond_mic=change.beyond_mic if change else None,
        mdc=measure.mdc.points if measure.mdc else None,
        mic=measure.mic.points if measure.mic else None,
    )


def _point(day: date, score: float) -> PointAnswer:
    return PointAnswer(date=day.isoformat(), score=score)
