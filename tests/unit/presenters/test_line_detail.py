"""One exercise opened: its weeks, pain and effort, why not, and its doses."""

from dataclasses import replace

from patient_app.content.locales import translator
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.line_history import line_history, only_line
from patient_app.presenters import line_detail
from patient_app.services.line_detail import LineDetail, doses_of
from patient_app.services.summary import weeks
from tests.unit.domain.builders import a_course, a_log, a_prescription, a_version, day, not_done

t = translator("en")
LINE = a_prescription()
MORE = replace(LINE, id="bridge-2", reps=12)
OTHER = a_prescription("squat")
VERSIONS = (
    a_version(LINE, OTHER),
    a_version(LINE, starts=day(3), number=2),
    a_version(MORE, starts=day(7), number=3),
    a_version(OTHER, starts=day(10), number=4),
)
LOGS = [a_log(LINE, day(at), pain_during=at, effort=5) for at in range(4)]
COURSE = a_course(*VERSIONS, logs=[*LOGS, not_done(LINE, day(4), NotDoneReason.TIRED)])
TODAY = day(12)
DETAIL = LineDetail(
    line_id=LINE.line_id,
    exercise=None,
    first=day(0),
    last=TODAY,
    today=TODAY,
    weeks=weeks(only_line(COURSE, LINE.line_id), day(0), TODAY, TODAY),
    history=line_history(COURSE, LINE.line_id, day(0), TODAY, TODAY),
    doses=doses_of(VERSIONS, LINE.line_id),
)


def test_doses_are_told_where_they_changed_or_ended_the_newest_first() -> None:
    assert line_detail.view(t, DETAIL).doses == (
        "Version 4, from Thu, Mar 12: ended",
        "Version 3, from Mon, Mar 9: 3 sets of 12; every day",
        "Version 1, from Mon, Mar 2: 3 sets of 10; every day",
    )


def test_a_line_that_never_was_has_no_dose() -> None:
    assert doses_of(VERSIONS, "unknown") == ()


def test_weeks_and_reasons_are_those_of_this_exercise() -> None:
    shown = line_detail.view(t, DETAIL)
    first, second = shown.weeks
    assert (first.done, first.not_done, first.no_report) == ("4 of 7", "1", "2")
    assert (second.done, second.no_report) == ("0 of 3", "3")
    assert shown.reasons == "Why not: tired 1"
    assert shown.figures == "13 days: 4 of 10 done · pain 1.5, last 3 · effort 5, last 5"


def test_pain_and_effort_are_drawn_and_said() -> None:
    shown = line_detail.view(t, DETAIL)
    assert shown.pain_words == "Pain during: 0 at first, 3 last, between 0 and 3."
    assert shown.pain.startswith("M0.0")
    silent = replace(DETAIL, history=line_history(COURSE, OTHER.line_id, day(0), TODAY, TODAY))
    assert line_detail.view(t, silent).effort_words == "Effort: none given"
