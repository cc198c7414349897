"""Erasing a patient's record: what goes and what the clinic's own record keeps stands in `domain/erasure.py`.

All of it happens in the transaction of the one who asked: a part of it is never kept.
"""

import secrets as random

from patient_app.domain.former_patient import Redaction, pseudonym, unusable_email
from patient_app.services import audit, handover_ends, intake, sessions
from patient_app.services.actor import Actor
from patient_app.store.queries import erasure, journey, people, shares
from patient_app.store.queries import sessions as codes
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


def erase(actor: Actor, unit: Unit, patient: Person) -> None:
    """Erase everything of this patient but the clinic's own record. Asks no policy: `account_deletion` has.

    Every share, link, calendar address and sign-in ends with it; open screens of clinicians are told.
    """
    id, name, email, clinic_id = patient.id, patient.name, patient.email, patient.clinic_id
    readers = _end_shares(actor, unit, patient)
    _forget_own_words(unit, patient)
    codes.forget_invitations(unit.session, email)
    sessions.forget_account_tries(unit, id, email)
    instead = _pseudonym(unit, clinic_id)
    # The clinic's dates are read in the clinic's own time zone from now on.
    zone = people.clinic(unit.session, clinic_id).time_zone
    values = {"name": instead, "email": unusable_email(id), "time_zone": zone}
    erasure.erase(unit.session, id, clinic_id, unit.now, Redaction(name, email, instead), values)
    audit.record(actor, unit, "account.deleted", patient_id=id, kind="person", id=id)
    unit.changed |= {f"patient:{id}", f"person:{id}", *(f"clinician:{each}" for each in readers)}


def _end_shares(actor: Actor, unit: Unit, patient: Person) -> set[str]:
    """End every share with all that hangs on it, as when the patient stops sharing; with whom it was."""
    readers = set()
    for row, clinician in shares.of_patient(unit.session, patient.id):
        readers.add(clinician.id)
        if row.revoked_at is None:
            handover_ends.share_ended(actor, unit, patient, row, replaced=True)
            row.revoked_at = row.revoked_at or unit.now
            unit.session.add(row)
    return readers


def _forget_own_words(unit: Unit, patient: Person) -> None:
    """A course is called by the patient's own words until a clinician finds others: then they go with the intake."""
    for episode in journey.episodes(unit.session, patient.id):
        if episode.problem == intake.problem_of(patient, episode.intake.get("answers", {})):
            episode.problem = ""
            unit.session.add(episode)


def _pseudonym(unit: Unit, clinic_id: str) -> str:
    """A name that says nothing of who it was, and that nobody of the clinic has."""
    for length in (2, 2, 2, 3, 4):
        found = pseudonym(random.token_hex(length).upper())
        if not people.is_named(unit.session, clinic_id, found):
            return found
    return pseudonym(random.token_hex(8).upper())
