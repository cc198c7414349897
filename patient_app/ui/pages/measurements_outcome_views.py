"""What the section of outcome measures shows, as values in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from patient_app.content.outcome_measures import AnswerForm, AnswerKind, OutcomeMeasure, Unit
from patient_app.domain.text import Translator
from patient_app.presenters import measure_schedule as schedules
from patient_app.presenters.dates import day_words
from patient_app.presenters.measures import MeasureView
from patient_app.presenters.measures import measures as trend_views
from patient_app.presenters.numbers import plain
from patient_app.presenters.people import moment
from patient_app.services.measure_assignments import AssignedMeasure
from patient_app.services.measure_board import MeasureBoard
from patient_app.services.measure_scores import FormerScore, Recorded

ITEM = "item-"
"""What the fields of answers begin with; the item's id follows."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list: what is sent, and its words."""

    value: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssignedRow:
    """One assignment that goes on."""

    id: str = ""
    name: str = ""
    schedule: str = ""
    standing: str = ""
    icon: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """One score of the history. `former` says what stood there before, a line each."""

    id: str = ""
    name: str = ""
    on: str = ""
    score: str = ""
    by: str = ""
    state: str = ""
    former: list[str] = field(default_factory=list)
    can_change: bool = False


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question of a form: ticks, or a list of answers."""

    name: str = ""
    text: str = ""
    is_tick: bool = False
    value: str = ""
    options: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The form for one score. Without a measure there is none; with `response_id` it corrects that one."""

    measure_id: str = ""
    version: str = ""
    name: str = ""
    hint: str = ""
    about: str = ""
    is_score: bool = False
    low: str = ""
    high: str = ""
    score: str = ""
    on: str = ""
    response_id: str = ""
    rows: list[AnswerRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OutcomesView:
    """The whole section."""

    today: str = ""
    assignable: list[Choice] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    assigned: list[AssignedRow] = field(default_factory=list)
    trends: list[MeasureView] = field(default_factory=list)
    recorded: list[RecordedRow] = field(default_factory=list)


def view(t: Translator, board: MeasureBoard) -> OutcomesView:
    """The section for this board."""
    named = sorted(board.measures, key=lambda measure: measure.name(t.language).casefold())
    taken = {each.measure.id for each in board.assigned}
    return OutcomesView(
        today=board.today.isoformat(),
        assignable=[_choice(t, measure) for measure in named if measure.id not in taken],
        choices=[_choice(t, measure) for measure in named],
        assigned=[_assigned(t, each, board.today) for each in board.assigned],
        trends=list(trend_views(t, board.trends, board.today)),
        recorded=[_recorded(t, each, board) for each in board.recorded],
    )


def entry_form(t: Translator, measure: OutcomeMeasure, board: MeasureBoard, found: Recorded | None = None) -> EntryForm:
    """The form for a new score of a measure, or to correct the one that was found."""
    by_score = measure.is_score_only or (found is not None and not found.answers)
    answers = dict(found.answers) if found else {}
    return EntryForm(
        measure_id=measure.id,
        version=found.version if found else measure.version,
        name=measure.name(t.language),
        hint=_hint(t, measure) if by_score else _instruction(t, measure),
        about=t("Version {version}", version=found.version if found else measure.version),
        is_score=by_score,
        low=plain(measure.min),
        high=plain(measure.max),
        score=plain(found.score) if found and found.score is not None and by_score else "",
        on=(found.on if found else board.today).isoformat(),
        response_id=found.id if found else "",
        rows=[] if by_score else _rows(t, measure, board, answers),
    )


def answers_in(form: Mapping[str, object]) -> dict[str, float]:
    """The answers of a sent form: chosen values, 1 for each tick."""
    found = {}
    for name, value in form.items():
        text = str(value).strip()
        if name.startswith(ITEM) and text and value is not False:
            found[name.removeprefix(ITEM)] = 1.0 if text in {"on", "true", "True"} else _number(text)
    return found


def _number(text: str) -> float:
    """A value that is no number is no answer: the service refuses it."""
    try:
        return float(text)
    except ValueError:
        return -1.0


def _choice(t: Translator, measure: OutcomeMeasure) -> Choice:
    return Choice(measure.id, measure.name(t.language))


def _assigned(t: Translator, found: AssignedMeasure, today: date) -> AssignedRow:
    words, icon = schedules.standing(t, found.standing, today)
    return AssignedRow(
        id=found.assignment.id,
        name=found.measure.name(t.language),
        schedule=schedules.schedule(t, found.assignment.schedule),
        standing=words,
        icon=icon,
        by=found.assigned_by,
    )


def _recorded(t: Translator, found: Recorded, board: MeasureBoard) -> RecordedRow:
    return RecordedRow(
        id=found.id,
        name=found.measure.name(t.language),
        on=day_words(t, found.on, board.today),
        score=plain(found.score),
        by=found.entered_by or t("The patient"),
        state=t("Removed") if found.is_removed else "",
        former=[_former(t, each, board) for each in found.former],
        can_change=bool(found.entered_by) and not found.is_removed,
    )


def _former(t: Translator, found: FormerScore, board: MeasureBoard) -> str:
    values = {
        "score": plain(found.score),
        "day": day_words(t, found.on, board.today),
        "moment": moment(t, found.changed_at, board.time_zone),
        "name": found.by or t("The patient"),
    }
    if found.reason:
        return t("Removed {moment} by {name}: {reason}", reason=found.reason, **values)
    return t("Was {score} on {day}, changed {moment} by {name}", **values)


def _hint(t: Translator, measure: OutcomeMeasure) -> str:
    values = {"low": plain(measure.min), "high": plain(measure.max)}
    if measure.unit is Unit.PERCENT:
        return t("The score on your own form, {low} to {high} percent.", **values)
    if measure.unit is Unit.T_SCORE:
        return t("The T-score of your own form, {low} to {high}.", **values)
    return t("The score on your own form, {low} to {high}.", **values)


def _instruction(t: Translator, measure: OutcomeMeasure) -> str:
    if measure.has_own_items:
        return measure.items[0].text.text(t.language)
    return measure.instruction(t.language) or ""


def _rows(t: Translator, measure: OutcomeMeasure, board: MeasureBoard, answers: Mapping[str, float]) -> list[AnswerRow]:
    if measure.has_own_items and measure.answer is not None:
        form = measure.answer
        return [_row(t, each.id, each.name, form, answers.get(each.id)) for each in board.activities]
    return [
        _row(t, item.id, item.text.text(t.language), measure.answer_of(item), answers.get(item.id))
        for item in measure.items
    ]


def _row(t: Translator, id: str, text: str, form: AnswerForm, value: float | None) -> AnswerRow:
    is_tick = form.kind is AnswerKind.TICK
    return AnswerRow(
        name=f"{ITEM}{id}",
        text=text,
        is_tick=is_tick,
        value="" if value is None else f"{value:g}",
        options=[] if is_tick else [Choice("", t("No answer")), *_options(t, form)],
    )


def _options(t: Translator, form: AnswerForm) -> Iterable[Choice]:
    if form.kind is AnswerKind.OPTIONS:
        return [Choice(str(each.value), each.text.text(t.language)) for each in form.options]
    ends = {form.min: form.low, form.max: form.high}
    return [
        Choice(str(n), f"{n}, {words.text(t.language)}" if (words := ends.get(n)) else str(n))
        for n in range(form.min, form.max + 1)
    ]
