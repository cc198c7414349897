"""A small drawing in SVG: the sparkline. What it shows is also said in words."""

import reflex as rx

from patient_app.presenters.charts import SPARK_HEIGHT, SPARK_WIDTH


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
