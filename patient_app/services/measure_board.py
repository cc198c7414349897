"""All that a clinician sees of a patient's outcome measures in one place."""

from dataclasses import dataclass
from datetime import date

from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.people import Role, SharePart
from patient_app.services import attention, measure_assignments, measure_scores, measures, patients, policy
from patient_app.services.activities import Activity
from patient_app.services.actor import Actor
from patient_app.services.attention import MeasureTrend
from patient_app.services.measure_assignments import AssignedMeasure
from patient_app.services.measure_scores import Recorded
from patient_app.services.reading import reads
from patient_app.store.queries import care
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class MeasureBoard:
    """`measures`: what may be assigned or entered now, by name as the clinic knows them."""

    patient_id: str
    today: date
    time_zone: str
    measures: tuple[OutcomeMeasure, ...]
    activities: tuple[Activity, ...]
    assigned: tuple[AssignedMeasure, ...]
    trends: tuple[MeasureTrend, ...]
    recorded: tuple[Recorded, ...]


@reads
def board(actor: Actor, unit: Unit, patient_id: str) -> MeasureBoard:
    """The board. A PT or physiatrist with the `measures` part; else `WrongRole` or `NotFound`."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    today = patients.today(unit, patient)
    known = measures.known_measures(unit, patient.clinic_id)
    episode = care.active_episode(unit.session, patient.id)
    return MeasureBoard(
        patient_id=patient.id,
        today=today,
        time_zone=actor.time_zone,
        measures=tuple(known.current.values()),
        activities=tuple(
            Activity(row.id, row.name, row.baseline, row.until)
            for row in care.activities(unit.session, patient.id, today)
        ),
        assigned=measure_assignments.open_assignments(unit, patient, today),
        trends=attention.trends(unit, patient.id, episode.started_on if episode else date.min),
        recorded=measure_scores.recorded(actor, unit, patient.id),
    )
