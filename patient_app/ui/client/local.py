"""Base classes for React components written in this folder. Reflex links the folder's files next to one another into
`assets/external/`, so the modules import each other by `./name.jsx`."""

from functools import cache
from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui.client.strings import CLIENT, strings

_FOLDER = "$/public/external/" + __name__.replace(".", "/")


def client_module(name: str) -> str:
    """The `library` of a component that stands in `ui/client/<name>`."""
    if not (CLIENT / name).is_file():
        raise FileNotFoundError(f"no {name} in ui/client")
    return f"{_FOLDER}/{name}"


class ClientComponent(rx.Component):
    """A local React component without words of its own. Set `library = client_module("x.jsx")` and `tag`."""

    @classmethod
    def create(cls, *children: Any, **props: Any) -> rx.Component:
        """The component; the folder is linked first, so that the build finds the module and what it imports."""
        _link_folder()
        return super().create(*children, **props)


class LocalComponent(ClientComponent):
    """A local React component that shows words: it gets `strings` and `language` for `makeT` of t.js."""

    strings: rx.Var[dict[str, str]]
    language: rx.Var[str]

    @classmethod
    def create(cls, *children: Any, t: Translator, **props: Any) -> rx.Component:
        """The component in the language of `t`."""
        module = str(cls.get_fields()["library"].default).rsplit("/", 1)[-1]
        return super().create(*children, strings=strings(module, t.language), language=t.language, **props)


@cache
def _link_folder() -> None:
    for path in sorted(CLIENT.iterdir()):
        if path.suffix in {".js", ".jsx", ".json"}:
            rx.asset(path.name, shared=True)
