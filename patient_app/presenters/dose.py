"""A dose in words: '3 sets of 10, each side, hold 5 seconds'. Which days it is due on is not said here."""

from patient_app.domain.program import Load, LoadKind, Prescription, Side
from patient_app.domain.text import Translator


def dose(t: Translator, prescription: Prescription) -> str:
    """The dose of one time, in words. What is not prescribed is not said."""
    parts = [_amount(t, prescription), _side(t, prescription.side), _hold(t, prescription), _load(t, prescription.load)]
    return ", ".join(part for part in parts if part)


def _amount(t: Translator, prescription: Prescription) -> str:
    sets, reps, minutes = prescription.sets, prescription.reps, prescription.duration_minutes
    if minutes is not None:
        time = _minutes(t, minutes)
        return time if sets == 1 else t("{n} times {time}", n=sets, time=time)
    if reps is None or (reps == 1 and prescription.hold_seconds is not None):
        return t.n("{n} time", "{n} times", sets)
    return t.n("{n} set of {reps}", "{n} sets of {reps}", sets, reps=reps)


def _hold(t: Translator, prescription: Prescription) -> str:
    seconds = prescription.hold_seconds
    if seconds is None:
        return ""
    if seconds >= 120 and seconds % 60 == 0:
        return t("hold {time}", time=_minutes(t, seconds / 60))
    return t.n("hold {n} second", "hold {n} seconds", seconds)


def _side(t: Translator, side: Side) -> str:
    words = {
        Side.LEFT: t("left side"),
        Side.RIGHT: t("right side"),
        Side.BOTH: t("each side"),
        Side.ALTERNATING: t("each side, taking turns"),
        Side.NONE: "",
    }
    return words[side]


def _load(t: Translator, load: Load | None) -> str:
    if load is None or load.kind in (LoadKind.NONE, LoadKind.BODY):
        return ""
    if load.kind is LoadKind.BAND:
        return t("with the {colour} band", colour=_colour(t, str(load.value))) if load.value else t("with the band")
    if load.value is None:
        return t("with a weight")
    return t("with {weight}", weight=f"{_number(load.value)} {load.unit}")


def _colour(t: Translator, colour: str) -> str:
    """The usual colours of exercise bands; any other one as the prescriber wrote it."""
    words = {
        "yellow": t("yellow"),
        "red": t("red"),
        "green": t("green"),
        "blue": t("blue"),
        "black": t("black"),
        "silver": t("silver"),
        "gold": t("gold"),
    }
    return words.get(colour.strip().lower(), colour.strip())


def _minutes(t: Translator, minutes: float) -> str:
    seconds = round(minutes * 60)
    if seconds < 60:
        return t.n("{n} second", "{n} seconds", seconds)
    if minutes == 1:
        return t("{n} minute", n=1)
    return t("{n} minutes", n=_number(minutes))


def _number(value: float | str) -> str:
    """'2.5', and '2' for 2.0."""
    return f"{value:g}" if isinstance(value, float) else str(value)
