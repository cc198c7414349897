"""Which gates the words of a precaution touch."""

import pytest

from patient_app.content.safety_gates import safety_gates
from patient_app.domain.safety_gates import gates_touched

WORDS = {gate.value: each.words for gate, each in safety_gates().items()}


@pytest.mark.parametrize(
    ("precaution", "gates"),
    [
        ("Osteoporosis: no loaded bending", {"spine_fracture_osteoporosis"}),
        ("OSTEOPOROSIS", {"spine_fracture_osteoporosis"}),
        ("Total hip replacement, posterior approach", {"hip_replacement"}),
        ("Partial weight bearing, right leg", {"weight_bearing_limit"}),
        ("High blood pressure: no breath holding", {"unstable_heart"}),
        ("Fall risk: a helper stands close for standing exercises", {"recent_fall", "helper_needed"}),
        ("Stop and report new weakness or numbness", {"new_neuro_loss"}),
        ("No lifting above the shoulder for 6 weeks", {"cuff_repair"}),
        ("Riesgo de caídas", {"recent_fall"}),
        ("No throwing", set()),
        ("That is all", set()),
        ("", set()),
    ],
)
def test_a_precaution_touches_its_gates(precaution: str, gates: set[str]) -> None:
    assert set(gates_touched([precaution], WORDS)) == gates


def test_the_precaution_that_touches_a_gate_is_told() -> None:
    found = gates_touched(["No throwing", "Falls last month", "Fear of falling"], WORDS)
    assert found == {"recent_fall": "Falls last month"}


def test_names_are_beginnings_of_words_and_abbreviations_whole_ones() -> None:
    words = {"recent_fall": ["fall"], "hip_replacement": ["THA"]}
    assert gates_touched(["Unfallen leaves", "Thank you"], words) == {}
    assert gates_touched(["After tha, left", "Falling"], words) == {
        "hip_replacement": "After tha, left", "recent_fall": "Falling"
    }  # fmt: skip
