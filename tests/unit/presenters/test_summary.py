"""The summary in words: the four answers, and calm where a part is not shared."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from patient_app.content.locales import translator
from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.adherence import adherence
from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.course import HoldLevel
from patient_app.domain.days import days
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.pain import pain_change, pain_series
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.streak import Streak
from patient_app.domain.warning_signs import Level
from patient_app.presenters import summary
from patient_app.presenters.summary import SummaryView
from patient_app.services.attention import MeasureTrend
from patient_app.services.summary import LineSummary, Summary, weeks
from patient_app.services.today import OpenHold
from tests.unit.domain.builders import a_check_in, a_course, a_prescription, a_version, day, logs_on, not_done

t = translator("en")
LINE = a_prescription()
VERSIONS = (
    a_version(LINE),
    replace(a_version(a_prescription(id="bridge-2", reps=12), starts=day(7), number=2), note="More"),
)
TODAY = day(14)
COURSE = a_course(
    *VERSIONS,
    logs=[*logs_on(LINE, range(9)), not_done(LINE, day(9), NotDoneReason.PAIN)],
    check_ins=[a_check_in(day(at), pain_worst=6 if at < 7 else 4, pain_now=2, ratings=[5]) for at in range(10)],
)
WARNING = Reason(ReasonCode.WARNING_SIGN_OPEN, Level.U, day(13), evidence_on=day(13))


HOLD = OpenHold("hold-1", HoldLevel.URGENT, datetime(2026, 3, 15, tzinfo=UTC), day(13), "Stop today.", None)
BRIDGE = LineSummary(LINE, None, True, slots_done=9, not_done=1, pain_mean=2.5, pain_last=3, effort_mean=4.0)
SUMMARY = Summary(
    patient_id="p1",
    patient_name="Ana Reyes",
    problem="Low back pain",
    episode_status="active",
    parts=ALL_PARTS,
    first=day(1),
    last=TODAY,
    today=TODAY,
    adherence=adherence(COURSE, day(1), TODAY, TODAY),
    adherence_before=adherence(COURSE, day(-13), day(0), TODAY),
    adherence_14d=adherence(COURSE, day(1), TODAY, TODAY),
    streak=Streak(0, 9),
    active_days=8,
    days=days(COURSE, day(1), TODAY, TODAY),
    weeks=weeks(COURSE, day(1), TODAY, TODAY),
    lines=(BRIDGE,),
    not_done_reasons=((NotDoneReason.PAIN, 1),),
    monitoring=None,
    versions=VERSIONS,
    measures=(),
    measurements=(),
    pain=pain_change(pain_series(COURSE)),
    pain_sites=(day(9), ("lower_back_left", "shin")),
    function=None,
    attention=(),
    good_news=(),
    hold=None,
)
ROLAND_MORRIS = MeasureTrend(
    outcome_measures()["rmdq"],
    "1",
    "today",
    ((day(0), 15.0), (day(10), 9.0)),
    measure_change(15, 9, Direction.HIGHER_IS_WORSE, mdc=5, mic=5),
)


def shown(**fields: Any) -> SummaryView:
    return summary.view(t, replace(SUMMARY, **fields), str.capitalize)


def test_done_tells_not_done_and_no_report_apart_with_the_reasons() -> None:
    done = shown().done
    assert done.value == "61.5%"
    assert done.counts == "8 of 13 planned exercises done, 1 not done, 4 no report."
    assert done.before == "100.0% in the 14 days before (1 of 1)"
    assert done.reasons == "Why not: pain 1"


def test_hurting_is_judged_on_worst_pain_over_the_episode() -> None:
    pain = shown().pain
    assert pain.value == "4"
    assert pain.facts[0].text == "Down 2, better: from 6 to 4"


def test_where_it_hurts_is_said_in_words_with_the_day() -> None:
    assert shown().pain.where == "Where, on Wed, Mar 11: Lower_back_left; Shin"
    assert shown(pain_sites=None).pain.where == ""
    assert shown(parts=ALL_PARTS - {SharePart.PAIN}).pain.where == ""


def test_what_changed_names_the_program_and_the_measures_of_the_period() -> None:
    assert [fact.text for fact in shown(measures=(ROLAND_MORRIS,)).changed] == [
        "Mar 9: program version 2. More",
        "Roland-Morris back questionnaire: 15 to 9, better",
    ]


def test_a_quiet_period_says_that_nothing_changed() -> None:
    (only,) = shown(first=day(8)).changed
    assert only.text == "The program is the same, and no measure was taken again"


def test_more_changes_than_the_card_holds_are_counted() -> None:
    found = shown(measures=(ROLAND_MORRIS,) * 5).changed
    assert len(found) == summary.CHANGED_LINES
    assert found[-1].text == "3 more below"


def test_a_warning_sign_is_not_said_twice_while_its_hold_is_open() -> None:
    found = shown(hold=HOLD, attention=(WARNING,))
    assert found.hold.title == "On hold: warning sign, told to call the clinic the same day"
    assert found.hold.since == "since Sun, Mar 15"
    assert found.reasons == ()
    assert len(shown(attention=(WARNING,)).reasons) == 1


def test_a_clinicians_hold_shows_the_note() -> None:
    hold = shown(hold=replace(HOLD, level=HoldLevel.CLINICIAN, note="After the fall.")).hold
    assert (hold.title, hold.text) == ("On hold by a clinician", "After the fall.")


def test_exercises_are_told_with_their_dose_in_words() -> None:
    (line,) = shown().lines
    assert (line.exercise, line.dose) == ("Bridge", "3 sets of 10; every day")
    assert (line.done, line.not_done, line.pain, line.effort) == ("9", "1", "2.5, last 3", "4")


def test_an_exercise_that_ended_says_so() -> None:
    (line,) = shown(lines=(replace(BRIDGE, in_force=False, pain_mean=None),)).lines
    assert (line.exercise, line.pain) == ("Bridge (ended)", "–")


def test_parts_that_are_not_shared_leave_nothing_behind() -> None:
    only_program = shown(parts=frozenset({SharePart.PROGRAM}))
    assert (only_program.sees_program, only_program.sees_pain, only_program.sees_measures) == (True, False, False)
    assert (only_program.pain.value, only_program.pain.facts) == ("", ())
    assert shown(adherence=None).done.value == ""


def test_weeks_are_stacked_bars_with_their_figures() -> None:
    first, last, today = shown().week_rows
    assert (first.label, first.figure, first.done, first.not_done, first.no_report) == (
        "Mar 2",
        "100.0%",
        "6 of 6",
        "0",
        "0",
    )
    assert (last.done, last.not_done, last.no_report) == ("2 of 7", "1", "4")
    assert (last.done_width, last.not_done_width, last.no_report_width) == ("28.57%", "14.29%", "57.14%")
    assert (today.figure, today.done, today.done_width) == ("–", "–", "0%")


def test_a_measure_counts_from_the_first_score_of_this_course() -> None:
    older = replace(ROLAND_MORRIS, points=((day(-90), 20.0), *ROLAND_MORRIS.points), since=day(0))
    (row,) = shown(measures=(older,)).measures
    assert (row.first, row.last) == ("15 on Mar 2", "9 on Mar 12")
    only_before = replace(older, points=older.points[:1], change=None)
    (row,) = shown(measures=(only_before,)).measures
    assert (row.first, row.last) == ("20 on Dec 2, 2025", "")
    assert row.facts[0].text == "Not measured in this course of treatment yet"
