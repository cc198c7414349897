"""A clinician acknowledges a reason for attention, or puts it off, with a note. One's own panel alone follows it.

Marks are applied where reasons are read (`applied`), by one query for all patients.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from patient_app.domain.attention import attention as attention_rules
from patient_app.domain.attention import good_news
from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.attention_marks import Mark, MarkKind, covers, hides, may_snooze
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.settings import ClinicalSettings
from patient_app.services import attention, audit, clinic_settings, patients, policy
from patient_app.services.actor import Actor
from patient_app.store.queries import marks, shares
from patient_app.store.tables import AttentionMark, Person
from patient_app.store.unit import Unit

LONGEST_NOTE = 500
GONE = "This reason does not stand any more. The list shows what is there now."


@dataclass(frozen=True, slots=True)
class Marked:
    """A reason with the mark that stands for it. `note` is `None` for a reader who may not read it."""

    id: str
    reason: Reason
    kind: MarkKind
    by: str
    is_mine: bool
    at: datetime
    on: date
    until: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The reasons of one patient for one reader: before marks, highest rank first."""

    today: date
    attention: tuple[Reason, ...]
    good_news: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """What is left of the reasons after the reader's marks; what the reader set aside; and which of those that are
    left were seen, by the reader (a warning sign stays) or, where asked for, by others."""

    attention: tuple[Reason, ...]
    good_news: tuple[Reason, ...]
    set_aside: tuple[Marked, ...] = ()
    seen: tuple[Marked, ...] = ()


def applied(actor: Actor, unit: Unit, standings: Mapping[str, Standing]) -> Mapping[str, Applied]:
    """The actor's own marks on the reasons of many patients, by one query. Asks no policy: the caller has."""
    by_patient: dict[str, list[AttentionMark]] = {}
    for row in marks.of_clinician(unit.session, actor.id):
        by_patient.setdefault(row.patient_id, []).append(row)
    settings = clinic_settings.of(unit, actor.clinic_id).clinical
    return {
        patient_id: _applied(actor, standing, [(row, actor.name) for row in by_patient.get(patient_id, [])], settings)
        for patient_id, standing in standings.items()
    }


def applied_with_others(actor: Actor, unit: Unit, patient_id: str, standing: Standing) -> Applied:
    """The actor's own marks on one patient's reasons, and what others have seen of those that are left.

    A note of somebody else is for those alone who see at least the parts that its author sees.
    """
    found = marks.of_patient(unit.session, patient_id)
    settings = clinic_settings.of(unit, actor.clinic_id).clinical
    mine = _applied(actor, standing, [(row, who.name) for row, who in found if who.id == actor.id], settings)
    parts = policy.shared_parts(actor, unit, patient_id)
    theirs: list[Marked] = []
    for row, who in found:
        if who.id != actor.id:
            reads = parts >= _parts_of(unit, patient_id, who)
            theirs += _marked(actor, row, who.name, mine.attention, standing.today, settings, reads=reads)
    return Applied(mine.attention, mine.good_news, mine.set_aside, (*mine.seen, *theirs))


def acknowledge(
    actor: Actor, unit: Unit, patient_id: str, reason: str, subject: str | None = None, note: str | None = None
) -> None:
    """The actor has seen this reason: it comes back with new data. A warning sign stays in sight.

    Raises `NotFound` without a share, and `Invalid` for a reason that does not hold now or a note that is too long.
    """
    _mark(actor, unit, patient_id, reason, subject, note, None)


def snooze(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    reason: str,
    days: int,
    subject: str | None = None,
    note: str | None = None,
) -> None:
    """Put this reason off for 1 to 14 days, whatever arrives meanwhile. Not a warning sign. Raises as `acknowledge`."""
    _mark(actor, unit, patient_id, reason, subject, note, days)


