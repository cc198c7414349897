"""Progress reports: filled from data, signed and sealed, sent, decided on, added to; who sees what of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlmodel import col

from patient_app.domain.attention_facts import ReasonCode
from patient_app.domain.errors import Conflict, DomainError, Invalid, NotFound, WrongRole
from patient_app.domain.goals import GoalStatus
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.reports import EntryKind, GoalWord, ReportDecision, ReportKind, ReportStatus
from patient_app.services import (
    clinic_settings,
    goals,
    notices,
    panel,
    report_answers,
    report_drafts,
    report_signing,
    reports,
    sharing,
    summary,
)
from patient_app.services.actor import Operator
from patient_app.services.notices import NoticeKind
from patient_app.services.report_seal import seal, verify, verify_all
from patient_app.services.reports import GoalSaid, Report
from patient_app.store.queries import care
from patient_app.store.queries import reports as rows
from patient_app.store.sealed import Sealed
from patient_app.store.tables import ProgressReport
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone
from tests.reports import OWN, a_course, a_draft, a_goal, a_signed_report


@pytest.fixture
def course(cast: Cast) -> Cast:
    return a_course(cast)


def said(**words: GoalSaid) -> dict[str, GoalSaid]:
    return {**(OWN.goals or {}), **words}


def signed(cast: Cast, **goal_words: GoalSaid) -> Report:
    return a_signed_report(cast, replace(OWN, goals=said(**goal_words)))


def row_of(cast: Cast, report_id: str, job: Any = lambda row, unit: None) -> ProgressReport:
    """The row, and something done to it as no service does."""

    def look(operator: Operator, unit: Unit) -> ProgressReport:
        row = rows.get(unit.session, report_id)
        assert row is not None
        job(row, unit)
        unit.session.flush()
        unit.session.refresh(row)
        unit.session.expunge(row)
        return row

    return cast.clinic.door.operate(look)


def test_what_is_kept_is_what_was_sealed_also_when_it_equals_the_draft(course: Cast) -> None:
    def whole(row: ProgressReport, unit: Unit) -> None:
        row.data = {"worst pain": 5}

    def seal_it(row: ProgressReport, unit: Unit) -> None:
        row.data = {"worst pain": 5.0}
        seal(row, unit.now)

    draft = a_draft(course)
    row_of(course, draft.id, whole)
    assert verify(row_of(course, draft.id, seal_it))


# Filling -------------------------------------------------------------------------------------------------------------


def test_a_draft_begins_with_the_first_treatment_day_and_has_the_summarys_figures(course: Cast) -> None:
    draft = a_draft(course)
    today = course.clinic.today
    assert (draft.data.first, draft.data.last) == (course.clinic.days_ago(20), today)
    assert (draft.data.treated, draft.data.treated_limit) == (3, 10)
    shown = course.paul.call(summary.summary, course.ana.id, draft.data.first, draft.data.last)
    assert draft.data.adherence == shown.adherence
    assert draft.data.not_done_reasons == shown.not_done_reasons
    assert draft.data.pain == shown.pain
    assert draft.data.function == shown.function
    assert draft.data.versions == shown.versions
    assert [(each.points, each.change) for each in draft.data.measures] == [
        (each.points, each.change) for each in shown.measures
    ]
    assert draft.assessment == draft.plan == ""


def test_the_same_draft_goes_on_and_the_next_period_begins_after_the_last_report(course: Cast) -> None:
    draft = a_draft(course)
    assert a_draft(course).id == draft.id
    first = signed(course)
    with pytest.raises(Invalid, match="tomorrow"):
        a_draft(course)
    assert a_draft(course, kind=ReportKind.DISCHARGE).data.first == course.clinic.today
    course.paul.call(report_drafts.discard, a_draft(course, kind=ReportKind.DISCHARGE).id)
    course.clinic.clock.forward(days=8)
    course.paul.signs_in()
    course.ana.signs_in()
    assert a_draft(course).data.first == first.data.last + timedelta(days=1)


def test_only_what_the_share_opens_goes_in(course: Cast) -> None:
    stan = course.strange_pt
    course.ana.sharing_with(stan, parts=frozenset({SharePart.JOURNEY, SharePart.PAIN}))
    data = a_draft(course, stan).data
    assert data.not_shared == (SharePart.PROGRAM, SharePart.MEASURES)
    assert data.adherence is None and data.versions == () and data.goals == () and data.measures == ()
    assert data.pain is not None and data.pain.latest == 5


def test_what_the_patient_closes_meanwhile_is_neither_shown_nor_signed(course: Cast) -> None:
    draft = a_draft(course)
    course.ana.call(sharing.revoke, _share_of(course, course.paul))
    course.ana.sharing_with(course.paul, parts=frozenset({SharePart.JOURNEY, SharePart.PROGRAM}))
    seen = course.paul.call(reports.report, course.ana.id, draft.id)
    assert seen.data.pain is None and seen.data.goals == () and seen.data.adherence is not None
    done = course.paul.call(report_signing.sign, draft.id, draft.revision, words=OWN)
    assert done.data.pain is None and done.goals == {}


def test_filling_again_takes_new_data_and_keeps_the_words(course: Cast) -> None:
    draft = a_draft(course)
    revision = course.paul.call(report_drafts.keep, draft.id, OWN, draft.revision)
    course.ana.logs(course.ana.line("bird-dog"))
    before = course.paul.call(reports.report, course.ana.id, draft.id)
    fresh = course.paul.call(report_drafts.fresh, draft.id)
    assert fresh.adherence != before.data.adherence
    after = course.paul.call(report_drafts.refill, draft.id, revision)
    assert after.data.adherence == fresh.adherence
    assert (after.assessment, after.plan) == (OWN.assessment, OWN.plan)
    assert after.data.signature.credentials == OWN.credentials
    earlier = course.paul.call(report_drafts.refill, draft.id, after.revision, course.clinic.days_ago(2))
    assert earlier.data.last == course.clinic.days_ago(2)
    with pytest.raises(Invalid):
        course.paul.call(report_drafts.refill, draft.id, earlier.revision, course.clinic.today + timedelta(days=1))


def test_two_windows_lose_nothing(course: Cast) -> None:
    draft = a_draft(course)
    course.paul.call(report_drafts.keep, draft.id, OWN, draft.revision)
    for late in (
        lambda: course.paul.call(report_drafts.keep, draft.id, replace(OWN, plan="Other"), draft.revision),
        lambda: course.paul.call(report_drafts.refill, draft.id, draft.revision),
        lambda: course.paul.call(report_signing.sign, draft.id, draft.revision, words=OWN),
    ):
        with pytest.raises(Conflict):
            late()
    assert course.paul.call(reports.report, course.ana.id, draft.id).plan == OWN.plan


def test_a_new_goal_gets_the_next_letter_and_stands_in_the_draft(course: Cast) -> None:
    draft = a_draft(course)
    after = course.paul.call(report_drafts.add_goal, draft.id, a_goal("Lift my grandson"), draft.revision)
    assert [(each.letter, each.is_new) for each in after.data.goals] == [("A", True), ("B", True), ("C", True)]


# Signing -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", ["", " \n", ".", "...", "n/a", "TBD", "Assessment: what changed, and why"])
def test_assessment_and_plan_must_be_the_pts_own_words(course: Cast, empty: str) -> None:
    draft = a_draft(course)
    offered = ["Assessment: what changed, and why"]
    for name in ("assessment", "plan"):
        words = replace(OWN, goals=said(), **{name: empty})
        with pytest.raises(Invalid) as caught:
            course.paul.call(report_signing.sign, draft.id, draft.revision, None, words, offered)
        assert [each.field for each in caught.value.fields] == [name]
    assert course.paul.call(reports.report, course.ana.id, draft.id).status is ReportStatus.DRAFT


def test_every_goal_that_goes_on_needs_a_word_and_some_a_reason(course: Cast) -> None:
    draft = a_draft(course)
    words = replace(OWN, credentials=" ", goals={"B": GoalSaid(GoalWord.NOT_MET, value="some")})
    with pytest.raises(Invalid) as caught:
        course.paul.call(report_signing.sign, draft.id, draft.revision, words=words)
    assert [each.field for each in caught.value.fields] == [
        "credentials",
        "goals.A.status",
        "goals.B.note",
        "goals.B.value",
    ]


def test_the_last_assessment_is_no_assessment_of_these_days_but_a_plan_may_stay(course: Cast) -> None:
    signed(course)
    course.clinic.clock.forward(days=5)
    for person in (course.paul, course.ana):
        person.signs_in()
    draft = a_draft(course)
    with pytest.raises(Invalid) as caught:
        course.paul.call(report_signing.sign, draft.id, draft.revision, words=replace(OWN, goals=said()))
    assert [each.field for each in caught.value.fields] == ["assessment"]


def test_signing_numbers_seals_sends_and_tells(course: Cast) -> None:
    done = signed(course, A=GoalSaid(GoalWord.MET, "3", note="Four days in a row"))
    assert (done.number, done.status, done.is_unchanged, done.to_id) == (1, ReportStatus.SIGNED, True, course.dora.id)
    assert (done.data.signature.name, done.data.signature.credentials) == ("Paul Okafor", "PT, DPT")
    assert done.data.signature.clinic == "Riverside Rehabilitation"
    assert [each.kind for each in done.added] == [EntryKind.SENT]
    assert [each.kind for each in course.dora.call(notices.mine).notices] == [NoticeKind.REPORT_SENT]
    found = {each.letter: each for each in course.paul.call(goals.goals, course.ana.id)}
    assert (found["A"].status, found["A"].value, found["B"].status) == (GoalStatus.MET, 3, GoalStatus.ACTIVE)


def test_a_changed_goal_keeps_its_letter_with_another_target(course: Cast) -> None:
    signed(course, B=GoalSaid(GoalWord.CHANGED, "5", "6", "Rail on one side is enough"))
    [_, goal] = course.paul.call(goals.goals, course.ana.id)
    assert (goal.letter, goal.status, goal.target) == ("B", GoalStatus.ACTIVE, 6)


def test_with_several_physiatrists_one_is_chosen_and_without_any_it_is_sent_later(course: Cast) -> None:
    course.ana.sharing_with(course.strange_doctor)
    draft = a_draft(course)
    words = replace(OWN, goals=said())
    with pytest.raises(Invalid, match="who reads it"):
        course.paul.call(report_signing.sign, draft.id, draft.revision, words=words)
    for share in course.ana.call(sharing.my_shares):
        if share.clinician.id in (course.dora.id, course.strange_doctor.id):
            course.ana.call(sharing.revoke, share.id)
    done = course.paul.call(report_signing.sign, draft.id, draft.revision, words=words)
    assert (done.to_id, done.added) == (None, ())
    with pytest.raises(Invalid):
        course.paul.call(report_signing.send, course.ana.id, done.id, course.dora.id)
    course.ana.sharing_with(course.dora)
    sent = course.paul.call(report_signing.send, course.ana.id, done.id, course.dora.id)
    assert (sent.to_id, sent.content_hash, sent.is_unchanged) == (course.dora.id, done.content_hash, True)


def test_a_colleague_who_signed_meanwhile_is_not_written_over(course: Cast) -> None:
    stan = course.strange_pt
    course.ana.sharing_with(stan)
    theirs, mine = a_draft(course, stan), a_draft(course)
    assert course.paul.call(reports.reports, course.ana.id).also_writing == ("Stan Novak",)
    words = replace(OWN, goals=said())
    stan.call(report_signing.sign, theirs.id, theirs.revision, words=words)
    with pytest.raises(Conflict, match="colleague"):
        course.paul.call(report_signing.sign, mine.id, mine.revision, words=words)


def test_no_service_and_no_session_changes_a_signed_report(course: Cast) -> None:
    done = signed(course)
    for change in (
        lambda: course.paul.call(report_drafts.keep, done.id, OWN, done.revision),
        lambda: course.paul.call(report_drafts.refill, done.id, done.revision),
        lambda: course.paul.call(report_drafts.discard, done.id),
        lambda: course.paul.call(report_signing.sign, done.id, done.revision, words=OWN),
    ):
        with pytest.raises(Conflict):
            change()

    def sets(**values: Any) -> Any:
        return lambda row, unit: [setattr(row, name, value) for name, value in values.items()]

    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CONTINUE)
    for wrong in (
        sets(assessment="Better than it was"),
        sets(data={}),
        sets(signed_at=None),
        sets(number=7),
        sets(addenda=[]),
        lambda row, unit: unit.session.delete(row),
    ):
        with pytest.raises(Sealed):
            row_of(course, done.id, wrong)
    assert verify(row_of(course, done.id))


@pytest.mark.parametrize(
    "tampered",
    [
        "plan = 'Nothing'",
        "decision = 'discharge'",
        "decision_note = 'x'",
        "addenda = '[]'",
        "acknowledged_by = author_id",
        "to_id = author_id",
        "period_to = '2026-03-01'",
    ],
)
def test_the_hash_tells_what_was_changed_in_the_database_itself(course: Cast, tampered: str) -> None:
    done = signed(course)
    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CONTINUE)
    check = lambda operator, unit: verify_all(unit)  # noqa: E731
    assert course.clinic.door.operate(check).changed == ()
    statement = text(f"UPDATE progress_report SET {tampered}")  # noqa: S608 - the cases above
    course.clinic.door.operate(lambda operator, unit: unit.session.connection().execute(statement) and None)
    found = course.clinic.door.operate(check)
    assert (found.signed, found.changed) == (1, (done.id,))
    assert not course.dora.call(reports.report, course.ana.id, done.id).is_unchanged


# Answers -------------------------------------------------------------------------------------------------------------


def test_a_physiatrist_decides_once_and_changes_of_mind_are_added(course: Cast) -> None:
    done = signed(course)
    for wrong in (course.paul, course.ana):
        with pytest.raises(WrongRole):
            wrong.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CONTINUE)
    first = course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CONTINUE, " Fine. ")
    assert first.status is ReportStatus.ACKNOWLEDGED
    with pytest.raises(Conflict):
        course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CHANGE)
    with pytest.raises(Conflict):
        course.dora.call(report_answers.decide_again, course.ana.id, done.id, ReportDecision.CHANGE, seen=0)
    after = course.dora.call(report_answers.decide_again, course.ana.id, done.id, ReportDecision.CHANGE, seen=2)
    assert [each.decision for each in after.added] == [None, ReportDecision.CONTINUE, ReportDecision.CHANGE]
    row = row_of(course, done.id)
    assert (row.decision, row.acknowledged_by) == ("change", course.dora.id) and verify(row)
    assert {each.kind for each in course.paul.call(notices.mine).notices} == {NoticeKind.REPORT_DECIDED}
    assert NoticeKind.REPORT_DECIDED in {each.kind for each in course.ana.call(notices.mine).notices}


@pytest.mark.parametrize("for_patient", [True, False])
def test_the_patient_reads_the_decision_and_the_note_when_it_is_meant_for_her(course: Cast, for_patient: bool) -> None:
    done = signed(course)
    note = "Slower on the stairs"
    course.dora.call(
        report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CHANGE, note, for_patient=for_patient
    )
    [mine] = course.ana.call(reports.reports).reports
    assert mine.decision is not None and mine.decision.decision is ReportDecision.CHANGE
    assert mine.decision.text == (note if for_patient else "")
    theirs = course.paul.call(reports.report, course.ana.id, done.id).decision
    assert theirs is not None and theirs.text == note


def test_an_addendum_to_a_report_of_before_decisions_were_entries_leaves_the_panel_alone(course: Cast) -> None:
    done = signed(course)

    def decided_long_ago(row: ProgressReport, unit: Unit) -> None:
        was = {"decision": "continue", "acknowledged_by": course.dora.id, "acknowledged_at": unit.now, "addenda": []}
        unit.session.connection().execute(update(ProgressReport).values(was).where(col(ProgressReport.id) == row.id))

    row_of(course, done.id, decided_long_ago)
    course.paul.call(report_answers.add, course.ana.id, done.id, "Walks without the stick now.")
    for who in (course.paul, course.dora):
        [row] = [each for each in who.call(panel.panel).patients if each.id == course.ana.id]
        assert row.report_answer is None


def test_author_and_physiatrist_add_and_nobody_else(course: Cast) -> None:
    done = signed(course)
    course.ana.sharing_with(course.strange_pt, course.strange_doctor)
    with pytest.raises(NotFound):
        course.dora.call(report_answers.add, course.ana.id, done.id, "Seen by me")
    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CONTINUE)
    course.dora.call(report_answers.add, course.ana.id, done.id, "Seen by me on the ward")
    after = course.paul.call(report_answers.add, course.ana.id, done.id, " She called: stairs without the rail. ")
    assert [(each.kind, each.text) for each in after.added[2:]] == [
        (EntryKind.ADDENDUM, "Seen by me on the ward"),
        (EntryKind.ADDENDUM, "She called: stairs without the rail."),
    ]
    assert after.is_unchanged
    for other in (course.strange_pt, course.strange_doctor):
        with pytest.raises(NotFound):
            other.call(report_answers.add, course.ana.id, done.id, "Me too, please")
    with pytest.raises(Invalid):
        course.paul.call(report_answers.add, course.ana.id, done.id, " . ")


# Who sees what -------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_authors_alone(course: Cast) -> None:
    course.ana.sharing_with(course.strange_pt)
    draft = a_draft(course)
    for other in (course.dora, course.strange_pt, course.strange_doctor, course.ana):
        with pytest.raises(NotFound):
            other.call(reports.report, course.ana.id, draft.id)
    assert course.dora.call(reports.reports, course.ana.id).reports == ()
    with pytest.raises(NotFound):
        course.strange_pt.call(report_drafts.keep, draft.id, OWN, draft.revision)
    course.ana.call(sharing.revoke, _share_of(course, course.paul))
    with pytest.raises(NotFound):
        course.paul.call(reports.report, course.ana.id, draft.id)
    with pytest.raises(NotFound):
        course.paul.call(report_drafts.keep, draft.id, OWN, draft.revision)


def test_who_signed_keeps_the_copy_after_a_revocation_and_nothing_newer(course: Cast) -> None:
    done = signed(course)
    course.clinic.clock.forward(minutes=5)
    course.ana.call(sharing.revoke, _share_of(course, course.paul))
    course.clinic.clock.forward(minutes=5)
    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CHANGE, "Later")
    kept = course.paul.call(reports.report, course.ana.id, done.id)
    assert (kept.assessment, kept.status, kept.copy_until is not None) == (OWN.assessment, ReportStatus.SIGNED, True)
    assert [each.kind for each in kept.added] == [EntryKind.SENT]
    listed = course.paul.call(reports.reports, course.ana.id)
    assert ([each.id for each in listed.reports], listed.clock, listed.may_write) == ([done.id], None, False)
    assert NoticeKind.REPORT_DECIDED not in {each.kind for each in course.paul.call(notices.mine).notices}
    for closed in (
        lambda: course.paul.call(report_answers.add, course.ana.id, done.id, "One more thing"),
        lambda: course.paul.call(report_drafts.start, course.ana.id),
        lambda: course.paul.call(report_signing.send, course.ana.id, done.id, course.dora.id),
    ):
        with pytest.raises(NotFound):
            closed()
    course.ana.call(sharing.revoke, _share_of(course, course.dora))
    for gone in (
        lambda: course.dora.call(reports.report, course.ana.id, done.id),
        lambda: course.dora.call(reports.reports, course.ana.id),
        lambda: course.dora.call(report_answers.decide_again, course.ana.id, done.id, ReportDecision.CONTINUE, seen=2),
    ):
        with pytest.raises(NotFound):
            gone()


def test_without_the_journey_there_are_no_reports(course: Cast) -> None:
    done = signed(course)
    course.ana.sharing_with(course.strange_doctor, parts=ALL_PARTS - {SharePart.JOURNEY})
    for who in (course.strange_doctor, course.strange_pt, course.strange_patient):
        for ask in (
            lambda who=who: who.call(reports.reports, course.ana.id),
            lambda who=who: who.call(reports.report, course.ana.id, done.id),
        ):
            with pytest.raises(NotFound):
                ask()
    with pytest.raises(WrongRole):
        course.admin.call(reports.report, course.ana.id, done.id)


def test_a_report_of_another_patient_is_not_found_under_this_one(course: Cast) -> None:
    done = signed(course)
    course.strange_patient.sharing_with(course.paul, course.dora)
    for ask in (
        lambda: course.paul.call(reports.report, course.strange_patient.id, done.id),
        lambda: course.dora.call(
            report_answers.acknowledge, course.strange_patient.id, done.id, ReportDecision.CONTINUE
        ),
        lambda: course.paul.call(report_answers.add, course.strange_patient.id, done.id, "Some words"),
    ):
        with pytest.raises(DomainError):
            ask()


def test_a_closed_course_takes_no_new_report(course: Cast) -> None:
    def close(operator: Operator, unit: Unit) -> None:
        episode = care.active_episode(unit.session, course.ana.id)
        assert episode is not None
        episode.status = "finished"
        unit.session.add(episode)

    course.clinic.door.operate(close)
    with pytest.raises(Invalid, match="no course"):
        course.paul.call(report_drafts.start, course.ana.id)


def _share_of(cast: Cast, clinician: Someone) -> str:
    found = [each for each in cast.ana.call(sharing.my_shares) if each.clinician.id == clinician.id]
    return found[0].id


# The clock -----------------------------------------------------------------------------------------------------------


def test_the_clinics_own_clocks_reach_panel_and_summary(course: Cast) -> None:
    def codes() -> tuple[set[ReasonCode], set[ReasonCode]]:
        [row] = [each for each in course.paul.call(panel.panel).patients if each.id == course.ana.id]
        shown = course.dora.call(summary.summary, course.ana.id)
        return {each.reason for each in row.attention}, {each.reason for each in shown.attention}

    assert all(ReasonCode.REPORT_DUE not in found for found in codes())
    course.admin.call(clinic_settings.change, {"report_treatment_days": 3})
    assert all(ReasonCode.REPORT_DUE in found for found in codes())
    listed = course.paul.call(reports.reports, course.ana.id)
    assert listed.clock is not None
    assert (listed.clock.treated, listed.clock.treated_limit, listed.clock.is_due) == (3, 3, True)
    assert a_draft(course).data.treated_limit == 3
    signed(course)
    assert all(ReasonCode.REPORT_DUE not in found for found in codes())


def test_the_caseload_row_has_the_clock_and_the_decision(course: Cast) -> None:
    done = signed(course)
    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CHANGE)
    [row] = [each for each in course.paul.call(panel.panel).patients if each.id == course.ana.id]
    assert row.report_clock is not None and row.report_clock.treated == 0
    assert row.report_answer is not None
    assert (row.report_answer.number, row.report_answer.decision) == (1, ReportDecision.CHANGE)
