"""Warning signs: every question is there at its level, and no safety text is weakened."""

import json
from importlib import resources
from typing import Any

import pytest

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.warning_sign_lists import (
    AFTER_OPERATION,
    SignLevel,
    parse_list,
    parse_texts,
    question_by_code,
    question_version,
    questions_for,
    stop_exercise_signs,
    warning_texts,
)
from patient_app.domain.course import HoldLevel


def a_file(name: str) -> dict[str, Any]:
    """A data file as it stands on disk."""
    file = resources.files("patient_app.content").joinpath("warning_signs", f"{name}.json")
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def codes(*regions: str) -> list[str]:
    return [question.code for question in questions_for(*regions)]


def test_everyone_is_asked_the_fourteen_questions() -> None:
    assert codes("back") == [f"RF{n}" for n in range(1, 15)] == codes()


def test_the_neck_an_operation_and_a_stroke_add_their_own_questions() -> None:
    assert codes("neck")[14:] == ["NK1", "NK2", "NK3", "NK4", "NK5", "NK6"]
    assert codes("knee", AFTER_OPERATION)[14:] == ["OP1", "OP2", "OP3"]
    assert codes("stroke")[14:] == ["ST1", "ST2", "ST3"]


def test_the_levels_are_those_of_the_clinical_facts() -> None:
    urgent = {"RF9", "RF10", "RF11", "RF12", "RF13"}
    for question in questions_for():
        expected = SignLevel.URGENT if question.code in urgent else SignLevel.EMERGENCY
        assert question.level is expected, question.code


def test_only_history_questions_are_known_after_intake() -> None:
    assert {q.code for q in questions_for("neck", "stroke", AFTER_OPERATION) if q.is_history} == {"RF7", "RF10", "RF11"}


def test_a_heart_or_stroke_sign_says_to_call_at_once() -> None:
    assert question_by_code("RF8").call_now and question_by_code("RF14").call_now


def test_a_level_starts_a_hold_of_the_same_level() -> None:
    assert SignLevel.EMERGENCY.hold_level is HoldLevel.EMERGENCY
    assert SignLevel.URGENT.hold_level is HoldLevel.URGENT


def test_the_emergency_text_sends_to_the_emergency_room_and_not_to_the_app() -> None:
    text = warning_texts().for_level(SignLevel.EMERGENCY).text("en").format(emergency_number="911", answers="A")
    assert "Go to an emergency room now, or call 911. Do not wait for a reply from this app." in text
    assert text.startswith("Stop your exercises.") and text.endswith("A")


def test_the_urgent_text_shows_the_clinics_number() -> None:
    text = warning_texts().for_level(SignLevel.URGENT).text("en").format(clinic_phone="555-0100", answers="A")
    assert "Stop your exercises today." in text and "today: 555-0100." in text and "emergency room" in text


def test_all_no_never_says_that_the_patient_is_fine() -> None:
    text = warning_texts().for_level(None).text("en")
    assert text == "Nothing here needs urgent care right now. If that changes, come back to this page."


def test_every_question_has_both_languages_and_a_short_label() -> None:
    for question in questions_for("neck", "stroke", AFTER_OPERATION):
        assert question.question("en").endswith("?") and question.question("es").endswith("?")
        assert question.question("es").count("¿") == question.question("es").count("?")
        assert len(question.label("en")) <= 90 and len(question.label("es")) <= 110


def test_there_are_seven_signs_to_stop_an_exercise_for() -> None:
    signs = stop_exercise_signs()
    assert len(signs.signs.list("en")) == len(signs.signs.list("es")) == 7
    assert signs.version == question_version()


def test_a_lost_placeholder_is_named() -> None:
    texts = a_file("texts")
    texts["level_u"]["es"] = "Llame hoy. {answers}"
    with pytest.raises(DataFileError, match=r"^texts\.json: level_u\.es: .*clinic_phone"):
        parse_texts(Fields(texts, "texts.json"))


def test_a_wrong_level_is_named() -> None:
    values = a_file("neck")
    values["questions"][2]["level"] = "maybe"
    with pytest.raises(DataFileError, match=r"^neck\.json: questions\.2\.level: "):
        parse_list(Fields(values, "neck.json"))
