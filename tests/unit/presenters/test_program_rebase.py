"""Somebody published meanwhile: the PT's changes come over to the newest version and nothing is lost."""

from patient_app.domain.program import Prescription
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.program_draft import ProgramDraft
from tests.unit.presenters.test_program import a_line, a_version

BRIDGE, WALK, CLAM, BAND = (a_line(name) for name in ("bridge", "walk", "clamshell", "band-row"))


def a_draft(*lines: Prescription) -> ProgramDraft:
    return drafts.begin(a_version(*lines, number=4), "2026-11-24", note="Stronger.")


def rebased(draft: ProgramDraft, *theirs: Prescription) -> ProgramDraft:
    return drafts.rebase(draft, a_version(*theirs, number=5))


def keys(draft: ProgramDraft) -> list[str]:
    return [line.key.removeprefix("line-") for line in draft.lines]


def test_without_changes_the_newest_version_is_taken() -> None:
    found = rebased(a_draft(BRIDGE, WALK), WALK, CLAM)
    assert keys(found) == ["walk", "clamshell"]
    assert not found.is_changed


def test_the_draft_stands_on_the_newest_version_and_keeps_note_and_day() -> None:
    found = rebased(a_draft(BRIDGE), BRIDGE)
    assert (found.based_on, found.note, found.starts_on) == (5, "Stronger.", "2026-11-24")


def test_my_dose_stays_and_the_other_dose_is_taken_field_by_field() -> None:
    draft = drafts.edit(a_draft(BRIDGE), "line-bridge", "sets", "5")
    found = rebased(draft, a_line("bridge", rest_seconds=45))
    assert (found.lines[0].sets, found.lines[0].rest) == ("5", "45")
    assert found.checks == {"line-bridge"}


def test_where_both_changed_the_same_value_mine_stays_and_is_to_be_checked() -> None:
    draft = drafts.edit(a_draft(BRIDGE), "line-bridge", "sets", "5")
    found = rebased(draft, a_line("bridge", sets=2))
    assert found.lines[0].sets == "5"
    assert found.checks == {"line-bridge"}


def test_the_same_change_by_both_needs_no_check() -> None:
    draft = drafts.edit(a_draft(BRIDGE), "line-bridge", "sets", "5")
    assert rebased(draft, a_line("bridge", sets=5)).checks == frozenset()


def test_a_check_ends_when_the_line_is_changed_again() -> None:
    draft = drafts.edit(a_draft(BRIDGE), "line-bridge", "sets", "5")
    found = drafts.edit(rebased(draft, a_line("bridge", sets=2)), "line-bridge", "sets", "3")
    assert found.checks == frozenset()


def test_a_value_that_cannot_be_read_yet_comes_over_as_typed() -> None:
    draft = drafts.edit(a_draft(BRIDGE), "line-bridge", "reps", "8-10")
    assert rebased(draft, BRIDGE).lines[0].reps == "8-10"


def test_lines_that_either_added_stay() -> None:
    draft = drafts.add(a_draft(BRIDGE), CLAM)
    assert keys(rebased(draft, BRIDGE, WALK)) == ["bridge", "new-1", "walk"]


def test_a_line_that_i_took_out_stays_out_and_can_be_put_back() -> None:
    draft = drafts.remove(a_draft(BRIDGE, WALK), "line-walk")
    found = rebased(draft, BRIDGE, a_line("walk", sets=2))
    assert keys(found) == ["bridge"]
    assert [line.sets for line in found.gone] == ["2"]


def test_a_line_that_the_other_took_out_goes_unless_i_changed_it() -> None:
    assert keys(rebased(a_draft(BRIDGE, WALK), BRIDGE)) == ["bridge"]
    changed = drafts.edit(a_draft(BRIDGE, WALK), "line-walk", "sets", "2")
    found = rebased(changed, BRIDGE)
    assert keys(found) == ["bridge", "walk"]
    assert found.checks == {"line-walk"}


def test_my_order_stays_when_i_moved_lines_else_the_other_order_is_taken() -> None:
    moved = drafts.move(a_draft(BRIDGE, WALK, CLAM), "line-clamshell", -1)
    assert keys(rebased(moved, WALK, BRIDGE, CLAM, BAND)) == ["bridge", "clamshell", "band-row", "walk"]
    assert keys(rebased(a_draft(BRIDGE, WALK, CLAM), CLAM, WALK, BRIDGE)) == ["clamshell", "walk", "bridge"]


def test_a_first_program_that_two_people_made_at_once_has_the_lines_of_both() -> None:
    draft = drafts.add(drafts.begin(None, "2026-11-24"), BRIDGE)
    assert keys(rebased(draft, WALK)) == ["new-1", "walk"]
