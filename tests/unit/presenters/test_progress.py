"""The patient's progress in plain words: no blame, and no more than the facts."""

from dataclasses import replace
from typing import Any

from patient_app.content.locales import translator
from patient_app.domain.days import days
from patient_app.domain.pain import pain_change, pain_series
from patient_app.presenters import progress
from patient_app.presenters.progress import ProgressView
from patient_app.services.progress import Progress
from tests.unit.domain.builders import MONDAY, a_check_in, a_course, a_prescription, a_version, day, logs_on

t = translator("en")
LINE = a_prescription()
VERSIONS = (a_version(LINE), a_version(LINE, starts=day(5), number=2))
COURSE = a_course(
    *VERSIONS,
    logs=logs_on(LINE, range(7)),
    check_ins=[a_check_in(day(at), pain_worst=6 if at < 4 else 4) for at in range(7)],
)


PROGRESS = Progress(
    patient_id="p1",
    today=day(7),
    has_program=True,
    active_days=7,
    days=days(COURSE, MONDAY, day(7), day(7)),
    pain=pain_change(pain_series(COURSE)),
    function=None,
    versions=VERSIONS,
    measures=(),
    hold=None,
)


def shown(**fields: Any) -> ProgressView:
    return progress.view(t, replace(PROGRESS, **fields))


def test_pain_is_told_in_one_plain_sentence() -> None:
    assert shown().pain_words == "Your worst pain went from 6 to 4. This is a change that most people notice."


def test_the_first_days_have_nothing_to_show_yet() -> None:
    assert not shown(active_days=0, days=()).has_entries
    assert shown().has_entries


def test_the_chart_marks_a_new_program_but_not_the_first_one() -> None:
    notes = progress.pain_figure(t, PROGRESS)["layout"]["annotations"]
    assert [(note["text"], note["x"]) for note in notes] == [("new program", day(5).isoformat())]


def test_only_days_with_values_stand_in_the_table() -> None:
    assert shown().numbers[0].date == "Sun, Mar 8"
    assert len(shown().numbers) == 7
