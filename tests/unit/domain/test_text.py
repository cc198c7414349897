"""Texts as they come from a browser."""

import pytest

from patient_app.domain.text import storable


@pytest.mark.parametrize("text", ["Bird dog", "", "🏋️ רגל\u200b\u202e", "ñ\n\t", "\ufffd"])
def test_a_text_that_can_be_kept_stays_as_it_is(text: str) -> None:
    assert storable(text) == text


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_what_cannot_be_kept_is_marked_wherever_it_stands(bad: str) -> None:
    marked = storable({f"name{bad}": [f"a{bad}b", {"note": (bad, 3, None, True, 1.5)}]})
    assert marked == {"name\ufffd": ["a\ufffdb", {"note": ("\ufffd", 3, None, True, 1.5)}]}
