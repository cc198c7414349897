"""Safety gates (facts.md 8.4): which ones the newest order's precautions touch, and which lines need the PT's tick."""

from collections.abc import Mapping, Sequence

from patient_app.content.exercise_library import Exercise
from patient_app.content.safety_gates import safety_gates
from patient_app.domain.errors import FieldError
from patient_app.domain.program import Prescription
from patient_app.domain.safety_gates import gates_touched
from patient_app.services.orders import OrderView

NEEDS_TICK = "Look at the precaution and tick that the exercise is allowed, or take the exercise out."


def touched(order: OrderView | None) -> dict[str, str]:
    """{gate: the precaution of the order that touches it}; nothing without an order."""
    words = {gate.value: each.words for gate, each in safety_gates().items()}
    return gates_touched(order.precautions, words) if order else {}


def unchecked(
    lines: Sequence[Prescription], exercises: Mapping[str, Exercise], touching: Mapping[str, str]
) -> list[FieldError]:
    """A problem for each line whose exercise has a gate that is touched and not ticked."""
    found = []
    for number, line in enumerate(lines):
        exercise = exercises.get(line.exercise_id)
        gates = exercise.safety_gates if exercise else ()
        if any(gate.value in touching and gate.value not in line.gates_checked for gate in gates):
            found.append(FieldError(f"prescriptions.{number}.gates", NEEDS_TICK))
    return found
