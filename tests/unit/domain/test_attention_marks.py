"""A clinician's marks on reasons: what they cover, when they end, and that a warning sign is never hidden."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.attention import attention
from patient_app.domain.attention_facts import AttentionFacts, MeasureDue, OpenWarningSign, Reason, ReasonCode
from patient_app.domain.attention_marks import LONGEST_SNOOZE_DAYS, Mark, covers, may_snooze, still_open
from patient_app.domain.course import Course, Hold, HoldLevel
from patient_app.domain.warning_signs import Level
from tests.unit.domain.builders import MONDAY, a_check_in, a_course, a_prescription, a_version, day, instant

PROGRAM = a_version(a_prescription())


def seen(code: ReasonCode, on: date, hour: int = 23, until: date | None = None) -> Mark:
    return Mark(code, instant(on, hour), on, until=until)


def left(facts: AttentionFacts, today: date, *marks: Mark) -> list[str]:
    return [reason.reason.value for reason in still_open(attention(facts, today), marks, today)]


def test_an_acknowledged_reason_returns_with_new_data() -> None:
    course = a_course(check_ins=[a_check_in(day(n), pain_worst=9) for n in range(2)])
    mark = seen(ReasonCode.PAIN_HIGH, day(1))
    assert left(AttentionFacts(course), day(3), mark) == []
    third = Course(check_ins=(*course.check_ins, a_check_in(day(2), pain_worst=8)), first_sign_in=MONDAY)
    assert left(AttentionFacts(third), day(3), mark) == ["pain_high"]


def test_an_entry_that_arrives_after_the_acknowledgement_is_new() -> None:
    late = a_check_in(day(1), pain_worst=9, received_at=instant(day(6)))
    course = a_course(check_ins=[a_check_in(day(0), pain_worst=9), late])
    assert left(AttentionFacts(course), day(6), seen(ReasonCode.PAIN_HIGH, day(2))) == ["pain_high"]


def test_an_acknowledged_measure_returns_when_it_falls_due_again() -> None:
    mark = seen(ReasonCode.MEASURE_DUE, day(3))
    assert left(AttentionFacts(measures_due=(MeasureDue("rmdq", day(1)),)), day(20), mark) == []
    again = AttentionFacts(measures_due=(MeasureDue("rmdq", day(1), day(15)),))
    assert left(again, day(20), mark) == ["measure_due"]


@pytest.mark.parametrize(
    ("code", "acknowledged", "window"),
    [(ReasonCode.SILENT, 6, 5), (ReasonCode.ADHERENCE_LOW, 15, 14), (ReasonCode.ADHERENCE_FALLING, 15, 14)],
)
def test_silence_and_adherence_return_after_another_full_window(
    code: ReasonCode, acknowledged: int, window: int
) -> None:
    mark = seen(code, day(acknowledged))
    for days, covered in ((window - 1, True), (window, False)):
        today = day(acknowledged + days)
        assert covers(mark, Reason(code, 40, day(1), evidence_on=today), today) is covered


def test_a_warning_sign_stays_whatever_was_marked() -> None:
    course = a_course(PROGRAM, holds=[Hold(day(1), level=HoldLevel.URGENT)])
    facts = AttentionFacts(course, (OpenWarningSign(Level.U, day(1), instant(day(1), 9)),))
    mark = seen(ReasonCode.WARNING_SIGN_OPEN, day(1), 12)
    assert left(facts, day(1), mark) == ["warning_sign_open"]
    assert covers(mark, attention(facts, day(1))[0], day(1))


def test_a_newer_warning_sign_is_not_the_one_that_was_seen() -> None:
    mark = seen(ReasonCode.WARNING_SIGN_OPEN, day(1), 12)
    newer = Reason(ReasonCode.WARNING_SIGN_OPEN, "E", day(1), evidence_on=day(1), evidence_at=instant(day(1), 15))
    assert not covers(mark, newer, day(1))


def test_a_mark_stands_for_its_own_reason_and_subject() -> None:
    bridge = Mark(ReasonCode.RED_PAIN_TWICE, instant(day(2)), day(2), subject="bridge")
    for subject, covered in (("bridge", True), ("squat", False)):
        reason = Reason(ReasonCode.RED_PAIN_TWICE, 7, day(1), evidence_on=day(1), subject=subject)
        assert covers(bridge, reason, day(2)) is covered
    assert not covers(bridge, Reason(ReasonCode.VISIT_MISSED, 1, day(1), evidence_on=day(1)), day(2))


def test_what_is_put_off_returns_on_its_date_and_not_before() -> None:
    mark = seen(ReasonCode.PAIN_HIGH, day(1), until=day(5))
    reason = Reason(ReasonCode.PAIN_HIGH, 9, day(0), evidence_on=day(4), evidence_at=instant(day(4)))
    assert [covers(mark, reason, day(n)) for n in (3, 4, 5, 6)] == [True, True, False, False]


def test_a_reason_is_put_off_from_tomorrow_to_two_weeks() -> None:
    asked = {n: may_snooze(ReasonCode.SILENT, day(n), day(0)) for n in (-1, 0, 1, 14, 15)}
    assert asked == {-1: False, 0: False, 1: True, 14: True, 15: False}
    assert not may_snooze(ReasonCode.WARNING_SIGN_OPEN, day(1), day(0))


@given(
    code=st.sampled_from([code for code in ReasonCode if code.rank < 6]),
    marked=st.integers(0, 60),
    off=st.none() | st.integers(1, LONGEST_SNOOZE_DAYS),
    evidence=st.integers(-10, 60),
    later=st.integers(0, 40),
)
def test_no_mark_hides_a_reason_forever_once_there_is_newer_data(
    code: ReasonCode, marked: int, off: int | None, evidence: int, later: int
) -> None:
    """14 days after a mark, a reason with data that are newer than the mark is shown."""
    mark = seen(code, day(marked), until=None if off is None else day(marked + off))
    today = day(marked + 14 + later)
    reason = Reason(code, 1, day(marked) - timedelta(days=1), evidence_on=day(marked + 1 + abs(evidence)))
    assert still_open([reason], [mark], today) == (reason,)
