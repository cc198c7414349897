"""Scores taken in clinic: of licensed measures only the number, of the others the answers on the patient's behalf.

A correction keeps the former value in the history, as a patient's entry does; a removal needs a reason.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, measures, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import entries as entry_rows
from patient_app.store.queries import measures as rows
from patient_app.store.queries import people
from patient_app.store.tables import EntryHistory, Person
from patient_app.store.tables import MeasureResponse as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

KIND = "measure_response"
OLDEST = timedelta(days=5 * 366)
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class FormerScore:
    """What stood there before a correction or a removal. `reason`: why it was removed; `by`: who changed it."""

    on: date
    score: float | None
    changed_at: datetime
    by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One score with what it was before, newest first. `entered_by` is empty when the patient filled it in."""

    id: str
    measure: OutcomeMeasure
    version: str
    on: date
    score: float | None
    answers: tuple[tuple[str, float], ...]
    entered_by: str
    former: tuple[FormerScore, ...]
    is_removed: bool = False


@reads
def recorded(actor: Actor, unit: Unit, patient_id: str) -> tuple[Recorded, ...]:
    """Every score of a patient, newest first, with those that a clinician entered and removed.

    Needs the `measures` part. What patients take back of their own is theirs: it is not told.
    """
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    known = measures.known_measures(unit, patient.clinic_id)
    history = rows.history(unit.session, patient.id)
    found = rows.response_rows(unit.session, patient.id)
    names = _names(unit, found, history)
    former: defaultdict[str, list[FormerScore]] = defaultdict(list)
    for each in history:
        if each.body.get("local_date") and each.change != "stale":
            former[each.entry_id].append(_former(each, names))
    shown = [_recorded(row, known, names, former[row.id]) for row in found]
    taken_out = [each for each in history if each.change == "deleted" and each.body.get("entered_by")]
    removed = [_removed(each, known, names, former[each.entry_id]) for each in taken_out]
    every = [one for one in (*shown, *removed) if one is not None]
    return tuple(sorted(every, key=lambda one: (one.on, one.id), reverse=True))


def enter_score(
    actor: Actor, unit: Unit, patient_id: str, measure_id: str, version: str, score: float, on: date
) -> Recorded:
    """Enter the score of a measure that was worked out on paper. A PT or physiatrist with the `measures` part.

    Raises `Invalid` for a score outside the measure's range, a date to come, or another version.
    """
    patient = _opened(actor, unit, patient_id)
    measure = _measure(unit, patient, measure_id, version)
    _check_score(measure, score)
    _check_day(unit, patient, on)
    return _add(actor, unit, patient, measure, on, score=float(score), answers={}, scoring=measures.ENTERED)


def enter_answers(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    measure_id: str,
    version: str,
    answers: Mapping[str, float],
    on: date,
) -> Recorded:
    """Enter the answers that a patient gave on paper or aloud; the score is computed here.

    Raises `Invalid` naming each bad answer, and when too many are missing for a score.
    """
    patient = _opened(actor, unit, patient_id)
    measure = _measure(unit, patient, measure_id, version)
    if measure.is_score_only:
        raise Invalid.field("measure_id", "Enter the score of this measure, not its answers.")
    _check_day(unit, patient, on)
    score = _scored(unit, patient, measure, answers, on)
    return _add(actor, unit, patient, measure, on, score=score, answers=dict(answers), scoring=measures.SCORING_VERSION)


def correct_score(actor: Actor, unit: Unit, response_id: str, score: float, on: date) -> Recorded:
    """Correct a score that a clinician entered; the former value stays in the history."""
    row, patient = _found(actor, unit, response_id)
    measure = _measure(unit, patient, row.measure_id, row.measure_version)
    if row.scoring_version != measures.ENTERED:
        raise Invalid("This score comes from answers. Correct the answers.")
    _check_score(measure, score)
    _check_day(unit, patient, on)
    return _change(actor, unit, row, measure, score=float(score), local_date=on)


