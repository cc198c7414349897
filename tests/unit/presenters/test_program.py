"""Programs in words, and what publishing a draft would change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from patient_app.content.locales import translator
from patient_app.domain.program import (
    FixedDays,
    Load,
    LoadKind,
    PainRule,
    Prescription,
    ProgramVersion,
    Side,
    TimesPerWeek,
    Weekday,
)
from patient_app.presenters import program as words
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.program import Change
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_form import form_of, read

T = translator("en")
TODAY = date(2026, 11, 24)
NAMES = {"bridge": "Bridge", "clamshell": "Clamshell", "walk": "Walking"}
_numbers = count(1)


def a_line(exercise_id: str = "bridge", **fields: object) -> Prescription:
    line = Prescription(
        id=f"id-{next(_numbers)}",
        line_id=f"line-{exercise_id}",
        exercise_id=exercise_id,
        side=Side.NONE,
        sets=3,
        reps=10,
        times_per_day=1,
        schedule=TimesPerWeek(3),
    )
    return replace(line, **fields)  # type: ignore[arg-type]


def a_version(*lines: Prescription, number: int = 4) -> ProgramVersion:
    return ProgramVersion(number, TODAY, lines, datetime(2026, 11, 24, tzinfo=UTC), "paul")


def a_draft(*lines: Prescription) -> ProgramDraft:
    return drafts.begin(a_version(*lines), TODAY.isoformat())


def changes(draft: ProgramDraft) -> tuple[Change, ...]:
    return words.changes(T, draft, NAMES.__getitem__)


def test_a_line_says_dose_and_days_as_the_patient_reads_them() -> None:
    line = a_line(side=Side.BOTH, hold_seconds=5, schedule=FixedDays(frozenset({Weekday.FRI, Weekday.MON})))
    assert words.line_words(T, line) == "3 sets of 10, each side, hold 5 seconds. Mon, Fri."


@pytest.mark.parametrize(
    ("day", "said"),
    [(TODAY, "from today"), (date(2026, 11, 2), "since Mon, Nov 2"), (date(2026, 11, 30), "from Mon, Nov 30")],
)
def test_a_version_says_since_or_from_when(day: date, said: str) -> None:
    assert words.starts(T, day, TODAY) == said


def test_a_published_version_is_read_with_what_goes_beyond_the_dose() -> None:
    line = a_line(rest_seconds=45, pain_rule=PainRule(3, 5), note="Slow.")
    (found,) = words.read_lines(T, a_version(line), NAMES.__getitem__)
    assert found.more == "Rest: 45 s · Pain limits: green to 3, amber to 5 · Note: Slow."


def test_an_untouched_draft_changes_nothing() -> None:
    draft = a_draft(a_line(), a_line("walk"))
    assert changes(draft) == ()
    assert not draft.is_changed


def test_a_new_dose_is_said_from_what_to_what() -> None:
    draft = drafts.edit(a_draft(a_line()), "line-bridge", "sets", "4")
    assert changes(draft) == (
        Change("changed", "Bridge", "3 sets of 10. 3 times a week.", "4 sets of 10. 3 times a week."),
    )


def test_what_the_dose_does_not_say_is_said_by_its_name() -> None:
    draft = drafts.edit(a_draft(a_line()), "line-bridge", "rest", "60")
    assert changes(draft) == (Change("changed", "Bridge, rest", "nothing", "60 s"),)


def test_a_load_that_the_dose_names_is_said_once() -> None:
    draft = drafts.edit(a_draft(a_line(load=Load(LoadKind.BODY))), "line-bridge", "load", "band:red")
    assert [change.name for change in changes(draft)] == ["Bridge"]


def test_added_removed_and_moved_lines_are_said() -> None:
    draft = a_draft(a_line(), a_line("clamshell"), a_line("walk"))
    draft = drafts.remove(draft, "line-clamshell")
    draft = drafts.move(draft, "line-walk", -1)
    draft = drafts.add(draft, a_line("clamshell"))
    assert [(change.kind, change.name) for change in changes(draft)] == [
        ("added", "Clamshell"),
        ("removed", "Clamshell"),
        ("order", "New order"),
    ]


def test_a_line_that_cannot_be_read_yet_is_said_to_be_incomplete() -> None:
    draft = drafts.edit(a_draft(a_line()), "line-bridge", "sets", "many")
    assert changes(draft)[0].after == "not complete yet"


def test_the_builder_keeps_quiet_about_missing_values_until_publishing_is_tried() -> None:
    draft = drafts.edit(a_draft(a_line()), "line-bridge", "sets", "")
    form = draft.lines[0]
    assert words.line_view(T, draft, form, strict=False).errors == {}
    assert words.line_view(T, draft, form, strict=True).errors == {"sets": "Write how many sets."}


def test_a_reason_of_the_service_stands_at_its_field() -> None:
    draft = a_draft(a_line())
    view = words.line_view(T, draft, draft.lines[0], strict=True, refused={"line_id": "This line stands twice."})
    assert view.errors == {"line_id": "This line stands twice."}


def test_a_changed_line_shows_its_dose_before() -> None:
    draft = drafts.edit(a_draft(a_line()), "line-bridge", "reps", "12")
    view = words.line_view(T, draft, draft.lines[0], strict=False)
    assert (view.mark, view.before) == ("changed", "3 sets of 10. 3 times a week.")


def test_an_exercise_that_stands_twice_is_marked() -> None:
    draft = drafts.add(a_draft(a_line()), a_line())
    assert all(words.line_view(T, draft, form, strict=False).doubled for form in draft.lines)


def test_undo_puts_a_line_back_where_it_was_with_what_was_typed() -> None:
    draft = drafts.edit(a_draft(a_line(), a_line("walk")), "line-bridge", "sets", "5")
    line = draft.lines[0]
    back = drafts.put_back(drafts.remove(draft, line.key), line, 0)
    assert back.lines == draft.lines
    assert drafts.put_back(back, line, 0) == back


def test_the_first_line_does_not_move_up_nor_the_last_one_down() -> None:
    draft = a_draft(a_line(), a_line("walk"))
    assert drafts.move(draft, "line-bridge", -1) == draft
    assert drafts.move(draft, "line-walk", 1) == draft
    assert drafts.move(draft, "nobody", 1) == draft


def test_new_lines_have_names_of_their_own_even_after_a_removal() -> None:
    draft = drafts.add(ProgramDraft(), a_line())
    draft = drafts.add(drafts.remove(draft, "new-1"), a_line())
    assert [line.key for line in draft.lines] == ["new-2"]
    assert draft.lines[0].line_id == ""


def test_an_exercise_for_the_affected_side_waits_for_the_side() -> None:
    draft = drafts.add(ProgramDraft(), a_line(side=Side.BOTH), side_open=True)
    assert [problem.field for problem in read(T, draft.lines[0]).problems] == ["side"]


def test_unknown_fields_and_days_from_a_browser_change_nothing() -> None:
    draft = a_draft(a_line())
    assert drafts.edit(draft, "line-bridge", "line_id", "another") == draft
    assert drafts.edit(draft, "line-bridge", "__class__", "x") == draft
    assert drafts.toggle_day(draft, "line-bridge", "someday") == draft


def test_weekdays_stand_in_the_order_of_the_week() -> None:
    draft = drafts.edit(a_draft(a_line()), "line-bridge", "schedule", "days")
    for day in ("fri", "mon", "wed", "fri"):
        draft = drafts.toggle_day(draft, "line-bridge", day)
    assert draft.lines[0].days == ("mon", "wed")


def test_an_earlier_version_is_put_in_as_changes_of_the_present_one() -> None:
    draft = drafts.start_from(a_draft(a_line(sets=4)), a_version(a_line(sets=2), number=1))
    assert draft.based_on == 4
    assert draft.lines == (form_of(a_line(sets=2), "line-bridge"),)
    assert draft.is_changed
