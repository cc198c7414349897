"""Undo and redo of what a PT does to a draft."""

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.presenters.draft_history import MOST_STEPS, DraftHistory
from patient_app.presenters.program_draft import ProgramDraft


def a_draft(note: str) -> ProgramDraft:
    return ProgramDraft(note=note)


def test_a_step_is_taken_back_and_done_again() -> None:
    history = DraftHistory().did(a_draft("one"), "Bridge was added")
    assert history.undoable == "Bridge was added"
    before, history = history.undo(a_draft("two"))
    assert (before, history.undoable, history.redoable) == (a_draft("one"), "", "Bridge was added")
    after, history = history.redo(before)
    assert (after, history.undoable, history.redoable) == (a_draft("two"), "Bridge was added", "")


def test_typing_in_one_field_is_one_step() -> None:
    history = DraftHistory()
    for text in ("", "1", "10"):
        history = history.did(a_draft(text), "Sets", field="sets-one")
    assert history.undo(a_draft("100"))[0] == a_draft("")
    assert len(history.did(a_draft("100"), "Reps", field="reps-one").past) == 2


def test_typing_again_after_an_undo_is_a_step_of_its_own() -> None:
    history = DraftHistory().did(a_draft("a"), "Sets", field="sets-one").did(a_draft("b"), "Moved")
    draft, history = history.undo(a_draft("c"))
    draft, history = history.redo(draft)
    assert len(history.did(draft, "Sets", field="sets-one").past) == 3


def test_something_new_forgets_what_was_taken_back() -> None:
    history = DraftHistory().did(a_draft("one"), "Added")
    draft, history = history.undo(a_draft("two"))
    assert history.did(draft, "Moved").redoable == ""


def test_without_steps_nothing_changes() -> None:
    assert DraftHistory().undo(a_draft("x")) == (a_draft("x"), DraftHistory())
    assert DraftHistory().redo(a_draft("x")) == (a_draft("x"), DraftHistory())


@settings(deadline=None)
@given(st.lists(st.text(max_size=5), min_size=1, max_size=MOST_STEPS))
def test_all_the_way_back_and_forward_again(notes: list[str]) -> None:
    history, draft = DraftHistory(), a_draft("start")
    for note in notes:
        history, draft = history.did(draft, "step"), a_draft(note)
    last = draft
    for _ in notes:
        draft, history = history.undo(draft)
    assert draft == a_draft("start")
    for _ in notes:
        draft, history = history.redo(draft)
    assert draft == last


def test_the_oldest_steps_are_forgotten() -> None:
    history = DraftHistory()
    for number in range(MOST_STEPS + 5):
        history = history.did(a_draft(str(number)), "step")
    assert len(history.past) == MOST_STEPS
    assert history.past[0].draft == a_draft("5")
