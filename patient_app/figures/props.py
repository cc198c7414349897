"""The things in the picture: chair, wall, table, counter, band, step, rail, stick, ball, pillow, towel, mat, weight.

Each kind is one function from its numbers (body units, y up) to SVG and the room that it takes.
"""

from collections.abc import Callable, Mapping
from typing import Any

Box = tuple[float, float, float, float]
"""left, top, right, bottom, in body units, y down."""


def number(value: float) -> str:
    """A number as short as one decimal allows."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def rect(x0: float, y0: float, x1: float, y1: float, fill: str, round_by: float = 2) -> str:
    """A rounded rectangle between two corners, y down."""
    n = number
    return (
        f'<rect class="{fill}" x="{n(x0)}" y="{n(y0)}" width="{n(x1 - x0)}" height="{n(y1 - y0)}" rx="{n(round_by)}"/>'
    )


def _chair(v: Mapping[str, Any]) -> tuple[str, Box]:
    x, h, w, back = v["x"], v["h"], v.get("w", 40), v.get("back", -1)
    left, right, top = x - w / 2, x + w / 2, -h - (54 if back else 0)
    legs = rect(left + 1, -h, left + 6, 0, "Q") + rect(right - 6, -h, right - 1, 0, "Q")
    side = rect(left, top, left + 6, -h + 3, "P", 3) if back < 0 else rect(right - 6, top, right, -h + 3, "P", 3)
    return legs + (side if back else "") + rect(left, -h, right, -h + 6, "P", 3), (left, top, right, 0)


def _table(v: Mapping[str, Any]) -> tuple[str, Box]:
    x0, x1, h = v["x0"], v["x1"], v["h"]
    legs = "".join(rect(x, -h, x + 5, 0, "Q") for x in (x0 + 6, x1 - 11)) if v.get("legs", True) else ""
    return legs + rect(x0, -h, x1, -h + 6, "P"), (x0, -h, x1, 0 if v.get("legs", True) else -h + 6)


def _counter(v: Mapping[str, Any]) -> tuple[str, Box]:
    x0, x1, h = v["x0"], v["x1"], v["h"]
    return rect(x0 + 4, -h, x1, 0, "P", 0) + rect(x0, -h, x1, -h + 6, "Q"), (x0, -h, x1, 0)


def _step(v: Mapping[str, Any]) -> tuple[str, Box]:
    return rect(v["x0"], -v["h"], v["x1"], 0, "P", 1), (v["x0"], -v["h"], v["x1"], 0)


def _wall(v: Mapping[str, Any]) -> tuple[str, Box]:
    x0, x1, h = v["x"], v["x"] + v.get("w", 10), v["h"]
    return rect(x0, -h, x1, 0, "P", 0), (x0, -h, x1, 0)


def _rail(v: Mapping[str, Any]) -> tuple[str, Box]:
    x, h, reach = v["x"], v["h"], v.get("w", 26)
    return rect(x - 2, -h, x + 2, 0, "Q") + rect(x - reach, -h - 2, x + 4, -h + 3, "P", 2.5), (
        x - reach,
        -h - 2,
        x + 4,
        0,
    )


def _rail_side(v: Mapping[str, Any]) -> tuple[str, Box]:
    """A rail to walk along, seen from its side."""
    x0, x1, h = v["x0"], v["x1"], v["h"]
    posts = rect(x0 + 4, -h, x0 + 8, 0, "Q") + rect(x1 - 8, -h, x1 - 4, 0, "Q")
    return posts + rect(x0, -h - 2, x1, -h + 3, "P", 2.5), (x0, -h - 2, x1, 0)


def _oblong(fill: str, round_by: float) -> Callable[[Mapping[str, Any]], tuple[str, Box]]:
    def draw(v: Mapping[str, Any]) -> tuple[str, Box]:
        x0, x1, y0, y1 = v["x"] - v["w"] / 2, v["x"] + v["w"] / 2, -v["y"] - v["h"], -v["y"]
        return rect(x0, y0, x1, y1, v.get("fill", fill), v.get("round", min(round_by, v["h"] / 2))), (x0, y0, x1, y1)

    return draw


def _ball(v: Mapping[str, Any]) -> tuple[str, Box]:
    x, y, r = v["x"], -v["y"], v["r"]
    return f'<circle class="{v.get("fill", "Y")}" cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>', (
        x - r,
        y - r,
        x + r,
        y + r,
    )


def _weight(v: Mapping[str, Any]) -> tuple[str, Box]:
    """A dumbbell seen from its end: a disc and the end of its bar."""
    disc, box = _ball({**v, "fill": "K"})
    return disc + _ball({**v, "r": v["r"] * 0.4, "fill": "Q"})[0], box


PROPS: dict[str, Callable[[Mapping[str, Any]], tuple[str, Box]]] = {
    "chair": _chair,
    "table": _table,
    "counter": _counter,
    "step": _step,
    "wall": _wall,
    "rail": _rail,
    "rail_side": _rail_side,
    "pillow": _oblong("P", 7),
    "mat": _oblong("M", 8),
    "towel": _oblong("Q", 6),
    "ball": _ball,
    "weight": _weight,
}
LINES: dict[str, tuple[str, float]] = {"band": ("B", 3), "stick": ("X", 4), "towel_line": ("Q", 6)}
"""Kinds that run from one point to another ('from', 'to': a place or a point of the body), with class and width."""
