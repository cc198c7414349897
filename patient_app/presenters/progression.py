"""A suggested step in words: the evidence, the one change, and the note for the version that makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from patient_app.domain.dose_steps import Step, StepField, added_percent
from patient_app.domain.entries import MorningSettled
from patient_app.domain.pain import PainColour
from patient_app.domain.program import Load, LoadKind, Prescription
from patient_app.domain.progression import LineSession, Progression, StepKind
from patient_app.domain.text import Translator
from patient_app.presenters.dates import short_day
from patient_app.presenters.dose import dose
from patient_app.presenters.numbers import plain
from patient_app.presenters.program import colour_words

Names = Callable[[str], str]
"""What an exercise is called, by its id, in the reader's language."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One suggestion on the screen. `text` is the evidence, `step` the change: 'One step up: 12 repetitions'."""

    key: str = ""
    line_id: str = ""
    exercise: str = ""
    text: str = ""
    step: str = ""
    icon: str = "up"
    tone: str = "pine"


def step_view(t: Translator, key: str, found: Progression, step: Step, name: Names, today: date) -> StepView:
    """A suggestion. `key` names it for the services."""
    up = found.kind is StepKind.UP
    exercise = name(found.line.exercise_id)
    return StepView(
        key=key,
        line_id=found.line.line_id,
        exercise=exercise,
        text=f"{exercise}: {evidence(t, found, today)}.",
        step=one_step(t, found, step, name),
        icon="up" if up else "down",
        tone="pine" if up else "amber",
    )


def sentence(t: Translator, found: Progression, step: Step, name: Names, today: date) -> str:
    """'Bridge: all 3 × 10 on Nov 20 and Nov 22, pain 2 and 1, effort 3 and 3. One step up: 12 repetitions.'"""
    exercise = name(found.line.exercise_id)
    return f"{exercise}: {evidence(t, found, today)}. {one_step(t, found, step, name)}."


def one_step(t: Translator, found: Progression, step: Step, name: Names) -> str:
    """'One step up: 12 repetitions', 'One step back: 8 repetitions'."""
    what = step_words(t, found.line, step, name)
    if found.kind is StepKind.UP:
        return t("One step up: {step}", step=what)
    return t("One step back: {step}", step=what)


def note(t: Translator, found: Progression, step: Step, name: Names, today: date) -> str:
    """What changed and why, for the version with the step: a PT reads it again and publishes it, or writes another."""
    why = evidence(t, found, today)
    changed = t(
        "{exercise}: {after} (before: {before})",
        exercise=name(found.line.exercise_id),
        after=step_words(t, found.line, step, name),
        before=_before(t, found.line, step),
    )
    return f"{changed}. {why[:1].upper()}{why[1:]}."


def evidence(t: Translator, found: Progression, today: date) -> str:
    """What the suggestion rests on, with its figures, without a full stop."""
    if found.kind is StepKind.BACK:
        alike = groupby(found.sessions, lambda each: (_session_amount(t, each), each.colour, _morning(t, each)))
        return "; ".join(_harder_days(t, list(each), today) for _, each in alike)
    days = [short_day(t, each.on, today) for each in found.sessions]
    return t(
        "all {dose} on {days}, pain {pain}, effort {effort}",
        dose=_amount(t, found.line.sets, found.line.reps, found.line.hold_seconds, found.line.duration_minutes),
        days=_listed(t, days),
        pain=_listed(t, [plain(each.pain) for each in found.sessions]),
        effort=_listed(t, [plain(each.effort) for each in found.sessions]),
    )


