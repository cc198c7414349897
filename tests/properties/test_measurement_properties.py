"""What must hold of measurements: nothing implausible gets in, order of grades, change, and which values count."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.content.measurement_catalogue import items
from patient_app.domain.errors import Invalid
from patient_app.domain.measurements import (
    GRADES,
    Found,
    Measurement,
    Scale,
    What,
    change,
    grade_rank,
    in_unit,
    progress,
    read,
)
from patient_app.domain.measures import Direction, Turn
from patient_app.presenters.measurements import typed

many = settings(max_examples=150, deadline=None)
scales = st.sampled_from(sorted({item.scale for item in items().values()}, key=repr))
directions = st.sampled_from(Direction)
grades = st.sampled_from(GRADES)
degrees = st.integers(-30, 200).map(float)
START = datetime(2026, 1, 1, tzinfo=UTC)


@many
@given(st.text(max_size=12) | st.floats(-500, 500).map(lambda value: f"{value:.1f}"), scales)
def test_only_plausible_values_get_in(text: str, scale: Scale) -> None:
    try:
        found = read(text, scale)
    except Invalid:
        return
    if scale.is_grade:
        assert found.grade in GRADES
    else:
        usual = in_unit(found, scale.units[0])
        assert usual is not None and scale.low <= usual <= scale.high


@many
@given(scales, st.data())
def test_a_value_is_typed_as_it_is_shown(scale: Scale, data: st.DataObject) -> None:
    if scale.is_grade:
        found = Found(grade=data.draw(grades))
    else:
        value = data.draw(st.floats(scale.low, scale.high))
        try:
            found = read(f"{value:.3f}".replace("e", ""), scale)
        except Invalid:  # rounded over the edge
            return
    assert read(typed(found), scale) == found


@many
@given(grades, grades, directions)
def test_a_higher_grade_is_a_rise_and_its_turn_follows_the_direction(
    before: str, after: str, direction: Direction
) -> None:
    found = change(Found(grade=before), Found(grade=after), direction)
    assert found is not None
    assert found.points is None
    assert found.rise == (grade_rank(after) > grade_rank(before)) - (grade_rank(after) < grade_rank(before))
    back = change(Found(grade=after), Found(grade=before), direction)
    assert back is not None and back.rise == -found.rise
    assert (found.turn is Turn.SAME) == (before == after)


@many
@given(st.lists(st.tuples(degrees, st.integers(0, 30), st.booleans()), max_size=12))
def test_the_course_is_of_live_values_only_whatever_their_order(values: list[tuple[float, int, bool]]) -> None:
    made = [
        Measurement(
            id=f"{at:03}",
            what=What("rom", "knee", "flexion", active=True),
            side=None,
            found=Found(value, "deg"),
            measured_on=date(2026, 1, 1) + timedelta(days=on),
            measured_by="pt",
            recorded_at=START + timedelta(minutes=at),
            replaced_by="other" if gone else None,
        )
        for at, (value, on, gone) in enumerate(values)
    ]
    found = progress(made)
    assert found == progress(reversed(made))
    live = [each for each in made if each.is_live]
    assert (found is None) == (not live)
    if found is not None:
        assert found.baseline.measured_on == min(each.measured_on for each in live)
        assert found.last.measured_on == max(each.measured_on for each in live)
        days = {each.measured_on for each in live}
        assert (found.change is None) == (len(days) == 1)
        if found.change is not None:
            before, after = found.baseline.found.value, found.last.found.value
            assert before is not None and after is not None
            assert found.change.points == after - before
