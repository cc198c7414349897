"""Coded precautions: their words in both languages, and the gates that they touch."""

import pytest

from patient_app.content.precautions import Precaution, order_terms
from patient_app.content.safety_gates import safety_gates
from patient_app.domain.safety_gates import gates_touched

WORDS = {gate.value: each.words for gate, each in safety_gates().items()}
PRECAUTIONS = list(order_terms().precautions.values())


@pytest.mark.parametrize("term", PRECAUTIONS, ids=lambda term: term.id)
def test_a_coded_precaution_touches_at_least_what_its_words_would(term: Precaution) -> None:
    """Choosing from the list never asks for fewer looks than typing the same words."""
    for _, name in term.names.texts:
        assert set(gates_touched([name], WORDS)) <= {gate.value for gate in term.gates}


@pytest.mark.parametrize("term", PRECAUTIONS, ids=lambda term: term.id)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_was_added_is_found_again(term: Precaution, language: str) -> None:
    assert term.detail_in(term.text(language, "left: 20 lb")) == "left: 20 lb"
    assert term.detail_in(term.text(language)) == ""
    assert term.detail_in("Something else") == "Something else"