def step_words(t: Translator, line: Prescription, step: Step, name: Names) -> str:
    """The one thing as it would be: '12 repetitions', '3 sets', '5.5 kg (10% more)', the name of another exercise."""
    after = step.line
    match step.field:
        case StepField.REPS:
            return t.n("{n} repetition", "{n} repetitions", after.reps or 0)
        case StepField.SETS:
            return t.n("{n} set", "{n} sets", after.sets)
        case StepField.HOLD:
            return t.n("hold {n} second", "hold {n} seconds", after.hold_seconds or 0)
        case StepField.MINUTES:
            return t("{n} min", n=_figure(after.duration_minutes or 0))
        case StepField.LOAD:
            return _load(t, line.load, after.load)
        case StepField.EXERCISE:
            return t("{exercise} in its place, {dose}", exercise=name(after.exercise_id), dose=dose(t, after))


def _before(t: Translator, line: Prescription, step: Step) -> str:
    if step.field is StepField.EXERCISE:
        return dose(t, line)
    if step.field is StepField.LOAD and line.load is not None:
        return _weight(line.load) or colour_words(t).get(str(line.load.value), "")
    return step_words(t, line, Step(step.field, line), lambda id: id)


def _load(t: Translator, before: Load | None, after: Load | None) -> str:
    if after is not None and after.kind is LoadKind.BAND:
        colour = colour_words(t)[str(after.value)]
        # Which colour comes next is the maker's choice.
        if _is_stronger(t, before, after):
            return t("the next stronger band, {colour} with many makers", colour=colour)
        return t("the next lighter band, {colour} with many makers", colour=colour)
    changed = added_percent(before, after)
    if after is None or changed is None:
        return ""
    if changed < 0:
        return t("{weight} ({n}% less)", weight=_weight(after), n=plain(abs(changed)))
    return t("{weight} ({n}% more)", weight=_weight(after), n=plain(changed))


def _is_stronger(t: Translator, before: Load | None, after: Load) -> bool:
    colours = list(colour_words(t))
    return before is not None and colours.index(str(after.value)) > colours.index(str(before.value))


def _weight(load: Load) -> str:
    return f"{_figure(load.value)} {load.unit}" if isinstance(load.value, int | float) else ""


def _harder_days(t: Translator, sessions: Sequence[LineSession], today: date) -> str:
    """'2 × 8 on Nov 20, pain 5 (amber), a bit more pain the next morning'; of days alike, with each one's figures."""
    first = sessions[0]
    figures = {
        "dose": _session_amount(t, first),
        "days": _listed(t, [short_day(t, each.on, today) for each in sessions]),
        "pain": _listed(t, [plain(each.pain) for each in sessions]),
    }
    red = first.colour is PainColour.RED
    said = (
        t("{dose} on {days}, pain {pain} (red)", **figures)
        if red
        else t("{dose} on {days}, pain {pain} (amber)", **figures)
    )
    morning = _morning(t, first)
    return f"{said}, {morning}" if morning else said


def _morning(t: Translator, session: LineSession) -> str:
    match session.settled:
        case MorningSettled.BIT_MORE:
            return t("a bit more pain the next morning")
        case MorningSettled.MUCH_MORE:
            return t("much more pain the next morning")
        case _:
            return ""


def _session_amount(t: Translator, done: LineSession) -> str:
    return _amount(t, done.sets, done.reps, done.hold_seconds, done.duration_minutes)


def _amount(t: Translator, sets: int, reps: int | None, hold: int | None, minutes: float | None) -> str:
    """'3 × 10', '3 × 30 s', '20 min'."""
    if minutes is not None:
        time = t("{n} min", n=_figure(minutes))
        return time if sets == 1 else f"{sets} × {time}"
    if reps is None or (reps == 1 and hold is not None):
        return f"{sets} × {t('{n} s', n=hold or 0)}"
    return f"{sets} × {reps}"


def _listed(t: Translator, texts: Sequence[str]) -> str:
    """'2 and 1', '2, 1 and 3'."""
    if len(texts) < 2:
        return "".join(texts)
    return t("{first} and {last}", first=", ".join(texts[:-1]), last=texts[-1])


def _figure(value: float) -> str:
    return f"{value:g}"
