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


def for_draft(unit: Unit, patient: Person) -> Episode:
    """The course that a draft stands in until it is signed: the one that goes on, else the last one. For a patient
    without any, one is planned: for all else it is not there, until `begin` makes it the course that goes on.
    """
    found = care.active_episode(unit.session, patient.id) or care.planned_episode(unit.session, patient.id)
    if found is None:
        found = _planned(patient, patients.today(unit, patient))
        unit.session.add(found)
        unit.session.flush()
    return found


def begin(
    unit: Unit,
    patient: Person,
    problem: str,
    region: str,
    *,
    onset_on: date | None = None,
    intake: dict[str, Any] | None = None,
) -> Episode:
    """A new course from the patient's today on: the one that was planned, if any. The caller has made sure that none
    is going on, and audits it.
    """
    today = patients.today(unit, patient)
    episode = care.planned_episode(unit.session, patient.id) or _planned(patient, today)
    episode.problem, episode.region, episode.status = problem.strip(), region, ACTIVE
    episode.started_on, episode.onset_on, episode.intake = today, onset_on, intake or {}
    unit.session.add(episode)
    unit.session.flush()
    unit.changed.add(f"patient:{patient.id}")
    return episode


def _planned(patient: Person, today: date) -> Episode:
    return Episode(patient_id=patient.id, problem="", region="", status=care.PLANNED, started_on=today)
