"""The exercise library of a clinic: what ships with the product and what the clinic added."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from patient_app.content.exercise_library import Exercise, library, parse_own
from patient_app.domain.errors import NotFound
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import exercises
from patient_app.store.unit import Unit


def catalogue(unit: Unit, clinic_id: str, ids: Iterable[str] | None = None) -> Mapping[str, Exercise]:
    """Every exercise of this clinic by id: what ships and its own, the retired ones too, so that old programs still
    read. With `ids`, only those of its own are looked up: without any of them nothing is asked of the database."""
    shipped = library()
    wanted = None if ids is None else {id for id in ids if id not in shipped}
    found = exercises.of_clinic(unit.session, clinic_id, wanted)
    return {**shipped, **{each.id: _own(each.id, each.data, each.is_retired) for each in found}} if found else shipped


@reads
def all_exercises(actor: Actor, unit: Unit, *, retired: bool = False) -> tuple[Exercise, ...]:
    """Every exercise that may be prescribed, by name in the actor's language; `retired`: the retired ones as well."""
    found = (each for each in catalogue(unit, actor.clinic_id).values() if retired or not each.is_retired)
    return tuple(sorted(found, key=lambda exercise: exercise.name(actor.language)))


@reads
def exercise(actor: Actor, unit: Unit, exercise_id: str) -> Exercise:
    """One exercise of the actor's clinic, a retired one too. Raises `NotFound`."""
    found = catalogue(unit, actor.clinic_id, (exercise_id,)).get(exercise_id)
    if found is None:
        raise NotFound
    return found


def shipped(exercise_id: str) -> Exercise | None:
    """An exercise that ships with the product: the same for everyone."""
    return library().get(exercise_id)


@lru_cache(maxsize=4096)
def _own(id: str, data: str, is_retired: bool) -> Exercise:
    """By its text, so that a change is seen at once and nothing is read twice."""
    return parse_own(json.loads(data), id, is_retired=is_retired)
