"""What an exercise's data file says about its figure, read into values. Heights are above the ground, so y is up here;
it is turned into the screen's y (down) while reading. A standing person is about 190 units high.

`view`: side (facing right), front, turned (front, the head halfway to the far side), back, hand, palm, fist, foot or
feet. `side`: the side drawn at work, null for none.
`poses`: two or more, in order; a later one names only what changes. In a pose a joint is one angle for both sides or
[near, far]; side view: positive bends the natural way (hip, knee, shoulder and elbow flex, ankle toes up), front view:
positive goes away from the body's middle line for hip and shoulder and towards it for elbow and knee. 'flat' is level.
`at` [point, x, y] places the body, `reach` {hand_near: [x, y] or a point} a wrist or ankle, `short` {bone: -1 to 1}
foreshortens (below 0: turned over, past pointing at the viewer), `shift` {bone: [x, y]} slides. A point is a bone,
'bone:end', or 'bone:x:y' in the bone's own frame.
`still`: the telling pose, else the last. `bend`: limbs turned out, whose joint bends to the other side of the page.
A prop that has `follow` keeps its place from a point; one `on` a bone moves and turns with it, in its frame.
`crop`: the height below which the body is not drawn, as in a portrait.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any

from patient_app.figures.rig import RIGS, Rig

FLAT = "flat"
Point = tuple[float, float]
Angle = float | str
Target = Point | str


def tilt_of(angle: Angle) -> float | None:
    """By how many degrees a flat hand or foot is tilted; `None` for a joint angle."""
    return float(angle.removeprefix(FLAT) or 0) if isinstance(angle, str) else None


class FigureError(ValueError):
    """A figure in a data file is wrong; the message names the field."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose. Angles in degrees by joint; `FLAT` for a hand or foot that lies flat, 'flat 30' with its toes 30 down.

    `anchor` puts a named point at a place; `reach` puts wrists and ankles at a place or
    at a point of the body; `short` foreshortens bones;
    `shift` moves a bone against its parent.
    """

    angles: Mapping[str, Angle]
    anchor: tuple[str, float, float]
    reach: Mapping[str, Target]
    short: Mapping[str, float]
    shift: Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture, as its kind and its numbers or points (see `props`)."""

    kind: str
    values: Mapping[str, Any]

    @property
    def in_front(self) -> bool:
        """Drawn over the body rather than behind it."""
        return bool(self.values.get("front", False))

    @property
    def stands(self) -> bool:
        """Stays where it is: neither follows a point of the body nor is held by it."""
        return "follow" not in self.values and "on" not in self.values


@dataclass(frozen=True, slots=True)
class Arrow:
    """The movement: the path of a body point, moved aside by `offset`, or a drawn curve of three points."""

    point: str
    offset: Point
    both: bool
    stretch: float
    path: tuple[Point, ...]
    span: tuple[float, float]


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """A figure: a rig, its poses in order, props, arrows, the parts tinted, and what is left out."""

    rig: Rig
    poses: tuple[Pose, ...]
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...]
    tint: frozenset[str]
    omit: frozenset[str]
    bend: frozenset[str]
    order: tuple[str, ...]
    ground: bool
    loop: bool
    seconds: float
    still: int
    crop: float | None = None
    description: Mapping[str, str] = field(default_factory=dict)

    @property
    def lowest(self) -> float:
        """The place (y down) below which the body is not drawn."""
        return inf if self.crop is None else -self.crop


def read_spec(figure: Mapping[str, Any]) -> FigureSpec:
    """The figure of a data file as a value. Raises `FigureError` naming the field."""
    unknown = set(figure) - _FIELDS
    if unknown:
        raise FigureError(f"figure.{min(unknown)}: is not a field of a figure")
    try:
        rig = RIGS[figure["view"]]
    except KeyError:
        raise FigureError(f"figure.view: must be one of {', '.join(RIGS)}") from None
    poses: list[Pose] = []
    for index, values in enumerate(figure.get("poses", ())):
        poses.append(_pose(values, poses[-1] if poses else None, rig, f"figure.poses.{index}"))
    if len(poses) < 2:
        raise FigureError("figure.poses: a movement needs at least two poses")
    layers = tuple(name for name, _ in rig.layers)
    order = tuple(figure.get("order", layers))
    if set(order) != set(layers):
        raise FigureError(f"figure.order: must hold each of {', '.join(layers)}")
    for key in ("tint", "omit"):
        for name in figure.get(key, ()):
            if name not in rig.bones:
                raise FigureError(f"figure.{key}: {name!r} is not a part of the {rig.name} rig")
    return FigureSpec(
        rig=rig,
        poses=tuple(poses),
        props=tuple(_prop(p, f"figure.props.{i}", rig) for i, p in enumerate(figure.get("props", ()))),
        arrows=tuple(_arrow(a) for a in figure.get("arrows", ())),
        tint=frozenset(figure.get("tint", ())),
        omit=frozenset(figure.get("omit", ())),
        bend=frozenset(figure.get("bend", ())),
        order=order,
        ground=bool(figure.get("ground", True)),
        loop=bool(figure.get("loop", False)),
        seconds=float(figure.get("seconds", 2.4)),
        still=int(figure.get("still", len(poses) - 1)),
        crop=float(figure["crop"]) if "crop" in figure else None,
        description=dict(figure.get("description", {})),
    )


