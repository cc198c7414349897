"""How a figure is drawn: which frame is first, what moves, colours that stand out, and errors that name the field."""

from itertools import pairwise
from math import hypot
from typing import Any

import pytest

from patient_app.content.exercise_library import library
from patient_app.figures import FigureError, draw
from patient_app.figures.drawing import MARGIN, WIDTH, fit_of
from patient_app.figures.motion import stops_of
from patient_app.figures.solve import frame_at
from patient_app.figures.spec import read_spec
from patient_app.figures.style import BODY, FILLS, PAGES, STROKES


def a_figure(**changes: Any) -> dict[str, Any]:
    """A person who stands and lifts one knee."""
    return {
        "view": "side",
        "side": "right",
        "poses": [{"ankle": "flat", "at": ["pelvis", 0, 100]}, {"hip": [60, 0], "knee": [60, 0]}],
        "tint": ["thigh_near"],
        "arrows": [{"point": "shin_near", "offset": [12, 0]}],
        "description": {"en": "A person lifts a knee.", "es": "Una persona levanta una rodilla."},
        **changes,
    }


def luminance(colour: str) -> float:
    """WCAG relative luminance of '#rrggbb'."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """WCAG contrast ratio."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "index"), [("light", 0), ("dark", 1)])
def test_every_part_of_the_body_and_the_arrow_stand_out_from_the_page(scheme: str, index: int) -> None:
    for name in (*BODY, "A"):
        colour = {**FILLS, **STROKES}[name][index]
        for page in PAGES[scheme]:
            assert contrast(colour, page) >= 3, f"{name} in {scheme}"


@pytest.mark.parametrize(("scheme", "index"), [("light", 0), ("dark", 1)])
def test_near_limbs_stand_out_more_than_far_ones(scheme: str, index: int) -> None:
    for near, far in (("N", "F"), ("U", "V"), ("S", "W"), ("K", "J")):
        page = PAGES[scheme][0]
        assert contrast(FILLS[near][index], page) > contrast(FILLS[far][index], page)


def test_the_first_frame_is_the_telling_pose() -> None:
    svg = draw(a_figure())
    assert "rotate:-60deg;animation-name" in svg
    assert "{0%,14%{rotate:-60deg}" in svg


def test_another_telling_pose_starts_the_movement_there() -> None:
    svg = draw(a_figure(still=0))
    assert "rotate:0deg;animation-name" in svg
    assert "-2.06s infinite alternate" in svg


def test_movement_stops_for_who_asked_for_less_of_it() -> None:
    assert "@media(prefers-reduced-motion:reduce)" in draw(a_figure())


def test_a_still_drawing_has_no_movement() -> None:
    still = draw(a_figure(), animated=False)
    assert "keyframes" not in still and "animation" not in still
    assert "rotate:-60deg" in still


def test_dark_mode_has_its_own_colours() -> None:
    light, dark = draw(a_figure()).split("@media(prefers-color-scheme:dark)")
    assert ".N{fill:#2f4763}" in light and ".N{fill:#a9c1dd}" in dark


def test_the_other_side_is_a_mirror_image_with_words_that_still_read() -> None:
    figure = a_figure(props=[{"kind": "text", "text": "ABC", "x": 40, "y": 40, "size": 20}])
    plain, mirrored = draw(figure), draw(figure, mirrored=True)
    assert "matrix(-1 0 0 1 320 0)" in mirrored and "matrix" not in plain
    assert mirrored.index("</g><text") > mirrored.index("matrix")
    x = [float(svg.split("<text")[1].split('x="')[1].split('"')[0]) for svg in (plain, mirrored)]
    assert sum(x) == 320


