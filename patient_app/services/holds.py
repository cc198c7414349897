"""Holds: a warning sign, or a clinician, puts the program on hold until a clinician clears it with a note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.content.warning_sign_lists import (
    AFTER_OPERATION,
    SignLevel,
    WarningQuestion,
    question_by_code,
    questions_among,
    questions_for,
    warning_texts,
)
from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import Answer, CheckIn
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.domain.warning_signs import Level, Question, is_positive, judge
from patient_app.services import audit, patients, policy
from patient_app.services.actor import Actor
from patient_app.store.queries import care, people, shares
from patient_app.store.queries.entry_book import EntryBook
from patient_app.store.tables import Episode, Person
from patient_app.store.tables import Hold as Row
from patient_app.store.unit import Unit

# When no clinician can clear a hold, the patient can after this time, by confirming `CONFIRMATION`
# (in either language).
PATIENT_MAY_CLEAR_AFTER = timedelta(hours=24)
CONFIRMATION = "A doctor has seen me and said that I may exercise."
_CONFIRMED = {CONFIRMATION, "Un médico me vio y dijo que puedo hacer ejercicio."}
_GRAVER = {HoldLevel.CLINICIAN: 0, HoldLevel.URGENT: 1, HoldLevel.EMERGENCY: 2}


@dataclass(frozen=True, slots=True)
class HoldView:
    """One hold, open or cleared."""

    id: str
    level: HoldLevel
    started_at: datetime
    started_on: date
    text: str
    note: str | None
    cleared_at: datetime | None


def start_hold(actor: Actor, unit: Unit, patient_id: str, note: str) -> HoldView:
    """A clinician with the `program` part puts the program on hold from the patient's today. Needs a note."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    note = _needed(note, "Say in a few words why the program is on hold.")
    row = Row(
        patient_id=patient_id,
        level=HoldLevel.CLINICIAN.value,
        started_at=unit.now,
        started_on=patients.today(unit, patient),
        started_by=actor.id,
        text_shown=note,
        note=note,
    )
    return _begin(actor, unit, row)


def clear_hold(actor: Actor, unit: Unit, hold_id: str, note: str) -> None:
    """Clear a hold: a clinician with the `program` part, or the patient when no clinician can, after 24 hours.

    Raises `NotFound` for holds one may not see, `Invalid` when the patient must wait.
    """
    policy.require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, hold_id)
    if row is None:
        raise NotFound
    patient = policy.open_record(actor, unit, row.patient_id, SharePart.PROGRAM)
    if row.cleared_at is not None:
        return
    if actor.id == patient.id:
        _patient_may_clear(unit, row, note)
    row.clear_note = _needed(note, "Write a short note before the hold is cleared.")
    row.cleared_at, row.cleared_by = unit.now, actor.id
    row.cleared_on = patients.today(unit, patient)
    unit.session.add(row)
    audit.record(actor, unit, "hold.cleared", patient_id=patient.id, kind="hold", id=row.id, level=row.level)
    unit.changed.add(f"patient:{patient.id}")


def questions(unit: Unit, patient_id: str) -> tuple[WarningQuestion, ...]:
    """The warning-sign questions for this patient: everyone's, and those of the regions of the episode, and of the
    intake that is being written.
    """
    session = unit.session
    found = [care.active_episode(session, patient_id), care.intake_draft(session, patient_id)]
    return questions_for(*(region for episode in found if episode is not None for region in _lists(episode)))


def check_questions(check_in: CheckIn) -> None:
    """Raise `Invalid` for an answer to a question that does not exist."""
    for code, _ in check_in.warning_signs.answers if check_in.warning_signs else ():
        try:
            question_by_code(code)
        except KeyError:
            raise Invalid.field(f"warning_signs.answers.{code}", "There is no such question.") from None


