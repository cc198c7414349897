"""Steps that are suggested to the PT: one up or one back for a line, with its evidence. A PT takes it, or does not.

Nothing here changes a program: taking a step is publishing a version, in the program builder.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from patient_app.content.exercise_library import Exercise, SideChoice
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.dose_steps import Ladder, Step, StepField, step_back, step_up, with_general
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import SharePart
from patient_app.domain.program import Prescription, Side
from patient_app.domain.progression import Decided, LineSession, Progression, StepKind, progression, same_dose
from patient_app.domain.settings import DEFAULT_SETTINGS
from patient_app.domain.slots import current_version
from patient_app.services import audit, exercises, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care, progressions
from patient_app.store.tables import Episode, Person, ProgressionDecision
from patient_app.store.unit import Unit

NEEDED = frozenset({SharePart.PROGRAM, SharePart.PAIN})
"""Logs are of the program, resting pain and the morning after are of the check-ins: half the evidence is none."""

LONGEST_NOTE = 2000
GONE = "This suggestion no longer holds: there is newer evidence, or the program changed."


class Decision(StrEnum):
    """What a PT did with a suggestion."""

    TAKEN = "taken"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One step for one line. `key` names it as long as its evidence is the newest.

    `found.line` is the line as it is, `step.line` as it would be; an exercise in its place is a new line.
    """

    key: str
    patient_id: str
    found: Progression
    step: Step


@reads
def suggestions(actor: Actor, unit: Unit, patient_id: str) -> tuple[Suggestion, ...]:
    """The steps suggested for a patient, in program order; none unless `program` and `pain` are shared.

    Raises `WrongRole` for anyone but a PT, else `NotFound` without a share of the program.
    """
    patient = policy.open_for_program_change(actor, unit, patient_id)
    return shown(actor, unit, patient)


def shown(actor: Actor, unit: Unit, patient: Person, course: CourseIndex | None = None) -> tuple[Suggestion, ...]:
    """`suggestions`, for a service that has asked policy. `course`: the patient's whole one, when it was read."""
    found = _suggestions(actor, unit, patient, course)
    if found:
        audit.looked(actor, unit, patient.id, {SharePart.PAIN})
    return found


def dismiss(actor: Actor, unit: Unit, patient_id: str, key: str, note: str | None = None) -> None:
    """Not now: the suggestion stays away until there are sessions beyond its evidence.

    Raises `NotFound` when it is not suggested (any more), `Invalid` for a note that is too long.
    """
    _decide(actor, unit, patient_id, key, Decision.DISMISSED, note)


def follow(actor: Actor, unit: Unit, patient: Person, lines: Sequence[Prescription], note: str | None) -> None:
    """A version with these lines is about to be published: the suggestions that it follows are taken.

    Nothing of the evidence is shown, so it is no look at the record.
    """
    for each in _suggestions(actor, unit, patient):
        if _is_followed(each, lines):
            _record(actor, unit, each, Decision.TAKEN, note)


def may_suggest(parts: frozenset[SharePart], episode: Episode | None) -> bool:
    """Are program and pain shared, and does the course of treatment go on?"""
    return parts >= NEEDED and (episode is None or episode.status != "finished")


def for_course(
    course: CourseIndex, patient_id: str, library: Mapping[str, Exercise], today: date, decided: Decided
) -> tuple[Suggestion, ...]:
    """The steps of a course that is open to its reader whole, program and pain. `library`: the clinic's exercises."""
    newest = current_version(course.versions)
    prescribed = frozenset(line.exercise_id for line in newest.prescriptions) if newest else frozenset[str]()
    return of_lines(progression(course, today, decided), patient_id, library, prescribed)


def of_lines(
    due: Iterable[Progression], patient_id: str, library: Mapping[str, Exercise], prescribed: frozenset[str]
) -> tuple[Suggestion, ...]:
    """The steps for the lines that one is due for. `prescribed`: the exercises of the newest version."""
    found = []
    for each in due:
        step = _step(each, library, prescribed)
        if step is not None:
            key = f"{each.line.line_id}.{each.kind.value}.{each.sessions[-1].on.isoformat()}"
            found.append(Suggestion(key, patient_id, each, step))
    return tuple(found)


