"""The chart on paper: the points, words and shades of the screen's figure, at their places."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from patient_app.domain.days import days
from patient_app.exports.chart_svg import LEFT, RIGHT, WIDTH, chart_svg
from tests.unit.domain.builders import day
from tests.unit.presenters.test_summary import COURSE, TODAY
from tests.unit.presenters.test_summary_trend import FULL, drawn

HEIGHT = 420
SVG = "{http://www.w3.org/2000/svg}"


def parts(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))  # noqa: S314


def test_every_word_of_the_figure_is_on_it() -> None:
    words = [text.text for text in parts(chart_svg(drawn(), HEIGHT), "text")]
    for word in (
        "Program",
        "Visits",
        "Reports",
        "v2",
        "visit",
        "no. 1",
        "Worst pain in 24 hours (↓ better)",
    ):
        assert word in words


def test_points_stand_where_their_day_and_value_are() -> None:
    dots = [dot for dot in parts(chart_svg(drawn(frame=None), HEIGHT), "circle") if dot.get("fill") == "#a8372a"]
    places = [(float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in dots]
    step = (WIDTH - LEFT - RIGHT) / 14
    assert [round(x, 1) for x, _ in places[:2]] == [round(LEFT + step / 2, 1), round(LEFT + step * 1.5, 1)]
    six, four = places[0][1], places[-1][1]
    assert six < four, "more pain stands higher"


def test_nothing_is_drawn_beside_the_days() -> None:
    far = replace(FULL, first=day(8), days=days(COURSE, day(8), TODAY, TODAY))
    svg = chart_svg(drawn(far), HEIGHT)
    assert all(float(dot.get("cx", 0)) >= LEFT for dot in parts(svg, "circle"))
    assert all(path.get("clip-path") for path in parts(svg, "path") if path.get("fill") == "none")
    assert all(LEFT <= float(box.get("x", 0)) <= WIDTH - RIGHT for box in parts(svg, "rect")[1:])


def test_a_gap_is_not_bridged() -> None:
    worst = drawn()["data"][0]
    assert worst["y"][-1] is None
    (first, *_) = (path.get("d", "") for path in parts(chart_svg(drawn(), HEIGHT), "path") if path.get("clip-path"))
    assert len(re.findall("[ML]", first)) == sum(value is not None for value in worst["y"])


def test_words_are_escaped() -> None:
    figure = drawn()
    figure["layout"]["annotations"][0]["text"] = '<b> & "x"'
    assert '<b> & "x"' in [text.text for text in parts(chart_svg(figure, HEIGHT), "text")]
