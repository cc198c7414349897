"""The journey in words: what happened, where the patient is, what comes next. One for the patient and the care team."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from patient_app.domain.dates import local_date
from patient_app.domain.journey import TEXT_FIELDS, EventKind, Precision, Recommendation
from patient_app.domain.journey_steps import NextUp, Standing, Step
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import journey_words as words
from patient_app.presenters.dates import day_words, month_words
from patient_app.presenters.journey_course import Document, Event, Former, Found
from patient_app.presenters.journey_events import NO_WAY, Way, event_words, more_about
from patient_app.presenters.numbers import file_size
from patient_app.presenters.people import moment, role

Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document: its name, what it is and who sent it, and where it is downloaded from."""

    id: str = ""
    title: str = ""
    about: str = ""
    href: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class DetailView:
    """One detail of an entry under its name."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ResultView:
    """One line of a blood test, as the laboratory wrote it."""

    name: str = ""
    value: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event. `month` is a heading above the first event of a month; `more`: where to read what it is about."""

    id: str = ""
    month: str = ""
    when: str = ""
    icon: str = "dot"
    kind: str = ""
    title: str = ""
    text: str = ""
    recommendation: str = ""
    details: tuple[DetailView, ...] = ()
    results: tuple[ResultView, ...] = ()
    who: str = ""
    more: Way = NO_WAY
    documents: tuple[DocumentView, ...] = ()
    former: tuple[str, ...] = ()
    is_entry: bool = False
    may_correct: bool = False
    may_remove: bool = False


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the ten steps. `standing`: done, now or next; `said`: the same in words."""

    title: str = ""
    standing: str = "next"
    said: str = ""
    icon: str = "blank"


@dataclass(frozen=True, slots=True)
class NextView:
    """One thing that comes next, and where to go for it (an English route, empty: nowhere)."""

    text: str = ""
    icon: str = "arrow-right"
    route: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class JourneyView:
    """The journey, newest event first. `earlier`: the button for those that are not shown; empty when all are."""

    events: tuple[EventView, ...] = ()
    steps: tuple[StepView, ...] = ()
    place: str = ""
    next: tuple[NextView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    earlier: str = ""


def view(t: Translator, found: Found, name: Names, most: int | None = None) -> JourneyView:
    """The journey in words, with `most` events (all without it); `name` says what a measure is called."""
    newest = list(reversed(found.events))[:most]
    left = len(found.events) - len(newest)
    return JourneyView(
        events=tuple(_with_months(_event(t, each, found, name) for each in newest)),
        earlier=t.n("Show {n} earlier event", "Show {n} earlier events", left) if left else "",
        steps=tuple(_step(t, step, standing, found.is_own) for step, standing in found.steps),
        place=_place(t, found.steps, found.is_own),
        next=tuple(_next(t, each, found) for each in found.next),
        documents=tuple(document(t, each, found.time_zone) for each in found.documents),
    )


def when(t: Translator, on: date, precision: Precision, today: date) -> str:
    """'Tue, Mar 3', 'March 2026', '2026'."""
    if precision is Precision.YEAR:
        return str(on.year)
    return month_words(t, on) if precision is Precision.MONTH else day_words(t, on, today)


def document(t: Translator, found: Document, time_zone: str) -> DocumentView:
    """'PDF, 240 KB. Sent by Dr. Okafor, Tue, Nov 24'."""
    kind = {"application/pdf": "PDF", "image/png": t("Picture")}.get(found.media_type, t("Photo"))
    size = file_size(found.size)
    day = day_words(t, local_date(found.uploaded_at, time_zone))
    by = t("sent by you") if found.mine else t("sent by {name}", name=found.uploaded_by)
    return DocumentView(
        found.id, found.title, f"{kind}, {size}, {by}, {day}", f"/api/v1/documents/{found.id}", found.mine
    )


def _with_months(events: Iterable[EventView]) -> Iterable[EventView]:
    last = ""
    for each in events:
        yield each if each.month != last else replace(each, month="")
        last = each.month


def _event(t: Translator, event: Event, found: Found, name: Names) -> EventView:
    said = event_words(t, event, name) if event.kind is None else None
    heading = str(event.on.year) if event.precision is Precision.YEAR else month_words(t, event.on)
    is_reopening = bool(event.details.get("reopened"))
    return EventView(
        id=event.id,
        month=heading,
        when=when(t, event.on, event.precision, found.today),
        icon=said.icon if said else words.ICONS[event.kind or EventKind.ONSET],
        kind=words.kind(t, event.kind) if event.kind else "",
        title=said.title if said else (t("The course of treatment goes on") if is_reopening else event.title),
        text=said.text if said else event.text,
        recommendation=_recommended(t, event.details),
        details=tuple(_details(t, event)),
        results=tuple(_results(event.details)),
        who=_who(t, event, found),
        more=more_about(t, event, found.patient_id, is_own=found.is_own),
        documents=tuple(document(t, each, found.time_zone) for each in event.documents),
        former=tuple(_former(t, each, found) for each in event.former),
        is_entry=event.kind is not None,
        may_correct=event.may_correct and not is_reopening,
        may_remove=event.may_remove and not is_reopening,
    )


def _who(t: Translator, event: Event, found: Found) -> str:
    by = event.author
    if by is None:
        return ""
    if by.is_reader:
        return t("Entered by you") if event.kind else t("You")
    if by.role is Role.PATIENT:
        return t("Entered by the patient")
    return f"{by.name}, {role(t, by.role)}"


def _details(t: Translator, event: Event) -> Iterable[DetailView]:
    if event.kind is None:
        return
    names = words.detail_names(t)
    for field in TEXT_FIELDS.get(event.kind, ()):
        if isinstance(value := event.details.get(field), str) and value:
            yield DetailView(names[field], value)


def _results(details: Mapping[str, Any]) -> Iterable[ResultView]:
    rows = details.get("results")
    for row in rows if isinstance(rows, list) else ():
        value = " ".join(filter(None, (row.get("value"), row.get("unit"))))
        yield ResultView(row.get("name", ""), value, row.get("range", ""))


def _recommended(t: Translator, details: Mapping[str, Any]) -> str:
    said = details.get("recommendation")
    return words.recommendation(t, Recommendation(said)) if said else ""


def _former(t: Translator, before: Former, found: Found) -> str:
    return t(
        "Until {moment} it said: {when}, {title}. {more} ({author})",
        moment=moment(t, before.until, found.time_zone),
        when=when(t, before.on, before.precision, found.today),
        title=before.title,
        more=before.text,
        author=before.author,
    )


def _step(t: Translator, step: Step, standing: Standing, is_own: bool) -> StepView:
    here = t("You are here") if is_own else t("The patient is here")
    said = {Standing.DONE: t("Done"), Standing.NOW: here, Standing.NEXT: t("To come")}[standing]
    icon = {Standing.DONE: "check", Standing.NOW: "flag", Standing.NEXT: "dot"}[standing]
    return StepView(_step_words(t, step, is_own), standing.value, said, icon)


def _step_words(t: Translator, step: Step, is_own: bool) -> str:
    return words.step(t, step) if is_own else words.step_for_clinician(t, step)


def _place(t: Translator, steps: Sequence[tuple[Step, Standing]], is_own: bool) -> str:
    """'Step 7 of 10: You exercise at home'."""
    for number, (step, standing) in enumerate(steps, 1):
        if standing is Standing.NOW:
            return t("Step {n} of {count}: {step}", n=number, count=len(steps), step=_step_words(t, step, is_own))
    return ""


def _next(t: Translator, up: NextUp, found: Found) -> NextView:
    text = words.next_for_patient(t, up, found) if found.is_own else words.next_for_clinician(t, up, found)
    route, link = words.where_to(t, up) if found.is_own else ("", "")
    return NextView(text, words.NEXT_ICONS.get(up.code, "arrow-right"), route, link)
