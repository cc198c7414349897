"""What a patient enters, as values: exercise logs, check-ins, answers. The local date decides the day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from patient_app.domain.program import Load, Side


class NotDoneReason(StrEnum):
    """What got in the way."""

    PAIN = "pain"
    TIRED = "tired"
    NO_TIME = "no_time"
    FORGOT = "forgot"
    NOT_SURE_HOW = "not_sure_how"
    NO_EQUIPMENT = "no_equipment"
    UNWELL = "unwell"
    FELT_FINE = "felt_fine"
    OTHER = "other"


class MorningSettled(StrEnum):
    """Is this morning's pain back to the usual level?"""

    YES = "yes"
    BIT_MORE = "bit_more"
    MUCH_MORE = "much_more"


class Answer(StrEnum):
    """Answer to a warning-sign question; not sure counts as yes."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class ExerciseLog:
    """One report on one prescription. A work field that is `None` means 'as prescribed'.

    `performed_at` is an instant (UTC); `local_date` decides the day. Pain NPRS 0-10, effort RPE 0-10.
    """

    id: str
    prescription_id: str
    local_date: date
    performed_at: datetime
    edited_at: datetime
    time_zone: str = "UTC"
    sets_done: int | None = None
    reps_done: int | None = None
    hold_seconds: int | None = None
    duration_minutes: float | None = None
    load: Load | None = None
    side: Side | None = None
    pain_during: int | None = None
    effort: int | None = None
    note: str | None = None
    not_done_reason: NotDoneReason | None = None
    received_at: datetime | None = None
    late: bool = False

    @property
    def is_not_done(self) -> bool:
        """A reason without any work field: the patient says that nothing was done."""
        return self.not_done_reason is not None and not self._has_work_field

    @property
    def _has_work_field(self) -> bool:
        return any(v is not None for v in (self.sets_done, self.reps_done, self.hold_seconds, self.duration_minutes))


@dataclass(frozen=True, slots=True)
class ActivityRating:
    """How well one of the patient's own activities went, 0-10, higher is better."""

    activity_id: str
    rating: int


@dataclass(frozen=True, slots=True)
class WarningAnswers:
    """Answers to a version of the warning-sign questions, by code (RF1 ...)."""

    question_version: str
    answers: tuple[tuple[str, Answer], ...]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A day's check-in. Pain now, worst and average (last 24 hours) are NPRS 0-10 and never mixed."""

    id: str
    local_date: date
    recorded_at: datetime
    edited_at: datetime
    flare: bool
    time_zone: str = "UTC"
    pain_now: int | None = None
    pain_worst: int | None = None
    pain_average: int | None = None
    pain_sites: tuple[str, ...] = ()
    activity_ratings: tuple[ActivityRating, ...] = ()
    morning_settled: MorningSettled | None = None
    sleep: int | None = None
    note: str | None = None
    warning_signs: WarningAnswers | None = None
    received_at: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class MeasureResponse:
    """A filled-in outcome measure; `score` is computed on the server, `None` when it cannot be."""

    id: str
    measure_id: str
    measure_version: str
    local_date: date
    edited_at: datetime
    answers: tuple[tuple[str, float], ...]
    score: float | None
    recall: str
    received_at: datetime | None = None
    late: bool = False
