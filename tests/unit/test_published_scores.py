"""Scores against published examples. Each names its source; the ids are those of the facts' section 1."""

from fractions import Fraction

import pytest

from patient_app.content.outcome_measures import outcome_measures
from patient_app.content.questionnaire_file import read_questionnaire
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.measures import score as domain_score
from patient_app.services.measures import scoring_rule
from tests.questionnaires import a_choice, a_questionnaire, a_range, scoring

Answers = dict[str, float | None]


def of_a_file(*items: object, method: str, answers: Answers, **rule: object) -> float | None:
    """The score by a clinic's own file with this rule: only the arithmetic is published, no wording is here."""
    report = read_questionnaire(a_questionnaire(*items, rule=scoring(method, **rule)))  # type: ignore[arg-type]
    assert report.measure is not None, report.problems
    return domain_score(scoring_rule(report.measure), answers)


def shipped(id: str, answers: Answers) -> float | None:
    return domain_score(scoring_rule(outcome_measures()[id]), answers)


def numbered(*values: float | None) -> Answers:
    return {str(n): value for n, value in enumerate(values, start=1) if value is not None}


PEG = [a_range(str(n), 0, 10) for n in (1, 2, 3)]
ODI = [a_choice(str(n), *range(6)) for n in range(1, 11)]
QUICKDASH = [a_choice(str(n), *range(1, 6)) for n in range(1, 12)]
LEFS = [a_choice(str(n), *range(5)) for n in range(1, 21)]
NDI = [a_choice(str(n), *range(6)) for n in range(1, 11)]


@pytest.mark.parametrize(
    ("answers", "score"),
    [(numbered(5, 6, 7), 6.0), (numbered(4, 5, 5), float(Fraction(14, 3))), (numbered(5, None, 7), None)],
)
def test_peg_is_the_mean_of_three(answers: Answers, score: float | None) -> None:
    """Krebs 2009, J Gen Intern Med 24:733-738; the mean as LOINC 91147-9 says it [S83]; all three needed (1.2)."""
    assert of_a_file(*PEG, method="mean", answers=answers) == score


@pytest.mark.parametrize(
    ("answers", "score"),
    [(numbered(*[1] * 10), 20.0), (numbered(*[2] * 7, 1, 1), 100 * 16 / 45), (numbered(*[5] * 10), 100.0)],
)
def test_odi_is_the_percentage_of_the_sections_answered(answers: Answers, score: float) -> None:
    """Fairbank: 100 × sum / (5 × sections answered) [S24]; ten 1s are 20.0, nine with sum 16 are 35.6 (1.5)."""
    found = of_a_file(*ODI, method="percent", answers=answers, missing="mean_of_rated", minimum=1)
    assert found == pytest.approx(score)


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        (numbered(*[3] * 11), 50.0),
        (numbered(*[3] * 6, *[2] * 4), 40.0),
        (numbered(*[3] * 9), None),
        (numbered(*[1] * 11), 0.0),
        (numbered(*[5] * 11), 100.0),
    ],
)
def test_quickdash_needs_ten_of_eleven(answers: Answers, score: float | None) -> None:
    """Institute for Work & Health: (sum / n − 1) × 25, not if more than one is missing [S26]; the examples of 1.6."""
    assert of_a_file(*QUICKDASH, method="percent", answers=answers, missing="mean_of_rated", minimum=10) == score


@pytest.mark.parametrize(
    ("answers", "score"), [(numbered(*[4] * 20), 80), (numbered(*[2] * 20), 40), (numbered(*[4] * 19), None)]
)
def test_lefs_is_the_sum_of_twenty(answers: Answers, score: float | None) -> None:
    """Binkley 1999, Phys Ther 79:371-383: 20 items 0-4, sum 0-80 [S30]; all needed (1.7)."""
    assert of_a_file(*LEFS, method="sum", answers=answers, direction="higher_is_better") == score


