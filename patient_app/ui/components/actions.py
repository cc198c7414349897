"""Buttons and links. A button does something here; a link leads somewhere."""

from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.ui.components.icon import icon

Kind = Literal["plain", "primary", "quiet", "danger"]
Text = str | rx.Var[str]


def button(
    text: Text,
    *,
    kind: Kind = "plain",
    icon_name: str | None = None,
    large: bool = False,
    block: bool = False,
    **props: Any,
) -> rx.Component:
    """A button of at least 48 px. `block` fills the width; further props go to the element (`on_click`, `type`)."""
    return rx.el.button(
        *_face(text, icon_name),
        class_name=_classes(kind, large, block, props),
        **{"type": "button", **props},
    )


def icon_button(name: str, label: Text, **props: Any) -> rx.Component:
    """A square button with an icon alone; `label` is its accessible name."""
    extra = props.pop("class_name", "")
    return rx.el.button(
        icon(name),
        class_name=f"hs-button hs-button-quiet hs-button-icon {extra}".strip(),
        **{"type": "button", "aria_label": label, **props},
    )


def link(text: Text, href: Text, *, icon_name: str | None = None, alone: bool = False, **props: Any) -> rx.Component:
    """A link within the app. `alone`: it stands outside a sentence, so it gets a thumb's height."""
    name = "hs-link hs-link-alone" if alone else "hs-link"
    return router_link(*_face(text, icon_name), to=href, class_name=name, **props)


def outside_link(text: Text, href: Text, **props: Any) -> rx.Component:
    """A link to another site, opened in the same tab and without telling that site where the reader was."""
    return rx.el.a(text, href=href, rel="noreferrer", class_name="hs-link", **props)


def link_button(
    text: Text,
    href: Text,
    *,
    kind: Kind = "plain",
    icon_name: str | None = None,
    large: bool = False,
    block: bool = False,
    **props: Any,
) -> rx.Component:
    """A link within the app that looks like a button."""
    return router_link(*_face(text, icon_name), to=href, class_name=_classes(kind, large, block, props), **props)


def _face(text: Text, icon_name: str | None) -> list[rx.Component | Text]:
    return [icon(icon_name), text] if icon_name else [text]


def _classes(kind: Kind, large: bool, block: bool, props: dict[str, Any]) -> str:
    names = ["hs-button"]
    if kind != "plain":
        names.append(f"hs-button-{kind}")
    if large:
        names.append("hs-button-large")
    if block:
        names.append("hs-button-block")
    return " ".join([*names, *filter(None, [props.pop("class_name", "")])])
