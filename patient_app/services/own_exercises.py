"""A clinic's own exercises: add one, change it, retire it.

A program keeps the dose that was prescribed: a change here changes what an exercise is called and how it is told, on
every phone, and the dose that the next prescription begins with; never a dose that was published.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from patient_app.content.data_file import DataFileError
from patient_app.content.exercise_library import (
    DefaultDose,
    Exercise,
    Media,
    MediaKind,
    library,
    parse_own,
)
from patient_app.domain.errors import Conflict, FieldError, Invalid, NotFound
from patient_app.domain.program import FixedDays, Load, Schedule, Weekday
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.services.exercises import catalogue
from patient_app.store.queries import exercises
from patient_app.store.tables import Exercise as Row
from patient_app.store.unit import Unit

MOST_STEPS = 12
MOST_ON_THE_LADDER = 8


@dataclass(frozen=True, slots=True)
class Put:
    """What `put` did."""

    exercise: Exercise
    is_new: bool


def put(
    actor: Actor, unit: Unit, exercise: Exercise, media_ids: Sequence[str] = (), based_on: str | None = None
) -> Put:
    """Add an exercise of the clinic's own, or change it; a retired one comes back.

    `exercise.id` is made by whoever asks, so that asking twice adds one. The first of `media_ids` is what is shown in
    lists. `based_on` is the edition that the actor changed (`None`: whatever is there). Raises `NotFound` for another
    clinic's, `Conflict` when a colleague changed it since, `Invalid` with each bad field.
    """
    policy.change_library(actor)
    row = exercises.get(unit.session, exercise.id)
    if row is not None and row.clinic_id != actor.clinic_id:
        raise NotFound
    kept = replace(exercise, media=_media(unit, actor.clinic_id, media_ids), is_own=True, figure=None)
    _check(unit, actor.clinic_id, kept)
    data = values(kept)
    try:
        made = parse_own(data, exercise.id)
    except DataFileError as wrong:
        raise Invalid.field(wrong.field, "This value cannot be kept.") from wrong
    is_new = row is None
    if row is None:
        row = Row(id=exercise.id, clinic_id=actor.clinic_id, data=data, created_by=actor.id, created_at=unit.now)
    elif row.data == data and row.retired_at is None:
        return Put(made, is_new=False)
    elif based_on is not None and based_on != _edition(row.data):
        raise Conflict(
            "A colleague changed this exercise since you opened it. Nothing of yours is lost. "
            "Save again to put yours in its place."
        )
    else:
        row.data, row.updated_at, row.retired_at = data, unit.now, None
    unit.session.add(row)
    action = "exercise.added" if is_new else "exercise.changed"
    audit.record(actor, unit, action, kind="exercise", id=exercise.id)
    return Put(made, is_new)


def retire(actor: Actor, unit: Unit, exercise_id: str) -> None:
    """Offer it no more. The programs that have it go on, and it reads there as before. Raises `NotFound`."""
    row = _own_row(actor, unit, exercise_id)
    if row.retired_at is None:
        row.retired_at = unit.now
        unit.session.add(row)
        audit.record(actor, unit, "exercise.retired", kind="exercise", id=exercise_id)


def bring_back(actor: Actor, unit: Unit, exercise_id: str) -> None:
    """Offer a retired one again. Raises `NotFound`."""
    row = _own_row(actor, unit, exercise_id)
    if row.retired_at is not None:
        row.retired_at = None
        unit.session.add(row)
        audit.record(actor, unit, "exercise.returned", kind="exercise", id=exercise_id)


def edition(exercise: Exercise) -> str | None:
    """Names what an own exercise says now; another one after each change. `None` for one that ships."""
    return _edition(values(exercise)) if exercise.is_own else None


def _edition(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def values(exercise: Exercise) -> dict[str, Any]:
    """An exercise as `parse_own` reads it."""
    caution = {language: text for language, text in exercise.caution_text.texts if text}
    return {
        "name": dict(exercise.names.texts),
        "region": exercise.region.value,
        "position": exercise.position.value,
        "purpose": exercise.purpose.value,
        "equipment": [each.value for each in exercise.equipment],
        "side_choice": exercise.side_choice.value,
        "steps": {language: list(steps) for language, steps in exercise.step_texts.texts},
        "caution": caution or None,
        "easier": list(exercise.easier),
        "harder": list(exercise.harder),
        "default_dose": _dose(exercise.default_dose),
        "dose_source": {"text": exercise.dose_source.text or None, "tag": exercise.dose_source.tag},
        "safety_gates": [each.value for each in exercise.safety_gates],
        "media": [
            {
                "id": each.id,
                "kind": each.kind.value,
                "width": each.width,
                "height": each.height,
                "duration_seconds": each.duration_seconds,
            }
            for each in exercise.media
        ],
    }


def _own_row(actor: Actor, unit: Unit, exercise_id: str) -> Row:
    policy.change_library(actor)
    row = exercises.get(unit.session, exercise_id)
    if row is None or row.clinic_id != actor.clinic_id:
        raise NotFound
    return row


def _media(unit: Unit, clinic_id: str, ids: Sequence[str]) -> tuple[Media, ...]:
    known = exercises.media_named(unit.session, clinic_id, ids)
    if not known.keys() >= set(ids):
        raise Invalid.field("media", "This photo or video is not here any more. Choose it again.")
    rows = [known[id] for id in dict.fromkeys(ids)]
    return tuple(Media(each.id, MediaKind(each.kind), each.width, each.height, each.duration_seconds) for each in rows)


def _check(unit: Unit, clinic_id: str, exercise: Exercise) -> None:
    known = catalogue(unit, clinic_id)
    errors = [*_text_errors(exercise), *_ladder_errors(exercise, known), *_dose_errors(exercise.default_dose)]
    if exercise.id in library():
        errors.append(FieldError("id", "This is an exercise that comes with the app. Copy it to change it."))
    name = _spelled(exercise)
    if any(each.is_own and not each.is_retired and each.id != exercise.id and _spelled(each) == name
           for each in known.values()):  # fmt: skip
        errors.append(FieldError("name.en", "Your clinic has an exercise of this name. Choose another name."))
    if errors:
        raise Invalid("The exercise was not saved: some values need a change.", tuple(errors))


def _spelled(exercise: Exercise) -> str:
    return " ".join(exercise.name("en").casefold().split())


def _text_errors(exercise: Exercise) -> list[FieldError]:
    errors = [
        FieldError(f"name.{language}", "Write a name.") for language, name in exercise.names.texts if not name.strip()
    ]
    steps = dict(exercise.step_texts.texts)
    for language, texts in steps.items():
        if not texts or not all(text.strip() for text in texts):
            errors.append(FieldError(f"steps.{language}", "Write how it is done, one step a line."))
        elif len(texts) > MOST_STEPS:
            errors.append(FieldError(f"steps.{language}", "Use 12 steps at most. Few short ones are read."))
        elif len(texts) != len(steps["en"]):
            errors.append(FieldError(f"steps.{language}", "Write as many steps as in English, or none."))
    return errors


def _ladder_errors(exercise: Exercise, known: Mapping[str, Exercise]) -> list[FieldError]:
    errors = []
    for field, others in (("easier", exercise.easier), ("harder", exercise.harder)):
        if any(other not in known or other == exercise.id for other in others):
            errors.append(FieldError(field, "Choose other exercises of the library."))
        if len(others) > MOST_ON_THE_LADDER or len(set(others)) < len(others):
            errors.append(FieldError(field, "Choose each exercise once, 8 at most."))
    if set(exercise.easier) & set(exercise.harder):
        errors.append(FieldError("harder", "An exercise cannot be easier and harder at once."))
    return errors


def _dose_errors(dose: DefaultDose) -> list[FieldError]:
    if (dose.reps is None) == (dose.duration_minutes is None):
        return [FieldError("default_dose.reps", "Give repetitions or minutes, one of the two.")]
    if dose.hold_seconds is not None and dose.reps is None:
        return [FieldError("default_dose.hold_seconds", "A hold needs repetitions.")]
    return []


def _dose(dose: DefaultDose) -> dict[str, Any]:
    return {
        "side": dose.side.value,
        "sets": dose.sets,
        "reps": dose.reps,
        "hold_seconds": dose.hold_seconds,
        "duration_minutes": dose.duration_minutes,
        "rest_seconds": dose.rest_seconds,
        "times_per_day": dose.times_per_day,
        "schedule": _schedule(dose.schedule),
        "load": _load(dose.load),
    }


def _schedule(schedule: Schedule) -> dict[str, Any]:
    if isinstance(schedule, FixedDays):
        return {"days": [day.value for day in Weekday if day in schedule.days]}
    return {"times_per_week": schedule.times_per_week}


def _load(load: Load | None) -> dict[str, Any] | None:
    return None if load is None else {"kind": load.kind.value, "value": load.value, "unit": load.unit}