def correct_answers(actor: Actor, unit: Unit, response_id: str, answers: Mapping[str, float], on: date) -> Recorded:
    """Correct answers that a clinician entered; the former ones stay in the history."""
    row, patient = _found(actor, unit, response_id)
    measure = _measure(unit, patient, row.measure_id, row.measure_version)
    if row.scoring_version == measures.ENTERED:
        raise Invalid("Only the score was entered here. Correct the score.")
    _check_day(unit, patient, on)
    score = _scored(unit, patient, measure, answers, on)
    return _change(actor, unit, row, measure, score=score, answers=dict(answers), local_date=on)


def remove(actor: Actor, unit: Unit, response_id: str, reason: str) -> None:
    """Take out a score that a clinician entered. It stays in the history with the reason."""
    row, _ = _found(actor, unit, response_id)
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid.field("reason", "Say in a few words why it is removed.")
    if len(reason) > LONGEST_REASON:
        raise Invalid.field("reason", "Say it in 500 characters or fewer.")
    _keep(actor, unit, row, "deleted", reason=reason)
    unit.session.delete(row)
    _announce(actor, unit, "measure_response.removed", row)


def _opened(actor: Actor, unit: Unit, patient_id: str) -> Person:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    return policy.open_record(actor, unit, patient_id, SharePart.MEASURES)


