"""Who may do what: default deny for every service that touches a patient's record."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from patient_app.domain.errors import NotFound, WrongRole
from patient_app.domain.handovers import HandoverKind
from patient_app.domain.journey import EventKind
from patient_app.domain.people import SharePart
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visits import RequestKind, VisitKind
from patient_app.services import (
    access_log,
    activities,
    attention_marks,
    calendar_feeds,
    discharge,
    documents,
    entries,
    handouts,
    handover_answers,
    handovers,
    holds,
    intake,
    intake_journey,
    journey,
    line_detail,
    measurements,
    monitoring,
    order_answers,
    order_drafts,
    order_paper,
    order_signing,
    orders,
    overview,
    own_data,
    panel,
    policy,
    printed_summary,
    programs,
    record_tables,
    report_answers,
    report_drafts,
    report_papers,
    report_signing,
    reports,
    saved_views,
    share_links,
    sharing,
    snapshot,
    summary,
    sync,
    timeline,
    today,
    visit_marks,
    visit_planning,
    visit_preparation,
    visit_requests,
    visits,
)
from patient_app.services.journey import EntryDraft
from patient_app.services.programs import Draft
from patient_app.services.record_tables import RecordTable
from patient_app.services.report_drafts import Words
from patient_app.services.visit_planning import Plan
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone, a_check_in, a_log
from tests.links import new_link
from tests.orders import kept, signed
from tests.reports import a_goal

Ask = Callable[[Someone, Cast], Any]


def read_record(actor: Any, unit: Unit, patient_id: str, *parts: SharePart) -> str:
    return policy.open_record(actor, unit, patient_id, *parts).id


def an_order(cast: Cast) -> str:
    """A new signed order of Dora's for Ana."""
    return signed(cast.dora, cast.ana).id


def the_visit(cast: Cast) -> str:
    """Ana's next visit with Dora."""
    book = cast.ana.call(visits.mine)
    plan = Plan(VisitKind.PHYSIATRIST, cast.clinic.today + timedelta(days=4), time(9))
    return book.next.id if book.next else cast.dora.call(visit_planning.plan, cast.ana.id, plan).ids[0]


