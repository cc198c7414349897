"""How a handover ends before its time: objection, withdrawal, and what becomes of it when the patient changes a share.

Asks no policy: `handovers`, `sharing` and `admin` have asked.
"""

from collections.abc import Sequence
from datetime import date

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid
from patient_app.domain.handovers import HandoverKind, HandoverStatus, Terms, status
from patient_app.services import audit, notices
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.store.queries import handovers, people
from patient_app.store.tables import Handover, Person, Share
from patient_app.store.unit import Unit

LONGEST_NOTE = 500


def terms(row: Handover) -> Terms:
    """The dates of a handover."""
    return Terms(HandoverKind(row.kind), row.opens_at, row.ends_on, row.objected_at, row.withdrawn_at)


def status_of(unit: Unit, row: Handover, patient: Person) -> HandoverStatus:
    """What the handover is worth now."""
    return status(terms(row), unit.now, local_date(unit.now, patient.time_zone))


def text_of(note: str | None) -> str | None:
    """A note without the space around it; `None` for an empty one. Raises `Invalid`."""
    text = (note or "").strip() or None
    if text and len(text) > LONGEST_NOTE:
        raise Invalid.field("note", "Write 500 characters or less.")
    return text


def end_own(unit: Unit, own: Sequence[Share], last: date) -> None:
    """A giver's own shares end with that day. What they were is kept in the colleague's."""
    for share in own:
        share.until = last
        unit.session.add(share)


def ending_own(unit: Unit, row: Handover, patient: Person) -> list[Share]:
    """The giver's own shares that end with the day on which this handover for good opens."""
    last = local_date(row.opens_at, patient.time_zone)
    own = handovers.own_shares(unit.session, row.from_id, patient.id)
    return [share for share, _ in own if share.until == last]


def object_to(actor: Actor, unit: Unit, row: Handover, patient: Person, note: str | None = None) -> None:
    """The patient says no: closed at once, and both clinicians are told. The giver's own share stays as it was.

    The colleague is told whose handover it was only when the record was open to them.
    """
    was_open = status_of(unit, row, patient) is HandoverStatus.OPEN
    row.objected_at, row.objection_note = unit.now, note
    _close(actor, unit, row, patient)
    audit.record(actor, unit, "handover.objected", patient_id=patient.id, kind="handover", id=row.id)
    told = {"patient": patient.name}
    notices.tell(unit, row.from_id, NoticeKind.HANDOVER_OBJECTED, patient_id=patient.id, object_id=row.id, **told)
    if was_open:
        notices.tell(unit, row.to_id, NoticeKind.HANDOVER_OBJECTED, patient_id=patient.id, object_id=row.id, **told)
    else:
        giver = people.get(unit.session, row.from_id)
        name = giver.name if giver else ""
        notices.tell(unit, row.to_id, NoticeKind.HANDOVER_DECLINED, object_id=row.id, clinician=name)


def withdraw(actor: Actor, unit: Unit, row: Handover, patient: Person) -> None:
    """The giver, or an end of the share it hangs on, takes it back: closed at once."""
    row.withdrawn_at = unit.now
    _close(actor, unit, row, patient)
    audit.record(actor, unit, "handover.withdrawn", patient_id=row.patient_id, kind="handover", id=row.id)


def share_ended(actor: Actor, unit: Unit, patient: Person, share: Share, *, replaced: bool) -> None:
    """The patient is about to end this share, or to replace it with another one (`replaced`).

    One that a handover made: what has not opened, and a substitution, is over; the patient's own word replaces it, or
    says no to it. A giver's own share: what hangs on it is over.
    """
    if share.handover_id is not None:
        row = unit.session.get(Handover, share.handover_id)
        if row is not None and _hangs(unit, row, patient):
            if replaced:
                withdraw(actor, unit, row, patient)
            else:
                object_to(actor, unit, row, patient)
    _end_what_hangs_on(actor, unit, share.clinician_id, patient)


def colleague_left(actor: Actor, unit: Unit, clinician: Person) -> None:
    """A clinician cannot sign in any more: what was to be handed over to them stays with the giver."""
    for row in handovers.not_closed_to(unit.session, clinician.id):
        patient = people.get(unit.session, row.patient_id)
        if patient is not None and _hangs(unit, row, patient):
            withdraw(actor, unit, row, patient)


def _hangs(unit: Unit, row: Handover, patient: Person) -> bool:
    """Does it hang on the giver's share: announced, or a substitution that goes on?"""
    found = status_of(unit, row, patient)
    return found is HandoverStatus.ANNOUNCED or (found.is_live and row.kind == HandoverKind.SUBSTITUTE)


def _end_what_hangs_on(actor: Actor, unit: Unit, giver_id: str, patient: Person) -> None:
    for row in handovers.not_closed(unit.session, patient_id=patient.id, from_id=giver_id):
        if _hangs(unit, row, patient):
            withdraw(actor, unit, row, patient)


def _close(actor: Actor, unit: Unit, row: Handover, patient: Person) -> None:
    """Close the colleague's shares, and what they handed on. After one for good, the giver's own have their former
    last day again."""
    theirs = handovers.shares_of(unit.session, row.id)
    own = ending_own(unit, row, patient) if row.kind == HandoverKind.FOR_GOOD else []
    for made in theirs:
        before = next((share for share in own if sorted(share.parts) == sorted(made.parts)), None)
        if before is not None:
            own.remove(before)
            before.until = made.until
            unit.session.add(before)
        made.revoked_at = unit.now
        unit.session.add(made)
    unit.session.add(row)
    joined = handovers.member(unit.session, row.patient_id, row.to_id)
    if joined is not None and joined.since == row.opens_at:
        unit.session.delete(joined)
    unit.session.flush()
    _end_what_hangs_on(actor, unit, row.to_id, patient)
    unit.changed |= {f"patient:{row.patient_id}", f"clinician:{row.from_id}", f"clinician:{row.to_id}"}
