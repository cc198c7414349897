"""Body sites: both sides, both views, a name in each language, and errors that name the file and the field."""

import json
from importlib import resources
from typing import Any

import pytest

from patient_app.content.body_sites import body_sites, parse_groups, site_groups
from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.demo_people import demo_patients
from patient_app.content.locales import LANGUAGES
from patient_app.ui.client.strings import CLIENT


def the_file() -> dict[str, Any]:
    """The file as it stands on disk."""
    file = resources.files("patient_app.content").joinpath("body_sites.json")
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def drawn() -> dict[str, set[str]]:
    """The sites of each view of the body map, both sides of a pair named."""
    views = json.loads((CLIENT / "body_regions.json").read_text("utf-8"))
    return {
        view: {
            code
            for region in regions
            for code in (
                (f"{region['site']}_left", f"{region['site']}_right") if region.get("pair") else (region["site"],)
            )
        }
        for view, regions in views.items()
    }


def test_every_site_has_a_name_of_its_own_in_each_language() -> None:
    assert 35 <= len(body_sites()) <= 45
    for language in LANGUAGES:
        assert len({site.name(language) for site in body_sites().values()}) == len(body_sites())
        assert all(group.name(language) for group in site_groups())


def test_a_name_says_the_side_of_its_code() -> None:
    for code, site in body_sites().items():
        english, spanish = site.name("en").lower(), site.name("es").lower()
        assert code.endswith("_left") == (", left" in english) == ("izquierd" in spanish), code
        assert code.endswith("_right") == (", right" in english) == ("derech" in spanish), code


def test_each_site_of_one_side_has_its_twin() -> None:
    left = {code.removesuffix("_left") for code in body_sites() if code.endswith("_left")}
    assert left == {code.removesuffix("_right") for code in body_sites() if code.endswith("_right")}


def test_the_map_draws_every_site_and_no_other() -> None:
    views = drawn()
    assert set(views) == {"front", "back"}
    assert views["front"] | views["back"] == set(body_sites())


def test_a_site_that_names_its_view_is_drawn_there_only() -> None:
    views = drawn()
    for code in body_sites():
        if "_front" in code:
            assert code not in views["back"]
        if "_back" in code and code.startswith(("thigh", "knee", "neck", "head")):
            assert code not in views["front"]


def test_the_demo_people_use_known_sites() -> None:
    used = {site for patient in demo_patients().values() if patient.diary for site in patient.diary.sites}
    assert used and used <= set(body_sites())


def test_a_name_that_is_missing_is_refused_with_file_and_field() -> None:
    values = the_file()
    del values["groups"][0]["sites"][1]["name"]["es"]
    with pytest.raises(DataFileError, match=r"body_sites\.json: groups\.0\.sites\.1\.name\.es: is missing"):
        parse_groups(Fields(values, "body_sites.json"))


def test_a_code_is_used_once() -> None:
    values = the_file()
    values["groups"][1]["sites"].append(values["groups"][0]["sites"][0])
    with pytest.raises(DataFileError, match="twice"):
        parse_groups(Fields(values, "body_sites.json"))


@pytest.mark.parametrize("code", ["Lower back", "lower-back", "_back", "back_"])
def test_a_code_is_small_letters_with_underscores(code: str) -> None:
    values = the_file()
    values["groups"][0]["sites"][0]["code"] = code
    with pytest.raises(DataFileError, match=r"groups\.0\.sites\.0\.code"):
        parse_groups(Fields(values, "body_sites.json"))
