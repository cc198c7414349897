"""Links for people without an account: what is taken, which days, and when a link is open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from patient_app.domain.errors import Invalid
from patient_app.domain.people import SharePart
from patient_app.domain.share_links import LinkState, NewLink, check, end_of, period, state

TODAY = date(2026, 3, 16)
RIGHT = NewLink("Dr. Lee", frozenset({SharePart.PAIN}), TODAY, days=28)
NOON = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"days": 1},
        {"days": 366},
        {"days": None, "first": TODAY, "last": TODAY},
        {"days": None, "first": TODAY - timedelta(days=365), "last": TODAY},
        {"until": TODAY + timedelta(days=90)},
        {"openings": 1},
        {"openings": 100},
        {"label": "x" * 80},
    ],
)
def test_what_is_taken(changed: dict[str, Any]) -> None:
    check(replace(RIGHT, **changed), TODAY, 90)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"label": " "}, "label"),
        ({"label": "x" * 81}, "label"),
        ({"parts": frozenset()}, "parts"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=91)}, "until"),
        ({"openings": 0}, "openings"),
        ({"openings": 101}, "openings"),
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"first": TODAY}, "days"),
        ({"days": None}, "first"),
        ({"days": None, "first": TODAY}, "first"),
        ({"days": None, "first": TODAY, "last": TODAY - timedelta(days=1)}, "first"),
        ({"days": None, "first": TODAY - timedelta(days=366), "last": TODAY}, "first"),
        ({"days": None, "first": TODAY, "last": TODAY + timedelta(days=1)}, "last"),
    ],
)
def test_what_is_not_taken_is_named(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as error:
        check(replace(RIGHT, **changed), TODAY, 90)
    assert [each.field for each in error.value.fields] == [field]


def test_several_wrong_fields_are_all_named() -> None:
    with pytest.raises(Invalid) as error:
        check(replace(RIGHT, label="", openings=0), TODAY, 90)
    assert [each.field for each in error.value.fields] == ["label", "openings"]


def test_days_that_follow_the_data_end_with_today_and_fixed_ones_stay() -> None:
    assert period(7, None, None, TODAY) == (date(2026, 3, 10), TODAY)
    assert period(7, None, None, TODAY + timedelta(days=3)) == (date(2026, 3, 13), date(2026, 3, 19))
    fixed = (date(2026, 3, 1), date(2026, 3, 5))
    assert period(None, *fixed, TODAY) == fixed


def test_the_last_day_ends_at_the_patients_midnight() -> None:
    assert end_of(TODAY, "America/New_York") == datetime(2026, 3, 17, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, LinkState.OPEN),
        ({"openings_left": 1}, LinkState.OPEN),
        ({"openings_left": 0}, LinkState.USED_UP),
        ({"allowed": False}, LinkState.OFF),
        ({"now": NOON + timedelta(hours=1)}, LinkState.EXPIRED),
        ({"locked": True, "now": NOON + timedelta(hours=1)}, LinkState.LOCKED),
        ({"revoked": True, "locked": True, "allowed": False}, LinkState.CLOSED),
    ],
)
def test_why_a_link_is_not_open(changed: dict[str, Any], expected: LinkState) -> None:
    given = {
        "now": NOON,
        "expires_at": NOON + timedelta(hours=1),
        "revoked": False,
        "locked": False,
        "openings_left": None,
        "allowed": True,
    }
    assert state(**{**given, **changed}) is expected
