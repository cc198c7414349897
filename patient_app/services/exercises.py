"""The exercise library: what ships with the product and what the clinic added."""

from patient_app.content.exercise_library import Exercise, library
from patient_app.domain.errors import NotFound
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.unit import Unit


@reads
def all_exercises(actor: Actor, unit: Unit) -> tuple[Exercise, ...]:
    """Every exercise that may be prescribed, by name in the actor's language."""
    return tuple(sorted(library().values(), key=lambda exercise: exercise.name(actor.language)))


def exercise(exercise_id: str) -> Exercise:
    """One exercise. Raises `NotFound`."""
    found = library().get(exercise_id)
    if found is None:
        raise NotFound
    return found
