"""A PT gets an order in the caseload and answers it; what follows from it for the panel's clocks."""

from datetime import date

import pytest

from patient_app.domain.attention_facts import ReasonCode
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.orders import OrderState
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.services import (
    attention,
    clinic_settings,
    notices,
    order_answers,
    order_drafts,
    order_signing,
    orders,
    panel,
    patients,
    programs,
)
from patient_app.services.actor import Operator
from patient_app.store.queries import care, people
from patient_app.store.tables import PtCentre
from patient_app.store.unit import Unit
from tests.builders import Cast, a_patient
from tests.orders import signed
from tests.services.test_order_signing import stop_sharing


def state(cast: Cast) -> OrderState | None:
    return cast.dora.call(orders.orders, cast.ana.id)[0].state


def test_an_order_waits_for_the_pts_who_see_the_journey(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    [found] = cast.paul.call(order_answers.waiting)
    assert (found.order.id, found.order.content, found.is_for_me) == (order.id, order.content, True)
    assert cast.strange_pt.call(order_answers.waiting) == ()
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PROGRAM, SharePart.MEASURES}))
    assert cast.strange_pt.call(order_answers.waiting) == ()
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.JOURNEY}))
    [bare] = cast.strange_pt.call(order_answers.waiting)
    assert bare.order.content.goals is None


def test_orders_for_the_own_centre_come_first(cast: Cast) -> None:
    def add(_: Operator, unit: Unit) -> str:
        harbor = PtCentre(clinic_id=cast.clinic.id, name="Harbor Road")
        unit.session.add(harbor)
        return harbor.id

    elsewhere = cast.clinic.door.operate(add)
    other = a_patient(cast.clinic, "Bo Lund").sharing_with(cast.paul, cast.dora)
    signed(cast.dora, cast.ana, pt_centre_id=elsewhere)
    cast.clinic.clock.forward(days=1)
    cast.dora.signs_in()
    cast.paul.signs_in()
    signed(cast.dora, other)
    found = cast.paul.call(order_answers.waiting)
    assert [(each.order.patient_name, each.is_for_me) for each in found] == [("Bo Lund", True), ("Ana Reyes", False)]


