"""Why a patient needs a look, as sentences with their figure. The rules, and what each figure means, are in
`domain.attention`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.attention_marks import ALWAYS_SHOWN
from patient_app.domain.pain import PainSeries
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings
from patient_app.domain.text import Translator
from patient_app.domain.warning_signs import Level
from patient_app.presenters.dates import day_words
from patient_app.presenters.numbers import percent, plain

Names = Callable[[str], str]
"""What an exercise, a measure or a body site is called, by its id, in the reader's language."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason: its sentence, since when, and the icon and tone (coral, amber, sky or pine) that go with its rank.

    `code` and `subject` name it for a mark; `stays`: no mark hides it. `seen`: who has seen it, a line each.
    """

    text: str = ""
    since: str = ""
    icon: str = "info"
    tone: str = "sky"
    code: str = ""
    subject: str = ""
    stays: bool = False
    seen: tuple[str, ...] = ()


class Marked(Protocol):
    """A reason with a clinician's mark (see `services.attention_marks.Marked`)."""

    @property
    def id(self) -> str: ...
    @property
    def reason(self) -> Reason: ...
    @property
    def by(self) -> str: ...
    @property
    def is_mine(self) -> bool: ...
    @property
    def on(self) -> date: ...
    @property
    def until(self) -> date | None: ...
    @property
    def note(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class AsideView:
    """A reason that the reader set aside: whose, what, how, and the mark's id to take it back."""

    id: str = ""
    patient: str = ""
    patient_id: str = ""
    text: str = ""
    how: str = ""


def reasons(
    t: Translator,
    found: Iterable[Reason],
    today: date,
    name: Names,
    fortnight: Adherence | None = None,
    marks: Sequence[Marked] = (),
) -> tuple[ReasonView, ...]:
    """Reasons in their order. `fortnight`: adherence over the last 14 days, for its counts. `marks`: who has seen
    which."""
    return tuple(
        ReasonView(
            text=sentence(t, reason, name, fortnight),
            since=t("since {date}", date=day_words(t, reason.since, today)),
            icon=_ICONS[reason.rank],
            tone=_TONES[reason.rank],
            code=reason.reason.value,
            subject=reason.subject or "",
            stays=reason.reason in ALWAYS_SHOWN,
            seen=tuple(_seen(t, mark, today) for mark in marks if mark.reason == reason),
        )
        for reason in found
    )


def set_aside(
    t: Translator, found: Iterable[Marked], today: date, name: Names, patient: str = "", patient_id: str = ""
) -> tuple[AsideView, ...]:
    """What the reader set aside, each with how and the note."""
    return tuple(
        AsideView(mark.id, patient, patient_id, sentence(t, mark.reason, name), _how(t, mark, today)) for mark in found
    )


def _seen(t: Translator, mark: Marked, today: date) -> str:
    """'Seen by you, Tue, Nov 24: sent to the ER. On hold until it is cleared.'"""
    day = day_words(t, mark.on, today)
    if mark.is_mine:
        words = t("Seen by you, {date}; it stays until the hold is cleared", date=day)
    elif mark.until is not None:
        words = t("Put off by {name}, {date}", name=mark.by, date=day)
    else:
        words = t("Seen by {name}, {date}", name=mark.by, date=day)
    return f"{words}: {mark.note}" if mark.note else words


def _how(t: Translator, mark: Marked, today: date) -> str:
    if mark.until is not None:
        words = t("Put off until {date}", date=day_words(t, mark.until, today))
    else:
        words = t("Acknowledged {date}", date=day_words(t, mark.on, today))
    return f"{words}: {mark.note}" if mark.note else words


def news(t: Translator, found: Iterable[Reason], name: Names) -> str:
    """Good news in one line: 'Goal A met; worst pain down by 2.3 points'. Empty without any."""
    return "; ".join(_news(t, reason, name) for reason in found)


def sentence(
    t: Translator,
    reason: Reason,
    name: Names,
    fortnight: Adherence | None = None,
    settings: ClinicalSettings = DEFAULT_SETTINGS,
) -> str:
    """A reason with its figure, without a full stop."""
    return _SENTENCES[reason.reason](t, reason, name, fortnight, settings)


_ICONS = {1: "stop", 2: "alert", 3: "alert", 4: "calendar", 5: "clipboard", 6: "flag"}
_TONES = {1: "coral", 2: "coral", 3: "amber", 4: "sky", 5: "sky", 6: "pine"}

_Sentence = Callable[[Translator, Reason, Names, Adherence | None, ClinicalSettings], str]


def _number(reason: Reason) -> int:
    return int(reason.figure)


def _size(reason: Reason) -> str:
    return plain(abs(float(reason.figure)))


def _warning_sign(t: Translator, reason: Reason, *_: object) -> str:
    if reason.figure == Level.E:
        return t("Warning sign open: told to go to an emergency room")
    return t("Warning sign open: told to call the clinic the same day")


def _pain_high(
    t: Translator, reason: Reason, name: Names, fortnight: Adherence | None, settings: ClinicalSettings
) -> str:
    if reason.figure == settings.pain_high:
        return t("Worst pain {n}, and at least that on two check-ins in a row", n=_number(reason))
    return t(
        "Worst pain {n}, and {limit} or more on two check-ins in a row", n=_number(reason), limit=settings.pain_high
    )


def _pain_rising(t: Translator, reason: Reason, *_: object) -> str:
    return t("Worst pain up by {n} points: mean of 7 days against the 14 days before", n=_size(reason))


def _red_pain(t: Translator, reason: Reason, name: Names, *_: object) -> str:
    exercise = name(reason.subject or "")
    return t("Pain {n} during {exercise}, above its limit twice in a row", n=_number(reason), exercise=exercise)


def _silent(t: Translator, reason: Reason, *_: object) -> str:
    return t.n("No entry for {n} day", "No entry for {n} days", _number(reason))


def _adherence_low(t: Translator, reason: Reason, name: Names, fortnight: Adherence | None, *_: object) -> str:
    figure = percent(t, float(reason.figure))
    if fortnight is None or fortnight.exercise != reason.figure:
        return t("Adherence {figure} over 14 days", figure=figure)
    counts = {"done": fortnight.slots_done, "due": fortnight.slots_due}
    return t("Adherence {figure} over 14 days ({done} of {due})", figure=figure, **counts)


def _adherence_falling(t: Translator, reason: Reason, name: Names, fortnight: Adherence | None, *_: object) -> str:
    if fortnight is None or fortnight.exercise is None:
        return t("Adherence down {n} points against the 14 days before", n=_size(reason))
    figure = percent(t, fortnight.exercise)
    return t("Adherence {figure} over 14 days, {n} points less than the 14 before", figure=figure, n=_size(reason))


def _invited(t: Translator, reason: Reason, *_: object) -> str:
    return t.n("Invited {n} day ago, not signed in yet", "Invited {n} days ago, not signed in yet", _number(reason))


def _report_due(t: Translator, reason: Reason, *_: object) -> str:
    if reason.subject == "treatment_days":
        return t.n(
            "Progress report due after {n} treatment day",
            "Progress report due after {n} treatment days",
            _number(reason),
        )
    return t.n("Progress report due after {n} day", "Progress report due after {n} days", _number(reason))


def _report_waits(t: Translator, reason: Reason, *_: object) -> str:
    return t("Progress report {n} waits for a decision", n=_number(reason))


def _visit_due(t: Translator, reason: Reason, *_: object) -> str:
    if _number(reason) == 0:
        return t("Visit due today")
    return t.n("Visit due {n} day ago, not recorded", "Visit due {n} days ago, not recorded", _number(reason))


def _visit_missed(t: Translator, reason: Reason, *_: object) -> str:
    if _number(reason) == 0:
        return t("Visit missed today, no other planned")
    return t.n(
        "Visit missed {n} day ago, no other planned", "Visit missed {n} days ago, no other planned", _number(reason)
    )


def _plan_ends(t: Translator, reason: Reason, *_: object) -> str:
    days = _number(reason)
    if days == 0:
        return t("Plan of care ends today")
    if days < 0:
        return t.n("Plan of care ended {n} day ago", "Plan of care ended {n} days ago", -days)
    return t.n("Plan of care ends in {n} day", "Plan of care ends in {n} days", days)


def _recertification(t: Translator, reason: Reason, *_: object) -> str:
    days = _number(reason)
    if days == 0:
        return t("Recertification due today")
    if days < 0:
        return t.n("Recertification was due {n} day ago", "Recertification was due {n} days ago", -days)
    return t.n("Recertification due in {n} day", "Recertification due in {n} days", days)


def _measure_due(t: Translator, reason: Reason, name: Names, *_: object) -> str:
    measure = name(reason.subject or "")
    more = _number(reason) - 1
    if more < 1:
        return t("{measure} is due", measure=measure)
    return t.n(
        "{measure} and {n} more measure are due", "{measure} and {n} more measures are due", more, measure=measure
    )


def _goal_met(t: Translator, reason: Reason, *_: object) -> str:
    return t("Goal {letter} met", letter=reason.figure)


def _mic_reached(t: Translator, reason: Reason, name: Names, *_: object) -> str:
    return t("{news}, a change that patients usually notice", news=_news(t, reason, name))


def _news(t: Translator, reason: Reason, name: Names) -> str:
    if reason.reason is ReasonCode.GOAL_MET:
        return t("Goal {letter} met", letter=reason.figure)
    if reason.subject == PainSeries.WORST:
        return t("Worst pain down by {n} points", n=_size(reason))
    return t("{measure}: better by {n} points", measure=name(reason.subject or ""), n=_size(reason))


_SENTENCES: dict[ReasonCode, _Sentence] = {
    ReasonCode.WARNING_SIGN_OPEN: _warning_sign,
    ReasonCode.PAIN_HIGH: _pain_high,
    ReasonCode.PAIN_RISING: _pain_rising,
    ReasonCode.RED_PAIN_TWICE: _red_pain,
    ReasonCode.SILENT: _silent,
    ReasonCode.ADHERENCE_LOW: _adherence_low,
    ReasonCode.ADHERENCE_FALLING: _adherence_falling,
    ReasonCode.INVITED_NOT_SIGNED_IN: _invited,
    ReasonCode.REPORT_DUE: _report_due,
    ReasonCode.REPORT_UNACKNOWLEDGED: _report_waits,
    ReasonCode.VISIT_DUE: _visit_due,
    ReasonCode.VISIT_MISSED: _visit_missed,
    ReasonCode.PLAN_OF_CARE_ENDS: _plan_ends,
    ReasonCode.RECERTIFICATION_DUE: _recertification,
    ReasonCode.MEASURE_DUE: _measure_due,
    ReasonCode.GOAL_MET: _goal_met,
    ReasonCode.MIC_REACHED: _mic_reached,
}
