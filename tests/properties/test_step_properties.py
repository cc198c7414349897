"""Steps of any dose: one thing changes, never beyond the limits, and up then back is where one was."""

from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.dose_steps import Ladder, Step, StepField, step_back, step_up
from patient_app.domain.program import BAND_COLOURS, FixedDays, Load, LoadKind, Prescription, Side, Weekday
from patient_app.domain.usual_dose import UsualRange

LIMITS = {"reps": (1, 500), "sets": (1, 50), "hold_seconds": (1, 3600), "duration_minutes": (0.1, 600)}
"""Of the HTTP API."""

masses = st.integers(1, 5000).map(lambda tenths: tenths / 10)
loads = st.one_of(
    st.none(),
    st.just(Load(LoadKind.BODY)),
    st.sampled_from([*BAND_COLOURS, None, "orange"]).map(lambda colour: Load(LoadKind.BAND, colour)),
    st.builds(lambda mass, unit: Load(LoadKind.MASS, mass, unit), masses, st.sampled_from(["kg", "lb"])),
)
minutes = st.integers(1, 6000).map(lambda tenths: tenths / 10)
dose: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"duration_minutes": minutes}),
    st.fixed_dictionaries({"reps": st.integers(1, 500)}),
    st.fixed_dictionaries({"hold_seconds": st.integers(1, 3600)}),
    st.fixed_dictionaries({"reps": st.integers(1, 20), "hold_seconds": st.integers(1, 120)}),
)


@st.composite
def lines(draw: st.DrawFn) -> Prescription:
    return Prescription(
        id="a",
        line_id="line",
        exercise_id="bridge",
        side=draw(st.sampled_from(list(Side))),
        sets=draw(st.integers(1, 50)),
        times_per_day=1,
        schedule=FixedDays(frozenset(Weekday)),
        load=draw(loads),
        **draw(dose),
    )


def bounds(low: int, high: int) -> st.SearchStrategy[tuple[float, float] | None]:
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(lambda two: (min(two), max(two)))
    return st.one_of(st.none(), pair)


usual = st.builds(
    UsualRange,
    sets=bounds(1, 10),
    reps=bounds(1, 100),
    hold_seconds=bounds(1, 300),
    duration_minutes=bounds(1, 120),
)


def changed(before: Prescription, after: Prescription) -> list[str]:
    return [each.name for each in fields(Prescription) if getattr(before, each.name) != getattr(after, each.name)]


def is_within_limits(line: Prescription) -> bool:
    values = {name: getattr(line, name) for name in LIMITS}
    numbers = all(value is None or LIMITS[name][0] <= value <= LIMITS[name][1] for name, value in values.items())
    mass = line.load.value if line.load is not None and line.load.kind is LoadKind.MASS else None
    return numbers and (mass is None or 0.1 <= float(mass) <= 500)


def check(line: Prescription, step: Step | None) -> None:
    if step is not None:
        assert changed(line, step.line) == [step.field]
        assert is_within_limits(step.line)


@given(lines(), usual)
def test_a_step_changes_one_thing_within_the_limits(line: Prescription, usual: UsualRange) -> None:
    ladder = Ladder(usual)
    check(line, step_up(line, ladder))
    check(line, step_back(line, ladder))
    check(line, step_back(line, ladder, less=True))


@given(lines(), usual)
def test_up_and_back_is_where_one_was(line: Prescription, usual: UsualRange) -> None:
    up = step_up(line, Ladder(usual))
    if up is not None:
        for less in (False, True):
            back = step_back(up.line, Ladder(usual), line, less=less)
            assert back is not None and back.line == line


@given(lines(), usual)
def test_a_step_up_stays_within_the_usual_dose(line: Prescription, usual: UsualRange) -> None:
    up = step_up(line, Ladder(usual))
    if up is not None and up.field is not StepField.LOAD:
        assert getattr(line, up.field) < getattr(up.line, up.field) <= getattr(usual, up.field)[1]


@given(lines(), usual)
def test_back_alone_leads_to_a_dose_that_is_less(line: Prescription, usual: UsualRange) -> None:
    back = step_back(line, Ladder(usual))
    if back is not None and back.field is not StepField.LOAD:
        assert getattr(back.line, back.field) < getattr(line, back.field)


@given(lines(), usual)
def test_the_way_up_ends(line: Prescription, usual: UsualRange) -> None:
    """Steps go up to the top of what is known, and every one of them is a new dose."""
    start = replace(line, load=None)
    seen = {start}
    while (up := step_up(start, Ladder(usual))) is not None:
        assert up.line not in seen
        seen.add(up.line)
        start = up.line
