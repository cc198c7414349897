"""Form parts for Reflex pages: a label, a hint and an error that a screen reader hears with the field."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from patient_app.ui.components.icon import icon

Text = str | rx.Var[str]


def field(
    label: Text,
    id: str,
    *,
    hint: Text | None = None,
    error: Text | None = None,
    multiline: bool = False,
    options: Sequence[tuple[str, str]] | None = None,
    **props: Any,
) -> rx.Component:
    """A labelled input; `multiline` makes it a text area, `options` [(value, text)] a select. `error` may be a state
    var: the line shows while it is not empty. Further props go to the input."""
    described = [f"{id}-{part}" for part, text in (("hint", hint), ("error", error)) if text is not None]
    if described:
        props["aria_describedby"] = " ".join(described)
    if error is not None:
        props["aria_invalid"] = (error != "") if isinstance(error, rx.Var) else str(bool(error)).lower()
    return rx.el.div(
        rx.el.label(label, html_for=id),
        *([rx.el.p(hint, id=f"{id}-hint", class_name="hs-hint")] if hint is not None else []),
        _control(id, multiline, options, props),
        *([_error_line(error, f"{id}-error")] if error is not None else []),
        class_name="hs-field",
    )


def _control(
    id: str, multiline: bool, options: Sequence[tuple[str, str]] | None, props: dict[str, Any]
) -> rx.Component:
    props = {"id": id, "name": id, "class_name": "hs-input", **props}
    if options is not None:
        return rx.el.select(*(rx.el.option(text, value=value) for value, text in options), **props)
    return rx.el.textarea(**props) if multiline else rx.el.input(**props)


def tick(label: Any, id: str, **props: Any) -> rx.Component:
    """A tick box with its words, one large target."""
    return rx.el.label(
        rx.el.input(**{"type": "checkbox", "id": id, "name": id, **props}), rx.el.span(label), class_name="hs-tick"
    )


def choice(
    question: Text,
    name: str,
    options: Sequence[tuple[str, str]],
    *,
    low: Text | None = None,
    high: Text | None = None,
    words: bool = False,
    hint: Text | None = None,
    **props: Any,
) -> rx.Component:
    """One of a few answers, [(value, text)], as buttons to tap: 0 to 10 with the words for both ends (`low`, `high`),
    or answers in words (`words`). Further props (`on_change`, `value`) go to each radio button."""
    ends = (
        [rx.el.div(rx.el.span(low), rx.el.span(high), class_name="hs-choice-ends")]
        if low is not None and high is not None
        else []
    )
    return rx.el.fieldset(
        rx.el.legend(question, class_name="hs-label"),
        *([rx.el.p(hint, class_name="hs-hint")] if hint is not None else []),
        rx.el.div(
            *(_step(name, value, text, props) for value, text in options),
            class_name="hs-choice-steps hs-choice-words" if words else "hs-choice-steps",
        ),
        *ends,
        class_name="hs-choice",
    )


def _step(name: str, value: str, text: str, props: dict[str, Any]) -> rx.Component:
    chosen = props.get("value")
    extra = {"checked": chosen == value} if chosen is not None else {}
    rest = {key: given for key, given in props.items() if key != "value"}
    return rx.el.label(
        rx.el.input(type="radio", name=name, value=value, class_name="hs-hidden", **extra, **rest),
        text,
        class_name="hs-choice-step",
    )


def _error_line(error: Text, id: str) -> rx.Component:
    line = rx.el.span(icon("alert", size="small"), rx.el.span(error), class_name="hs-error")
    shown = rx.cond(error != "", line) if isinstance(error, rx.Var) else (line if error else rx.fragment())
    return rx.el.div(shown, id=id, role="alert")
