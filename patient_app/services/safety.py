"""Safety gates (facts.md 8.4): which ones the newest order's precautions touch, and which lines need the PT's tick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from patient_app.content.exercise_library import Exercise
from patient_app.content.safety_gates import safety_gates
from patient_app.domain.errors import FieldError
from patient_app.domain.program import Prescription
from patient_app.domain.safety_gates import gates_touched
from patient_app.services.orders import OrderView

NEEDS_TICK = "Look at the precaution and tick that the exercise is allowed, or take the exercise out."


@dataclass(frozen=True, slots=True)
class TouchedGate:
    """A gate that an order touches, the precaution that does it, and what a prescription notes when it was ticked.

    A tick counts for the order that it was made for: after a new order each is looked at again.
    """

    gate: str
    precaution: str
    tick: str


def touched(order: OrderView | None) -> tuple[TouchedGate, ...]:
    """The gates that the order's precautions touch; none without an order."""
    if order is None:
        return ()
    words = {gate.value: each.words for gate, each in safety_gates().items()}
    found = gates_touched(order.precautions, words)
    return tuple(TouchedGate(gate, precaution, f"{gate}:{order.id}") for gate, precaution in found.items())


def unchecked(
    lines: Sequence[Prescription], exercises: Mapping[str, Exercise], touching: Sequence[TouchedGate]
) -> list[FieldError]:
    """A problem for each line whose exercise has a gate that is touched and not ticked."""
    found = []
    for number, line in enumerate(lines):
        exercise = exercises.get(line.exercise_id)
        gates = exercise.safety_gates if exercise else ()
        if any(each.gate in gates and each.tick not in line.gates_checked for each in touching):
            found.append(FieldError(f"prescriptions.{number}.gates", NEEDS_TICK))
    return found
