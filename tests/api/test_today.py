"""`GET /today`: the day as the contract says, in the reader's language, with what is logged."""

from datetime import timedelta

import pytest

from patient_app.domain.program import Load, LoadKind, PainRule, Side
from patient_app.services import holds
from tests.api.client import Client, check_in_body, log_body, new_id, program_body
from tests.builders import Cast, a_line

FIELDS = {
    "date", "hold", "streak", "week", "slots", "check_in",
    "today", "patient_id", "patient_name", "has_program", "version", "next_version_on", "clinic", "activities",
}  # fmt: skip
SLOT_FIELDS = {
    "prescription", "due_today", "done", "flexible", "logs", "dose_text", "week_done", "week_due", "position",
}  # fmt: skip


def slot_of(day: dict, exercise_id: str) -> dict:  # type: ignore[type-arg]
    return next(each for each in day["slots"] if each["prescription"]["exercise_id"] == exercise_id)


def test_today_has_the_fields_of_the_contract(cast: Cast, ana: Client) -> None:
    day = ana.get("/today").json()
    assert set(day) == FIELDS
    assert all(set(slot) == SLOT_FIELDS for slot in day["slots"])
    assert day["date"] == day["today"] == "2026-03-16"
    assert day["hold"] is None and day["check_in"] is None
    assert day["streak"] == {"current": 0, "longest": 0}
    assert day["clinic"] == {
        "name": "Riverside Rehabilitation", "phone": "+1 555 0100", "emergency_number": "911",
    }  # fmt: skip
    assert [slot["prescription"]["exercise_id"] for slot in day["slots"]] == ["bridge", "hamstring-stretch", "bird-dog"]


def test_a_slot_tells_the_exercise_and_the_dose_in_words(cast: Cast, ana: Client) -> None:
    slot = slot_of(ana.get("/today").json(), "hamstring-stretch")
    exercise = slot["prescription"]["exercise"]
    assert exercise["id"] == "hamstring-stretch" and exercise["name"] and exercise["caution"]
    assert all(isinstance(step, str) for step in exercise["steps"])
    assert exercise["figure_url"] == "/figures/hamstring-stretch.svg"
    assert slot["dose_text"] == "3 sets of 3, each side, hold 30 seconds"
    assert (slot["due_today"], slot["done"], slot["flexible"], slot["logs"]) == (1, 0, False, [])


def test_a_one_sided_exercise_shows_that_side(cast: Cast, ana: Client) -> None:
    cast.ana.with_program(a_line("side-leg-lift", side=Side.RIGHT), by=cast.paul)
    slot = slot_of(ana.get("/today").json(), "side-leg-lift")
    address = slot["prescription"]["exercise"]["figure_url"]
    assert address == "/figures/side-leg-lift.svg?side=right"
    figure = ana.get(address)
    assert figure.status_code == 200 and figure.headers["content-type"] == "image/svg+xml"
    assert "max-age" in figure.headers["cache-control"] and figure.text.startswith("<svg")
    assert figure.text != ana.get("/figures/side-leg-lift.svg?side=left").text


def test_the_page_of_a_language_gets_its_language(cast: Cast, ana: Client) -> None:
    def name(language: str) -> str:
        day = ana.get("/today", headers={"Accept-Language": language}).json()
        found: str = slot_of(day, "bridge")["prescription"]["exercise"]["name"]
        return found

    assert name("es") == name("es-MX,es;q=0.9,en;q=0.8") == "Puente"
    assert name("en") == name("") == name("fr") == "Bridge"


def test_a_log_fills_its_slot_and_stands_as_it_was_sent(cast: Cast, ana: Client) -> None:
    line, id = cast.ana.line("bridge"), new_id()
    body = log_body(
        line.id, cast.clinic.today, pain_during=3, note="Left side is stiff", load={"kind": "band", "value": "red"}
    )
    assert ana.put(f"/exercise-logs/{id}", body).status_code == 201
    day = ana.get("/today").json()
    slot = slot_of(day, "bridge")
    assert (slot["due_today"], slot["done"]) == (1, 1)
    assert day["streak"] == {"current": 1, "longest": 1}
    assert day["week"]["done"] == 1
    [log] = slot["logs"]
    assert log["id"] == id and log["late"] is False and log["received_at"].startswith("2026-03-16T14:00:00")
    assert {name: log[name] for name in ("pain_during", "note", "prescription_id")} == {
        "pain_during": 3, "note": "Left side is stiff", "prescription_id": line.id,
    }  # fmt: skip
    again = {name: value for name, value in log.items() if name not in ("id", "received_at", "late")}
    assert ana.put(f"/exercise-logs/{id}", again).json()["outcome"] == "unchanged"


