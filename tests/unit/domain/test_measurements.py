"""Measurements: what was typed as a value, the order of grades, change, and the course of one cell."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from patient_app.domain.errors import Invalid
from patient_app.domain.measurements import (
    GRADES,
    Found,
    Measurement,
    Scale,
    What,
    belongs_to,
    change,
    grade_rank,
    in_unit,
    progress,
    read,
)
from patient_app.domain.measures import Direction, Turn
from patient_app.domain.program import Side

DEGREES = Scale(("deg",), -30, 200)
GRADE = Scale(direction=Direction.HIGHER_IS_BETTER)
FORCE = Scale(("kg", "N", "lb"), 0, 200, 1, Direction.HIGHER_IS_BETTER)
SECONDS = Scale(("s",), 2, 180, 1, Direction.HIGHER_IS_WORSE)
SPEED = Scale(("m/s",), 0.05, 4, 2, Direction.HIGHER_IS_BETTER, distance_m=10)
COUNT = Scale(("1",), 0, 60, 0, Direction.HIGHER_IS_BETTER)
FLEXION = What("rom", "knee", "flexion", active=True)


def taken(value: float, on: str, at: int = 0, **fields: Any) -> Measurement:
    """Degrees on a day, recorded so many minutes after noon."""
    recorded = datetime(2026, 3, 1, 12, 0, tzinfo=UTC) + timedelta(minutes=at)
    found = Found(value, "deg")
    made = Measurement(f"{on}-{at}", FLEXION, Side.LEFT, found, date.fromisoformat(on), "pt", recorded)
    return replace(made, **fields)


@pytest.mark.parametrize(
    ("text", "scale", "unit", "found"),
    [
        ("112", DEGREES, None, Found(112, "deg")),
        (" 112° ", DEGREES, None, Found(112, "deg")),
        ("-5", DEGREES, None, Found(-5, "deg")),
        ("\u22125", DEGREES, None, Found(-5, "deg")),
        ("0", DEGREES, None, Found(0, "deg")),
        ("11,2", FORCE, None, Found(11.2, "kg")),
        ("25", FORCE, "lb", Found(25, "lb")),
        ("25 lb", FORCE, "kg", Found(25, "lb")),
        ("25lbs", FORCE, None, Found(25, "lb")),
        ("110 n", FORCE, None, Found(110, "N")),
        ("14.55", SECONDS, None, Found(14.6, "s")),
        ("0.72", SPEED, None, Found(0.72, "m/s")),
        ("12.5 s", SPEED, None, Found(0.8, "m/s")),
        ("9", COUNT, None, Found(9, "1")),
        ("4+", GRADE, None, Found(grade="4+")),
        ("4 -", GRADE, None, Found(grade="4-")),
        ("4\u2212", GRADE, None, Found(grade="4-")),
        ("3/5", GRADE, None, Found(grade="3")),
        ("4+/5", GRADE, None, Found(grade="4+")),
        ("0", GRADE, None, Found(grade="0")),
    ],
)
def test_what_was_typed_is_read(text: str, scale: Scale, unit: str | None, found: Found) -> None:
    assert read(text, scale, unit) == found


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        *((text, DEGREES) for text in ("", "a", "1 2", "1.2.3", "201", "-31", "112 kg", "1e3", "nan", "99999", "--5")),
        *((text, GRADE) for text in ("", "6", "5+", "0-", "0+", "3.5", "4++", "+4", "4/6", "45", "normal", "-1")),
        *((text, FORCE) for text in ("-1", "201", "500 lb", "12 s")),
        *((text, SECONDS) for text in ("1", "181", "12 min")),
        *((text, SPEED) for text in ("0 s", "-4 s", "9", "1 s")),
    ],
)
def test_what_is_no_plausible_value_is_refused_in_words(text: str, scale: Scale) -> None:
    with pytest.raises(Invalid) as refused:
        read(text, scale)
    assert str(refused.value).endswith(".")


def test_a_refusal_says_the_limits_in_the_unit_that_was_typed() -> None:
    with pytest.raises(Invalid, match=r"500 is not plausible here: 0 to 440\.9 lb\."):
        read("500 lb", FORCE)


def test_grades_stand_in_order() -> None:
    assert sorted(["5", "4+", "3", "4-", "4", "3+", "0", "5-"], key=grade_rank) == [
        *("0", "3", "3+", "4-", "4", "4+", "5-", "5")
    ]
    with pytest.raises(ValueError, match="not in tuple"):
        grade_rank("6")


def test_grades_have_an_order_and_no_distance() -> None:
    found = change(Found(grade="4-"), Found(grade="4+"), Direction.HIGHER_IS_BETTER)
    assert found is not None
    assert (found.rise, found.points, found.turn) == (1, None, Turn.BETTER)


@pytest.mark.parametrize(
    ("before", "after", "direction", "points", "turn"),
    [
        (Found(90, "deg"), Found(117, "deg"), None, 27, None),
        (Found(117, "deg"), Found(90, "deg"), None, -27, None),
        (Found(13.4, "s"), Found(10.9, "s"), Direction.HIGHER_IS_WORSE, -2.5, Turn.BETTER),
        (Found(10.9, "s"), Found(13.4, "s"), Direction.HIGHER_IS_WORSE, 2.5, Turn.WORSE),
        (Found(9, "1"), Found(9, "1"), Direction.HIGHER_IS_BETTER, 0, Turn.SAME),
        (Found(0.1, "m/s"), Found(0.3, "m/s"), Direction.HIGHER_IS_BETTER, 0.2, Turn.BETTER),
        (Found(10, "kg"), Found(25, "lb"), Direction.HIGHER_IS_BETTER, 3, Turn.BETTER),
    ],
)
def test_change_is_counted_in_the_unit_of_the_later_value(
    before: Found, after: Found, direction: Direction | None, points: float, turn: Turn | None
) -> None:
    found = change(before, after, direction)
    assert found is not None
    assert (found.points, found.unit, found.turn) == (points, after.unit, turn)


def test_what_cannot_be_compared_has_no_change() -> None:
    assert change(Found(10, "kg"), Found(10, "s")) is None
    assert change(Found(grade="4"), Found(4, "kg")) is None
    assert in_unit(Found(grade="4"), "kg") is None


def test_baseline_is_the_first_value_and_last_the_newest() -> None:
    found = progress([taken(117, "2026-03-20"), taken(90, "2026-03-01"), taken(104, "2026-03-10")])
    assert found is not None and found.previous is not None and found.change is not None
    assert (found.baseline.found.value, found.previous.found.value, found.last.found.value) == (90, 104, 117)
    assert found.change.points == 27


def test_one_value_is_baseline_and_last_without_a_change() -> None:
    found = progress([taken(90, "2026-03-01")])
    assert found is not None
    assert found.baseline is found.last
    assert found.previous is None and found.change is None


def test_of_two_values_of_one_day_the_one_recorded_later_counts() -> None:
    found = progress([taken(95, "2026-03-01", at=5), taken(90, "2026-03-01", at=1)])
    assert found is not None
    assert found.last.found.value == 95 and found.change is None


def test_corrected_and_removed_values_do_not_count() -> None:
    corrected = taken(12, "2026-03-01", replaced_by="x")
    removed = taken(60, "2026-03-02", void_reason="wrong_patient", voided_at=datetime(2026, 3, 3, tzinfo=UTC))
    assert progress([corrected, removed]) is None
    found = progress([corrected, removed, taken(120, "2026-03-05")])
    assert found is not None and found.baseline.found.value == 120


def test_values_belong_to_the_episode_in_which_they_were_taken() -> None:
    start = date.fromisoformat("2026-03-05")
    assert belongs_to(taken(90, "2026-03-01", episode_id="now"), "now", start)
    assert not belongs_to(taken(90, "2026-03-10", episode_id="before"), "now", start)
    assert belongs_to(taken(90, "2026-03-10"), "now", start)
    assert not belongs_to(taken(90, "2026-03-01"), "now", start)
    assert belongs_to(taken(90, "2026-03-01"), None, None)


def test_the_key_says_what_is_measured() -> None:
    assert FLEXION.key == "rom:knee:flexion:active"
    assert What("rom", "knee", "flexion", active=False).key == "rom:knee:flexion:passive"
    assert What("mmt", "hip", "abduction").key == "mmt:hip:abduction"
    assert What("timed_up_and_go").key == "timed_up_and_go"
    assert len(GRADES) == len(set(GRADES)) == 15
