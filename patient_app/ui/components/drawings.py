"""Small drawings in SVG: the week ring and the sparkline. What they show is also said in words."""

import reflex as rx

from patient_app.presenters.charts import SPARK_HEIGHT, SPARK_WIDTH

_RING_RADIUS = 42


def ring(percent: float | rx.Var[float], label: str | rx.Var[str], description: str | rx.Var[str]) -> rx.Component:
    """A ring filled to `percent` (0-100) with `label` ('8/12') inside; `description` says it ('8 of 12 this week')."""
    return rx.el.div(
        rx.el.svg(
            rx.el.svg.circle(cx="50", cy="50", r=str(_RING_RADIUS)),
            rx.el.svg.circle(
                cx="50",
                cy="50",
                r=str(_RING_RADIUS),
                class_name="hs-ring-fill",
                path_length=100,
                custom_attrs={"strokeDasharray": "100", "strokeDashoffset": 100 - percent},
            ),
            view_box="0 0 100 100",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.span(label, class_name="hs-ring-label", custom_attrs={"aria-hidden": "true"}),
        class_name="hs-ring",
        role="img",
        aria_label=description,
    )


def sparkline(path: str | rx.Var[str], description: str | rx.Var[str]) -> rx.Component:
    """A small line over a base line; `path` from `spark_path`, `description` in words ('Worst pain, 7 to 4')."""
    return rx.el.svg(
        rx.el.svg.path(d=f"M0 {SPARK_HEIGHT - 1}H{SPARK_WIDTH}", class_name="hs-spark-base"),
        rx.el.svg.path(d=path),
        view_box=f"0 0 {SPARK_WIDTH} {SPARK_HEIGHT}",
        class_name="hs-spark",
        role="img",
        aria_label=description,
    )
