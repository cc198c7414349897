"""Draws an exercise's figure as one small SVG: mannequin, things, ground and arrow, moving between its poses.

For an <img> or a file of its own: class and keyframe names are not unique across figures of one HTML page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, sin
from typing import Any
from xml.sax.saxutils import escape

from patient_app.figures.motion import Channels, nearest, stops_of
from patient_app.figures.props import LINES, PROPS, Box, number
from patient_app.figures.solve import Frame, frame_at
from patient_app.figures.spec import Arrow, FigureSpec, Point, Prop, read_spec
from patient_app.figures.style import FILLS, STROKES, css

WIDTH, HEIGHT = 320, 240
MARGIN = 12
MAX_SCALE = 2.6


@dataclass(frozen=True, slots=True)
class Fit:
    """Where body units land on the page: page = body * scale + (x, y)."""

    scale: float
    x: float
    y: float

    def place(self, point: Point) -> Point:
        """A body point on the page."""
        return point[0] * self.scale + self.x, point[1] * self.scale + self.y


def draw(
    figure: Mapping[str, Any], *, mirrored: bool = False, language: str = "en", title: str = "", animated: bool = True
) -> str:
    """The SVG of a figure from an exercise's data file, `<title>` and `<desc>` included, 6 KB at most.

    `mirrored` shows the other side; `animated=False` gives the telling pose alone. Raises `FigureError` with the field.
    """
    spec = read_spec(figure)
    stops = stops_of(spec)
    fit = fit_of(spec)
    channels = Channels(spec, animated)
    used: set[str] = set()
    world = "".join(_world(spec, stops, channels))
    arrows = "".join(_arrow(spec, arrow, fit) for arrow in spec.arrows)
    body = f'<g transform="translate({fit.x:.1f} {fit.y:.1f})scale({fit.scale:.3g})">{world}</g>'
    if spec.crop is not None:
        body = f'<svg width="{WIDTH}" height="{fit.place((0, spec.lowest))[1]:.1f}">{body}</svg>'
    body += arrows
    if spec.ground:
        body = f'<path class="G" stroke-width="3" d="M8 {fit.y + 1.5:.1f}H312"/>{body}'
    if mirrored:
        body = f'<g transform="matrix(-1 0 0 1 {WIDTH} 0)">{body}</g>'
    body += "".join(_label(prop, fit, mirrored) for prop in spec.props if prop.kind == "text")
    for name in (*FILLS, *STROKES):
        if f'class="{name}"' in body or f'class="{name} ' in body:
            used.add(name)
    description = escape(spec.description.get(language, spec.description.get("en", "")))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(title or description)}</title><desc>{description}</desc>"
        f"<style>{css(used)}{channels.css()}</style>{body}</svg>"
    )


def fit_of(spec: FigureSpec) -> Fit:
    """The largest scale at which every pose, thing and arrow is inside the frame, the picture in its middle."""
    left, top, right, bottom = _bounds(spec)
    scale = min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (bottom - top), MAX_SCALE)
    return Fit(scale, WIDTH / 2 - scale * (left + right) / 2, HEIGHT / 2 - scale * (top + bottom) / 2)


def _bounds(spec: FigureSpec) -> Box:
    boxes: list[Box] = [(0, -1, 0, 3)] if spec.ground else []
    moves = len(spec.poses) - 1
    for part in range(4 * moves + 1):
        frame = frame_at(spec, part / 4)
        for x, y, r in frame.circles():
            boxes.append((x - r, y - r, x + r, min(y + r, spec.lowest)))
        boxes += [_held_box(prop, frame) for prop in spec.props if prop.kind in LINES]
    if spec.ground and len(boxes) > 1:
        boxes[0] = (boxes[1][0], -1, boxes[1][0], 3)
    for prop in spec.props:
        if prop.kind in PROPS and prop.stands:
            boxes.append(PROPS[prop.kind](prop.values)[1])
        elif prop.kind == "text":
            x, y, size = prop.values["x"], -prop.values["y"], prop.values["size"]
            boxes.append((x - size, y - size, x + size, y + size * 0.3))
    for arrow in spec.arrows:
        boxes.extend((x - 5, y - 5, x + 5, y + 5) for x, y in arrow_points(spec, arrow))
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _held_box(prop: Prop, frame: Frame) -> Box:
    """The room of a band or stick in one frame."""
    (x0, y0), (x1, y1) = (_end(prop.values[key], frame) for key in ("from", "to"))
    half = prop.values.get("w", 4) / 2
    return min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half


def _world(spec: FigureSpec, stops: list[Frame], channels: Channels) -> list[str]:
    pieces = [_prop(spec, p, stops, channels) for p in spec.props if not p.in_front and "after" not in p.values]
    layers = dict(spec.rig.layers)
    for layer in spec.order:
        pieces.append(_layer(spec, layers[layer], stops, channels))
        pieces += [_prop(spec, p, stops, channels) for p in spec.props if p.values.get("after") == layer]
    return pieces + [_prop(spec, p, stops, channels) for p in spec.props if p.in_front]


def _layer(spec: FigureSpec, painted: tuple[str, ...], stops: list[Frame], channels: Channels) -> str:
    shown = [name for name in painted if name not in spec.omit]

    def paint(name: str) -> str:
        bone = spec.rig.bones[name]
        children = sorted((c for c in spec.rig.bones.values() if c.parent == name), key=lambda c: _order(c.name, shown))
        under = "".join(paint(c.name) for c in children if not c.over)
        over = "".join(paint(c.name) for c in children if c.over)
        own = ""
        if name in shown and bone.shape:
            fill = "C" if name in spec.tint else bone.fill
            width = ' stroke-width="1.7"' if fill == "E" else ""
            own = f'<path class="{fill}{_short_class(name, stops, channels)}"{width} d="{bone.shape}"/>'
        inside = under + own + over
        return f"<g{_transform(name, stops, channels)}>{inside}</g>" if inside else ""

    roots = [bone.name for bone in spec.rig.bones.values() if bone.parent is None]
    return "".join(paint(root) for root in roots)


def _order(name: str, shown: list[str]) -> int:
    return shown.index(name) if name in shown else -1


def _transform(name: str, stops: list[Frame], channels: Channels) -> str:
    placed = [frame.bones[name] for frame in stops]
    turns = [placed[0].local_turn]
    for each in placed[1:]:
        turns.append(nearest(each.local_turn, turns[-1]))
    return _attributes([p.local_at for p in placed], turns, [1.0] * len(placed), channels)


def _short_class(name: str, stops: list[Frame], channels: Channels) -> str:
    shorts = [frame.bones[name].short for frame in stops]
    if all(short == 1 for short in shorts):
        return ""
    return " " + channels.name_of([f"scale:1 {number2(short)}" for short in shorts])


def _attributes(places: list[Point], turns: list[float], lengths: list[float], channels: Channels) -> str:
    """The transform of a group: an attribute when nothing moves, else a class with keyframes."""
    moves = [
        _spread([p[0] for p in places]) + _spread([p[1] for p in places]) > 0.1,
        _spread(turns) > 0.2,
        _spread(lengths) > 0.1,
    ]
    x, y = places[0]
    if not any(moves):
        parts = [f"translate({number(x)} {number(y)})"] if (round(x, 1), round(y, 1)) != (0, 0) else []
        parts += [f"rotate({number(turns[0])})"] if round(turns[0], 1) else []
        parts += [f"scale({number(lengths[0])} 1)"] if lengths[0] != 1 else []
        return f' transform="{"".join(parts)}"' if parts else ""
    values = []
    for (px, py), turn, length in zip(places, turns, lengths, strict=True):
        parts = [f"translate:{_px(px)} {_px(py)}"] if moves[0] or (x, y) != (0, 0) else []
        parts += [f"rotate:{number(turn)}deg"] if moves[1] or turns[0] else []
        parts += [f"scale:{number(length)} 1"] if moves[2] or lengths[0] != 1 else []
        values.append(";".join(parts))
    return f' class="{channels.name_of(values)}"'


def _px(value: float) -> str:
    text = number(value)
    return text if text == "0" else f"{text}px"


def _spread(values: list[float]) -> float:
    return max(values) - min(values)


def number2(value: float) -> str:
    """A number as short as two decimals allow."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _prop(spec: FigureSpec, prop: Prop, stops: list[Frame], channels: Channels) -> str:
    if prop.kind in LINES:
        return _line(prop, stops, channels)
    if prop.kind not in PROPS:
        return ""
    svg, _ = PROPS[prop.kind](prop.values)
    bone = spec.rig.bones.get(prop.values.get("on", ""))
    while bone is not None:
        svg = f"<g{_transform(bone.name, stops, channels)}>{svg}</g>"
        bone = spec.rig.bones.get(bone.parent or "")
    follow = prop.values.get("follow")
    if follow is None:
        return svg
    places = [frame.point(follow) for frame in stops]
    return f"<g{_attributes(places, [0.0] * len(places), [1.0] * len(places), channels)}>{svg}</g>"


