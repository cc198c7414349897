"""Colours and sizes: contrast in both schemes, and the generated files."""

import json
import re
from itertools import product
from pathlib import Path

import pytest

from patient_app.ui import theme

ASSETS = theme.TOKENS_FILE.parent
STYLESHEETS = ("homestretch.css", "visitors.css")


@pytest.mark.parametrize(("scheme", "pair"), list(product(theme.SCHEMES, theme.TEXT_PAIRS)))
def test_text_stands_out_from_what_it_is_on(scheme: str, pair: tuple[str, str]) -> None:
    colours = theme.SCHEMES[scheme]
    assert theme.contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5


@pytest.mark.parametrize(("scheme", "pair"), list(product(theme.SCHEMES, theme.CONTROL_PAIRS)))
def test_a_control_stands_out_from_what_it_is_on(scheme: str, pair: tuple[str, str]) -> None:
    colours = theme.SCHEMES[scheme]
    assert theme.contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 3


@pytest.mark.parametrize(("scheme", "tone"), list(product(theme.SCHEMES, theme.CHART_TONES)))
def test_a_chart_line_is_seen_in_both_schemes(scheme: str, tone: str) -> None:
    colours = theme.SCHEMES[scheme]
    for surface in (colours.paper, colours.surface):
        assert theme.contrast(theme.CHART_TONES[tone], surface) >= 3


def test_contrast_agrees_with_wcag_for_known_pairs() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_token_file_is_up_to_date() -> None:
    assert theme.TOKENS_FILE.read_text("utf-8") == theme.css(), "run: python -m patient_app.ui.theme"


@pytest.mark.parametrize("name", STYLESHEETS)
def test_stylesheets_use_only_tokens_that_exist(name: str) -> None:
    used = set(re.findall(r"var\((--hs-[\w-]+)", _css(name)))
    assert used <= set(re.findall(r"(--hs-[\w-]+):", theme.css()))


@pytest.mark.parametrize("name", STYLESHEETS)
def test_stylesheets_name_no_colour_of_their_own(name: str) -> None:
    # The veil behind a dialog is black in both schemes.
    without_veil = re.sub(r"::backdrop \{[^}]*\}", "", _css(name))
    assert not re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", without_veil)


def test_the_home_screen_opens_in_the_paper_colour() -> None:
    manifest = json.loads((ASSETS / "manifest.webmanifest").read_text("utf-8"))
    assert {manifest["background_color"], manifest["theme_color"]} == {theme.LIGHT.paper}
    for icon in manifest["icons"]:
        assert (ASSETS / icon["src"].lstrip("/")).is_file()


def test_motion_stops_for_readers_who_ask_for_less() -> None:
    reduced = theme.css().partition("prefers-reduced-motion")[2]
    assert "--hs-motion: 0ms" in reduced


def test_text_sizes_follow_the_browser() -> None:
    assert all(size.endswith("rem") for size in (*theme.TYPE.values(), *theme.SPACE.values(), theme.TOUCH))
    assert float(theme.TOUCH.removesuffix("rem")) * 16 >= 48


def _css(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (Path(ASSETS) / name).read_text("utf-8"), flags=re.DOTALL)
