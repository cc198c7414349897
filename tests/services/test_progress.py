"""A patient's progress: the own record only, from the first Monday to today."""

import pytest

from patient_app.domain.errors import WrongRole
from patient_app.services import progress
from tests.builders import Cast


def test_a_patient_sees_what_was_logged_today(cast: Cast) -> None:
    cast.ana.logs(cast.ana.line("bridge"))
    cast.ana.checks_in(pain_worst=6)
    found = cast.ana.call(progress.progress)
    assert found.active_days == 1
    assert found.days[-1].pain_worst == 6
    assert found.days[0].date.weekday() == 0


def test_the_first_days_have_nothing_to_judge_yet(cast: Cast) -> None:
    found = cast.ana.call(progress.progress)
    assert (found.active_days, found.pain.change) == (0, None)


def test_clinicians_have_no_progress_of_their_own(cast: Cast) -> None:
    with pytest.raises(WrongRole):
        cast.dora.call(progress.progress)
