"""What an intake leaves in the patient's journey: the onset, and who referred the patient to whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.intake import Precision
from patient_app.domain.journey import EventKind
from patient_app.services import audit, episodes, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.journey import LONGEST_TITLE
from patient_app.store.queries import intake as rows
from patient_app.store.tables import Episode, JourneyEntry, Person
from patient_app.store.unit import Unit

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Referral:
    """Who referred the patient to whom, when. `on` is the patient's local date. One that was not noted here has only a
    `title`.
    """

    id: str
    on: date
    title: str
    from_whom: str
    to_whom: str


def put_referral(
    actor: Actor, unit: Unit, referral_id: str, from_whom: str, to_whom: str, on: date
) -> tuple[Referral, ...]:
    """Note who referred the patient to whom; the same id again changes nothing. All referrals, newest first.

    Raises `Invalid`, or `NotFound` when the id is somebody else's.
    """
    patient = policy.own_record(actor, unit)
    from_whom, to_whom = _name("from_whom", from_whom), _name("to_whom", to_whom)
    if not from_whom:
        raise Invalid.field("from_whom", "Write who referred you.")
    if on > patients.today(unit, patient):
        raise Invalid.field("on", "Choose a day that is not in the future.")
    known = unit.session.get(JourneyEntry, referral_id)
    if known is not None and known.patient_id != patient.id:
        raise NotFound
    if known is None:
        title = (to_whom or from_whom)[:LONGEST_TITLE]
        row = _entry(unit, patient, EventKind.REFERRAL, on, title, {"from": from_whom, "to": to_whom})
        row.id = referral_id
        row.episode_id = episode.id if (episode := episodes.active(unit, patient.id)) else None
        unit.session.add(row)
        audit.record(actor, unit, "referral.noted", patient_id=patient.id, kind="journey_entry", id=row.id)
        unit.changed.add(f"patient:{patient.id}")
        unit.session.flush()
    return referrals(unit, patient.id)


def referrals(unit: Unit, patient_id: str) -> tuple[Referral, ...]:
    """The referrals of a patient, newest first. Asks no policy: whoever calls it has (part `journey`)."""
    return tuple(
        Referral(row.id, row.on, row.title, row.details.get("from", ""), row.details.get("to", ""))
        for row in rows.referrals(unit.session, patient_id)
    )


def onset(unit: Unit, patient: Person, episode: Episode, began: tuple[date, Precision] | None) -> None:
    """The entry about the onset, as the intake has it. One that somebody wrote by hand stays as it is."""
    standing = rows.onsets(unit.session, episode.id)
    own = next((row for row in standing if row.details.get("from") == "intake"), None)
    if began is None or (standing and own is None):
        return
    on, precision = began
    title = episode.problem[:LONGEST_TITLE]
    if own is not None and (own.on, own.precision, own.title) == (on, precision.value, title):
        return
    row = _entry(unit, patient, EventKind.ONSET, on, title, {"from": "intake"})
    row.precision, row.episode_id = precision.value, episode.id
    if own is not None:
        row.replaces_id, own.replaced_at = own.id, unit.now
        unit.session.add(own)
    unit.session.add(row)


def _entry(unit: Unit, patient: Person, kind: EventKind, on: date, title: str, details: dict[str, Any]) -> JourneyEntry:
    """An entry of the journey by the patient, not added yet."""
    return JourneyEntry(
        patient_id=patient.id,
        kind=kind.value,
        on=on,
        title=title,
        details=details,
        author_id=patient.id,
        recorded_at=unit.now,
    )


def _name(field: str, text: str) -> str:
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise Invalid.field(field, "Use at most 200 characters.")
    return name
