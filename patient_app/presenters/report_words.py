"""What is said of a progress report: its name, where it stands, the decision, the goals; and its shape, types only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from patient_app.domain.attention_facts import ReportAnswer
from patient_app.domain.report_clock import ClockState
from patient_app.domain.report_data import ReportData
from patient_app.domain.reports import EntryKind, GoalWord, ReportDecision, ReportKind, ReportStatus
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words


class Said(Protocol):
    """The PT's word on a goal (see `services.reports.GoalSaid`)."""

    @property
    def word(self) -> GoalWord | None: ...
    @property
    def value(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def note(self) -> str: ...


class Added(Protocol):
    """Something added to a signed report (see `services.reports.Added`)."""

    @property
    def kind(self) -> EntryKind: ...
    @property
    def name(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def decision(self) -> ReportDecision | None: ...
    @property
    def for_patient(self) -> bool: ...
    @property
    def to_name(self) -> str: ...


class Report(Protocol):
    """A report as one reader may see it (see `services.reports.Report`)."""

    @property
    def id(self) -> str: ...
    @property
    def patient_id(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def kind(self) -> ReportKind: ...
    @property
    def status(self) -> ReportStatus: ...
    @property
    def data(self) -> ReportData: ...
    @property
    def assessment(self) -> str: ...
    @property
    def plan(self) -> str: ...
    @property
    def goals(self) -> Mapping[str, Said]: ...
    @property
    def signed_at(self) -> datetime | None: ...
    @property
    def content_hash(self) -> str: ...
    @property
    def is_unchanged(self) -> bool: ...
    @property
    def added(self) -> Sequence[Added]: ...
    @property
    def decision(self) -> Added | None: ...
    @property
    def today(self) -> date: ...
    @property
    def copy_until(self) -> datetime | None: ...


def title(t: Translator, report: Report) -> str:
    """'Progress report 2', 'Discharge report (draft)'."""
    discharge = report.kind is ReportKind.DISCHARGE
    if report.number is None:
        return t("Discharge report (draft)") if discharge else t("Progress report (draft)")
    return t("Discharge report {n}", n=report.number) if discharge else t("Progress report {n}", n=report.number)


def period(t: Translator, data: ReportData, today: date) -> str:
    """'Mon, Nov 9 to Tue, Nov 24'."""
    return t("{first} to {last}", first=day_words(t, data.first, today), last=day_words(t, data.last, today))


def treatment(t: Translator, data: ReportData) -> str:
    """The clocks of the period: 'Treatment day 3 of 10, 35 days'."""
    return t.n(
        "Treatment day {treated} of {limit}, {n} day",
        "Treatment day {treated} of {limit}, {n} days",
        data.days,
        treated=data.treated,
        limit=data.treated_limit,
    )


def state(t: Translator, report: Report) -> tuple[str, str, str]:
    """Where the report stands, in words, with its icon and tone."""
    if report.status is ReportStatus.DRAFT:
        return t("Draft"), "edit", "amber"
    decided = report.decision
    if decided is None or decided.decision is None:
        return t("Signed, waits for a decision"), "clock", "sky"
    return t("Decided: {decision}", decision=decision(t, decided.decision)), "check-circle", "pine"


def decision(t: Translator, value: ReportDecision) -> str:
    """A decision as clinicians read it."""
    return {
        ReportDecision.CONTINUE: t("continue"),
        ReportDecision.CHANGE: t("change the plan"),
        ReportDecision.SEE_PATIENT: t("see the patient"),
        ReportDecision.DISCHARGE: t("discharge"),
    }[value]


def decision_for_patient(t: Translator, report: Report, today: date) -> str:
    """What the doctor decided, as the patient reads it; empty while nobody has."""
    decided = report.decision
    if decided is None or decided.decision is None:
        return ""
    words = {
        ReportDecision.CONTINUE: t("continue"),
        ReportDecision.CHANGE: t("change the plan. Your therapist will tell you more"),
        ReportDecision.SEE_PATIENT: t("see you. Your clinic plans a visit"),
        ReportDecision.DISCHARGE: t("end this course of treatment"),
    }[decided.decision]
    return t(
        "Your doctor read the report of {date} and decided: {decision}.",
        date=day_words(t, report.data.last, today),
        decision=words,
    )


def goal_words(t: Translator) -> dict[str, str]:
    """What a PT may say of a goal."""
    return {
        GoalWord.ACTIVE.value: t("Goes on"),
        GoalWord.MET.value: t("Met"),
        GoalWord.NOT_MET.value: t("Not met"),
        GoalWord.CHANGED.value: t("Changed"),
    }


def clock(t: Translator, found: ClockState) -> str:
    """How far the period of the next report is."""
    return t(
        "Treatment day {n} of {limit}, day {days} of {days_limit}",
        n=found.treated,
        limit=found.treated_limit,
        days=found.days,
        days_limit=found.days_limit,
    )


def clock_title(t: Translator, found: ClockState, today: date) -> str:
    """Is the next report due, soon, or later?"""
    on = day_words(t, found.due_on, today)
    if found.is_due:
        return t("Progress report due since {date}", date=on)
    return t("Next progress report by {date}", date=on)


def soon(t: Translator, found: ClockState) -> str:
    """'Report due soon: day 9 of 10, 18 of 30 days', for the caseload; empty while it is far, and once it is overdue
    (the reasons say so then)."""
    if not found.is_soon or found.is_due:
        return ""
    return t(
        "Report due soon: day {n} of {limit}, {days} of {days_limit} days",
        n=found.treated,
        limit=found.treated_limit,
        days=found.days,
        days_limit=found.days_limit,
    )


def to_do(t: Translator, answer: ReportAnswer) -> str:
    """What a physiatrist decided on the last report, for the PT's caseload."""
    return t("Report {n}, decided: {decision}", n=answer.number, decision=decision(t, answer.decision))
