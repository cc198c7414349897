"""Reasons for attention: when each holds, its figure and date, and the panel's order."""

from datetime import date

import pytest

from patient_app.domain.attention import RULES, attention, good_news, panel_order
from patient_app.domain.attention_facts import (
    AttentionFacts,
    GoalMet,
    MeasureDue,
    MeasureProgress,
    PlanOfCare,
    Reason,
    ReasonCode,
    ReportClock,
    VisitFact,
    VisitStatus,
    WaitingReport,
)
from patient_app.domain.course import Hold, HoldLevel
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.program import PainRule
from tests.unit.domain.builders import (
    MONDAY,
    a_check_in,
    a_course,
    a_log,
    a_prescription,
    a_version,
    day,
    logs_on,
    on,
    weekly,
)

DAILY = a_prescription()
PROGRAM = a_version(DAILY)


def reasons(facts: AttentionFacts, today: date) -> dict[str, Reason]:
    return {reason.reason: reason for reason in attention(facts, today)}


def with_pain(*worst: int | None) -> AttentionFacts:
    """One check-in a day with this worst pain, the last one on the last day."""
    return AttentionFacts(a_course(check_ins=[a_check_in(day(n), pain_worst=v) for n, v in enumerate(worst)]))


def test_nothing_known_is_no_reason() -> None:
    assert attention(AttentionFacts(), MONDAY) == ()
    assert good_news(AttentionFacts(), MONDAY) == ()


def test_every_reason_has_its_rule() -> None:
    ranks = {1: 1, 2: 3, 3: 4, 4: 6, 5: 1, 6: 2}
    assert {rank: sum(code.rank == rank for code in ReasonCode) for rank in ranks} == ranks
    assert len(RULES) == len([code for code in ReasonCode if code.rank < 6])


def test_an_open_warning_sign_has_the_highest_rank() -> None:
    course = a_course(PROGRAM, holds=[Hold(day(2), level=HoldLevel.URGENT), Hold(day(3), level=HoldLevel.EMERGENCY)])
    found = attention(AttentionFacts(course), day(4))[0]
    assert (found.reason, found.rank, found.figure, found.since) == ("warning_sign_open", 1, "E", day(2))


def test_a_cleared_hold_or_a_clinicians_own_is_no_warning_sign() -> None:
    holds = [Hold(day(0), day(2), HoldLevel.EMERGENCY), Hold(day(1), None, HoldLevel.CLINICIAN)]
    assert "warning_sign_open" not in reasons(AttentionFacts(a_course(PROGRAM, holds=holds)), day(4))


def test_worst_pain_of_8_on_the_two_latest_dates() -> None:
    found = reasons(with_pain(2, 8, 9), day(2))["pain_high"]
    assert (found.rank, found.figure, found.since) == (2, 9, day(1))
    assert "pain_high" not in reasons(with_pain(9, 7), day(1))
    assert "pain_high" not in reasons(with_pain(7, 9), day(1))
    assert "pain_high" not in reasons(with_pain(9), day(0))
    assert reasons(with_pain(8, 8, None), day(2))["pain_high"].since == day(0)


def test_worst_pain_that_rises_2_points_over_a_week() -> None:
    found = reasons(with_pain(*[3] * 14, *[5] * 7), day(20))["pain_rising"]
    assert (found.rank, found.figure, found.since) == (2, 2.0, day(14))
    assert "pain_rising" not in reasons(with_pain(*[3] * 14, *[4, 5, 5, 5, 5, 5, 5]), day(20))


@pytest.mark.parametrize(("before", "now", "rises"), [(5, 3, True), (4, 3, False), (5, 2, False)])
def test_a_rise_needs_3_values_now_and_5_before(before: int, now: int, rises: bool) -> None:
    facts = with_pain(*[2] * before, *[None] * (14 - before), *[6] * now, *[None] * (7 - now))
    assert ("pain_rising" in reasons(facts, day(20))) is rises


def test_red_pain_twice_in_a_row_in_a_prescription_in_force() -> None:
    bridge = a_prescription(pain_rule=PainRule(3, 5))
    logs = [a_log(bridge, day(n), pain_during=6 + n) for n in range(2)]
    found = reasons(AttentionFacts(a_course(a_version(bridge), logs=logs)), day(1))["red_pain_twice"]
    assert (found.rank, found.figure, found.since, found.subject) == (2, 7, day(0), "bridge")
    redosed = a_version(a_prescription(id="bridge-2"), starts=day(1), number=2)
    assert "red_pain_twice" not in reasons(AttentionFacts(a_course(a_version(bridge), redosed, logs=logs)), day(1))


def test_silent_after_5_days_without_an_entry_while_slots_fell_due() -> None:
    facts = AttentionFacts(a_course(PROGRAM, logs=logs_on(DAILY, [0])))
    assert "silent" not in reasons(facts, day(4))
    found = reasons(facts, day(5))["silent"]
    assert (found.rank, found.figure, found.since) == (3, 5, day(1))


