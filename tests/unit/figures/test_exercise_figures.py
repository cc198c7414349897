"""The figure of every exercise: anatomically possible, on the ground, inside the frame, small, and well-formed."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from math import hypot

import pytest

from patient_app.content.exercise_library import Exercise, library
from patient_app.figures import draw
from patient_app.figures.drawing import HEIGHT, WIDTH, arrow_points, fit_of
from patient_app.figures.props import PROPS
from patient_app.figures.solve import Frame, frame_at
from patient_app.figures.spec import Arrow, FigureSpec, Point, read_spec

SVG = "{http://www.w3.org/2000/svg}"
every_exercise = pytest.mark.parametrize("exercise", list(library().values()), ids=list(library()))


def moments(spec: FigureSpec) -> Iterator[Frame]:
    """The frames of a movement, eight between two poses."""
    for part in range(8 * (len(spec.poses) - 1) + 1):
        yield frame_at(spec, part / 8)


@every_exercise
def test_no_joint_is_bent_beyond_what_a_body_can_do(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    for frame in moments(spec):
        for bone in spec.rig.bones.values():
            if bone.joint and bone.name not in spec.omit:
                low, high = bone.limits
                turned_out = any(bone.name in spec.rig.limbs[limb] for limb in spec.bend)
                angle = abs(frame.angles[bone.joint]) if turned_out else frame.angles[bone.joint]
                assert low <= angle <= high, f"{bone.joint} at {angle:.0f}"


@every_exercise
def test_nothing_leaves_the_frame(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    fit = fit_of(spec)
    for frame in moments(spec):
        for x, y, radius in frame.circles():
            px, py = fit.place((x, y))
            r = radius * fit.scale
            assert r <= px <= WIDTH - r and r <= py
            assert min(py, fit.place((0, spec.lowest))[1] - r) <= HEIGHT - r
    for prop in spec.props:
        if prop.kind in PROPS and prop.stands:
            left, top, right, bottom = PROPS[prop.kind](prop.values)[1]
            assert fit.place((left, top)) >= (0, 0) and fit.place((right, bottom)) <= (WIDTH, HEIGHT)
    for arrow in spec.arrows:
        for x, y in map(fit.place, arrow_points(spec, arrow)):
            assert 5 <= x <= WIDTH - 5 and 5 <= y <= HEIGHT - 5


@every_exercise
def test_the_body_rests_on_the_ground_and_never_sinks_into_it(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    assert spec.ground == (exercise.id not in WITHOUT_GROUND)
    if not spec.ground:
        return
    highest_support = max((prop.values["h"] for prop in spec.props if prop.kind == "step"), default=0)
    for frame in moments(spec):
        lowest = max(y + radius for _, y, radius in frame.circles())
        assert -3 - highest_support <= lowest <= 3, f"the lowest point is {-lowest:.1f} above the ground"


WITHOUT_GROUND = {
    "trunk-rotation", "neck-rotation", "scap-squeeze", "stick-er", "crossover-stretch", "band-er", "band-eversion",
    "grasp-release",
    "wall-slide", "wall-walk", "towel-behind-back", "band-ir", "er-press", "arm-raise", "wrist-lift", "cycle",
    "open-book", "neck-side-bend", "neck-forward-back", "levator-stretch", "neck-press", "chin-tuck",
    "wrist-extensor-stretch", "wrist-flexor-stretch", "wrist-bend", "wrist-lower", "forearm-turn", "elbow-bend",
    "grip-squeeze", "tendon-glide", "thumb-touch", "finger-spread",
    "band-inversion", "plantar-fascia-stretch", "upper-trap-stretch",
}  # fmt: skip


@every_exercise
def test_hands_and_feet_stay_where_they_are_put(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    for step, pose in enumerate(spec.poses):
        frame = frame_at(spec, step)
        for limb, target in pose.reach.items():
            x, y = frame.point(spec.rig.limbs[limb][-1])
            tx, ty = frame.point(target) if isinstance(target, str) else target
            assert hypot(x - tx, y - ty) <= 1, f"{limb} is {hypot(x - tx, y - ty):.1f} away in pose {step}"


@every_exercise
def test_who_sits_on_a_chair_touches_its_seat(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    seats = [prop.values["h"] for prop in spec.props if prop.kind == "chair"]
    if exercise.position != "sitting" or not seats:
        return
    bottom = -frame_at(spec, 0).point("pelvis")[1] - 12.5
    assert abs(bottom - seats[0]) <= 2


@every_exercise
@pytest.mark.parametrize("mirrored", [False, True], ids=["as drawn", "mirrored"])
def test_the_drawing_is_small_and_well_formed_with_a_text_alternative(exercise: Exercise, mirrored: bool) -> None:
    for language in ("en", "es"):
        svg = draw(exercise.figure, mirrored=mirrored, language=language, title=exercise.name(language))
        assert len(svg.encode()) <= 6144
        root = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
        assert root.tag == f"{SVG}svg" and root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == exercise.name(language)
        description = root.findtext(f"{SVG}desc")
        assert description == exercise.figure["description"][language]
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@every_exercise
def test_the_working_region_or_the_way_is_shown_by_colour_and_by_an_arrow(exercise: Exercise) -> None:
    assert exercise.figure["arrows"]
    svg = draw(exercise.figure)
    assert 'class="C' in svg


@every_exercise
def test_an_arrow_along_a_body_point_points_where_the_point_goes(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    last = len(spec.poses) - 1
    for arrow in spec.arrows:
        if arrow.path:
            continue
        (x0, y0), _, (x1, y1) = arrow_points(spec, arrow)
        (a0, b0), (a1, b1) = frame_at(spec, 0).point(arrow.point), frame_at(spec, last).point(arrow.point)
        along = (x1 - x0) * (a1 - a0) + (y1 - y0) * (b1 - b0)
        assert along > 0.5 * hypot(x1 - x0, y1 - y0) * hypot(a1 - a0, b1 - b0)


def curve(spec: FigureSpec, arrow: Arrow) -> Iterator[Point]:
    """Thirteen places along an arrow, in body units."""
    (x0, y0), (mx, my), (x1, y1) = arrow_points(spec, arrow)
    cx, cy = 2 * mx - (x0 + x1) / 2, 2 * my - (y0 + y1) / 2
    for part in range(13):
        t = part / 12
        yield (
            (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t**2 * x1,
            (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t**2 * y1,
        )


def flesh(frame: Frame) -> Iterator[tuple[float, float, float]]:
    """Circles (x, y, radius) along every drawn bone, close enough to fill it."""
    for name, bone in frame.spec.rig.bones.items():
        if name in frame.spec.omit or not bone.shape:
            continue
        ends = bone.bounds or ((0.0, 0.0, bone.radii[0]), (0.0, bone.length, bone.radii[1]))
        (ax, ay, ar), (bx, by, br) = ends[0], ends[-1]
        for part in range(9):
            share = part / 8
            x, y = frame.point(f"{name}:{ax + (bx - ax) * share}:{ay + (by - ay) * share}")
            if y <= frame.spec.lowest:
                yield x, y, ar + (br - ar) * share


@every_exercise
def test_an_arrow_lies_beside_the_body_and_not_on_it(exercise: Exercise) -> None:
    spec = read_spec(exercise.figure)
    for step in range(len(spec.poses)):
        body = list(flesh(frame_at(spec, step)))
        for arrow in spec.arrows:
            on_body = [(x, y) for x, y in curve(spec, arrow) if any(hypot(x - a, y - b) < r for a, b, r in body)]
            assert len(on_body) <= 2, f"pose {step}: {on_body}"


@every_exercise
def test_a_figure_of_one_side_shows_that_side_working(exercise: Exercise) -> None:
    assert (exercise.figure["side"] is None) == (exercise.side_choice == "none" or exercise.id in BOTH_WAYS)


BOTH_WAYS = {
    "trunk-rotation", "neck-rotation", "weight-shift", "grasp-release",
    "neck-side-bend",
}  # fmt: skip
