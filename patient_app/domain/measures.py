"""Scores of outcome measures, and change against published values. Items, wording and licences are content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from patient_app.domain.entries import MeasureResponse
from patient_app.domain.rounding import Number, exact

SCORING_VERSION = "1"
"""Kept with every score: the version of this algorithm."""


class Scoring(StrEnum):
    """How the score comes from the answers. `PERCENT` is the mean's place between item_min and item_max, 0-100."""

    VALUE = "value"
    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    PERCENT = "percent"


class Missing(StrEnum):
    """What an unanswered item does: no score at all, 0, left out, or the mean of the others in its place."""

    NO_SCORE = "no_score"
    BLANK_IS_ZERO = "blank_is_zero"
    MEAN_OF_RATED = "mean_of_rated"
    IMPUTE_MEAN = "impute_mean"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER_IS_BETTER = "higher_is_better"
    HIGHER_IS_WORSE = "higher_is_worse"


class Turn(StrEnum):
    """Which way a figure went, for the patient."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How one measure is scored. Answers are numbers from `item_min` to `item_max`; a tick is 1, none is 0.

    With fewer than `min_answered` answers there is no score, except where a blank is 0. `items` may be empty for a
    measure whose items the patient names: then the items are those that were answered.
    """

    scoring: Scoring
    missing: Missing
    items: tuple[str, ...]
    item_min: float
    item_max: float
    min_answered: int = 1


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """Change as three facts, never one word: the points, against MDC, against MIC; and the direction.

    `beyond_mdc` (larger than the usual measurement error) and `beyond_mic` (a size that patients usually notice)
    are `None` where nothing is published.
    """

    baseline: float
    latest: float
    change: float
    beyond_mdc: bool | None
    beyond_mic: bool | None
    turn: Turn

    @property
    def is_improvement(self) -> bool:
        """Better by the MIC and not within measurement error. (Where MDC > MIC nothing is claimed between them.)"""
        return self.turn is Turn.BETTER and bool(self.beyond_mic) and self.beyond_mdc is not False


@dataclass(frozen=True, slots=True)
class TrendLine:
    """Scores that may stand in one line: one measure, one version, one recall period. Ascending by date."""

    measure_id: str
    version: str
    recall: str
    points: tuple[tuple[date, float], ...]


def score(rule: ScoringRule, answers: Mapping[str, float | None]) -> float | None:
    """The score, not rounded, or `None` when too much is missing.

    Answers to items that the rule does not know are left out; so is an answer outside the item's range, which counts
    as missing.
    """
    items = rule.items or tuple(answers)
    given = [answers.get(item) for item in items]
    values = [exact(v) for v in given if v is not None and rule.item_min <= v <= rule.item_max]
    blanks = len(items) - len(values)
    if rule.missing is Missing.BLANK_IS_ZERO:
        values += [Fraction(0)] * blanks
    elif len(values) < rule.min_answered or (blanks and rule.missing is Missing.NO_SCORE):
        return None
    if not values:
        return None
    if rule.missing is Missing.IMPUTE_MEAN:
        values += [sum(values) / Fraction(len(values))] * blanks
    return float(_score_of(rule, values))


def _score_of(rule: ScoringRule, values: list[Fraction]) -> Fraction:
    total = sum(values, Fraction(0))
    match rule.scoring:
        case Scoring.COUNT:
            return Fraction(sum(value > 0 for value in values))
        case Scoring.MEAN:
            return total / len(values)
        case Scoring.PERCENT:
            low, high = exact(rule.item_min), exact(rule.item_max)
            return 100 * (total / len(values) - low) / (high - low)
        case Scoring.VALUE | Scoring.SUM:
            return total


def measure_change(
    baseline: Number,
    latest: Number,
    direction: Direction,
    *,
    mdc: float | None = None,
    mic: float | None = None,
    mic_percent: float | None = None,
) -> MeasureChange:
    """Change from `baseline` to `latest` in points, and whether it reaches the MDC and the MIC, either way.

    The MIC is reached at `mic` points or at `mic_percent` of the baseline; with a baseline of 0 points alone decide.
    """
    before, after = exact(baseline), exact(latest)
    change = after - before
    size = abs(change)
    noticed: bool | None = None
    if mic is not None or (mic_percent is not None and before > 0):
        by_points = mic is not None and size >= exact(mic)
        by_share = mic_percent is not None and before > 0 and 100 * size >= exact(mic_percent) * before
        noticed = by_points or by_share
    return MeasureChange(
        baseline=float(before),
        latest=float(after),
        change=float(change),
        beyond_mdc=None if mdc is None else size >= exact(mdc),
        beyond_mic=noticed,
        turn=_turn(change, direction),
    )


def mic_size(baseline: float, points: float | None, percent: float | None) -> float | None:
    """The smallest change in points that `measure_change` says patients usually notice; `None` where nothing is
    published. Points or the share of the baseline, whichever is reached first; with a baseline of 0 points alone.
    """
    sizes = [points] if points is not None else []
    if percent is not None and baseline > 0:
        sizes.append(baseline * percent / 100)
    return min(sizes, default=None)


def _turn(change: Fraction, direction: Direction) -> Turn:
    if change == 0:
        return Turn.SAME
    return Turn.BETTER if (change > 0) == (direction is Direction.HIGHER_IS_BETTER) else Turn.WORSE


def trend_lines(responses: Iterable[MeasureResponse]) -> tuple[TrendLine, ...]:
    """Scores by measure, version and recall period: two of either never share a line.

    Of several responses on one date the last edited counts. Responses without a score are left out.
    """
    lines: defaultdict[tuple[str, str, str], dict[date, float]] = defaultdict(dict)
    for response in sorted(responses, key=lambda response: (response.edited_at, response.id)):
        if response.score is not None:
            key = (response.measure_id, response.measure_version, response.recall)
            lines[key][response.local_date] = response.score
    return tuple(TrendLine(*key, tuple(sorted(points.items()))) for key, points in sorted(lines.items()))