def undo(actor: Actor, unit: Unit, mark_id: str) -> None:
    """Take an own mark back: the reason is on the panel again. Raises `NotFound` for any other mark."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(AttentionMark, mark_id)
    if row is None or row.clinician_id != actor.id:
        raise NotFound
    policy.open_record(actor, unit, row.patient_id)
    if row.undone_at is None:
        row.undone_at = unit.now
        unit.session.add(row)
        audit.record(actor, unit, "attention.undone", patient_id=row.patient_id, kind="attention_mark", id=row.id)
        unit.changed.add(f"patient:{row.patient_id}")


def _mark(
    actor: Actor, unit: Unit, patient_id: str, code: str, subject: str | None, note: str | None, days: int | None
) -> None:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id)
    text = (note or "").strip() or None
    if text and len(text) > LONGEST_NOTE:
        raise Invalid.field("note", "Write 500 characters or less.")
    reason = _holding(unit, patient, policy.shared_parts(actor, unit, patient_id), code, subject)
    today = patients.today(unit, patient)
    until = None if days is None else date.fromordinal(today.toordinal() + max(-1, min(days, 400)))
    if until is not None and not may_snooze(reason.reason, until, today):
        raise Invalid.field("days", "A reason can be put off for 1 to 14 days. A warning sign cannot.")
    for row in marks.of_clinician(unit.session, actor.id):
        if (row.patient_id, row.reason, row.subject) == (patient.id, reason.reason.value, reason.subject):
            row.undone_at = unit.now
            unit.session.add(row)
    kind = MarkKind.ACKNOWLEDGED if until is None else MarkKind.SNOOZED
    made = AttentionMark(
        patient_id=patient.id,
        clinician_id=actor.id,
        reason=reason.reason.value,
        subject=reason.subject,
        kind=kind.value,
        note=text,
        at=unit.now,
        on=today,
        until=until,
    )
    unit.session.add(made)
    audit.record(actor, unit, f"attention.{kind.value}", patient_id=patient.id, kind="attention_mark", id=made.id)
    unit.changed.add(f"patient:{patient.id}")


def _holding(unit: Unit, patient: Person, parts: frozenset[SharePart], code: str, subject: str | None) -> Reason:
    """The reason as it holds now for a reader with these parts."""
    today = patients.today(unit, patient)
    settings = clinic_settings.of(unit, patient.clinic_id).clinical
    facts = attention.facts(unit, patient, patients.course(unit, patient), parts)
    for reason in (*attention_rules(facts, today, settings), *good_news(facts, today, settings)):
        if (reason.reason.value, reason.subject) == (code, subject):
            return reason
    raise Invalid(GONE)


def _parts_of(unit: Unit, patient_id: str, author: Person) -> frozenset[SharePart]:
    """What the author of a note sees now; everything when nothing, so that an old note is not read by more people."""
    if author.deactivated_at is not None:
        return ALL_PARTS
    return shares.active_parts(unit.session, patient_id, author.id, unit.now) or ALL_PARTS


def _applied(
    actor: Actor, standing: Standing, rows: Sequence[tuple[AttentionMark, str]], settings: ClinicalSettings
) -> Applied:
    if not rows:
        return Applied(standing.attention, standing.good_news)
    everything = (*standing.attention, *standing.good_news)
    found = [
        each for row, who in rows for each in _marked(actor, row, who, everything, standing.today, settings, reads=True)
    ]
    hidden = {each.reason for each in found if hides(_value(each), each.reason, standing.today, settings)}
    return Applied(
        tuple(reason for reason in standing.attention if reason not in hidden),
        tuple(reason for reason in standing.good_news if reason not in hidden),
        tuple(each for each in found if each.reason in hidden),
        tuple(each for each in found if each.reason not in hidden),
    )


def _marked(
    actor: Actor,
    row: AttentionMark,
    who: str,
    reasons: Iterable[Reason],
    today: date,
    settings: ClinicalSettings,
    *,
    reads: bool,
) -> list[Marked]:
    """The reasons that this mark still stands for."""
    mark = Mark(ReasonCode(row.reason), row.at, row.on, row.subject, row.until)
    return [
        Marked(
            id=row.id,
            reason=reason,
            kind=MarkKind(row.kind),
            by=who,
            is_mine=row.clinician_id == actor.id,
            at=row.at,
            on=row.on,
            until=row.until,
            note=row.note if reads else None,
        )
        for reason in reasons
        if covers(mark, reason, today, settings)
    ]


def _value(found: Marked) -> Mark:
    return Mark(found.reason.reason, found.at, found.on, found.reason.subject, found.until)
