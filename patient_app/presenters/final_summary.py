"""The final summary of a course of treatment in words, from what was frozen at its end. The words are the summary's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from patient_app.domain.adherence import Adherence
from patient_app.domain.goals import GoalStatus
from patient_app.domain.journey import CloseReason
from patient_app.domain.measures import MeasureChange
from patient_app.domain.pain import PainChange
from patient_app.domain.streak import Streak
from patient_app.domain.text import Translator
from patient_app.presenters import adherence as adherence_words
from patient_app.presenters import change
from patient_app.presenters.change import Fact
from patient_app.presenters.dates import dated
from patient_app.presenters.journey_words import close_reason
from patient_app.presenters.measurements import MeasuredView, measured
from patient_app.presenters.measures import MeasureView, measures
from patient_app.presenters.numbers import percent


class Goal(Protocol):
    """A goal at the end of the course."""

    @property
    def letter(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def status(self) -> GoalStatus: ...


class Summary(Protocol):
    """What was frozen (see `services.final_summary.FinalSummary`)."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def adherence(self) -> Adherence | None: ...
    @property
    def streak(self) -> Streak | None: ...
    @property
    def active_days(self) -> int: ...
    @property
    def versions(self) -> Sequence[Any]: ...
    @property
    def pain(self) -> PainChange | None: ...
    @property
    def function(self) -> MeasureChange | None: ...
    @property
    def goals(self) -> Sequence[Goal]: ...
    @property
    def visits_held(self) -> int: ...
    @property
    def treatment_days(self) -> int: ...
    @property
    def reports(self) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal, and what became of it."""

    text: str = ""
    status: str = ""
    icon: str = "dot"


@dataclass(frozen=True, slots=True)
class ClosedView:
    """A closed course with its final summary. `shown`: there is a summary. What is not shared is empty."""

    id: str = ""
    problem: str = ""
    title: str = ""
    reason: str = ""
    note: str = ""
    by: str = ""
    pdf: str = ""
    shown: bool = False
    done: str = ""
    counts: str = ""
    streak: str = ""
    pain: tuple[Fact, ...] = ()
    pain_words: str = ""
    function: tuple[Fact, ...] = ()
    function_words: str = ""
    measures: tuple[MeasureView, ...] = ()
    measurements: tuple[MeasuredView, ...] = ()
    goals: tuple[GoalView, ...] = ()
    care: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """What is known of the end of a course besides its figures."""

    id: str
    problem: str
    started_on: date
    closed_on: date
    by: str
    reason: str | None
    note: str


def view(
    t: Translator, course: Closed, found: Summary | None, patient_id: str, trends: Sequence[Any], rows: Sequence[Any]
) -> ClosedView:
    """A closed course in words. `trends` and `rows`: its measures and measurements as the summary has them."""
    known = course.reason in set(CloseReason)
    head = ClosedView(
        id=course.id,
        problem=course.problem,
        title=t("{first} to {last}", first=dated(t, course.started_on), last=dated(t, course.closed_on)),
        reason=close_reason(t, CloseReason(course.reason)) if course.reason and known else "",
        note=course.note,
        by=t("Closed by {name}", name=course.by) if course.by else "",
    )
    if found is None:
        return head
    today = course.closed_on
    return ClosedView(
        **{name: getattr(head, name) for name in ("id", "problem", "title", "reason", "note", "by")},
        pdf=f"/api/v1/patients/{patient_id}/summary.pdf?from={found.first}&to={found.last}",
        shown=True,
        done=percent(t, found.adherence.exercise) if found.adherence else "",
        counts=adherence_words.counts(t, found.adherence) if found.adherence else "",
        streak=adherence_words.streak_words(t, found.streak) if found.streak else "",
        pain=change.facts(t, change.of_pain(found.pain)) if found.pain else (),
        pain_words=change.pain_for_patients(t, change.of_pain(found.pain)) if found.pain else "",
        function=change.facts(t, found.function) if found.function else (),
        function_words=change.function_for_patients(t, found.function) if found.function else "",
        measures=measures(t, trends, today),
        measurements=measured(t, rows, today),
        goals=tuple(_goal(t, goal) for goal in found.goals),
        care=_care(t, found),
    )


def goal_status(t: Translator, status: GoalStatus) -> str:
    """What became of a goal."""
    return {
        GoalStatus.ACTIVE: t("Open"),
        GoalStatus.MET: t("Met"),
        GoalStatus.NOT_MET: t("Not met"),
        GoalStatus.DROPPED: t("Given up"),
    }[status]


def _goal(t: Translator, goal: Goal) -> GoalView:
    icon = {GoalStatus.MET: "check-circle", GoalStatus.NOT_MET: "minus"}.get(goal.status, "dot")
    return GoalView(f"{goal.letter}: {goal.description}", goal_status(t, goal.status), icon)


def _care(t: Translator, found: Summary) -> str:
    """'3 visits with the physiatrist, 11 treatment days, 2 reports'."""
    return ", ".join(
        (
            t.n("{n} visit with the physiatrist", "{n} visits with the physiatrist", found.visits_held),
            t.n("{n} treatment day", "{n} treatment days", found.treatment_days),
            t.n("{n} report", "{n} reports", len(found.reports)),
        )
    )