def test_an_accepted_order_waits_no_more_and_the_doctor_is_told(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    [found] = cast.dora.call(orders.orders, cast.ana.id)
    assert (found.state, found.answered_by, found.answered_on) == (
        OrderState.ACCEPTED, cast.paul.name, cast.clinic.today
    )  # fmt: skip
    [told] = cast.dora.call(notices.mine).notices
    assert told.kind == notices.NoticeKind.ORDER_ACCEPTED
    assert cast.paul.call(order_answers.waiting) == ()
    cast.ana.sharing_with(cast.strange_pt)
    for answer in (order_answers.accept, lambda *to: order_answers.decline(*to, "No room")):
        with pytest.raises(Conflict):
            cast.strange_pt.call(answer, cast.ana.id, order.id)


def test_a_declined_order_goes_back_with_the_reason(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    with pytest.raises(Invalid):
        cast.paul.call(order_answers.decline, cast.ana.id, order.id, "  ")
    cast.paul.call(order_answers.decline, cast.ana.id, order.id, "No room before April")
    [found] = cast.dora.call(orders.orders, cast.ana.id)
    assert (found.state, found.answer) == (OrderState.DECLINED, "No room before April")
    assert [each.kind for each in cast.dora.call(notices.mine).notices] == [notices.NoticeKind.ORDER_DECLINED]
    with pytest.raises(Conflict):
        cast.paul.call(order_answers.accept, cast.ana.id, order.id)


def test_a_cancelled_or_expired_order_cannot_be_accepted(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    cast.clinic.clock.forward(days=50)
    cast.paul.signs_in()
    cast.dora.signs_in()
    assert state(cast) is OrderState.EXPIRED
    assert cast.paul.call(order_answers.waiting) == ()
    with pytest.raises(Conflict):
        cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    newer = signed(cast.dora, cast.ana)
    cast.dora.call(order_signing.cancel, cast.ana.id, newer.id, "A mistake")
    with pytest.raises(Conflict):
        cast.paul.call(order_answers.accept, cast.ana.id, newer.id)


def test_a_clinic_may_let_orders_wait_less_long(cast: Cast) -> None:
    signed(cast.dora, cast.ana)
    cast.admin.call(clinic_settings.change, {"order_days": 10})
    cast.clinic.clock.forward(days=10)
    cast.dora.signs_in()
    assert state(cast) is OrderState.WAITING
    cast.clinic.clock.forward(days=1)
    cast.dora.signs_in()
    assert state(cast) is OrderState.EXPIRED


def test_an_order_of_another_patient_is_not_found(cast: Cast) -> None:
    other = a_patient(cast.clinic, "Bo Lund").sharing_with(cast.paul, cast.dora)
    order = signed(cast.dora, other)
    for answer in (order_answers.accept, lambda *to: order_answers.decline(*to, "No")):
        with pytest.raises(NotFound):
            cast.paul.call(answer, cast.ana.id, order.id)
    with pytest.raises(NotFound):
        cast.dora.call(order_signing.cancel, cast.ana.id, order.id, "No")
    with pytest.raises(NotFound):
        cast.dora.call(order_drafts.renew, cast.ana.id, order.id)
    with pytest.raises(NotFound):
        cast.dora.call(orders.order, cast.ana.id, order.id)


def test_who_stopped_seeing_the_record_is_not_told_of_the_answer(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    stop_sharing(cast, cast.dora)
    cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    assert cast.dora.call(notices.mine).notices == ()


def test_coded_precautions_touch_their_gates_without_words(cast: Cast) -> None:
    order = signed(
        cast.dora,
        cast.ana,
        precautions=[{"code": "shoulder_replacement", "detail": ""}, {"code": "lifting", "detail": "osteoporosis"}],
        other_precautions="Numb left foot",
    )
    bench = cast.paul.call(programs.workbench, cast.ana.id)
    assert [(each.gate, each.precaution) for each in bench.gates_touched] == [
        ("spine_fracture_osteoporosis", "Lifting limit: osteoporosis"),
        ("cuff_repair", "After shoulder replacement"),
        ("new_neuro_loss", "Numb left foot"),
    ]
    assert all(each.tick.endswith(order.id) for each in bench.gates_touched)


def reasons(cast: Cast) -> dict[ReasonCode, float | str]:
    cast.dora.signs_in()
    [row] = cast.dora.call(panel.panel).patients
    return {each.reason: each.figure for each in row.attention}


def test_the_plan_of_care_ends_and_a_renewal_begins_its_clock_anew(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana, weeks="12")
    cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    cast.clinic.clock.forward(days=80)
    found = reasons(cast)
    assert (found[ReasonCode.PLAN_OF_CARE_ENDS], found[ReasonCode.RECERTIFICATION_DUE]) == (11, 10)
    cast.dora.call(order_drafts.renew, cast.ana.id, order.id)
    draft = cast.dora.call(order_drafts.desk, cast.ana.id).draft
    assert draft is not None and ReasonCode.PLAN_OF_CARE_ENDS in reasons(cast)
    data = {**draft.data, "warning_signs_asked_on": cast.clinic.today.isoformat()}
    revision = cast.dora.call(order_drafts.keep, cast.ana.id, data, draft.revision)
    new = cast.dora.call(order_signing.sign, cast.ana.id, revision, "en")
    assert not {ReasonCode.PLAN_OF_CARE_ENDS, ReasonCode.RECERTIFICATION_DUE} & set(reasons(cast))
    cast.paul.signs_in()
    cast.paul.call(order_answers.decline, cast.ana.id, new.id, "Moved away")
    assert reasons(cast)[ReasonCode.PLAN_OF_CARE_ENDS] == 11


def test_a_renewed_order_does_not_begin_the_reports_clock_anew(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    accepted_on = cast.clinic.today
    cast.clinic.clock.forward(days=20)
    cast.dora.signs_in()
    signed(cast.dora, cast.ana)
    assert clock_of(cast) == accepted_on


def test_an_order_of_an_earlier_course_is_no_plan_of_care(cast: Cast) -> None:
    signed(cast.dora, cast.ana, weeks="2")

    def close(_: Operator, unit: Unit) -> None:
        course = care.active_episode(unit.session, cast.ana.id)
        assert course is not None
        course.status, course.closed_on = "finished", cast.clinic.today
        unit.session.add(course)

    cast.clinic.door.operate(close)
    cast.clinic.clock.forward(days=30)
    cast.dora.signs_in()
    signed(cast.dora, cast.ana, weeks="6")
    assert ReasonCode.PLAN_OF_CARE_ENDS not in reasons(cast)


def clock_of(cast: Cast) -> date | None:
    """The first day of the next report's period."""

    def read(_: Operator, unit: Unit) -> date | None:
        patient = people.get(unit.session, cast.ana.id)
        assert patient is not None
        found = attention.facts(unit, patient, patients.course(unit, patient), ALL_PARTS)
        return found.report_clock.started_on if found.report_clock else None

    return cast.clinic.door.operate(read)
