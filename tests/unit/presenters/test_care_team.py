"""When a share ends, chosen in one tap; and what a card says."""

from datetime import date

import pytest

from patient_app.content.locales import translator
from patient_app.domain.dates import months_later
from patient_app.presenters import care_team as words

TODAY, COURSE_ENDS, OWN = date(2026, 11, 30), date(2027, 1, 8), date(2026, 12, 24)


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        (words.NO_END, None),
        (words.ONE_MONTH, date(2026, 12, 30)),
        (words.THREE_MONTHS, date(2027, 2, 28)),
        (words.COURSE, COURSE_ENDS),
        (words.OWN, OWN),
        ("something else", None),
    ],
)
def test_each_choice_is_its_last_day(choice: str, day: date | None) -> None:
    assert words.end_of(choice, OWN, TODAY, COURSE_ENDS) == day


def test_the_choices_say_their_day_and_the_order_only_when_there_is_one() -> None:
    t = translator("en")
    assert [each.text for each in words.ends(t, TODAY, None)] == [
        "Until I stop it",
        "1 month: until Wed, Dec 30",
        "3 months: until Sun, Feb 28, 2027",
        "Until a day that I choose",
    ]
    assert "End of the therapy that is ordered: until Fri, Jan 8, 2027" in [
        each.text for each in words.ends(t, TODAY, COURSE_ENDS)
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected
