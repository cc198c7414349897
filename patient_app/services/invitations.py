"""Invitations: a one-time code makes an account, and may name the care team to share with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from patient_app.domain.dates import local_date
from patient_app.domain.errors import FieldError, Invalid, NotFound
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.services import audit, policy, secrets, sessions
from patient_app.services.actor import Actor, Operator, Visitor
from patient_app.services.reading import reads
from patient_app.services.sessions import SignedIn
from patient_app.services.settings import INVITATION_LASTS, SessionSettings
from patient_app.store.queries import people
from patient_app.store.queries import sessions as codes
from patient_app.store.tables import CareTeamMember, Clinic, Invitation, Person, Share
from patient_app.store.unit import Unit

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation: the one-time `code` to hand over, known nowhere else."""

    code: str
    email: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A clinician named in an invitation."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """What the holder of a code may read before accepting."""

    role: Role
    clinic: str
    care_team: tuple[TeamMember, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """A clinician who may be named in a patient's care team."""

    id: str
    name: str
    role: Role
    email: str


@reads
def colleagues(actor: Actor, unit: Unit) -> tuple[Colleague, ...]:
    """The clinicians of the actor's clinic who have an account."""
    policy.require(actor, Role.ADMINISTRATOR, Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST)
    found = people.in_clinic(unit.session, actor.clinic_id, Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST)
    return tuple(
        Colleague(each.id, each.name, Role(each.role), each.email) for each in found if each.password_hash is not None
    )


def invite(
    asker: Actor | Operator, unit: Unit, role: Role, email: str, care_team_emails: Sequence[str] = ()
) -> Invited:
    """Invite someone. The operator and administrators invite anyone, clinicians only patients.

    Raises `Invalid` for an address that is taken, or a care team that is not known.
    """
    if isinstance(asker, Actor):
        if role is Role.PATIENT:
            policy.require(asker, Role.ADMINISTRATOR, Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST)
        else:
            policy.require(asker, Role.ADMINISTRATOR)
        clinic: Clinic | None = people.clinic(unit.session, asker.clinic_id)
    else:
        clinic = people.only_clinic(unit.session)
    if clinic is None:
        raise Invalid("There is no clinic yet. Make one with 'homestretch create-clinic'.")
    team = [_clinician(unit, clinic, each) for each in care_team_emails]
    invited = invite_into(unit, clinic, role, email, team)
    audit.record(
        asker if isinstance(asker, Actor) else None, unit, "invitation.made", kind="invitation", role=role.value
    )
    return invited


def invite_into(unit: Unit, clinic: Clinic, role: Role, email: str, team: Sequence[Person]) -> Invited:
    """Make the person's row and a code. An open invitation of the same address is replaced."""
    email = email_of(email)
    people.lock_accounts(unit.session, clinic.id)
    person = people.by_email(unit.session, email)
    if person is not None and (person.password_hash is not None or person.role != role):
        raise Invalid.field("email", "This email address has an account or another invitation already.")
    if person is None:
        person = Person(
            clinic_id=clinic.id,
            role=role.value,
            name=email,
            email=email,
            time_zone=clinic.time_zone,
            invited_on=local_date(unit.now, clinic.time_zone),
            connect_code=secrets.new_code().replace("-", "")[:10] if role.is_clinician else None,
            created_at=unit.now,
        )
        unit.session.add(person)
        unit.session.flush()
    for old in codes.open_invitations(unit.session, email):
        old.expires_at = unit.now
        unit.session.add(old)
    code = secrets.new_code()
    invitation = Invitation(
        clinic_id=clinic.id,
        code_hash=secrets.code_digest(code),
        role=role.value,
        email=email,
        person_id=person.id,
        care_team=[member.id for member in team],
        created_at=unit.now,
        expires_at=unit.now + INVITATION_LASTS,
    )
    unit.session.add(invitation)
    return Invited(code, email, invitation.expires_at)


