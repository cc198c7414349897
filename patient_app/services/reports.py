"""Progress reports as they are read: by the author, the physiatrist and the patient. Drafts are their author's alone.

Writing one is in `report_drafts.py`, answering one in `report_answers.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from patient_app.domain.dates import local_date
from patient_app.domain.errors import NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.report_clock import ClockState, clock_state
from patient_app.domain.report_data import ReportData, narrowed
from patient_app.domain.reports import EntryKind, GoalWord, ReportDecision, ReportKind, ReportStatus
from patient_app.services import audit, clinic_settings, episodes, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.services.report_clock import report_clock
from patient_app.services.report_json import from_json
from patient_app.services.report_seal import Entry, verify
from patient_app.store.queries import care, people
from patient_app.store.queries import reports as rows
from patient_app.store.tables import Person, ProgressReport
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """The PT's word on a goal. `value` and `target` as typed; `word` is empty while nothing is said."""

    word: GoalWord | None = None
    value: str = ""
    target: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """Something that was added to a signed report. `text`: an addendum, or the note to a decision.

    The note of a decision is for the PT; `for_patient`: the patient reads it too. `to_name`: to whom it was sent.
    """

    kind: EntryKind
    by: str
    name: str
    at: datetime
    text: str = ""
    decision: ReportDecision | None = None
    for_patient: bool = False
    to_name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as one reader may see it. `goals`: by letter. `is_unchanged`: as it was signed, checked just now.

    `revision` names the state of a draft. `copy_until`: the reader's share has ended; nothing later is in it.
    """

    id: str
    patient_id: str
    episode_id: str
    number: int | None
    kind: ReportKind
    status: ReportStatus
    author_id: str
    data: ReportData
    assessment: str
    plan: str
    goals: Mapping[str, GoalSaid]
    signed_at: datetime | None
    signed_on: date | None
    content_hash: str
    is_unchanged: bool
    to_id: str | None
    added: tuple[Added, ...]
    revision: str
    updated_at: datetime | None
    today: date
    time_zone: str
    language: str
    copy_until: datetime | None = None

    @property
    def decision(self) -> Added | None:
        """The decision that holds."""
        return next((each for each in reversed(self.added) if each.kind is EntryKind.DECISION), None)


@dataclass(frozen=True, slots=True)
class ReportList:
    """The reports of a patient, the newest first. `clock` is `None` before the course of therapy begins and after it.

    `draft_id`: the actor's own. `also_writing`: colleagues who have a draft too, not what is in it.
    """

    patient_id: str
    patient_name: str
    today: date
    reports: tuple[Report, ...]
    clock: ClockState | None
    draft_id: str
    also_writing: tuple[str, ...]
    may_write: bool
    copy_until: datetime | None = None


@reads
def reports(actor: Actor, unit: Unit, patient_id: str | None = None) -> ReportList:
    """The signed reports of a patient (a patient leaves `patient_id` out), and the actor's own draft.

    Needs the `journey` part; who signed keeps their own copies after it. Raises `WrongRole`, `NotFound`.
    """
    patient, until = _opened(actor, unit, patient_id or actor.id)
    found = [row for row in rows.of_patient(unit.session, patient.id) if _is_open(actor, row, until)]
    if until is not None and not found:
        raise NotFound
    today = patients.today(unit, patient)
    episode = episodes.active(unit, patient.id) if until is None else None
    is_emergency = patient.id in unit.emergencies
    writes = actor.role is Role.PHYSICAL_THERAPIST and episode is not None and not is_emergency
    drafts = rows.drafts(unit.session, episode.id) if writes and episode else ()
    own = next((row.id for row in drafts if row.author_id == actor.id), "")
    others = people.by_ids(unit.session, [row.author_id for row in drafts if row.author_id != actor.id])
    return ReportList(
        patient_id=patient.id,
        patient_name=patient.name,
        today=today,
        reports=tuple(_report(actor, unit, patient, row, until) for row in found if row.signed_at is not None),
        clock=_clock(unit, patient, today) if until is None else None,
        draft_id=own,
        also_writing=tuple(sorted(person.name for person in others.values())),
        may_write=writes,
        copy_until=until,
    )


@reads
def report(actor: Actor, unit: Unit, patient_id: str, report_id: str) -> Report:
    """One report. Rights as in `reports`; a draft opens to its author while the journey is shared."""
    patient, until = _opened(actor, unit, patient_id)
    row = rows.get(unit.session, report_id)
    if row is None or row.patient_id != patient.id or not _is_open(actor, row, until):
        raise NotFound
    return _report(actor, unit, patient, row, until)


def opened(actor: Actor, unit: Unit, patient_id: str, row: ProgressReport) -> Report:
    """A report that was just written to, for whoever may write it."""
    patient = people.get(unit.session, patient_id)
    if patient is None:
        raise NotFound
    return _report(actor, unit, patient, row, None)


def said_in(row: ProgressReport) -> dict[str, GoalSaid]:
    """The PT's words on the goals, by letter."""
    return {
        letter: GoalSaid(
            GoalWord(each["status"]) if each.get("status") else None,
            str(each.get("value") or ""),
            str(each.get("target") or ""),
            str(each.get("note") or ""),
        )
        for letter, each in row.goals.items()
    }


