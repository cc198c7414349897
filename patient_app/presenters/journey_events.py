"""What happened in a course of treatment, in words: orders, visits, reports, program versions, goals, holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from patient_app.domain.course import HoldLevel
from patient_app.domain.journey import CloseReason
from patient_app.domain.text import Translator
from patient_app.domain.timeline import Happening
from patient_app.presenters.journey_words import close_reason
from patient_app.presenters.numbers import plain

Names = Callable[[str], str]


class Event(Protocol):
    """An event that is no entry."""

    @property
    def happening(self) -> Happening: ...
    @property
    def text(self) -> str: ...
    @property
    def object_id(self) -> str | None: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """An event in words, with its icon."""

    icon: str
    title: str
    text: str = ""


def event_words(t: Translator, event: Event, name: Names) -> Said:
    """One event as a title and a line of text."""
    return _WORDS[event.happening](t, event, event.facts, name)


@dataclass(frozen=True, slots=True)
class Way:
    """Where to read more about an event: an English route or the address of a paper, and the words of the link."""

    route: str = ""
    paper: str = ""
    words: str = ""


NO_WAY = Way()


def more_about(t: Translator, event: Event, patient_id: str, *, is_own: bool) -> Way:
    """The screen or the paper that an event is about; a `Way` without words when there is none."""
    id, base = event.object_id, f"/patients/{patient_id}"
    match event.happening:
        case Happening.ORDER_SIGNED:
            return Way(paper=f"/api/v1{base}/orders/{id}.pdf?language={t.language}", words=t("Read the order"))
        case Happening.REPORT_SIGNED | Happening.REPORT_DECIDED:
            return Way("/reports" if is_own else f"{base}/reports/{id}", words=t("Read the report"))
        case Happening.VISIT_HELD | Happening.TREATMENTS:
            return Way("/visits" if is_own else f"{base}/visits", words=t("See the visits"))
    return NO_WAY


def report_decision(t: Translator, code: str) -> str:
    """How a physiatrist answered a report."""
    known = {
        "continue": t("Go on"),
        "change": t("Change the program"),
        "see_patient": t("See the patient"),
        "discharge": t("Close the course"),
    }
    return known.get(code, "")


def visit_decision(t: Translator, code: str) -> str:
    """How a visit ended."""
    known = {
        "continue": t("Go on"),
        "change": t("Change the program"),
        "discharge": t("Close the course"),
        "refer_on": t("Refer on"),
    }
    return known.get(code, "")


def _order_signed(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    often = t.n("{n} time a week", "{n} times a week", facts["frequency"])
    weeks = t.n("{n} week", "{n} weeks", facts["weeks"])
    return Said("note", t("Physical therapy ordered"), t("{often} for {weeks}", often=often, weeks=weeks))


def _ordered(icon: str, title: Callable[[Translator], str]) -> Callable[..., Said]:
    return lambda t, event, facts, name: Said(icon, title(t), facts["reason"])


def _visit_held(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    title = t("PT evaluation") if facts["visit_kind"] == "evaluation" else t("Visit with the physiatrist")
    decided = visit_decision(t, facts["decision"])
    text = t("Decision: {decision}.", decision=decided) if decided else ""
    return Said("calendar", title, f"{text} {facts['note']}".strip())


def _treatments(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    count = facts["count"]
    return Said("calendar", t.n("{n} treatment this month", "{n} treatments this month", count))


def _program(t: Translator, event: Event, facts: Mapping[str, Any], _: Names) -> Said:
    exercises = t.n("{n} exercise", "{n} exercises", facts["exercises"])
    title = t("Exercise program, version {n}", n=facts["version"])
    return Said("exercise", title, f"{exercises}. {event.text}".strip())


def _report_signed(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    if facts["report_kind"] == "discharge":
        return Said("note", t("Discharge report"))
    return Said("note", t("Progress report {n}", n=facts["number"] or ""))


def _report_decided(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    decided = report_decision(t, facts["decision"])
    text = t("Decision: {decision}.", decision=decided) if decided else ""
    return Said("check-circle", t("Progress report {n} was read", n=facts["number"] or ""), text)


def _goal_met(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    return Said("flag", t("Goal {letter} met", letter=facts["letter"]), facts["description"])


def _hold_began(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    by_hand = facts["level"] == HoldLevel.CLINICIAN
    text = t("By a clinician.") if by_hand else t("After a warning sign.")
    return Said("pause", t("Program on hold"), text)


def _hold_ended(t: Translator, _: Event, __: Mapping[str, Any], ___: Names) -> Said:
    return Said("play", t("The program goes on"))


def _first_measure(t: Translator, _: Event, facts: Mapping[str, Any], name: Names) -> Said:
    return Said("clipboard", name(facts["measure"]), t("First score: {n}", n=plain(facts["score"])))


def _course_closed(t: Translator, _: Event, facts: Mapping[str, Any], __: Names) -> Said:
    reason = facts["reason"]
    text = close_reason(t, CloseReason(reason)) if reason in set(CloseReason) else ""
    return Said("check-circle", t("Course of treatment closed"), text)


_WORDS: Mapping[Happening, Callable[..., Said]] = {
    Happening.ORDER_SIGNED: _order_signed,
    Happening.ORDER_ACCEPTED: _ordered("check", lambda t: t("The order was accepted")),
    Happening.ORDER_DECLINED: _ordered("minus", lambda t: t("The order was declined")),
    Happening.ORDER_CANCELLED: _ordered("close", lambda t: t("The order was cancelled")),
    Happening.VISIT_HELD: _visit_held,
    Happening.TREATMENTS: _treatments,
    Happening.PROGRAM: _program,
    Happening.REPORT_SIGNED: _report_signed,
    Happening.REPORT_DECIDED: _report_decided,
    Happening.GOAL_MET: _goal_met,
    Happening.HOLD_BEGAN: _hold_began,
    Happening.HOLD_ENDED: _hold_ended,
    Happening.FIRST_MEASURE: _first_measure,
    Happening.COURSE_CLOSED: _course_closed,
}
