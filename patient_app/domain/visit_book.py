"""Visits as they are read: one value for screen, API and calendar."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.people import Role
from patient_app.domain.visits import PartOfDay, RequestKind, RequestStatus, VisitDecision, VisitKind, VisitMode


@dataclass(frozen=True, slots=True)
class Clinician:
    """A clinician with whom a visit can be."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Wishes:
    """When a moved visit would suit: weekdays (0 is Monday) and parts of the day; empty: any."""

    weekdays: tuple[int, ...] = ()
    parts_of_day: tuple[PartOfDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What the patient wrote about a visit, and what became of it."""

    id: str
    visit_id: str
    kind: RequestKind
    wishes: Wishes
    note: str
    asked_at: datetime
    status: RequestStatus
    answer: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. `note` of a planned one is a draft of what will be recorded, and is the team's alone.

    `may_change`: the reader may move, cancel and mark it. `has_begun`: it may be marked held or missed.
    `series_left`: how many later planned ones of its series there are.
    """

    id: str
    kind: VisitKind
    mode: VisitMode
    planned_at: datetime
    minutes: int
    clinician: Clinician
    place: str
    purpose: str
    status: VisitStatus
    decision: VisitDecision | None
    note: str
    reason: str
    moved_from: datetime | None
    series_id: str | None
    every_weeks: int | None
    series_left: int
    may_change: bool
    has_begun: bool
    requests: tuple[Request, ...]

    def is_over(self, now: datetime) -> bool:
        """Has its time passed?"""
        return self.planned_at + timedelta(minutes=self.minutes) <= now


@dataclass(frozen=True, slots=True)
class TreatmentClock:
    """Treatment days since the last progress report, of how many one is due after."""

    days: int
    of: int


@dataclass(frozen=True, slots=True)
class VisitBook:
    """All visits of one patient for one reader, by time. `questions`: for the next visit, not talked about yet.

    `colleagues` may be planned for: clinicians with the `journey` part, the reader first. `treated_today`: a treatment
    is recorded for the patient's today. `clock` is `None` before the first treatment and without an order or report.
    """

    patient_id: str
    patient_name: str
    now: datetime
    clinic_zone: str
    patient_zone: str
    clinic_phone: str
    visits: tuple[Visit, ...]
    questions: tuple[Request, ...]
    colleagues: tuple[Clinician, ...] = ()
    centres: tuple[str, ...] = ()
    visit_minutes: int = 20
    treated_today: bool = False
    treatment_dates: tuple[date, ...] = ()
    clock: TreatmentClock | None = None

    @property
    def next(self) -> Visit | None:
        """The first planned visit that is not over."""
        coming = (visit for visit in self.visits if visit.status is VisitStatus.PLANNED and not visit.is_over(self.now))
        return next(coming, None)

    def next_for(self, at_pt_centre: bool) -> Visit | None:
        """The next visit on a clinician's side (at the PT centre or not), else the next one of all."""
        sides = (visit for visit in self.visits if visit.kind.is_at_pt_centre is at_pt_centre)
        return replace(self, visits=tuple(sides)).next or self.next
