"""What others did with a patient's record, from the audit log: for the patient."""

from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.people import Role
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import audits, people
from patient_app.store.unit import Unit

MOST = 500
"""Events in one answer; older ones are asked for with the oldest of these."""


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody else's look at the record, or change of it. `action` and `kind` are audit terms.

    `id`: of the event; `who_id` and `role` are `None` when nobody was signed in: at the server itself, where `who` is
    the clinic, or with a link, whose name is `label` then, and who opened it `recipient`, as they said. `emergency`: it
    was done through emergency access. `through`: the other system that did it as this person, by a token.
    """

    id: str
    at: datetime
    who_id: str | None
    who: str
    role: Role | None
    action: str
    kind: str | None
    emergency: bool
    label: str
    through: str = ""
    recipient: str = ""


@reads
def access_log(actor: Actor, unit: Unit, before: str | None = None) -> tuple[Access, ...]:
    """What others did with the patient's record, newest first, at most `MOST`; older than the event `before`."""
    patient = policy.own_record(actor, unit)
    found = audits.by_others(unit.session, patient.id, before, MOST)
    systems = audit.systems(unit, [event for event, _ in found])
    clinic = people.clinic(unit.session, patient.clinic_id).name
    labels = audits.link_labels(unit.session, patient.id) if any(person is None for _, person in found) else {}
    return tuple(
        Access(
            id=event.id,
            at=event.at,
            who_id=person.id if person else None,
            who=person.name if person else clinic if event.action in audits.AT_THE_SERVER else "",
            role=Role(person.role) if person else None,
            action=event.action,
            kind=event.object_kind,
            emergency="emergency" in event.detail or event.action.startswith("emergency."),
            label=labels.get(event.object_id or "", "") if person is None else "",
            through=systems.get(event.id, ""),
            recipient=event.detail.get("recipient", "") if person is None else "",
        )
        for event, person in found
    )
