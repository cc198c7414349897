"""What a PT does to the lines of a draft: swap, move, fill in, and keep for later."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Side, TimesPerWeek, Weekday
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_draft_json import from_json, to_json
from patient_app.presenters.program_form import TEXT_FIELDS, LineForm


def a_line(exercise: str = "bridge", line_id: str = "", **fields: object) -> Prescription:
    values = {"side": Side.NONE, "sets": 2, "reps": 8, "times_per_day": 1, "schedule": TimesPerWeek(3), **fields}
    return Prescription(id="", line_id=line_id, exercise_id=exercise, **values)  # type: ignore[arg-type]


def a_version(*lines: Prescription) -> ProgramVersion:
    return ProgramVersion(1, date(2026, 3, 2), lines, datetime(2026, 3, 2, tzinfo=UTC), "pt")


def a_draft(*ids: str) -> ProgramDraft:
    return drafts.begin(a_version(*(a_line(id, id) for id in ids)), "2026-03-02")


def keys(draft: ProgramDraft) -> list[str]:
    return [line.key for line in draft.lines]


def test_a_swap_is_a_new_line_in_the_old_place_with_the_plan_of_the_old() -> None:
    old = a_line("bridge", "one", side=Side.LEFT, schedule=FixedDays(frozenset({Weekday.MON})), times_per_day=2)
    draft = drafts.edit(drafts.begin(a_version(old, a_line("walk", "two")), ""), "one", "pain_green", "2")
    swapped = drafts.swap(draft, "one", a_line("bridge-one-leg", side=Side.BOTH, sets=3, reps=6))
    line = swapped.lines[0]
    assert (line.exercise_id, line.line_id, line.key) == ("bridge-one-leg", "", "new-1")
    assert (line.sets, line.reps) == ("3", "6")
    assert (line.side, line.days, line.times_per_day, line.pain_green) == ("left", ("mon",), "2", "2")
    assert [each.key for each in swapped.gone] == ["one"]


def test_a_swap_to_a_one_sided_exercise_asks_for_the_side() -> None:
    swapped = drafts.swap(a_draft("bridge"), "bridge", a_line("band-er", side=Side.RIGHT), side_open=True)
    assert swapped.lines[0].side == ""


def test_a_swap_to_an_exercise_without_sides_has_none() -> None:
    draft = drafts.edit(a_draft("bridge"), "bridge", "side", "left")
    assert drafts.swap(draft, "bridge", a_line("walk")).lines[0].side == "none"


def test_swapping_a_line_that_is_not_there_changes_nothing() -> None:
    draft = a_draft("bridge")
    assert drafts.swap(draft, "other", a_line("walk")) == draft


def test_a_step_changes_one_thing_and_leaves_what_the_pt_wrote() -> None:
    draft = drafts.edit(a_draft("bridge"), "bridge", "note", "Slow")
    draft = drafts.apply(draft, "bridge", a_line("bridge"), a_line("bridge", reps=10))
    line = draft.lines[0]
    assert (line.key, line.line_id, line.reps, line.sets, line.note) == ("bridge", "bridge", "10", "2", "Slow")
    assert drafts.apply(draft, "bridge", a_line("bridge"), a_line("walk", reps=3)) == draft


def test_a_line_goes_to_any_place_and_not_beyond_the_ends() -> None:
    draft = a_draft("a", "b", "c")
    assert keys(drafts.move_to(draft, "c", 0)) == ["c", "a", "b"]
    assert keys(drafts.move_to(draft, "a", 99)) == ["b", "c", "a"]
    assert keys(drafts.move_to(draft, "b", -5)) == ["b", "a", "c"]
    assert drafts.move_to(draft, "x", 1) == draft


def test_pain_limits_for_all_lines_at_once() -> None:
    draft = drafts.fill_pain_rule(a_draft("a", "b"), "3", "5")
    assert {(line.pain_green, line.pain_amber) for line in draft.lines} == {("3", "5")}


texts = st.text(max_size=12)
forms = st.builds(
    LineForm,
    key=texts.filter(bool),
    line_id=texts,
    exercise_id=texts.filter(bool),
    days=st.sets(st.sampled_from([day.value for day in Weekday])).map(
        lambda days: tuple(day.value for day in Weekday if day.value in days)
    ),
    gates=st.lists(texts, max_size=2).map(tuple),
    **dict.fromkeys(sorted(TEXT_FIELDS), texts),
)


@settings(deadline=None)
@given(st.lists(forms, max_size=4), texts, texts, st.integers(0, 99), st.frozensets(texts, max_size=2))
def test_what_is_kept_comes_back_as_it_was(
    lines: list[LineForm], starts_on: str, note: str, made: int, checks: frozenset[str]
) -> None:
    base = a_version(a_line("bridge", "one"))
    draft = replace(
        drafts.begin(base, starts_on, note), lines=tuple(lines), made=made, checks=checks, starts_on=starts_on
    )
    assert from_json(json.loads(json.dumps(to_json(draft))), base) == draft


def test_a_draft_kept_by_an_older_or_newer_version_still_opens() -> None:
    data = {"lines": [{"key": "k", "exercise_id": "bridge", "colour": "red", "sets": None}, {"key": ""}, "x"]}
    [line] = from_json(data, None).lines
    assert (line.key, line.exercise_id, line.sets, line.days) == ("k", "bridge", "", ())


def test_a_gate_is_ticked_and_not_any_more() -> None:
    ticked = drafts.tick_gate(a_draft("bridge"), "bridge", "recent_fall", ticked=True)
    assert ticked.lines[0].gates == ("recent_fall",) and ticked.is_changed
    assert drafts.tick_gate(ticked, "bridge", "recent_fall", ticked=True) == ticked
    assert drafts.tick_gate(ticked, "bridge", "recent_fall", ticked=False) == a_draft("bridge")
