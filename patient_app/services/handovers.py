"""Clinicians hand patients over to a colleague; patients are told at once (and answer: `handover_answers`).

A handover makes a share for the colleague: never more parts, and never longer, than a share of the giver's own. Until
it opens the giver alone sees the patient; after one for good has opened, the giver's share ends with that day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.handovers import HandoverKind, HandoverStatus, opening, until_of
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, clinic_settings, handover_ends, notices, policy
from patient_app.services.actor import Actor
from patient_app.services.handover_ends import end_own, status_of, text_of
from patient_app.services.notices import NoticeKind
from patient_app.services.reading import reads
from patient_app.store.queries import handovers, people, shares
from patient_app.store.tables import CareTeamMember, Handover, Person, Share
from patient_app.store.types import new_id
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Named:
    """A person to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to hand over, and to whom. `first_day`: the earliest day on which it opens without a word of the
    patient, in the giver's time zone."""

    patients: tuple[Named, ...]
    colleagues: tuple[Named, ...]
    first_day: date
    notice_days: int


@dataclass(frozen=True, slots=True)
class Given:
    """A handover that its giver may still withdraw."""

    id: str
    patient: Named
    colleague: str
    kind: HandoverKind
    status: HandoverStatus
    opens_on: date
    ends_on: date | None
    agreed: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A patient came from this colleague, for a time (`ends_on`) or for good. The patient reads the note too."""

    by: str
    ends_on: date | None
    since: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """How many patients were told, when it opens for the first of them, and who was left out: the share ends before
    the colleague's would open (`ending`), or the patient is being handed over already (`already`)."""

    count: int
    opens_on: date | None
    ending: tuple[str, ...]
    already: tuple[str, ...]


@reads
def choices(actor: Actor, unit: Unit) -> Choices:
    """The actor's own patients, and the colleagues of the same role in the clinic."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    notice = clinic_settings.of(unit, actor.clinic_id).handover_notice_days
    patients = {patient.id: patient for patient, _ in _own(actor, unit)}
    audit.opened_panel(actor, unit, len(patients))
    return Choices(
        tuple(Named(each.id, each.name) for each in sorted(patients.values(), key=lambda each: each.name.casefold())),
        tuple(Named(each.id, each.name) for each in _colleagues(actor, unit)),
        local_date(unit.now + timedelta(days=notice), actor.time_zone),
        notice,
    )


@reads
def given(actor: Actor, unit: Unit) -> tuple[Given, ...]:
    """What the actor has handed over and may withdraw, newest first."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    rows = handovers.not_closed(unit.session, from_id=actor.id)
    who = people.by_ids(unit.session, sorted({id for row in rows for id in (row.patient_id, row.to_id)}))
    seen = {patient.id for patient, _ in shares.patients_of(unit.session, actor.id, unit.now)}
    found = []
    for row in rows:
        patient = who[row.patient_id]
        state = status_of(unit, row, patient)
        if state.is_live and patient.id in seen:
            found.append(
                Given(
                    row.id,
                    Named(patient.id, patient.name),
                    who[row.to_id].name,
                    HandoverKind(row.kind),
                    state,
                    local_date(row.opens_at, patient.time_zone),
                    row.ends_on,
                    row.agreed_at is not None,
                )
            )
    return tuple(found)


def received(actor: Actor, unit: Unit, today: Mapping[str, date]) -> Mapping[str, HandedOver]:
    """What was handed over to the actor and is open, by patient (`today`: their local dates). Asks no policy."""
    return {
        row.patient_id: HandedOver(giver.name, row.ends_on, local_date(row.opens_at, actor.time_zone), row.note)
        for row, giver in handovers.received(unit.session, actor.id, unit.now)
        if row.patient_id in today and (row.ends_on is None or today[row.patient_id] <= row.ends_on)
    }


