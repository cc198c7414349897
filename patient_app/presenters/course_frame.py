"""The frame of the course in words: diagnosis and weeks of the order, visits, reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.orders import OrderContent
from patient_app.domain.reports import ReportDecision
from patient_app.domain.text import Translator
from patient_app.domain.visits import VisitDecision, VisitKind
from patient_app.presenters import report_words
from patient_app.presenters.dates import day_words, short_day
from patient_app.presenters.orders import diagnosis


class Order(Protocol):
    """The newest signed order (see `services.orders.OrderView`)."""

    @property
    def content(self) -> OrderContent: ...
    @property
    def signed_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...


class VisitMark(Protocol):
    """A visit that was held, or is next (see `services.course_frame.VisitMark`)."""

    @property
    def on(self) -> date: ...
    @property
    def kind(self) -> VisitKind: ...
    @property
    def clinician(self) -> str: ...
    @property
    def decision(self) -> VisitDecision | None: ...


class ReportMark(Protocol):
    """A signed progress report (see `services.course_frame.ReportMark`)."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def signed_on(self) -> date: ...
    @property
    def author(self) -> str: ...
    @property
    def decision(self) -> ReportDecision | None: ...
    @property
    def decided_on(self) -> date | None: ...


class Frame(Protocol):
    """What frames the course (see `services.course_frame.CourseFrame`)."""

    @property
    def order(self) -> Order | None: ...
    @property
    def held(self) -> Sequence[VisitMark]: ...
    @property
    def next_visit(self) -> VisitMark | None: ...
    @property
    def reports(self) -> Sequence[ReportMark]: ...
    @property
    def treatment_days(self) -> int: ...
    @property
    def is_whole(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class CourseFact:
    """One thing about the course: its name and what it is. `report`: the id of the report that it is about."""

    name: str = ""
    text: str = ""
    report: str = ""


SHOWN_REPORTS = 3


def facts(t: Translator, found: Frame, today: date) -> tuple[CourseFact, ...]:
    """Diagnosis, order, last and next visit, and the last reports, the newest first. Of a part of the course only what
    is there: that there is no visit in it does not say that there is none."""
    order = found.order
    rows = [
        CourseFact(t("Diagnosis"), _diagnoses(t, order)) if order and order.content.diagnoses else None,
        CourseFact(t("Order"), _order(t, order, today)) if order or found.is_whole else None,
        CourseFact(t("Last visit"), _visits(t, found, today)) if found.held or found.is_whole else None,
        CourseFact(t("Next visit"), _visit(t, found.next_visit, today) if found.next_visit else t("none planned"))
        if found.next_visit or found.is_whole
        else None,
        *(
            CourseFact(t("Report {n}", n=each.number), _report(t, each, today), each.id)
            for each in list(reversed(found.reports))[:SHOWN_REPORTS]
        ),
    ]
    if not found.reports and found.is_whole:
        rows.append(CourseFact(t("Reports"), t("none so far")))
    return tuple(row for row in rows if row is not None)


def kind(t: Translator, value: VisitKind) -> str:
    """What a visit was for."""
    return {
        VisitKind.PHYSIATRIST: t("Physiatrist visit"),
        VisitKind.EVALUATION: t("PT evaluation"),
        VisitKind.TREATMENT: t("PT treatment"),
    }[value]


def visit_decision(t: Translator, value: VisitDecision) -> str:
    """How a visit ended."""
    return {
        VisitDecision.CONTINUE: t("continue"),
        VisitDecision.CHANGE: t("change"),
        VisitDecision.DISCHARGE: t("discharge"),
        VisitDecision.REFER_ON: t("refer on"),
    }[value]


def visit_words(t: Translator, visit: VisitMark) -> str:
    """'Physiatrist visit: continue'."""
    return f"{kind(t, visit.kind)}: {visit_decision(t, visit.decision)}" if visit.decision else kind(t, visit.kind)


def report_state(t: Translator, report: ReportMark) -> str:
    """'waits for a decision', or the decision."""
    return report_words.decision(t, report.decision) if report.decision else t("waits for a decision")


def _diagnoses(t: Translator, order: Order) -> str:
    return "; ".join(diagnosis(t, each) for each in order.content.diagnoses)


def _order(t: Translator, order: Order | None, today: date) -> str:
    if order is None:
        return t("none")
    words = [
        t.n("{n} week", "{n} weeks", order.content.weeks),
        t.n("{n} time a week", "{n} times a week", order.content.frequency_per_week),
    ]
    words.append(t("signed {date}", date=short_day(t, order.signed_on, today)))
    if order.ends_on:
        ended = order.ends_on < today
        words.append(
            t("ended {date}", date=short_day(t, order.ends_on, today))
            if ended
            else t("ends {date}", date=short_day(t, order.ends_on, today))
        )
    return ", ".join(words)


def _visits(t: Translator, found: Frame, today: date) -> str:
    if not found.is_whole:
        return _visit(t, found.held[-1], today)
    days = t.n("{n} treatment day so far", "{n} treatment days so far", found.treatment_days)
    return f"{_visit(t, found.held[-1], today)}; {days}" if found.held else t("none so far")


def _visit(t: Translator, visit: VisitMark, today: date) -> str:
    words = f"{day_words(t, visit.on, today)}, {visit_words(t, visit)}"
    return f"{words}, {visit.clinician}" if visit.clinician else words


def _report(t: Translator, report: ReportMark, today: date) -> str:
    return t(
        "{state}; signed {date}, {who}",
        state=report_state(t, report),
        date=day_words(t, report.signed_on, today),
        who=report.author,
    )
