"""The mark of Homestretch: a path that rises in three steps to a dot, the last stretch home."""

import reflex as rx


def mark() -> rx.Component:
    """The mark, beside the name; ornament, so hidden from screen readers."""
    return rx.el.svg(
        rx.el.svg.rect(x="1", y="1", width="30", height="30", rx="8", class_name="hs-mark-ground"),
        rx.el.svg.path(d="M7 23c5 0 5-5 9-5s4-6 8-8", class_name="hs-mark-path"),
        rx.el.svg.circle(cx="24", cy="10", r="2.6", class_name="hs-mark-dot"),
        view_box="0 0 32 32",
        custom_attrs={"aria-hidden": "true"},
    )