def after_check_in(
    actor: Actor, unit: Unit, patient: Person, book: EntryBook, check_in: CheckIn, language: str
) -> Row | None:
    """Judge the warning signs of a check-in that was just noted; the hold they lead to, or led to before.

    Signs of this check-in that a clinician has seen (the hold was cleared) hold nothing again; a new one does.
    """
    if check_in.warning_signs is None:
        return None
    answers = dict(check_in.warning_signs.answers)
    if not any(is_positive(answer) for answer in answers.values()):
        return None
    same = care.holds_from(unit.session, patient.id, check_in.id)
    seen = {code for row in same if row.cleared_at is not None for code in _positive_in(row)}
    asked = [question for question in questions_among(answers) if question.code not in seen]
    # A known history matters only to a history question that is answered with yes: all other times nothing is read.
    asks_history = any(q.is_history and is_positive(answers[q.code]) for q in asked)
    known = book.warned_before(check_in.id, check_in.recorded_at) if asks_history else frozenset()
    found = judge((Question(q.code, Level(q.level.value), q.is_history) for q in asked), answers, known)
    if found.level is None:
        return None
    level = HoldLevel(found.level.value)
    for row in same:
        if row.cleared_at is None and _GRAVER[HoldLevel(row.level)] >= _GRAVER[level]:
            return row
    row = Row(
        patient_id=patient.id,
        level=level.value,
        started_at=unit.now,
        started_on=check_in.local_date,
        started_by=patient.id,
        check_in_id=check_in.id,
        answers={code: answer.value for code, answer in answers.items()},
        text_shown=hold_text(unit, patient, level, found.positive, language),
    )
    _begin(actor, unit, row)
    return row


def may_clear_from(unit: Unit, patient_id: str, started_at: datetime) -> datetime | None:
    """From when on the patient may clear a hold by confirming; `None` while a clinician can clear it."""
    clinicians = shares.clinicians_of(unit.session, patient_id, unit.now)
    parts = (shares.active_parts(unit.session, patient_id, each.id, unit.now) for each in clinicians)
    if any(SharePart.PROGRAM in each for each in parts):
        return None
    return started_at + PATIENT_MAY_CLEAR_AFTER


def signs_answered(check_ins: Iterable[CheckIn]) -> frozenset[str]:
    """Codes of the questions that these check-ins answer with yes or not sure."""
    return frozenset(
        code
        for check_in in check_ins
        if check_in.warning_signs
        for code, answer in check_in.warning_signs.answers
        if is_positive(answer)
    )


def hold_text(unit: Unit, patient: Person, level: HoldLevel, positive: tuple[str, ...], language: str) -> str:
    """The words that a patient is shown for these positive answers."""
    clinic = people.clinic(unit.session, patient.clinic_id)
    texts = warning_texts()
    signs = [question_by_code(code) for code in positive]
    values = {
        "answers": "; ".join(sign.label(language) for sign in signs),
        "clinic_phone": clinic.phone,
        "emergency_number": clinic.emergency_number,
    }
    text = texts.for_level(SignLevel(level.value)).text(language).format(**values)
    if any(sign.call_now for sign in signs):
        text = texts.call_now.text(language).format(**values) + " " + text
    return text


def _lists(episode: Episode) -> Iterator[str]:
    """The lists of warning signs that this episode asks for."""
    yield episode.region
    yield from episode.intake.get("regions", ())
    if episode.intake.get("operation"):
        yield AFTER_OPERATION


def _begin(actor: Actor, unit: Unit, row: Row) -> HoldView:
    unit.session.add(row)
    audit.record(actor, unit, "hold.started", patient_id=row.patient_id, kind="hold", id=row.id, level=row.level)
    unit.changed.add(f"patient:{row.patient_id}")
    return HoldView(
        row.id, HoldLevel(row.level), row.started_at, row.started_on, row.text_shown, row.note, row.cleared_at
    )


def _positive_in(row: Row) -> Iterator[str]:
    """Codes that were answered with yes or not sure when the hold began."""
    return (code for code, answer in row.answers.items() if is_positive(Answer(answer)))


def _patient_may_clear(unit: Unit, row: Row, note: str) -> None:
    begins = may_clear_from(unit, row.patient_id, row.started_at)
    if begins is None:
        raise Invalid("Your care team clears this. Call your clinic.")
    if unit.now < begins:
        raise Invalid("You can clear this 24 hours after it began, when a doctor has said that you may exercise.")
    if not any(_bare(sentence) in _bare(note) for sentence in _CONFIRMED):
        raise Invalid.field("note", "Confirm: A doctor has seen me and said that I may exercise.")


def _bare(text: str) -> str:
    return " ".join(text.casefold().rstrip(". ").split())


def _needed(note: str, message: str) -> str:
    if not note.strip():
        raise Invalid.field("note", message)
    return note.strip()