OF_A_PATIENT: dict[str, Ask] = {
    "program": lambda who, cast: who.call(programs.program, cast.ana.id),
    "versions": lambda who, cast: who.call(programs.versions, cast.ana.id),
    "activities": lambda who, cast: who.call(activities.activities, cast.ana.id),
    "intake_of_patient": lambda who, cast: who.call(intake.of_patient, cast.ana.id),
    "summary": lambda who, cast: who.call(summary.summary, cast.ana.id),
    "handout": lambda who, cast: who.call(handouts.handout, cast.ana.id),
    "overview": lambda who, cast: who.call(overview.overview, cast.ana.id),
    "printed_summary": lambda who, cast: who.call(printed_summary.printed_summary, cast.ana.id),
    "line_detail": lambda who, cast: who.call(
        line_detail.line_detail, cast.ana.id, cast.ana.line("bridge").line_id, cast.clinic.today, cast.clinic.today
    ),
    "measurements": lambda who, cast: who.call(measurements.sheet, cast.ana.id),
    "measured": lambda who, cast: who.call(measurements.measured, cast.ana.id),
    "orders": lambda who, cast: who.call(orders.orders, cast.ana.id),
    "newest_order": lambda who, cast: (an_order(cast), who.call(orders.newest_order, cast.ana.id)),
    "order": lambda who, cast: who.call(orders.order, cast.ana.id, an_order(cast)),
    "order_paper": lambda who, cast: who.call(order_paper.paper, cast.ana.id, an_order(cast)),
    "reports": lambda who, cast: who.call(reports.reports, cast.ana.id),
    "note_export": lambda who, cast: who.call(record_tables.note, cast.ana.id, RecordTable.LOGS),
    "logs_for_export": lambda who, cast: who.call(record_tables.logs, cast.ana.id),
    "check_ins_for_export": lambda who, cast: who.call(record_tables.check_ins, cast.ana.id),
    "measures_for_export": lambda who, cast: who.call(record_tables.measured, cast.ana.id),
    "visits_for_calendar": lambda who, cast: who.call(visits.visit, the_visit(cast)),
    "journey": lambda who, cast: who.call(timeline.of_patient, cast.ana.id),
    "add_journey_entry": lambda who, cast: who.call(
        journey.add, cast.ana.id, EntryDraft(EventKind.IMAGING, cast.clinic.today, "MRI")
    ),
    "may_add_document": lambda who, cast: who.call(documents.may_add, cast.ana.id),
    "measurement_history": lambda who, cast: who.call(measurements.history, cast.ana.id, "timed_up_and_go"),
}
OF_CLINICIANS: dict[str, Ask] = {
    "start_hold": lambda who, cast: who.call(holds.start_hold, cast.ana.id, "Rest"),
    "panel": lambda who, cast: who.call(panel.panel),
    "handover_choices": lambda who, cast: who.call(handovers.choices),
    "handovers_given": lambda who, cast: who.call(handovers.given),
    "saved_views": lambda who, cast: who.call(saved_views.views),
    "save_view": lambda who, cast: who.call(saved_views.save, "Mine", {}),
    "hand_over": lambda who, cast: who.call(
        handovers.hand_over,
        (cast.strange_pt if who.id == cast.paul.id else cast.strange_doctor).id,
        HandoverKind.FOR_GOOD,
        [cast.ana.id],
    ),
}
# What else only clinicians do; for the one with a share there must be something to do it to.
MARKS: dict[str, Ask] = {
    "acknowledge": lambda who, cast: who.call(attention_marks.acknowledge, cast.ana.id, "silent"),
    "snooze": lambda who, cast: who.call(attention_marks.snooze, cast.ana.id, "silent", 3),
    "visits": lambda who, cast: who.call(visits.visits, cast.ana.id),
    "prepare_visit": lambda who, cast: who.call(visit_preparation.prepare, the_visit(cast)),
    "monitoring": lambda who, cast: who.call(monitoring.ledger, cast.ana.id),
    "closing": lambda who, cast: who.call(discharge.closing, cast.ana.id),
}
OF_THERAPISTS: dict[str, Ask] = {
    "publish": lambda who, cast: who.call(programs.publish, cast.ana.id, Draft(1, cast.clinic.today, ())),
    "worksheet": lambda who, cast: who.call(measurements.worksheet, cast.ana.id),
    "report_recipients": lambda who, cast: who.call(report_signing.recipients, cast.ana.id),
    "treated": lambda who, cast: who.call(visit_marks.treated, cast.ana.id),
    "record_measurements": lambda who, cast: who.call(measurements.record, cast.ana.id, ()),
}
OF_PHYSIATRISTS: dict[str, Ask] = {
    "order_desk": lambda who, cast: who.call(order_drafts.desk, cast.ana.id),
    "keep_order": lambda who, cast: who.call(order_drafts.keep, cast.ana.id, {}, kept(cast.dora, cast.ana)),
    "drop_order": lambda who, cast: who.call(order_drafts.drop, cast.ana.id, kept(cast.dora, cast.ana)),
    "renew_order": lambda who, cast: who.call(order_drafts.renew, cast.ana.id, an_order(cast)),
    "preview_order": lambda who, cast: who.call(order_signing.preview, cast.ana.id, kept(cast.dora, cast.ana), "en"),
    "sign_order": lambda who, cast: who.call(order_signing.sign, cast.ana.id, kept(cast.dora, cast.ana), "en"),
    "cancel_order": lambda who, cast: who.call(order_signing.cancel, cast.ana.id, an_order(cast), "Operation"),
}
ANSWERS_OF_THERAPISTS: dict[str, Ask] = {
    "accept_order": lambda who, cast: who.call(order_answers.accept, cast.ana.id, an_order(cast)),
    "decline_order": lambda who, cast: who.call(order_answers.decline, cast.ana.id, an_order(cast), "No room"),
}
OF_AN_ABSENT_REPORT: dict[str, Ask] = {
    "report": lambda who, cast: who.call(reports.report, cast.ana.id, str(uuid4())),
    "report_paper": lambda who, cast: who.call(report_papers.report_paper, cast.ana.id, str(uuid4())),
    "add_to_report": lambda who, cast: who.call(report_answers.add, cast.ana.id, str(uuid4()), "Some words"),
}
OF_PHYSIATRISTS_REPORTS: dict[str, Ask] = {
    "acknowledge": lambda who, cast: who.call(
        report_answers.acknowledge, cast.ana.id, str(uuid4()), ReportDecision.CONTINUE
    ),
    "decide_again": lambda who, cast: who.call(
        report_answers.decide_again, cast.ana.id, str(uuid4()), ReportDecision.CONTINUE, seen=1
    ),
}
OF_THERAPISTS_REPORTS: dict[str, Ask] = {
    "start_report": lambda who, cast: who.call(report_drafts.start, cast.ana.id),
    "keep_report": lambda who, cast: who.call(report_drafts.keep, str(uuid4()), Words(), ""),
    "refill_report": lambda who, cast: who.call(report_drafts.refill, str(uuid4()), ""),
    "fresh_report": lambda who, cast: who.call(report_drafts.fresh, str(uuid4())),
    "discard_report": lambda who, cast: who.call(report_drafts.discard, str(uuid4())),
    "add_goal": lambda who, cast: who.call(report_drafts.add_goal, str(uuid4()), a_goal("Stairs"), ""),
    "sign_report": lambda who, cast: who.call(report_signing.sign, str(uuid4()), ""),
    "send_report": lambda who, cast: who.call(report_signing.send, cast.ana.id, str(uuid4()), cast.dora.id),
}
OF_THE_PATIENT_ALONE: dict[str, Ask] = {
    "today": lambda who, cast: who.call(today.today),
    "my_journey": lambda who, cast: who.call(timeline.mine),
    "snapshot": lambda who, cast: who.call(snapshot.snapshot),
    "intake": lambda who, cast: who.call(intake.intake),
    "intake_is_due": lambda who, cast: who.call(intake.is_due),
    "intake_answer": lambda who, cast: who.call(intake.answer, "how", {"choice": "fall"}),
    "intake_finish": lambda who, cast: who.call(intake.finish),
    "put_referral": lambda who, cast: who.call(
        intake_journey.put_referral, str(uuid4()), "Dr. Lee", "", cast.clinic.today
    ),
    "my_shares": lambda who, cast: who.call(sharing.my_shares),
    "share_links": lambda who, cast: who.call(share_links.mine),
    "make_share_link": lambda who, cast: who.call(share_links.make, new_link(cast.ana), "hash"),
    "close_share_link": lambda who, cast: who.call(share_links.close, str(uuid4())),
    "clinicians": lambda who, cast: who.call(sharing.clinicians),
    "share": lambda who, cast: who.call(sharing.share, cast.strange_pt.id),
    "revoke": lambda who, cast: who.call(sharing.revoke, str(uuid4())),
    "asked_handovers": lambda who, cast: who.call(handover_answers.mine),
    "agree": lambda who, cast: who.call(handover_answers.agree, str(uuid4())),
    "object": lambda who, cast: who.call(handover_answers.object_to, str(uuid4())),
    "my_visits": lambda who, cast: who.call(visits.mine),
    "ask_about_a_visit": lambda who, cast: who.call(visit_requests.ask, the_visit(cast), RequestKind.MOVE),
    "write_a_question": lambda who, cast: who.call(visit_requests.ask_question, "May I swim?"),
    "withdraw_a_request": lambda who, cast: who.call(visit_requests.withdraw, str(uuid4())),
    "counted_since": lambda who, cast: who.call(monitoring.counted_since),
    "access_log": lambda who, cast: who.call(access_log.access_log),
    "own_data": lambda who, cast: who.call(own_data.everything),
    "note_own_data": lambda who, cast: who.call(own_data.note),
    "calendar_feeds": lambda who, cast: who.call(calendar_feeds.mine),
    "make_calendar_feed": lambda who, cast: who.call(calendar_feeds.make, "08:30"),
    "close_calendar_feed": lambda who, cast: who.call(calendar_feeds.close, str(uuid4())),
    "put_exercise_log": lambda who, cast: who.call(
        entries.put_exercise_log, a_log(cast.ana.line("bridge"), cast.clinic.today)
    ),
    "put_check_in": lambda who, cast: who.call(entries.put_check_in, a_check_in(cast.clinic.today), "en"),
    "delete_entry": lambda who, cast: who.call(entries.delete_entry, "check_in", str(uuid4()), cast.clinic.clock.now),
    "sync": lambda who, cast: who.call(sync.sync, [], "en"),
}


