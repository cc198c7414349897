"""The intake: the patient's own account before treatment begins, saved answer by answer.

Until it is done the answers stand in a planned episode; then they begin the course of treatment, or join the one that
goes on. Warning signs and pain are a check-in as well, which holds the program; here they are kept with the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from patient_app.content.body_sites import body_sites
from patient_app.content.intake_questions import IntakeForm, intake_form
from patient_app.content.warning_sign_lists import WarningQuestion, question_version
from patient_app.domain import intake as rules
from patient_app.domain.dates import local_date
from patient_app.domain.errors import FieldError, Invalid, NotFound
from patient_app.domain.intake import Answers, Known
from patient_app.domain.people import SharePart
from patient_app.domain.text import storable
from patient_app.services import activities, audit, episodes, holds, intake_journey, patients, policy
from patient_app.services.activities import Activity
from patient_app.services.actor import Actor
from patient_app.services.intake_journey import Referral
from patient_app.services.reading import reads
from patient_app.store.queries import care, people, shares
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit

PAIN_KEYS = ("pain_now", "pain_worst", "signs")
"""Answers that only who sees pain and check-ins may read."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The patient's own intake. `answers`: as last written. `done_on`: when it was last done, `None` before;
    `is_draft`: something was written since. `signs`: the warning signs to ask. `team`: names of the clinicians who may
    read it now. `activities`: those that go on.
    """

    form: IntakeForm
    answers: Answers
    done_on: date | None
    is_draft: bool
    missing: tuple[str, ...]
    signs: tuple[WarningQuestion, ...]
    activities: tuple[Activity, ...]
    referrals: tuple[Referral, ...]
    team: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadIntake:
    """A done intake as a clinician reads it. `sees_pain`: pain and warning signs are in `answers`."""

    form: IntakeForm
    answers: Answers
    done_on: date | None
    sees_pain: bool
    referrals: tuple[Referral, ...]


@reads
def intake(actor: Actor, unit: Unit) -> Intake:
    """The patient's own intake, as far as it is written."""
    return _view(unit, policy.own_record(actor, unit))


@reads
def is_due(actor: Actor, unit: Unit) -> bool:
    """Has the patient not done an intake yet for the course that goes on, or for the first one?"""
    patient = policy.own_record(actor, unit)
    return _done_at(episodes.active(unit, patient.id)) is None


@reads
def of_patient(actor: Actor, unit: Unit, patient_id: str) -> ReadIntake:
    """The last intake of a patient who shares the journey. Pain and warning signs need the part `pain` as well."""
    sees_pain = SharePart.PAIN in policy.shared_parts(actor, unit, patient_id)
    parts = (SharePart.JOURNEY, SharePart.PAIN) if sees_pain else (SharePart.JOURNEY,)
    patient = policy.open_record(actor, unit, patient_id, *parts)
    episode = care.active_episode(unit.session, patient.id)
    answers = _answers(episode)
    shown = answers if sees_pain else {key: value for key, value in answers.items() if key not in PAIN_KEYS}
    return ReadIntake(
        intake_form(), shown, _done_on(patient, episode), sees_pain, intake_journey.referrals(unit, patient.id)
    )


def answer(actor: Actor, unit: Unit, key: str, value: Mapping[str, Any] | None) -> Intake:
    """Keep one answer of the patient; `None` takes it back. Raises `NotFound` for a question that does not exist, and
    `Invalid` for an answer that does not fit.
    """
    patient = policy.own_record(actor, unit)
    question = intake_form().question(key)
    if question is None:
        raise NotFound
    people.lock(unit.session, patient.id)
    draft = _draft(actor, unit, patient)
    answers = dict(draft.intake["answers"])
    if value is None:
        answers.pop(key, None)
    else:
        answers[key] = rules.checked(question.rule, storable(value), _known(unit, patient))
    draft.intake = content(answers)
    draft.region = next(iter(draft.intake["regions"]), rules.OTHER_REGION)
    unit.session.add(draft)
    unit.session.flush()
    unit.changed.add(f"patient:{patient.id}")
    return _view(unit, patient)


def finish(actor: Actor, unit: Unit) -> Intake:
    """The intake is done: begin the course of treatment with it, or give it to the one that goes on.

    Doing it again changes nothing. Raises `Invalid` with each question that must still be answered.
    """
    patient = policy.own_record(actor, unit)
    people.lock(unit.session, patient.id)
    draft = care.intake_draft(unit.session, patient.id)
    going_on = episodes.active(unit, patient.id)
    if draft is None and _done_at(going_on) is not None:
        return _view(unit, patient)
    answers, before = _answers(draft), _answers(going_on)
    signs = {each.code for each in holds.questions(unit, patient.id)}
    if missing := rules.missing(intake_form().rules, answers, signs):
        fields = tuple(FieldError(f"answers.{key}", "This is needed.") for key in missing)
        raise Invalid("Some questions are not answered yet.", fields=fields)
    if draft is not None:
        unit.session.delete(draft)
        unit.session.flush()
    done = _begun(unit, patient, answers) if going_on is None else _joined(unit, patient, going_on, answers)
    intake_journey.onset(unit, patient, done, rules.onset_of(answers))
    _keep_activities(actor, unit, patient, answers, before)
    audit.record(actor, unit, "intake.done", patient_id=patient.id, kind="episode", id=done.id)
    unit.changed.add(f"patient:{patient.id}")
    return _view(unit, patient)