def _found(actor: Actor, unit: Unit, response_id: str) -> tuple[Row, Person]:
    """A score that a clinician entered, and whose it is."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, response_id)
    if row is None:
        raise NotFound
    patient = _opened(actor, unit, row.patient_id)
    people.lock(unit.session, patient.id)
    unit.session.refresh(row)
    if row.entered_by is None:
        raise Invalid("The patient filled this in. Only the patient can change it.")
    return row, patient


def _measure(unit: Unit, patient: Person, measure_id: str, version: str) -> OutcomeMeasure:
    known = measures.known_measures(unit, patient.clinic_id)
    found = known.version(measure_id, version)
    if found is None:
        raise Invalid.field("measure_id", "There is no such questionnaire.")
    return found


def _check_score(measure: OutcomeMeasure, score: float) -> None:
    if not measure.is_score_only:
        raise Invalid.field("score", "Enter the answers of this questionnaire. Its score is worked out here.")
    if not isfinite(score) or not measure.min <= score <= measure.max:
        raise Invalid.field("score", "This score is outside the range of the measure.")


def _check_day(unit: Unit, patient: Person, on: date) -> None:
    today = patients.today(unit, patient)
    if on > today:
        raise Invalid.field("on", "Choose today or an earlier day.")
    if on < today - OLDEST:
        raise Invalid.field("on", "Choose a day within the last 5 years.")


def _scored(unit: Unit, patient: Person, measure: OutcomeMeasure, answers: Mapping[str, float], on: date) -> float:
    response = MeasureResponse("", measure.id, measure.version, on, unit.now, tuple(answers.items()), None, "")
    score = measures.score(response, measures.known_measures(unit, patient.clinic_id))
    if score is None:
        raise Invalid.field("answers", "Too many answers are missing for a score.")
    return score


def _add(
    actor: Actor,
    unit: Unit,
    patient: Person,
    measure: OutcomeMeasure,
    on: date,
    *,
    score: float,
    answers: dict[str, Any],
    scoring: str,
) -> Recorded:
    """A new score; the same one entered twice (a double click, an answer that was lost) is one."""
    values = {"local_date": on, "answers": answers, "score": score, "entered_by": actor.id}
    for each in rows.response_rows(unit.session, patient.id):
        if each.measure_id == measure.id and all(getattr(each, name) == value for name, value in values.items()):
            return _view(each, measure, actor.name)
    row = Row(
        id=new_id(),
        patient_id=patient.id,
        measure_id=measure.id,
        measure_version=measure.version,
        local_date=on,
        time_zone=patient.time_zone,
        edited_at=unit.now,
        first_edited_at=unit.now,
        received_at=unit.now,
        answers=answers,
        score=score,
        scoring_version=scoring,
        entered_by=actor.id,
    )
    unit.session.add(row)
    _announce(actor, unit, "measure_response.entered", row)
    return _view(row, measure, actor.name)


def _change(actor: Actor, unit: Unit, row: Row, measure: OutcomeMeasure, **values: Any) -> Recorded:
    if any(getattr(row, name) != value for name, value in values.items()):
        _keep(actor, unit, row, "corrected")
        for name, value in values.items():
            setattr(row, name, value)
        row.edited_at, row.entered_by = unit.now, actor.id
        unit.session.add(row)
        _announce(actor, unit, "measure_response.changed", row)
    return _view(row, measure, actor.name)


def _keep(actor: Actor, unit: Unit, row: Row, change: str, reason: str | None = None) -> None:
    body = {
        "measure_id": row.measure_id,
        "measure_version": row.measure_version,
        "local_date": row.local_date,
        "time_zone": row.time_zone,
        "answers": row.answers,
        "score": row.score,
        "scoring_version": row.scoring_version,
        "entered_by": row.entered_by,
        "changed_by": actor.id,
        "reason": reason,
    }
    unit.session.add(
        EntryHistory(
            entry_id=row.id,
            patient_id=row.patient_id,
            kind=KIND,
            change=change,
            body=entry_rows.as_json(body),
            edited_at=row.edited_at,
            kept_at=unit.now,
        )
    )


def _announce(actor: Actor, unit: Unit, action: str, row: Row) -> None:
    audit.record(actor, unit, action, patient_id=row.patient_id, kind=KIND, id=row.id, measure=row.measure_id)
    unit.changed.add(f"patient:{row.patient_id}")


def _view(row: Row, measure: OutcomeMeasure, entered_by: str) -> Recorded:
    return Recorded(
        row.id, measure, row.measure_version, row.local_date, row.score, tuple(row.answers.items()), entered_by, ()
    )


def _names(unit: Unit, found: Any, history: Any) -> dict[str, str]:
    ids = {row.entered_by for row in found} | {
        each.body.get(who) for each in history for who in ("entered_by", "changed_by")
    }
    return {id: one.name for id, one in people.by_ids(unit.session, sorted(filter(None, ids))).items()}


def _former(each: EntryHistory, names: Mapping[str, str]) -> FormerScore:
    body = each.body
    return FormerScore(
        date.fromisoformat(body["local_date"]),
        body.get("score"),
        each.kept_at,
        names.get(body.get("changed_by") or "", ""),
        body.get("reason"),
    )


def _recorded(
    row: Row, known: measures.KnownMeasures, names: Mapping[str, str], former: list[FormerScore]
) -> Recorded | None:
    measure = known.answered(row.measure_id, row.measure_version)
    if measure is None:
        return None
    return Recorded(
        row.id,
        measure,
        row.measure_version,
        row.local_date,
        row.score,
        tuple(row.answers.items()),
        names.get(row.entered_by or "", ""),
        tuple(reversed(former)),
    )


def _removed(
    each: EntryHistory, known: measures.KnownMeasures, names: Mapping[str, str], former: list[FormerScore]
) -> Recorded | None:
    """What a removed score was; `None` for the tombstone of an entry that never was here."""
    body = each.body
    measure = known.answered(body["measure_id"], body["measure_version"]) if "measure_id" in body else None
    if measure is None:
        return None
    return Recorded(
        each.entry_id,
        measure,
        body["measure_version"],
        date.fromisoformat(body["local_date"]),
        body.get("score"),
        tuple(body.get("answers", {}).items()),
        names.get(body.get("entered_by") or "", ""),
        tuple(reversed(former)),
        is_removed=True,
    )
