"""Own words, the seal, and the clock of the next report."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.attention import report_due
from patient_app.domain.attention_facts import AttentionFacts, ReportClock
from patient_app.domain.report_clock import clock_state
from patient_app.domain.reports import canonical, content_hash, entry_hash, is_chain, is_own_words
from patient_app.domain.settings import ClinicalSettings

START = date(2026, 3, 2)
HINT = "Why there was progress or not, for this patient, in your own words."
LAST = "Stairs are easier, sitting is still hard."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t",
        ".",
        "...",
        "--",
        "?!",
        "12",
        "x",
        "aaaa",
        "N/A",
        "n.a.",
        "TBD",
        "todo",
        "Same",
        "see above",
        "igual",
    ],
)
def test_what_stands_for_nothing_is_no_assessment(text: str) -> None:
    assert not is_own_words(text)


@pytest.mark.parametrize("text", ["Continue.", "Mejor", "Pain down, stairs next", "D/C next week", "Sitzt länger"])
def test_a_few_words_are_enough(text: str) -> None:
    assert is_own_words(text, [HINT, LAST])


@pytest.mark.parametrize(
    "text", [HINT, HINT.upper(), f" {HINT}  . ", LAST, f"{LAST} {HINT}", LAST.replace(" ", "\n"), f"{LAST} ok"]
)
def test_what_is_offered_or_was_written_before_is_nobodys_own_words(text: str) -> None:
    assert not is_own_words(text, [HINT, LAST])


def test_a_quotation_with_own_words_beside_it_counts() -> None:
    assert is_own_words(f"{LAST} Since then she walks to the store.", [HINT, LAST])


@given(st.text(alphabet=" .,;:-_/\\!?0123456789\n", max_size=40))
def test_no_mix_of_signs_and_digits_is_an_assessment(text: str) -> None:
    assert not is_own_words(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(st.text(max_size=5), json_values, min_size=1, max_size=4)


@given(contents)
def test_the_order_of_the_names_does_not_matter(content: dict[str, Any]) -> None:
    assert content_hash(dict(reversed(content.items()))) == content_hash(content)
    assert "\n" not in canonical({"a": 1, "b": [1, 2]})


@given(contents, contents)
def test_another_content_has_another_hash(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (content_hash(one) == content_hash(other)) == (canonical(one) == canonical(other))


@given(st.lists(st.text(max_size=8), min_size=2, max_size=5), st.data())
def test_a_chain_holds_every_entry_in_its_place(texts: list[str], data: st.DataObject) -> None:
    first, before, entries = content_hash({"report": 1}), "", []
    before = first
    for at, text in enumerate(texts):
        entry: dict[str, Any] = {"at": at, "text": text}
        before = entry_hash(before, entry)
        entries.append({**entry, "hash": before})
    assert is_chain(first, entries)
    at = data.draw(st.integers(0, len(entries) - 2))
    assert not is_chain(first, entries[:at] + entries[at + 1 :])
    assert not is_chain(first, [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]])
    assert not is_chain(first, [*entries[:at], {**entries[at], "text": entries[at]["text"] + "!"}, *entries[at + 1 :]])


def clock(*treated: int) -> ReportClock:
    return ReportClock(START, tuple(START + timedelta(days=day) for day in treated))


def test_day_7_of_10_and_18_of_30_days() -> None:
    found = clock_state(clock(0, 2, 5, 7, 9, 12, 16), START + timedelta(days=18), ClinicalSettings())
    assert (found.treated, found.treated_limit, found.days, found.days_limit) == (7, 10, 18, 30)
    assert (found.is_soon, found.is_due, found.due_on) == (False, False, START + timedelta(days=30))


def test_the_caseload_is_told_two_treatment_days_and_a_week_before() -> None:
    settings = ClinicalSettings()
    assert clock_state(clock(*range(8)), START + timedelta(days=9), settings).is_soon
    assert not clock_state(clock(*range(7)), START + timedelta(days=9), settings).is_soon
    assert clock_state(clock(0), START + timedelta(days=23), settings).is_soon
    assert not clock_state(clock(0), START + timedelta(days=22), settings).is_soon


@given(
    st.frozensets(st.integers(0, 60), max_size=30),
    st.integers(0, 60),
    st.integers(1, 20),
    st.integers(7, 60),
)
def test_the_clock_is_due_exactly_when_the_attention_rule_says_so(
    treated: frozenset[int], passed: int, limit: int, days: int
) -> None:
    settings = ClinicalSettings(report_treatment_days=limit, report_days=days)
    today = START + timedelta(days=passed)
    reason = report_due(AttentionFacts(report_clock=clock(*sorted(treated))), today, settings)
    found = clock_state(clock(*sorted(treated)), today, settings)
    assert found.is_due == (reason is not None)
    assert reason is None or reason.since == found.due_on
    assert found.is_soon or not found.is_due