def test_ndi_puts_the_mean_of_the_others_for_a_missing_section() -> None:
    """Vernon 2008: add the average of the others for one missing item [S34]: nine 2s are 20 of 50 (1.8)."""
    rule = {"missing": "impute_mean", "minimum": 9}
    assert of_a_file(*NDI, method="sum", answers=numbered(*[2] * 9), **rule) == 20
    assert of_a_file(*NDI, method="sum", answers=numbered(*[2] * 8), **rule) is None


@pytest.mark.parametrize(("ticks", "score"), [(0, 0), (1, 1), (14, 14), (24, 24)])
def test_rmdq_is_the_number_of_ticks_and_blank_is_zero(ticks: int, score: int) -> None:
    """Roland & Morris 1983, Spine 8:141-144; blank and 'not applicable' are 0 [S22] (1.4)."""
    assert shipped("rmdq", numbered(*[1] * ticks)) == score


def test_rmdq_change_is_judged_by_5_points_or_30_percent() -> None:
    """MDC90 4-5 [S23], MIC 5 points or 30 % (Ostelo 2008) [S3] (1.4)."""
    rmdq = outcome_measures()["rmdq"]
    assert rmdq.mdc is not None and rmdq.mic is not None

    def change(before: int, after: int) -> tuple[bool | None, bool | None]:
        found = measure_change(
            before,
            after,
            Direction.HIGHER_IS_WORSE,
            mdc=rmdq.mdc.points if rmdq.mdc else None,
            mic=rmdq.mic.points if rmdq.mic else None,
            mic_percent=rmdq.mic.percent if rmdq.mic else None,
        )
        return found.beyond_mdc, found.beyond_mic

    assert change(15, 10) == (True, True)
    assert change(10, 7) == (False, True)
    assert change(20, 16) == (False, False)


@pytest.mark.parametrize(
    ("ratings", "score"),
    [((3, 4, 5), 4.0), ((2, 3, 4, 5, 8), 4.4), ((0, 0, 10), float(Fraction(10, 3))), ((3, 4), None)],
)
def test_own_activities_are_the_mean_of_those_rated(ratings: tuple[int, ...], score: float | None) -> None:
    """Stratford 1995, Physiotherapy Canada 47:258-263: sum of ratings / number of activities, 3 to 5 of them (1.3)."""
    answers: Answers = {f"activity-{n}": rating for n, rating in enumerate(ratings)}
    assert shipped("own-activities", answers) == score


@pytest.mark.parametrize("value", range(1, 8))
def test_pgic_is_the_chosen_number(value: int) -> None:
    """Guy 1976; NINDS CDE: 1 very much improved to 7 very much worse [S44] (1.11)."""
    assert shipped("pgic", {"change": float(value)}) == value
    assert shipped("pgic", {}) is None


@pytest.mark.parametrize("id", ["nprs-now", "nprs-worst-24h", "nprs-average-24h"])
def test_nprs_is_the_raw_number_and_no_answer_is_no_score(id: str) -> None:
    """NPRS 0-10, raw integer [S1][S2] (1.1)."""
    assert shipped(id, {"pain": 7.0}) == 7
    assert shipped(id, {"pain": 0.0}) == 0
    assert shipped(id, {}) is None


def test_between_mic_and_mdc_nothing_is_claimed() -> None:
    """QuickDASH: SDC 17.1, MIC 13.4 (van Kampen 2013) [S27]; a change of 15 is no improvement claimed (1.12)."""
    found = measure_change(60, 45, Direction.HIGHER_IS_WORSE, mdc=17.1, mic=13.4)
    assert (found.beyond_mdc, found.beyond_mic, found.is_improvement) == (False, True, False)
    assert measure_change(60, 42, Direction.HIGHER_IS_WORSE, mdc=17.1, mic=13.4).is_improvement


@pytest.mark.parametrize(
    ("id", "low", "high"), [("odi", 0, 100), ("quickdash", 0, 100), ("lefs", 0, 80), ("ndi", 0, 50)]
)
def test_a_score_that_is_entered_has_the_published_range(id: str, low: float, high: float) -> None:
    """The summary table of section 1.0."""
    assert (outcome_measures()[id].min, outcome_measures()[id].max) == (low, high)
