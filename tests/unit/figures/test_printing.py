"""Figures for print: nothing in them that makers of PDF pass over."""

import re

from patient_app.content.exercise_library import library
from patient_app.figures import draw
from patient_app.figures.printing import draw_for_print


def test_no_figure_for_print_leans_on_css_that_moves_or_darkens() -> None:
    for exercise in library().values():
        svg = draw_for_print(exercise.figure)
        assert not any(mark in svg for mark in ("@media", "translate:", "rotate:", "scale:", ' class="m', " m0")), (
            exercise.id
        )


def test_every_limb_that_is_moved_on_the_screen_is_moved_on_paper() -> None:
    for exercise in library().values():
        screen, paper = draw(exercise.figure, animated=False), draw_for_print(exercise.figure)
        by_class = len(re.findall(r'class="(?:\w+ )?m\d+"', screen))
        assert by_class > 0, exercise.id
        assert paper.count("transform=") == screen.count("transform=") + by_class, exercise.id


def test_a_place_a_turn_and_a_length_come_in_the_order_of_css() -> None:
    svg = draw_for_print(library()["bridge"].figure, title="Bridge")
    assert "<title>Bridge</title>" in svg
    assert 'transform="translate(' in svg and "px" not in svg and "deg" not in svg
