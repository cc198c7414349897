"""Outcome measures that patients fill in: checked against the measure's file and scored on the server."""

from patient_app.content import outcome_measures as content
from patient_app.content.outcome_measures import OutcomeMeasure, outcome_measures
from patient_app.domain import measures as domain
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.errors import FieldError, Invalid

SCORING_VERSION = domain.SCORING_VERSION
_MISSING = {
    content.Missing.NO_SCORE: domain.Missing.NO_SCORE,
    content.Missing.BLANK_IS_ZERO: domain.Missing.BLANK_IS_ZERO,
    content.Missing.MEAN_OF_RATED: domain.Missing.MEAN_OF_RATED,
}


def measure(measure_id: str, version: str) -> OutcomeMeasure:
    """The measure that a patient may fill in. Raises `Invalid` for another one, or another version."""
    found = outcome_measures().get(measure_id)
    if found is None or found.is_score_only or found.answer is None:
        raise Invalid.field("measure_id", "There is no such questionnaire.")
    if found.version != version:
        raise Invalid.field("measure_version", "This questionnaire has a newer version. Open it again.")
    return found


def score(response: MeasureResponse) -> float | None:
    """The score of these answers, `None` when too much is missing. Raises `Invalid` naming each bad answer."""
    found = measure(response.measure_id, response.measure_version)
    answers = dict(response.answers)
    _check(found, answers)
    return domain.score(scoring_rule(found), answers)


def scoring_rule(measure: OutcomeMeasure) -> domain.ScoringRule:
    """The measure's rule. Items that the patient names (activities) are whatever was rated."""
    if measure.answer is None:
        raise ValueError(f"{measure.id} has no items to score")
    own_items = measure.missing is content.Missing.MEAN_OF_RATED
    return domain.ScoringRule(
        scoring=domain.Scoring(measure.scoring.value),
        missing=_MISSING[measure.missing],
        items=() if own_items else tuple(item.id for item in measure.items),
        item_min=measure.answer.min,
        item_max=measure.answer.max,
        min_answered=measure.min_items or 1,
    )


def _check(measure: OutcomeMeasure, answers: dict[str, float]) -> None:
    rule = scoring_rule(measure)
    errors = []
    for item, value in answers.items():
        if rule.items and item not in rule.items:
            errors.append(FieldError(f"answers.{item}", "There is no such question."))
        elif not rule.item_min <= value <= rule.item_max or value != int(value):
            errors.append(FieldError(f"answers.{item}", "Choose one of the answers."))
    if errors:
        raise Invalid("Some answers need a change.", tuple(errors))
