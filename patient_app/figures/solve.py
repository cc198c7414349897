"""Forward kinematics: from a pose to where every bone is; and the steps between two poses.

Hands and feet that must stay somewhere are solved back from there (a limb of two bones has one way to bend).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import acos, atan2, cos, degrees, hypot, radians, sin

from patient_app.figures.rig import Bone
from patient_app.figures.spec import FLAT, Angle, FigureError, FigureSpec, Point, Pose, Target, tilt_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A bone in a frame: its origin and turn on the page, and its transform against its parent."""

    origin: Point
    turn: float
    local_at: Point
    local_turn: float
    short: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment: every bone placed, and the joint angles that led there."""

    bones: Mapping[str, Placed]
    angles: Mapping[str, float]
    spec: FigureSpec

    def point(self, name: str) -> Point:
        """A named point: a bone's origin, or its far end as 'name.end', or a place in its frame as 'name.x.y'."""
        bone, *rest = name.split(":")
        if bone not in self.bones:
            raise FigureError(f"figure: {name!r} is not a point of the {self.spec.rig.name} rig")
        placed = self.bones[bone]
        if not rest:
            return placed.origin
        local = (0.0, self.spec.rig.bones[bone].length) if rest == ["end"] else (float(rest[0]), float(rest[1]))
        return _add(placed.origin, turned((local[0], local[1] * placed.short), placed.turn))

    def circles(self) -> list[tuple[float, float, float]]:
        """Circles (x, y, radius) that bound the flesh of every drawn bone, those wholly cropped left out."""
        found = []
        for name, placed in self.bones.items():
            bone = self.spec.rig.bones[name]
            if name in self.spec.omit or not bone.shape:
                continue
            ends = bone.bounds or ((0.0, 0.0, bone.radii[0]), (0.0, bone.length, bone.radii[1]))
            for x, y, radius in ends:
                px, py = _add(placed.origin, turned((x, y * placed.short), placed.turn))
                if py - radius < self.spec.lowest:
                    found.append((px, py, radius))
        return found


def frame_at(spec: FigureSpec, step: float) -> Frame:
    """The frame at `step`: 0 is the first pose, 1 the second, and so on; between them the poses are blended."""
    last = len(spec.poses) - 1
    index = min(int(step), last - 1)
    return solve(spec, _blend(spec, spec.poses[index], spec.poses[index + 1], step - index))


def solve(spec: FigureSpec, pose: Pose) -> Frame:
    """Place every bone of a pose."""
    bones = spec.rig.bones
    angles: dict[str, float] = {joint: a for joint, a in pose.angles.items() if not isinstance(a, str)}
    reaching = {name for limb in pose.reach for name in spec.rig.limbs[limb]}
    solved = {bones[name].joint for limb in pose.reach for name in spec.rig.limbs[limb][:2]}
    flats = {
        joint: tilt for joint, a in pose.angles.items() if joint not in solved and (tilt := tilt_of(a)) is not None
    }
    placed: dict[str, Placed] = {}
    for bone in bones.values():
        if bone.name not in reaching:
            _place(bone, placed, bones, pose, angles, flats)
    bone_name, *rest = pose.anchor[0].split(":")
    x, y = Frame(placed, angles, spec).point(":".join([bone_name, *rest]))
    dx, dy = pose.anchor[1] - x, pose.anchor[2] - y
    placed = {
        name: Placed(
            _add(p.origin, (dx, dy)),
            p.turn,
            _add(p.local_at, (dx, dy)) if bones[name].parent is None else p.local_at,
            p.local_turn,
            p.short,
        )
        for name, p in placed.items()
    }
    for limb, target in pose.reach.items():
        place = Frame(placed, angles, spec).point(target) if isinstance(target, str) else target
        _solve_limb(spec, limb, place, placed, pose, angles)
        for name in spec.rig.limbs[limb]:
            _place(bones[name], placed, bones, pose, angles, flats)
    return Frame(placed, angles, spec)


def _place(
    bone: Bone,
    placed: dict[str, Placed],
    bones: Mapping[str, Bone],
    pose: Pose,
    angles: dict[str, float],
    flats: Mapping[str, float],
) -> None:
    parent = placed[bone.parent] if bone.parent else None
    at = bone.at
    if bone.parent and at[1] == bones[bone.parent].length:
        at = (at[0], at[1] * pose.short.get(bone.parent, 1.0))
    at = _add(at, pose.shift.get(bone.name, (0.0, 0.0)))
    turn = parent.turn if parent else 0.0
    if bone.joint is not None and bone.joint in flats:
        angles[bone.joint] = _wrap((_flat_turn(bone) + flats[bone.joint] - turn) / bone.sign)
    local_turn = bone.sign * angles.get(bone.joint, 0.0) if bone.joint else 0.0
    origin = _add(parent.origin, turned(at, parent.turn)) if parent else at
    placed[bone.name] = Placed(origin, turn + local_turn, at, local_turn, pose.short.get(bone.name, 1.0))


