"""A clinic's questionnaires over HTTP: the whole report in the reader's language, and what the phone gets."""

from typing import Any

from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind
from patient_app.services import measure_assignments
from tests.builders import Cast
from tests.questionnaires import a_choice, a_questionnaire, scoring


def test_a_report_names_every_place_in_the_readers_language(cast: Cast, client_of: Any) -> None:
    option = {"valueCoding": {"display": "Mucho"}}
    item = {**a_choice("1", 0, 1), "answerOption": [option, option]}
    body = {"questionnaire": a_questionnaire(item, version=""), "has_right": True}
    answer = client_of(cast.paul).post("/clinic-measures", body, headers={"Accept-Language": "es"})
    assert answer.status_code == 422
    assert [(each["field"], each["message"]) for each in answer.json()["errors"]] == [
        ("version", "Dé una versión de 1 a 40 letras, números, puntos y guiones. No cambia nunca."),
        ("item[0].answerOption[0]", "No tiene valor ordinal."),
        ("item[0].answerOption[1]", "No tiene valor ordinal."),
    ]


def test_a_loaded_one_is_listed_and_other_content_is_a_conflict(cast: Cast, client_of: Any) -> None:
    paul = client_of(cast.paul)
    made = paul.post("/clinic-measures", {"questionnaire": a_questionnaire(), "has_right": True})
    assert (made.status_code, made.json()["items"]) == (201, 2)
    assert paul.post("/clinic-measures", {"questionnaire": a_questionnaire(), "has_right": True}).status_code == 200
    other = {"questionnaire": a_questionnaire(title="Another"), "has_right": True}
    assert paul.post("/clinic-measures", other).status_code == 409
    assert paul.delete("/clinic-measures/stairs-and-shoes").status_code == 204
    assert [(each["id"], each["retired"]) for each in paul.get("/clinic-measures").json()] == [
        ("stairs-and-shoes", True)
    ]


def test_the_phone_gets_all_it_needs_to_fill_one_in(cast: Cast, client_of: Any) -> None:
    source = a_questionnaire(a_choice("1", 0, 2), rule=scoring("sum", recall="past_7_days"))
    client_of(cast.paul).post("/clinic-measures", {"questionnaire": source, "has_right": True})
    cast.paul.call(measure_assignments.assign, cast.ana.id, "stairs-and-shoes", MeasureSchedule(ScheduleKind.EVERY, 2))
    ana, today = client_of(cast.ana), cast.clinic.today.isoformat()
    (due,) = ana.get("/snapshot").json()["measures_due"]
    assert (due["id"], due["version"], due["about"]) == ("stairs-and-shoes", "1", "About the past 7 days")
    assert [option["value"] for option in due["items"][0]["answer"]["options"]] == [0, 2]
    assert due["occasions"][0] == {"opens_on": today, "due_on": today, "until": None}
    body = {
        "measure_id": due["id"],
        "measure_version": due["version"],
        "local_date": today,
        "time_zone": "America/New_York",
        "edited_at": "2026-03-16T10:00:00-04:00",
        "answers": {"1": 2},
    }
    entry = {"id": "018f2d7e-0000-7000-8000-000000000001", "kind": "measure_response", "body": body}
    results = ana.post("/sync", {"entries": [entry, entry]}).json()["results"]
    assert [each["outcome"] for each in results] == ["saved", "unchanged"]
    (due,) = ana.get("/snapshot").json()["measures_due"]
    assert [each["answers"] for each in due["responses"]] == [{"1": 2.0}]
    assert today not in [each["due_on"] for each in due["occasions"]]
    (line,) = ana.get("/summary").json()["measures"]
    assert (line["id"], line["points"]) == ("stairs-and-shoes", [{"date": today, "score": 2.0}])
