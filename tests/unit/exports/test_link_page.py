"""The pages of a link: their colours are the app's, their policy fits their style, and they keep to their size."""

import base64
import hashlib
import re

import pytest

from patient_app.exports import link_page
from patient_app.services.clinics import ClinicCard
from patient_app.ui.theme import DARK, LIGHT, Scheme, contrast

CLINIC = ClinicCard("Riverside <Rehab>", "+1 555 0100", "911")
COLOUR = re.compile(r"--([a-z-]+):(#[0-9a-f]{6})")


def colours(at: int) -> dict[str, str]:
    """The colours of the page's style: light, then dark."""
    return dict(COLOUR.findall(re.findall(r":root\{([^}]*)\}", link_page.style())[at]))


@pytest.mark.parametrize(("at", "scheme"), [(0, LIGHT), (1, DARK)])
def test_the_colours_are_those_of_the_app(at: int, scheme: Scheme) -> None:
    found = colours(at)
    assert len(found) >= 10
    assert found == {name: getattr(scheme, name.replace("-", "_")) for name in found}


@pytest.mark.parametrize("at", [0, 1])
def test_what_stands_on_what_can_be_read(at: int) -> None:
    found = colours(at)
    for text, ground in (("ink", "coral-tint"), ("muted", "surface"), ("pine", "paper"), ("on-pine", "pine")):
        assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_policy_names_the_one_style_of_each_page(language: str) -> None:
    for page in (link_page.passcode_page(language, CLINIC), link_page.closed_page(language)):
        [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in link_page.content_policy()
        assert f'<html lang="{language}">' in page
        assert '<meta name="robots" content="noindex' in page


def test_what_was_typed_comes_back_as_text() -> None:
    page = link_page.passcode_page("en", CLINIC, name='"><b>x', problem="Wrong & <i>")
    assert 'value="&quot;&gt;&lt;b&gt;x"' in page
    assert "Wrong &amp; &lt;i&gt;" in page
    assert "Riverside &lt;Rehab&gt;" in page
