"""Summary, panel, holds and activities over HTTP."""

from datetime import timedelta
from typing import Any

from patient_app.domain.people import SharePart
from tests.api.client import Client, check_in_body, measure_body, new_id
from tests.builders import Cast, Clock, a_line

FIELDS = {
    "patient", "from", "to", "adherence", "streak", "active_days", "days", "monitoring", "program_versions",
    "measures", "pain", "attention",
}  # fmt: skip
DAY_FIELDS = {
    "date", "class", "slots_due", "slots_done", "completion", "pain_now", "pain_worst", "pain_average",
    "function", "flare",
}  # fmt: skip


def a_week_later(cast: Cast, clock: Clock, *clients: Client) -> None:
    """A daily exercise, done on 4 of the 7 days before today; everyone signs in again."""
    cast.ana.with_program(a_line("bridge"), by=cast.paul)
    for day in range(7):
        if day not in (1, 3, 5):
            cast.ana.logs(cast.ana.line("bridge"))
        cast.ana.checks_in(pain_worst=day)
        clock.forward(days=1)
    people = [cast.ana, cast.paul, cast.dora]
    tokens = {old: person.signs_in() for person in people for old in [person.token]}
    for client in clients:
        client.token = tokens[client.token or ""]


def test_the_summary_has_the_fields_and_figures_of_the_contract(
    cast: Cast, ana: Client, dora: Client, clock: Clock
) -> None:
    dora.token = cast.dora.token
    a_week_later(cast, clock, ana, dora)
    found = dora.get(f"/summary?patient={cast.ana.id}&from=2026-03-16&to=2026-03-22").json()
    assert set(found) >= FIELDS and all(set(day) == DAY_FIELDS for day in found["days"])
    assert found["patient"] == {"id": cast.ana.id, "name": "Ana Reyes"}
    assert (found["from"], found["to"], len(found["days"])) == ("2026-03-16", "2026-03-22", 7)
    assert found["adherence"] == {
        "exercise": 57.1, "dose": 57.1, "reported": 57.1, "slots_due": 7, "slots_done": 4, "not_done": 0,
        "no_report": 3, "extra": 0,
    }  # fmt: skip
    assert [day["class"] for day in found["days"]] == ["complete", "no_report"] * 3 + ["complete"]
    assert [day["pain_worst"] for day in found["days"]] == [0, 1, 2, 3, 4, 5, 6]
    assert found["active_days"] == 4
    assert found["pain"]["change"] == 4 and found["pain"]["direction"] == "worse" and found["pain"]["beyond_mic"]
    assert [each["version"] for each in found["program_versions"]] == [1, 2]
    assert found["monitoring"] is None
    mine = ana.get("/summary?from=2026-03-16&to=2026-03-22").json()
    assert {name: mine[name] for name in FIELDS} == {name: found[name] for name in FIELDS}


def test_without_a_period_the_summary_is_of_the_last_28_days(cast: Cast, ana: Client) -> None:
    found = ana.get("/summary").json()
    assert (found["from"], found["to"]) == ("2026-02-17", "2026-03-16")


def test_a_period_must_run_forward_and_be_five_years_at_most(cast: Cast, ana: Client) -> None:
    assert ana.get("/summary?from=2026-03-16&to=2026-03-16").status_code == 200
    assert ana.get("/summary?from=2026-03-17&to=2026-03-16").status_code == 422
    assert ana.get("/summary?from=2020-01-01&to=2026-03-16").status_code == 422
    assert ana.get("/summary?from=1900-01-01&to=1900-02-01").status_code == 200


def test_measures_stand_in_the_summary_with_their_points(cast: Cast, ana: Client) -> None:
    ana.put(f"/measure-responses/{new_id()}", measure_body(cast.clinic.today))
    [measure] = ana.get("/summary").json()["measures"]
    assert (measure["id"], measure["version"], measure["direction"]) == ("nprs-now", "1", "higher_is_worse")
    assert measure["points"] == [{"date": "2026-03-16", "score": 4}]