def test_a_check_in_or_another_entry_breaks_the_silence() -> None:
    course = a_course(PROGRAM, logs=logs_on(DAILY, [0]), check_ins=[a_check_in(day(3))])
    assert "silent" not in reasons(AttentionFacts(course), day(7))
    assert "silent" in reasons(AttentionFacts(course), day(8))
    assert "silent" not in reasons(AttentionFacts(course, other_entry_days=frozenset([day(4)])), day(8))


def test_nobody_is_silent_on_hold_or_with_nothing_due() -> None:
    on_hold = a_course(PROGRAM, logs=logs_on(DAILY, [0]), holds=[Hold(day(1))])
    mondays = a_prescription(schedule=on("mon"))
    assert "silent" not in reasons(AttentionFacts(on_hold), day(20))
    assert "silent" not in reasons(AttentionFacts(a_course(a_version(mondays), logs=logs_on(mondays, [0]))), day(6))
    assert "silent" not in reasons(AttentionFacts(a_course(PROGRAM, first_sign_in=None)), day(20))


def test_a_patient_who_never_entered_anything_is_silent_since_the_first_sign_in() -> None:
    assert reasons(AttentionFacts(a_course(PROGRAM)), day(6))["silent"].figure == 6


def test_adherence_below_50_over_14_days() -> None:
    found = reasons(AttentionFacts(a_course(PROGRAM, logs=logs_on(DAILY, range(0, 13, 3)))), day(14))["adherence_low"]
    assert (found.rank, found.figure, found.since) == (3, 30.8, day(1))


def test_adherence_needs_6_slots_due() -> None:
    weekly_twice = a_prescription("walk", weekly(2))
    course = a_course(a_version(weekly_twice), check_ins=[a_check_in(day(13))])
    assert "adherence_low" not in reasons(AttentionFacts(course), day(14))
    assert "adherence_low" not in reasons(AttentionFacts(a_course(PROGRAM)), day(5))
    assert "adherence_low" in reasons(AttentionFacts(a_course(PROGRAM)), day(6))


def test_adherence_that_falls_by_30_points() -> None:
    logs = logs_on(DAILY, [*range(14), *range(14, 28, 2), 15, 17])
    found = reasons(AttentionFacts(a_course(PROGRAM, logs=logs)), day(28))
    assert "adherence_low" not in found
    assert (found["adherence_falling"].figure, found["adherence_falling"].since) == (38.5, day(15))


def test_invited_7_days_ago_and_never_signed_in() -> None:
    facts = AttentionFacts(a_course(PROGRAM, first_sign_in=None), invited_on=MONDAY)
    assert reasons(facts, day(6)) == {}
    found = reasons(facts, day(7))["invited_not_signed_in"]
    assert (found.rank, found.figure, found.since) == (3, 7, MONDAY)
    assert "invited_not_signed_in" not in reasons(AttentionFacts(a_course(), invited_on=MONDAY), day(7))


def test_a_report_falls_due_after_10_treatment_days_or_30_days() -> None:
    ten = AttentionFacts(report_clock=ReportClock(MONDAY, tuple(day(2 * n) for n in range(10))))
    nine = AttentionFacts(report_clock=ReportClock(MONDAY, tuple(day(n) for n in [*range(9), 0])))
    by_treatment, by_days = reasons(ten, day(18))["report_due"], reasons(nine, day(30))["report_due"]
    assert (by_treatment.rank, by_treatment.figure, by_treatment.since) == (4, 10, day(18))
    assert (by_days.figure, by_days.since, by_days.subject) == (30, day(30), "days")
    assert reasons(ten, day(17)) == reasons(nine, day(29)) == {}


def test_a_signed_report_waits_to_be_acknowledged() -> None:
    facts = AttentionFacts(unacknowledged_reports=(WaitingReport(3, day(9)), WaitingReport(2, day(1))))
    found = reasons(facts, day(10))["report_unacknowledged"]
    assert (found.rank, found.figure, found.since) == (4, 2, day(1))


def test_a_visit_is_due_on_its_day_and_until_it_is_recorded() -> None:
    facts = AttentionFacts(visits=(VisitFact(day(5), VisitStatus.PLANNED),))
    assert reasons(facts, day(4)) == {}
    assert reasons(facts, day(5))["visit_due"].figure == 0
    assert reasons(facts, day(7))["visit_due"].figure == 2


def test_the_next_visit_is_due_when_none_is_planned_or_held() -> None:
    assert reasons(AttentionFacts(next_visit_due=day(5)), day(5))["visit_due"].since == day(5)
    planned = AttentionFacts(next_visit_due=day(5), visits=(VisitFact(day(9), VisitStatus.PLANNED),))
    held = AttentionFacts(next_visit_due=day(5), visits=(VisitFact(day(6), VisitStatus.HELD),))
    assert reasons(planned, day(7)) == reasons(held, day(7)) == {}


def test_a_missed_visit_counts_until_a_later_one() -> None:
    missed = VisitFact(day(5), VisitStatus.MISSED)
    assert reasons(AttentionFacts(visits=(missed,)), day(6))["visit_missed"].since == day(5)
    later = VisitFact(day(9), VisitStatus.PLANNED)
    assert reasons(AttentionFacts(visits=(missed, later)), day(6)) == {}
    cancelled = VisitFact(day(9), VisitStatus.CANCELLED)
    assert "visit_missed" in reasons(AttentionFacts(visits=(missed, cancelled)), day(6))


