"""The care team with what each one sees: everyone who treats the patient, and everyone with a share."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.dates import local_date
from patient_app.domain.people import Role
from patient_app.services import episodes, orders, policy, sharing
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.services.sharing import Clinician, Share, ShareStatus
from patient_app.store.queries import shares
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Member:
    """A clinician who treats the patient (`treats`), or with whom something is shared now (`share`), or both."""

    clinician: Clinician
    treats: bool
    share: Share | None


@dataclass(frozen=True, slots=True)
class CareTeam:
    """Who sees what. `today`: the patient's date; `course_ends`: the last day of the therapy that is ordered."""

    members: tuple[Member, ...]
    today: date
    course_ends: date | None


@reads
def mine(actor: Actor, unit: Unit) -> CareTeam:
    """The patient's care team, those who treat first, then by name. For the patient alone."""
    patient = policy.own_record(actor, unit)
    today = local_date(unit.now, patient.time_zone)
    open_now = {
        share.clinician.id: share for share in sharing.my_shares(actor, unit) if share.status is ShareStatus.ACTIVE
    }
    team = {
        person.id: Clinician(person.id, person.name, Role(person.role))
        for person in shares.care_team(unit.session, patient.id, unit.now)
        if person.deactivated_at is None
    }
    known = team | {id: share.clinician for id, share in open_now.items()}
    members = [Member(each, id in team, open_now.get(id)) for id, each in known.items()]
    members.sort(key=lambda member: (not member.treats, member.clinician.name))
    return CareTeam(tuple(members), today, _course_ends(unit, patient, today))


def _course_ends(unit: Unit, patient: Person, today: date) -> date | None:
    """The last day of the order in force, when that is still to come."""
    order = orders.in_force(orders.of_course(unit, patient.id, episodes.active(unit, patient.id)))
    end = orders.last_day(unit, patient, order) if order else None
    return end if end is not None and end > today else None
