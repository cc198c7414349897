"""Everything of a course on one time axis, as a chart figure (see `charts`): what happened in lanes at the top, below
it a row for each series with its band, and flare days and holds shaded through all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from patient_app.domain.text import Translator
from patient_app.presenters.charts import Figure, row_title, time_axis
from patient_app.presenters.dates import short_day

LANE, ROW, GAP, FOOT = 26, 100, 30, 30
"""Heights in pixels at the browser's usual size: a lane, a row, the room for a row's name, and the dates."""

WORDS_APART = 12
"""At least so many parts of the period lie between two marks of a lane that have their word beside them."""

_SYMBOLS = {"program": "diamond", "visit": "circle", "report": "square"}
_LINES = {"program": "dot", "visit": "dash", "report": "solid"}


@dataclass(frozen=True, slots=True)
class Row:
    """One series: its name, tone, points (`None` leaves a gap), the ends of its scale, and its band."""

    name: str
    tone: str
    points: tuple[tuple[date, float | None], ...]
    low: float = 0
    high: float = 10
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: in which lane ('program', 'visit', 'report'), its short word, and all of it in words.

    `minor`: it has no word beside it and no line through the rows (a PT treatment among many).
    """

    on: date
    lane: str
    label: str
    words: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Shade:
    """Days in a row of one kind: 'flare' or 'hold'."""

    first: date
    last: date
    kind: str


def height(lanes: int, rows: int) -> int:
    """The height in pixels that these lanes and rows need."""
    return lanes * LANE + rows * (ROW + GAP) + FOOT


def timeline(
    t: Translator,
    days: Sequence[date],
    rows: Sequence[Row],
    marks: Sequence[Mark],
    lanes: Sequence[tuple[str, str]],
    shades: Sequence[Shade],
) -> Figure:
    """The figure. `lanes`: (kind, name) from top to bottom; marks outside of the days are left out."""
    inside = [mark for mark in marks if days[0] <= mark.on <= days[-1]]
    layout: dict[str, Any] = {
        "xaxis": time_axis(t, days, _axis(len(rows))),
        "margin": {"l": 4, "r": 8, "t": 4, "b": 4},
        "shapes": [_shade(shade) for shade in shades] + [_line(mark) for mark in inside if not mark.minor],
        "annotations": [],
    }
    data = []
    for at, row in enumerate(rows, start=1):
        top, bottom = _share(lanes, rows, at)
        layout[f"yaxis{_axis(at)[1:]}"] = _row_axis(row, bottom, top)
        layout["annotations"].append(row_title(row.name, top))
        if row.band:
            layout["shapes"].append(_band(row, _axis(at)))
        data.append(_series(t, row, _axis(at)))
    if lanes:
        axis = _axis(len(rows) + 1)
        layout[f"yaxis{axis[1:]}"] = _lanes_axis(lanes, _share(lanes, rows, 0))
        data += [
            _lane(at, kind, [mark for mark in inside if mark.lane == kind], days, axis)
            for at, (kind, _) in enumerate(lanes)
        ]
    return {"data": data, "layout": layout}


def _axis(number: int) -> str:
    return "y" if number == 1 else f"y{number}"


def _share(lanes: Sequence[tuple[str, str]], rows: Sequence[Row], at: int) -> tuple[float, float]:
    """Top and bottom, between 0 and 1, of the lanes (0) or of a row (1 and more)."""
    whole = height(len(lanes), len(rows)) - FOOT
    above = len(lanes) * LANE + at * (ROW + GAP)
    top = whole if at == 0 else whole - above + ROW
    bottom = whole - above
    return round(top / whole, 4), round(max(0, bottom) / whole, 4)


def _lanes_axis(lanes: Sequence[tuple[str, str]], share: tuple[float, float]) -> dict[str, Any]:
    top, bottom = share
    return {
        "range": [-len(lanes) + 0.5, 0.5],
        "domain": [bottom, top],
        "tickvals": [-at for at in range(len(lanes))],
        "ticktext": [name for _, name in lanes],
        "showgrid": False,
    }


def _row_axis(row: Row, bottom: float, top: float) -> dict[str, Any]:
    room = (row.high - row.low) * 0.06
    return {
        "range": [row.low - room, row.high + room],
        "domain": [bottom, top],
        "tickvals": [row.low, (row.low + row.high) / 2, row.high],
        "showgrid": True,
    }


def _lane(at: int, kind: str, marks: Sequence[Mark], days: Sequence[date], axis: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mark.on.isoformat() for mark in marks],
        "y": [-at] * len(marks),
        "yaxis": axis,
        "text": _labels(marks, days),
        "textposition": "middle right",
        "customdata": [mark.words for mark in marks],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "size": [7 if mark.minor else 11 for mark in marks],
            "color": "muted",
            "opacity": 1,
            "symbol": [_SYMBOLS[kind] + ("-open" if mark.minor else "") for mark in marks],
        },
    }


def _labels(marks: Sequence[Mark], days: Sequence[date]) -> list[str]:
    """The words beside the marks, as far as they have room."""
    apart = (days[-1] - days[0]).days / WORDS_APART
    found, last = [], date.min
    for mark in marks:
        shown = not mark.minor and (mark.on - last).days > apart
        found.append(mark.label if shown else "")
        last = mark.on if shown else last
    return found


def _series(t: Translator, row: Row, axis: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [day.isoformat() for day, _ in row.points],
        "y": [value for _, value in row.points],
        "yaxis": axis,
        "text": [short_day(t, day) for day, _ in row.points],
        "hovertemplate": "%{text}: %{y:.1~f}<extra></extra>",
        "line": {"color": row.tone, "width": 2.5},
        "marker": {"size": 6 if len(row.points) <= 42 else 4, "color": row.tone},
    }


def _shade(shade: Shade) -> dict[str, Any]:
    is_hold = shade.kind == "hold"
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": f"{shade.first - timedelta(days=1)}T12:00",
        "x1": f"{shade.last}T12:00",
        "y0": 0,
        "y1": 1,
        "fillcolor": "sky/18" if is_hold else "amber/26",
        "line": {"width": 1 if is_hold else 0, "color": "sky"},
        "layer": "below",
    }


def _line(mark: Mark) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": mark.on.isoformat(),
        "x1": mark.on.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": "muted", "width": 1, "dash": _LINES[mark.lane]},
        "layer": "below",
    }


def _band(row: Row, axis: str) -> dict[str, Any]:
    low, high = row.band or (0, 0)
    return {
        "type": "rect",
        "xref": "paper",
        "yref": axis,
        "x0": 0,
        "x1": 1,
        "y0": max(row.low, low),
        "y1": min(row.high, high),
        "fillcolor": f"{row.tone}/14",
        "line": {"width": 0},
        "layer": "below",
    }
