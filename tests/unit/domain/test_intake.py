"""What an answer of the intake may be, and what the answers say together."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.content.intake_questions import intake_form
from patient_app.domain.errors import Invalid
from patient_app.domain.intake import (
    Kind,
    Known,
    Precision,
    Question,
    checked,
    had_operation,
    missing,
    onset_of,
    regions_of,
)

REGIONS = {"neck_back": "neck", "lower_back": "back", "tailbone": "back", "knee": "knee", "belly": "other"}
KNOWN = Known(date(2026, 3, 16), frozenset(REGIONS), ("RF1", "RF2"), "1")
ID = "0197a1c2-0000-7000-8000-000000000001"
QUESTIONS = {
    kind: Question("q", kind, options=("a", "b", "none"), none="none", words=True)
    for kind in (Kind.ONE, Kind.MANY, Kind.OPERATION)
} | {kind: Question("q", kind) for kind in (Kind.SITES, Kind.DATE, Kind.TEXT, Kind.SCALE, Kind.ACTIVITIES, Kind.SIGNS)}


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        (Kind.SITES, {"sites": ["knee", "knee", "belly"]}, {"sites": ["knee", "belly"]}),
        (Kind.DATE, {"on": "2026-03-16", "precision": "day"}, {"on": "2026-03-16", "precision": "day"}),
        (Kind.DATE, {"on": "2026-02-20", "precision": "month"}, {"on": "2026-02-01", "precision": "month"}),
        (Kind.DATE, {"on": "2019-07-20", "precision": "year"}, {"on": "2019-01-01", "precision": "year"}),
        (Kind.ONE, {"choice": "a"}, {"choice": "a"}),
        (Kind.ONE, {"choice": "a", "words": "  "}, {"choice": "a"}),
        (Kind.OPERATION, {"choice": "b", "words": " a disc "}, {"choice": "b", "words": "a disc"}),
        (Kind.MANY, {"choices": ["b", "a", "b"]}, {"choices": ["a", "b"]}),
        (Kind.MANY, {"choices": [], "words": "rain"}, {"choices": [], "words": "rain"}),
        (Kind.TEXT, {"words": " Hi "}, {"words": "Hi"}),
        (Kind.SCALE, {"value": 0}, {"value": 0}),
        (
            Kind.ACTIVITIES,
            {"items": [{"id": ID.upper(), "name": " Walk  far "}]},
            {"items": [{"id": ID, "name": "Walk far", "baseline": None}]},
        ),
        (
            Kind.SIGNS,
            {"question_version": "1", "answers": {"RF2": "no"}},
            {"question_version": "1", "answers": {"RF2": "no"}},
        ),
    ],
)
def test_what_fits_is_kept(kind: Kind, answer: dict[str, Any], kept: dict[str, Any]) -> None:
    assert checked(QUESTIONS[kind], answer, KNOWN) == kept


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Kind.SITES, {"sites": []}),
        (Kind.SITES, {"sites": ["moon"]}),
        (Kind.SITES, {"sites": "knee"}),
        (Kind.DATE, {"on": "2026-03-17", "precision": "day"}),
        (Kind.DATE, {"on": "1899-12-31", "precision": "day"}),
        (Kind.DATE, {"on": "2026-02-30", "precision": "day"}),
        (Kind.DATE, {"on": "2026-02-20", "precision": "week"}),
        (Kind.DATE, {"on": 20260220, "precision": "day"}),
        (Kind.ONE, {"choice": "c"}),
        (Kind.ONE, {"choice": ["a"]}),
        (Kind.ONE, {"choice": "a", "words": "x" * 1001}),
        (Kind.ONE, {"choice": "a", "who": "me"}),
        (Kind.MANY, {"choices": ["none", "a"]}),
        (Kind.MANY, {"choices": [{}]}),
        (Kind.TEXT, {"words": 7}),
        (Kind.SCALE, {"value": 11}),
        (Kind.SCALE, {"value": True}),
        (Kind.SCALE, {"value": 2.5}),
        (Kind.ACTIVITIES, {"items": [{"id": "me", "name": "Walk"}]}),
        (Kind.ACTIVITIES, {"items": [{"id": 7, "name": "Walk"}]}),
        (Kind.ACTIVITIES, {"items": [{"id": ID, "name": " "}]}),
        (Kind.ACTIVITIES, {"items": [{"id": ID, "name": "Walk", "baseline": 11}]}),
        (Kind.ACTIVITIES, {"items": [{"id": ID, "name": "Walk"}] * 6}),
        (Kind.ACTIVITIES, {"items": ["Walk"]}),
        (Kind.SIGNS, {"question_version": "0", "answers": {}}),
        (Kind.SIGNS, {"question_version": "1", "answers": {"RF1": "maybe"}}),
        (Kind.SIGNS, {"question_version": "1", "answers": {"RF9": "no"}}),
        (Kind.SIGNS, {"question_version": "1", "answers": []}),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(kind: Kind, answer: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        checked(QUESTIONS[kind], answer, KNOWN)
    assert all(each.field.startswith("answer") for each in refused.value.fields) and refused.value.fields


def test_words_are_only_taken_where_they_are_asked_for() -> None:
    with pytest.raises(Invalid):
        checked(Question("q", Kind.ONE, options=("a",)), {"choice": "a", "words": "x"}, KNOWN)


texts = st.sampled_from(["a", "knee", "RF1", "no", "2026-02-01", "day"])
json_scalars = st.none() | st.booleans() | st.integers(-2, 12) | texts
json_values = json_scalars | st.lists(json_scalars, max_size=3) | st.dictionaries(st.just("RF1"), json_scalars)
names = st.sampled_from(["sites", "on", "precision", "choice", "choices", "words", "value", "items", "answers"])


@given(st.sampled_from(list(QUESTIONS)), st.dictionaries(names, json_values, max_size=3))
def test_whatever_comes_is_kept_or_refused_and_what_is_kept_is_kept_again(kind: Kind, answer: dict[str, Any]) -> None:
    try:
        kept = checked(QUESTIONS[kind], answer, KNOWN)
    except Invalid:
        return
    assert checked(QUESTIONS[kind], kept, KNOWN) == kept


@pytest.mark.parametrize(
    ("sites", "how", "expected"),
    [
        ([], "fall", ()),
        (["knee", "lower_back", "tailbone"], "fall", ("back", "knee")),
        (["knee", "neck_back"], "fall", ("neck", "knee")),
        (["belly", "knee"], "fall", ("knee", "other")),
        (["belly"], "fall", ("other",)),
        (["knee"], "stroke", ("stroke", "knee")),
    ],
)
def test_the_main_region_has_most_places(sites: list[str], how: str, expected: tuple[str, ...]) -> None:
    assert regions_of({"where": {"sites": sites}, "how": {"choice": how}}, REGIONS) == expected


def test_an_operation_is_known_from_either_question() -> None:
    assert had_operation({"operation": {"choice": "yes"}})
    assert had_operation({"operation": {"choice": "no"}, "how": {"choice": "operation"}})
    assert not had_operation({"operation": {"choice": "no"}, "how": {"choice": "fall"}})
    assert not had_operation({})


def test_the_onset_is_known_as_well_as_it_was_said() -> None:
    assert onset_of({"onset": {"on": "2019-01-01", "precision": "year"}}) == (date(2019, 1, 1), Precision.YEAR)
    assert onset_of({}) is None


def test_safety_questions_are_missing_until_all_or_one_sign_is_answered() -> None:
    asked = (Question("signs", Kind.SIGNS, required=True), Question("more", Kind.TEXT))
    assert missing(asked, {}, ("RF1", "RF2")) == ("signs",)
    assert missing(asked, {"signs": {"answers": {"RF1": "no"}}}, ("RF1", "RF2")) == ("signs",)
    assert missing(asked, {"signs": {"answers": {"RF1": "no", "RF2": "no"}}}, ("RF1", "RF2")) == ()
    assert missing(asked, {"signs": {"answers": {"RF1": "not_sure"}}}, ("RF1", "RF2")) == ()


def test_the_form_asks_in_plain_order_and_needs_only_a_few() -> None:
    form = intake_form()
    needed = [each.key for each in form.questions if each.rule.required]
    assert needed == ["where", "onset", "how", "operation", "signs"]
    assert form.question("signs") is not None and form.question("nothing") is None
    for each in form.questions:
        assert len({option.name("en") for option in each.options}) == len(each.options)
