"""Charts: a sentence that says what is to be seen, the drawing, and its numbers in a table behind a button.

A presenter gives `{"data": [...], "layout": {...}}` with tones for colours ('pine', 'coral/20' for 20 % of it);
`paint` makes the figure that a state var holds. The page's own chunk loads Plotly, so only chart pages carry it.
"""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui.components.surfaces import details
from patient_app.ui.theme import CHART_TONES

_COLOUR_KEYS = frozenset({"color", "fillcolor", "bgcolor", "bordercolor"})
_AXIS = {"fixedrange": True, "automargin": True, "zeroline": False, "ticks": "", "linecolor": "rgba(0,0,0,0)"}
_LAYOUT: dict[str, Any] = {
    "font": {"size": 14},
    "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "dragmode": False,
    "hovermode": "closest",
    "autosize": True,
    "showlegend": False,
    "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
}


def paint(figure: Mapping[str, Any]) -> go.Figure:
    """A Plotly figure from a presenter's: tones become colours, the house layout fills what is not given. It carries
    no Plotly template (a figure with the default one is several times larger than its data)."""
    given = figure.get("layout", {})
    axes = {
        name: {**_AXIS, **given.get(name, {})}
        for name in {"xaxis", "yaxis", *(key for key in given if key.startswith(("xaxis", "yaxis")))}
    }
    empty = go.layout.Template()
    return go.Figure(
        data=_painted(list(figure["data"])), layout={**_LAYOUT, **_painted(dict(given)), **axes, "template": empty}
    )


def chart(
    t: Translator,
    figure: go.Figure | rx.Var[go.Figure],
    *,
    sentence: str | rx.Var[str] | rx.Component,
    table: rx.Component,
    tall: bool = False,
    height: str | rx.Var[str] | None = None,
    key: rx.Component | None = None,
) -> rx.Component:
    """The chart of a painted figure. The sentence and the table carry its meaning, so the drawing itself is hidden
    from screen readers. `height`: another than the usual one; `key`: what its colours mean, in words, below it."""
    return rx.el.figure(
        rx.el.figcaption(sentence),
        rx.el.div(
            rx.plotly.basic(
                data=figure,
                template=None,
                config={"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False},
                use_resize_handler=True,
            ),
            class_name="hs-chart-plot hs-chart-plot-tall" if tall else "hs-chart-plot",
            custom_attrs={"aria-hidden": "true"},
            **({} if height is None else {"style": {"height": height}}),
        ),
        *([] if key is None else [key]),
        details(t("Show the numbers"), table),
        class_name="hs-chart",
    )


def _painted(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: _colour(value) if key in _COLOUR_KEYS and isinstance(value, str) else _painted(value)
            for key, value in part.items()
        }
    return [_painted(item) for item in part] if isinstance(part, list) else part


def _colour(value: str) -> str:
    tone, _, percent = value.partition("/")
    if tone not in CHART_TONES:
        return value
    red, green, blue = (int(CHART_TONES[tone][at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{int(percent) / 100})" if percent else CHART_TONES[tone]
