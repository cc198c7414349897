"""Measurements in words: values with their unit, change with its sign and a word, and what became of a value."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from patient_app.content.locales import translator
from patient_app.content.measurement_catalogue import Item, items
from patient_app.domain.measurements import Found, Measurement, progress
from patient_app.domain.program import Side
from patient_app.presenters import measurements as words

EN, ES = translator("en"), translator("es")
TODAY = date(2026, 3, 20)


@dataclass(frozen=True)
class OneCell:
    side: Side | None
    values: tuple[Measurement, ...]

    @property
    def progress(self) -> words.Progress | None:
        return progress(self.values, items()[self.values[0].what.key].scale.direction)


@dataclass(frozen=True)
class OneRow:
    key: str
    item: Item | None
    cells: tuple[OneCell, ...]


@dataclass(frozen=True)
class OnePast:
    measurement: Measurement
    measured_by: str = "Paul Okafor"
    voided_by: str = ""


def taken(key: str, found: Found, on: date, **fields: object) -> Measurement:
    recorded = datetime(on.year, on.month, on.day, 16, 20, tzinfo=UTC)
    return Measurement(f"{on}", items()[key].what, Side.LEFT, found, on, "pt", recorded, **fields)  # type: ignore[arg-type]


def a_row(key: str, *found: Found) -> OneRow:
    values = tuple(taken(key, each, date(2026, 3, at)) for at, each in enumerate(found, start=1))
    return OneRow(key, items()[key], (OneCell(Side.LEFT, values),))


@pytest.mark.parametrize(
    ("key", "before", "after", "text", "word", "tone"),
    [
        ("rom:knee:flexion:active", Found(90, "deg"), Found(117, "deg"), "+27°", "more motion", ""),
        ("rom:knee:flexion:active", Found(117, "deg"), Found(90, "deg"), "−27°", "less motion", ""),
        ("rom:knee:flexion:active", Found(90, "deg"), Found(90, "deg"), "0°", "the same", ""),
        ("mmt:knee:extension", Found(grade="4-"), Found(grade="4+"), "", "stronger", "pine"),
        ("mmt:knee:extension", Found(grade="4"), Found(grade="3+"), "", "weaker", "coral"),
        ("timed_up_and_go", Found(13.4, "s"), Found(10.9, "s"), "−2.5 s", "better", "pine"),
        ("ten_meter_walk", Found(0.72, "m/s"), Found(0.61, "m/s"), "−0.11 m/s", "worse", "coral"),
        ("chair_stand_30s", Found(8, "1"), Found(11, "1"), "+3", "better", "pine"),
    ],
)
def test_a_change_has_its_sign_and_a_word(
    key: str, before: Found, after: Found, text: str, word: str, tone: str
) -> None:
    (line,) = words.measured(EN, [a_row(key, before, after)], TODAY)
    assert (line.change.text, line.change.word, line.change.tone) == (text, word, tone)


def test_a_line_of_the_summary_says_what_which_side_and_when() -> None:
    (line,) = words.measured(EN, [a_row("rom:knee:flexion:active", Found(90, "deg"), Found(117, "deg"))], TODAY)
    assert (line.name, line.side, line.normal) == ("Knee flexion, active", "Left", "0–135°")
    assert (line.first, line.last) == ("90° on Mar 1", "117° on Mar 2")
    (line,) = words.measured(ES, [a_row("rom:knee:flexion:active", Found(90, "deg"))], TODAY)
    assert (line.name, line.side) == ("Rodilla: flexión, activa", "Izquierdo")
    assert line.last == "" and line.change.word == ""


def test_the_history_says_what_became_of_a_value() -> None:
    key = "rom:knee:flexion:active"
    wrong = taken(key, Found(12, "deg"), date(2026, 3, 1), replaced_by="2026-03-02")
    right = taken(key, Found(121, "deg"), date(2026, 3, 2), note="Typed too short")
    gone = taken(
        key, Found(60, "deg"), date(2026, 3, 3), void_reason="wrong_patient", voided_at=datetime(2026, 3, 4, tzinfo=UTC)
    )
    found = words.history(EN, [OnePast(gone, voided_by="Mei Zhou"), OnePast(right), OnePast(wrong)], TODAY, "UTC")
    assert [each.live for each in found] == [False, True, False]
    assert found[0].state.startswith("Removed: Wrong patient. Mei Zhou, Wed, Mar 4")
    assert found[1].note == "Typed too short"
    assert found[2].state == "Corrected to 121°"
    assert found[2].by.startswith("Paul Okafor, Sun, Mar 1")


def test_a_row_that_the_catalogue_does_not_know_keeps_its_own_name() -> None:
    assert words.full_name(EN, "rom:left_thumb:wiggle", None) == "rom, left thumb, wiggle"


def test_values_stand_with_their_unit() -> None:
    found = [
        Found(112, "deg"),
        Found(-5, "deg"),
        Found(grade="4+"),
        Found(11.2, "kg"),
        Found(9, "1"),
        Found(0.72, "m/s"),
    ]
    assert [words.value(each) for each in found] == ["112°", "−5°", "4+", "11.2 kg", "9", "0.72 m/s"]
