"""Signing and sending a progress report: after that it is a record, and nothing of it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from patient_app.domain.errors import Conflict, FieldError, Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.report_data import ReportData
from patient_app.domain.reports import EntryKind, GoalWord, is_own_words
from patient_app.services import audit, goals, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind, tell
from patient_app.services.reading import reads
from patient_app.services.report_drafts import Words, active_goals, own_draft, require_seen, shared_now, write
from patient_app.services.report_json import to_json
from patient_app.services.report_seal import append, seal
from patient_app.services.reports import GoalSaid, Report, opened, said_in
from patient_app.store.queries import care, people, shares
from patient_app.store.queries import reports as rows
from patient_app.store.tables import Person, ProgressReport
from patient_app.store.types import new_id
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Recipient:
    """A physiatrist who may read the report. `is_usual`: who signed the order, else who is in the care team."""

    id: str
    name: str
    is_usual: bool


@reads
def recipients(actor: Actor, unit: Unit, patient_id: str) -> tuple[Recipient, ...]:
    """The physiatrists who see the patient's journey, the usual one first. For PTs who see it too."""
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    patient = policy.open_to_change(actor, unit, patient_id, SharePart.JOURNEY)
    return _recipients(unit, patient)


def sign(
    actor: Actor,
    unit: Unit,
    report_id: str,
    seen: str,
    to_id: str | None = None,
    words: Words | None = None,
    offered: Sequence[str] = (),
) -> Report:
    """Sign a draft and send it. `words`: as they stand on the screen now; `offered`: the texts that the screen shows
    beside the fields, which are nobody's own words.

    Raises `Invalid` naming each field, and then nothing is signed; `Conflict` when the draft, or the course's last
    report, is another one than the PT saw.
    """
    patient, row = own_draft(actor, unit, report_id)
    require_seen(row, seen)
    people.lock(unit.session, patient.id)
    if words is not None:
        write(row, words)
    data = shared_now(actor, unit, row)
    said = {letter: each for letter, each in said_in(row).items() if letter in {goal.letter for goal in data.goals}}
    _check(unit, row, data, said, offered)
    to = _addressee(_recipients(unit, patient), to_id)
    clinic = people.clinic(unit.session, patient.clinic_id)
    author = people.get(unit.session, actor.id)
    centre = people.pt_centre(unit.session, author.pt_centre_id) if author and author.pt_centre_id else None
    signature = replace(
        data.signature,
        name=actor.name,
        credentials=data.signature.credentials.strip(),
        centre=centre.name if centre else "",
        clinic=clinic.name,
    )
    _tell_goals(actor, unit, row, data, said)
    row.assessment, row.plan = row.assessment.strip(), row.plan.strip()
    row.goals = {letter: _as_signed(each) for letter, each in sorted(said.items()) if each.word is not None}
    row.data = to_json(replace(data, signature=signature))
    row.number = rows.next_number(unit.session, row.episode_id)
    row.revision, row.updated_at = new_id(), unit.now
    seal(row, unit.now)
    unit.session.add(row)
    unit.session.flush()
    audit.record(actor, unit, "report.signed", patient_id=patient.id, kind="report", id=row.id, number=row.number)
    tell(unit, patient.id, NoticeKind.JOURNEY_ADDED, patient_id=patient.id, object_id=row.id, clinician=actor.name)
    if to is not None:
        _send(actor, unit, patient, row, to)
    unit.changed.add(f"patient:{patient.id}")
    unit.session.flush()
    return opened(actor, unit, patient.id, row)


