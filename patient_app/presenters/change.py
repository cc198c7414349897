"""A change as three facts, never one word: the points, against measurement error (MDC), and against the size that
patients usually notice (MIC). For clinicians short and exact; for patients one plain sentence that claims no more."""

from dataclasses import dataclass

from patient_app.domain.measures import MeasureChange, Turn
from patient_app.domain.pain import PainChange
from patient_app.domain.text import Translator
from patient_app.presenters.numbers import plain


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its icon."""

    text: str = ""
    icon: str = "info"


def of_pain(found: PainChange) -> MeasureChange | None:
    """The change of pain with all its figures, or `None` while there are too few values."""
    if found.baseline is None or found.latest is None or found.change is None or found.direction is None:
        return None
    return MeasureChange(
        found.baseline, found.latest, found.change, found.beyond_mdc, found.beyond_mic, found.direction
    )


def facts(t: Translator, found: MeasureChange | None) -> tuple[Fact, ...]:
    """The three facts for clinicians; one line while the change is not known."""
    if found is None:
        return (Fact(t("No change yet: it needs values on 4 days"), "info"),)
    return (Fact(points(t, found), _arrow(found)), Fact(*_error(t, found)), Fact(*_size(t, found)))


def points(t: Translator, found: MeasureChange) -> str:
    """The first fact: 'Down 2, better: from 6.3 to 4.3'."""
    values = {"n": plain(abs(found.change)), "before": plain(found.baseline), "now": plain(found.latest)}
    if found.turn is Turn.SAME:
        return t("No change: {now}, as at the start", now=values["now"])
    if found.change < 0 and found.turn is Turn.BETTER:
        return t("Down {n}, better: from {before} to {now}", **values)
    if found.change < 0:
        return t("Down {n}, worse: from {before} to {now}", **values)
    if found.turn is Turn.BETTER:
        return t("Up {n}, better: from {before} to {now}", **values)
    return t("Up {n}, worse: from {before} to {now}", **values)


def pain_for_patients(t: Translator, found: MeasureChange | None) -> str:
    """Worst pain since the start, in plain words."""
    if found is None:
        return t("Check in on 4 days or more to see how your pain changes.")
    before, now = plain(found.baseline), plain(found.latest)
    if found.turn is Turn.SAME or before == now:
        return t("Your worst pain is {now}, the same as at the start.", now=now)
    went = t("Your worst pain went from {before} to {now}.", before=before, now=now)
    return f"{went} {_noticed(t, found)}".strip()


def function_for_patients(t: Translator, found: MeasureChange | None) -> str:
    """The patient's own activities since the start, in plain words."""
    if found is None:
        return t("Rate your activities on 4 days or more to see how they change.")
    before, now = plain(found.baseline), plain(found.latest)
    if found.turn is Turn.SAME or before == now:
        return t("Your activities are at {now} out of 10, the same as at the start.", now=now)
    went = t("Your activities went from {before} to {now} out of 10. Higher is better.", before=before, now=now)
    return f"{went} {_noticed(t, found)}".strip()


def score_for_patients(t: Translator, found: MeasureChange | None) -> str:
    """A questionnaire's change since the first time, in plain words; empty after one time."""
    if found is None:
        return ""
    values = {"before": plain(found.baseline), "now": plain(found.latest)}
    if found.turn is Turn.SAME:
        return t("The same as the first time.")
    if found.turn is Turn.BETTER:
        went = t("From {before} to {now}: better.", **values)
    else:
        went = t("From {before} to {now}: worse.", **values)
    return f"{went} {_noticed(t, found)}".strip()


def _noticed(t: Translator, found: MeasureChange) -> str:
    if found.beyond_mic is None:
        return ""
    if not found.beyond_mic:
        return t("This is less than most people notice.")
    if found.beyond_mdc is False:
        return t("A change of this size can still be chance.")
    if found.turn is Turn.WORSE:
        return t("This is a change that most people notice. Tell your therapist about it.")
    return t("This is a change that most people notice.")


def _arrow(found: MeasureChange) -> str:
    if found.turn is Turn.SAME:
        return "minus"
    return "down" if found.change < 0 else "up"


def _error(t: Translator, found: MeasureChange) -> tuple[str, str]:
    if found.beyond_mdc is None:
        return t("Measurement error: none published"), "info"
    if found.beyond_mdc:
        return t("Larger than the usual measurement error"), "check"
    return t("Within the usual measurement error"), "minus"


def _size(t: Translator, found: MeasureChange) -> tuple[str, str]:
    if found.beyond_mic is None:
        return t("Size that patients notice: none published"), "info"
    if found.beyond_mic:
        return t("A size that patients usually notice"), "check"
    return t("Smaller than patients usually notice"), "minus"