def test_a_stick_stays_in_the_hands_that_swing_it() -> None:
    stick = {"kind": "stick", "from": "hand_near", "to": "hand_far"}
    figure = a_figure(poses=[{"shoulder": 10, "at": ["pelvis", 0, 100]}, {"shoulder": 150}], props=[stick])
    stops = stops_of(read_spec(figure))
    for one, two in pairwise(stops):
        (x0, y0), (x1, y1), (x, y) = one.point("hand_near"), two.point("hand_near"), one.point("upper_arm_near")
        assert hypot((x0 + x1) / 2 - x, (y0 + y1) / 2 - y) > 0.9 * hypot(x0 - x, y0 - y)


def test_a_portrait_is_cut_off_at_its_edge_and_larger_for_it() -> None:
    figure = a_figure(ground=False, arrows=[{"path": [[20, 170], [30, 180], [40, 170]]}])
    whole, portrait = fit_of(read_spec(figure)), fit_of(read_spec({**figure, "crop": 130}))
    assert portrait.scale > 1.5 * whole.scale
    svg = draw({**figure, "crop": 130})
    assert f'<svg width="320" height="{portrait.place((0, -130))[1]:.1f}"><g' in svg
    assert '</g></svg><path class="A"' in svg


def test_a_thing_on_a_bone_moves_and_turns_with_it() -> None:
    weight = {"kind": "weight", "x": 2, "y": -9, "r": 8}
    held = draw(a_figure(props=[{**weight, "on": "shin_near", "front": True}]))
    classes = [part.split('"')[0] for part in held.split('<circle class="K"')[0].split('<g class="')[-2:]]
    assert classes == [name for name in classes if f"@keyframes {name}" in held]
    assert "<circle" not in draw(a_figure())


def test_a_stick_in_the_hands_stays_in_the_frame() -> None:
    stick = {"kind": "stick", "from": "hand_near:0:0", "to": "hand_near:0:90"}
    spec = read_spec(a_figure(ground=False, poses=[{"at": ["pelvis", 0, 100], "shoulder": 90}, {}], props=[stick]))
    x, _ = fit_of(spec).place(frame_at(spec, 0).point("hand_near:0:90"))
    assert x <= WIDTH - MARGIN


def test_a_title_with_special_characters_stays_well_formed() -> None:
    assert "<title>A &lt;b&gt; &amp; c</title>" in draw(a_figure(), title="A <b> & c")


def test_without_a_title_the_description_names_the_figure() -> None:
    assert "<title>Una persona levanta una rodilla.</title>" in draw(a_figure(), language="es")


def test_the_same_figure_is_drawn_the_same_each_time() -> None:
    figure = library()["bird-dog"].figure
    assert draw(figure, title="x") == draw(figure, title="x")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"view": "top"}, "figure.view"),
        ({"colour": "red"}, "figure.colour"),
        ({"poses": [{"at": ["pelvis", 0, 100]}]}, "figure.poses"),
        ({"poses": [{"hip": 0}, {}]}, "figure.poses.0.at"),
        ({"poses": [{"at": ["pelvis", 0, 100]}, {"wing": 3}]}, "figure.poses.1.wing"),
        ({"poses": [{"at": ["pelvis", 0, 100], "reach": {"tail": [0, 0]}}, {}]}, "figure.poses.0.reach.tail"),
        ({"poses": [{"at": ["pelvis", 0, 100], "short": {"tail": 0.5}}, {}]}, "figure.poses.0.short.tail"),
        ({"poses": [{"at": ["tail", 0, 100]}, {}]}, "tail"),
        ({"tint": ["tail"]}, "figure.tint"),
        ({"order": ["body"]}, "figure.order"),
        ({"props": [{"kind": "piano"}]}, "figure.props.0.kind"),
        ({"props": [{"kind": "chair", "x": 0}]}, "figure.props.0.h"),
        ({"props": [{"kind": "ball", "x": 0, "y": 0, "r": 3, "on": "tail"}]}, "figure.props.0.on"),
    ],
)
def test_a_wrong_figure_names_the_field(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(FigureError, match=named):
        draw(a_figure(**changes))
