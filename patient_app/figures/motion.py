"""The movement as CSS keyframes: how many stops a movement needs, and the rules for what moves.

The first frame is the telling pose (the last one, unless said), so that a thumbnail already tells the exercise.
"""

from dataclasses import dataclass, field
from math import cos, hypot, pi

from patient_app.figures.solve import Frame, frame_at, turned
from patient_app.figures.spec import FigureSpec

HOLD_PERCENT = 14.0
TOLERANCE = 1.6
"""How far, in body units, a pinned hand or foot may stray between two stops."""


def stops_of(spec: FigureSpec) -> list[Frame]:
    """The frames at the stops, from the first pose to the last, close enough that straight blending holds contact."""
    moves = len(spec.poses) - 1
    for count in (1,) if spec.loop else (1, 2, 3, 4):
        steps = [_eased(spec, move, part, count) for move in range(moves) for part in range(count)] + [float(moves)]
        frames = [frame_at(spec, step) for step in steps]
        if all(
            _strays(spec, a, b, (x + y) / 2) <= TOLERANCE
            for a, b, x, y in zip(frames, frames[1:], steps, steps[1:], strict=False)
        ):
            return frames
    return frames


def _eased(spec: FigureSpec, move: int, part: int, count: int) -> float:
    share = part / count
    return move + (share if spec.loop or count == 1 else (1 - cos(pi * share)) / 2)


def _strays(spec: FigureSpec, a: Frame, b: Frame, step: float) -> float:
    """How far pinned hands and feet and held things are off halfway, where each bone turns against its parent."""
    true = frame_at(spec, step)
    worst = 0.0
    pinned = {spec.rig.limbs[limb][-1] for pose in spec.poses for limb in pose.reach}
    blended: dict[str, tuple[tuple[float, float], float]] = {}
    for name, bone in spec.rig.bones.items():
        pa, pb = a.bones[name], b.bones[name]
        x, y = (pa.local_at[0] + pb.local_at[0]) / 2, (pa.local_at[1] + pb.local_at[1]) / 2
        turn = (pa.local_turn + nearest(pb.local_turn, pa.local_turn)) / 2
        if bone.parent:
            (px, py), pturn = blended[bone.parent]
            dx, dy = turned((x, y), pturn)
            x, y, turn = px + dx, py + dy, pturn + turn
        blended[name] = ((x, y), turn)
        if name in pinned:
            tx, ty = true.bones[name].origin
            worst = max(worst, hypot(x - tx, y - ty))
    for point in _held(spec):
        (ax, ay), (bx, by), (tx, ty) = a.point(point), b.point(point), true.point(point)
        worst = max(worst, hypot((ax + bx) / 2 - tx, (ay + by) / 2 - ty) / 2)
    return worst


def _held(spec: FigureSpec) -> set[str]:
    """The points of the body that things hang on. Those slide along straight lines, so they may stray twice as far."""
    return {p.values[k] for p in spec.props for k in ("follow", "from", "to") if isinstance(p.values.get(k), str)}


def nearest(angle: float, to: float) -> float:
    """The same direction as `angle`, written within half a turn of `to`."""
    return to + (angle - to + 180) % 360 - 180


@dataclass
class Channels:
    """Collects what moves and gives each its class and keyframes."""

    spec: FigureSpec
    animated: bool
    rules: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def name_of(self, values: list[str]) -> str:
        """The class that carries `values` (a declaration per stop, first pose first); all that move alike share it."""
        key = "|".join(values)
        if key not in self.names:
            name = f"m{len(self.names)}"
            self.names[key] = name
            shown = values if self.spec.loop else values[::-1]
            rule = f".{name}{{{values[round(self._still_share() * (len(values) - 1))]}"
            if self.animated:
                rule += f";animation-name:{name}}}@keyframes {name}{{{self._keyframes(shown)}"
                rule += "}"
            else:
                rule += "}"
            self.rules.append(rule)
        return self.names[key]

    def css(self) -> str:
        """All rules; movement stops for those who asked for less of it."""
        if not self.names or not self.animated:
            return "".join(self.rules)
        names = ",".join(f".{name}" for name in self.names.values())
        timing = "linear" if self.spec.loop or self._has_many_stops() else "ease-in-out"
        direction = "" if self.spec.loop else " alternate"
        still = f"@media(prefers-reduced-motion:reduce){{{names}{{animation:none!important}}}}"
        delay = f" {-self._delay_seconds():.3g}s" if self._delay_seconds() else ""
        common = f"{names}{{animation:{self.spec.seconds:g}s {timing}{delay} infinite{direction}}}"
        return common + "".join(self.rules) + still

    def _still_share(self) -> float:
        """Where the telling pose is, from 0 (first pose) to 1 (last)."""
        return self.spec.still / (len(self.spec.poses) - 1)

    def _delay_seconds(self) -> float:
        """How far into the movement the first frame is, so that it is the telling pose."""
        if self.spec.loop or self._still_share() == 1:
            return self.spec.seconds * self._still_share() if self.spec.loop else 0.0
        return self.spec.seconds * (HOLD_PERCENT + (100 - 2 * HOLD_PERCENT) * (1 - self._still_share())) / 100

    def _has_many_stops(self) -> bool:
        return any(rule.count("%{") > 2 for rule in self.rules)

    def _keyframes(self, values: list[str]) -> str:
        last = len(values) - 1
        hold = 0.0 if self.spec.loop else HOLD_PERCENT
        parts = []
        for index, value in enumerate(values):
            at = hold + (100 - 2 * hold) * index / last
            label = f"{at:.3g}%"
            if hold and index == 0:
                label = f"0%,{label}"
            if index == last:
                label = f"{label},to" if hold else "to"
            parts.append(f"{label}{{{value}}}")
        return "".join(parts)
