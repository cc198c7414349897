"""Finds every text that people can read, by its English wording, in the source: calls of the translator, page titles,
sentences of errors, and the JSX modules. `python -m tests.translations` prints what Spanish lacks or has too much.
"""

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from patient_app.ui.client.strings import CLIENT, keys

PACKAGE = CLIENT.parents[1]
ROOT = PACKAGE.parent
SPANISH = PACKAGE / "content" / "locales" / "es.json"

# Where a text is handed on, not written: function -> the places that write it ("file:CONSTANT"), when those are not
# found as calls of their own.
HANDED_ON: dict[str, tuple[str, ...]] = {
    "api/problems.py:_sentence": (),
    "api/problems.py:install.http_error": (),
    "api/fields.py:refuse": (),
    "domain/errors.py:DomainError.__init__": (),
    "domain/errors.py:Invalid.field": (),
    "domain/record_import.py:unreadable": (),
    "imports/fhir/entries.py:_invalid": (),
    "imports/fhir/entries.py:entries_of": (),
    "media/pdf.py:check_apart": ("media/pdf.py:BROKEN", "media/pdf.py:ENCRYPTED", "media/pdf.py:ACTIVE"),
    "services/entries.py:_check_date": ("domain/dates.py:TOO_OLD", "domain/dates.py:NOT_BEGUN"),
    "services/holds.py:_needed": (),
    "services/order_fields.py:TypedForm.mark": (),
    "services/order_fields.py:TypedForm.whole": (),
    "services/order_signing.py:reason_given": (),
    "ui/client/strings.py:strings": (),
    "ui/routes.py:page_title": (),
}

# Calls whose argument at this position is a sentence for people.
SENTENCE_AT = {
    "FieldError": 1,
    "Invalid.field": 1,
    "refuse": 0,
    "_needed": 1,
    "Page": 3,
    "form.mark": 1,
    "self.mark": 1,
    "form.whole": 2,
    "reason_given": 1,
}


class Unreadable(AssertionError):
    """A text that is not written where it is used, so that nobody can translate it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One text and where it stands ('presenters/dose.py:23')."""

    text: str
    where: str


