"""An order's draft as it was typed, read into what would be signed. A draft may hold anything; nothing is guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from patient_app.content.exercise_library import Region
from patient_app.content.icd10cm import diagnosis_codes
from patient_app.content.precautions import order_terms
from patient_app.domain.errors import Invalid
from patient_app.domain.goals import GoalCategory
from patient_app.domain.orders import (
    MOST_DIAGNOSES,
    MOST_GOALS,
    MOST_TIMES_A_WEEK,
    MOST_WEEKS,
    Diagnosis,
    OrderContent,
    OrderGoal,
    diagnosis_code,
)
from patient_app.domain.program import Side
from patient_app.services.order_fields import TypedForm, text_of

LONG, SHORT = 2000, 200
DIAGNOSIS_SIDES = (Side.NONE, Side.RIGHT, Side.LEFT, Side.BOTH)


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a draft is read against. `language`: that of the words that will be signed; `asks_course`: no course goes
    on, so that the order begins one; `going_on`: active goals of the course by id, `None` when they are not shared;
    `centres`: names of the clinic's PT centres by id.
    """

    language: str
    today: date
    asks_course: bool
    problem: str
    going_on: Mapping[str, OrderGoal] | None
    centres: Mapping[str, str]
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToSign:
    """What would be signed. `problem` and `region` are those of a course that it begins; `kept` and `fresh` its goals:
    those that go on, by id, and new ones."""

    content: OrderContent
    problem: str
    region: str
    kept: tuple[str, ...]
    fresh: tuple[OrderGoal, ...]


def read(draft: Mapping[str, Any], context: FormContext) -> ToSign:
    """Read a draft. Raises `Invalid` with every field that needs a change."""
    form = TypedForm(draft)
    problem, region = _course(form, context)
    diagnoses = _diagnoses(form)
    onset = form.day("onset_or_surgery_on", latest=context.today, needed=True)
    reason = form.text("reason", LONG, needed=True)
    codes, precautions = _precautions(form, context.language)
    none_known = draft.get("no_known_precautions") is True
    if bool(precautions) == none_known:
        form.mark(
            "precautions",
            "Name the precautions, or tick that none are known."
            if not precautions
            else "Take the precautions out, or the tick that none are known.",
        )
    evaluate = draft.get("evaluate_and_treat") is not False
    instructions = form.text("instructions", LONG)
    if not evaluate and not instructions:
        form.mark("instructions", "Say what the physical therapist is to do.")
    frequency = form.whole("frequency_per_week", MOST_TIMES_A_WEEK, "Give a whole number from 1 to 7.")
    weeks = form.whole("weeks", MOST_WEEKS, "Give a whole number from 1 to 52.")
    kept, fresh = _goals(form, context)
    centre = str(draft.get("pt_centre_id") or "")
    if centre and centre not in context.centres:
        form.mark("pt_centre_id", "Choose a center of your clinic.")
    program = form.text("program_recommended", SHORT)
    asked_on = form.day("warning_signs_asked_on", latest=context.today, needed=True)
    next_visit = form.day("next_visit_on", earliest=context.today)
    if form.problems:
        raise Invalid("This order needs a change before you can sign it.", fields=tuple(form.problems))
    going_on = context.going_on
    content = OrderContent(
        problem=problem,
        diagnoses=diagnoses,
        onset_or_surgery_on=onset,
        reason=reason,
        precaution_codes=codes,
        precautions=precautions,
        no_known_precautions=none_known,
        contraindicated=_contraindicated(form),
        evaluate_and_treat=evaluate,
        instructions=instructions or None,
        frequency_per_week=frequency,
        weeks=weeks,
        goals=None if going_on is None else (*(going_on[id] for id in kept), *fresh),
        pt_centre_id=centre or None,
        pt_centre=context.centres.get(centre),
        program_recommended=program or None,
        warning_signs_asked_on=asked_on,
        next_visit_on=next_visit,
    )
    return ToSign(content, problem, region, kept, fresh)


def _course(form: TypedForm, context: FormContext) -> tuple[str, str]:
    """The problem, and the region of a course that is begun."""
    if not context.asks_course:
        return context.problem, ""
    region = text_of(form.values.get("region"))
    if region not in set(Region):
        form.mark("region", "Choose a part of the body.")
    return form.text("problem", SHORT, needed=True), region


def _diagnoses(form: TypedForm) -> tuple[Diagnosis, ...]:
    rows = form.objects("diagnoses")
    if not rows:
        form.mark("diagnoses", "Name at least one diagnosis.")
    if len(rows) > MOST_DIAGNOSES:
        form.mark("diagnoses", "These are too many diagnoses for one order.")
    return tuple(filter(None, (_diagnosis(form, at, row) for at, row in enumerate(rows))))


