"""The patient's own activities: 3 to 5 that matter and are hard now, rated 0-10 in check-ins (patient-specific)."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care
from patient_app.store.tables import Activity as Row
from patient_app.store.unit import Unit

MOST_ACTIVITIES = 5


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity in the patient's own words. `baseline` 0-10, higher is better."""

    id: str
    name: str
    baseline: int | None
    until: date | None


@reads
def activities(actor: Actor, unit: Unit, patient_id: str | None = None) -> tuple[Activity, ...]:
    """The activities that go on today, oldest first."""
    patient = policy.open_record(actor, unit, patient_id or actor.id, SharePart.PAIN)
    today = patients.today(unit, patient)
    return tuple(_value(row) for row in care.activities(unit.session, patient.id, today))


def put_activity(
    actor: Actor,
    unit: Unit,
    activity_id: str,
    name: str,
    baseline: int | None = None,
    until: date | None = None,
    patient_id: str | None = None,
) -> Activity:
    """Make or change an activity; the patient, or a PT who sees pain and function.

    Raises `Invalid` for a sixth one. A given `until` ends it; its ratings stay.
    """
    policy.require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST)
    name = " ".join(name.split())
    if not name:
        raise Invalid.field("name", "Write what you want to be able to do.")
    row = unit.session.get(Row, activity_id)
    owner = row.patient_id if row else (patient_id or actor.id)
    patient = policy.open_record(actor, unit, owner, SharePart.PAIN)
    if row is not None and patient_id is not None and row.patient_id != patient_id:
        raise NotFound
    today = patients.today(unit, patient)
    if row is None:
        going_on = [a for a in care.activities(unit.session, patient.id, today) if a.id != activity_id]
        if len(going_on) >= MOST_ACTIVITIES and (until is None or until >= today):
            raise Invalid.field("name", "You have 5 activities already. End one before you add another.")
        row = Row(id=activity_id, patient_id=patient.id, name=name, since=unit.now)
    row.name, row.baseline, row.until = name, baseline, until
    unit.session.add(row)
    audit.record(actor, unit, "activity.saved", patient_id=patient.id, kind="activity", id=activity_id)
    unit.changed.add(f"patient:{patient.id}")
    return _value(row)


def _value(row: Row) -> Activity:
    return Activity(row.id, row.name, row.baseline, row.until)