@reads
def look(visitor: Visitor, unit: Unit, code: str) -> InvitationCard:
    """What an invitation is for. Raises `NotFound` when the code is wrong, used or too old."""
    invitation = _live(unit, code)
    team = people.by_ids(unit.session, invitation.care_team)
    return InvitationCard(
        Role(invitation.role),
        people.clinic(unit.session, invitation.clinic_id).name,
        tuple(TeamMember(p.id, p.name, Role(p.role)) for p in team.values()),
        invitation.expires_at,
    )


def accept(
    visitor: Visitor,
    unit: Unit,
    settings: SessionSettings,
    code: str,
    name: str,
    password: str,
    time_zone: str,
    language: str = "en",
    share: bool = False,
    password_hash: str | None = None,
) -> SignedIn:
    """Make the account and sign in. With `share`, share everything with the care team of the invitation.

    `password_hash` is that of `password`, made beforehand: making it here holds up every other write.
    Raises `NotFound` (the code) or `Invalid` (each bad field).
    """
    invitation = _live(unit, code)
    person = people.get(unit.session, invitation.person_id or "")
    if person is None:
        raise NotFound
    check_profile(name, time_zone, language)
    clinic = people.clinic(unit.session, person.clinic_id)
    secrets.check_new_password(password, (name, person.email, clinic.name))
    person.name = " ".join(name.split())
    person.password_hash = password_hash or secrets.hash_password(password)
    person.time_zone, person.language = time_zone, language
    invitation.accepted_at = unit.now
    unit.session.add_all([person, invitation])
    signed_in = sessions.open_session(visitor, unit, person, settings)
    audit.record(signed_in.actor, unit, "invitation.accepted", kind="invitation", id=invitation.id)
    if invitation.role == Role.PATIENT:
        _join_team(signed_in.actor, unit, invitation.care_team, share=share)
    return signed_in


def _join_team(patient: Actor, unit: Unit, team: Sequence[str], *, share: bool) -> None:
    for clinician_id in team:
        unit.session.add(CareTeamMember(patient_id=patient.id, clinician_id=clinician_id, since=unit.now))
        if share:
            parts = sorted(part.value for part in ALL_PARTS)
            row = Share(patient_id=patient.id, clinician_id=clinician_id, parts=parts, since=unit.now)
            unit.session.add(row)
            audit.record(patient, unit, "share.made", patient_id=patient.id, kind="share", id=row.id)
            unit.changed.add(f"clinician:{clinician_id}")


def email_of(typed: str) -> str:
    """The address as it is kept, however it was typed. Raises `Invalid`."""
    email = typed.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise Invalid.field("email", "This is not an email address.")
    return email


def check_profile(name: str, time_zone: str, language: str) -> None:
    """Raise `Invalid` with each part of a new account that cannot be used."""
    errors = []
    if not name.strip():
        errors.append(FieldError("name", "Write your name."))
    if time_zone not in available_timezones():
        errors.append(FieldError("time_zone", "This time zone is not known. Use a name like America/New_York."))
    if language not in ("en", "es"):
        errors.append(FieldError("language", "Choose English (en) or Spanish (es)."))
    if errors:
        raise Invalid("Some answers need a change.", tuple(errors))


def _clinician(unit: Unit, clinic: Clinic, email: str) -> Person:
    person = people.by_email(unit.session, email)
    if person is None or person.clinic_id != clinic.id or not Role(person.role).is_clinician:
        raise Invalid("{email} is not a clinician of this clinic. Invite them first.", email=email.strip())
    return person


def _live(unit: Unit, code: str) -> Invitation:
    invitation = codes.invitation(unit.session, secrets.code_digest(code))
    if invitation is None or invitation.accepted_at is not None or unit.now >= invitation.expires_at:
        raise NotFound("This code is not right, or it is used or too old. Ask your clinic for a new one.")
    return invitation
