"""The words of the printed program."""

import pytest

from patient_app.content.locales import translator
from patient_app.domain.program import PainRule
from patient_app.presenters import handout
from tests.builders import a_line

t = translator("en")


@pytest.mark.parametrize(
    ("green", "amber", "said"),
    [
        (3, 5, ["up to 3", "Above 3, up to 5", "Above 5: stop", "above 3? Stop when the exercise adds more than 2"]),
        (2, 2, ["up to 2", "Above 2: stop", "above 2? Stop when the exercise adds more than 0"]),
        (4, 10, ["up to 4", "Above 4, up to 10", "above 4? Stop when the exercise adds more than 6"]),
        (10, 10, ["up to 10"]),
    ],
)
def test_pain_limits_are_the_prescribers(green: int, amber: int, said: list[str]) -> None:
    found = handout.pain_limits(t, PainRule(green, amber))
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))


def test_without_a_pain_rule_nothing_is_said_of_pain() -> None:
    assert handout.pain_limits(t, None) == ()


def test_only_what_is_set_is_said() -> None:
    assert handout.extras(t, a_line()) == ()
    assert handout.extras(t, a_line(intensity=0)) == ("Effort: 0 of 10.",)
    assert handout.extras(t, a_line(rest_seconds=1)) == ("Rest 1 second between sets.",)


def test_boxes_stand_on_the_days_that_are_prescribed() -> None:
    assert handout.ticks(a_line(days="tue sun", times_per_day=2)) == (0, 2, 0, 0, 0, 0, 2)
    assert handout.ticks(a_line(times_per_week=3)) == (1,) * 7