def hand_over(
    actor: Actor,
    unit: Unit,
    to_id: str,
    kind: HandoverKind,
    patient_ids: Collection[str] | None = None,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str | None = None,
) -> Announced:
    """Hand patients (all of one's own when none is named) over to a colleague; each is told at once.

    Raises `NotFound` for a patient that is not the actor's own, `Invalid` with the field named.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    colleague = next((each for each in _colleagues(actor, unit) if each.id == to_id), None)
    if colleague is None:
        raise Invalid.field("to_id", "Choose a colleague with the same role in your clinic.")
    notice = clinic_settings.of(unit, actor.clinic_id).handover_notice_days
    _check(unit, actor, kind, notice, starts_on, ends_on, note)
    asked = None if patient_ids is None else set(patient_ids)
    if asked is not None and not asked:
        raise Invalid.field("patient_ids", "Choose at least one patient.")
    for patient_id in sorted({patient.id for patient, _ in _own(actor, unit)}):
        if asked is None or patient_id in asked:
            people.lock(unit.session, patient_id)
    own: dict[str, tuple[Person, list[Share]]] = {}
    for patient, share in _own(actor, unit):
        if asked is None or patient.id in asked:
            own.setdefault(patient.id, (patient, []))[1].append(share)
    if asked is not None and asked - own.keys():
        raise NotFound
    live = {row.patient_id for row in handovers.not_closed(unit.session, from_id=actor.id) if _is_live(unit, row)}
    made: list[Handover] = []
    ending: list[str] = []
    batch = new_id()
    for patient, rows in own.values():
        opens_at = opening(unit.now, notice, patient.time_zone, starts_on)
        day = local_date(opens_at, patient.time_zone)
        kept = [row for row in rows if row.until is None or row.until >= day]
        if patient.id in live:
            continue
        if not kept or (ends_on is not None and ends_on < day):
            ending.append(patient.name)
            continue
        made.append(_announce(actor, unit, patient, kept, colleague, kind, batch, opens_at, ends_on, note))
    if made:
        notices.tell(unit, colleague.id, NoticeKind.HANDOVER_RECEIVED, object_id=batch, clinician=actor.name)
    unit.changed |= {f"clinician:{actor.id}", f"clinician:{colleague.id}"}
    days = [local_date(row.opens_at, own[row.patient_id][0].time_zone) for row in made]
    already = tuple(own[id][0].name for id in own if id in live)
    return Announced(len(made), min(days, default=None), tuple(ending), already)


def withdraw(actor: Actor, unit: Unit, handover_id: str) -> None:
    """The giver takes it back. Raises `NotFound` for one that is not the actor's, is over, or is one for good after
    the giver's own share has ended: then the patient decides."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Handover, handover_id)
    if row is None or row.from_id != actor.id:
        raise NotFound
    people.lock(unit.session, row.patient_id)
    patient = people.get(unit.session, row.patient_id)
    unit.session.refresh(row)
    own = {each.id for each, _ in _own(actor, unit)}
    if patient is None or not _is_live(unit, row) or row.patient_id not in own:
        raise NotFound
    handover_ends.withdraw(actor, unit, row, patient)


def _announce(
    actor: Actor,
    unit: Unit,
    patient: Person,
    own: list[Share],
    colleague: Person,
    kind: HandoverKind,
    batch_id: str,
    opens_at: datetime,
    ends_on: date | None,
    note: str | None,
) -> Handover:
    row = Handover(
        batch_id=batch_id,
        patient_id=patient.id,
        from_id=actor.id,
        to_id=colleague.id,
        kind=kind.value,
        parts=[part.value for part in SharePart if any(part.value in share.parts for share in own)],
        note=text_of(note),
        announced_at=unit.now,
        opens_at=opens_at,
        ends_on=ends_on,
    )
    unit.session.add(row)
    unit.session.flush()
    for share in own:
        unit.session.add(
            Share(
                patient_id=patient.id,
                clinician_id=colleague.id,
                parts=list(share.parts),
                since=opens_at,
                until=until_of(ends_on, share.until),
                handover_id=row.id,
            )
        )
    _join_team(unit, patient, colleague, opens_at)
    opens_on = local_date(opens_at, patient.time_zone)
    if kind is HandoverKind.FOR_GOOD:
        end_own(unit, own, opens_on)
    audit.record(actor, unit, "handover.announced", patient_id=patient.id, kind="handover", id=row.id)
    notices.tell(
        unit,
        patient.id,
        NoticeKind.HANDOVER_ANNOUNCED,
        patient_id=patient.id,
        object_id=row.id,
        clinician=actor.name,
        colleague=colleague.name,
        opens_on=opens_on.isoformat(),
    )
    unit.changed.add(f"patient:{patient.id}")
    return row


def _join_team(unit: Unit, patient: Person, colleague: Person, since: datetime) -> None:
    """The colleague treats the patient from then on; also one who once handed the patient over for good."""
    joined = handovers.member(unit.session, patient.id, colleague.id)
    if joined is None:
        joined = CareTeamMember(patient_id=patient.id, clinician_id=colleague.id, since=since)
    elif all(each.id != colleague.id for each in shares.care_team(unit.session, patient.id, unit.now)):
        joined.since = since
    unit.session.add(joined)


def _check(
    unit: Unit,
    actor: Actor,
    kind: HandoverKind,
    notice: int,
    starts_on: date | None,
    ends_on: date | None,
    note: str | None,
) -> None:
    first = local_date(unit.now + timedelta(days=notice), actor.time_zone)
    if starts_on is not None and starts_on < first:
        raise Invalid.field("starts_on", "Choose a later first day: patients are told first.")
    if kind is HandoverKind.FOR_GOOD and ends_on is not None:
        raise Invalid.field("ends_on", "A handover for good has no last day.")
    if kind is HandoverKind.SUBSTITUTE and (ends_on is None or ends_on < (starts_on or first)):
        raise Invalid.field("ends_on", "Choose the last day, not before the first.")
    text_of(note)


def _own(actor: Actor, unit: Unit) -> Iterable[tuple[Person, Share]]:
    """The actor's own shares that are open now, with their patients: not those of a substitute."""
    found = handovers.own_shares(unit.session, actor.id)
    known = people.by_ids(unit.session, sorted({share.patient_id for share, _ in found}))
    for share, _ in found:
        patient = known[share.patient_id]
        if patient.deactivated_at is None and shares.is_active(share, unit.now, patient.time_zone):
            yield patient, share


def _colleagues(actor: Actor, unit: Unit) -> list[Person]:
    found = people.in_clinic(unit.session, actor.clinic_id, actor.role.value)
    return [each for each in found if each.id != actor.id and each.password_hash is not None]


def _is_live(unit: Unit, row: Handover) -> bool:
    patient = people.get(unit.session, row.patient_id)
    return patient is not None and status_of(unit, row, patient).is_live
