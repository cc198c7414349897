"""Spanish is complete, and nothing is said past the translator."""

import ast
import re
import string

import pytest

from patient_app.api.problems import of_error, of_fields
from patient_app.content.locales import translator
from patient_app.domain.errors import Invalid
from tests import literals
from tests.translations import (
    HANDED_ON,
    Found,
    Unreadable,
    error_classes,
    every_text,
    source,
    sources,
    spanish,
    texts_of,
)

# Texts that are the same in both languages: names, units, figures, and words that Spanish shares.
ALIKE = frozenset(
    {
        "Homestretch",
        "Control",
        "No",
        "Normal",
        "PDF",
        "{field}: {value}. Usual: {low}.",
        "{n} extra",
        "{n} min",
        "{n} s",
        "{n}%",
        "v{n}",
    }
)

ENGLISH = re.compile(
    r"\b(about|again|and|any|are|by|can|day|did|does|done|each|entry|for|from|have|how|is|its|later|more|new|not|nothing"
    r"|now|of|on|or|out|pain|please|saved|see|share|that|the|then|there|this|today|until|what|when|who|with|you|your)\b",
    re.IGNORECASE,
)
VERBATIM = re.compile(r"\{\w+\}|'[^']*'|\([^)]*\)|\w+_\w+")
"""Placeholders, commands, and fields of the API stand in Spanish as they are."""