def _view(unit: Unit, patient: Person) -> Intake:
    draft, episode = care.intake_draft(unit.session, patient.id), episodes.active(unit, patient.id)
    answers = _answers(draft or episode)
    signs = holds.questions(unit, patient.id)
    today = patients.today(unit, patient)
    readers = shares.clinicians_of(unit.session, patient.id, unit.now)
    opened = [
        each.name
        for each in readers
        if SharePart.JOURNEY in shares.active_parts(unit.session, patient.id, each.id, unit.now)
    ]
    return Intake(
        form=intake_form(),
        answers=answers,
        done_on=_done_on(patient, episode),
        is_draft=draft is not None,
        missing=rules.missing(intake_form().rules, answers, {each.code for each in signs}),
        signs=signs,
        activities=tuple(
            Activity(row.id, row.name, row.baseline, row.until)
            for row in care.activities(unit.session, patient.id, today)
        ),
        referrals=intake_journey.referrals(unit, patient.id),
        team=tuple(opened),
    )


def _draft(actor: Actor, unit: Unit, patient: Person) -> Episode:
    """The episode with what is written; begun from the last intake of the course that goes on."""
    found = care.intake_draft(unit.session, patient.id)
    if found is not None:
        return found
    episode = episodes.active(unit, patient.id)
    row = Episode(
        patient_id=patient.id,
        problem="",
        region=rules.OTHER_REGION,
        status=care.INTAKE,
        started_on=patients.today(unit, patient),
        intake=content(dict(_answers(episode))),
    )
    unit.session.add(row)
    audit.record(actor, unit, "intake.begun", patient_id=patient.id, kind="episode", id=row.id)
    return row


def _known(unit: Unit, patient: Person) -> Known:
    return Known(
        today=patients.today(unit, patient),
        sites=intake_form().region_by_site.keys(),
        signs={each.code for each in holds.questions(unit, patient.id)},
        signs_version=question_version(),
    )


def content(answers: Answers) -> dict[str, Any]:
    """What an episode keeps of an intake; `regions` and `operation` say which warning signs are asked."""
    return {
        "version": intake_form().version,
        "answers": dict(answers),
        "regions": list(rules.regions_of(answers, intake_form().region_by_site)),
        "operation": rules.had_operation(answers),
    }


def _begun(unit: Unit, patient: Person, answers: Answers) -> Episode:
    onset = rules.onset_of(answers)
    kept = content(answers) | {"done_at": unit.now.isoformat()}
    region = next(iter(kept["regions"]), rules.OTHER_REGION)
    onset_on = onset[0] if onset else None
    return episodes.begin(unit, patient, problem_of(patient, answers), region, onset_on=onset_on, intake=kept)


def _joined(unit: Unit, patient: Person, episode: Episode, answers: Answers) -> Episode:
    """The course that goes on, with the new intake and the former ones. Its region is its clinicians' word."""
    before = dict(episode.intake)
    former = before.pop("former", [])
    was_own = episode.problem == problem_of(patient, before.get("answers", {}))
    episode.intake = {
        **content(answers),
        "done_at": unit.now.isoformat(),
        "former": [*former, before] if before else former,
    }
    if was_own or not episode.problem:
        episode.problem = problem_of(patient, answers)
    onset = rules.onset_of(answers)
    if onset is not None and (was_own or episode.onset_on is None):
        episode.onset_on = onset[0]
    unit.session.add(episode)
    return episode


def _keep_activities(actor: Actor, unit: Unit, patient: Person, answers: Answers, before: Answers) -> None:
    """Make the activities that are new in this intake. Those that go on keep what a PT made of them since."""
    former = before.get("activities", {}).get("items", ())
    going_on = {row.id: row for row in care.activities(unit.session, patient.id, patients.today(unit, patient))}
    for item in answers.get("activities", {}).get("items", ()):
        known = going_on.get(item["id"])
        if item in former or (known is not None and item["baseline"] is None and known.name == item["name"]):
            continue
        activities.put_activity(actor, unit, item["id"], item["name"], item["baseline"])


def problem_of(patient: Person, answers: Answers) -> str:
    """The problem in the patient's words; without any, the places where it hurts."""
    own: str = answers.get("problem", {}).get("words", "")
    names = (body_sites()[code].name(patient.language) for code in answers.get("where", {}).get("sites", ()))
    return " ".join(own.split()) or "; ".join(names)


def _answers(episode: Episode | None) -> Answers:
    found: Answers = episode.intake.get("answers", {}) if episode is not None else {}
    return found


def _done_at(episode: Episode | None) -> datetime | None:
    at = episode.intake.get("done_at") if episode is not None else None
    return datetime.fromisoformat(at) if at else None


def _done_on(patient: Person, episode: Episode | None) -> date | None:
    at = _done_at(episode)
    return local_date(at, patient.time_zone) if at else None
