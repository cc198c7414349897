"""Writing a progress report: begun for the time since the last one, filled from data, the PT's own words, signed, sent.

Nobody but its author sees a draft. What is typed is kept as typed; signing checks it. No word of the assessment or the
plan is ever made here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.report_data import ReportData, narrowed
from patient_app.domain.reports import GoalWord, ReportKind, ReportStatus
from patient_app.services import audit, clinic_settings, episodes, goals, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.goals import GoalDraft
from patient_app.services.reading import reads
from patient_app.services.report_clock import report_clock
from patient_app.services.report_filling import fill
from patient_app.services.report_json import from_json, to_json
from patient_app.services.reports import GoalSaid, Report, opened
from patient_app.store.queries import care
from patient_app.store.queries import reports as rows
from patient_app.store.tables import Episode, Person, ProgressReport
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

LONGEST_TEXT = 20_000
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What the PT types, as typed. `goals`: by letter."""

    assessment: str = ""
    plan: str = ""
    credentials: str = ""
    goals: Mapping[str, GoalSaid] | None = None


def start(actor: Actor, unit: Unit, patient_id: str, kind: ReportKind = ReportKind.PROGRESS) -> str:
    """Begin a report, filled from data; the id of the draft. One that the actor has begun already goes on.

    Raises `WrongRole` for anyone but a PT, `NotFound` without the `journey` part, `Invalid` without a course.
    """
    patient = _open(actor, unit, patient_id)
    episode = episodes.active(unit, patient.id)
    if episode is None:
        raise Invalid("There is no course of treatment going on.")
    own = [row for row in rows.drafts(unit.session, episode.id) if row.author_id == actor.id]
    if own:
        return own[0].id
    today = patients.today(unit, patient)
    first = _first_day(unit, patient, episode)
    if first > today:
        if kind is ReportKind.PROGRESS:
            raise Invalid("The last report ends today. The next one can begin tomorrow.")
        first = today
    row = ProgressReport(
        patient_id=patient.id,
        episode_id=episode.id,
        author_id=actor.id,
        period_from=first,
        period_to=today,
        kind=kind.value,
        status=ReportStatus.DRAFT.value,
        revision=new_id(),
        created_at=unit.now,
        updated_at=unit.now,
    )
    _put(actor, unit, patient, row, _filled(actor, unit, patient, episode, first, today))
    row.data["signature"]["credentials"] = rows.last_credentials(unit.session, actor.id)
    unit.session.add(row)
    unit.session.flush()
    audit.record(actor, unit, "report.drafted", patient_id=patient.id, kind="report", id=row.id)
    unit.changed.add(f"patient:{patient.id}")
    return row.id


def keep(actor: Actor, unit: Unit, report_id: str, words: Words, seen: str) -> str:
    """Keep what was typed, as typed; the new revision. `seen` is the revision that the screen knows.

    Raises `Conflict` when the draft was changed in another window since; nothing is written then.
    """
    _, row = own_draft(actor, unit, report_id)
    require_seen(row, seen)
    write(row, words)
    row.revision, row.updated_at = new_id(), unit.now
    unit.session.add(row)
    return row.revision


def refill(actor: Actor, unit: Unit, report_id: str, seen: str, until: date | None = None) -> Report:
    """Fill the draft again from data, up to a day (today without one). The PT's words stay.

    Raises `Conflict` as `keep`, `Invalid` for a day outside the period.
    """
    patient, row = own_draft(actor, unit, report_id)
    require_seen(row, seen)
    episode = _episode(unit, row)
    today = patients.today(unit, patient)
    last = until or today
    first = min(_first_day(unit, patient, episode), today)
    if not first <= last <= today:
        raise Invalid.field("until", "Choose a day within the period, today at the latest.")
    credentials = from_json(row.data).signature.credentials
    _put(actor, unit, patient, row, _filled(actor, unit, patient, episode, first, last))
    row.data["signature"]["credentials"] = credentials
    row.revision, row.updated_at = new_id(), unit.now
    unit.session.add(row)
    unit.session.flush()
    unit.changed.add(f"patient:{patient.id}")
    return opened(actor, unit, patient.id, row)


@reads
def fresh(actor: Actor, unit: Unit, report_id: str) -> ReportData:
    """What the draft would be filled with now, for the same first day up to today."""
    patient, row = own_draft(actor, unit, report_id, lock=False)
    episode = _episode(unit, row)
    today = patients.today(unit, patient)
    first = min(_first_day(unit, patient, episode), today)
    return _filled(actor, unit, patient, episode, first, today)