def decisions(unit: Unit, patient_ids: Collection[str]) -> dict[str, Decided]:
    """What was decided lately, by patient, read once for all of them."""
    # Evidence is of the last days only, and a decision is made after its evidence: no older one can matter.
    since = unit.now - timedelta(days=DEFAULT_SETTINGS.progression_days + 2)
    spent: defaultdict[str, defaultdict[StepKind, frozenset[str]]] = defaultdict(lambda: defaultdict(frozenset))
    for row in progressions.decisions(unit.session, patient_ids, since):
        spent[row.patient_id][StepKind(row.kind)] |= frozenset(row.evidence["logs"])
    return dict(spent)


def _suggestions(
    actor: Actor, unit: Unit, patient: Person, course: CourseIndex | None = None
) -> tuple[Suggestion, ...]:
    if not may_suggest(policy.shared_parts(actor, unit, patient.id), care.active_episode(unit.session, patient.id)):
        return ()
    decided = decisions(unit, [patient.id]).get(patient.id, {})
    library = exercises.catalogue(unit, patient.clinic_id)
    whole = course or patients.course(unit, patient)
    return for_course(whole, patient.id, library, patients.today(unit, patient), decided)


def _decide(actor: Actor, unit: Unit, patient_id: str, key: str, decision: Decision, note: str | None) -> None:
    patient = policy.open_for_program_change(actor, unit, patient_id)
    if len(note or "") > LONGEST_NOTE:
        raise Invalid.field("note", "This note is too long.")
    found = next((each for each in _suggestions(actor, unit, patient) if each.key == key), None)
    if found is None:
        raise NotFound(GONE)
    _record(actor, unit, found, decision, note)


def _record(actor: Actor, unit: Unit, found: Suggestion, decision: Decision, note: str | None) -> None:
    row = ProgressionDecision(
        patient_id=found.patient_id,
        line_id=found.found.line.line_id,
        kind=found.found.kind.value,
        decision=decision.value,
        evidence=_evidence(found),
        note=(note or "").strip() or None,
        decided_by=actor.id,
        decided_at=unit.now,
    )
    unit.session.add(row)
    audit.record(
        actor,
        unit,
        f"progression.{decision.value}",
        patient_id=found.patient_id,
        kind="progression_decision",
        id=row.id,
        step=row.kind,
    )
    unit.changed.add(f"patient:{found.patient_id}")


def _is_followed(suggested: Suggestion, lines: Sequence[Prescription]) -> bool:
    """Do the lines make exactly the suggested change?"""
    step, line_id = suggested.step, suggested.found.line.line_id
    own = next((line for line in lines if line.line_id == line_id), None)
    if step.field is StepField.EXERCISE:
        return own is None and any(not line.line_id and line.exercise_id == step.line.exercise_id for line in lines)
    return own is not None and same_dose(own, step.line)


def _evidence(found: Suggestion) -> dict[str, Any]:
    """What the decision rested on, as it was then: logs can be corrected later."""
    return {
        "logs": sorted(found.found.evidence),
        "sessions": [_session(each) for each in found.found.sessions],
        "step": found.step.field.value,
    }


def _session(session: LineSession) -> dict[str, Any]:
    return {**asdict(session), "on": session.on.isoformat()}


def _step(found: Progression, library: Mapping[str, Exercise], prescribed: frozenset[str]) -> Step | None:
    exercise = library.get(found.line.exercise_id)
    if exercise is None:
        return None
    ladder = Ladder(
        usual=with_general(exercise.usual_range, exercise.purpose.value),
        easier=_instead(found.line, library, exercise.easier, prescribed),
        harder=_instead(found.line, library, exercise.harder, prescribed),
    )
    if found.kind is StepKind.UP:
        return step_up(found.line, ladder)
    return step_back(found.line, ladder, found.before, less=found.is_red)


def _instead(
    line: Prescription, library: Mapping[str, Exercise], ids: tuple[str, ...], prescribed: frozenset[str]
) -> tuple[Prescription, ...]:
    """Exercises that could stand in the line's place: their usual dose on the same days, with its pain rule.

    What the program already has, and what the clinic retired, is left out. Gates are to be ticked anew: it is another
    exercise.
    """
    known = (library[id] for id in ids if id in library and id not in prescribed)
    return tuple(_in_place_of(line, exercise) for exercise in known if not exercise.is_retired)


def _in_place_of(line: Prescription, exercise: Exercise) -> Prescription:
    usual = exercise.prescription(id="", line_id="")
    keeps_side = exercise.side_choice is not SideChoice.NONE and line.side is not Side.NONE
    return replace(
        usual,
        side=line.side if keeps_side else usual.side,
        times_per_day=line.times_per_day,
        schedule=line.schedule,
        pain_rule=line.pain_rule,
        precautions=line.precautions,
    )
