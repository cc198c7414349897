"""A patient's intake as a clinician reads it: what was asked, and what the patient said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from babel.dates import format_date

from patient_app.domain.intake import Kind, Precision
from patient_app.domain.text import Translator
from patient_app.presenters.dates import dated

_MONTHS = {"en": "MMMM y", "es": "MMMM 'de' y"}
_LOCALES = {"en": "en_US", "es": "es_US"}


class Asked(Protocol):
    """A question in the reader's language."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def label(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...


class Referred(Protocol):
    """A referral."""

    @property
    def on(self) -> date: ...
    @property
    def title(self) -> str: ...
    @property
    def from_whom(self) -> str: ...
    @property
    def to_whom(self) -> str: ...


Answers = Mapping[str, Mapping[str, Any]]
NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One answer. `is_sign`: a warning sign answered with yes or not sure."""

    label: str = ""
    text: str = ""
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class IntakeCard:
    """The whole intake; empty `rows`: there is none."""

    done: str = ""
    rows: tuple[IntakeRow, ...] = ()
    referrals: tuple[str, ...] = ()


def card(
    t: Translator,
    questions: Sequence[Asked],
    answers: Answers,
    done_on: date | None,
    referrals: Sequence[Referred],
    site: NameOf,
    sign: NameOf,
) -> IntakeCard:
    """The intake in words. `site` and `sign` name a place and a warning sign by its code."""
    found = ((each, words(t, each, answers.get(each.key), site, sign)) for each in questions)
    return IntakeCard(
        done=t("Written by the patient, {day}", day=dated(t, done_on)) if done_on else "",
        rows=tuple(
            IntakeRow(each.label, text, each.kind is Kind.SIGNS and _has_sign(answers[each.key]))
            for each, text in found
            if text
        ),
        referrals=tuple(_referral(t, each) for each in referrals),
    )


def words(t: Translator, question: Asked, answer: Mapping[str, Any] | None, site: NameOf, sign: NameOf) -> str:
    """One answer in words; empty when there is none."""
    if not answer:
        return ""
    name = question.names.get
    match question.kind:
        case Kind.SITES:
            return "; ".join(site(code) for code in answer["sites"])
        case Kind.DATE:
            return about(t, date.fromisoformat(answer["on"]), Precision(answer["precision"]))
        case Kind.ONE | Kind.OPERATION:
            return _joined(name(answer["choice"], answer["choice"]), answer.get("words"))
        case Kind.MANY:
            return _joined(", ".join(name(code, code) for code in answer["choices"]), answer.get("words"))
        case Kind.TEXT:
            return str(answer["words"])
        case Kind.SCALE:
            return t("{n} of 10", n=answer["value"])
        case Kind.ACTIVITIES:
            return "; ".join(_activity(t, item) for item in answer["items"])
        case Kind.SIGNS:
            return _signs(t, answer["answers"], sign)


def about(t: Translator, on: date, precision: Precision) -> str:
    """A date as well as it is known: 'Tue, Nov 24, 2026', 'November 2026', '2026'."""
    if precision is Precision.DAY:
        return dated(t, on)
    if precision is Precision.YEAR:
        return str(on.year)
    return format_date(on, _MONTHS[t.language], locale=_LOCALES[t.language])


def _activity(t: Translator, item: Mapping[str, Any]) -> str:
    baseline = item.get("baseline")
    return item["name"] if baseline is None else f"{item['name']} ({t('{n} of 10', n=baseline)})"


def _signs(t: Translator, answers: Mapping[str, str], sign: NameOf) -> str:
    names = {"yes": t("Yes"), "not_sure": t("Not sure")}
    positive = [f"{sign(code)} ({names[answer]})" for code, answer in answers.items() if answer in names]
    return "; ".join(positive) or t("All answered with no")


def _has_sign(answer: Mapping[str, Any]) -> bool:
    return any(each != "no" for each in answer["answers"].values())


def _referral(t: Translator, referral: Referred) -> str:
    names = {"from": referral.from_whom, "to": referral.to_whom}
    if not referral.from_whom:
        who = referral.title
    elif referral.to_whom:
        who = t("{from} referred the patient to {to}", **names)
    else:
        who = t("{from} referred the patient", **names)
    return f"{who}, {dated(t, referral.on)}"


def _joined(*parts: str | None) -> str:
    return ". ".join(part for part in parts if part)