def discard(actor: Actor, unit: Unit, report_id: str) -> None:
    """Throw a draft away. Raises `NotFound` for what is no draft of the actor's."""
    patient, row = own_draft(actor, unit, report_id)
    unit.session.delete(row)
    audit.record(actor, unit, "report.discarded", patient_id=patient.id, kind="report", id=report_id)
    unit.changed.add(f"patient:{patient.id}")


def add_goal(actor: Actor, unit: Unit, report_id: str, goal: GoalDraft, seen: str) -> Report:
    """A new goal of the course, with the next letter; the draft is filled again so that it stands in it.

    Raises `NotFound` without the `measures` part, `Invalid` naming the field, `Conflict` as `keep`.
    """
    patient, row = own_draft(actor, unit, report_id)
    policy.open_record(actor, unit, patient.id, SharePart.MEASURES)
    [made] = goals.add(actor, unit, _episode(unit, row), [goal])
    audit.record(actor, unit, "goal.added", patient_id=patient.id, kind="goal", id=made.id)
    today = patients.today(unit, patient)
    return refill(actor, unit, report_id, seen, min(row.period_to, today))


def own_draft(actor: Actor, unit: Unit, report_id: str, *, lock: bool = True) -> tuple[Person, ProgressReport]:
    """A draft of the actor's. Raises `NotFound` for any other report, `Conflict` for one that was signed meanwhile."""
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    row = rows.get(unit.session, report_id, lock=lock)
    if row is None or row.author_id != actor.id:
        raise NotFound
    patient = _open(actor, unit, row.patient_id)
    if row.signed_at is not None:
        raise Conflict("This report is signed. It cannot be changed; write an addendum.")
    return patient, row


def require_seen(row: ProgressReport, seen: str) -> None:
    """Raise `Conflict` when the draft is not as the screen saw it last."""
    if seen != row.revision:
        raise Conflict("You changed this report in another window. Nothing is lost: choose which one goes on.")


def write(row: ProgressReport, words: Words) -> None:
    """Put typed words into a draft. Raises `Invalid` for what is too long to keep."""
    said = words.goals if words.goals is not None else {}
    texts = [words.assessment, words.plan, *(each.note for each in said.values())]
    lines = [words.credentials, *(text for each in said.values() for text in (each.value, each.target))]
    if any(len(text) > LONGEST_TEXT for text in texts) or any(len(text) > LONGEST_LINE for text in lines):
        raise Invalid("This text is too long to keep. Shorten it.")
    row.assessment, row.plan = words.assessment, words.plan
    known = {goal.letter for goal in from_json(row.data).goals}
    row.goals = {
        letter: {
            "status": each.word.value if each.word else None,
            "value": each.value,
            "target": each.target,
            "note": each.note,
        }
        for letter, each in sorted(said.items())
        if letter in known or letter in row.goals
    }
    row.data = {**row.data, "signature": {**row.data["signature"], "credentials": words.credentials}}


def shared_now(actor: Actor, unit: Unit, row: ProgressReport) -> ReportData:
    """The draft's figures without what the patient has closed since it was filled."""
    return narrowed(from_json(row.data), policy.shared_parts(actor, unit, row.patient_id))


def active_goals(data: ReportData) -> tuple[str, ...]:
    """The letters of the goals that a report must say something of: those that go on."""
    return tuple(goal.letter for goal in data.goals if GoalWord.ACTIVE.status is goal.status)


def _open(actor: Actor, unit: Unit, patient_id: str) -> Person:
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    return policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)


def _episode(unit: Unit, row: ProgressReport) -> Episode:
    episode = unit.session.get(Episode, row.episode_id)
    if episode is None:
        raise NotFound
    return episode


def _first_day(unit: Unit, patient: Person, episode: Episode) -> date:
    """The day after the last report's period, else the first day of therapy, else of the course."""
    clock = report_clock(
        patient,
        episode,
        care.reports(unit.session, patient.id),
        care.signed_orders(unit.session, patient.id),
        care.visits(unit.session, patient.id),
    )
    return clock.started_on if clock else episode.started_on


def _filled(actor: Actor, unit: Unit, patient: Person, episode: Episode, first: date, last: date) -> ReportData:
    parts = policy.shared_parts(actor, unit, patient.id)
    policy.open_record(actor, unit, patient.id, *sorted(parts))
    settings = clinic_settings.of(unit, patient.clinic_id).clinical
    return fill(unit, patient, episode, parts, first, last, patients.today(unit, patient), settings)


def _put(actor: Actor, unit: Unit, patient: Person, row: ProgressReport, data: ReportData) -> None:
    signature = replace(data.signature, name=actor.name)
    row.period_from, row.period_to, row.treatment_days = data.first, data.last, data.treated
    row.data = to_json(replace(data, signature=signature))
