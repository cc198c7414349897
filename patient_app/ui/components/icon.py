"""Icons: stroked paths for Python pages and JSX screens alike. `ui/client/icons.json` has those of the patient's day,
`bar_icons.json` those of the bar below it: a phone loads no others first. The rest is in `more_icons.json`."""

import json

import reflex as rx

from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.client.strings import CLIENT


def _names(file: str) -> frozenset[str]:
    return frozenset(json.loads((CLIENT / file).read_text("utf-8")))


_DAY = _names("icons.json")
_BAR = _names("bar_icons.json")
ICONS: frozenset[str] = _DAY | _BAR | _names("more_icons.json")


class Icon(ClientComponent):
    """`Icon` of icon.jsx: the icons of the patient's day."""

    library = client_module("icon.jsx")
    tag = "Icon"

    name: rx.Var[str]
    label: rx.Var[str]
    size: rx.Var[str]


class BarIcon(Icon):
    """`BarIcon` of bar_icon.jsx."""

    library = client_module("bar_icon.jsx")
    tag = "BarIcon"


class AnyIcon(Icon):
    """`AnyIcon` of any_icon.jsx: knows every icon."""

    library = client_module("any_icon.jsx")
    tag = "AnyIcon"


def icon(name: str | rx.Var[str], *, label: str | rx.Var[str] | None = None, size: str | None = None) -> rx.Component:
    """An icon. `label` only where no word stands beside it; `size` is 'small' (of the text) or 'large'.

    Raises:
        KeyError: no icon has this name.
    """
    if isinstance(name, str) and name not in ICONS:
        raise KeyError(f"no icon '{name}' in ui/client/icons.json, bar_icons.json or more_icons.json")
    props = {key: value for key, value in (("label", label), ("size", size)) if value is not None}
    return _component(name).create(name=name, **props)


def _component(name: str | rx.Var[str]) -> type[Icon]:
    if not isinstance(name, str):
        return AnyIcon
    return Icon if name in _DAY else BarIcon if name in _BAR else AnyIcon
