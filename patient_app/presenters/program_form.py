"""A prescription as a PT writes it: every value as typed, and read again with a word for each that cannot be taken.

Nothing is guessed and nothing is dropped: a value that is not understood stays in its field with the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.domain.program import (
    FixedDays,
    Load,
    LoadKind,
    PainRule,
    Prescription,
    Schedule,
    Side,
    TimesPerWeek,
    Weekday,
)
from patient_app.domain.text import Translator

SHORT_TEXT, LONG_TEXT = 200, 2000
LONGEST_COLOUR = 40
"""Of a band, as in the HTTP API."""
REPS, MINUTES = "reps", "minutes"
"""How a line is measured: in repetitions and holds, or in minutes."""
ANY_DAYS, SET_DAYS = "week", "days"
"""How a line is planned: so many times a week on any days, or on set weekdays."""


@dataclass(frozen=True, slots=True)
class LineForm:
    """One line of the program being built. `key` names it on the screen, `line_id` in the program (empty: new).

    `gates` are the safety gates that the PT ticked. `load` is empty (not said), 'none', 'body', 'band', 'band:red' or
    'mass'; `weight` belongs to 'mass'.
    """

    key: str
    line_id: str
    exercise_id: str
    side: str = ""
    measure: str = REPS
    sets: str = ""
    reps: str = ""
    hold: str = ""
    minutes: str = ""
    times_per_day: str = ""
    schedule: str = ANY_DAYS
    times_per_week: str = ""
    days: tuple[str, ...] = ()
    rest: str = ""
    load: str = ""
    weight: str = ""
    tempo: str = ""
    intensity: str = ""
    range_limit: str = ""
    pain_green: str = ""
    pain_amber: str = ""
    precautions: str = ""
    note: str = ""
    gates: tuple[str, ...] = ()


TEXT_FIELDS: frozenset[str] = frozenset(LineForm.__dataclass_fields__) - {
    "key",
    "line_id",
    "exercise_id",
    "days",
    "gates",
}
"""What a PT writes or chooses in a line, weekdays and ticks apart."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A value that cannot be taken. `missing`: it is only not there yet."""

    field: str
    message: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says: a prescription, or why there is none."""

    prescription: Prescription | None
    problems: tuple[FieldProblem, ...]


def form_of(line: Prescription, key: str) -> LineForm:
    """The fields of a prescription."""
    flexible = isinstance(line.schedule, TimesPerWeek)
    return LineForm(
        key=key,
        line_id=line.line_id,
        exercise_id=line.exercise_id,
        side=line.side.value,
        measure=MINUTES if line.duration_minutes is not None else REPS,
        sets=_text(line.sets),
        reps=_text(line.reps),
        hold=_text(line.hold_seconds),
        minutes=_text(line.duration_minutes),
        times_per_day=_text(line.times_per_day),
        schedule=ANY_DAYS if flexible else SET_DAYS,
        times_per_week=_text(line.schedule.times_per_week) if isinstance(line.schedule, TimesPerWeek) else "",
        days=in_week_order(line.schedule.days) if isinstance(line.schedule, FixedDays) else (),
        rest=_text(line.rest_seconds),
        load=_load_choice(line.load),
        weight=_weight(line.load),
        tempo=line.tempo or "",
        intensity=_text(line.intensity),
        range_limit=line.range_limit or "",
        pain_green=_text(line.pain_rule.green_max) if line.pain_rule else "",
        pain_amber=_text(line.pain_rule.amber_max) if line.pain_rule else "",
        precautions=line.precautions or "",
        note=line.note or "",
        gates=tuple(sorted(line.gates_checked)),
    )


def read(t: Translator, form: LineForm) -> Reading:
    """The prescription that the fields say, or every field that needs a change (limits as in the HTTP API)."""
    reader = _Reader(t, form)
    timed = form.measure == MINUTES
    reps = None if timed else reader.whole("reps", 1, 500, _REPS)
    hold = None if timed else reader.seconds("hold", 1, 3600)
    minutes = reader.minutes("minutes") if timed else None
    if timed:
        reader.require("minutes", t("Write how many minutes."))
    elif not form.reps.strip() and not form.hold.strip():
        reader.require("reps", t("Write how many repetitions, or how long to hold."))
    line = Prescription(
        id="",
        line_id=form.line_id,
        exercise_id=form.exercise_id,
        side=reader.side(),
        sets=reader.whole("sets", 1, 50, _SETS, required=t("Write how many sets.")) or 0,
        reps=reps,
        hold_seconds=hold,
        duration_minutes=minutes,
        rest_seconds=reader.seconds("rest", 0, 3600),
        load=reader.load(),
        tempo=reader.text("tempo", SHORT_TEXT),
        intensity=reader.whole("intensity", 0, 10, _EFFORT),
        range_limit=reader.text("range_limit", SHORT_TEXT),
        times_per_day=reader.whole("times_per_day", 1, 6, _TIMES, required=t("Write how many times a day.")) or 0,
        schedule=reader.schedule(),
        pain_rule=reader.pain_rule(),
        precautions=reader.text("precautions", LONG_TEXT),
        note=reader.text("note", LONG_TEXT),
        gates_checked=form.gates,
    )
    problems = tuple(reader.problems)
    return Reading(None if problems else line, problems)


def in_week_order(days: frozenset[Weekday] | frozenset[str]) -> tuple[str, ...]:
    """Weekdays from Monday on."""
    return tuple(day.value for day in Weekday if day in days)


_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,2})?|[.,]\d{1,2})\s*([^\W\d_]*|['\"])\.?")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")

_SECOND_WORDS = ("", "s", "sec", "secs", "second", "seconds", "seg", "segundo", "segundos", '"')
_MINUTE_WORDS = ("m", "min", "mins", "minute", "minutes", "minuto", "minutos", "'")
_SETS = ("", "x", "set", "sets", "serie", "series")
_REPS = ("", "x", "rep", "reps", "repetition", "repetitions", "repetición", "repeticiones")
_TIMES = ("", "x", "time", "times", "vez", "veces", "day", "days", "día", "días")
_EFFORT = ("", "rpe")
_KILOS = ("kg", "kgs", "kilo", "kilos")
_POUNDS = ("lb", "lbs", "pound", "pounds", "libra", "libras")


class _Reader:
    """Reads one form and notes what cannot be read."""

    def __init__(self, t: Translator, form: LineForm) -> None:
        self.t = t
        self.form = form
        self.problems: list[FieldProblem] = []

    def refuse(self, field: str, message: str) -> None:
        self.problems.append(FieldProblem(field, message))

    def require(self, field: str, message: str) -> None:
        if not self._typed(field):
            self.problems.append(FieldProblem(field, message, missing=True))

    def whole(self, field: str, low: int, high: int, words: tuple[str, ...], required: str | None = None) -> int | None:
        if required is not None:
            self.require(field, required)
        found = self._number(field, dict.fromkeys(words, 1.0))
        if found is None:
            return None
        if found != int(found):
            self.refuse(field, self.t("Use a whole number."))
            return None
        return int(found) if self._within(field, found, low, high) else None

    def seconds(self, field: str, low: int, high: int) -> int | None:
        factors = dict.fromkeys(_SECOND_WORDS, 1.0) | dict.fromkeys(_MINUTE_WORDS, 60.0)
        found = self._number(field, factors, clock=1.0)
        if found is None or not self._within(field, found, low, high):
            return None
        if found != int(found):
            self.refuse(field, self.t("Use whole seconds."))
            return None
        return int(found)

    def minutes(self, field: str) -> float | None:
        factors = dict.fromkeys(("", *_MINUTE_WORDS), 1.0) | dict.fromkeys(_SECOND_WORDS[1:], 1 / 60)
        found = self._number(field, factors, clock=1 / 60)
        if found is None or not self._within(field, found, 0.1, 600):
            return None
        return round(found, 4)

    def text(self, field: str, most: int) -> str | None:
        found = str(getattr(self.form, field)).strip()
        if len(found) > most:
            self.refuse(field, self.t("Use {n} characters at most; these are {now}.", n=most, now=len(found)))
        elif any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in found):
            self.refuse(field, self.t("This text holds characters that cannot be kept."))
        return found or None

    def side(self) -> Side:
        if self.form.side not in list(Side):
            self.problems.append(FieldProblem("side", self.t("Choose the side."), missing=True))
            return Side.NONE
        return Side(self.form.side)

    def schedule(self) -> Schedule:
        if self.form.schedule == ANY_DAYS:
            needed = self.t("Write how many days a week.")
            return TimesPerWeek(self.whole("times_per_week", 1, 7, _TIMES, required=needed) or 0)
        days = frozenset(day for day in Weekday if day in self.form.days)
        if not days:
            self.problems.append(FieldProblem("days", self.t("Choose at least one day."), missing=True))
        return FixedDays(days)

    def load(self) -> Load | None:
        kind, _, colour = self.form.load.partition(":")
        if not kind:
            return None
        if kind not in list(LoadKind):
            self.refuse("load", self.t("Choose the load."))
            return None
        if kind == LoadKind.BAND:
            if len(colour) > LONGEST_COLOUR:
                self.refuse("load", self.t("Choose the load."))
            return Load(LoadKind.BAND, colour or None)
        return self._mass() if kind == LoadKind.MASS else Load(LoadKind(kind))

    def pain_rule(self) -> PainRule | None:
        both = self.t("Give both limits, or none.")
        if self._typed("pain_green") or self._typed("pain_amber"):
            self.require("pain_green", both)
            self.require("pain_amber", both)
        green, amber = self.whole("pain_green", 0, 10, ("",)), self.whole("pain_amber", 0, 10, ("",))
        if green is None or amber is None:
            return None
        if amber < green:
            self.refuse("pain_amber", self.t("This limit must not be below the green one."))
        return PainRule(green, amber)

    def _mass(self) -> Load | None:
        found = _spelled(self.form.weight)
        if not found:
            return Load(LoadKind.MASS)
        match = _NUMBER.fullmatch(found)
        unit = next((name for name, words in (("kg", _KILOS), ("lb", _POUNDS)) if match and match[2] in words), None)
        if match is None or unit is None:
            self.refuse("weight", self.t("Write the weight with its unit, such as 5 lb or 2.5 kg."))
            return None
        value = float(match[1].replace(",", "."))
        return Load(LoadKind.MASS, value, unit) if self._within("weight", value, 0.1, 500) else None

    def _typed(self, field: str) -> str:
        return _spelled(getattr(self.form, field))

    def _number(self, field: str, factors: Mapping[str, float], clock: float | None = None) -> float | None:
        """The number of a field in its unit; `clock`: what one second of '1:30' counts for."""
        found = self._typed(field)
        if not found:
            return None
        if clock is not None and (times := _CLOCK.fullmatch(found)):
            return (int(times[1]) * 60 + int(times[2])) * clock
        match = _NUMBER.fullmatch(found)
        if match is None or match[2] not in factors:
            self.refuse(field, self.t("Write one number, such as 10."))
            return None
        return float(match[1].replace(",", ".")) * factors[match[2]]

    def _within(self, field: str, value: float, low: float, high: float) -> bool:
        if low <= value <= high:
            return True
        self.refuse(field, self.t("Use a number from {low} to {high}.", low=f"{low:g}", high=f"{high:g}"))
        return False


def _spelled(text: str) -> str:
    """As typed, without differences that mean nothing: case, and spaces around."""
    return text.strip().casefold()


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _load_choice(load: Load | None) -> str:
    if load is None:
        return ""
    return f"band:{load.value}" if load.kind is LoadKind.BAND and load.value else load.kind.value


def _weight(load: Load | None) -> str:
    if load is None or load.kind is not LoadKind.MASS or load.value is None:
        return ""
    return f"{load.value:g} {load.unit}" if isinstance(load.value, float | int) else str(load.value)
