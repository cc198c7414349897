"""Small drawings in SVG: the week ring and the sparkline. What they show is also said in words."""

from collections.abc import Sequence

import reflex as rx

SPARK_WIDTH, SPARK_HEIGHT = 112, 32
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


def spark_path(values: Sequence[float | None], low: float = 0, high: float = 10) -> str:
    """The path of a sparkline, evenly spaced, for `sparkline`. A missing value (`None`) leaves a gap; a value that
    stands alone between gaps is drawn as a dot."""
    step = SPARK_WIDTH / max(1, len(values) - 1)
    parts: list[str] = []
    pen_down = False
    for at, value in enumerate(values):
        if value is None:
            pen_down = False
            continue
        y = SPARK_HEIGHT - 2 - (value - low) / (high - low) * (SPARK_HEIGHT - 4)
        point = f"{at * step:.1f} {y:.1f}"
        alone = not pen_down and (at + 1 == len(values) or values[at + 1] is None)
        parts.append(f"M{point}h.1" if alone else f"{'L' if pen_down else 'M'}{point}")
        pen_down = True
    return "".join(parts)


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
