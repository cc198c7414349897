"""Where someone is in the course of treatment: its ten steps, and what comes next. Derived from facts each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from patient_app.domain.course import HoldLevel
from patient_app.domain.journey import Recommendation
from patient_app.domain.visits import VisitKind

MOST_NEXT = 3
"""So many things that come next are said; the first is the one to look at."""


class Step(StrEnum):
    """The ten steps of a course of treatment, in order."""

    ONSET = "onset"
    PRIMARY_CARE = "primary_care"
    REFERRAL = "referral"
    EXAM = "exam"
    ORDER = "order"
    EVALUATION = "evaluation"
    EXERCISE = "exercise"
    REPORTS = "reports"
    VISITS = "visits"
    DISCHARGE = "discharge"


class Standing(StrEnum):
    """How a step stands. NOW is where the patient is: always exactly one step."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class OrderFact:
    """The newest order that was not cancelled. `taken_by`: the PT who accepted it."""

    signed_by: str
    signed_on: date
    centre: str | None = None
    taken_by: str | None = None
    declined: bool = False
    next_visit_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit to come, on the patient's local date."""

    kind: VisitKind
    clinician: str
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """The oldest signed report that the physiatrist has not answered."""

    written_by: str
    for_whom: str | None


@dataclass(frozen=True, slots=True)
class JourneyFacts:
    """What is known of a course of treatment on the patient's today.

    `has_physiatrist`: the record is shared with one, or one wrote in it. `visits`: those to come, soonest first.
    `measure_due`: a questionnaire waits for the patient.
    """

    today: date
    has_onset: bool = False
    has_primary_care: bool = False
    has_referral: bool = False
    has_physiatrist: bool = False
    exam_on: date | None = None
    recommendation: Recommendation | None = None
    order: OrderFact | None = None
    has_evaluation: bool = False
    program_from: date | None = None
    reports: int = 0
    report_due: bool = False
    waiting_report: WaitingReport | None = None
    visits_held: int = 0
    visits: tuple[PlannedVisit, ...] = ()
    hold: HoldLevel | None = None
    measure_due: bool = False
    closed_on: date | None = None


class NextCode(StrEnum):
    """What comes next, by its code."""

    HOLD = "hold"
    CLOSED = "closed"
    VISIT = "visit"
    ORDER_DECLINED = "order_declined"
    ORDER_WAITS = "order_waits"
    EVALUATION_TO_PLAN = "evaluation_to_plan"
    PROGRAM_TO_COME = "program_to_come"
    PROGRAM_STARTS = "program_starts"
    EXERCISE = "exercise"
    MEASURE = "measure"
    REPORT_WAITS = "report_waits"
    REPORT_DUE = "report_due"
    VISIT_TO_PLAN = "visit_to_plan"
    ORDER_TO_COME = "order_to_come"
    FURTHER_TESTS = "further_tests"
    OTHER_SPECIALIST = "other_specialist"
    NOT_PHYSICAL_THERAPY = "not_physical_therapy"
    EXAM_TO_COME = "exam_to_come"
    FIND_PHYSIATRIST = "find_physiatrist"


@dataclass(frozen=True, slots=True)
class NextUp:
    """One thing that comes next: who it is about, when, and where, as far as that is known."""

    code: NextCode
    who: str | None = None
    other: str | None = None
    on: date | None = None
    visit: PlannedVisit | None = None


def steps(facts: JourneyFacts) -> tuple[tuple[Step, Standing], ...]:
    """Each step with its standing. What lies before the furthest step is done, even when nobody wrote it down."""
    now = _now(facts)
    place = tuple(Step).index(now)
    return tuple((step, _standing(facts, step, number, now, place)) for number, step in enumerate(Step))


def _now(facts: JourneyFacts) -> Step:
    if facts.closed_on is not None:
        return Step.DISCHARGE
    if facts.program_from is not None and facts.program_from <= facts.today:
        return Step.EXERCISE
    reached = (
        (Step.EVALUATION, facts.has_evaluation or facts.program_from is not None or _is_taken(facts.order)),
        (Step.ORDER, facts.order is not None or facts.recommendation is Recommendation.PHYSICAL_THERAPY),
        (Step.EXAM, facts.exam_on is not None or facts.has_physiatrist),
        (Step.REFERRAL, facts.has_referral or facts.has_primary_care),
        (Step.PRIMARY_CARE, facts.has_onset),
    )
    return next((step for step, is_there in reached if is_there), Step.ONSET)


