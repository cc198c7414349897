"""The outcome measures in the phone's snapshot: everything that is needed to fill them in without a network."""

from collections.abc import Sequence

from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.content.outcome_measures import AnswerForm, AnswerKind, OutcomeMeasure
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.text import Translator
from patient_app.presenters.measures import minutes_needed, recall_words
from patient_app.services.activities import Activity
from patient_app.services.measure_assignments import DueMeasure


class OptionAnswer(TypedDict):
    """One of several answers."""

    value: int
    text: str


class AnswerFormAnswer(TypedDict):
    """kind: scale (min to max, words at both ends), tick (1 or nothing), or options."""

    kind: str
    min: int
    max: int
    low: str | None
    high: str | None
    options: list[OptionAnswer]


class ItemAnswer(TypedDict):
    """One question. `answer` is null where the measure's own form serves."""

    id: str
    text: str
    answer: AnswerFormAnswer | None


class OccasionAnswer(TypedDict):
    """A time it is wanted: due from `due_on` (until `until`) unless there is a response from `opens_on` on."""

    opens_on: str
    due_on: str
    until: str | None


class ResponseAnswer(TypedDict):
    """A response of today, as the patient gave it."""

    id: str
    local_date: str
    edited_at: str
    answers: dict[str, float]


class MeasureDueAnswer(TypedDict):
    """A measure to fill in. `least`: how many items must be answered. `about`: the time it asks about, in words."""

    id: str
    version: str
    name: str
    instruction: str
    about: str
    items: list[ItemAnswer]
    least: int
    answer: AnswerFormAnswer
    confirm_finished: bool
    minutes: int
    occasions: list[OccasionAnswer]
    responses: list[ResponseAnswer]


def measures_due(
    found: Sequence[DueMeasure],
    answered: Sequence[MeasureResponse],
    activities: Sequence[Activity],
    t: Translator,
) -> list[MeasureDueAnswer]:
    """Every measure that is due now or soon, in the reader's language; the one due first comes first."""
    return [_measure(each, [one for one in answered if _is_of(one, each)], activities, t) for each in found]


def _is_of(response: MeasureResponse, due: DueMeasure) -> bool:
    return (response.measure_id, response.measure_version) == (due.measure.id, due.measure.version)


def _measure(
    due: DueMeasure, answered: Sequence[MeasureResponse], activities: Sequence[Activity], t: Translator
) -> MeasureDueAnswer:
    measure = due.measure
    if measure.answer is None:
        raise ValueError(f"{measure.id} has no items to answer")
    items = _items(measure, activities, t.language)
    return MeasureDueAnswer(
        id=measure.id,
        version=measure.version,
        name=measure.name(t.language),
        instruction=_instruction(measure, t),
        about=recall_words(t, measure.recall.value if measure.recall else ""),
        items=items,
        least=_least(measure, len(items)),
        answer=_form(measure.answer, t.language),
        confirm_finished=measure.confirm_finished,
        minutes=minutes_needed(len(items)),
        occasions=[
            OccasionAnswer(
                opens_on=each.opens_on.isoformat(),
                due_on=each.due_on.isoformat(),
                until=shapes.day(each.until),
            )
            for each in due.occasions
        ],
        responses=[
            ResponseAnswer(
                id=each.id,
                local_date=each.local_date.isoformat(),
                edited_at=shapes.instant(each.edited_at),
                answers=dict(each.answers),
            )
            for each in answered
        ],
    )


def _items(measure: OutcomeMeasure, activities: Sequence[Activity], language: str) -> list[ItemAnswer]:
    """The questions; of the patient's own activities, each one is a question."""
    if measure.has_own_items:
        return [ItemAnswer(id=each.id, text=each.name, answer=None) for each in activities]
    return [
        ItemAnswer(
            id=item.id, text=item.text.text(language), answer=_form(item.answer, language) if item.answer else None
        )
        for item in measure.items
    ]


def _instruction(measure: OutcomeMeasure, t: Translator) -> str:
    """Activities are named already: what is asked of each stands here, since their names are the questions."""
    if measure.has_own_items:
        return measure.items[0].text.text(t.language)
    return measure.instruction(t.language) or ""


def _least(measure: OutcomeMeasure, items: int) -> int:
    """Ticks: none is an answer too. Else what the missing rule needs, and never more than there is."""
    if measure.answer is not None and measure.answer.kind is AnswerKind.TICK:
        return 0
    return min(measure.min_items or items, items)


def _form(form: AnswerForm, language: str) -> AnswerFormAnswer:
    return AnswerFormAnswer(
        kind=form.kind.value,
        min=form.min,
        max=form.max,
        low=form.low.text(language) if form.low else None,
        high=form.high.text(language) if form.high else None,
        options=[OptionAnswer(value=option.value, text=option.text.text(language)) for option in form.options],
    )