def _flat_turn(bone: Bone) -> float:
    """The turn in which a foot's sole is level, or an arm or hand lies level and points to the right."""
    return 0.0 if bone.name.startswith("foot") else -90.0


def _solve_limb(
    spec: FigureSpec, limb: str, target: Point, placed: Mapping[str, Placed], pose: Pose, angles: dict[str, float]
) -> None:
    upper, lower, _ = (spec.rig.bones[name] for name in spec.rig.limbs[limb])
    parent = placed[upper.parent or ""]
    start = _add(parent.origin, turned(_add(upper.at, pose.shift.get(upper.name, (0.0, 0.0))), parent.turn))
    first = upper.length * pose.short.get(upper.name, 1.0)
    second = lower.length * pose.short.get(lower.name, 1.0)
    reach = min(
        max(hypot(target[0] - start[0], target[1] - start[1]), abs(first - second) + 0.01), first + second - 0.01
    )
    bend = degrees(acos((reach**2 - first**2 - second**2) / (2 * first * second)))
    if limb in spec.bend:
        bend = -bend
    end = _add((0.0, first), turned((0.0, second), lower.sign * bend))
    turn = degrees(atan2(target[1] - start[1], target[0] - start[0]) - atan2(end[1], end[0]))
    angles[upper.joint or ""] = _wrap((turn - parent.turn) / upper.sign)
    angles[lower.joint or ""] = bend


def _blend(spec: FigureSpec, one: Pose, two: Pose, share: float) -> Pose:
    if share == 0:
        return one
    if share == 1:
        return two
    first, second = dict(one.angles), dict(two.angles)
    both = {limb for limb in one.reach if _same_kind(one.reach[limb], two.reach.get(limb))}
    loose = [limb for limb in {**one.reach, **two.reach} if limb not in both]
    joints = {spec.rig.bones[name].joint for limb in loose for name in spec.rig.limbs[limb]}
    joints |= {j for j in first if isinstance(first[j], str) != isinstance(second[j], str)}
    if joints:
        for pose, angles in ((one, first), (two, second)):
            solved = solve(spec, pose).angles
            angles.update({joint: solved[joint] for joint in joints if joint})
    blended: dict[str, Angle] = {}
    for joint, a in first.items():
        b = second[joint]
        tilts = tilt_of(a), tilt_of(b)
        if tilts[0] is not None and tilts[1] is not None:
            blended[joint] = f"{FLAT} {tilts[0] + (tilts[1] - tilts[0]) * share:.3f}"
        elif not isinstance(a, str) and not isinstance(b, str):
            blended[joint] = a + (b - a) * share
    return Pose(
        angles=blended,
        anchor=(two.anchor[0], *_between(_anchor(spec, one, two.anchor[0]), two.anchor[1:], share)),
        reach={limb: _target(one.reach[limb], two.reach[limb], share) for limb in one.reach if limb in both},
        short={
            k: one.short.get(k, 1.0) + (two.short.get(k, 1.0) - one.short.get(k, 1.0)) * share
            for k in {*one.short, *two.short}
        },
        shift={
            k: _between(one.shift.get(k, (0.0, 0.0)), two.shift.get(k, (0.0, 0.0)), share)
            for k in {*one.shift, *two.shift}
        },
    )


def _same_kind(one: Target, two: Target | None) -> bool:
    """Can the way from `one` to `two` be blended, or is it the same point of the body?"""
    return one == two or (two is not None and not isinstance(one, str) and not isinstance(two, str))


def _target(one: Target, two: Target, share: float) -> Target:
    return one if isinstance(one, str) or isinstance(two, str) else _between(one, two, share)


def _anchor(spec: FigureSpec, pose: Pose, point: str) -> Point:
    """Where `point` is in `pose`, when the next pose is anchored by another point."""
    return pose.anchor[1:] if pose.anchor[0] == point else solve(spec, pose).point(point)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _add(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]


def turned(vector: Point, turn: float) -> Point:
    """`vector` turned clockwise on the page by `turn` degrees."""
    x, y = vector
    c, s = cos(radians(turn)), sin(radians(turn))
    return x * c - y * s, x * s + y * c


def _wrap(angle: float) -> float:
    return (angle + 180) % 360 - 180
