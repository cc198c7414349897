"""What content stands on: cards, notices, badges, figures in words, empty and loading states, details, dialogs."""

from typing import Any, Literal

import reflex as rx

from patient_app.ui.components.icon import icon

Tone = Literal["info", "care", "stop", "done"]
Colour = Literal["plain", "pine", "coral", "amber", "sky"]
Text = str | rx.Var[str]

_NOTICE_ICONS: dict[str, str] = {"info": "info", "care": "alert", "stop": "stop", "done": "check-circle"}


def card(*children: Any, kind: Literal["plain", "done", "quiet"] = "plain", row: bool = False) -> rx.Component:
    """A card: `done` is tinted, `quiet` has no edge; `row` puts its children side by side."""
    names = ["hs-card", *([f"hs-card-{kind}"] if kind != "plain" else []), *(["hs-card-row"] if row else [])]
    return rx.el.div(*children, class_name=" ".join(names))


def stack(*children: Any, tight: bool = False) -> rx.Component:
    """Children below one another, 16 px apart (8 px when `tight`)."""
    return rx.el.div(*children, class_name="hs-stack hs-stack-tight" if tight else "hs-stack")


def section(heading: Text, *children: Any, hint: Text | None = None) -> rx.Component:
    """A part of a page under an `h2`."""
    intro = [rx.el.p(hint, class_name="hs-muted")] if hint is not None else []
    return rx.el.section(rx.el.h2(heading), *intro, *children, class_name="hs-stack")


def notice(*children: Any, tone: Tone = "info", title: Text | None = None, role: str | None = None) -> rx.Component:
    """A few calm lines with an icon. Give `role="alert"` only to what appears after the page is shown."""
    head = [rx.el.p(title, class_name="hs-notice-title")] if title is not None else []
    return rx.el.div(
        icon(_NOTICE_ICONS[tone]),
        rx.el.div(*head, *(_paragraph(child) for child in children), class_name="hs-grow"),
        class_name="hs-notice" if tone == "info" else f"hs-notice hs-notice-{tone}",
        **({"role": role} if role else {}),
    )


def badge(text: Text, icon_name: str | rx.Var[str], *, colour: Colour | rx.Var[str] = "plain") -> rx.Component:
    """A word with its icon; colour adds to them and never stands alone."""
    name: Any = "hs-badge" if isinstance(colour, str) and colour == "plain" else f"hs-badge hs-tone-{colour}"
    return rx.el.span(icon(icon_name, size="small"), text, class_name=name)


def stat(label: Text, value: Text, unit: Text | None = None, *, note: Text | None = None) -> rx.Component:
    """One figure with the words that say what it is."""
    units = [" ", rx.el.span(unit, class_name="hs-stat-unit")] if unit is not None else []
    notes = [rx.el.span(note, class_name="hs-hint")] if note is not None else []
    return rx.el.div(
        rx.el.span(label, class_name="hs-hint"),
        rx.el.span(value, *units, class_name="hs-stat-value"),
        *notes,
        class_name="hs-stat",
    )


def empty_state(title: Text, text: Text, *actions: Any, icon_name: str = "note") -> rx.Component:
    """What a screen shows when nothing is there yet: what will come, and what to do."""
    return rx.el.div(
        icon(icon_name, size="large"),
        rx.el.p(title, class_name="hs-h3"),
        rx.el.p(text, class_name="hs-muted"),
        *actions,
        class_name="hs-empty",
    )


def skeleton(label: Text, *, cards: int = 3, title: bool = False) -> rx.Component:
    """The shape of what comes: `cards` blocks, below a heading's bar when `title`. A screen reader hears `label`."""
    bars = [rx.el.span(class_name="hs-skeleton hs-skeleton-title")] if title else []
    return rx.el.div(
        rx.el.span(label, class_name="hs-hidden"),
        *bars,
        *(rx.el.span(class_name="hs-skeleton hs-skeleton-card") for _ in range(cards)),
        class_name="hs-stack",
        role="status",
    )


def skeleton_lines(label: Text, lines: int = 3) -> rx.Component:
    """The shape of a few lines of text, the last one short."""
    return rx.el.div(
        rx.el.span(label, class_name="hs-hidden"),
        *(rx.el.span(class_name="hs-skeleton") for _ in range(lines - 1)),
        rx.el.span(class_name="hs-skeleton hs-skeleton-short"),
        class_name="hs-stack hs-stack-tight",
        role="status",
    )


def details(summary: Text, *children: Any) -> rx.Component:
    """Something that opens under a button."""
    return rx.el.details(
        rx.el.summary(icon("chevron-right", size="small"), summary), *children, class_name="hs-details"
    )


def _paragraph(child: Any) -> Any:
    return rx.el.p(child) if isinstance(child, str | rx.Var) else child
