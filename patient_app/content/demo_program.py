"""Reads the programs of the made-up patients: the library's dose, with what the PT changed."""

from dataclasses import replace
from typing import Any

from patient_app.content.data_file import Fields
from patient_app.content.demo_exercises import demo_exercises
from patient_app.content.demo_fields import day, done, or_else
from patient_app.content.demo_values import Version
from patient_app.content.exercise_library import library
from patient_app.domain.program import FixedDays, Load, LoadKind, PainRule, Prescription, Side, TimesPerWeek, Weekday


def version(fields: Fields) -> Version:
    lines = tuple(_line(each) for each in fields.each("lines"))
    return done(fields, Version(day(fields, "on"), fields.text("by"), fields.text("note"), lines))


def _line(fields: Fields) -> Prescription:
    """A dose of the library with what the PT changed. `id` is empty; `line_id` is the exercise."""
    name = fields.text("exercise")
    own = demo_exercises().get(name)
    exercise = own.exercise if own else library().get(name)
    if exercise is None:
        raise fields.error("exercise", f"{name!r} is not in the library")
    typical = exercise.prescription(id="", line_id=name)

    def number(key: str, low: int, high: int) -> Any:
        return or_else(fields, key, lambda each: fields.integer(each, low, high), getattr(typical, key))

    return done(
        fields,
        replace(
            typical,
            side=or_else(fields, "side", lambda key: fields.choice(key, Side), typical.side),
            sets=number("sets", 1, 10),
            reps=number("reps", 1, 50),
            hold_seconds=number("hold_seconds", 1, 120),
            duration_minutes=number("duration_minutes", 1, 90),
            rest_seconds=number("rest_seconds", 5, 300),
            times_per_day=number("times_per_day", 1, 6),
            schedule=_schedule(fields) or typical.schedule,
            load=_load(fields.fields("load")) if fields.has("load") else typical.load,
            intensity=number("intensity", 0, 10),
            pain_rule=_pain_rule(fields.fields("pain_rule")) if fields.has("pain_rule") else None,
            precautions=or_else(fields, "precautions", fields.text, None),
            note=or_else(fields, "note", fields.text, None),
        ),
    )


def _pain_rule(fields: Fields) -> PainRule:
    return done(fields, PainRule(fields.integer("green_max", 0, 10), fields.integer("amber_max", 0, 10)))


def _schedule(fields: Fields) -> FixedDays | TimesPerWeek | None:
    if fields.has("per_week"):
        return TimesPerWeek(fields.integer("per_week", 1, 7))
    if not fields.has("days"):
        return None
    days = fields.text("days")
    return FixedDays(frozenset(Weekday if days == "every" else (Weekday(day) for day in days.split())))


def _load(fields: Fields) -> Load:
    value = or_else(fields, "value", fields.take, None)
    return done(fields, Load(fields.choice("kind", LoadKind), value, or_else(fields, "unit", fields.text, None)))