def _standing(facts: JourneyFacts, step: Step, number: int, now: Step, place: int) -> Standing:
    if step is now:
        return Standing.NOW
    if number < place:
        return Standing.DONE
    # Reports and visits go on beside the exercises: done means that there was one.
    happened = {Step.REPORTS: facts.reports > 0, Step.VISITS: facts.visits_held > 0}
    return Standing.DONE if now is Step.EXERCISE and happened.get(step, False) else Standing.NEXT


def what_next(facts: JourneyFacts) -> tuple[NextUp, ...]:
    """What comes next, the most pressing first; at least one thing and at most three.

    A hold by a warning sign comes before everything, the end of the course before what would have come in it.
    """
    if facts.hold is not None:
        return (NextUp(NextCode.HOLD), *_visits(facts))[:MOST_NEXT]
    if facts.closed_on is not None:
        return (NextUp(NextCode.CLOSED, on=facts.closed_on), *_visits(facts))[:MOST_NEXT]
    return tuple(_open(facts))[:MOST_NEXT]


def _open(facts: JourneyFacts) -> Iterator[NextUp]:
    order = facts.order
    if order is not None and order.declined:
        yield NextUp(NextCode.ORDER_DECLINED, who=order.signed_by)
    elif order is not None and not _is_taken(order) and facts.program_from is None:
        yield NextUp(NextCode.ORDER_WAITS, who=order.signed_by, other=order.centre, on=order.signed_on)
    yield from _visits(facts)
    if facts.program_from is not None:
        yield from _exercising(facts, facts.program_from)
    elif order is not None and _is_taken(order):
        yield from _before_the_program(facts, order)
    elif order is None:
        yield from _before_the_order(facts)


def _visits(facts: JourneyFacts) -> Iterator[NextUp]:
    """The next visit with each clinician, soonest first."""
    met: set[str] = set()
    for visit in facts.visits:
        if visit.clinician not in met:
            met.add(visit.clinician)
            yield NextUp(NextCode.VISIT, who=visit.clinician, on=visit.on, visit=visit)


def _exercising(facts: JourneyFacts, starts_on: date) -> Iterator[NextUp]:
    if starts_on > facts.today:
        yield NextUp(NextCode.PROGRAM_STARTS, on=starts_on)
    else:
        yield NextUp(NextCode.EXERCISE)
    if facts.measure_due:
        yield NextUp(NextCode.MEASURE)
    if facts.waiting_report is not None:
        yield NextUp(NextCode.REPORT_WAITS, who=facts.waiting_report.written_by, other=facts.waiting_report.for_whom)
    elif facts.report_due:
        yield NextUp(NextCode.REPORT_DUE, who=facts.order.taken_by if facts.order else None)
    order = facts.order
    if order and order.next_visit_on and not any(v.kind is VisitKind.PHYSIATRIST for v in facts.visits):
        yield NextUp(NextCode.VISIT_TO_PLAN, who=order.signed_by, on=order.next_visit_on)


def _before_the_program(facts: JourneyFacts, order: OrderFact) -> Iterator[NextUp]:
    if facts.has_evaluation:
        yield NextUp(NextCode.PROGRAM_TO_COME, who=order.taken_by)
    elif not any(visit.kind is not VisitKind.PHYSIATRIST for visit in facts.visits):
        yield NextUp(NextCode.EVALUATION_TO_PLAN, who=order.taken_by, other=order.centre)


def _before_the_order(facts: JourneyFacts) -> Iterator[NextUp]:
    said = {
        Recommendation.FURTHER_TESTS: NextCode.FURTHER_TESTS,
        Recommendation.OTHER_SPECIALIST: NextCode.OTHER_SPECIALIST,
        Recommendation.NOT_PHYSICAL_THERAPY: NextCode.NOT_PHYSICAL_THERAPY,
    }
    if facts.recommendation in said:
        yield NextUp(said[facts.recommendation])
    elif facts.exam_on is not None:
        yield NextUp(NextCode.ORDER_TO_COME)
    elif not facts.has_physiatrist:
        yield NextUp(NextCode.FIND_PHYSIATRIST)
    elif not any(visit.kind is VisitKind.PHYSIATRIST for visit in facts.visits):
        yield NextUp(NextCode.EXAM_TO_COME)


def _is_taken(order: OrderFact | None) -> bool:
    return order is not None and order.taken_by is not None