_FIELDS = {
    "view", "side", "poses", "props", "arrows", "tint", "omit", "bend", "order", "ground", "loop", "seconds",
    "still", "crop", "description",
}  # fmt: skip
_POSE_FIELDS = {"at", "reach", "short", "shift"}


def _pose(values: Mapping[str, Any], before: Pose | None, rig: Rig, path: str) -> Pose:
    joints = {bone.joint for bone in rig.bones.values() if bone.joint}
    angles: dict[str, Angle] = dict(before.angles) if before else dict.fromkeys(joints, 0.0)
    for key, value in values.items():
        if key in _POSE_FIELDS:
            continue
        if key in joints:
            angles[key] = value
        elif f"{key}_near" in joints:
            near, far = value if isinstance(value, list) else (value, value)
            angles[f"{key}_near"], angles[f"{key}_far"] = near, far
        else:
            raise FigureError(f"{path}.{key}: is not a joint of the {rig.name} rig")
    reach: dict[str, Target] = dict(before.reach) if before else {}
    for limb, place in values.get("reach", {}).items():
        if limb not in rig.limbs:
            raise FigureError(f"{path}.reach.{limb}: is not a limb of the {rig.name} rig")
        if place is None:
            reach.pop(limb, None)
        else:
            reach[limb] = place if isinstance(place, str) else _up(place)
    if before is None and "at" not in values:
        raise FigureError(f"{path}.at: is missing (which point of the body stands where)")
    name, x, y = values["at"] if "at" in values else (*before.anchor[:2], -before.anchor[2])  # type: ignore[union-attr]
    short = {**(before.short if before else {}), **values.get("short", {})}
    shift = {**(before.shift if before else {}), **{b: _up(v) for b, v in values.get("shift", {}).items()}}
    for key, found in (("short", short), ("shift", shift)):
        for bone in found:
            if bone not in rig.bones:
                raise FigureError(f"{path}.{key}.{bone}: is not a part of the {rig.name} rig")
    return Pose(angles, (name, x, -y), reach, short, shift)


_PROP_FIELDS: dict[str, tuple[str, ...]] = {
    "chair": ("x", "h"),
    "table": ("x0", "x1", "h"),
    "counter": ("x0", "x1", "h"),
    "step": ("x0", "x1", "h"),
    "wall": ("x", "h"),
    "rail": ("x", "h"),
    "rail_side": ("x0", "x1", "h"),
    "pillow": ("x", "y", "w", "h"),
    "mat": ("x", "y", "w", "h"),
    "towel": ("x", "y", "w", "h"),
    "ball": ("x", "y", "r"),
    "band": ("from", "to"),
    "stick": ("from", "to"),
    "towel_line": ("from", "to"),
    "weight": ("x", "y", "r"),
    "text": ("text", "x", "y", "size"),
}


def _prop(values: Mapping[str, Any], path: str, rig: Rig) -> Prop:
    layers = tuple(name for name, _ in rig.layers)
    kind = values.get("kind")
    if kind not in _PROP_FIELDS:
        raise FigureError(f"{path}.kind: must be one of {', '.join(_PROP_FIELDS)}")
    for key in _PROP_FIELDS[kind]:
        if key not in values:
            raise FigureError(f"{path}.{key}: is missing")
    if "on" in values and values["on"] not in rig.bones:
        raise FigureError(f"{path}.on: {values['on']!r} is not a part of the {rig.name} rig")
    if values.get("after", layers[0]) not in layers:
        raise FigureError(f"{path}.after: must be one of {', '.join(layers)}")
    return Prop(kind, values)


def _arrow(values: Mapping[str, Any]) -> Arrow:
    span = values.get("span", (0.0, 1.0))
    return Arrow(
        point=values.get("point", ""),
        offset=_up(values.get("offset", (0, 0))),
        both=bool(values.get("both", False)),
        stretch=float(values.get("stretch", 1)),
        path=tuple(_up(p) for p in values.get("path", ())),
        span=(float(span[0]), float(span[1])),
    )


def _up(place: Any) -> Point:
    x, y = place
    return float(x), -float(y)
