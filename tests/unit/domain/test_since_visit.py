"""What changed since the last visit."""

from patient_app.domain.measures import Direction, Turn
from patient_app.domain.since_visit import change_since
from tests.unit.domain.builders import day


def test_the_last_three_values_of_both_sides_are_compared() -> None:
    series = [(day(n), float(value)) for n, value in enumerate([9, 6, 6, 6, 5, 3, 2, 1])]
    found = change_since(series, day(3), Direction.HIGHER_IS_WORSE, mic=2)
    assert found is not None
    assert (found.baseline, found.latest, found.turn, found.beyond_mic) == (6, 2, Turn.BETTER, True)


def test_single_days_say_too_little() -> None:
    series = [(day(n), 5.0) for n in range(5)]
    assert change_since(series, day(1), Direction.HIGHER_IS_WORSE) is None
    assert change_since(series, day(2), Direction.HIGHER_IS_WORSE) is None
    assert change_since([*series, (day(5), None), (day(6), 5.0)], day(2), Direction.HIGHER_IS_WORSE) is not None
