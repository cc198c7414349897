"""Outcome measures: what ships with wording, what does not, and errors that name the file and the field."""

import json
import re
from importlib import resources
from typing import Any

import pytest

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.outcome_measures import (
    AnswerKind,
    Direction,
    WordingSource,
    outcome_measures,
    parse_measure,
)

FREE = {"nprs-now", "nprs-worst-24h", "nprs-average-24h", "own-activities", "rmdq", "pgic"}
LICENSED = {"odi", "quickdash", "lefs", "ndi", "promis-pf", "promis-pi", "ears"}


def a_file(id: str) -> dict[str, Any]:
    """The file of one measure, as it stands on disk."""
    file = resources.files("patient_app.content").joinpath("measures", f"{id}.json")
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def test_only_measures_with_a_free_licence_ship_with_wording() -> None:
    measures = outcome_measures()
    assert {id for id, measure in measures.items() if not measure.is_score_only} == FREE
    assert {id for id, measure in measures.items() if measure.is_score_only} == LICENSED
    for id in LICENSED:
        assert not measures[id].items and not measures[id].licence.ships_with_wording


def test_the_roland_morris_form_has_24_ticks_and_asks_whether_it_is_finished() -> None:
    rmdq = outcome_measures()["rmdq"]
    assert [item.id for item in rmdq.items] == [str(n) for n in range(1, 25)]
    assert rmdq.answer is not None and rmdq.answer.kind is AnswerKind.TICK
    assert rmdq.confirm_finished
    assert rmdq.wording_source["es"] is WordingSource.OWN_TRANSLATION_NOT_VALIDATED


def test_every_change_value_is_inside_the_range_of_its_measure() -> None:
    for measure in outcome_measures().values():
        for change in (measure.mdc, measure.mdc_single_item, measure.mic):
            assert change is None or 0 < change.points < measure.max - measure.min


def test_the_published_change_values_are_kept() -> None:
    measures = outcome_measures()
    nprs, own, rmdq = measures["nprs-worst-24h"].mic, measures["own-activities"], measures["rmdq"]
    assert nprs is not None and (nprs.points, nprs.percent) == (2, 30)
    assert own.mdc is not None and own.mdc_single_item is not None
    assert (own.mdc.points, own.mdc_single_item.points) == (2, 3)
    assert rmdq.mdc is not None and rmdq.mic is not None
    assert (rmdq.mdc.points, rmdq.mic.points, rmdq.mic.percent) == (5, 5, 30)


def test_function_scores_rise_and_pain_scores_fall_when_things_get_better() -> None:
    better_up = {id for id, m in outcome_measures().items() if m.direction is Direction.HIGHER_IS_BETTER}
    assert better_up == {"own-activities", "lefs", "promis-pf", "ears"}


def test_the_spanish_wording_is_not_the_english_one() -> None:
    for measure in outcome_measures().values():
        for item in measure.items:
            assert item.text.text("en") != item.text.text("es")


@pytest.mark.parametrize(
    ("id", "change", "named"),
    [
        ("rmdq", {"direction": "up"}, "direction"),
        ("rmdq", {"max": 0}, "max"),
        ("rmdq", {"items": []}, "items"),
        ("rmdq", {"mic": {"points": 5, "source": "x"}}, "mic.percent"),
        ("rmdq", {"licence": {"ships_with_wording": False, "text": "x"}}, "licence.ships_with_wording"),
        ("odi", {"scoring": "mean"}, "scoring"),
        ("odi", {"items": [{"id": "1", "text": {"en": "a", "es": "b"}}]}, "items"),
        ("pgic", {"recall": "last_year"}, "recall"),
        ("pgic", {"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_measure_names_its_file_and_field(id: str, change: dict[str, Any], named: str) -> None:
    with pytest.raises(DataFileError, match=rf"^{id}\.json: {re.escape(named)}: "):
        parse_measure(Fields({**a_file(id), **change}, f"{id}.json"))
