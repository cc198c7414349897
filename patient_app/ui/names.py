"""What exercises, outcome measures and body sites are called, by id, in the reader's language: presenters do not know
content."""

from patient_app.content.body_sites import body_sites
from patient_app.content.exercise_library import library
from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.text import Translator
from patient_app.presenters.attention import Names


def names(t: Translator) -> Names:
    """A function from an id to its name; an id that is not known stays as it is."""

    def name(id: str) -> str:
        found = library().get(id) or outcome_measures().get(id) or body_sites().get(id)
        return found.name(t.language) if found else id

    return name
