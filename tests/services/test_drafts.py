"""A PT's draft is kept until it is published, one for each PT and patient, and never written over unseen."""

import pytest

from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.services import drafts, programs
from patient_app.services.drafts import MOST_CHARACTERS, NONE_YET
from patient_app.services.programs import Draft
from tests.builders import Cast, Someone, a_line

LINES = {"lines": [{"exercise_id": "bridge"}]}


def keep(someone: Someone, cast: Cast, data: dict[str, object] | None = LINES, seen: str = NONE_YET) -> str:
    return someone.call(drafts.keep, cast.ana.id, 1, data, seen)


def test_a_draft_is_there_again_when_the_builder_opens(cast: Cast) -> None:
    revision = keep(cast.paul, cast)
    found = cast.paul.call(programs.workbench, cast.ana.id).draft
    assert found is not None
    assert (found.based_on, found.data, found.revision, found.updated_at) == (1, LINES, revision, cast.clinic.clock())


def test_a_second_window_does_not_write_over_the_first(cast: Cast) -> None:
    seen_by_both = keep(cast.paul, cast)
    keep(cast.paul, cast, {"lines": ["first window"]}, seen_by_both)
    with pytest.raises(Conflict):
        keep(cast.paul, cast, {"lines": ["second window"]}, seen_by_both)
    draft = cast.paul.call(programs.workbench, cast.ana.id).draft
    assert draft is not None and draft.data == {"lines": ["first window"]}


def test_a_window_that_never_saw_the_draft_does_not_write_over_it(cast: Cast) -> None:
    keep(cast.paul, cast)
    with pytest.raises(Conflict):
        keep(cast.paul, cast, {"lines": []})


def test_a_draft_left_out_is_gone_and_a_new_one_may_begin(cast: Cast) -> None:
    revision = keep(cast.paul, cast)
    assert keep(cast.paul, cast, None, revision) == NONE_YET
    assert cast.paul.call(programs.workbench, cast.ana.id).draft is None
    keep(cast.paul, cast)


def test_publishing_the_draft_ends_it(cast: Cast) -> None:
    keep(cast.paul, cast)
    draft = Draft(1, cast.clinic.today, (a_line("bird-dog"),))
    cast.paul.call(programs.publish, cast.ana.id, draft, built=True)
    assert cast.paul.call(programs.workbench, cast.ana.id).draft is None


def test_a_colleague_reads_that_somebody_is_changing_the_program_but_not_what(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_pt)
    keep(cast.paul, cast)
    bench = cast.strange_pt.call(programs.workbench, cast.ana.id)
    assert bench.draft is None
    assert [(each.author, each.updated_at) for each in bench.others] == [(cast.paul.name, cast.clinic.clock())]
    assert cast.paul.call(programs.workbench, cast.ana.id).others == ()


def test_only_a_pt_with_a_share_keeps_a_draft(cast: Cast) -> None:
    with pytest.raises(NotFound):
        keep(cast.strange_pt, cast)
    for someone in (cast.dora, cast.ana, cast.admin):
        with pytest.raises(WrongRole):
            keep(someone, cast)


def test_a_draft_without_end_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        keep(cast.paul, cast, {"note": "x" * MOST_CHARACTERS})