OF_ONE_PATIENT = OF_A_PATIENT | OF_THERAPISTS | ANSWERS_OF_THERAPISTS | MARKS


@pytest.mark.parametrize("ask", OF_ONE_PATIENT.values(), ids=OF_ONE_PATIENT)
def test_for_someone_without_a_share_the_patient_does_not_exist(cast: Cast, ask: Ask) -> None:
    with pytest.raises(NotFound):
        ask(cast.strange_pt, cast)


@pytest.mark.parametrize("ask", OF_PHYSIATRISTS.values(), ids=OF_PHYSIATRISTS)
def test_without_a_share_of_the_journey_nobody_orders(cast: Cast, ask: Ask) -> None:
    with pytest.raises(NotFound):
        ask(cast.strange_doctor, cast)
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset(SharePart) - {SharePart.JOURNEY})
    with pytest.raises(NotFound):
        ask(cast.strange_doctor, cast)


@pytest.mark.parametrize("ask", OF_PHYSIATRISTS.values(), ids=OF_PHYSIATRISTS)
def test_only_a_physiatrist_orders(cast: Cast, ask: Ask) -> None:
    for who in (cast.paul, cast.ana, cast.strange_patient, cast.admin):
        with pytest.raises(WrongRole):
            ask(who, cast)
    cast.dora.call(order_drafts.drop, cast.ana.id, kept(cast.dora, cast.ana))
    ask(cast.dora, cast)


