"""The made-up clinic's own exercises: one file each in `demo/exercises/`, with a picture made of lines and circles."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from patient_app.content.data_file import DataFileError, Fields, read_all
from patient_app.content.demo_fields import day, done, or_else
from patient_app.content.exercise_library import Exercise, library, parse_own

WIDTH, HEIGHT = 1200, 800
"""Of a picture; its shapes count in these."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with round ends [x, y, x, y] or a circle [x, y, radius]. `tone`: near, far, shirt, prop or towel."""

    points: tuple[int, ...]
    width: int
    tone: str


@dataclass(frozen=True, slots=True)
class DemoExercise:
    """An exercise, who added it and on which day; `values` are what is kept of it, still without its photo."""

    by: str
    on: int
    exercise: Exercise
    values: Mapping[str, Any]
    ground: int
    shapes: tuple[Shape, ...]


@cache
def demo_exercises() -> Mapping[str, DemoExercise]:
    """Every one by key (the file's name). Raises `DataFileError` naming the file and the field."""
    found = read_all(resources.files("patient_app.content").joinpath("demo", "exercises"), parse_demo_exercise)
    for key, each in found.items():
        for other in (*each.exercise.easier, *each.exercise.harder):
            if other not in library():
                raise DataFileError(f"{key}.json", "exercise", f"{other!r} is not in the library")
    return MappingProxyType(
        {key: replace(each, exercise=replace(each.exercise, id=key)) for key, each in found.items()}
    )


def parse_demo_exercise(fields: Fields) -> DemoExercise:
    described = fields.take("exercise")
    if not isinstance(described, dict):
        raise fields.error("exercise", "must be an object")
    values = {**described, "media": []}
    picture = fields.fields("picture")
    ground, shapes = picture.integer("ground", 0, HEIGHT), tuple(_shape(each) for each in picture.each("shapes"))
    picture.done()
    return done(
        fields,
        DemoExercise(
            by=fields.text("by"),
            on=day(fields, "on"),
            exercise=parse_own(values, fields.file),
            values=MappingProxyType(values),
            ground=ground,
            shapes=shapes,
        ),
    )


def _shape(fields: Fields) -> Shape:
    points = fields.take("line" if fields.has("line") else "circle")
    return done(
        fields,
        Shape(
            points=tuple(points),
            width=or_else(fields, "width", lambda key: fields.integer(key, 1, 200), 0),
            tone=fields.text("tone"),
        ),
    )
