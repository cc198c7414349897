"""What exercises, outcome measures and body sites are called, by id, in the reader's language: presenters do not know
content."""

from collections.abc import Mapping

from patient_app.content.body_sites import body_sites
from patient_app.content.exercise_library import Exercise
from patient_app.domain.text import Translator
from patient_app.presenters.attention import Names
from patient_app.services.measures import KnownMeasures, shipped


def names(t: Translator, exercises: Mapping[str, Exercise], known: KnownMeasures | None = None) -> Names:
    """A function from an id to its name; an id that is not known stays as it is. `exercises` and `known` (outcome
    measures): what the services gave with the ids, since a clinic has some of its own."""
    outcomes = known or shipped()

    def name(id: str) -> str:
        found = exercises.get(id) or outcomes.named(id) or body_sites().get(id)
        return found.name(t.language) if found else id

    return name
