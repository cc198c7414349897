"""A dose against what its source gives."""

from patient_app.domain.program import FixedDays, Prescription, Side, TimesPerWeek, Weekday
from patient_app.domain.usual_dose import OutsideUsual, UsualRange, outside_usual

BRIDGE = UsualRange(sets=(2, 3), reps=(8, 12), hold_seconds=(3, 5), days_per_week=(3, 3))


def a_dose(**changes: object) -> Prescription:
    values = {"sets": 3, "reps": 10, "hold_seconds": 3, "times_per_day": 1, "schedule": TimesPerWeek(3), **changes}
    return Prescription(id="", line_id="", exercise_id="bridge", side=Side.NONE, **values)  # type: ignore[arg-type]


def test_a_dose_within_its_source_is_as_usual() -> None:
    assert outside_usual(a_dose(), BRIDGE) == ()


def test_both_ends_are_still_usual() -> None:
    assert outside_usual(a_dose(sets=2, reps=12, hold_seconds=5), BRIDGE) == ()


def test_each_value_outside_is_named_with_what_is_usual() -> None:
    found = outside_usual(a_dose(sets=5, reps=20), BRIDGE)
    assert found == (OutsideUsual("sets", 5, 2, 3), OutsideUsual("reps", 20, 8, 12))


def test_set_weekdays_count_as_days_a_week() -> None:
    every_day = FixedDays(frozenset(Weekday))
    assert outside_usual(a_dose(schedule=every_day), BRIDGE) == (OutsideUsual("days_per_week", 7, 3, 3),)


def test_what_is_not_prescribed_or_not_known_is_not_judged() -> None:
    assert outside_usual(a_dose(hold_seconds=None), BRIDGE) == ()
    assert outside_usual(a_dose(sets=50, reps=500, times_per_day=6), UsualRange()) == ()