@dataclass
class Source:
    """One Python file of the package, parsed."""

    name: str
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    bases: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the constants of the module, and what its classes are made from."""
        for node in self.tree.body:
            if isinstance(node, ast.ClassDef):
                self.bases[node.name] = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                self.constants[node.target.id] = node.value


def source(name: str, code: str) -> Source:
    """A Python file by its path within the package."""
    return Source(name, ast.parse(code))


@cache
def sources() -> tuple[Source, ...]:
    """All Python files of the package."""
    return tuple(
        source(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
    )


def error_classes(files: tuple[Source, ...]) -> frozenset[str]:
    """The names of `DomainError` and of all classes made from it."""
    bases = {name: parents for file in files for name, parents in file.bases.items()}
    found = {"DomainError"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return frozenset(found)


def texts_of(file: Source, errors: frozenset[str], constant: Callable[[str], ast.expr]) -> Iterator[Found]:
    """Every text that the file writes for people. Raises `Unreadable` for one that is not written out."""
    yield from _Reader(file, errors, constant).found()


def every_text() -> tuple[Found, ...]:
    """Every text of the app that people can read."""
    files = sources()
    by_name = {file.name: file for file in files}

    def constant(address: str) -> ast.expr:
        name, _, variable = address.partition(":")
        return by_name[name].constants[variable]

    errors = error_classes(files)
    in_python = [found for file in files for found in texts_of(file, errors, constant)]
    in_scripts = [
        Found(text, f"ui/client/{path.name}")
        for path in sorted(CLIENT.iterdir())
        if path.suffix in {".js", ".jsx"}
        for text in keys(path.name)
    ]
    return (*in_python, *in_scripts)


def spanish() -> dict[str, str]:
    """English text -> Spanish text, as the file has it."""
    found: dict[str, str] = json.loads(SPANISH.read_text("utf-8"))
    return found


class _Reader(ast.NodeVisitor):
    """Walks one file and keeps in mind in which function it is."""

    def __init__(self, file: Source, errors: frozenset[str], constant: Callable[[str], ast.expr]) -> None:
        self._file, self._errors, self._constant = file, errors, constant
        self._inside: list[str] = []
        self._function: ast.AST = ast.Module([], [])
        self._found: list[Found] = []

    def found(self) -> list[Found]:
        """All texts of the file."""
        self.visit(self._file.tree)
        return self._found

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._within(node.name, node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == "__init__" and self._inside and self._inside[-1] in self._errors:
            self._default_message(node)
        self._within(node.name, node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._within(node.name, node)

    def visit_Call(self, node: ast.Call) -> None:
        for text in self._texts_at(node):
            self._read(text, text)
        self.generic_visit(node)

    def _within(self, name: str, node: ast.AST) -> None:
        outer, self._function = self._function, node
        self._inside.append(name)
        self.generic_visit(node)
        self._inside.pop()
        self._function = outer

    def _assigned(self, name: str) -> list[ast.expr]:
        """What the function at hand puts into a variable."""
        return [
            node.value
            for node in ast.walk(self._function)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
        ]

    def _default_message(self, node: ast.FunctionDef) -> None:
        given = [*node.args.args][-len(node.args.defaults) :] if node.args.defaults else []
        for argument, default in zip(given, node.args.defaults, strict=True):
            if argument.arg == "message":
                self._read(default, default)

    def _texts_at(self, node: ast.Call) -> list[ast.expr]:
        """The arguments of a call that are texts for people."""
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "n" and is_translator(function.value):
            return node.args[:2]
        if is_translator(function):
            return node.args[:1]
        name = ast.unparse(function)
        if name == "super().__init__" and self._inside[-2:-1] and self._inside[-2] in self._errors:
            return [argument for argument in node.args[:1] if not _is_parameter(argument)]
        if name in self._errors:
            return node.args[:1] + [word.value for word in node.keywords if word.arg == "message"]
        at = SENTENCE_AT.get(name)
        return node.args[at : at + 1] if at is not None else []

    def _read(self, text: ast.expr, at: ast.expr) -> None:
        match text:
            case ast.Constant(value=str(words)):
                self._found.append(Found(words, f"{self._file.name}:{at.lineno}"))
            case ast.IfExp(body=one, orelse=other):
                self._read(one, at)
                self._read(other, at)
            case ast.Dict(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
                for value in values:
                    self._read(value, at)
            case ast.Subscript(value=ast.Name(id=name)) if name in self._file.constants:
                self._read(self._file.constants[name], at)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"), args=[_, *other]) if (
                name in self._file.constants
            ):
                for each in (self._file.constants[name], *other):
                    self._read(each, at)
            case ast.Name(id=name) if name in self._file.constants:
                self._read(self._file.constants[name], at)
            case ast.Name(id=name) if self._assigned(name):
                for each in self._assigned(name):
                    self._read(each, at)
            case ast.Attribute(attr="message"):
                pass  # of an error: its sentence is found where the error is made
            case _:
                self._handed_on(text, at)

    @property
    def _place(self) -> str:
        return f"{self._file.name}:{'.'.join(self._inside)}"

    def _handed_on(self, text: ast.expr, at: ast.expr) -> None:
        if self._place not in HANDED_ON:
            raise Unreadable(
                f"{self._file.name}:{at.lineno}: `{ast.unparse(text)}` is shown to people, but its text is not written "
                f"here. Write it as a literal, or name {self._place!r} in HANDED_ON."
            )
        for address in HANDED_ON[self._place]:
            self._read(self._constant(address), at)


def is_translator(node: ast.expr) -> bool:
    """`t`, `self.t`, `self._t`, `translator(language)`, `….words_asked_for()`."""
    match node:
        case ast.Name(id="t") | ast.Attribute(attr="t" | "_t"):
            return True
        case ast.Call(func=ast.Name(id="translator") | ast.Attribute(attr="words_asked_for" | "words")):
            return True
    return False


def _is_parameter(node: ast.expr) -> bool:
    return ast.unparse(node) == "message"


def main() -> None:
    """Print, as JSON, the texts without Spanish (and where they stand) and the Spanish ones that nothing uses."""
    wanted: dict[str, str] = {}
    try:
        for found in every_text():
            wanted.setdefault(found.text, found.where)
    except Unreadable as error:
        raise SystemExit(str(error)) from None
    missing = {text: where for text, where in wanted.items() if text not in spanish()}
    left_over = [text for text in spanish() if text not in wanted]
    print(json.dumps({"missing": missing, "left over": left_over}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
