"""A clinic's questionnaire file: what is read, and that everything wrong in it is named with its place."""

from typing import Any

import pytest

from patient_app.content.outcome_measures import AnswerKind, Direction, Missing, Scoring, Unit, WordingSource
from patient_app.content.questionnaire_file import read_questionnaire
from tests.questionnaires import WEIGHT, Json, a_choice, a_questionnaire, a_range, an_option, scoring


def problems(source: object) -> dict[str, str]:
    return {each.field: each.message for each in read_questionnaire(source).problems}


def test_a_questionnaire_becomes_a_measure() -> None:
    source = a_questionnaire(
        rule=scoring("sum", recall="past_7_days", mdc=2.5, mdcSource="A paper", mic=2, micPercent=30, micSource="B"),
        description="Think of the last week.",
    )
    report = read_questionnaire(source)
    assert report.problems == ()
    found = report.measure
    assert found is not None
    assert (found.id, found.version, found.name("en")) == ("stairs-and-shoes", "1", "Stairs and shoes")
    assert (found.scoring, found.missing, found.unit) == (Scoring.SUM, Missing.NO_SCORE, Unit.POINTS)
    assert (found.min, found.max, found.direction) == (0, 10, Direction.HIGHER_IS_WORSE)
    assert (found.recall, found.instruction("en")) == ("past_7_days", "Think of the last week.")
    assert found.mdc is not None
    assert found.mic is not None
    assert (found.mdc.points, found.mic.points, found.mic.percent) == (2.5, 2, 30)
    assert [item.id for item in found.items] == ["1", "2"]
    assert [option.value for option in found.answer_of(found.items[0]).options] == [0, 1, 2, 3, 4, 5]
    assert not found.is_score_only and not found.has_own_items


def test_weights_stand_for_ordinal_values_and_may_stand_on_the_coding() -> None:
    option = an_option(3, url=WEIGHT)
    on_coding = {"valueCoding": {"display": "Much", "extension": option.pop("extension")}}
    item = {**a_choice("1", 0, 1), "answerOption": [an_option(0), on_coding, {"valueInteger": 7}]}
    report = read_questionnaire(a_questionnaire(item, rule=scoring("sum")))
    assert report.problems == () and report.measure is not None
    options = report.measure.answer_of(report.measure.items[0]).options
    assert [(option.value, option.text.text("en")) for option in options] == [(0, "Answer 0"), (3, "Much"), (7, "7")]


def test_groups_are_opened_and_the_first_text_is_the_instruction() -> None:
    group = {
        "linkId": "g",
        "type": "group",
        "text": "Think of today.",
        "item": [{"linkId": "d", "type": "display", "text": "More"}, a_choice("1", 0, 1)],
    }
    report = read_questionnaire(a_questionnaire(group, rule=scoring("sum")))
    assert report.measure is not None
    assert report.measure.instruction("es") == "Think of today."
    assert [item.id for item in report.measure.items] == ["1"]


def test_ticks_count_blank_as_zero_and_ask_whether_it_is_finished() -> None:
    ticks = [{"linkId": str(n), "text": f"Sentence {n}", "type": "boolean"} for n in (1, 2, 3)]
    report = read_questionnaire(a_questionnaire(*ticks, rule=scoring("count", missing="blank_is_zero")))
    assert report.measure is not None
    assert report.measure.answer is not None
    assert (report.measure.answer.kind, report.measure.confirm_finished) == (AnswerKind.TICK, True)
    assert (report.measure.min, report.measure.max) == (0, 3)


def test_translations_are_taken_and_a_missing_one_is_said() -> None:
    url = "http://hl7.org/fhir/StructureDefinition/translation"
    spanish = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "Escaleras"}]
    source = a_questionnaire(_title={"extension": [{"url": url, "extension": spanish}]})
    found = read_questionnaire(source).measure
    assert found is not None
    assert (found.name("es"), found.items[0].text.text("es")) == ("Escaleras", "Question 1")
    assert found.wording_source["es"] is WordingSource.NOT_TRANSLATED


