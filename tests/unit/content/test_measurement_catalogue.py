"""What can be measured: every file is sound, and a wrong one says which file and which field."""

import json
import re
from importlib import resources
from typing import Any

import pytest

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.demo_people import demo_patients
from patient_app.content.exercise_library import Region
from patient_app.content.measurement_catalogue import (
    GENERAL,
    grades,
    items,
    joints,
    parse_grades,
    parse_joint,
    parse_presets,
    parse_test,
    preset,
    timed_tests,
)
from patient_app.domain.measurements import GRADES, LEAST_DEGREES, MOST_DEGREES, What, read
from patient_app.domain.measures import Direction

# LOINC codes of facts.md 7.3, and the two that it calls deprecated.
KNOWN_CODES = {
    *("41343-5", "41345-0", "41347-6", "41349-2", "41389-8", "41390-6", "41381-5", "41382-3", "41387-2", "41388-0"),
    *("41391-4", "41295-7", "41307-0", "41297-3", "41309-6", "41299-9"),
}


def a_file(*path: str) -> dict[str, Any]:
    """A file as it stands on disk."""
    file = resources.files("patient_app.content").joinpath("measurements", *path)
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def test_the_rows_that_every_examination_needs_are_there() -> None:
    assert {
        *("rom:knee:flexion:active", "rom:knee:flexion:passive", "mmt:hip:abduction", "dynamometer:hip:abduction"),
        *("five_times_sit_to_stand", "timed_up_and_go", "ten_meter_walk", "single_leg_stance", "chair_stand_30s"),
    } <= set(items())
    assert items()["single_leg_stance"].sided and not items()["timed_up_and_go"].sided


def test_every_row_has_a_name_in_both_languages() -> None:
    for item in items().values():
        for language in ("en", "es"):
            assert item.name(language)
            assert item.place(language) or item.test
    for test in timed_tests():
        assert test.instruction.text("en") != test.instruction.text("es")


def test_every_normal_range_says_where_it_comes_from_and_that_it_was_not_checked() -> None:
    found = [movement.normal for joint in joints() for movement in joint.movements if movement.normal]
    assert len(found) > 25
    for normal in found:
        assert normal.tag == "G"
        assert "not checked" in normal.source
        assert LEAST_DEGREES <= normal.low <= normal.high <= MOST_DEGREES


def test_only_the_loinc_codes_of_the_fact_sheet_are_used() -> None:
    found = {code.code for joint in joints() for movement in joint.movements for code in movement.loinc}
    assert found == KNOWN_CODES


def test_grades_stand_in_the_order_of_the_domain() -> None:
    assert tuple(each.grade for each in grades()) == GRADES


def test_less_time_is_better_where_a_task_is_timed_and_more_where_a_position_is_held() -> None:
    better_down = {test.id for test in timed_tests() if test.scale.direction is Direction.HIGHER_IS_WORSE}
    assert better_down == {"five_times_sit_to_stand", "timed_up_and_go"}


def test_every_region_has_rows_to_begin_with() -> None:
    for region in Region:
        assert preset(region)
    assert preset(None) == preset("elsewhere") == preset(GENERAL)
    assert preset("knee")[0] == "rom:knee:flexion:active"


def test_everything_measured_in_the_demo_is_in_the_catalogue_and_plausible() -> None:
    for patient in demo_patients().values():
        for one in patient.measurements:
            key = What(one.kind, one.joint, one.movement, one.active).key
            assert key in items(), f"{patient.name}: {key}"
            item = items()[key]
            assert one.side in item.sides, f"{patient.name}: {key}"
            for _, found in one.found:
                read(str(found), item.scale, one.unit)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"order": "first"}, "order"),
        ({"name": {"en": "Knee"}}, "name.es"),
        ({"movements": []}, "movements"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_joint_names_its_file_and_field(change: dict[str, Any], named: str) -> None:
    with pytest.raises(DataFileError, match=rf"^knee\.json: {re.escape(named)}: "):
        parse_joint(Fields({**a_file("joints", "knee.json"), **change}, "knee.json"))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"normal": {"low": 0, "high": 135, "source": "AAOS", "tag": "X"}}, "normal.tag"),
        ({"normal": {"low": 90, "high": 20, "source": "AAOS", "tag": "G"}}, "normal.high"),
        ({"normal": {"low": 0, "high": 500, "source": "AAOS", "tag": "G"}}, "normal.high"),
        ({"loinc": [{"code": "41343-5", "side": "both", "active": True, "tag": "V2"}]}, "loinc.0.side"),
        ({"sided": "yes"}, "sided"),
        ({"range_of_motion": False, "strength": False}, "strength"),
    ],
)
def test_a_wrong_movement_names_its_file_and_field(change: dict[str, Any], named: str) -> None:
    values = a_file("joints", "knee.json")
    values["movements"][0] |= change
    with pytest.raises(DataFileError, match=rf"^knee\.json: movements\.0\.{re.escape(named)}: "):
        parse_joint(Fields(values, "knee.json"))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"unit": "furlong"}, "unit"),
        ({"low": 300}, "high"),
        ({"direction": "down"}, "direction"),
        ({"distance_m": 10}, "distance_m"),
        ({"instruction": {"en": "Go", "es": ""}}, "instruction.es"),
    ],
)
def test_a_wrong_test_names_its_file_and_field(change: dict[str, Any], named: str) -> None:
    with pytest.raises(DataFileError, match=rf"^timed_up_and_go\.json: {re.escape(named)}: "):
        parse_test(Fields({**a_file("tests", "timed_up_and_go.json"), **change}, "timed_up_and_go.json"))


def test_wrong_grades_and_presets_name_their_field() -> None:
    values = a_file("grades.json")
    values["grades"] = values["grades"][::-1]
    with pytest.raises(DataFileError, match=r"^grades\.json: grades: "):
        parse_grades(Fields(values, "grades.json"))
    for change, named in (({"knee": ["rom:knee:twist"]}, "knee.0"), ({"hip": ["timed_up_and_go"] * 2}, "hip")):
        with pytest.raises(DataFileError, match=rf"^presets\.json: {re.escape(named)}: "):
            parse_presets(Fields({**a_file("presets.json"), **change}, "presets.json"))
    with pytest.raises(DataFileError, match=r"^presets\.json: general: "):
        parse_presets(Fields({"knee": []}, "presets.json"))