def send(actor: Actor, unit: Unit, patient_id: str, report_id: str, to_id: str) -> Report:
    """Send the actor's signed report to a physiatrist: nobody could read it when it was signed, or another one is to.

    Raises `NotFound`, `Invalid` for someone who may not read it.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    row = rows.get(unit.session, report_id, lock=True)
    if row is None or row.patient_id != patient.id or row.author_id != actor.id or row.signed_at is None:
        raise NotFound
    to = next((each for each in _recipients(unit, patient) if each.id == to_id), None)
    if to is None:
        raise Invalid.field("to", "Choose who reads it.")
    if row.to_id != to.id:
        _send(actor, unit, patient, row, to)
        unit.changed.add(f"patient:{patient.id}")
    return opened(actor, unit, patient.id, row)


def _recipients(unit: Unit, patient: Person) -> tuple[Recipient, ...]:
    readers = {
        person.id: person.name
        for person in shares.clinicians_of(unit.session, patient.id, unit.now)
        if person.role == Role.PHYSIATRIST
        and SharePart.JOURNEY in shares.active_parts(unit.session, patient.id, person.id, unit.now)
    }
    orders = care.signed_orders(unit.session, patient.id)
    by_order = orders[-1].physiatrist_id if orders else ""
    team = {person.id for person in shares.care_team(unit.session, patient.id)}
    usual = by_order if by_order in readers else next(iter(sorted(team & readers.keys())), "")
    found = [Recipient(id, name, id == usual) for id, name in readers.items()]
    return tuple(sorted(found, key=lambda each: (not each.is_usual, each.name)))


def _addressee(known: Sequence[Recipient], to_id: str | None) -> Recipient | None:
    """The one chosen, or the only one there is. Nobody, when nobody may read it: it can be sent later."""
    if not known:
        return None
    if to_id is None and len(known) == 1:
        return known[0]
    chosen = next((each for each in known if each.id == to_id), None)
    if chosen is None:
        raise Invalid.field("to", "Choose who reads it.")
    return chosen


def _send(actor: Actor, unit: Unit, patient: Person, row: ProgressReport, to: Recipient) -> None:
    append(row, EntryKind.SENT, actor.id, actor.name, unit.now, to=to.id, to_name=to.name)
    row.to_id = to.id
    unit.session.add(row)
    audit.record(actor, unit, "report.sent", patient_id=patient.id, kind="report", id=row.id, to=to.id)
    tell(
        unit,
        to.id,
        NoticeKind.REPORT_SENT,
        patient_id=patient.id,
        object_id=row.id,
        clinician=actor.name,
        patient=patient.name,
    )


def _check(
    unit: Unit, row: ProgressReport, data: ReportData, said: Mapping[str, GoalSaid], offered: Sequence[str]
) -> None:
    """Raise `Invalid` with every field that is not right yet, `Conflict` when the period is another report's."""
    others = [each for each in care.reports(unit.session, row.patient_id) if each.episode_id == row.episode_id]
    signed = [each for each in others if each.signed_at is not None]
    # On the very day on which the last one ended, the one day is in both.
    if data.first < data.last and any(each.period_to >= data.first for each in signed):
        raise Conflict(
            "A colleague signed a report for these days meanwhile. Your words are kept: fill the figures in again, "
            "so that the period begins where that one ends."
        )
    problems = []
    former = [each.assessment for each in signed]
    if not is_own_words(row.assessment, [*offered, row.plan, *former]):
        problems.append(FieldError("assessment", "Write the assessment in your own words, not empty or copied."))
    # A plan may stay as it was; an assessment is of these days.
    if not is_own_words(row.plan, [*offered, *former]):
        problems.append(FieldError("plan", "Write the plan in your own words, not empty or copied."))
    if not data.signature.credentials.strip():
        problems.append(FieldError("credentials", "Write your credentials as they stand under your reports."))
    for letter in active_goals(data):
        problems += _goal_problems(letter, said.get(letter, GoalSaid()))
    if problems:
        message = problems[0].message if len(problems) == 1 else "Nothing is signed yet, and nothing is lost."
        raise Invalid(message, tuple(problems))


def _goal_problems(letter: str, said: GoalSaid) -> list[FieldError]:
    if said.word is None:
        return [FieldError(f"goals.{letter}.status", "Say what became of each goal.")]
    found = []
    if said.word in (GoalWord.NOT_MET, GoalWord.CHANGED) and not is_own_words(said.note):
        found.append(FieldError(f"goals.{letter}.note", "Say in a line why, or what is changed."))
    if said.value.strip() and _number(said.value) is None:
        found.append(FieldError(f"goals.{letter}.value", "Write the value as a number."))
    if said.word is GoalWord.CHANGED and said.target.strip() and _number(said.target) is None:
        found.append(FieldError(f"goals.{letter}.target", "Write the target as a number."))
    return found


def _tell_goals(actor: Actor, unit: Unit, row: ProgressReport, data: ReportData, said: Mapping[str, GoalSaid]) -> None:
    """The goals themselves are from now on what the report says of them."""
    patient = people.get(unit.session, row.patient_id)
    active = set(active_goals(data))
    today = patients.today(unit, patient) if patient else data.last
    for goal in data.goals:
        each = said.get(goal.letter)
        if each is None or each.word is None or goal.letter not in active:
            continue
        if each.word is GoalWord.CHANGED:
            goals.change_target(actor, unit, goal.id, _number(each.target))
        goals.set_status(
            actor, unit, goal.id, each.word.status, value=_number(each.value), note=each.note, on=min(data.last, today)
        )


def _as_signed(said: GoalSaid) -> dict[str, object]:
    target = _number(said.target) if said.word is GoalWord.CHANGED else None
    return {
        "status": said.word.value if said.word else None,
        "value": _number(said.value),
        "target": target,
        "note": said.note.strip(),
    }


def _number(text: str) -> float | None:
    """A number as it is typed, with a point or a comma; `None` for anything else."""
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None
