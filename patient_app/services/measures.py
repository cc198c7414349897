"""Outcome measures: which there are for a clinic (those that ship, and its own), their check and their score.

Everything that names, asks or scores a measure finds it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from patient_app.content import outcome_measures as content
from patient_app.content.data_file import Fields
from patient_app.content.outcome_measures import AnswerForm, AnswerKind, OutcomeMeasure, outcome_measures, parse_measure
from patient_app.domain import measures as domain
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.errors import FieldError, Invalid
from patient_app.store.queries import measures as rows
from patient_app.store.queries import people
from patient_app.store.unit import Unit

SCORING_VERSION = domain.SCORING_VERSION
ENTERED = "entered"
"""The scoring version of a score that a clinician worked out on a form of their own."""

_MISSING = {
    content.Missing.NO_SCORE: domain.Missing.NO_SCORE,
    content.Missing.BLANK_IS_ZERO: domain.Missing.BLANK_IS_ZERO,
    content.Missing.MEAN_OF_RATED: domain.Missing.MEAN_OF_RATED,
    content.Missing.IMPUTE_MEAN: domain.Missing.IMPUTE_MEAN,
}
_KEPT = "homestretch_measures"
MOST_READ = 2048
_READ: dict[str, OutcomeMeasure] = {}
"""Versions of clinics' questionnaires by the id of their row."""


@dataclass(frozen=True, slots=True)
class KnownMeasures:
    """The measures of one clinic. `current`: those that may be used now, by id, in their newest version.

    `versions` holds every version there was, by (id, version), so that an old answer keeps its name and its score.
    """

    current: Mapping[str, OutcomeMeasure]
    versions: Mapping[tuple[str, str], OutcomeMeasure]

    def named(self, measure_id: str) -> OutcomeMeasure | None:
        """The measure with this id: the current version, else the last there was."""
        past = [measure for (id, _), measure in self.versions.items() if id == measure_id]
        return self.current.get(measure_id) or (past[-1] if past else None)

    def version(self, measure_id: str, version: str) -> OutcomeMeasure | None:
        """One version of a measure, used now or in the past."""
        return self.versions.get((measure_id, version))

    def answered(self, measure_id: str, version: str) -> OutcomeMeasure | None:
        """What an answer was given to: its version, else another one of that name."""
        return self.version(measure_id, version) or self.named(measure_id)

    def recall_of(self, measure_id: str, version: str) -> str:
        """The recall period of a version; empty when it is not known."""
        found = self.answered(measure_id, version)
        return found.recall.value if found and found.recall else ""

    def fillable(self, measure_id: str, version: str) -> OutcomeMeasure:
        """A measure with items to answer. Raises `Invalid` for another one, or a version that never was here.

        A version that has been replaced since is taken: a phone without a network may still show it.
        """
        found = self.version(measure_id, version)
        known = self.named(measure_id)
        if known is None or known.is_score_only:
            raise Invalid.field("measure_id", "There is no such questionnaire.")
        if found is None or found.answer is None:
            raise Invalid.field("measure_version", "This questionnaire has a newer version. Open it again.")
        return found


def shipped() -> KnownMeasures:
    """The measures that ship with the app."""
    found = outcome_measures()
    return KnownMeasures(found, MappingProxyType({(each.id, each.version): each for each in found.values()}))


def known_measures(unit: Unit, clinic_id: str) -> KnownMeasures:
    """Those that ship, and the clinic's own. Looked up once in a unit of work."""
    kept: dict[str, KnownMeasures] = unit.session.info.setdefault(_KEPT, {})
    if clinic_id not in kept:
        kept[clinic_id] = _with_own(unit, clinic_id)
    return kept[clinic_id]


def of_patient(unit: Unit, patient_id: str) -> KnownMeasures:
    """The measures of the patient's clinic."""
    patient = people.get(unit.session, patient_id)
    return known_measures(unit, patient.clinic_id) if patient else shipped()


def forget_known(unit: Unit) -> None:
    """Look the clinic's measures up again: one was loaded or retired."""
    unit.session.info.pop(_KEPT, None)


def responses(unit: Unit, patient_id: str) -> tuple[MeasureResponse, ...]:
    """All filled-in measures and entered scores of a patient, with their recall periods."""
    return rows.responses(unit.session, patient_id, of_patient(unit, patient_id).recall_of)


def scores(unit: Unit, patient_id: str) -> tuple[MeasureResponse, ...]:
    """`responses` without the answers."""
    return rows.scores(unit.session, patient_id, of_patient(unit, patient_id).recall_of)


def own_responses(unit: Unit, patient_id: str, day: date) -> tuple[MeasureResponse, ...]:
    """The measures that the patient filled in for a date, oldest first."""
    found = rows.responses_on(unit.session, patient_id, day, of_patient(unit, patient_id).recall_of)
    return tuple(sorted(found, key=lambda response: (response.edited_at, response.id)))


def parsed(data: dict[str, Any]) -> OutcomeMeasure:
    """A clinic's measure from what was kept of it (the shape of the files in content/measures)."""
    return parse_measure(Fields(data, str(data.get("id"))))


def score(response: MeasureResponse, known: KnownMeasures) -> float | None:
    """The score of these answers, `None` when too much is missing. Raises `Invalid` naming each bad answer."""
    found = known.fillable(response.measure_id, response.measure_version)
    answers = dict(response.answers)
    _check(found, answers)
    return domain.score(scoring_rule(found), answers)


def scoring_rule(measure: OutcomeMeasure) -> domain.ScoringRule:
    """The measure's rule. Items that the patient names (activities) are whatever was rated."""
    if measure.answer is None:
        raise ValueError(f"{measure.id} has no items to score")
    return domain.ScoringRule(
        scoring=domain.Scoring(measure.scoring.value),
        missing=_MISSING[measure.missing],
        items=() if measure.has_own_items else tuple(item.id for item in measure.items),
        item_min=measure.answer.min,
        item_max=measure.answer.max,
        min_answered=measure.min_items or 1,
    )


def _with_own(unit: Unit, clinic_id: str) -> KnownMeasures:
    ours = shipped()
    current, versions = dict(ours.current), dict(ours.versions)
    for row_id, measure_id, version, is_retired in rows.clinic_versions(unit.session, clinic_id):
        found = _version(unit, row_id)
        versions[measure_id, version] = found
        if not is_retired:
            current[measure_id] = found
    return KnownMeasures(MappingProxyType(current), MappingProxyType(versions))


def _version(unit: Unit, row_id: str) -> OutcomeMeasure:
    """One version of a clinic's questionnaire. It never changes, so it is read once: each phone's snapshot needs it."""
    found = _READ.get(row_id)
    if found is None:
        found = parsed(rows.version_data(unit.session, row_id))
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ[row_id] = found
    return found


def _check(measure: OutcomeMeasure, answers: dict[str, float]) -> None:
    forms = {} if measure.has_own_items else {item.id: measure.answer_of(item) for item in measure.items}
    errors = []
    for item, value in answers.items():
        form = measure.answer if measure.has_own_items else forms.get(item)
        if form is None:
            errors.append(FieldError(f"answers.{item}", "There is no such question."))
        elif not _is_answer(form, value):
            errors.append(FieldError(f"answers.{item}", "Choose one of the answers."))
    if errors:
        raise Invalid("Some answers need a change.", tuple(errors))


def _is_answer(form: AnswerForm, value: float) -> bool:
    if form.kind is AnswerKind.OPTIONS:
        return value in {option.value for option in form.options}
    return form.min <= value <= form.max and value == int(value)