def _opened(actor: Actor, unit: Unit, patient_id: str) -> tuple[Person, datetime | None]:
    """The patient; and until when the actor saw the journey, when that has ended. Raises `NotFound`."""
    until = policy.kept_until(actor, unit, patient_id)
    if until is None:
        return policy.open_record(actor, unit, patient_id, SharePart.JOURNEY), None
    patient = people.get(unit.session, patient_id)
    if patient is None:
        raise NotFound
    if any(_is_open(actor, row, until) for row in rows.of_patient(unit.session, patient_id)):
        audit.looked(actor, unit, patient_id, {SharePart.JOURNEY})
    return patient, until


def _is_open(actor: Actor, row: ProgressReport, until: datetime | None) -> bool:
    if row.signed_at is None:
        return row.author_id == actor.id and until is None
    return until is None or (row.author_id == actor.id and row.signed_at <= until)


def _clock(unit: Unit, patient: Person, today: date) -> ClockState | None:
    episode = episodes.active(unit, patient.id)
    if episode is None:
        return None
    found = report_clock(
        patient,
        episode,
        care.reports(unit.session, patient.id),
        care.signed_orders(unit.session, patient.id),
        care.visits(unit.session, patient.id),
    )
    settings = clinic_settings.of(unit, patient.clinic_id).clinical
    return clock_state(found, today, settings) if found else None


def _report(actor: Actor, unit: Unit, patient: Person, row: ProgressReport, until: datetime | None) -> Report:
    is_draft = row.signed_at is None
    data = from_json(row.data)
    if is_draft:
        data = narrowed(data, policy.shared_parts(actor, unit, patient.id))
    added = [each for each in map(_added, row.addenda) if until is None or each.at <= until]
    if actor.role is Role.PATIENT:
        added = [_for_patient(each) for each in added]
    decided = any(each.kind is EntryKind.DECISION for each in added)
    signed = ReportStatus.ACKNOWLEDGED if decided else ReportStatus.SIGNED
    return Report(
        id=row.id,
        patient_id=patient.id,
        episode_id=row.episode_id,
        number=row.number,
        kind=ReportKind(row.kind),
        status=ReportStatus.DRAFT if is_draft else signed,
        author_id=row.author_id,
        data=data,
        assessment=row.assessment,
        plan=row.plan,
        goals=said_in(row),
        signed_at=row.signed_at,
        signed_on=local_date(row.signed_at, patient.time_zone) if row.signed_at else None,
        content_hash=row.content_hash or "",
        is_unchanged=not is_draft and verify(row),
        to_id=row.to_id if until is None else None,
        added=tuple(added),
        revision=row.revision or "",
        updated_at=row.updated_at,
        today=patients.today(unit, patient),
        time_zone=patient.time_zone,
        language=patient.language,
        copy_until=until,
    )


def _added(entry: Entry) -> Added:
    return Added(
        kind=EntryKind(entry["kind"]),
        by=entry["by"],
        name=entry["name"],
        at=datetime.fromisoformat(entry["at"]),
        text=entry.get("text") or entry.get("note") or "",
        decision=ReportDecision(entry["decision"]) if "decision" in entry else None,
        for_patient=bool(entry.get("for_patient")),
        to_name=entry.get("to_name", ""),
    )


def _for_patient(added: Added) -> Added:
    """The note of a decision is the PT's, unless it was meant for the patient too."""
    if added.kind is not EntryKind.DECISION or added.for_patient:
        return added
    return Added(added.kind, added.by, added.name, added.at, decision=added.decision)
