"""Suggested steps: whose they are, what silences them, and what brings them back."""

from typing import Any

import pytest

from patient_app.domain.dose_steps import StepField
from patient_app.domain.program import PainRule
from patient_app.domain.progression import StepKind
from patient_app.services import progression
from patient_app.services.progression import Suggestion
from tests.builders import Cast, a_line

RULE = PainRule(3, 5)


@pytest.fixture
def bridging(cast: Cast) -> Cast:
    """Ana has done a bridge of 3 × 10 for two weeks, with pain limits."""
    cast.ana.with_program(a_line("bridge", pain_rule=RULE), a_line("clamshell"), by=cast.paul, since=cast.clinic.today)
    cast.clinic.clock.forward(days=10)
    cast.ana.signs_in()
    cast.paul.signs_in()
    return cast


def does(cast: Cast, days_ago: int, exercise: str = "bridge", **felt: Any) -> None:
    cast.ana.logs(cast.ana.line(exercise), on=cast.clinic.days_ago(days_ago), **{"pain_during": 2, "effort": 3} | felt)


def suggested(cast: Cast) -> tuple[Suggestion, ...]:
    return cast.paul.call(progression.suggestions, cast.ana.id)


def test_two_easy_green_sessions_suggest_one_step_up(bridging: Cast) -> None:
    does(bridging, 3)
    does(bridging, 1, pain_during=1)
    [found] = suggested(bridging)
    assert (found.found.kind, found.step.field, found.step.line.reps) == (StepKind.UP, StepField.REPS, 12)
    assert [each.pain for each in found.found.sessions] == [2, 1]
