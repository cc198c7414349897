"""Chart figures: `{"data": [...], "layout": {...}}` with tones for colours, which `ui.components.paint` turns into
Plotly's. Small on purpose: no template, dates once. And the paths of sparklines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from patient_app.domain.text import Translator
from patient_app.presenters.dates import short_day

Figure = dict[str, Any]

SPARK_WIDTH, SPARK_HEIGHT = 112, 32
TICKS = 6
_ROW_GAP = 0.14


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart: values 0-10 by date (`None` leaves a gap), its name (may be empty), and its tone.

    `band`: from where to where a change is smaller than patients usually notice.
    """

    name: str
    tone: str
    values: tuple[float | None, ...]
    band: tuple[float, float] | None = None


def trend(
    t: Translator,
    days: Sequence[date],
    rows: Sequence[Series],
    marks: Iterable[tuple[date, str]] = (),
) -> Figure:
    """Rows below one another on one time axis, the first on top; `marks` are dates with a word (program versions)."""
    if not days:
        return {"data": [], "layout": {}}
    words = [short_day(t, day) for day in days]
    layout: dict[str, Any] = {
        "xaxis": time_axis(t, days, f"y{len(rows)}" if len(rows) > 1 else "y"),
        "margin": {"l": 4, "r": 8, "t": 36, "b": 4},
        "shapes": [],
        "annotations": [],
    }
    data = []
    for at, (row, (bottom, top)) in enumerate(zip(rows, _domains(len(rows)), strict=True)):
        axis = "y" if at == 0 else f"y{at + 1}"
        layout[f"yaxis{axis[1:]}"] = {
            "range": [-0.6, 10.6],
            "domain": [bottom, top],
            "tickvals": [0, 5, 10],
            "showgrid": True,
        }
        if row.name:
            layout["annotations"].append(row_title(row.name, top))
        if row.band:
            layout["shapes"].append(_band(row, axis))
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [day.isoformat() for day in days],
                "y": list(row.values),
                "yaxis": axis,
                "text": words,
                "hovertemplate": "%{text}: %{y:.1~f}<extra></extra>",
                "line": {"color": row.tone, "width": 2.5},
                "marker": {"size": 6 if len(days) <= 42 else 5, "color": row.tone},
            }
        )
    for day, word in marks:
        if days[0] <= day <= days[-1]:
            layout["shapes"].append(_mark(day))
            layout["annotations"].append(mark_word(day, word))
    return {"data": data, "layout": layout}


def spark_path(values: Sequence[float | None], low: float = 0, high: float = 10) -> str:
    """The path of a sparkline, evenly spaced. A missing value (`None`) leaves a gap; a value that stands alone between
    gaps is drawn as a dot."""
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


def _domains(rows: int) -> list[tuple[float, float]]:
    """Where each row stands between 0 (bottom) and 1 (top) of the drawing, the first on top."""
    height = (1 - _ROW_GAP * (rows - 1)) / rows
    tops = [1 - at * (height + _ROW_GAP) for at in range(rows)]
    return [(max(0.0, round(top - height, 3)), round(top, 3)) for top in tops]


def time_axis(t: Translator, days: Sequence[date], anchor: str) -> dict[str, Any]:
    """The axis of days, half a day wider on both sides, with a few dates in words."""
    span = (days[-1] - days[0]).days
    step = max(1, -(-span // TICKS))
    ticks = [days[0] + timedelta(days=offset) for offset in range(0, span + 1, step)]
    return {
        "type": "date",
        "anchor": anchor,
        "range": [f"{days[0] - timedelta(days=1)}T12:00", f"{days[-1]}T12:00"],
        "tickvals": [day.isoformat() for day in ticks],
        "ticktext": [short_day(t, day) for day in ticks],
        "showgrid": False,
    }


def row_title(name: str, top: float) -> dict[str, Any]:
    """The name of a row, above it at the left."""
    return {
        "text": name,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": top,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 14},
    }


def _band(row: Series, axis: str) -> dict[str, Any]:
    low, high = row.band or (0, 0)
    return {
        "type": "rect",
        "xref": "paper",
        "yref": axis,
        "x0": 0,
        "x1": 1,
        "y0": max(0, low),
        "y1": min(10, high),
        "fillcolor": f"{row.tone}/14",
        "line": {"width": 0},
        "layer": "below",
    }


def _mark(day: date) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": "sky", "width": 1.5, "dash": "dot"},
        "layer": "below",
    }


def mark_word(day: date, word: str) -> dict[str, Any]:
    return {
        "text": word,
        "xref": "x",
        "yref": "paper",
        "x": day.isoformat(),
        "y": 1,
        "xanchor": "center",
        "yanchor": "bottom",
        "yshift": 14,
        "showarrow": False,
        "font": {"size": 13},
    }
