"""Handovers in words: for the patient who is asked, and for the clinician who gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.handovers import HandoverKind, HandoverStatus
from patient_app.domain.people import SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.presenters.dates import day_words


class Asked(Protocol):
    """A handover as its patient sees it (see `services.handover_answers.Asked`)."""

    @property
    def id(self) -> str: ...
    @property
    def giver(self) -> str: ...
    @property
    def colleague(self) -> str: ...
    @property
    def kind(self) -> HandoverKind: ...
    @property
    def status(self) -> HandoverStatus: ...
    @property
    def parts(self) -> tuple[SharePart, ...]: ...
    @property
    def opens_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def note(self) -> str | None: ...
    @property
    def agreed(self) -> bool: ...
    @property
    def giver_left(self) -> bool: ...


class Person(Protocol):
    """Somebody's name."""

    @property
    def name(self) -> str: ...


class Given(Protocol):
    """A handover as its giver sees it (see `services.handovers.Given`)."""

    @property
    def id(self) -> str: ...
    @property
    def patient(self) -> Person: ...
    @property
    def colleague(self) -> str: ...
    @property
    def kind(self) -> HandoverKind: ...
    @property
    def status(self) -> HandoverStatus: ...
    @property
    def opens_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def agreed(self) -> bool: ...


class Announced(Protocol):
    """What came of handing patients over (see `services.handovers.Announced`)."""

    @property
    def count(self) -> int: ...
    @property
    def opens_on(self) -> date | None: ...
    @property
    def ending(self) -> tuple[str, ...]: ...
    @property
    def already(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """The card on the patient's sharing page. `may_agree`: it has not opened yet."""

    id: str = ""
    title: str = ""
    when: str = ""
    before: str = ""
    after_no: str = ""
    parts: tuple[str, ...] = ()
    note: str = ""
    sees: str = ""
    agree: str = ""
    may_agree: bool = False


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A handover in the giver's list."""

    id: str = ""
    patient: str = ""
    text: str = ""


def card(t: Translator, asked: Asked, today: date) -> HandoverCard:
    """What is asked, from when until when, what is seen, and what a no does."""
    names = {"clinician": asked.giver, "colleague": asked.colleague}
    is_open = asked.status is HandoverStatus.OPEN
    if asked.kind is HandoverKind.FOR_GOOD:
        title = t("{clinician} hands your care over to {colleague}", **names)
    else:
        title = t("{colleague} stands in for {clinician}", **names)
    return HandoverCard(
        id=asked.id,
        title=title,
        when=_when(t, asked, today, is_open=is_open),
        before="" if is_open else t("Until then {colleague} sees nothing.", **names),
        after_no=_after_no(t, asked),
        parts=tuple(people.part(t, part) for part in asked.parts),
        note=asked.note or "",
        sees=t("{colleague} sees:", **names) if is_open else t("{colleague} will see:", **names),
        agree=t("Yes, {colleague} may see it now", **names),
        may_agree=not is_open,
    )


def given_row(t: Translator, given: Given, today: date) -> GivenRow:
    """One line: to whom, from when until when."""
    opens = day_words(t, given.opens_on, today)
    if given.status is HandoverStatus.OPEN:
        text = t("With {colleague} since {date}", colleague=given.colleague, date=opens)
    else:
        text = t("To {colleague} from {date}; the patient may say no", colleague=given.colleague, date=opens)
    if given.ends_on is not None:
        text = f"{text}, {t('until {date}', date=day_words(t, given.ends_on, today))}"
    return GivenRow(given.id, given.patient.name, f"{text}, {t('agreed')}" if given.agreed else text)


def announced(t: Translator, made: Announced, colleague: str, today: date) -> str:
    """What was done, and who was left out, with the reason."""
    lines = []
    if made.count and made.opens_on is not None:
        told = t.n("{n} patient is told now.", "{n} patients are told now.", made.count)
        opens = t(
            "{colleague} sees them from {date}, or at once when they agree.",
            colleague=colleague,
            date=day_words(t, made.opens_on, today),
        )
        lines.append(f"{told} {opens}")
    if made.ending:
        lines.append(t("Left out, because sharing with you ends before: {names}.", names=_list(made.ending)))
    if made.already:
        lines.append(t("Left out, because they are being handed over already: {names}.", names=_list(made.already)))
    return " ".join(lines) or t("There was nobody to hand over.")


def _when(t: Translator, asked: Asked, today: date, *, is_open: bool) -> str:
    opens = day_words(t, asked.opens_on, today)
    if asked.ends_on is None:
        return t("Since {date}.", date=opens) if is_open else t("From {date}.", date=opens)
    ends = day_words(t, asked.ends_on, today)
    if is_open:
        return t("Since {date}, until {end}.", date=opens, end=ends)
    return t("From {date} until {end}.", date=opens, end=ends)


def _after_no(t: Translator, asked: Asked) -> str:
    if asked.giver_left:
        return t(
            "{clinician} does not work here any more. If you say no, {colleague} sees nothing. Call the clinic, so "
            "that someone looks after you.",
            clinician=asked.giver,
            colleague=asked.colleague,
        )
    return t(
        "{colleague} will see nothing from then on. {clinician} sees what you share, as before, and is told.",
        clinician=asked.giver,
        colleague=asked.colleague,
    )


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