def _line(prop: Prop, stops: list[Frame], channels: Channels) -> str:
    """A band or stick between two points: a line one unit long, laid and stretched to fit."""
    fill, width = LINES[prop.kind]
    width = prop.values.get("w", width)
    places: list[Point] = []
    turns: list[float] = []
    lengths: list[float] = []
    for frame in stops:
        (x0, y0), (x1, y1) = (_end(prop.values[key], frame) for key in ("from", "to"))
        extend = prop.values.get("extend", 0)
        turn, length = atan2(y1 - y0, x1 - x0), hypot(x1 - x0, y1 - y0)
        places.append((x0 - extend * cos(turn), y0 - extend * sin(turn)))
        turns.append(nearest(degrees(turn), turns[-1]) if turns else degrees(turn))
        lengths.append(length + 2 * extend)
    attributes = _attributes(places, turns, lengths, channels)
    n = number
    return f'<g{attributes}><rect class="{fill}" y="{n(-width / 2)}" width="1" height="{n(width)}"/></g>'


def _end(end: Any, frame: Frame) -> Point:
    return frame.point(end) if isinstance(end, str) else (float(end[0]), -float(end[1]))


def _label(prop: Prop, fit: Fit, mirrored: bool) -> str:
    x, y = fit.place((prop.values["x"], -prop.values["y"]))
    size = prop.values["size"] * fit.scale
    x = WIDTH - x if mirrored else x
    return (
        f'<text class="C" x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" font-family="system-ui,sans-serif" '
        f'font-weight="700" text-anchor="middle">{escape(prop.values["text"])}</text>'
    )


