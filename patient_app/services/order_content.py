"""What was signed, word for word: kept in the order's row as JSON, with the hash of it. It never changes."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from patient_app.domain.goals import GoalCategory
from patient_app.domain.orders import Diagnosis, OrderContent, OrderGoal
from patient_app.domain.program import Side
from patient_app.store.queries import care, people
from patient_app.store.tables import Episode, Goal, Order
from patient_app.store.unit import Unit

SIGNED = "signed"


def signed_copy(
    content: OrderContent,
    *,
    number: int,
    patient: tuple[str, str],
    physiatrist: tuple[str, str],
    signed_at: datetime,
    signed_on: date,
    expires_on: date,
) -> dict[str, Any]:
    """The whole order as JSON. `patient` and `physiatrist`: id and name, as they were then."""
    return {
        "number": number,
        "patient": list(patient),
        "physiatrist": list(physiatrist),
        "signed_at": signed_at.isoformat(),
        "signed_on": signed_on.isoformat(),
        "expires_on": expires_on.isoformat(),
        "content": json.loads(json.dumps(asdict(content), default=_as_text)),
    }


def hash_of(copy: dict[str, Any]) -> str:
    """SHA-256 of the signed copy, whose JSON is written in one way only."""
    text = json.dumps(copy, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def signed_content(row: Order) -> OrderContent | None:
    """What the row keeps as signed; `None` for an order from before copies were kept."""
    copy = row.draft.get(SIGNED)
    return _content(copy["content"]) if copy else None


def content_of(unit: Unit, row: Order) -> OrderContent:
    """What a signed order says: its copy; for an order without one its columns, with the goals of its course."""
    return signed_content(row) or _from_columns(unit, row)


def names_signed(row: Order) -> tuple[str, str] | None:
    """The patient's and the physiatrist's name as they were signed."""
    copy = row.draft.get(SIGNED)
    return (copy["patient"][1], copy["physiatrist"][1]) if copy else None


def goal_of(row: Goal) -> OrderGoal:
    """A goal as it stands in an order."""
    return OrderGoal(
        row.letter,
        GoalCategory(row.category),
        row.description,
        row.measure_id,
        row.baseline,
        row.target,
        row.unit,
        row.due_on,
    )


def _from_columns(unit: Unit, row: Order) -> OrderContent:
    episode = unit.session.get(Episode, row.episode_id)
    centre = people.pt_centre(unit.session, row.pt_centre_id) if row.pt_centre_id else None
    return OrderContent(
        problem=episode.problem if episode else "",
        diagnoses=tuple(
            Diagnosis(each.get("code") or "", each.get("text") or "", Side(each.get("side") or "none"))
            for each in row.diagnoses
        ),
        onset_or_surgery_on=row.onset_or_surgery_on,
        reason=row.reason,
        precaution_codes=tuple(row.precaution_codes),
        precautions=tuple(row.precautions),
        no_known_precautions=row.no_known_precautions,
        contraindicated=tuple(row.contraindicated),
        evaluate_and_treat=row.evaluate_and_treat,
        instructions=row.instructions,
        frequency_per_week=row.frequency_per_week,
        weeks=row.weeks,
        goals=tuple(
            goal_of(goal)
            for goal in care.goals(unit.session, row.patient_id)
            if goal.episode_id == row.episode_id and goal.order_id in (None, row.id)
        ),
        pt_centre_id=row.pt_centre_id,
        pt_centre=centre.name if centre else None,
        program_recommended=row.program_recommended,
        warning_signs_asked_on=row.warning_signs_asked_on,
        next_visit_on=row.next_visit_on,
    )


def _content(values: dict[str, Any]) -> OrderContent:
    days = ("onset_or_surgery_on", "warning_signs_asked_on", "next_visit_on")
    lists = ("precaution_codes", "precautions", "contraindicated")
    return OrderContent(
        **{
            **values,
            **{name: _day(values[name]) for name in days},
            **{name: tuple(values[name]) for name in lists},
            "diagnoses": tuple(
                Diagnosis(each["code"], each["text"], Side(each["side"])) for each in values["diagnoses"]
            ),
            "goals": tuple(_goal(each) for each in values["goals"] or ()),
        }
    )


def _goal(values: dict[str, Any]) -> OrderGoal:
    return OrderGoal(**{**values, "category": GoalCategory(values["category"]), "due_on": _day(values["due_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
