"""The patient's own activities: at most five at a time, ended but never forgotten."""

from uuid import uuid4

import pytest

from patient_app.domain.entries import ActivityRating
from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.services import activities
from patient_app.services.activities import Activity
from tests.builders import Cast


def put(cast: Cast, name: str, **fields: object) -> Activity:
    return cast.ana.call(activities.put_activity, str(uuid4()), name, **fields)  # type: ignore[arg-type]


def names(cast: Cast) -> set[str]:
    return {each.name for each in cast.ana.call(activities.activities)}


def test_a_sixth_activity_waits_until_one_has_ended(cast: Cast) -> None:
    for name in ("Garden", "Swim", "Drive"):
        put(cast, name)
    with pytest.raises(Invalid):
        put(cast, "Dance")
    garden = next(each for each in cast.ana.call(activities.activities) if each.name == "Garden")
    cast.ana.call(activities.put_activity, garden.id, "Garden", None, cast.clinic.days_ago(1))
    put(cast, "Dance")
    assert names(cast) == {"Climb the stairs", "Lift my grandson", "Swim", "Drive", "Dance"}


def test_an_activity_goes_on_to_the_end_of_its_last_day(cast: Cast) -> None:
    put(cast, "Garden", until=cast.clinic.today)
    assert "Garden" in names(cast)


def test_an_ended_activity_can_still_be_rated_from_a_phone_that_did_not_know(cast: Cast) -> None:
    ended = put(cast, "Garden", until=cast.clinic.days_ago(1))
    cast.ana.checks_in(activity_ratings=(ActivityRating(ended.id, 5),))


def test_the_name_is_what_the_patient_wrote(cast: Cast) -> None:
    assert put(cast, "  Get   out of the car ").name == "Get out of the car"
    with pytest.raises(Invalid):
        put(cast, "   ")


def test_a_pt_who_sees_pain_and_function_helps_to_choose(cast: Cast) -> None:
    cast.paul.call(activities.put_activity, str(uuid4()), "Garden", 4, None, cast.ana.id)
    assert "Garden" in names(cast)
    with pytest.raises(WrongRole):
        cast.dora.call(activities.put_activity, str(uuid4()), "Swim", 4, None, cast.ana.id)
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PROGRAM}))
    with pytest.raises(NotFound):
        cast.strange_pt.call(activities.put_activity, str(uuid4()), "Swim", 4, None, cast.ana.id)


def test_the_activity_of_another_patient_is_out_of_reach(cast: Cast) -> None:
    mine = cast.ana.activities[0]
    with pytest.raises(NotFound):
        cast.strange_patient.call(activities.put_activity, mine.id, "Mine now")
    cast.strange_patient.sharing_with(cast.paul)
    with pytest.raises(NotFound):
        cast.paul.call(activities.put_activity, mine.id, "Moved", None, None, cast.strange_patient.id)
    assert mine.name in names(cast)
