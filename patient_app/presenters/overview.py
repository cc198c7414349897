"""The whole of a summary in words: the figures of the period with the chart, the goals and the course. The screen and
the paper take this one view, so that no figure can differ between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from patient_app.domain.periods import Period, PeriodKind
from patient_app.domain.text import Translator
from patient_app.presenters import course_frame, goals, summary, summary_trend
from patient_app.presenters.attention import Names
from patient_app.presenters.course import Course
from patient_app.presenters.course_frame import CourseFact, Frame
from patient_app.presenters.dates import day_words
from patient_app.presenters.goals import GoalView, Told
from patient_app.presenters.measures import Noticed
from patient_app.presenters.summary import SummaryView
from patient_app.presenters.summary_trend import AS_IT_OPENS, Chosen, TrendView


class Overview(Protocol):
    """What a service read for someone (see `services.overview.Overview`)."""

    @property
    def summary(self) -> Course: ...
    @property
    def period(self) -> Period: ...
    @property
    def last_visit(self) -> date | None: ...
    @property
    def goals(self) -> Sequence[Told]: ...
    @property
    def course(self) -> Frame | None: ...


@dataclass(frozen=True, slots=True)
class PeriodView:
    """The period: how it was chosen, in words, its days as an address has them, and the query that asks for it.
    `has_visit`: there is one to count from."""

    kind: str = ""
    query: str = ""
    words: str = ""
    first: str = ""
    last: str = ""
    today: str = ""
    has_visit: bool = False


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything but the drawing of the chart."""

    summary: SummaryView = field(default_factory=SummaryView)
    period: PeriodView = PeriodView()
    trend: TrendView = field(default_factory=TrendView)
    goals: tuple[GoalView, ...] = ()
    course: tuple[CourseFact, ...] = ()
    sees_journey: bool = False


def view(
    t: Translator, found: Overview, name: Names, chosen: Chosen = AS_IT_OPENS, function_mic: Noticed | None = None
) -> OverviewView:
    """A summary in its reader's language. `chosen`: what the chart shows; `function_mic`: see `summary_trend.view`."""
    today = found.summary.today
    return OverviewView(
        summary=summary.view(t, found.summary, name),
        period=_period(t, found),
        trend=summary_trend.view(t, found.summary, found.course, chosen, function_mic),
        goals=goals.views(t, found.goals, today),
        course=course_frame.facts(t, found.course, today) if found.course else (),
        sees_journey=found.course is not None,
    )


def _period(t: Translator, found: Overview) -> PeriodView:
    period, today = found.period, found.summary.today
    first, last = period.first.isoformat(), period.last.isoformat()
    return PeriodView(
        kind=period.kind.value,
        query=f"from={first}&to={last}" if period.kind is PeriodKind.OWN else f"period={period.kind.value}",
        words=_words(t, period, today),
        first=first,
        last=last,
        today=today.isoformat(),
        has_visit=found.last_visit is not None,
    )


def _words(t: Translator, period: Period, today: date) -> str:
    """'Since the last visit: Wed, Nov 11 to Wed, Nov 25, 15 days'."""
    days = (period.last - period.first).days + 1
    values = {"first": day_words(t, period.first, today), "last": day_words(t, period.last, today)}
    span = f"{t('{first} to {last}', **values)}, {t.n('{n} day', '{n} days', days)}"
    if period.kind is PeriodKind.VISIT:
        return t("Since the last visit: {span}", span=span)
    return t("Since the start: {span}", span=span) if period.kind is PeriodKind.START else span
