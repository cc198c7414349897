"""The course of treatment from end to end, as one story: from the first pain to the closed course, by its people."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from patient_app.domain.attention_facts import ReasonCode
from patient_app.domain.errors import NotFound
from patient_app.domain.goals import GoalStatus
from patient_app.domain.journey import CloseReason, EventKind
from patient_app.domain.people import Role
from patient_app.domain.reports import GoalWord, ReportDecision
from patient_app.domain.visits import VisitDecision, VisitKind
from patient_app.services import (
    discharge,
    goals,
    intake,
    journey,
    notices,
    order_answers,
    orders,
    panel,
    report_answers,
    report_drafts,
    report_signing,
    reports,
    summary,
    timeline,
    today,
    visit_marks,
    visit_planning,
)
from patient_app.services.discharge import ClosingDraft
from patient_app.services.journey import EntryDraft
from patient_app.services.notices import NoticeKind
from patient_app.services.reports import GoalSaid
from patient_app.services.visit_planning import Plan
from tests.builders import Clinic, Clock, Patient, Someone, a_line, a_patient, someone
from tests.orders import signed
from tests.reports import OWN
from tests.services.test_intake import done


def steps_done(patient: Patient) -> list[str]:
    return [step.value for step, standing in patient.call(timeline.mine).steps if standing.value == "done"]


def told(who: Someone) -> set[NoticeKind]:
    return {notice.kind for notice in who.call(notices.mine).notices}


def test_a_course_from_the_first_pain_to_its_end(clinic: Clinic, clock: Clock) -> None:
    paul = someone(clinic, Role.PHYSICAL_THERAPIST, "Paul Okafor")
    dora = someone(clinic, Role.PHYSIATRIST, "Dora Lindqvist")
    mia = a_patient(clinic, "Mia Stone")

    # 1 and 2: it begins, and primary care looks at it. Nobody else knows.
    done(mia)
    scan = EntryDraft(EventKind.IMAGING, clinic.days_ago(9), "X-ray of the low back", details={"result": "No fracture"})
    mia.call(journey.add, mia.id, scan)
    with pytest.raises(NotFound):
        dora.call(intake.of_patient, mia.id)

    # 3 and 4: a physiatrist is found, sees what the patient shares, examines and recommends PT.
    mia.sharing_with(dora)
    assert dora.call(intake.of_patient, mia.id).done_on == clinic.today
    recommended = {"recommendation": "physical_therapy"}
    dora.call(journey.add, mia.id, EntryDraft(EventKind.EXAM, clinic.today, "Examination", details=recommended))
    assert NoticeKind.JOURNEY_ADDED in told(mia)

    # 5: the order, which the PT whom the patient shares with accepts.
    order = signed(dora, mia)
    mia.sharing_with(paul)
    assert [each.order.id for each in paul.call(order_answers.waiting)] == [order.id]
    paul.call(order_answers.accept, mia.id, order.id)
    assert NoticeKind.ORDER_ACCEPTED in told(dora)
    assert paul.call(orders.newest_order, mia.id).content.precaution_codes == ("fall_risk",)

    # 6 and 7: evaluation, program, and four weeks at home.
    paul.call(visit_marks.treated, mia.id)
    mia.with_program(a_line("bridge"), by=paul)
    for day in range(28):
        if day:
            clock.forward(days=1)
            for each in (mia, paul, dora):
                each.signs_in()
        mia.logs(mia.line("bridge"), pain_during=2)
        mia.checks_in(pain_worst=max(2, 7 - day // 4))
    found = dora.call(summary.summary, mia.id)
    assert found.adherence is not None and found.adherence.exercise == 100.0
    assert found.pain.beyond_mic

    # 8: the report falls due, is signed, read and decided on.
    paul.call(visit_marks.treated, mia.id)
    draft = paul.call(reports.report, mia.id, paul.call(report_drafts.start, mia.id))
    assert draft.data.adherence == paul.call(summary.summary, mia.id, draft.data.first, draft.data.last).adherence
    words = replace(OWN, goals={goal.letter: GoalSaid(GoalWord.ACTIVE) for goal in draft.data.goals})
    report = paul.call(report_signing.sign, draft.id, draft.revision, words=words)
    [row] = dora.call(panel.panel).patients
    assert ReasonCode.REPORT_UNACKNOWLEDGED in {reason.reason for reason in row.attention}
    dora.call(report_answers.acknowledge, mia.id, report.id, ReportDecision.SEE_PATIENT)
    assert NoticeKind.REPORT_DECIDED in told(paul) & told(mia)

    # 9: the visit is planned, held, and ends in a decision.
    visit = Plan(VisitKind.PHYSIATRIST, clinic.today + timedelta(days=2), time(10, 0))
    [visit_id] = dora.call(visit_planning.plan, mia.id, visit).ids
    assert NoticeKind.VISIT_PLANNED in told(mia)
    clock.forward(days=2, hours=2)
    for each in (mia, paul, dora):
        each.signs_in()
    dora.call(visit_marks.hold, visit_id, VisitDecision.DISCHARGE, "Pain 2, walks 30 minutes")

    # 10: the goal is met and the course closed. What was theirs stays the patient's.
    [goal] = dora.call(goals.goals, mia.id)
    closing = ClosingDraft(CloseReason.GOALS_MET, "Keep walking", goals={goal.id: GoalStatus.MET})
    dora.call(discharge.close, mia.id, closing)
    assert NoticeKind.COURSE_CLOSED in told(mia)
    assert len(steps_done(mia)) >= 9
    [closed] = mia.call(timeline.mine).closed
    assert closed.summary is not None and closed.summary.pain == dora.call(summary.summary, mia.id).pain
    mia.logs(mia.line("bridge"))
    assert mia.call(today.today).slots[0].done == 1
    [row] = dora.call(panel.panel).patients
    assert row.attention == ()
