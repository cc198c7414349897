"""What a part does not open is nowhere in the Bundle: not its rows, not its words, not who is named only there."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.store.database import Database
from tests.fhir.conftest import Json, as_bundle, records

ROWS = {
    SharePart.PROGRAM: ("versions", "lines", "holds", "logs"),
    SharePart.PAIN: ("activities", "check_ins"),
    SharePart.MEASURES: ("responses", "assignments", "measurements", "goals", "goal_changes"),
    SharePart.JOURNEY: ("episodes", "orders", "visits", "reports", "journey", "documents"),
}
KINDS = {
    "CarePlan": {SharePart.PROGRAM},
    "Flag": {SharePart.PROGRAM},
    "Goal": {SharePart.MEASURES},
    "EpisodeOfCare": {SharePart.JOURNEY},
    "Condition": {SharePart.JOURNEY},
    "Composition": {SharePart.JOURNEY},
    "DocumentReference": {SharePart.JOURNEY},
    "Appointment": {SharePart.JOURNEY},
}
"""What opens the kinds of resources that belong to one part."""

EMAIL = re.compile(r"[\w.]+@[\w.]+")
Full = dict[str, tuple[Any, FhirRecord]]


@pytest.fixture(scope="session")
def full(demo_database: Database) -> Full:
    """By patient: what makes a record, and the whole of it."""
    return {id: (make, make(ALL_PARTS, True)) for id, make in records(demo_database).items()}


@settings(max_examples=20, deadline=None)
@given(number=st.integers(0, 19), parts=st.frozensets(st.sampled_from(SharePart)))
def test_what_a_part_does_not_open_is_nowhere_in_the_bundle(
    demo_database: Database, number: int, parts: frozenset[SharePart]
) -> None:
    make = list(records(demo_database).values())[number]
    whole = make(ALL_PARTS, True)
    found = as_bundle(make(parts, False))
    text = json.dumps(found, ensure_ascii=False)
    opened = str([getattr(whole, name) for part in parts for name in ROWS[part]])
    for closed in ALL_PARTS - parts:
        rows = [row for name in ROWS[closed] for row in getattr(whole, name)]
        # An intake, for one, names the activities that it began.
        assert not [row.id for row in rows if row.id in text and row.id not in opened]
    assert not [words for words in _closed_words(whole, parts) if words in text]
    for each in found["entry"]:
        kind = each["resource"]["resourceType"]
        assert KINDS.get(kind, parts) <= parts


def test_everything_that_is_open_is_in_the_bundle(full: Full) -> None:
    for make, whole in full.values():
        for part in SharePart:
            text = json.dumps(as_bundle(make(frozenset({part}), False)))
            assert not [row.id for name in ROWS[part] for row in getattr(whole, name) if row.id not in text]


def test_without_pain_the_journey_and_the_program_tell_no_pain(full: Full) -> None:
    told = 0
    for make, whole in full.values():
        record = make(ALL_PARTS - {SharePart.PAIN}, False)
        text = json.dumps(as_bundle(record))
        told += sum(bool(each.answers) for each in whole.holds)
        assert all(not (each.answers or each.text_shown or each.check_in_id) for each in record.holds)
        assert all(each.baseline_pain is None for each in record.episodes)
        for word in ("baselinePain", "pain_now", "pain_worst", "question_version", "textShown", "final-summary"):
            assert word not in text
    assert told, "no hold of the demo has answers"


def test_nobodys_email_is_told_to_others(full: Full, demo_database: Database) -> None:
    for make, whole in full.values():
        # Who has not come yet is called by the address of the invitation.
        known = {whole.patient.name}
        assert set(EMAIL.findall(json.dumps(as_bundle(make(ALL_PARTS, False))))) <= known
        own = as_bundle(make(ALL_PARTS, True))
        [email] = own["entry"][0]["resource"]["telecom"]
        assert set(EMAIL.findall(json.dumps(own))) <= known | {email["value"]}


def test_shares_are_told_to_the_patient_alone(full: Full) -> None:
    for make, whole in full.values():
        assert _of_kind(as_bundle(make(ALL_PARTS, True)), "Consent") == [each.id for each in whole.shares]
        assert not _of_kind(as_bundle(make(ALL_PARTS, False)), "Consent")


def _of_kind(bundle: Json, kind: str) -> list[str]:
    return [each["resource"]["id"] for each in bundle["entry"] if each["resource"]["resourceType"] == kind]


def _closed_words(whole: FhirRecord, parts: frozenset[SharePart]) -> set[str]:
    """Sentences that stand in rows of closed parts, and not in those of open ones (the same words may stand twice)."""
    closed, opened = set[str](), set[str]()
    for part, names in ROWS.items():
        into = opened if part in parts else closed
        for name in names:
            for row in getattr(whole, name):
                into.update(_sentences(tuple(row)))
    people = {each.name for each in whole.clinicians} | {whole.patient.name, whole.clinic.name}
    people |= {each.name for each in whole.centres}
    if SharePart.PROGRAM in parts:
        opened |= set(whole.names.exercises.values())
    if SharePart.MEASURES in parts:
        opened |= {each.name for each in whole.names.measures.values()} | set(whole.names.measured.values())
    if SharePart.PAIN in parts:
        opened |= set(whole.names.sites.values())
    return {each for each in closed - opened - people if not any(each in other for other in opened)}


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str) and " " in value.strip() and len(value) > 8:
        yield value.strip()
    elif isinstance(value, dict):
        for each in value.values():
            yield from _sentences(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _sentences(each)