def arrow_points(spec: FigureSpec, arrow: Arrow) -> tuple[Point, Point, Point]:
    """Start, middle and end of an arrow in body units: along the way of its point, or as the file draws it."""
    if arrow.path:
        first, middle, last = arrow.path
        return first, middle, last
    moves = len(spec.poses) - 1
    track: Callable[[float], Point] = lambda share: frame_at(spec, share * moves).point(arrow.point)  # noqa: E731
    start, end = arrow.span
    found = [track(start + (end - start) * share) for share in (0.0, 0.5, 1.0)]
    cx, cy = found[1]
    dx, dy = arrow.offset
    a, b, c = (((x - cx) * arrow.stretch + cx + dx, (y - cy) * arrow.stretch + cy + dy) for x, y in found)
    return a, b, c


def _arrow(spec: FigureSpec, arrow: Arrow, fit: Fit) -> str:
    (x0, y0), (mx, my), (x1, y1) = (fit.place(point) for point in arrow_points(spec, arrow))
    cx, cy = 2 * mx - (x0 + x1) / 2, 2 * my - (y0 + y1) / 2
    heads = _head(cx, cy, x1, y1) + (_head(cx, cy, x0, y0) if arrow.both else "")
    n = number
    return f'<path class="A" stroke-width="5" d="M{n(x0)} {n(y0)}Q{n(cx)} {n(cy)} {n(x1)} {n(y1)}{heads}"/>'


def _head(cx: float, cy: float, x: float, y: float) -> str:
    """Two strokes at the end (x, y) of a curve that comes from (cx, cy)."""
    way = atan2(y - cy, x - cx)
    left, right = ((x - 11 * cos(way + turn), y - 11 * sin(way + turn)) for turn in (0.6, -0.6))
    return f"M{number(left[0])} {number(left[1])}L{number(x)} {number(y)} {number(right[0])} {number(right[1])}"
