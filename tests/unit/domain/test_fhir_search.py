"""Searches of FHIR: parameters read from text, and which resources fit."""

from datetime import date
from typing import Any

import pytest

from patient_app.domain.fhir_dates import NotADate, date_test, period, span
from patient_app.domain.fhir_everything import everything
from patient_app.domain.fhir_search import MOST_COUNT, MOST_VALUES, BadSearch, Token, search, token

PAIN: dict[str, Any] = {
    "resourceType": "Observation",
    "id": "pain-1",
    "status": "final",
    "category": [{"coding": [{"system": "http://cat", "code": "survey"}]}],
    "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}, {"system": "urn:ours", "code": "pain|now"}]},
    "subject": {"reference": "Patient/ana"},
    "effectiveDateTime": "2026-03-16T23:30:00-05:00",
}
PERSON: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "ana",
    "identifier": [{"system": "urn:mrn", "value": "42"}],
    "name": [{"text": "Ana María Núñez", "family": "Núñez", "given": ["Ana", "María"]}],
}


def fits(resource: dict[str, Any], *given: tuple[str, str]) -> bool:
    of_patient = [] if resource["resourceType"] == "Patient" else [("patient", "ana")]
    return search(resource["resourceType"], [*of_patient, *given]).matches(resource)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-03-16", True),
        ("2026-03-17", False),
        ("2026-03", True),
        ("2026", True),
        ("ne2026-03-17", True),
        ("ge2026-03-16", True),
        ("gt2026-03-16", False),
        ("gt2026-03-15", True),
        ("le2026-03-16", True),
        ("lt2026-03-16", False),
        ("lt2026-03-17", True),
        ("sa2026-03-15", True),
        ("eb2026-03-17", True),
        ("eb2026-03-16", False),
        ("ge2026-03-17T04:30:00Z", True),
        ("lt2026-03-17T04:30:00Z", False),
        ("2026-03-17T04:30Z", True),
        ("2026-03-16T23:30:00", True),
        ("2026-03-17,2026-03-16", True),
    ],
)
def test_a_day_is_the_local_day_and_instants_are_compared_as_instants(asked: str, expected: bool) -> None:
    assert fits(PAIN, ("date", asked)) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("2026-03-05", False), ("ge2026-03-05", True), ("le2026-03-05", True), ("sa2026-03-09", False), ("2026", False)],
)
def test_a_period_without_an_end_goes_on(asked: str, expected: bool) -> None:
    plan = {"resourceType": "CarePlan", "id": "p", "period": {"start": "2026-03-02"}}
    assert fits(plan, ("date", asked)) is expected


@pytest.mark.parametrize(
    "text",
    ["", "16.03.2026", "2026-3-16", "2026-02-30", "2026-13", "0000", "1799", "2200-01-01", "2026-03-16T25:00Z", "ge"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(NotADate):
        date_test(text)


@pytest.mark.parametrize("text", ["ap2026", "xx2026-03-16", "GE2026", "2026-03-16T10:00:61Z", "2026-03-16T10:00+15:00"])
def test_prefixes_and_times_that_are_not_known(text: str) -> None:
    with pytest.raises(NotADate):
        date_test(text)


def test_a_plus_sign_that_came_as_a_space_is_meant() -> None:
    assert span("2026-03-16T10:00:00 02:00") == span("2026-03-16T10:00:00+02:00")


def test_periods_with_open_ends_compare_without_overflow() -> None:
    for found in (period(None, None), period(None, "2026-03-16T10:00:00+14:00"), period("2026-03-16T10:00Z", None)):
        for prefix in ("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"):
            date_test(f"{prefix}2026-03-16T10:00:00-12:00").matches(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", Token(None, "a")),
        ("s|a", Token("s", "a")),
        ("|a", Token("", "a")),
        ("s|", Token("s", None)),
        (r"s|a\|b", Token("s", "a|b")),
        (r"a\|b", Token(None, "a|b")),
        ("s|a|b", Token("s", "a|b")),
        (r"s\\|a", Token("s\\", "a")),
    ],
)
def test_tokens(text: str, expected: Token) -> None:
    assert token(text) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("code", "72514-3", True),
        ("code", "http://loinc.org|72514-3", True),
        ("code", "http://loinc.org|", True),
        ("code", "http://snomed.info/sct|72514-3", False),
        ("code", "|72514-3", False),
        ("code", r"urn:ours|pain\|now", True),
        ("code", "1,2,72514-3", True),
        ("code", "1,2", False),
        ("code:not", "1", True),
        ("code:not", "1,72514-3", False),
        ("category", "survey", True),
        ("category", "http://cat|exam", False),
        ("status", "final", True),
        ("_id", "pain-1", True),
        ("_id", "pain-2,pain-1", True),
        ("_id", "pain-2", False),
    ],
)
def test_codes_and_ids(name: str, value: str, expected: bool) -> None:
    assert fits(PAIN, (name, value)) is expected