def test_the_check_in_of_the_day_stands_as_it_was_sent(cast: Cast, ana: Client) -> None:
    activity, id = cast.ana.activities[0], new_id()
    body = check_in_body(
        cast.clinic.today,
        pain_now=2, pain_worst=5, pain_sites=["lower_back"], sleep=7, morning_settled="bit_more",
        activity_ratings=[{"activity_id": activity.id, "rating": 6}],
        warning_signs={"question_version": "1", "answers": {"RF1": "no"}},
    )  # fmt: skip
    assert ana.put(f"/check-ins/{id}", body).status_code == 201
    found = ana.get("/today").json()["check_in"]
    sent_back = {name: value for name, value in found.items() if name not in ("id", "received_at", "late")}
    assert found["id"] == id
    assert {**sent_back, **{name: body[name] for name in ("recorded_at", "edited_at")}} == {
        **body, "pain_average": None, "note": None,
    }  # fmt: skip
    assert ana.put(f"/check-ins/{id}", sent_back).json()["outcome"] == "unchanged"


def test_another_day_can_be_read(cast: Cast, ana: Client) -> None:
    day = ana.get("/today?date=2026-03-17").json()
    assert (day["date"], day["today"]) == ("2026-03-17", "2026-03-16")
    assert slot_of(day, "walk")["dose_text"] == "20 minutes"
    assert ana.get("/today?date=2020-02-29").json()["slots"] == []
    assert ana.get("/today?date=1900-01-01").status_code == ana.get("/today?date=2199-12-31").status_code == 200


def test_without_a_program_today_says_so(cast: Cast, client_of: object) -> None:
    day = client_of(cast.strange_patient).get("/today").json()  # type: ignore[operator]
    assert (day["has_program"], day["version"], day["slots"]) == (False, None, [])


def test_a_program_that_begins_later_is_announced(cast: Cast, ana: Client) -> None:
    later = cast.clinic.today + timedelta(days=3)
    cast.paul.signs_in()
    draft = program_body(1, later)
    assert Client(ana.server, cast.paul.token).put(f"/patients/{cast.ana.id}/program", draft).status_code == 201
    assert ana.get("/today").json()["next_version_on"] == later.isoformat()


def test_a_hold_is_shown_with_its_reason(cast: Cast, ana: Client) -> None:
    cast.dora.call(holds.start_hold, cast.ana.id, "Rest after the fall")
    hold = ana.get("/today").json()["hold"]
    assert (hold["level"], hold["text"], hold["since_on"]) == ("C", "Rest after the fall", "2026-03-16")


def test_a_prescription_can_be_published_again_as_it_was_read(cast: Cast, ana: Client, paul: Client) -> None:
    cast.ana.with_program(
        a_line(
            "band-row", hold_seconds=2, rest_seconds=60, load=Load(LoadKind.BAND, "red"), tempo="slow", intensity=5,
            range_limit="to the waist", pain_rule=PainRule(2, 5), precautions="Stop when it tingles", note="Well done",
        ),
        a_line("sit-to-stand", load=Load(LoadKind.MASS, 2.5, "kg"), times_per_week=2),
        by=cast.paul,
    )  # fmt: skip
    lines = [slot["prescription"] for slot in ana.get("/today").json()["slots"]]
    again = [{name: value for name, value in line.items() if name not in ("id", "exercise")} for line in lines]
    paul.token = cast.paul.token
    answer = paul.put(f"/patients/{cast.ana.id}/program", program_body(2, cast.clinic.today, *again))
    assert answer.status_code == 201
    published = [
        {name: value for name, value in line.items() if name != "id"} for line in answer.json()["prescriptions"]
    ]
    assert published == again


@pytest.mark.parametrize("language", ["en", "es"])
def test_problems_are_told_in_the_language_of_the_page(cast: Cast, ana: Client, language: str) -> None:
    problem = ana.get("/today?date=tomorrow", headers={"Accept-Language": language}).json()
    assert problem["errors"][0]["field"] == "date"
