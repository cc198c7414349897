"""Figures as readers see them. Rounding is half up (clinical-rules.md); a missing figure is a dash, never 0."""

from collections.abc import Sequence

from patient_app.domain.rounding import round_half_up
from patient_app.domain.text import Translator

NOTHING = "–"


def one_decimal(value: float | None) -> str:
    """'64.3', '100.0'; a dash for nothing."""
    return NOTHING if value is None else f"{round_half_up(value, 1):.1f}"


def plain(value: float | None) -> str:
    """To one decimal, whole numbers without it: '6', '6.3'."""
    return NOTHING if value is None else f"{round_half_up(value, 1):g}"


def signed(value: float | None) -> str:
    """A change: '+2.3', '−2.3', '0'."""
    if value is None:
        return NOTHING
    size = plain(abs(value))
    if size == "0":
        return size
    return f"+{size}" if value > 0 else f"\u2212{size}"


def percent(t: Translator, value: float | None) -> str:
    """'64.3%'; a dash when nothing was due."""
    return NOTHING if value is None else t("{n}%", n=one_decimal(value))


def over_time(t: Translator, name: str, values: Sequence[float]) -> str:
    """How a series went, in a sentence: 'Worst pain: 5 at first, 2 last, between 2 and 6.' Needs one value or more."""
    return t(
        "{name}: {first} at first, {last} last, between {low} and {high}.",
        name=name,
        first=plain(values[0]),
        last=plain(values[-1]),
        low=plain(min(values)),
        high=plain(max(values)),
    )


def file_size(length: int) -> str:
    """The length of a file in bytes as readers say it: '240 KB', '1.2 MB'."""
    kilobytes = max(1, round(length / 1024))
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"