def test_everything_that_is_wrong_is_named_not_only_the_first() -> None:
    wrong_options = [an_option(0), {"valueCoding": {"display": "No value"}}, an_option(1.5), an_option(0, "Again"), 7]
    source = a_questionnaire(
        {**a_choice("1", 0, 1), "answerOption": wrong_options},
        {**a_choice("1", 0, 1), "text": " "},
        {"linkId": "3", "text": "Write", "type": "string"},
        {**a_choice("4", 0, 1), "enableWhen": [{"question": "1"}], "repeats": True},
        {"type": "group", "item": [a_range("5", 5, 5), {**a_choice("6", 0, 1), "answerOption": [an_option(0)]}]},
        {"linkId": "7", "text": "Set", "type": "choice", "answerValueSet": "http://example.org/set"},
        rule=scoring("median", missing="guess", direction="up", mdc=0, mic=2, colour="red"),
        id="RMDQ",
        version="",
        copyright=None,
        title=3,
    )
    assert set(problems(source)) == {
        "id",
        "version",
        "title",
        "copyright",
        "item[0].answerOption[1]",
        "item[0].answerOption[2]",
        "item[0].answerOption[3]",
        "item[0].answerOption[4]",
        "item[1].linkId",
        "item[1].text",
        "item[2].type",
        "item[3].enableWhen",
        "item[3].repeats",
        "item[4].item[0]",
        "item[4].item[1].answerOption",
        "item[5].answerValueSet",
        "extension[0].method",
        "extension[0].missing",
        "extension[0].direction",
        "extension[0].mdc",
        "extension[0].mdcSource",
        "extension[0].micSource",
        "extension[0].colour",
    }
    assert problems(source)["item[0].answerOption[1]"] == "It has no ordinal value."


TICK: Json = {"linkId": "t", "text": "Sentence", "type": "boolean"}


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (a_questionnaire(id="rmdq"), "id"),
        (a_questionnaire(extension=[]), "extension"),
        (a_questionnaire(item=[]), "item"),
        (a_questionnaire(item="1"), "item"),
        (a_questionnaire(a_choice("1", 0, 1), TICK), "item[1]"),
        (a_questionnaire(a_choice("1", 0, 1), a_choice("2", 0, 2), rule=scoring("percent")), "item[1]"),
        (a_questionnaire(rule=scoring("sum", missing="mean_of_rated", minimum=1)), "extension[0].missing"),
        (a_questionnaire(rule=scoring(missing="impute_mean")), "extension[0].minimum"),
        (a_questionnaire(rule=scoring(minimum=3)), "extension[0].minimum"),
        (a_questionnaire(a_range("1", 0, 30), rule=scoring("sum")), "item[0]"),
        (a_questionnaire(*(a_choice(str(n), 0, 1) for n in range(101)), rule=scoring("sum")), "item"),
        ({"resourceType": "Patient"}, "resourceType"),
        (None, "resourceType"),
        ([], "resourceType"),
    ],
)
def test_what_does_not_fit_together_is_named(source: object, place: str) -> None:
    assert set(problems(source)) == {place}


def deep(levels: int) -> Json:
    item: Any = a_choice("1", 0, 1)
    for _ in range(levels):
        item = {"type": "group", "item": [item]}
    return a_questionnaire(item, rule=scoring("sum"))


def test_groups_without_end_are_refused() -> None:
    assert problems(deep(8)) == {}
    assert list(problems(deep(60)).values()) == ["The groups lie too deep in one another."]


@pytest.mark.parametrize("text", ["half \ud800", "nothing \x00"])
def test_a_text_that_cannot_be_kept_is_refused(text: str) -> None:
    assert set(problems(a_questionnaire(title=text))) == {"item"}
    assert set(problems(a_questionnaire(version="1 of 2"))) == {"version"}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_wherever_it_stands(number: float) -> None:
    assert set(problems(a_questionnaire(contact=[{"rank": number}]))) == {"item"}


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, True, [None, 3, "x", []], {"url": 3}, [{"url": None}]])
@pytest.mark.parametrize("field", ["id", "version", "title", "_title", "extension", "item", "language", "code"])
def test_junk_in_any_field_is_a_report_and_never_a_failure(field: str, junk: object) -> None:
    read_questionnaire(a_questionnaire(**{field: junk}))
    item = a_choice("1", 0, 1)
    for part in ("linkId", "text", "_text", "type", "answerOption", "extension", "enableWhen", "item"):
        read_questionnaire(a_questionnaire({**item, part: junk}))
    for part in ("valueCoding", "extension", "valueInteger"):
        read_questionnaire(a_questionnaire({**item, "answerOption": [{**an_option(0), part: junk}, an_option(1)]}))
