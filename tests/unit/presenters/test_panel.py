"""A line of the panel: sentences, figures, and nothing that is not shared."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from patient_app.content.locales import translator
from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.attention_marks import MarkKind
from patient_app.domain.days import days
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.streak import Streak
from patient_app.presenters import panel
from patient_app.presenters.panel import PanelRowView
from patient_app.services.attention_marks import Marked
from patient_app.services.handovers import HandedOver
from patient_app.services.panel import LastReport, PanelRow
from tests.unit.domain.builders import MONDAY, a_course, a_prescription, a_version, day, logs_on

t = translator("en")
TODAY = day(14)
LINE = a_prescription()
SILENT = Reason(ReasonCode.SILENT, 6, day(9), evidence_on=TODAY)


def adherence_of(figure: float | None) -> Adherence:
    return Adherence(figure, figure, figure, 14, 9, 2, 3, 0)


ROW = PanelRow(
    id="p1",
    name="Ana Reyes",
    problem="Low back pain",
    episode_status="active",
    parts=ALL_PARTS,
    today=TODAY,
    attention=(),
    good_news=(),
    adherence_7d=adherence_of(64.3),
    adherence_14d=adherence_of(64.3),
    adherence_28d=adherence_of(80.0),
    adherence_28d_before=adherence_of(None),
    streak=Streak(6, 14),
    strip=days(a_course(a_version(LINE), logs=logs_on(LINE, range(1, 8))), day(1), TODAY, TODAY),
    pain=((MONDAY, 7), (day(13), 4)),
    last_entry=day(8),
    next_visit=datetime(2026, 3, 20, 14, 30, tzinfo=UTC),
    version=1,
    version_since=MONDAY,
)


def a_row(**fields: Any) -> PanelRowView:
    return panel.row(t, replace(ROW, **fields), str, "America/New_York")


def test_a_row_reads_like_sentences() -> None:
    found = a_row(attention=(SILENT,))
    assert [(reason.text, reason.since) for reason in found.reasons] == [("No entry for 6 days", "since Wed, Mar 11")]
    assert found.streak == "6 active days, longest 14"
    assert found.last_entry == "6 days ago"
    assert found.pain_words == "Worst pain over 28 days: 7 at first, 4 last"
    assert len(found.strip) == 14
    assert found.strip_words == "All done on 7 of 13 days"


def test_the_visit_is_told_in_the_readers_zone() -> None:
    assert a_row().next_visit.replace("\u202f", " ").replace("\u00a0", " ") == "Fri, Mar 20, 10:30 AM"


def test_adherence_stands_beside_the_weeks_before_only_when_something_was_due_then() -> None:
    assert (a_row().adherence_7d, a_row().adherence_28d, a_row().before) == ("64.3%", "80.0%", "")
    assert a_row(adherence_28d_before=adherence_of(75.0)).before == "before 75.0%"


def test_without_the_program_part_no_days_and_no_adherence_are_shown() -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("adherence_7d", "adherence_14d", "adherence_28d", "adherence_28d_before", "streak")
    )
    found = a_row(parts=frozenset({SharePart.PAIN}), **nothing)
    assert (found.strip, found.streak, found.adherence_7d) == ((), "", "–")


def test_without_pain_there_is_no_line() -> None:
    found = a_row(pain=())
    assert (found.spark, found.pain, found.pain_words) == ("", "", "")


def test_a_finished_course_is_called_finished() -> None:
    assert a_row(episode_status="finished").problem == "Low back pain (course finished)"


def test_the_search_looks_at_name_problem_and_reason() -> None:
    found = panel.search_text(t, replace(ROW, attention=(SILENT,)), str)
    assert panel.matches(found, "reyes BACK")
    assert panel.matches(found, "no entry")
    assert panel.matches(found, "")
    assert not panel.matches(found, "reyes knee")
    assert panel.matches(panel.search_text(t, replace(ROW, region="knee"), str), "reyes knee")


def test_the_panel_says_how_many_need_a_look() -> None:
    assert panel.summary(t, 2, 1) == "2 patients share with you. 1 needs a look."
    assert panel.summary(t, 1, 0) == "1 patient shares with you. Nobody needs a look now."


def test_the_last_report_says_whether_it_waits() -> None:
    found = {seen: a_row(last_report=LastReport(3, MONDAY, seen)).last_report for seen in (True, False)}
    assert found == {True: "Report 3, Mar 2", False: "Report 3, Mar 2, waits"}


def test_who_handed_the_patient_over_stands_with_the_name() -> None:
    assert a_row(handed_over=HandedOver("Dr. N", day(20), MONDAY)).handed_over == "Handed over by Dr. N until Mar 22"
    assert a_row(handed_over=HandedOver("Dr. N", None, MONDAY)).handed_over == "Handed over by Dr. N"


def test_a_reason_that_was_seen_says_by_whom() -> None:
    sign = Reason(ReasonCode.WARNING_SIGN_OPEN, "U", day(9), evidence_on=TODAY)
    noon = datetime(2026, 3, 15, 16, tzinfo=UTC)
    mark = Marked("m", sign, MarkKind.ACKNOWLEDGED, "Dr. N", True, noon, TODAY, None, "Called")
    [mine] = a_row(attention=(sign,), seen=(mark,)).reasons
    assert mine.stays
    assert mine.seen == ("Seen by you, Mon, Mar 16; it stays until the hold is cleared: Called",)
    theirs = replace(mark, is_mine=False, note=None)
    assert a_row(attention=(sign,), seen=(theirs,)).reasons[0].seen == ("Seen by Dr. N, Mon, Mar 16",)
