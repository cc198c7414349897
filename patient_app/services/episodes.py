"""Courses of treatment (FHIR EpisodeOfCare). Asks no policy: whoever calls has."""

from datetime import date
from typing import Any

from patient_app.services import patients
from patient_app.store.queries import care
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit

ACTIVE, FINISHED = "active", "finished"


def active(unit: Unit, patient_id: str) -> Episode | None:
    """The course that is going on; `None` when there is none, or the last one is closed."""
    found = care.active_episode(unit.session, patient_id)
    return found if found is not None and found.status == ACTIVE else None


def begin(
    unit: Unit,
    patient: Person,
    problem: str,
    region: str,
    *,
    onset_on: date | None = None,
    intake: dict[str, Any] | None = None,
) -> Episode:
    """A new course from the patient's today on. The caller has made sure that none is going on, and audits it."""
    episode = Episode(
        patient_id=patient.id,
        problem=problem.strip(),
        region=region,
        started_on=patients.today(unit, patient),
        onset_on=onset_on,
        intake=intake or {},
    )
    unit.session.add(episode)
    unit.session.flush()
    unit.changed.add(f"patient:{patient.id}")
    return episode
