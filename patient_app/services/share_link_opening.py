"""Opening a link, step by step: is there one, was the passcode right, what does it show. Nobody is signed in here.

A wrong passcode is an answer, not an error: what it costs must be kept. Each answer is settled with the link held, one
after the other: however many try at the same time, a right one counts only while tries are left.
"""

from dataclasses import dataclass

from patient_app.domain import share_links as rules
from patient_app.domain.errors import NotFound
from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.fhir_within import within
from patient_app.domain.people import SharePart
from patient_app.domain.share_links import LONGEST_NAME
from patient_app.services import audit, clinic_settings, clinics, fhir_record, notices, patients, policy
from patient_app.services import share_link_content as content
from patient_app.services import share_link_keys as keys
from patient_app.services.actor import Visitor
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import paper_of
from patient_app.services.notices import NoticeKind
from patient_app.services.printed_summary import PrintedSummary
from patient_app.services.reading import reads
from patient_app.store.queries import people, share_links
from patient_app.store.tables import Person, ShareLink
from patient_app.store.unit import Unit

RECORD, PAPER, PAGE = "record", "paper", "page"
"""What a ticket lets somebody read: the files, and the page itself once more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A link that is there: what to check the passcode against, and what may be shown before it is given."""

    passcode_hash: str
    tries_left: int
    clinic: ClinicCard
    language: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The passcode was wrong, and so many more may be."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The passcode was right: tickets with which the content is read, for half an hour."""

    record: str
    paper: str
    page: str


@reads
def look(visitor: Visitor, unit: Unit, secret: str) -> Claim:
    """The link of this secret, when it can be opened now. Raises `NotFound`."""
    row = share_links.with_secret(unit.session, keys.hash_of(secret))
    patient, _ = _open(unit, row)
    if row is None or row.openings_left == 0:
        raise NotFound
    return Claim(row.passcode_hash, row.tries_left, clinics.card_of(unit, patient.clinic_id), patient.language)


def settle(visitor: Visitor, unit: Unit, secret: str, right: bool, recipient: str) -> Opened | Refused:
    """Count a try, or an opening by `recipient` (a name as it was given). Raises `NotFound` when the link has been
    closed, locked or used up in the meantime."""
    row = share_links.locked(unit.session, keys.hash_of(secret))
    patient, _ = _open(unit, row)
    if row is None or row.openings_left == 0:
        raise NotFound
    unit.session.add(row)
    unit.changed.add(f"patient:{patient.id}")
    if not right:
        return _refuse(unit, patient, row)
    row.opened += 1
    row.openings_left = None if row.openings_left is None else row.openings_left - 1
    row.last_opened_at = unit.now
    who = " ".join(recipient.split())[:LONGEST_NAME]
    audit.record(None, unit, "link.opened", patient_id=patient.id, kind="share_link", id=row.id, recipient=who)
    made = (keys.ticket(secret, row.passcode_hash, what, unit.now) for what in (RECORD, PAPER, PAGE))
    return Opened(*made)


def _refuse(unit: Unit, patient: Person, row: ShareLink) -> Refused:
    row.tries_left -= 1
    audit.record(None, unit, "link.refused", patient_id=patient.id, kind="share_link", id=row.id)
    if row.tries_left <= 0:
        row.locked_at = unit.now
        audit.record(None, unit, "link.locked", patient_id=patient.id, kind="share_link", id=row.id)
        notices.tell(unit, patient.id, NoticeKind.LINK_LOCKED, object_id=row.id, label=row.label)
    return Refused(max(row.tries_left, 0))


@reads
def summary(visitor: Visitor, unit: Unit, secret: str, what: str, ticket: str) -> PrintedSummary:
    """What the link shows now, for the page (`PAGE`) or for paper (`PAPER`). Raises `NotFound`."""
    row, patient, parts = _with_ticket(unit, secret, what, ticket)
    first, last = rules.period(row.days, row.first, row.last, patients.today(unit, patient))
    return PrintedSummary(
        overview=content.overview(unit, patient, parts, first, last),
        clinic=clinics.card_of(unit, patient.clinic_id),
        paper=paper_of(unit, patient.clinic_id),
        made_by=patient.name,
        made_at=unit.now,
        time_zone=patient.time_zone,
    )


@reads
def record(visitor: Visitor, unit: Unit, secret: str, ticket: str) -> FhirRecord:
    """The record as far as the link shows it now, to be sent as FHIR. Raises `NotFound`."""
    row, patient, parts = _with_ticket(unit, secret, RECORD, ticket)
    first, last = rules.period(row.days, row.first, row.last, patients.today(unit, patient))
    return within(fhir_record.of_patient(unit, patient, parts, first, last), first, last)


@reads
def key(visitor: Visitor, unit: Unit, secret: str) -> bytes:
    """The key that the files of this link are encrypted with. Raises `NotFound`."""
    row = share_links.with_secret(unit.session, keys.hash_of(secret))
    _open(unit, row)
    if row is None:
        raise NotFound
    return keys.unseal(secret, row.id, row.sealed_key)


@reads
def language(visitor: Visitor, unit: Unit, secret: str) -> str:
    """The language of the patient whose link this is. Raises `NotFound`."""
    return _open(unit, share_links.with_secret(unit.session, keys.hash_of(secret)))[0].language


def _with_ticket(unit: Unit, secret: str, what: str, ticket: str) -> tuple[ShareLink, Person, frozenset[SharePart]]:
    row = share_links.with_secret(unit.session, keys.hash_of(secret))
    patient, parts = _open(unit, row)
    if row is None:
        raise NotFound
    keys.check_ticket(secret, row.passcode_hash, what, ticket, unit.now)
    return row, patient, parts


def _open(unit: Unit, row: ShareLink | None) -> tuple[Person, frozenset[SharePart]]:
    patient = people.get(unit.session, row.patient_id) if row is not None else None
    allowed = patient is not None and clinic_settings.of(unit, patient.clinic_id).share_links
    return policy.open_by_link(unit, row, allowed=allowed)