# Spanish writes the days of the week with small letters.
WEEKDAYS = frozenset({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
ABBREVIATED = frozenset({"Reps."})

FAMILIAR = re.compile(
    r"\b(tú|tu|tus|ti|contigo|tuyo|tuya|eres|tienes|puedes|quieres|haz|vosotros|vuestro)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def wanted() -> dict[str, str]:
    """English text -> where it stands."""
    return {found.text: found.where for found in every_text()}


def test_every_text_has_its_spanish(wanted: dict[str, str]) -> None:
    assert {text: where for text, where in wanted.items() if text not in spanish()} == {}


def test_no_spanish_is_left_over(wanted: dict[str, str]) -> None:
    assert [text for text in spanish() if text not in wanted] == []


def test_the_spanish_file_is_in_the_order_of_the_alphabet() -> None:
    assert list(spanish()) == sorted(spanish(), key=str.lower)


def test_placeholders_are_the_same_in_both_languages() -> None:
    assert [text for text, words in spanish().items() if _placeholders(text) != _placeholders(words)] == []


def test_spanish_differs_from_english() -> None:
    assert {text for text, words in spanish().items() if text == words} == ALIKE


def test_no_english_is_left_in_the_spanish() -> None:
    assert [words for words in spanish().values() if ENGLISH.search(VERBATIM.sub("", words))] == []


def test_spanish_says_usted() -> None:
    assert [words for words in spanish().values() if FAMILIAR.search(words)] == []


def test_questions_open_and_close() -> None:
    assert [words for words in spanish().values() if words.count("¿") != words.count("?")] == []
    assert [text for text, words in spanish().items() if ("?" in text) != ("?" in words)] == []


def test_nothing_is_shouted() -> None:
    assert [words for words in spanish().values() if "!" in words or "¡" in words] == []


def test_both_languages_end_alike() -> None:
    def end(text: str) -> str:
        return text[-1] if text[-1] in ".:?" else ""

    assert [text for text, words in spanish().items() if end(text) != end(words) and words not in ABBREVIATED] == []


def test_both_languages_begin_alike() -> None:
    """A text that begins with a capital letter stands at the beginning, in Spanish too."""

    def capital(text: str) -> bool | None:
        letter = text.lstrip("¿(/ ")[:1]
        return letter.isupper() if letter.isalpha() else None

    both = [(text, capital(text), capital(words)) for text, words in spanish().items() if text not in WEEKDAYS]
    assert [text for text, one, other in both if None not in (one, other) and one != other] == []


def test_safety_texts_are_as_strong_in_spanish() -> None:
    for text, words in spanish().items():
        if "911" in text:
            assert "911" in words
        if "emergency room" in text:
            assert "sala de emergencias" in words
        if "Nobody watches" in text or "nobody watches" in text:
            assert re.search(r"\b[Nn]adie\b.*\bvigila\b.*\ben vivo\b", words)
        if re.search(r"\bnow, or call\b", text):
            assert "ahora mismo" in words


def test_a_text_without_spanish_is_shown_in_english() -> None:
    assert translator("es")("A text that nobody wrote") == "A text that nobody wrote"


def test_problems_of_the_api_are_told_in_spanish() -> None:
    wrong = {"type": "enum", "loc": ("body", "side"), "ctx": {"expected": "'left', 'right' or 'both'"}}
    problem = of_fields([wrong], translator("es"))
    assert problem["detail"] == "side: Elija una de estas opciones: 'left', 'right', 'both'."
    unknown = Invalid("{email} is not a clinician of this clinic. Invite them first.", email="x@y")
    assert of_error(unknown, translator("es"))["detail"].startswith("x@y no es un profesional")


# The collector itself


def test_a_text_in_several_pieces_is_one_text() -> None:
    assert _texts('t("One sentence. " "And " \n "another.")') == ["One sentence. And another."]


def test_both_forms_of_a_plural_are_found() -> None:
    assert _texts('t.n("{n} day", "{n} days", n)') == ["{n} day", "{n} days"]


def test_the_translator_of_a_state_is_known() -> None:
    assert _texts('self._t("Saved.")\nself.t.n("{n} day", "{n} days", 2)') == ["Saved.", "{n} day", "{n} days"]


def test_texts_of_a_table_and_of_a_choice_are_found() -> None:
    code = 'NAMES = {1: "One", 2: "Two"}\nLATE = "Late"\nt(NAMES[n])\nt(NAMES.get(n, "None"))\nt("A" if x else LATE)'
    assert set(_texts(code)) == {"One", "Two", "A", "Late", "None"}


def test_a_text_that_waits_in_a_variable_is_found() -> None:
    assert _texts('def f(t, n):\n    text = "One" if n == 1 else "Many"\n    return t(text)') == ["One", "Many"]


def test_sentences_of_errors_are_found() -> None:
    code = """
class Gone(NotFound):
    def __init__(self, message: str = "It is gone.") -> None:
        super().__init__(message)

class Closed(DomainError):
    def __init__(self) -> None:
        super().__init__("It is closed.")

raise Invalid("Some values need a change.", (FieldError("name", "Write a name."),))
raise Invalid.field("until", "Choose a later day.")
raise TooManyTries("Wait {minutes} minutes.", 60, minutes=1)
Page("/today", PATIENT, "today", "Today")
"""
    expected = (
        "It is gone. It is closed. Some values need a change. Write a name. Choose a later day. Wait {minutes} minutes."
    )
    assert " ".join(_texts(code)) == expected + " Today"


@pytest.mark.parametrize(
    "code",
    ["t(name)", 't(f"{n} days")', 't("a" + b)', "t.n(one, many, 2)", "Invalid(problem)", "NAMES = load()\nt(NAMES[1])"],
)
def test_a_text_that_is_not_written_out_is_refused(code: str) -> None:
    with pytest.raises(Unreadable, match=r"new\.py:\d+"):
        _texts(code)


def test_every_place_that_hands_texts_on_exists() -> None:
    there = {f"{file.name}:{name}" for file in sources() for name in _functions(file.tree)}
    assert set(HANDED_ON) <= there


# Words past the translator


def test_no_words_stand_outside_the_translator() -> None:
    assert literals.literals() == ()


@pytest.mark.parametrize(
    "code",
    [
        'rx.el.p("Saved")',
        'rx.el.button(icon("check"), aria_label="Done")',
        'ui.button("Save", kind="primary")',
        'ui.field("Name", "name")',
        'ui.section(f"{n} days")',
        'self.problem = "This was not saved."',
    ],
)
def test_words_outside_the_translator_are_noticed(code: str) -> None:
    assert list(literals.in_tree("ui/pages/new.py", ast.parse(code), literals.text_parameters()))


@pytest.mark.parametrize(
    "code",
    [
        'rx.el.p(t("Saved"), class_name="hs-muted")',
        'ui.button(t("Save"), kind="primary", icon_name="check")',
        'ui.field(t("Name"), "name", type="text")',
        'ui.badge(row.text, "eye")',
        '"""What it is for."""',
        'raise Invalid("Choose a day.")',
    ],
)
def test_names_that_nobody_reads_are_left_alone(code: str) -> None:
    assert not list(literals.in_tree("ui/pages/new.py", ast.parse(code), literals.text_parameters()))


@pytest.mark.parametrize(
    "code",
    [
        "<p>Saved</p>",
        '<p className="hs-muted">\n  Not sent yet\n</p>',
        "<p>{n} days</p>",
        '<button aria-label="Close" />',
        'const text = "Try again later";',
        "const text = `Saved at ${time}`;",
    ],
)
def test_words_outside_the_translator_are_noticed_in_jsx(code: str) -> None:
    assert list(literals.in_jsx("new.jsx", code))


@pytest.mark.parametrize(
    "code",
    [
        '<p>{t("Saved")}</p>',
        '<p className="hs-muted">{t.n("{n} day", "{n} days", n)}</p>',
        "// Not for readers",
        "const late = list.filter((day) => day > first && day < last);",
        'import { Icon } from "./icon.jsx";',
    ],
)
def test_code_is_left_alone_in_jsx(code: str) -> None:
    assert not list(literals.in_jsx("new.jsx", code))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _functions(tree: ast.AST, inside: tuple[str, ...] = ()) -> list[str]:
    found = []
    for node in ast.iter_child_nodes(tree):
        named = (
            (*inside, node.name) if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) else inside
        )
        found += [".".join(named), *_functions(node, named)]
    return found


def _texts(code: str) -> list[str]:
    file = source("new.py", code)
    errors = error_classes((*sources(), file))
    found: list[Found] = list(texts_of(file, errors, lambda address: ast.Constant(address)))
    return [each.text for each in found]
