"""A presenter's chart figure as an SVG for paper: the same data, lines and words that Plotly draws on the screen.

Knows what `presenters.timeline` uses: lines with markers, markers with words, rectangles, lines, row names and axes.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

WIDTH = 720
LEFT, RIGHT, TOP, BOTTOM = 78, 10, 4, 24
FONT = "Libertinus Serif"
TEXT = 13
_TONES = {
    "pine": "#1d6652",
    "coral": "#a8372a",
    "amber": "#7c4e00",
    "sky": "#1d5a8a",
    "muted": "#525c6e",
    "ink": "#17233a",
    "line": "#c9c2b4",
}
_DASHES = {"dot": "1.5 3", "dash": "6 4", "solid": ""}


def chart_svg(figure: Mapping[str, Any], height: int) -> str:
    """The drawing, `WIDTH` wide and so high (both in pixels), without a text alternative: that stands beside it."""
    drawing = _Drawing(figure["layout"], height)
    body = "".join([*drawing.shapes(), *drawing.axes(), *drawing.traces(figure["data"]), *drawing.annotations()])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family={quoteattr(FONT)} '
        f'font-size="{TEXT}">{drawing.clip()}{body}</svg>'
    )


class _Drawing:
    """Places and draws the parts of one figure."""

    def __init__(self, layout: Mapping[str, Any], height: int) -> None:
        self.layout, self.height = layout, height
        self.first, self.last = (_days(end) for end in layout["xaxis"]["range"])

    def x(self, value: str) -> float:
        """Where a date, or a date with its hour, stands."""
        share = (_days(value) - self.first) / (self.last - self.first)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def across(self, share: float) -> float:
        """A part of the height, 0 at the bottom."""
        return TOP + (1 - share) * (self.height - TOP - BOTTOM)

    def y(self, axis: str, value: float) -> float:
        """Where a value of an axis ('y2') stands."""
        found = self.layout[f"yaxis{axis[1:]}"]
        (low, high), (bottom, top) = found["range"], found["domain"]
        return self.across(bottom + (value - low) / (high - low) * (top - bottom))

    def clip(self) -> str:
        """Nothing is drawn beside the days."""
        size = f'width="{WIDTH - LEFT - RIGHT}" height="{self.height}"'
        return f'<clipPath id="days"><rect x="{LEFT}" y="0" {size}/></clipPath>'

    def shapes(self) -> Iterator[str]:
        """Shaded days, bands, and the lines of what happened."""
        for shape in self.layout["shapes"]:
            on_days, on_page = shape["xref"] == "x", shape["yref"] == "paper"
            x0, x1 = ((self.x(shape[end]) if on_days else _sideways(shape[end])) for end in ("x0", "x1"))
            y0, y1 = ((self.across(shape[e]) if on_page else self.y(shape["yref"], shape[e])) for e in ("y0", "y1"))
            if shape["type"] == "line":
                yield _line(x0, y0, x1, y1, shape["line"])
            else:
                x0, x1 = max(LEFT, x0), min(WIDTH - RIGHT, x1)
                edge = shape["line"]
                stroke = f' stroke="{_colour(edge["color"])[0]}" stroke-width="0.75"' if edge["width"] else ""
                fill, opacity = _colour(shape["fillcolor"])
                size = f'width="{x1 - x0:.1f}" height="{abs(y1 - y0):.1f}"'
                yield (
                    f'<rect x="{x0:.1f}" y="{min(y0, y1):.1f}" {size} fill="{fill}" fill-opacity="{opacity}"{stroke}/>'
                )

    def axes(self) -> Iterator[str]:
        """The words of the axes, and a line for each value."""
        for name, axis in self.layout.items():
            if not name.startswith("yaxis"):
                continue
            key = f"y{name.removeprefix('yaxis')}"
            texts = axis.get("ticktext") or [f"{value:g}" for value in axis["tickvals"]]
            for value, words in zip(axis["tickvals"], texts, strict=True):
                y = self.y(key, value)
                if axis["showgrid"]:
                    yield _line(LEFT, y, WIDTH - RIGHT, y, {"color": "line", "width": 0.75, "dash": "solid"})
                yield _text(LEFT - 6, y + TEXT * 0.33, words, "end")
        days = self.layout["xaxis"]
        for value, words in zip(days["tickvals"], days["ticktext"], strict=True):
            at = self.x(value)
            anchor = "start" if at < LEFT + 20 else "end" if at > WIDTH - RIGHT - 20 else "middle"
            yield _text(at, self.height - 6, words, anchor)

    def traces(self, data: list[Mapping[str, Any]]) -> Iterator[str]:
        """The series, and what happened."""
        for trace in data:
            axis = trace["yaxis"]
            given = zip(trace["x"], trace["y"], strict=True)
            points = [(self.x(x), None if y is None else self.y(axis, y)) for x, y in given]
            if "lines" in trace["mode"]:
                colour, _ = _colour(trace["line"]["color"])
                path = _path(points)
                yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.75" clip-path="url(#days)"/>'
            yield from self._markers(trace, points)

    def _markers(self, trace: Mapping[str, Any], points: list[tuple[float, float | None]]) -> Iterator[str]:
        marker = trace["marker"]
        colour, _ = _colour(marker["color"])
        for at, (x, y) in enumerate(points):
            if y is None or x < LEFT:
                continue
            size = marker["size"][at] if isinstance(marker["size"], list) else marker["size"]
            symbol = marker["symbol"][at] if "symbol" in marker else "circle"
            yield _marker(x, y, size * 0.8, symbol, colour)
            if "text" in trace["mode"] and trace["text"][at]:
                yield _text(x + size * 0.5 + 4, y + TEXT * 0.33, trace["text"][at], "start")

    def annotations(self) -> Iterator[str]:
        """The names of the rows."""
        for note in self.layout["annotations"]:
            yield _text(LEFT, self.across(note["y"]) - 5, note["text"], "start", bold=True)


def _days(value: str) -> float:
    if "T" not in value:
        return float(date.fromisoformat(value).toordinal())
    at = datetime.fromisoformat(value)
    return at.date().toordinal() + at.hour / 24


def _sideways(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _colour(tone: str) -> tuple[str, float]:
    name, _, percent = tone.partition("/")
    return _TONES[name], int(percent) / 100 if percent else 1.0


def _line(x0: float, y0: float, x1: float, y1: float, style: Mapping[str, Any]) -> str:
    dash = _DASHES[style["dash"]]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    place = f'x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"'
    return f'<line {place} stroke="{_colour(style["color"])[0]}" stroke-width="{style["width"]}"{dashes}/>'


def _text(x: float, y: float, words: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    fill = _TONES["ink"] if bold else _TONES["muted"]
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(str(words))}</text>'


def _path(points: list[tuple[float, float | None]]) -> str:
    parts, pen_down = [], False
    for x, y in points:
        if y is not None:
            parts.append(f"{'L' if pen_down else 'M'}{x:.1f} {y:.1f}")
        pen_down = y is not None
    return "".join(parts)


def _marker(x: float, y: float, size: float, symbol: str, colour: str) -> str:
    half = size / 2
    look = f'fill="#ffffff" stroke="{colour}"' if symbol.endswith("-open") else f'fill="{colour}"'
    match symbol.removesuffix("-open"):
        case "square":
            return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{size:.1f}" height="{size:.1f}" {look}/>'
        case "diamond":
            corners = f"M{x:.1f} {y - half:.1f}L{x + half:.1f} {y:.1f}L{x:.1f} {y + half:.1f}L{x - half:.1f} {y:.1f}Z"
            return f'<path d="{corners}" {look}/>'
        case _:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {look}/>'
