"""What to know before a visit: what changed since the last one."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.adherence import Adherence
from patient_app.domain.course import Hold
from patient_app.domain.measures import MeasureChange
from patient_app.domain.people import SharePart
from patient_app.domain.program import ProgramVersion
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visit_book import Request, Visit


@dataclass(frozen=True, slots=True)
class ReportSince:
    """A progress report that was signed or decided since."""

    number: int
    signed_on: date
    decision: ReportDecision | None


@dataclass(frozen=True, slots=True)
class GoalMetSince:
    """A goal that was met since."""

    letter: str
    description: str
    met_on: date


@dataclass(frozen=True, slots=True)
class Preparation:
    """What to know before this visit. `since`: the patient's date of the last visit that was held on this side (with a
    physiatrist, or at the PT centre), else the start of the course. What is not shared is `None` or empty.
    """

    visit: Visit
    patient_id: str
    patient_name: str
    parts: frozenset[SharePart]
    today: date
    since: date
    last: Visit | None
    adherence: Adherence | None
    adherence_before: Adherence | None
    pain: MeasureChange | None
    function: MeasureChange | None
    holds: tuple[Hold, ...]
    versions: tuple[ProgramVersion, ...]
    reports: tuple[ReportSince, ...]
    other_visits: tuple[Visit, ...]
    goals_met: tuple[GoalMetSince, ...]
    requests: tuple[Request, ...]
    questions: tuple[Request, ...]
    patient_zone: str