@pytest.mark.parametrize("ask", ANSWERS_OF_THERAPISTS.values(), ids=ANSWERS_OF_THERAPISTS)
def test_only_a_therapist_answers_an_order(cast: Cast, ask: Ask) -> None:
    for who in (cast.dora, cast.ana, cast.strange_patient, cast.admin):
        with pytest.raises(WrongRole):
            ask(who, cast)
    with pytest.raises(WrongRole):
        cast.dora.call(order_answers.waiting)
    ask(cast.paul, cast)


ABSENT = OF_AN_ABSENT_REPORT | OF_PHYSIATRISTS_REPORTS | OF_THERAPISTS_REPORTS


@pytest.mark.parametrize("ask", ABSENT.values(), ids=ABSENT)
def test_reports_open_to_their_readers_and_writers_alone(cast: Cast, ask: Ask) -> None:
    is_of_pts = ask in OF_THERAPISTS_REPORTS.values()
    is_of_doctors = ask in OF_PHYSIATRISTS_REPORTS.values()
    for wrong in (cast.strange_pt, cast.strange_doctor, cast.paul, cast.dora):
        is_pt = wrong in (cast.strange_pt, cast.paul)
        expected = WrongRole if (is_of_doctors and is_pt) or (is_of_pts and not is_pt) else NotFound
        if ask is OF_THERAPISTS_REPORTS["start_report"] and wrong is cast.paul:
            continue
        with pytest.raises(expected):
            ask(wrong, cast)
    with pytest.raises(WrongRole):
        ask(cast.admin, cast)
    with pytest.raises((NotFound, WrongRole)):
        ask(cast.strange_patient, cast)


def test_an_administrator_reads_no_record(cast: Cast) -> None:
    for ask in (OF_A_PATIENT | OF_CLINICIANS | OF_THERAPISTS | OF_THE_PATIENT_ALONE | MARKS).values():
        with pytest.raises(WrongRole):
            ask(cast.admin, cast)


def test_another_patient_sees_nothing_of_this_one(cast: Cast) -> None:
    for ask in OF_A_PATIENT.values():
        with pytest.raises(NotFound):
            ask(cast.strange_patient, cast)
    for ask in (OF_CLINICIANS | OF_THERAPISTS | MARKS).values():
        with pytest.raises(WrongRole):
            ask(cast.strange_patient, cast)


def test_clinicians_do_not_act_as_the_patient(cast: Cast) -> None:
    for clinician in (cast.paul, cast.dora):
        for ask in OF_THE_PATIENT_ALONE.values():
            with pytest.raises(WrongRole):
                ask(clinician, cast)


def test_only_a_therapist_publishes_and_measures(cast: Cast) -> None:
    for ask in OF_THERAPISTS.values():
        with pytest.raises(WrongRole):
            ask(cast.dora, cast)
        ask(cast.paul, cast)


def test_the_care_team_with_a_share_may_do_its_work(cast: Cast) -> None:
    for ask in (OF_A_PATIENT | OF_CLINICIANS).values():
        for clinician in (cast.paul, cast.dora):
            ask(clinician, cast)


def test_every_part_that_is_asked_for_must_be_shared(cast: Cast) -> None:
    stan = cast.strange_pt
    cast.ana.sharing_with(stan, parts=frozenset({SharePart.PROGRAM}))
    assert stan.call(read_record, cast.ana.id, SharePart.PROGRAM) == cast.ana.id
    assert stan.call(read_record, cast.ana.id) == cast.ana.id
    with pytest.raises(NotFound):
        stan.call(read_record, cast.ana.id, SharePart.PROGRAM, SharePart.PAIN)
