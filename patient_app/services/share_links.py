"""Links for people without an account: the patient makes and closes the own ones, and sees what became of each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.domain import share_links as rules
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, NotFound
from patient_app.domain.people import SharePart
from patient_app.domain.share_links import DEFAULT_LASTS, MOST_TRIES, LinkState, NewLink
from patient_app.services import audit, clinic_settings, patients, policy, secrets, share_link_keys
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import people, share_links
from patient_app.store.tables import Person
from patient_app.store.tables import ShareLink as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

NOT_ALLOWED = "Your clinic does not let patients make links. Ask your clinic."


@dataclass(frozen=True, slots=True)
class ShareLink:
    """One link as the patient sees it: everything but its address, which nobody can show again.

    Either `days` or `first` and `last`. `until` is the last local date that it can be opened.
    """

    id: str
    label: str
    parts: tuple[SharePart, ...]
    days: int | None
    first: date | None
    last: date | None
    made_at: datetime
    until: date
    openings_left: int | None
    opened: int
    last_opened_at: datetime | None
    state: LinkState


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link with what only its address has: the secret, and the key (256 bits) of its files."""

    link: ShareLink
    secret: str
    key: bytes
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LinkBook:
    """The patient's links, the newest first. `allowed`: the clinic lets links be; `latest` and `usual`: until when a
    new one may be open at most, and until when it is unless said otherwise."""

    links: tuple[ShareLink, ...]
    allowed: bool
    today: date
    latest: date
    usual: date
    time_zone: str


@reads
def mine(actor: Actor, unit: Unit) -> LinkBook:
    """The patient's own links."""
    patient = policy.own_record(actor, unit)
    settings = clinic_settings.of(unit, patient.clinic_id)
    today = local_date(unit.now, patient.time_zone)
    return LinkBook(
        links=tuple(
            _value(unit, patient, row, settings.share_links) for row in share_links.of_patient(unit.session, patient.id)
        ),
        allowed=settings.share_links,
        today=today,
        latest=today + timedelta(days=settings.share_link_days),
        usual=today + timedelta(days=min(DEFAULT_LASTS, settings.share_link_days)),
        time_zone=patient.time_zone,
    )


def make(actor: Actor, unit: Unit, wanted: NewLink, passcode_hash: str) -> MadeLink:
    """A new link. `passcode_hash` is made beforehand (see `share_link_door.make`). Raises `Invalid`, `Conflict` when
    the clinic lets no links be."""
    patient = policy.own_record(actor, unit)
    settings = clinic_settings.of(unit, patient.clinic_id)
    if not settings.share_links:
        raise Conflict(NOT_ALLOWED)
    rules.check(wanted, patients.today(unit, patient), settings.share_link_days)
    id, secret, key = new_id(), secrets.new_token(), share_link_keys.new_key()
    row = Row(
        id=id,
        patient_id=patient.id,
        label=wanted.label.strip(),
        parts=[part.value for part in SharePart if part in wanted.parts],
        first=wanted.first,
        last=wanted.last,
        days=wanted.days,
        secret_hash=secrets.digest(secret),
        sealed_key=share_link_keys.seal(secret, id, key),
        passcode_hash=passcode_hash,
        tries_left=MOST_TRIES,
        openings_left=wanted.openings,
        made_at=unit.now,
        expires_at=rules.end_of(wanted.until, patient.time_zone),
    )
    unit.session.add(row)
    audit.record(actor, unit, "link.made", patient_id=patient.id, kind="share_link", id=id)
    unit.changed.add(f"patient:{patient.id}")
    return MadeLink(_value(unit, patient, row, True), secret, key, row.expires_at)


def close(actor: Actor, unit: Unit, link_id: str) -> None:
    """Close a link at once and for good. Raises `NotFound` for one that is not the patient's."""
    patient = policy.own_record(actor, unit)
    people.lock(unit.session, patient.id)
    row = unit.session.get(Row, link_id)
    if row is None or row.patient_id != patient.id:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at = unit.now
        unit.session.add(row)
        audit.record(actor, unit, "link.closed", patient_id=patient.id, kind="share_link", id=row.id)
        unit.changed.add(f"patient:{patient.id}")


def _value(unit: Unit, patient: Person, row: Row, allowed: bool) -> ShareLink:
    return ShareLink(
        id=row.id,
        label=row.label,
        parts=tuple(part for part in SharePart if part.value in row.parts),
        days=row.days,
        first=row.first,
        last=row.last,
        made_at=row.made_at,
        until=local_date(row.expires_at - timedelta(seconds=1), patient.time_zone),
        openings_left=row.openings_left,
        opened=row.opened,
        last_opened_at=row.last_opened_at,
        state=rules.state(
            now=unit.now,
            expires_at=row.expires_at,
            revoked=row.revoked_at is not None,
            locked=row.locked_at is not None,
            openings_left=row.openings_left,
            allowed=allowed,
        ),
    )
