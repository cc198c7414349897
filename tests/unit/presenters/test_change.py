"""A change is three facts, never one word; a patient reads no more than the facts."""

import pytest

from patient_app.content.locales import translator
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.pain import PainChange, pain_change
from patient_app.presenters import change
from tests.unit.domain.builders import day

t = translator("en")


def worst_pain(*values: int) -> PainChange:
    return pain_change([(day(at), value) for at, value in enumerate(values)])


def texts(found: PainChange) -> list[str]:
    return [fact.text for fact in change.facts(t, change.of_pain(found))]


def test_less_pain_is_told_as_change_error_and_size() -> None:
    assert texts(worst_pain(6, 6, 6, 5, 4, 4, 4)) == [
        "Down 2, better: from 6 to 4",
        "Measurement error: none published",
        "A size that patients usually notice",
    ]


def test_more_pain_is_worse_and_a_small_change_is_called_small() -> None:
    assert texts(worst_pain(4, 4, 4, 5, 5, 5))[::2] == [
        "Up 1, worse: from 4 to 5",
        "Smaller than patients usually notice",
    ]


def test_too_few_values_claim_nothing() -> None:
    assert texts(worst_pain(6, 5, 4)) == ["No change yet: it needs values on 4 days"]


def test_a_change_within_measurement_error_says_so() -> None:
    found = measure_change(9, 12, Direction.HIGHER_IS_WORSE, mdc=5, mic=5)
    assert [fact.text for fact in change.facts(t, found)][1] == "Within the usual measurement error"


def test_the_same_score_is_no_change() -> None:
    found = measure_change(9, 9, Direction.HIGHER_IS_WORSE, mdc=5, mic=5)
    assert change.facts(t, found)[0].text == "No change: 9, as at the start"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((6, 6, 6, 4, 4, 4), "Your worst pain went from 6 to 4. This is a change that most people notice."),
        ((6, 6, 6, 5, 5, 5), "Your worst pain went from 6 to 5. This is less than most people notice."),
        ((5, 5, 5, 5), "Your worst pain is 5, the same as at the start."),
        (
            (4, 4, 4, 6, 6, 6),
            "Your worst pain went from 4 to 6. This is a change that most people notice. Tell your therapist about it.",
        ),
        ((6, 4), "Check in on 4 days or more to see how your pain changes."),
    ],
)
def test_a_patient_reads_the_facts_in_plain_words(values: tuple[int, ...], words: str) -> None:
    assert change.pain_for_patients(t, change.of_pain(worst_pain(*values))) == words


def test_a_patient_is_told_which_way_activities_are_better() -> None:
    found = measure_change(3, 5.5, Direction.HIGHER_IS_BETTER, mdc=2, mic=2)
    assert change.function_for_patients(t, found) == (
        "Your activities went from 3 to 5.5 out of 10. Higher is better. This is a change that most people notice."
    )


def test_a_notable_change_within_measurement_error_is_not_claimed() -> None:
    found = measure_change(50, 36, Direction.HIGHER_IS_WORSE, mdc=17.1, mic=13.4)
    assert change.score_for_patients(t, found) == ("From 50 to 36: better. A change of this size can still be chance.")
