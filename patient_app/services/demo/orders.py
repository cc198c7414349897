"""The orders of a made-up patient as rows: signed with their copy, and one that is being written."""

from collections.abc import Iterator
from datetime import date, datetime

from patient_app.content import demo_values as v
from patient_app.content.demo_people import demo_clinic
from patient_app.content.precautions import order_terms
from patient_app.domain.orders import Diagnosis, OrderContent, OrderGoal, expires_on
from patient_app.services import order_content, order_form, order_signing
from patient_app.services.demo.care import goal_rows
from patient_app.services.demo.days import demo_id
from patient_app.services.demo.script import Case
from patient_app.store.tables import Order

LANGUAGE = "en"
"""In which the physiatrists of the demo write."""


def order_rows(case: Case) -> Iterator[Order]:
    """The physiatrist's orders, signed; accepted by the PT the next working day, when that has come."""
    goals = tuple(order_content.goal_of(row) for row in goal_rows(case))
    before: str | None = None
    for number, order in enumerate(case.patient.orders, 1):
        signed_at = case.calendar.at(case.calendar.workday(order.on), "15:10")
        row = Order(
            id=demo_id(signed_at, case.key, "order", number - 1),
            episode_id=case.episode_id,
            patient_id=case.id,
            physiatrist_id=case.staff(order.by),
            reason="",
            frequency_per_week=0,
            weeks=0,
            renews_id=before,
            created_at=signed_at,
            updated_at=signed_at,
            revision=demo_id(signed_at, case.key, "order revision", number),
        )
        content = _content(case, order, goals, is_first=number == 1)
        if order.signed:
            _sign(case, row, order, content, number, signed_at)
            before = row.id
        else:
            row.status, row.draft = "draft", order_form.as_typed(content, _text(content.warning_signs_asked_on))
        yield row


def _content(case: Case, order: v.Order, goals: tuple[OrderGoal, ...], *, is_first: bool) -> OrderContent:
    calendar = case.calendar
    terms = order_terms().precautions
    centre = next(each for each in demo_clinic().centres if each.key == order.centre)
    coded = tuple(terms[code].text(LANGUAGE, detail) for code, detail in order.coded)
    return OrderContent(
        problem=case.patient.episode.problem,
        diagnoses=tuple(Diagnosis(d.code, d.text, d.side) for d in order.diagnoses),
        onset_or_surgery_on=calendar.day(case.patient.episode.onset),
        reason=order.reason,
        precaution_codes=tuple(code for code, _ in order.coded),
        precautions=(*coded, *order.precautions),
        no_known_precautions=not coded and not order.precautions,
        contraindicated=order.contraindicated,
        evaluate_and_treat=is_first,
        instructions=None if is_first else "Go on with the program; add load as the goals allow.",
        frequency_per_week=order.frequency,
        weeks=order.weeks,
        goals=goals,
        pt_centre_id=case.cast.centres[order.centre],
        pt_centre=centre.name,
        program_recommended=order.program,
        warning_signs_asked_on=calendar.workday(order.on),
        next_visit_on=None if order.next_visit is None else calendar.workday(order.next_visit),
    )


def _sign(case: Case, row: Order, order: v.Order, content: OrderContent, number: int, signed_at: datetime) -> None:
    calendar = case.calendar
    signed_on = calendar.workday(order.on)
    accepted_at = calendar.at(calendar.workday(order.on + 2), "08:40")
    order_signing.fill(row, content)
    row.status, row.number, row.signed_at = "signed", number, signed_at
    row.expires_on = expires_on(signed_on, order.weeks)
    staff = {each.key: each.name for each in demo_clinic().staff}
    copy = order_content.signed_copy(
        content,
        number=number,
        patient=(case.id, case.patient.name),
        physiatrist=(row.physiatrist_id, staff[order.by]),
        signed_at=signed_at,
        signed_on=signed_on,
        expires_on=row.expires_on,
    )
    row.draft, row.content_hash = {order_content.SIGNED: copy}, order_content.hash_of(copy)
    if order.accepted_by is not None and accepted_at <= calendar.now:
        row.accepted_by, row.accepted_at = case.staff(order.accepted_by), accepted_at


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
