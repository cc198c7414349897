"""The component kit: what it draws, and that its words and shapes stand for the colours."""

import json
import re

import pytest
import reflex as rx

from patient_app.content.locales import translator
from patient_app.ui import components as ui
from patient_app.ui.components.days import DAY_ICONS
from patient_app.ui.theme import CHART_TONES, TOKENS_FILE

t = translator("en")


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        ui.icon("unicorn")


def test_every_day_class_has_words_an_icon_and_a_shape() -> None:
    css = (TOKENS_FILE.parent / "homestretch.css").read_text("utf-8")
    for kind, icon in DAY_ICONS.items():
        assert ui.day_words(t, kind)
        assert icon in ui.ICONS
        assert f".hs-day-{kind}" in css


def test_a_day_square_says_its_date_and_class() -> None:
    assert ui.day_cell(t, "complete", "Tue, Nov 24").label == "Tue, Nov 24: All done"


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    drawn = str(ui.field("Name", "name", hint="As your clinic knows you", error="Write your name."))
    assert '"name-hint name-error"' in drawn
    assert "aria-invalid" in drawn
    assert "Write your name." in drawn


def test_a_sparkline_leaves_gaps_and_keeps_lone_values() -> None:
    assert ui.spark_path([0, 10]) == "M0.0 30.0L112.0 2.0"
    assert ui.spark_path([None, None]) == ""
    assert ui.spark_path([5, None, 5, 5]).count("M") == 2
    assert "h.1" in ui.spark_path([5, None, 5, 5])


def test_a_painted_figure_has_colours_for_tones_and_no_template() -> None:
    figure = ui.paint(
        {
            "data": [{"type": "scatter", "x": [1], "y": [2], "line": {"color": "coral"}}],
            "layout": {"shapes": [{"type": "rect", "fillcolor": "pine/20"}], "yaxis": {"range": [0, 10]}},
        }
    )
    text = json.dumps(figure.to_plotly_json(), default=str)
    assert CHART_TONES["coral"] in text
    assert re.search(r"rgba\(\d+,\d+,\d+,0\.2\)", text)
    assert len(figure.to_json()) < 1200


def test_components_take_plain_values_and_state_vars_alike() -> None:
    var = rx.Var("somewhere", _var_type=str)
    for made in (
        ui.notice(var),
        ui.stat(var, var),
        ui.badge(var, "flag"),
        ui.sparkline(var, var),
    ):
        assert isinstance(made, rx.Component)
    days = rx.Var("days", _var_type=list[ui.DayCell]).to(list[ui.DayCell])
    assert isinstance(ui.day_strip(days, var), rx.Component)


def test_a_page_has_one_heading_a_main_and_a_skip_link() -> None:
    drawn = str(ui.page(t, "A title", rx.el.p("text")))
    assert drawn.count('"h1"') == 1
    assert drawn.count('"main"') >= 1
    assert "SkipLink" in drawn
