"""What the attention rules take in and give back, as values. The rules themselves stand in `attention`."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from patient_app.domain.course import Course
from patient_app.domain.course_index import AnyCourse
from patient_app.domain.measures import MeasureChange
from patient_app.domain.reports import ReportDecision
from patient_app.domain.warning_signs import Level


class ReasonCode(StrEnum):
    """Stable codes of the reasons, highest rank first."""

    WARNING_SIGN_OPEN = "warning_sign_open"
    PAIN_HIGH = "pain_high"
    PAIN_RISING = "pain_rising"
    RED_PAIN_TWICE = "red_pain_twice"
    SILENT = "silent"
    ADHERENCE_LOW = "adherence_low"
    ADHERENCE_FALLING = "adherence_falling"
    INVITED_NOT_SIGNED_IN = "invited_not_signed_in"
    REPORT_DUE = "report_due"
    REPORT_UNACKNOWLEDGED = "report_unacknowledged"
    VISIT_DUE = "visit_due"
    VISIT_MISSED = "visit_missed"
    PLAN_OF_CARE_ENDS = "plan_of_care_ends"
    RECERTIFICATION_DUE = "recertification_due"
    MEASURE_DUE = "measure_due"
    GOAL_MET = "goal_met"
    MIC_REACHED = "mic_reached"

    @property
    def rank(self) -> int:
        """1 is the highest; good news is 6 and shown apart."""
        return _RANKS[self]


_RANKS = {
    ReasonCode.WARNING_SIGN_OPEN: 1,
    ReasonCode.PAIN_HIGH: 2,
    ReasonCode.PAIN_RISING: 2,
    ReasonCode.RED_PAIN_TWICE: 2,
    ReasonCode.SILENT: 3,
    ReasonCode.ADHERENCE_LOW: 3,
    ReasonCode.ADHERENCE_FALLING: 3,
    ReasonCode.INVITED_NOT_SIGNED_IN: 3,
    ReasonCode.REPORT_DUE: 4,
    ReasonCode.REPORT_UNACKNOWLEDGED: 4,
    ReasonCode.VISIT_DUE: 4,
    ReasonCode.VISIT_MISSED: 4,
    ReasonCode.PLAN_OF_CARE_ENDS: 4,
    ReasonCode.RECERTIFICATION_DUE: 4,
    ReasonCode.MEASURE_DUE: 5,
    ReasonCode.GOAL_MET: 6,
    ReasonCode.MIC_REACHED: 6,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a patient needs a look: a stable code, one figure whose meaning the rule states, and since when.

    `subject` names what it is about where the figure alone does not (an exercise id, a measure id, a goal's letter).
    `evidence_on` and `evidence_at` tell how new its data are, against a clinician's mark (`attention_marks`).
    """

    reason: ReasonCode
    figure: str | int | float
    since: date
    evidence_on: date
    evidence_at: datetime | None = None
    subject: str | None = None

    @property
    def rank(self) -> int:
        """1 is the highest."""
        return self.reason.rank


class VisitStatus(StrEnum):
    """What became of a visit."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class VisitFact:
    """A visit by its date. One at the PT centre is the PT's matter, any other the physiatrist's."""

    planned_on: date
    status: VisitStatus
    at_pt_centre: bool = False


@dataclass(frozen=True, slots=True)
class OpenWarningSign:
    """A warning sign that no clinician has cleared, and when the server learnt of it."""

    level: Level
    since: date
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class ReportClock:
    """The period that the next progress report is for: its first day, and the treatment days in it so far."""

    started_on: date
    treatment_dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """The decision that holds on the newest signed report, and when it was made."""

    report_id: str
    number: int
    decision: ReportDecision
    at: datetime


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A signed report without a decision."""

    number: int
    signed_on: date


@dataclass(frozen=True, slots=True)
class PlanOfCare:
    """When the plan of care (order) ends, and when it was last certified."""

    ends_on: date | None = None
    certified_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureDue:
    """An outcome measure that falls due: since when, and the newest due date that was let go by (`None`: the first)."""

    measure_id: str
    due_on: date
    renewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class GoalMet:
    """A goal that was met."""

    letter: str
    met_on: date


@dataclass(frozen=True, slots=True)
class MeasureProgress:
    """The change of one measure over the episode, and the date of its latest score."""

    measure_id: str
    change: MeasureChange
    reached_on: date


NO_COURSE = Course()


@dataclass(frozen=True, slots=True)
class AttentionFacts:
    """What the rules need to know of one patient. What is not known is `None` or empty, and raises nothing.

    `other_entry_days`: local dates of entries that are neither logs nor check-ins. `next_visit_due`: from the order
    or the last decision.
    """

    course: AnyCourse = NO_COURSE
    warning_signs: tuple[OpenWarningSign, ...] = ()
    invited_on: date | None = None
    other_entry_days: frozenset[date] = frozenset()
    pain_baseline: float | None = None
    report_clock: ReportClock | None = None
    report_answer: ReportAnswer | None = None
    unacknowledged_reports: tuple[WaitingReport, ...] = ()
    visits: tuple[VisitFact, ...] = ()
    next_visit_due: date | None = None
    plan_of_care: PlanOfCare | None = None
    measures_due: tuple[MeasureDue, ...] = ()
    goals_met: tuple[GoalMet, ...] = ()
    measure_changes: tuple[MeasureProgress, ...] = ()
