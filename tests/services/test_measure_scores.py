"""Scores taken in clinic: the number or the answers, checked, corrected with history, removed with a reason."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from patient_app.domain.entries import MeasureResponse
from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.services import clinic_measures, entries, measure_scores, snapshot, summary
from patient_app.services.measure_scores import Recorded
from tests.builders import NEW_YORK, Cast
from tests.questionnaires import a_questionnaire


def enters(cast: Cast, score: float, measure: str = "odi", on: date | None = None) -> Recorded:
    return cast.paul.call(measure_scores.enter_score, cast.ana.id, measure, "1", score, on or cast.clinic.today)


def recorded(cast: Cast) -> tuple[Recorded, ...]:
    return cast.dora.call(measure_scores.recorded, cast.ana.id)


def own_response(cast: Cast, **answers: float) -> MeasureResponse:
    noon = datetime(2026, 3, 16, 13, 0, tzinfo=UTC)
    return MeasureResponse(str(uuid4()), "rmdq", "1", cast.clinic.today, noon, tuple(answers.items()), None, "")


def test_an_entered_score_stands_in_the_trend_with_its_change(cast: Cast) -> None:
    enters(cast, 46, on=cast.clinic.days_ago(30))
    enters(cast, 22)
    (trend,) = cast.dora.call(summary.summary, cast.ana.id).measures
    assert [score for _, score in trend.points] == [46, 22]
    assert trend.change is not None
    assert (trend.change.change, trend.change.beyond_mdc, trend.change.beyond_mic) == (-24, None, True)
    assert [(each.score, each.entered_by) for each in recorded(cast)] == [(22, "Paul Okafor"), (46, "Paul Okafor")]


@pytest.mark.parametrize(
    ("measure", "score"),
    [("odi", 100.5), ("odi", -1), ("lefs", 81), ("ndi", 51), ("promis-pf", 9), ("ears", float("nan"))],
)
def test_a_score_outside_the_range_of_its_measure_is_refused(cast: Cast, measure: str, score: float) -> None:
    with pytest.raises(Invalid, match="outside the range"):
        enters(cast, score, measure)
    assert recorded(cast) == ()


def test_a_date_to_come_and_one_of_long_ago_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="today or an earlier day"):
        enters(cast, 20, on=cast.clinic.days_ago(-1))
    with pytest.raises(Invalid, match="last 5 years"):
        enters(cast, 20, on=cast.clinic.days_ago(6 * 366))


def test_the_score_of_a_measure_with_wording_comes_from_its_answers(cast: Cast) -> None:
    with pytest.raises(Invalid, match="Enter the answers"):
        enters(cast, 12, "rmdq")
    answers = {str(item): 1.0 for item in range(1, 13)}
    found = cast.paul.call(measure_scores.enter_answers, cast.ana.id, "rmdq", "1", answers, cast.clinic.today)
    assert (found.score, found.entered_by) == (12, "Paul Okafor")
    with pytest.raises(Invalid, match="Enter the score"):
        cast.paul.call(measure_scores.enter_answers, cast.ana.id, "odi", "1", {"1": 2.0}, cast.clinic.today)
    with pytest.raises(Invalid, match="Too many answers are missing"):
        cast.paul.call(measure_scores.enter_answers, cast.ana.id, "pgic", "1", {}, cast.clinic.today)
    with pytest.raises(Invalid, match="Some answers need a change"):
        cast.paul.call(measure_scores.enter_answers, cast.ana.id, "pgic", "1", {"x": 1.0}, cast.clinic.today)


def test_a_correction_keeps_what_stood_there_before(cast: Cast) -> None:
    first = enters(cast, 46)
    cast.clinic.clock.forward(minutes=5)
    cast.dora.call(measure_scores.correct_score, first.id, 44.0, cast.clinic.days_ago(1))
    (found,) = recorded(cast)
    assert (found.score, found.on, found.entered_by) == (44, cast.clinic.days_ago(1), "Dora Lindqvist")
    assert [(each.score, each.on, each.by) for each in found.former] == [(46, cast.clinic.today, "Dora Lindqvist")]
    cast.dora.call(measure_scores.correct_score, first.id, 44.0, cast.clinic.days_ago(1))
    assert len(recorded(cast)[0].former) == 1


def test_answers_are_corrected_as_answers_and_scores_as_scores(cast: Cast) -> None:
    answers = cast.paul.call(measure_scores.enter_answers, cast.ana.id, "pgic", "1", {"change": 3.0}, cast.clinic.today)
    with pytest.raises(Invalid, match="Correct the answers"):
        cast.paul.call(measure_scores.correct_score, answers.id, 2.0, cast.clinic.today)
    cast.paul.call(measure_scores.correct_answers, answers.id, {"change": 2.0}, cast.clinic.today)
    assert [each.score for each in recorded(cast)] == [2]
    entered = enters(cast, 40)
    with pytest.raises(Invalid, match="Correct the score"):
        cast.paul.call(measure_scores.correct_answers, entered.id, {"change": 2.0}, cast.clinic.today)


def test_a_removed_score_counts_no_more_and_is_shown_with_its_reason(cast: Cast) -> None:
    found = enters(cast, 46)
    with pytest.raises(Invalid, match="why it is removed"):
        cast.paul.call(measure_scores.remove, found.id, "  ")
    cast.paul.call(measure_scores.remove, found.id, "Another patient's form")
    (removed,) = recorded(cast)
    assert removed.is_removed
    assert [(each.reason, each.by) for each in removed.former] == [("Another patient's form", "Paul Okafor")]
    assert cast.dora.call(summary.summary, cast.ana.id).measures == ()
    with pytest.raises(NotFound):
        cast.paul.call(measure_scores.remove, found.id, "Again")


def test_what_the_patient_filled_in_is_the_patients_and_what_a_clinician_entered_is_not(cast: Cast) -> None:
    own = own_response(cast, **{"1": 1.0})
    cast.ana.call(entries.put_measure_response, own, NEW_YORK)
    with pytest.raises(Invalid, match="Only the patient can change it"):
        cast.paul.call(measure_scores.remove, own.id, "Wrong")
    entered = enters(cast, 46)
    taken = MeasureResponse(
        entered.id, "rmdq", "1", cast.clinic.today, datetime(2026, 3, 16, 13, 0, tzinfo=UTC), (), None, ""
    )
    with pytest.raises(NotFound):
        cast.ana.call(entries.put_measure_response, taken, NEW_YORK)
    cast.ana.call(entries.delete_entry, "measure_response", entered.id, datetime(2026, 3, 16, 13, 0, tzinfo=UTC))
    assert {each.id: each.is_removed for each in recorded(cast)} == {own.id: False, entered.id: False}


def test_an_entered_score_is_no_entry_of_the_patients(cast: Cast) -> None:
    enters(cast, 46)
    assert cast.ana.call(snapshot.snapshot).answered_today == ()


def test_only_clinicians_with_the_measures_part_enter_correct_and_remove(cast: Cast) -> None:
    found = enters(cast, 46)
    today = cast.clinic.today
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PROGRAM}))
    for stranger in (cast.strange_pt, cast.strange_doctor):
        with pytest.raises(NotFound):
            stranger.call(measure_scores.recorded, cast.ana.id)
        with pytest.raises(NotFound):
            stranger.call(measure_scores.enter_score, cast.ana.id, "odi", "1", 20.0, today)
        with pytest.raises(NotFound):
            stranger.call(measure_scores.correct_score, found.id, 20.0, today)
        with pytest.raises(NotFound):
            stranger.call(measure_scores.remove, found.id, "Wrong")
    for other in (cast.ana, cast.strange_patient, cast.admin):
        with pytest.raises(WrongRole):
            other.call(measure_scores.enter_score, cast.ana.id, "odi", "1", 20.0, today)
        with pytest.raises(WrongRole):
            other.call(measure_scores.remove, found.id, "Wrong")
    assert [each.score for each in recorded(cast)] == [46]


def test_a_removed_score_keeps_the_name_of_the_version_that_was_answered(cast: Cast) -> None:
    cast.paul.call(clinic_measures.load, a_questionnaire(title="First name"), has_right=True)
    answers = {"1": 2.0, "2": 3.0}
    kept, gone = (
        cast.paul.call(measure_scores.enter_answers, cast.ana.id, "stairs-and-shoes", "1", answers, cast.clinic.today)
        for _ in range(2)
    )
    cast.paul.call(measure_scores.remove, gone.id, "Entered twice")
    cast.paul.call(clinic_measures.load, a_questionnaire(title="Second name", version="2"), has_right=True)
    assert {each.id: each.measure.name("en") for each in recorded(cast)} == {
        kept.id: "First name",
        gone.id: "First name",
    }


def test_the_same_score_entered_twice_is_one(cast: Cast) -> None:
    first, again = enters(cast, 46), enters(cast, 46)
    assert again.id == first.id
    assert len(recorded(cast)) == 1
    enters(cast, 44)
    assert len(recorded(cast)) == 2


def test_what_a_patient_took_back_is_not_told(cast: Cast) -> None:
    own = own_response(cast, **{"1": 1.0})
    cast.ana.call(entries.put_measure_response, own, NEW_YORK)
    cast.ana.call(entries.delete_entry, "measure_response", own.id, cast.clinic.clock())
    assert recorded(cast) == ()
