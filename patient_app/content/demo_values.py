"""What a made-up clinic and its patients are, as frozen values. Days are counted from today: -84 is twelve weeks ago.

These are scripts, not records: `services/demo` makes the records from them.
"""

from dataclasses import dataclass
from typing import Any

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import Answer, NotDoneReason
from patient_app.domain.goals import GoalCategory
from patient_app.domain.journey import EventKind
from patient_app.domain.people import Role, SharePart
from patient_app.domain.program import Prescription, Side
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visits import PartOfDay, RequestKind, VisitDecision

__all__ = ["EventKind", "GoalCategory", "PartOfDay", "ReportDecision", "RequestKind", "VisitDecision", "VisitStatus"]

Trend = tuple[tuple[int, float], ...]
"""Points (day, value), ascending; between two points the value moves evenly."""


@dataclass(frozen=True, slots=True)
class Centre:
    """A PT centre."""

    key: str
    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who works at the clinic."""

    key: str
    role: Role
    name: str
    email: str
    centre: str | None


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic, its PT centres, and who works there."""

    name: str
    phone: str
    emergency_number: str
    time_zone: str
    centres: tuple[Centre, ...]
    staff: tuple[Staff, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What the patient shares with one clinician."""

    clinician: str
    parts: tuple[SharePart, ...]
    revoked: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Handover:
    """A clinician hands the patient over to a colleague for a time."""

    giver: str
    colleague: str
    announced: int
    opens: int
    until: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Episode:
    """The problem."""

    problem: str
    region: str
    onset: int
    started: int
    closed: int | None
    intake: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journey; `by` is the clinician who wrote it, else the patient."""

    kind: EventKind
    on: int
    title: str
    text: str
    by: str | None
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """An ICD-10-CM code with its text and side."""

    code: str
    text: str
    side: Side


@dataclass(frozen=True, slots=True)
class Order:
    """The physiatrist's order for PT. `coded` precautions (code and what was added) come before those in free words;
    none of either: 'none known'. One that is not `signed` is a draft.
    """

    by: str
    on: int
    diagnoses: tuple[Diagnosis, ...]
    reason: str
    precautions: tuple[str, ...]
    frequency: int
    weeks: int
    centre: str
    program: str | None
    next_visit: int | None
    accepted_by: str | None
    coded: tuple[tuple[str, str], ...] = ()
    contraindicated: tuple[str, ...] = ()
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the episode; its letter is its place in the list."""

    category: GoalCategory
    text: str
    measure: str | None
    baseline: float | None
    target: float | None
    due: int
    met: int | None


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity in the patient's words, and how well it went (0-10)."""

    name: str
    went: Trend


@dataclass(frozen=True, slots=True)
class Version:
    """A program version. The prescriptions have no ids yet; their line is named by the exercise."""

    on: int
    by: str
    note: str
    lines: tuple[Prescription, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """How faithfully the diary is kept from a day on, in percent.

    `done`: days with a session among those with exercises due; `skipped`: single exercises left out on such days;
    `reported`: what was left out and was reported with a reason; `extra`: sessions done once more; `check_ins`: days.
    """

    since: int
    done: int
    skipped: int
    reported: int
    extra: int
    check_ins: int


@dataclass(frozen=True, slots=True)
class Hurt:
    """From a day on, this exercise hurts this much (0-10); with an `effort` (0-10) it is done whole, and is so hard."""

    exercise: str
    since: int
    pain: int
    effort: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the patient's words, on the check-in, or on the last log of an exercise up to that day."""

    on: int
    text: str
    exercise: str | None


@dataclass(frozen=True, slots=True)
class Diary:
    """How the patient logs. Times are local 'HH:MM'; `until` is the last day with entries.

    `missed` days have no session whatever the percentages say; `done_today` are the exercises logged this morning
    (when given, nothing else is logged today). `pain` is the worst of the day; `late` is the percentage of days that
    are entered a day later. On `unsettled` mornings there is a bit more pain than usual, and the check-in says so.
    """

    time: str
    check_in_time: str
    stretches: tuple[Stretch, ...]
    missed: tuple[int, ...]
    until: int
    done_today: tuple[str, ...]
    reasons: tuple[tuple[NotDoneReason, int], ...]
    pain: Trend
    sites: tuple[str, ...]
    flares: tuple[int, ...]
    unsettled: tuple[int, ...]
    sleeps: bool
    late: int
    hurts: tuple[Hurt, ...]
    zones: tuple[tuple[int, str], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """The program on hold: by the answers to warning signs, or by a clinician (`by`, with a note)."""

    level: HoldLevel
    on: int
    by: str | None
    answers: tuple[tuple[str, Answer], ...]
    note: str | None
    cleared: int | None
    cleared_by: str | None
    clear_note: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A filled-in outcome measure: ticked items, one value, or the ratings of the own activities that day; or a score
    that `by` took in clinic.
    """

    id: str
    on: int
    ticked: tuple[int, ...]
    value: int | None
    score: float | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A measure that is assigned: every so many weeks, or without `weeks` at discharge."""

    measure: str
    by: str
    since: int
    weeks: int | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One thing measured in clinic several times: (day, number), or (day, grade text) for strength by hand."""

    kind: str
    joint: str | None
    movement: str | None
    side: Side | None
    active: bool | None
    unit: str | None
    by: str
    found: tuple[tuple[int, float | str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A progress report: signed, acknowledged or not, or the one `draft` that is being written (until today).

    `goals`: the PT's note on a goal, by letter. `addendum`: added by the author the day after the decision.
    """

    by: str
    since: int
    until: int
    assessment: str
    plan: str
    acknowledged: int | None
    acknowledged_by: str | None
    decision: ReportDecision | None
    decision_note: str | None
    for_patient: bool
    addendum: str | None
    goals: tuple[tuple[str, str], ...]
    draft: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """What the patient asks about a visit, not answered yet. `weekdays`: 0 is Monday."""

    kind: RequestKind
    weekdays: tuple[int, ...]
    parts: tuple[PartOfDay, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; with `every` a series from `on` to `last`. `ask` and `questions` are about the first of it."""

    clinician: str
    on: int
    at: str
    status: VisitStatus
    purpose: str
    decision: VisitDecision | None
    note: str | None
    every: int | None
    last: int | None
    ask: Ask | None
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patient:
    """A made-up patient: a situation, and the script of its course. `signed_in` `None`: not yet."""

    name: str
    email: str
    situation: str
    language: str
    time_zone: str
    invited: int
    signed_in: int | None
    monitored_from: int | None
    team: tuple[str, ...]
    shares: tuple[Share, ...]
    handovers: tuple[Handover, ...]
    episode: Episode
    journey: tuple[Event, ...]
    orders: tuple[Order, ...]
    goals: tuple[Goal, ...]
    activities: tuple[Activity, ...]
    program: tuple[Version, ...]
    diary: Diary | None
    holds: tuple[Hold, ...]
    measures: tuple[Measure, ...]
    assigned: tuple[Assigned, ...]
    measurements: tuple[Measurement, ...]
    reports: tuple[Report, ...]
    visits: tuple[Visit, ...]
