"""How a name is taken out of texts that stay."""

import pytest

from patient_app.domain.former_patient import Redaction, code_of, pseudonym, unusable_email

FORMER = pseudonym("7F3A")
WITHOUT = Redaction("José María Núñez", "j.nunez@example.org", FORMER)


@pytest.mark.parametrize(
    "text",
    [
        "José María Núñez",
        "JOSÉ  MARÍA NÚÑEZ",
        "Núñez, José María",
        "josé_maría_núñez",
        "José-María\nNúñez",
        "J.Nunez@Example.org",
    ],
)
def test_the_full_name_and_the_address_go_however_they_are_written(text: str) -> None:
    assert WITHOUT.of(f"Seen today: {text}.") == f"Seen today: {FORMER}."


@pytest.mark.parametrize("text", ["José walks 10 minutes", "Dr. Núñez agrees", "xJosé María Núñezx", "", "10 of 10"])
def test_parts_of_it_and_other_words_stay(text: str) -> None:
    assert WITHOUT.of(text) == text


def test_what_is_nested_is_read_and_nothing_else_is_changed() -> None:
    kept = {"name": ["José María Núñez", 3, None, {"by": "j.nunez@example.org", "on": True}]}
    assert WITHOUT.of(kept) == {"name": [FORMER, 3, None, {"by": FORMER, "on": True}]}


def test_a_name_of_one_word_or_of_signs_is_taken_as_it_stands() -> None:
    assert Redaction("Ana", "ana@example.org", FORMER).of("Ana, Anabel, Banana") == f"{FORMER}, Anabel, Banana"
    assert Redaction("A. (Ana) B*", "a@example.org", FORMER).of("seen A. (Ana) B* today") == f"seen {FORMER} today"


def test_a_pseudonym_has_its_code_and_its_address_is_none() -> None:
    assert code_of(FORMER) == "7F3A"
    assert "@" not in unusable_email("01a2")