def test_a_treatment_stands_for_no_visit_with_the_physiatrist_nor_the_other_way_round() -> None:
    missed = VisitFact(day(5), VisitStatus.MISSED, at_pt_centre=True)
    meeting = VisitFact(day(9), VisitStatus.PLANNED)
    assert reasons(AttentionFacts(visits=(missed, meeting)), day(6))["visit_missed"].since == day(5)
    treatment = VisitFact(day(9), VisitStatus.PLANNED, at_pt_centre=True)
    assert "visit_missed" not in reasons(AttentionFacts(visits=(missed, treatment)), day(6))
    for status in (VisitStatus.PLANNED, VisitStatus.HELD):
        facts = AttentionFacts(next_visit_due=day(5), visits=(VisitFact(day(6), status, at_pt_centre=True),))
        assert reasons(facts, day(5))["visit_due"].since == day(5)


def test_each_visit_of_a_series_is_due_on_its_own_day_the_oldest_first() -> None:
    series = tuple(VisitFact(day(5 + 7 * n), VisitStatus.PLANNED) for n in range(3))
    assert reasons(AttentionFacts(visits=series), day(4)) == {}
    assert reasons(AttentionFacts(visits=series), day(13))["visit_due"].figure == 8
    held = (VisitFact(day(5), VisitStatus.HELD), *series[1:])
    assert reasons(AttentionFacts(visits=held), day(13))["visit_due"].since == day(12)


def test_the_plan_of_care_ends_or_is_to_be_recertified_within_14_days() -> None:
    facts = AttentionFacts(plan_of_care=PlanOfCare(ends_on=day(60), certified_on=MONDAY))
    assert reasons(facts, day(45)) == {}
    assert reasons(facts, day(46))["plan_of_care_ends"].figure == 14
    found = reasons(facts, day(91))
    assert (found["plan_of_care_ends"].figure, found["recertification_due"].figure) == (-31, -1)
    assert "recertification_due" not in reasons(facts, day(75))


def test_measures_that_are_due() -> None:
    due = (MeasureDue("rmdq", day(4)), MeasureDue("pgic", day(2)), MeasureDue("x", day(9)))
    facts = AttentionFacts(measures_due=due)
    found = reasons(facts, day(5))["measure_due"]
    assert (found.rank, found.figure, found.subject, found.since) == (5, 2, "pgic", day(2))


def test_reasons_come_by_rank_then_oldest_since() -> None:
    facts = AttentionFacts(
        a_course(PROGRAM, check_ins=[a_check_in(day(n), pain_worst=9) for n in range(2)]),
        measures_due=(MeasureDue("rmdq", MONDAY),),
        unacknowledged_reports=(WaitingReport(1, day(3)),),
        visits=(VisitFact(day(1), VisitStatus.PLANNED),),
    )
    assert [reason.reason for reason in attention(facts, day(5))] == [
        "pain_high",
        "visit_due",
        "report_unacknowledged",
        "measure_due",
    ]


# Good news and order


def test_goals_met_and_changes_that_patients_notice_are_shown_apart() -> None:
    better = measure_change(14, 7, Direction.HIGHER_IS_WORSE, mdc=5, mic=5)
    worse = measure_change(7, 14, Direction.HIGHER_IS_WORSE, mdc=5, mic=5)
    facts = AttentionFacts(
        a_course(check_ins=[a_check_in(day(n), pain_worst=8 if n < 3 else 4) for n in range(6)]),
        goals_met=(GoalMet("A", day(2)),),
        measure_changes=(MeasureProgress("rmdq", better, day(3)), MeasureProgress("odi", worse, day(3))),
    )
    news = [(n.reason, n.figure, n.subject, n.since) for n in good_news(facts, day(6))]
    assert news == [
        ("mic_reached", -4.0, "pain_worst", day(5)),
        ("mic_reached", -7.0, "rmdq", day(3)),
        ("goal_met", "A", "A", day(2)),
    ]
    assert attention(facts, day(5)) == ()


def test_the_panel_goes_by_rank_then_oldest_then_name_then_id() -> None:
    def waiting(code: ReasonCode, since: date) -> tuple[Reason, ...]:
        return (Reason(code, 1, since, since),)

    patients = {
        "calm": panel_order((), "Ada", "1"),
        "report": panel_order(waiting(ReasonCode.REPORT_DUE, day(0)), "Ada", "2"),
        "silent later": panel_order(waiting(ReasonCode.SILENT, day(3)), "Ada", "3"),
        "silent b": panel_order(waiting(ReasonCode.SILENT, day(1)), "bea", "5"),
        "silent a": panel_order(waiting(ReasonCode.SILENT, day(1)), "Ada", "6"),
        "silent a first id": panel_order(waiting(ReasonCode.SILENT, day(1)), "Ada", "4"),
    }
    assert sorted(patients, key=lambda name: patients[name]) == [
        "silent a first id",
        "silent a",
        "silent b",
        "silent later",
        "report",
        "calm",
    ]
