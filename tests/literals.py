"""Looks for words that a page shows without asking the translator: in pages, components, presenters, and JSX modules.

A heuristic: it knows element children, the text parameters of the component kit, and anything that reads as a sentence.
"""

import ast
import re
from collections.abc import Iterator

from patient_app.ui.client.strings import CLIENT
from tests.translations import PACKAGE, SENTENCE_AT, Found, error_classes, is_translator, sources

# No words for readers: the product's name, a maker's name, patterns of dates.
ALLOWED = frozenset(
    {
        *("Homestretch", "Mac OS", "MMM d", "EEE, MMM d", "EEE, d MMM", "EEE, MMM d, y", "EEE, d MMM y"),
        *("MMMM y", "LLLL y"),
    }
)

_SHOWN_IN = ("ui/pages/", "ui/components/", "presenters/", "ui/app.py", "ui/screen.py")
# FHIR is for programs: its displays are English, as the names of elements are.
_NOT_SHOWN_IN = ("presenters/fhir/",)
_ELEMENTS_IN = ("ui/pages/", "ui/components/")
_TEXT_KEYWORDS = frozenset(
    {"alt", "aria_label", "caption", "error", "high", "hint", "label", "lead", "low", "note", "placeholder"}
    | {"question", "summary", "text", "title"}
)
_WORD = re.compile(r"[^\W\d_]{2}")
_SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ¿¡][^\W\d_]*[,:]? [^\W\d_].*", re.DOTALL)

_JSX_NOISE = re.compile(r'/\*.*?\*/|(?<![:"])//[^\n]*', re.DOTALL)
_JSX_CALL = re.compile(r'\bt(?:\.n)?\(\s*("(?:[^"\\\n]|\\.)*"\s*,?\s*)+', re.DOTALL)
_JSX_TEXT = re.compile(r"(?<![=\-<(&|\s])>([^<>{}()=;&|]*)(?=<|\{)|\}([^<>{}()=;&|]*)(?=</)")
_JSX_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder|label|hint)="([^"]*)"')
_JSX_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')


def literals() -> tuple[Found, ...]:
    """Every text that stands outside the translator, as far as it can be told."""
    parameters = text_parameters()
    in_python = [
        found
        for file in sources()
        if file.name.startswith(_SHOWN_IN) and not file.name.startswith(_NOT_SHOWN_IN)
        for found in in_tree(file.name, file.tree, parameters)
    ]
    in_scripts = [
        found
        for path in sorted(CLIENT.iterdir())
        if path.suffix in {".js", ".jsx"}
        for found in in_jsx(path.name, path.read_text("utf-8"))
    ]
    return (*in_python, *in_scripts)


def text_parameters() -> dict[str, frozenset[int]]:
    """The functions of the component kit: at which positions they take words."""
    return {
        node.name: frozenset(
            at
            for at, argument in enumerate(node.args.args)
            if argument.annotation is not None
            and re.search(r"\bText\b|str \| rx\.Var", ast.unparse(argument.annotation))
            if argument.arg in _TEXT_KEYWORDS | {"heading", "value"}
        )
        for path in sorted((PACKAGE / "ui" / "components").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def in_tree(name: str, tree: ast.Module, parameters: dict[str, frozenset[int]]) -> Iterator[Found]:
    """The literals of one Python file that a reader would see."""
    asked = set(_asked_for(tree)) | set(_documentation(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name.startswith(_ELEMENTS_IN):
            for shown in _shown(node, parameters):
                yield from _words(name, shown, asked, _WORD)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SENTENCE.fullmatch(node.value):
            yield from _words(name, node, asked, _SENTENCE)


def in_jsx(name: str, code: str) -> Iterator[Found]:
    """The literals of one JSX module that a reader would see."""
    code = _JSX_CALL.sub("t(", _JSX_NOISE.sub("", code))
    shown = (
        group for pattern in (_JSX_TEXT, _JSX_ATTRIBUTE) for match in pattern.finditer(code) for group in match.groups()
    )
    seen = [text for text in shown if text and _WORD.search(text)]
    strings = (group for match in _JSX_STRING.finditer(code) for group in match.groups())
    seen += [text for text in strings if text and _SENTENCE.fullmatch(text)]
    for text in seen:
        if text.strip() not in ALLOWED:
            yield Found(text.strip(), f"ui/client/{name}")


def _shown(node: ast.Call, parameters: dict[str, frozenset[int]]) -> list[ast.expr]:
    """What a call of an element or of a component puts on the screen."""
    function = ast.unparse(node.func)
    worded = [word.value for word in node.keywords if word.arg in _TEXT_KEYWORDS]
    if function.startswith("rx.el."):
        return [*node.args, *worded]
    positions = parameters.get(function.removeprefix("ui."))
    if positions is None:
        return []
    return [argument for at, argument in enumerate(node.args) if at in positions] + worded


def _words(name: str, node: ast.expr, asked: set[int], pattern: re.Pattern[str]) -> Iterator[Found]:
    if id(node) in asked:
        return
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    for part in parts:
        text = part.value if isinstance(part, ast.Constant) else None
        if isinstance(text, str) and pattern.search(text) and text not in ALLOWED:
            yield Found(text, f"{name}:{node.lineno}")


def _asked_for(tree: ast.Module) -> Iterator[int]:
    """The literals within calls of the translator, within errors, whose sentences are translated when shown, and for
    the log."""
    errors = error_classes(sources())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            base = function.value if isinstance(function, ast.Attribute) and function.attr == "n" else function
            name = ast.unparse(function)
            if is_translator(base) or name in errors or name in SENTENCE_AT or name.startswith("logger."):
                yield from (id(inner) for argument in node.args for inner in ast.walk(argument))


def _documentation(tree: ast.Module) -> Iterator[int]:
    """Docstrings, and the strings that stand below a constant to explain it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def main() -> None:
    """Print what was found."""
    for found in literals():
        print(found.where, repr(found.text))


if __name__ == "__main__":
    main()
