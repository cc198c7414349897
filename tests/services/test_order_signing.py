"""An order from the draft to the signed copy: nothing typed is lost, nothing signed changes."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.orders import OrderState
from patient_app.domain.people import SharePart
from patient_app.services import (
    episodes,
    goals,
    notices,
    order_answers,
    order_content,
    order_drafts,
    order_signing,
    orders,
    sharing,
)
from patient_app.services.actor import Operator
from patient_app.store.queries import care, people
from patient_app.store.tables import AuditEvent, Episode, PtCentre
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone, a_patient
from tests.orders import kept, signed, typed


def problems(cast: Cast, **fields: Any) -> set[str]:
    """The fields that need a change before this can be signed."""
    revision = kept(cast.dora, cast.ana, **fields)
    with pytest.raises(Invalid) as refused:
        cast.dora.call(order_signing.preview, cast.ana.id, revision, "en")
    assert all(each.message for each in refused.value.fields)
    return {each.field for each in refused.value.fields}


def test_a_draft_is_kept_as_typed(cast: Cast) -> None:
    odd = typed(cast.clinic.today, weeks="six", diagnoses=[{"code": "M54.", "text": "back?"}], goals=[{}])
    revision = cast.dora.call(order_drafts.keep, cast.ana.id, odd, "")
    draft = cast.dora.call(order_drafts.desk, cast.ana.id).draft
    assert draft is not None and (draft.data, draft.revision) == (odd, revision)


def test_two_windows_do_not_write_over_each_other(cast: Cast) -> None:
    revision = kept(cast.dora, cast.ana)
    cast.dora.call(order_drafts.keep, cast.ana.id, typed(cast.clinic.today, reason="From one window"), revision)
    for seen in (revision, ""):
        with pytest.raises(Conflict):
            cast.dora.call(order_drafts.keep, cast.ana.id, typed(cast.clinic.today, reason="From the other"), seen)
        with pytest.raises(Conflict):
            cast.dora.call(order_signing.sign, cast.ana.id, seen, "en")
        with pytest.raises(Conflict):
            cast.dora.call(order_drafts.drop, cast.ana.id, seen)
    draft = cast.dora.call(order_drafts.desk, cast.ana.id).draft
    assert draft is not None and draft.data["reason"] == "From one window"


def test_a_draft_that_is_left_out_leaves_nothing(cast: Cast) -> None:
    cast.dora.call(order_drafts.drop, cast.ana.id, kept(cast.dora, cast.ana))
    desk = cast.dora.call(order_drafts.desk, cast.ana.id)
    assert (desk.draft, desk.orders, desk.problem) == (None, (), None)


def test_a_draft_is_nobody_elses_and_no_order(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_doctor)
    kept(cast.dora, cast.ana)
    assert cast.strange_doctor.call(order_drafts.desk, cast.ana.id).draft is None
    assert cast.paul.call(orders.orders, cast.ana.id) == ()
    with pytest.raises(NotFound):
        cast.ana.call(orders.newest_order, cast.ana.id)


def test_the_first_order_begins_the_course(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    assert (order.number, order.state, order.content.problem) == (
        1, OrderState.WAITING, "Low back pain with pain into the leg"
    )  # fmt: skip
    desk = cast.dora.call(order_drafts.desk, cast.ana.id)
    assert (desk.problem, desk.onset_on, desk.draft) == (order.content.problem, date(2026, 1, 12), None)
    assert [each.goal.letter for each in desk.goals or ()] == ["A"]


def test_a_draft_alone_is_no_course(cast: Cast) -> None:
    kept(cast.dora, cast.ana)
    found = cast.clinic.door.operate(lambda _, unit: care.active_episode(unit.session, cast.ana.id))
    assert found is None
    cast.dora.call(order_drafts.drop, cast.ana.id, kept(cast.dora, cast.ana))
    kept(cast.dora, cast.ana)
    assert signed(cast.dora, cast.ana).number == 1


def test_looks_at_shared_parts_are_audited(cast: Cast) -> None:
    patient = a_patient(cast.clinic, "Shy Person").sharing_with(cast.dora, parts=frozenset({SharePart.JOURNEY}))
    cast.dora.call(order_drafts.desk, patient.id)
    cast.dora.call(order_drafts.desk, cast.ana.id)

    def looks(_: Operator, unit: Unit, patient_id: str) -> set[str | None]:
        events = select(AuditEvent).where(
            AuditEvent.action == "record.viewed",
            AuditEvent.patient_id == patient_id,
            AuditEvent.actor_id == cast.dora.id,
        )
        return {event.object_kind for event in unit.session.exec(events)}

    assert cast.clinic.door.operate(looks, patient.id) == {"journey"}
    assert cast.clinic.door.operate(looks, cast.ana.id) == {"journey", "measures", "pain"}


def test_a_course_that_somebody_began_meanwhile_gets_the_order(cast: Cast) -> None:
    revision = kept(cast.dora, cast.ana)

    def begin(_: Operator, unit: Unit) -> None:
        patient = people.get(unit.session, cast.ana.id)
        assert patient is not None
        episodes.begin(unit, patient, "Knee pain", "knee")

    def courses(_: Operator, unit: Unit) -> list[tuple[str, str]]:
        return [(row.status, row.problem) for row in unit.session.exec(select(Episode))]

    cast.clinic.door.operate(begin)
    order = cast.dora.call(order_signing.sign, cast.ana.id, revision, "en")
    assert order.content.problem == "Knee pain"
    assert cast.clinic.door.operate(courses) == [("active", "Knee pain")]


def test_what_is_signed_stands_in_the_copy_and_its_hash(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    content = order.content
    assert [(each.code, each.text, each.side.value) for each in content.diagnoses] == [
        ("M54.16", "Radiculopathy, lumbar region", "right")
    ]
    assert content.precaution_codes == ("fall_risk",)
    assert content.precautions == ("Fall risk: fell in January", "No throwing")
    assert (content.frequency_per_week, content.weeks, content.contraindicated) == (2, 6, ("traction",))
    assert order.expires_on == date(2026, 5, 4)

    def check(_: Operator, unit: Unit) -> tuple[str | None, str]:
        row = care.order(unit.session, order.id)
        assert row is not None
        return row.content_hash, order_content.hash_of(row.draft[order_content.SIGNED])

    kept_hash, found = cast.clinic.door.operate(check)
    assert kept_hash == found == order.content_hash


def test_goals_of_a_signed_order_stay_as_they_were(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    [goal] = cast.paul.call(goals.goals, cast.ana.id)
    cast.paul.call(goals.set_status, goal.id, goals.GoalStatus.MET, value=31)
    assert cast.dora.call(orders.newest_order, cast.ana.id).content == order.content


def test_a_double_click_signs_once(cast: Cast) -> None:
    revision = kept(cast.dora, cast.ana)
    first = cast.dora.call(order_signing.sign, cast.ana.id, revision, "en")
    assert cast.dora.call(order_signing.sign, cast.ana.id, revision, "en") == first
    assert len(cast.dora.call(orders.orders, cast.ana.id)) == 1
    assert len(cast.ana.call(notices.mine).notices) == 1


def test_the_patient_is_told_and_the_signing_is_audited(cast: Cast) -> None:
    signed(cast.dora, cast.ana)
    [told] = cast.ana.call(notices.mine).notices
    assert (told.kind, told.params) == (notices.NoticeKind.ORDER_SIGNED, {"clinician": cast.dora.name})
    assert actions(cast) == ["order.drafted", "order.signed"]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"diagnoses": []}, {"diagnoses"}),
        ({"diagnoses": [{"code": "M54.5", "text": "Back pain"}]}, {"diagnoses.0.code"}),
        ({"diagnoses": [{"code": "back"}]}, {"diagnoses.0.code"}),
        ({"diagnoses": [{"code": "C50.911", "text": " "}]}, {"diagnoses.0.text"}),
        ({"onset_or_surgery_on": ""}, {"onset_or_surgery_on"}),
        ({"onset_or_surgery_on": "2026-03-17"}, {"onset_or_surgery_on"}),
        ({"reason": "  "}, {"reason"}),
        ({"reason": "x" * 2001}, {"reason"}),
        ({"no_known_precautions": True}, {"precautions"}),
        ({"precautions": [], "other_precautions": ""}, {"precautions"}),
        ({"precautions": [{"code": "sharks"}], "other_precautions": " \n"}, {"precautions"}),
        ({"evaluate_and_treat": False}, {"instructions"}),
        ({"frequency_per_week": "8", "weeks": "0"}, {"frequency_per_week", "weeks"}),
        ({"frequency_per_week": "2.5", "weeks": ""}, {"frequency_per_week", "weeks"}),
        ({"goals": []}, {"goals"}),
        ({"goals": [{"category": "function", "description": "", "target": "3"}]}, {"goals.0.description"}),
        ({"goals": [{"category": "joy", "description": "Walk"}]}, {"goals.0.category"}),
        ({"goals": [{"category": "function", "description": "Walk", "target": "far"}]}, {"goals.0.target"}),
        ({"goals": [{"category": "function", "description": "Walk", "due_on": "2026-03-15"}]}, {"goals.0.due_on"}),
        ({"goals": [{"category": "function", "description": "Walk", "measure_id": "joy"}]}, {"goals.0.measure_id"}),
        ({"pt_centre_id": "elsewhere"}, {"pt_centre_id"}),
        ({"warning_signs_asked_on": ""}, {"warning_signs_asked_on"}),
        ({"next_visit_on": "2026-03-15"}, {"next_visit_on"}),
        ({"problem": "", "region": "head"}, {"problem", "region"}),
        (
            {"diagnoses": "many", "goals": [7], "weeks": ["6"], "reason": None},
            {"diagnoses", "goals", "weeks", "reason"},
        ),
    ],
)
def test_what_needs_a_change_is_named(cast: Cast, fields: dict[str, Any], named: set[str]) -> None:
    assert problems(cast, **fields) == named


def test_a_draft_that_holds_nonsense_is_refused_and_not_broken(cast: Cast) -> None:
    cast.dora.call(order_drafts.keep, cast.ana.id, {"goals_left_out": {"a": 1}, "precautions": {"x": 1}}, "")
    draft = cast.dora.call(order_drafts.desk, cast.ana.id).draft
    assert draft is not None
    with pytest.raises(Invalid):
        cast.dora.call(order_signing.sign, cast.ana.id, draft.revision, "en")


def test_a_code_by_hand_and_no_known_precautions(cast: Cast) -> None:
    order = signed(
        cast.dora,
        cast.ana,
        diagnoses=[{"code": "c50911", "text": "Breast cancer, right", "side": "right"}],
        precautions=[],
        other_precautions="",
        no_known_precautions=True,
    )
    [found] = order.content.diagnoses
    assert (found.code, found.text) == ("C50.911", "Breast cancer, right")
    assert (order.content.no_known_precautions, order.content.precautions) == (True, ())


def test_without_the_measures_an_order_goes_without_goals(cast: Cast) -> None:
    patient = a_patient(cast.clinic, "Shy Person").sharing_with(cast.dora, parts=frozenset({SharePart.JOURNEY}))
    order = signed(cast.dora, patient)
    assert order.content.goals is None
    patient.sharing_with(cast.dora)
    assert cast.dora.call(goals.goals, patient.id) == ()


def test_a_renewal_begins_from_the_old_order_and_takes_its_place(cast: Cast) -> None:
    old = signed(cast.dora, cast.ana)
    cast.clinic.clock.forward(days=30)
    cast.dora.signs_in()
    cast.dora.call(order_drafts.renew, cast.ana.id, old.id)
    desk = cast.dora.call(order_drafts.desk, cast.ana.id)
    assert desk.draft is not None and desk.draft.renews == 1
    again = {**desk.draft.data, "weeks": "4", "warning_signs_asked_on": cast.clinic.today.isoformat()}
    revision = cast.dora.call(order_drafts.keep, cast.ana.id, again, desk.draft.revision)
    preview = cast.dora.call(order_signing.preview, cast.ana.id, revision, "en")
    assert preview.renewed == old.content
    new = cast.dora.call(order_signing.sign, cast.ana.id, revision, "en")
    assert (new.number, new.renews, new.content.weeks) == (2, 1, 4)
    assert new.content.precautions == old.content.precautions
    assert [each.letter for each in new.content.goals or ()] == ["A"]
    states = [each.state for each in cast.dora.call(orders.orders, cast.ana.id)]
    assert states == [OrderState.WAITING, OrderState.RENEWED]


def test_a_renewal_waits_for_the_draft_that_is_there(cast: Cast) -> None:
    old = signed(cast.dora, cast.ana)
    kept(cast.dora, cast.ana)
    with pytest.raises(Conflict):
        cast.dora.call(order_drafts.renew, cast.ana.id, old.id)


def test_a_cancelled_order_stays_readable_with_the_reason(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    with pytest.raises(Invalid):
        cast.dora.call(order_signing.cancel, cast.ana.id, order.id, " ")
    cast.dora.call(order_signing.cancel, cast.ana.id, order.id, "Operation first")
    [found] = cast.paul.call(orders.orders, cast.ana.id)
    assert (found.state, found.answer, found.content) == (OrderState.CANCELLED, "Operation first", order.content)
    assert [each.kind for each in cast.paul.call(notices.mine).notices] == [notices.NoticeKind.ORDER_CANCELLED]
    with pytest.raises(Conflict):
        cast.dora.call(order_signing.cancel, cast.ana.id, order.id, "Again")
    with pytest.raises(NotFound):
        cast.ana.call(orders.newest_order, cast.ana.id)
    assert signed(cast.dora, cast.ana).number == 2


def test_a_centre_of_the_clinic_is_named_in_the_order(cast: Cast) -> None:
    def add(_: Operator, unit: Unit) -> tuple[str, str]:
        rows = [PtCentre(clinic_id=cast.clinic.id, name="Mill Street"), PtCentre(clinic_id=cast.clinic.id, name="Old")]
        rows[1].closed_at = unit.now
        unit.session.add_all(rows)
        return rows[0].id, rows[1].id

    mill, closed = cast.clinic.door.operate(add)
    assert cast.dora.call(order_drafts.desk, cast.ana.id).centres == ((mill, "Mill Street"),)
    assert problems(cast, pt_centre_id=closed) == {"pt_centre_id"}
    assert signed(cast.dora, cast.ana, pt_centre_id=mill).content.pt_centre == "Mill Street"


def test_the_signer_keeps_the_signed_copy_and_sees_nothing_newer(cast: Cast) -> None:
    order = signed(cast.dora, cast.ana)
    stop_sharing(cast, cast.dora)
    cast.paul.call(order_answers.accept, cast.ana.id, order.id)
    with pytest.raises(NotFound):
        cast.dora.call(orders.orders, cast.ana.id)
    [copy] = cast.dora.call(orders.own_copies, cast.ana.id)
    assert (copy.content, copy.state, copy.answered_by) == (order.content, None, "")
    assert cast.dora.call(orders.order, cast.ana.id, order.id) == copy
    with pytest.raises(NotFound):
        cast.strange_doctor.call(orders.own_copies, cast.ana.id)
    with pytest.raises(NotFound):
        cast.strange_doctor.call(orders.order, cast.ana.id, order.id)
    assert cast.dora.call(notices.mine).notices == ()


def stop_sharing(cast: Cast, clinician: Someone) -> None:
    for share in cast.ana.call(sharing.my_shares):
        if share.clinician.id == clinician.id:
            cast.ana.call(sharing.revoke, share.id)


def actions(cast: Cast) -> list[str]:
    def read(_: Operator, unit: Unit) -> list[str]:
        events = select(AuditEvent).where(AuditEvent.action.startswith("order."))  # type: ignore[attr-defined]
        return [event.action for event in unit.session.exec(events)]

    return cast.clinic.door.operate(read)
