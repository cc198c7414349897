"""Icons: one set of stroked paths in `ui/client/icons.json`, for Python pages and JSX screens alike."""

import json

import reflex as rx

from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.client.strings import CLIENT

ICONS: frozenset[str] = frozenset(json.loads((CLIENT / "icons.json").read_text("utf-8")))


class Icon(ClientComponent):
    """`Icon` of icon.jsx."""

    library = client_module("icon.jsx")
    tag = "Icon"

    name: rx.Var[str]
    label: rx.Var[str]
    size: rx.Var[str]


def icon(name: str | rx.Var[str], *, label: str | rx.Var[str] | None = None, size: str | None = None) -> rx.Component:
    """An icon. `label` only where no word stands beside it; `size` is 'small' (of the text) or 'large'.

    Raises:
        KeyError: no icon has this name.
    """
    if isinstance(name, str) and name not in ICONS:
        raise KeyError(f"no icon '{name}' in ui/client/icons.json")
    props = {key: value for key, value in (("label", label), ("size", size)) if value is not None}
    return Icon.create(name=name, **props)
