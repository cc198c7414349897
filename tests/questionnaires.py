"""Questionnaire files in words of our own, for tests: no published wording stands here."""

from typing import Any

from patient_app.content.questionnaire_file import SCORING_URL

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
MINIMUM = "http://hl7.org/fhir/StructureDefinition/minValue"
MAXIMUM = "http://hl7.org/fhir/StructureDefinition/maxValue"

Json = dict[str, Any]


def an_option(value: float, text: str | None = None, url: str = ORDINAL) -> Json:
    return {
        "valueCoding": {"display": text or f"Answer {value:g}"},
        "extension": [{"url": url, "valueDecimal": value}],
    }


def a_choice(id: str, *values: int) -> Json:
    return {
        "linkId": id,
        "text": f"Question {id}",
        "type": "choice",
        "answerOption": [an_option(value) for value in values],
    }


def a_range(id: str, low: int, high: int) -> Json:
    extension = [{"url": MINIMUM, "valueInteger": low}, {"url": MAXIMUM, "valueInteger": high}]
    return {"linkId": id, "text": f"Question {id}", "type": "integer", "extension": extension}


def scoring(method: str = "mean", **parts: Any) -> Json:
    values = {"method": method, "direction": "higher_is_worse", **parts}
    kinds = {str: "valueCode", int: "valueInteger", float: "valueDecimal"}
    return {
        "url": SCORING_URL,
        "extension": [{"url": name, kinds[type(value)]: value} for name, value in values.items()],
    }


def a_questionnaire(*items: Json, rule: Json | None = None, **fields: Any) -> Json:
    return {
        "resourceType": "Questionnaire",
        "id": "stairs-and-shoes",
        "version": "1",
        "title": "Stairs and shoes",
        "status": "active",
        "copyright": "Our own words, no licence needed.",
        "extension": [rule or scoring()],
        "item": list(items) or [a_choice("1", 0, 1, 2, 3, 4, 5), a_choice("2", 0, 1, 2, 3, 4, 5)],
        **fields,
    }