def test_a_parameter_given_twice_must_fit_twice() -> None:
    assert fits(PAIN, ("date", "ge2026-03-01"), ("date", "lt2026-04-01"))
    assert not fits(PAIN, ("date", "ge2026-03-01"), ("date", "lt2026-03-10"))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("name", "nunez", True),
        ("name", "NÚÑ", True),
        ("name", "mar", True),
        ("name", "uñez", False),
        ("name:contains", "uñez", True),
        ("name:exact", "Núñez", True),
        ("name:exact", "núñez", False),
        ("name", r"x\,y,ana", True),
        ("identifier", "urn:mrn|42", True),
        ("identifier", "urn:other|42", False),
        ("_id", "ana", True),
    ],
)
def test_patients_by_name_and_identifier(name: str, value: str, expected: bool) -> None:
    assert fits(PERSON, (name, value)) is expected


@pytest.mark.parametrize("value", ["ana", "Patient/ana", "https://pt.example.org/fhir/r4/Patient/ana"])
@pytest.mark.parametrize("name", ["patient", "subject", "subject:Patient"])
def test_whose_a_resource_is(name: str, value: str) -> None:
    assert search("Observation", [(name, value)]).patient_id == "ana"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "required"),
        ([("patient", "")], "required"),
        ([("patient", "a,b")], "not-supported"),
        ([("patient", "Group/a")], "value"),
        ([("patient", "a"), ("subject", "b")], "value"),
        ([("patient:missing", "true")], "not-supported"),
        ([("patient", "a"), ("date", "yesterday")], "value"),
        ([("patient", "a"), ("date:missing", "true")], "not-supported"),
        ([("patient", "a"), ("code:below", "1")], "not-supported"),
        ([("patient", "a"), ("_count", "-1")], "value"),
        ([("patient", "a"), ("_count", "many")], "value"),
        ([("patient", "a"), ("_count", "²")], "value"),
        ([("patient", "a"), ("code", ",")], "value"),
        ([("patient", "a"), ("code", "x" * 501)], "too-long"),
        ([("patient", "a"), ("code", ",".join("x" * (MOST_VALUES + 1)))], "too-costly"),
    ],
)
def test_what_cannot_be_read_is_refused(given: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(BadSearch) as refused:
        search("Observation", given)
    assert refused.value.code == code and str(refused.value)


def test_what_is_not_known_is_passed_over_and_named_or_refused_when_strict() -> None:
    given = [("patient", "a"), ("color", "red"), ("_sort", "date"), ("color", "blue"), ("_format", "json")]
    found = search("Observation", given)
    assert found.ignored == ("color", "_sort") and found.used == (("patient", "a"),)
    with pytest.raises(BadSearch, match="color"):
        search("Observation", given, strict=True)


def test_how_many_are_on_a_page_is_bounded() -> None:
    assert search("Patient", [("_count", "100000")]).count == MOST_COUNT
    assert search("Patient", [("_count", "0")]).count == 0


def test_everything_of_some_days_and_types() -> None:
    found = everything(
        [("start", "2026-02"), ("end", "2026"), ("_type", "Goal,Patient"), ("_count", "9999"), ("x", "1")],
        frozenset({"Goal", "Patient", "Flag"}),
    )
    assert (found.first, found.last) == (date(2026, 2, 1), date(2026, 12, 31))
    assert found.types == {"Goal", "Patient"} and found.count == MOST_COUNT and found.ignored == ("x",)
    assert everything([], frozenset()).count is None


@pytest.mark.parametrize(
    "given", [[("start", "soon")], [("_type", "Unicorn")], [("end", "2026"), ("end", "2027")], [("_count", "x")]]
)
def test_everything_refuses_what_it_cannot_read(given: list[tuple[str, str]]) -> None:
    with pytest.raises(BadSearch):
        everything(given, frozenset({"Goal"}))