def _diagnosis(form: TypedForm, at: int, row: Mapping[str, Any]) -> Diagnosis | None:
    code = diagnosis_code(text_of(row.get("code")))
    if code is None:
        form.mark(f"diagnoses.{at}.code", "A code has the form of M54.50.")
        return None
    codes = diagnosis_codes()
    if codes.has_parent(code):
        form.mark(f"diagnoses.{at}.code", "This code is a heading. Choose one of the codes under it.")
        return None
    known = codes.codes.get(code)
    if known is not None:
        return Diagnosis(code, known.title, known.side or _side(row))
    return Diagnosis(code, form.text_in(row, "text", f"diagnoses.{at}.text", SHORT, needed=True), _side(row))


def _side(row: Mapping[str, Any]) -> Side:
    text = text_of(row.get("side"))
    return Side(text) if text in DIAGNOSIS_SIDES else Side.NONE


def _precautions(form: TypedForm, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes, and the words of all precautions: coded ones first."""
    known, texts = order_terms().precautions, {}
    for at, row in enumerate(form.objects("precautions")):
        term = known.get(text_of(row.get("code")))
        if term is not None:
            texts[term.id] = term.text(language, form.text_in(row, "detail", f"precautions.{at}.detail", SHORT))
    free = _lines(form, "other_precautions")
    return tuple(texts), (*texts.values(), *free)


def _contraindicated(form: TypedForm) -> tuple[str, ...]:
    """Ids of modalities, then others in words."""
    known = order_terms().modalities
    ids = dict.fromkeys(text_of(row.get("code")) for row in form.objects("contraindicated"))
    return (*(id for id in ids if id in known), *_lines(form, "other_contraindicated"))


def _lines(form: TypedForm, name: str) -> tuple[str, ...]:
    """Each line of a text that says something."""
    text = form.text(name, LONG)
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _goals(form: TypedForm, context: FormContext) -> tuple[tuple[str, ...], tuple[OrderGoal, ...]]:
    """Goals that go on, by id, and new ones."""
    if context.going_on is None:
        return (), ()
    left_out = form.values.get("goals_left_out")
    out = {each for each in left_out if isinstance(each, str)} if isinstance(left_out, list) else set()
    kept = tuple(id for id in context.going_on if id not in out)
    rows = [(at, row) for at, row in enumerate(form.objects("goals")) if _is_begun(row)]
    fresh = tuple(filter(None, (_goal(form, at, row, context) for at, row in rows)))
    if not kept and not rows:
        form.mark("goals", "Name at least one goal.")
    if len(kept) + len(rows) > MOST_GOALS:
        form.mark("goals", "These are too many goals for one order.")
    return kept, fresh


def _is_begun(row: Mapping[str, Any]) -> bool:
    """A row in which nothing but a choice stands is no goal yet."""
    return any(text_of(row.get(key)) for key in ("description", "baseline", "target"))


def _goal(form: TypedForm, at: int, row: Mapping[str, Any], context: FormContext) -> OrderGoal | None:
    name = f"goals.{at}"
    category = text_of(row.get("category"))
    measure = text_of(row.get("measure_id"))
    if category not in set(GoalCategory):
        form.mark(f"{name}.category", "Choose what the goal is about.")
        return None
    if measure and measure not in context.measures:
        form.mark(f"{name}.measure_id", "There is no such questionnaire.")
    return OrderGoal(
        letter="",
        category=GoalCategory(category),
        description=form.text_in(row, "description", f"{name}.description", SHORT, needed=True),
        measure_id=measure or None,
        baseline=form.number_in(row, "baseline", f"{name}.baseline"),
        target=form.number_in(row, "target", f"{name}.target"),
        unit=form.text_in(row, "unit", f"{name}.unit", 20) or None,
        due_on=form.day_in(row, "due_on", f"{name}.due_on", earliest=context.today),
    )


def as_typed(content: OrderContent, signs_asked_on: str) -> dict[str, Any]:
    """An order as the draft of its renewal. Its goals go on by themselves, past dates are asked for anew."""
    known = order_terms().precautions
    coded = list(zip(content.precaution_codes, content.precautions, strict=False))
    modalities = order_terms().modalities
    return {
        "diagnoses": [{"code": each.code, "text": each.text, "side": each.side.value} for each in content.diagnoses],
        "onset_or_surgery_on": content.onset_or_surgery_on.isoformat() if content.onset_or_surgery_on else "",
        "reason": content.reason,
        "precautions": [{"code": code, "detail": known[code].detail_in(text)} for code, text in coded if code in known],
        "other_precautions": "\n".join(
            [text for code, text in coded if code not in known] + list(content.precautions[len(coded) :])
        ),
        "no_known_precautions": content.no_known_precautions,
        "contraindicated": [{"code": text} for text in content.contraindicated if text in modalities],
        "other_contraindicated": "\n".join(text for text in content.contraindicated if text not in modalities),
        "evaluate_and_treat": content.evaluate_and_treat,
        "instructions": content.instructions or "",
        "frequency_per_week": str(content.frequency_per_week),
        "weeks": str(content.weeks),
        "goals": [],
        "goals_left_out": [],
        "pt_centre_id": content.pt_centre_id or "",
        "program_recommended": content.program_recommended or "",
        "warning_signs_asked_on": signs_asked_on,
        "next_visit_on": "",
    }
