"""An order in words: one and the same on the page, in the preview before it is signed, for the PT, and on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from patient_app.domain.orders import Diagnosis, OrderContent, OrderGoal, OrderState
from patient_app.domain.program import Side
from patient_app.domain.text import Translator
from patient_app.presenters.dates import dated, day_words
from patient_app.presenters.goals import category

MeasureName = Callable[[str], str]
"""The name of an outcome measure by its id."""


class Signed(Protocol):
    """A signed order as the service gives it."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def patient_id(self) -> str: ...
    @property
    def patient_name(self) -> str: ...
    @property
    def physiatrist(self) -> str: ...
    @property
    def content(self) -> OrderContent: ...
    @property
    def signed_on(self) -> date: ...
    @property
    def expires_on(self) -> date | None: ...
    @property
    def state(self) -> OrderState | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def recertify_on(self) -> date | None: ...
    @property
    def renews(self) -> int | None: ...
    @property
    def answered_by(self) -> str: ...
    @property
    def answered_on(self) -> date | None: ...
    @property
    def answer(self) -> str: ...


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One thing that an order says. `before`: what the order that it goes on from said, when that was another thing."""

    name: str
    label: str
    texts: list[str]
    is_changed: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class OrderCard:
    """A signed order in words. `icon` and `colour` are those of its state, which `state` says."""

    id: str = ""
    patient_id: str = ""
    patient_name: str = ""
    title: str = ""
    state: str = ""
    icon: str = "note"
    colour: str = "plain"
    signed: str = ""
    about: list[str] = field(default_factory=list)
    summary: str = ""
    lines: list[OrderLine] = field(default_factory=list)
    can_cancel: bool = False
    can_renew: bool = False


def diagnosis(t: Translator, found: Diagnosis) -> str:
    """A diagnosis with its side, when its words do not say it."""
    sides = {Side.RIGHT: t("right side"), Side.LEFT: t("left side"), Side.BOTH: t("both sides")}
    words = {Side.RIGHT: "right", Side.LEFT: "left", Side.BOTH: "bilateral"}
    text = " ".join(filter(None, (found.code, found.text)))
    if found.side not in sides or words[found.side] in found.text.casefold():
        return text
    return f"{text}, {sides[found.side]}"


def frequency(t: Translator, content: OrderContent) -> str:
    """How often and how long: '2 times a week for 6 weeks'."""
    return t(
        "{frequency} for {weeks}",
        frequency=t.n("{n} time a week", "{n} times a week", content.frequency_per_week),
        weeks=t.n("{n} week", "{n} weeks", content.weeks),
    )


def goal(t: Translator, found: OrderGoal, today: date | None, measure_name: MeasureName) -> str:
    """A goal in a line: 'B. Strength: stand up from a chair (9 to 14 times, by Sat, Feb 6)'."""
    unit = f" {found.unit}" if found.unit else ""
    first, last = _number(found.baseline), _number(found.target)
    figures = ""
    if first and last:
        figures = t("from {baseline} to {target}", baseline=first, target=f"{last}{unit}")
    elif last:
        figures = t("to {target}", target=f"{last}{unit}")
    details = [
        measure_name(found.measure_id) if found.measure_id else "",
        figures,
        t("by {date}", date=_day(t, found.due_on, today)) if found.due_on else "",
    ]
    about = ", ".join(filter(None, details))
    letter = f"{found.letter}. " if found.letter else ""
    text = f"{letter}{category(t, found.category)}: {found.description}"
    return f"{text} ({about})" if about else text


def lines(
    t: Translator,
    content: OrderContent,
    today: date | None,
    measure_name: MeasureName,
    renewed: OrderContent | None = None,
) -> list[OrderLine]:
    """Everything that an order says, in the order in which a doctor thinks. With `renewed` (the order that it goes on
    from) what changed is marked. Without `today` every date has its year: for paper.
    """
    before = {name: texts for name, _, texts in _said(t, renewed, today, measure_name)} if renewed else {}
    found = []
    for name, label, texts in _said(t, content, today, measure_name):
        old = before.pop(name, [])
        is_changed = renewed is not None and old != texts
        found.append(OrderLine(name, label, texts, is_changed, "; ".join(old) if is_changed else ""))
    return found


def card(
    t: Translator,
    found: Signed,
    today: date,
    measure_name: MeasureName,
    renewed: OrderContent | None = None,
    *,
    may_change: bool = False,
) -> OrderCard:
    """A signed order. `may_change`: the reader may renew or cancel it."""
    state, icon, colour = _states(t)[found.state] if found.state else (t("Your signed copy"), "note", "plain")
    return OrderCard(
        id=found.id,
        patient_id=found.patient_id,
        patient_name=found.patient_name,
        title=t("Order {n}", n=found.number),
        state=state,
        icon=icon,
        colour=colour,
        signed=signed(t, found, today),
        about=_about(t, found, today),
        summary=" · ".join(
            [*(diagnosis(t, each) for each in found.content.diagnoses[:1]), frequency(t, found.content)]
        ),
        lines=lines(t, found.content, today, measure_name, renewed),
        can_cancel=may_change
        and found.state in (OrderState.WAITING, OrderState.ACCEPTED, OrderState.DECLINED, OrderState.EXPIRED),
        can_renew=may_change and found.state is not None,
    )


def signed(t: Translator, found: Signed, today: date) -> str:
    """Who signed when."""
    return t("Signed by {name}, {date}", name=found.physiatrist, date=day_words(t, found.signed_on, today))


def _about(t: Translator, found: Signed, today: date) -> list[str]:
    """What came after it was signed, and how long it counts."""
    said = [t("Goes on from order {n}", n=found.renews) if found.renews else ""]
    if found.answered_by and found.answered_on:
        who, when = found.answered_by, day_words(t, found.answered_on, today)
        if found.state is OrderState.CANCELLED:
            said.append(t("Cancelled by {name}, {date}: {reason}", name=who, date=when, reason=found.answer))
        elif found.state is OrderState.DECLINED:
            said.append(t("Declined by {name}, {date}: {reason}", name=who, date=when, reason=found.answer))
        else:
            said.append(t("Accepted by {name}, {date}", name=who, date=when))
    if found.state in (OrderState.WAITING, OrderState.ACCEPTED) and found.ends_on:
        said.append(t("Counts until {date}", date=day_words(t, found.ends_on, today)))
    recertify_on, ends_on = found.recertify_on, found.ends_on
    if found.state is OrderState.ACCEPTED and recertify_on and ends_on and recertify_on < ends_on:
        said.append(t("Certify anew by {date}", date=day_words(t, recertify_on, today)))
    if found.state in (OrderState.EXPIRED, OrderState.ENDED) and found.ends_on:
        said.append(t("Ended {date}", date=day_words(t, found.ends_on, today)))
    return [each for each in said if each]


def _states(t: Translator) -> dict[OrderState, tuple[str, str, str]]:
    """Words, icon and colour of each state."""
    return {
        OrderState.WAITING: (t("Waits for a physical therapist"), "clock", "amber"),
        OrderState.ACCEPTED: (t("Accepted"), "check", "pine"),
        OrderState.DECLINED: (t("Declined"), "alert", "coral"),
        OrderState.EXPIRED: (t("Expired: nobody accepted it"), "alert", "amber"),
        OrderState.ENDED: (t("Its weeks are over"), "calendar", "plain"),
        OrderState.RENEWED: (t("Renewed"), "check", "plain"),
        OrderState.CANCELLED: (t("Cancelled"), "close", "plain"),
    }


def _said(
    t: Translator, content: OrderContent, today: date | None, measure_name: MeasureName
) -> Sequence[tuple[str, str, list[str]]]:
    """(field, label, texts) of all that is said."""

    def day(found: date | None) -> list[str]:
        return [_day(t, found, today)] if found else []

    treatment = t("Evaluate and treat") if content.evaluate_and_treat else t("As instructed")
    said = [
        ("problem", t("Problem"), [content.problem]),
        ("diagnoses", t("Diagnosis"), [diagnosis(t, each) for each in content.diagnoses]),
        ("onset_or_surgery_on", t("Onset or surgery"), day(content.onset_or_surgery_on)),
        ("reason", t("Reason"), [content.reason]),
        (
            "precautions",
            t("Precautions"),
            [t("None known")] if content.no_known_precautions else list(content.precautions),
        ),
        ("contraindicated", t("Not to be used"), list(content.contraindicated)),
        ("instructions", t("Treatment"), [treatment, *filter(None, [content.instructions])]),
        ("frequency_per_week", t("Frequency"), [frequency(t, content)]),
        ("goals", t("Goals"), [goal(t, each, today, measure_name) for each in content.goals or ()]),
        ("pt_centre_id", t("PT center"), [content.pt_centre or ""]),
        ("program_recommended", t("Program recommended"), [content.program_recommended or ""]),
        ("warning_signs_asked_on", t("Warning signs asked"), day(content.warning_signs_asked_on)),
        ("next_visit_on", t("Next visit"), day(content.next_visit_on)),
    ]
    kept = ((name, label, [text for text in texts if text]) for name, label, texts in said)
    return [each for each in kept if each[2]]


def _day(t: Translator, day: date, today: date | None) -> str:
    return dated(t, day) if today is None else day_words(t, day, today)


def _number(value: float | None) -> str:
    """A figure as it was typed; nothing for none."""
    return "" if value is None else f"{value:g}"