def test_the_panel_puts_a_warning_sign_first(cast: Cast, ana: Client, dora: Client, client_of: Any) -> None:
    cast.strange_patient.sharing_with(cast.dora)
    signs = {"question_version": "1", "answers": {"RF1": "yes"}}
    client_of(cast.strange_patient).put(f"/check-ins/{new_id()}", check_in_body(cast.clinic.today, warning_signs=signs))
    rows = dora.get("/panel").json()["patients"]
    assert [row["name"] for row in rows] == ["Otto Weiss", "Ana Reyes"]
    [reason] = rows[0]["attention"]
    assert (reason["reason"], reason["rank"], reason["since"]) == ("warning_sign_open", 1, "2026-03-16")
    assert {"id", "name", "attention", "adherence_7d", "adherence_28d", "streak", "last_entry", "next_visit"} <= set(
        rows[0]
    )


def test_the_panel_has_the_figures_of_the_summary(cast: Cast, ana: Client, dora: Client, clock: Clock) -> None:
    a_week_later(cast, clock, ana, dora)
    [row] = dora.get("/panel").json()["patients"]
    week = f"&from={clock.now.date() - timedelta(days=6)}&to={clock.now.date()}"
    summary = dora.get(f"/summary?patient={cast.ana.id}{week}").json()
    assert row["adherence_7d"] == summary["adherence"]["exercise"]
    assert row["streak"] == summary["streak"]["current"] == 1
    assert row["last_entry"] == "2026-03-22"


def test_only_what_is_shared_stands_on_the_panel(cast: Cast, client_of: Any) -> None:
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.JOURNEY}))
    cast.ana.logs(cast.ana.line("bridge"))
    [row] = client_of(cast.strange_doctor).get("/panel").json()["patients"]
    assert (row["adherence_7d"], row["adherence_28d"], row["streak"], row["last_entry"]) == (None, None, None, None)


def test_a_clinician_holds_the_program_and_another_clears_it(
    cast: Cast, ana: Client, dora: Client, paul: Client
) -> None:
    made = dora.post(f"/patients/{cast.ana.id}/holds", {"note": "Rest after the injection"})
    assert made.status_code == 201 and made.json()["level"] == "C"
    assert ana.get("/today").json()["hold"]["text"] == "Rest after the injection"
    path = f"/holds/{made.json()['id']}"
    assert ana.delete(path, {"note": "I feel fine"}).status_code == 422
    assert paul.delete(path, {"note": "Seen today"}).status_code == 204
    assert ana.get("/today").json()["hold"] is None
    assert paul.delete(path, {"note": "Again"}).status_code == 204


def test_activities_are_the_patients_own_words(cast: Cast, ana: Client, paul: Client, dora: Client) -> None:
    id = new_id()
    assert ana.put(f"/activities/{id}", {"name": " Get out of  the car ", "baseline": 4}).json() == {
        "id": id, "name": "Get out of the car", "baseline": 4, "until": None,
    }  # fmt: skip
    assert len(ana.get("/activities").json()) == 3
    assert paul.put(f"/activities/{id}", {"name": "Get out of the car", "baseline": 5}).status_code == 200
    assert paul.put(f"/activities/{new_id()}?patient={cast.ana.id}", {"name": "Garden"}).status_code == 200
    found = {each["name"]: each for each in dora.get(f"/activities?patient={cast.ana.id}").json()}
    assert len(found) == 4 and found["Get out of the car"]["baseline"] == 5
    assert ana.put(f"/activities/{new_id()}", {"name": "Swim"}).status_code == 200
    assert ana.put(f"/activities/{new_id()}", {"name": "One too many"}).status_code == 422
    assert ana.put(f"/activities/{id}", {"name": "Get out of the car", "until": "2026-03-15"}).status_code == 200
    assert len(ana.get("/activities").json()) == 4
