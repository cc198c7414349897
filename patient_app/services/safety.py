"""Safety gates (facts.md 8.4): which ones the newest order's precautions touch, and which lines need the PT's tick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from patient_app.content.exercise_library import Exercise
from patient_app.content.precautions import order_terms
from patient_app.content.safety_gates import safety_gates
from patient_app.domain.errors import FieldError
from patient_app.domain.orders import OrderContent
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
    """The gates that the order's precautions touch; none without an order.

    A coded precaution names its gates itself; words are read in what was added to it, and in precautions in free words.
    """
    if order is None:
        return ()
    found = gates_touched_by(order.content)
    return tuple(TouchedGate(gate, precaution, f"{gate}:{order.id}") for gate, precaution in found.items())


def gates_touched_by(content: OrderContent) -> dict[str, str]:
    """{gate: the first precaution that touches it}, in the order of the gates."""
    known = order_terms().precautions
    coded: dict[str, str] = {}
    read: dict[str, str] = {}
    for at, text in enumerate(content.precautions):
        term = known.get(content.precaution_codes[at]) if at < len(content.precaution_codes) else None
        for gate in term.gates if term else ():
            coded.setdefault(gate.value, text)
        read.setdefault(term.detail_in(text) if term else text, text)
    words = {gate.value: each.words for gate, each in safety_gates().items()}
    worded = {gate: read[detail] for gate, detail in gates_touched(read, words).items()}
    return {gate: coded.get(gate) or worded[gate] for gate in words if gate in coded or gate in worded}


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
