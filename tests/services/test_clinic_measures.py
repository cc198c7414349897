"""A clinic's own questionnaires: loaded for this clinic only, never changed, and used like those that ship."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from patient_app.domain.entries import MeasureResponse
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind
from patient_app.services import clinic_measures, entries, measure_assignments, snapshot, summary
from patient_app.services.clinic_measures import LoadedMeasure
from tests.builders import NEW_YORK, Cast, Someone
from tests.questionnaires import Json, a_choice, a_questionnaire, scoring

ONCE = MeasureSchedule(ScheduleKind.ONCE)


def loads(who: Someone, source: Json, *, has_right: bool = True) -> LoadedMeasure:
    return who.call(clinic_measures.load, source, has_right=has_right)


def fills_in(cast: Cast, version: str = "1", **answers: float) -> Any:
    noon = datetime(2026, 3, 16, 13, 0, tzinfo=UTC)
    response = MeasureResponse(
        str(uuid4()), "stairs-and-shoes", version, cast.clinic.today, noon, tuple(answers.items()), None, ""
    )
    return cast.ana.call(entries.put_measure_response, response, NEW_YORK)


def test_a_loaded_questionnaire_is_assigned_filled_in_scored_and_shown(cast: Cast) -> None:
    loads(cast.paul, a_questionnaire(rule=scoring("sum", recall="today")))
    cast.paul.call(measure_assignments.assign, cast.ana.id, "stairs-and-shoes", ONCE)
    (due,) = cast.ana.call(snapshot.snapshot).measures_due
    assert due.measure.name("en") == "Stairs and shoes"
    _, score = fills_in(cast, **{"1": 3.0, "2": 4.0})
    assert score == 7
    (trend,) = cast.dora.call(summary.summary, cast.ana.id).measures
    assert (trend.measure.name("en"), trend.recall, trend.points[0][1]) == ("Stairs and shoes", "today", 7)


def test_a_version_is_read_once_and_not_for_every_phone(cast: Cast) -> None:
    loads(cast.paul, a_questionnaire())
    cast.paul.call(measure_assignments.assign, cast.ana.id, "stairs-and-shoes", ONCE)
    (due,) = cast.ana.call(snapshot.snapshot).measures_due
    (again,) = cast.ana.call(snapshot.snapshot).measures_due
    assert again.measure is due.measure


def test_an_answer_that_its_question_does_not_offer_is_refused(cast: Cast) -> None:
    loads(cast.paul, a_questionnaire(a_choice("1", 0, 2, 5), rule=scoring("sum")))
    with pytest.raises(Invalid, match="Some answers need a change"):
        fills_in(cast, **{"1": 3.0})


def test_everything_wrong_is_told_and_nothing_is_kept(cast: Cast) -> None:
    source = a_questionnaire(id="X", version="", item=[])
    with pytest.raises(Invalid) as told:
        loads(cast.paul, source)
    assert {each.field for each in told.value.fields} == {"id", "version", "item"}
    assert cast.paul.call(clinic_measures.loaded) == ()


def test_the_right_to_use_it_must_be_confirmed(cast: Cast) -> None:
    with pytest.raises(Invalid, match="has the right"):
        loads(cast.paul, a_questionnaire(), has_right=False)


def test_a_version_never_changes_and_the_same_again_is_no_other(cast: Cast) -> None:
    assert loads(cast.paul, a_questionnaire()).is_new
    assert not loads(cast.admin, a_questionnaire()).is_new
    with pytest.raises(Conflict, match="never changes"):
        loads(cast.paul, a_questionnaire(title="Shoes and stairs"))
    loads(cast.paul, a_questionnaire(title="Shoes and stairs", version="2"))
    assert [(each.version, each.loaded_by) for each in cast.paul.call(clinic_measures.loaded)] == [
        ("2", "Paul Okafor"),
        ("1", "Paul Okafor"),
    ]


def test_two_versions_never_share_a_line_and_an_older_one_from_a_phone_is_taken(cast: Cast) -> None:
    loads(cast.paul, a_questionnaire(rule=scoring("sum")))
    cast.clinic.clock.forward(minutes=1)
    loads(cast.paul, a_questionnaire(rule=scoring("mean"), version="2"))
    cast.paul.call(measure_assignments.assign, cast.ana.id, "stairs-and-shoes", ONCE)
    assert cast.ana.call(snapshot.snapshot).measures_due[0].measure.version == "2"
    assert fills_in(cast, "1", **{"1": 3.0, "2": 4.0})[1] == 7
    assert fills_in(cast, "2", **{"1": 3.0, "2": 4.0})[1] == 3.5
    with pytest.raises(Invalid, match="newer version"):
        fills_in(cast, "3", **{"1": 3.0})
    assert len(cast.dora.call(summary.summary, cast.ana.id).measures) == 2


def test_a_retired_one_is_asked_no_more_and_its_scores_stay(cast: Cast) -> None:
    loads(cast.paul, a_questionnaire(rule=scoring("sum")))
    cast.paul.call(measure_assignments.assign, cast.ana.id, "stairs-and-shoes", ONCE)
    fills_in(cast, **{"1": 1.0, "2": 1.0})
    cast.admin.call(clinic_measures.retire, "stairs-and-shoes")
    assert cast.ana.call(snapshot.snapshot).measures_due == ()
    with pytest.raises(Invalid):
        cast.dora.call(measure_assignments.assign, cast.ana.id, "stairs-and-shoes", ONCE)
    assert [each.measure.id for each in cast.dora.call(summary.summary, cast.ana.id).measures] == ["stairs-and-shoes"]
    assert [each.is_retired for each in cast.paul.call(clinic_measures.loaded)] == [True]
    loads(cast.paul, a_questionnaire(rule=scoring("sum")))
    assert [each.is_retired for each in cast.paul.call(clinic_measures.loaded)] == [False]
    with pytest.raises(NotFound):
        cast.paul.call(clinic_measures.retire, "nothing")


def test_only_a_pt_or_an_administrator_loads_and_retires(cast: Cast) -> None:
    for other in (cast.ana, cast.dora, cast.strange_patient):
        with pytest.raises(WrongRole):
            loads(other, a_questionnaire())
        with pytest.raises(WrongRole):
            other.call(clinic_measures.retire, "stairs-and-shoes")
        with pytest.raises(WrongRole):
            other.call(clinic_measures.loaded)


def test_the_command_line_loads_for_its_one_clinic(cast: Cast) -> None:
    load = clinic_measures.load_at_command_line
    made = cast.clinic.door.operate(load, a_questionnaire(), has_right=True)
    assert (made.is_new, made.loaded_by) == (True, "")
    assert [each.measure.id for each in cast.paul.call(clinic_measures.loaded)] == ["stairs-and-shoes"]
