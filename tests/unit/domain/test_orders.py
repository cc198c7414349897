"""How long an order counts, what becomes of it, and the form of a code."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.orders import Answers, OrderState, diagnosis_code, ends_on, expires_on, order_state

SIGNED = date(2026, 3, 16)


def test_an_order_counts_for_its_weeks_and_the_days_of_grace() -> None:
    assert expires_on(SIGNED, 6) == date(2026, 5, 4)


def test_an_order_that_nobody_accepts_ends_earlier() -> None:
    expires = expires_on(SIGNED, 20)
    assert ends_on(SIGNED, expires, accepted=False, order_days=90) == date(2026, 6, 14)
    assert ends_on(SIGNED, expires, accepted=True, order_days=90) == expires
    assert ends_on(SIGNED, expires_on(SIGNED, 6), accepted=False, order_days=90) == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("answers", "on_last_day", "day_after"),
    [
        (Answers(), OrderState.WAITING, OrderState.EXPIRED),
        (Answers(accepted_on=SIGNED), OrderState.ACCEPTED, OrderState.ENDED),
        (Answers(declined_on=SIGNED), OrderState.DECLINED, OrderState.DECLINED),
        (Answers(accepted_on=SIGNED, renewed=True), OrderState.RENEWED, OrderState.RENEWED),
        (Answers(accepted_on=SIGNED, renewed=True, cancelled_on=SIGNED), OrderState.CANCELLED, OrderState.CANCELLED),
    ],
)
def test_what_becomes_of_an_order(answers: Answers, on_last_day: OrderState, day_after: OrderState) -> None:
    last = SIGNED + timedelta(days=40)
    assert order_state(answers, last, last) is on_last_day
    assert order_state(answers, last, last + timedelta(days=1)) is day_after


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("M54.50", "M54.50"),
        ("m5450", "M54.50"),
        (" s93.401a ", "S93.401A"),
        ("R42", "R42"),
        ("m53.2x6", "M53.2X6"),
        ("M54.", "M54"),
        ("", None),
        ("back", None),
        ("54.50", None),
        ("M54.50000", None),
    ],
)
def test_a_typed_code_gets_its_usual_form(typed: str, code: str | None) -> None:
    assert diagnosis_code(typed) == code


@given(st.text(max_size=12))
def test_reading_a_code_twice_changes_nothing(typed: str) -> None:
    once = diagnosis_code(typed)
    assert once is None or diagnosis_code(once) == once


@given(st.integers(1, 52), st.integers(7, 365), st.booleans())
def test_an_order_never_counts_longer_than_it_says(weeks: int, order_days: int, accepted: bool) -> None:
    last = ends_on(SIGNED, expires_on(SIGNED, weeks), accepted, order_days)
    assert last is not None and SIGNED < last <= expires_on(SIGNED, weeks)
