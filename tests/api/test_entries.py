"""Entries over HTTP: idempotent, corrected, deleted for good, late, checked; one by one and in a batch."""

import json
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from tests.api.client import Client, check_in_body, log_body, measure_body, new_id
from tests.builders import Cast, Clock


def logged(ana: Client) -> list[dict[str, Any]]:
    return [log for slot in ana.get("/today").json()["slots"] for log in slot["logs"]]


def outcome(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["outcome"]


def test_the_same_call_twice_is_one_entry(cast: Cast, ana: Client) -> None:
    path, body = f"/exercise-logs/{new_id()}", log_body(cast.ana.line("bridge").id, cast.clinic.today)
    first, second = ana.put(path, body), ana.put(path, body)
    assert outcome(first) == (201, "saved") and outcome(second) == (200, "unchanged")
    assert first.json()["received_at"] == second.json()["received_at"]
    assert len(logged(ana)) == 1


def test_an_id_in_capitals_is_the_same_id(cast: Cast, ana: Client) -> None:
    id, body = new_id(), log_body(cast.ana.line("bridge").id, cast.clinic.today)
    ana.put(f"/exercise-logs/{id}", body)
    assert outcome(ana.put(f"/exercise-logs/{id.upper()}", body)) == (200, "unchanged")


@pytest.mark.parametrize(
    "id",
    [
        "c232ab00-9414-11ec-b3c8-9f68deced846",
        "1ec9414c-232a-6b00-b3c8-9f68deced846",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "00000000-0000-0000-0000-000000000000",
    ],
)
def test_ids_are_uuids_of_any_version(cast: Cast, ana: Client, id: str) -> None:
    body = log_body(cast.ana.line("bridge").id, cast.clinic.today)
    assert outcome(ana.put(f"/exercise-logs/{id}", body)) == (201, "saved")


def test_a_later_edit_corrects_and_an_earlier_one_changes_nothing(cast: Cast, ana: Client) -> None:
    path, line, day = f"/exercise-logs/{new_id()}", cast.ana.line("bridge").id, cast.clinic.today
    ana.put(path, log_body(line, day, pain_during=2))
    later = log_body(line, day, pain_during=5, edited_at="2026-03-16T13:00:00-04:00")
    assert outcome(ana.put(path, later)) == (200, "corrected")
    stale = log_body(line, day, pain_during=9, edited_at="2026-03-16T16:30:00Z")
    assert outcome(ana.put(path, stale)) == (200, "unchanged")
    assert [log["pain_during"] for log in logged(ana)] == [5]


def test_a_deleted_entry_stays_deleted(cast: Cast, ana: Client) -> None:
    path, body = f"/exercise-logs/{new_id()}", log_body(cast.ana.line("bridge").id, cast.clinic.today)
    ana.put(path, body)
    for _ in range(2):
        assert ana.delete(path, {"edited_at": "2026-03-16T18:00:00Z"}).status_code == 204
    assert logged(ana) == []
    later = {**body, "edited_at": "2026-03-17T18:00:00Z"}
    assert outcome(ana.put(path, later)) == (200, "deleted")
    assert logged(ana) == []


def test_an_entry_can_be_deleted_before_it_arrives(cast: Cast, ana: Client) -> None:
    path = f"/check-ins/{new_id()}"
    assert ana.delete(path, {"edited_at": "2026-03-16T18:00:00Z"}).status_code == 204
    assert outcome(ana.put(path, check_in_body(cast.clinic.today))) == (200, "deleted")
    assert ana.get("/today").json()["check_in"] is None


def test_deleting_needs_no_body(cast: Cast, ana: Client) -> None:
    path, body = f"/exercise-logs/{new_id()}", log_body(cast.ana.line("bridge").id, cast.clinic.today)
    ana.put(path, body)
    assert ana.delete(path).status_code == 204
    assert logged(ana) == []


def test_a_log_that_arrives_on_a_later_day_is_late(cast: Cast, ana: Client, clock: Clock) -> None:
    day, line = cast.clinic.today, cast.ana.line("bridge").id
    clock.forward(days=1)
    answer = ana.put(f"/exercise-logs/{new_id()}", log_body(line, day)).json()
    assert answer["late"] is True and answer["received_at"].startswith("2026-03-17T14:00:00")


def test_a_phone_may_be_offline_for_a_month_but_not_make_entries_for_a_week_ago(
    cast: Cast, ana: Client, clock: Clock
) -> None:
    day, line = cast.clinic.today, cast.ana.line("bridge").id
    clock.forward(days=30)
    ana.token = cast.ana.signs_in()
    made_then = log_body(line, day)
    made_a_week_later = log_body(line, day, edited_at="2026-03-23T16:00:00Z")
    made_after_eight_days = log_body(line, day, edited_at="2026-03-24T16:00:00Z")
    assert ana.put(f"/exercise-logs/{new_id()}", made_then).status_code == 201
    assert ana.put(f"/exercise-logs/{new_id()}", made_a_week_later).status_code == 201
    refused = ana.put(f"/exercise-logs/{new_id()}", made_after_eight_days)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["local_date"]


def test_a_day_that_has_not_begun_anywhere_is_refused(cast: Cast, ana: Client) -> None:
    line, today = cast.ana.line("bridge").id, cast.clinic.today
    in_kiritimati = log_body(line, today + timedelta(days=1), time_zone="Pacific/Kiritimati")
    assert ana.put(f"/exercise-logs/{new_id()}", in_kiritimati).status_code == 201
    assert ana.put(f"/exercise-logs/{new_id()}", log_body(line, today + timedelta(days=2))).status_code == 422


def test_the_entries_of_others_are_out_of_reach(cast: Cast, ana: Client, client_of: Any) -> None:
    path, body = f"/check-ins/{new_id()}", check_in_body(cast.clinic.today, pain_now=3)
    ana.put(path, body)
    otto = client_of(cast.strange_patient)
    assert otto.put(path, {**body, "pain_now": 9}).status_code == 404
    assert otto.delete(path).status_code == 204
    assert ana.get("/today").json()["check_in"]["pain_now"] == 3
    log = log_body(cast.ana.line("bridge").id, cast.clinic.today)
    refused = otto.put(f"/exercise-logs/{new_id()}", log)
    assert [error["field"] for error in refused.json()["errors"]] == ["prescription_id"]


def test_a_reason_alone_says_not_done_and_work_counts_beside_it(cast: Cast, ana: Client) -> None:
    line, day = cast.ana.line("bridge").id, cast.clinic.today
    ana.put(f"/exercise-logs/{new_id()}", log_body(line, day, not_done_reason="tired"))
    assert ana.get("/today").json()["slots"][0]["done"] == 0
    ana.put(f"/exercise-logs/{new_id()}", log_body(line, day, not_done_reason="tired", sets_done=1))
    slot = ana.get("/today").json()["slots"][0]
    assert slot["done"] == 1 and [log["not_done_reason"] for log in slot["logs"]] == ["tired", "tired"]


def test_a_warning_sign_puts_the_program_on_hold_and_says_what_to_do(cast: Cast, ana: Client) -> None:
    signs = {"question_version": "1", "answers": {"RF1": "not_sure", "RF2": "no"}}
    body = check_in_body(cast.clinic.today, warning_signs=signs)
    answer = ana.put(f"/check-ins/{new_id()}", body).json()
    assert answer["hold"]["level"] == "E" and "911" in answer["hold"]["text"]
    assert ana.get("/today").json()["hold"]["level"] == "E"


def test_answers_that_are_all_no_hold_nothing(cast: Cast, ana: Client) -> None:
    signs = {"question_version": "1", "answers": {"RF1": "no"}}
    assert (
        ana.put(f"/check-ins/{new_id()}", check_in_body(cast.clinic.today, warning_signs=signs)).json()["hold"] is None
    )


def test_the_text_of_a_hold_is_in_the_language_of_the_page(cast: Cast, ana: Client) -> None:
    signs = {"question_version": "1", "answers": {"RF1": "yes"}}
    body = check_in_body(cast.clinic.today, warning_signs=signs)
    answer = ana.put(f"/check-ins/{new_id()}", body, headers={"Accept-Language": "es"}).json()
    assert "emergencia" in answer["hold"]["text"].lower()


def test_a_measure_is_scored_on_the_server(cast: Cast, ana: Client) -> None:
    path, day = f"/measure-responses/{new_id()}", cast.clinic.today
    answer = ana.put(path, measure_body(day)).json()
    assert (answer["outcome"], answer["score"]) == ("saved", 4)
    corrected = ana.put(path, measure_body(day, answers={"pain": 6}, edited_at="2026-03-16T17:00:00Z")).json()
    assert (corrected["outcome"], corrected["score"]) == ("corrected", 6)


def entry(kind: str, body: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {"id": new_id(), "kind": kind, **({"body": body} if body else {}), **fields}


def test_a_batch_gives_each_entry_its_own_outcome_in_order(cast: Cast, ana: Client) -> None:
    line, day = cast.ana.line("bridge").id, cast.clinic.today
    kept = entry("exercise_log", log_body(line, day))
    batch = [
        kept,
        kept,
        {**kept, "body": log_body(line, day, pain_during=3, edited_at="2026-03-16T17:00:00Z")},
        entry("check_in", check_in_body(day, pain_now=11)),
        entry("check_in", check_in_body(day, pain_now=1)),
        entry("measure_response", measure_body(day)),
        entry("exercise_log", log_body(new_id(), day)),
        entry("diary", {}),
        {"kind": "check_in"},
        "nonsense",
        entry("exercise_log", log_body(line, day), colour="red"),
        entry("exercise_log"),
        entry("exercise_log", delete=True),
    ]
    answer = ana.post("/sync", {"entries": batch})
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [each["outcome"] for each in results] == [
        "saved", "unchanged", "corrected", "rejected", "saved", "saved", "rejected",
        "rejected", "rejected", "rejected", "rejected", "rejected", "deleted",
    ]  # fmt: skip
    assert [each["id"] for each in results] == [e.get("id") if isinstance(e, dict) else None for e in batch]
    assert results[3]["problem"]["errors"] == [{"field": "pain_now", "message": "Give 10 or less."}]
    assert results[6]["problem"]["errors"][0]["field"] == "prescription_id"
    assert all(each["problem"]["status"] == 422 for each in results if each["outcome"] == "rejected")
    assert [log["pain_during"] for log in logged(ana)] == [3]


@pytest.mark.parametrize("hostile", [None, 7, "x" * 1000, [], [[[[]]]], {}, {"id": [], "kind": {}}, {"id": "\ud800"}])
def test_what_is_no_entry_is_rejected_alone(cast: Cast, ana: Client, hostile: Any) -> None:
    good = entry("exercise_log", log_body(cast.ana.line("bridge").id, cast.clinic.today))
    # Half of a surrogate pair has no encoding; in JSON it can be written.
    body = json.dumps({"entries": [hostile, good]})
    results = ana.ask("POST", "/sync", content=body, headers={"Content-Type": "application/json"}).json()["results"]
    assert [each["outcome"] for each in results] == ["rejected", "saved"]
    assert results[0]["problem"]["status"] == 422 and results[0]["problem"]["detail"]


def test_a_warning_sign_that_was_corrected_before_it_was_sent_holds_the_program(cast: Cast, ana: Client) -> None:
    def signs(answer: str, edited_at: str) -> dict[str, Any]:
        answered = {"question_version": "1", "answers": {"RF1": answer}}
        return check_in_body(cast.clinic.today, warning_signs=answered, edited_at=edited_at)

    first = entry("check_in", signs("yes", "2026-03-16T16:00:00Z"))
    corrected = {**first, "body": signs("no", "2026-03-16T16:05:00Z")}
    results = ana.post("/sync", {"entries": [first, corrected]}).json()["results"]
    assert [(each["outcome"], (each["hold"] or {}).get("level")) for each in results if "hold" in each] == [
        ("saved", "E")
    ]
    assert [each["outcome"] for each in results] == ["saved", "corrected"]
    shown = ana.get("/today").json()
    assert shown["hold"]["level"] == "E" and shown["check_in"]["warning_signs"]["answers"] == {"RF1": "no"}


def test_a_batch_sent_again_changes_nothing(cast: Cast, ana: Client) -> None:
    line, day = cast.ana.line("bridge").id, cast.clinic.today
    gone = entry("exercise_log", delete=True, edited_at="2026-03-16T18:00:00Z")
    batch = {"entries": [entry("exercise_log", log_body(line, day)), entry("check_in", check_in_body(day)), gone]}
    first, second = ana.post("/sync", batch).json(), ana.post("/sync", batch).json()
    assert [each["outcome"] for each in first["results"]] == ["saved", "saved", "deleted"]
    assert [each["outcome"] for each in second["results"]] == ["unchanged", "unchanged", "deleted"]


def test_a_warning_sign_in_a_batch_holds_the_program(cast: Cast, ana: Client) -> None:
    signs = {"question_version": "1", "answers": {"RF1": "yes"}}
    batch = {"entries": [entry("check_in", check_in_body(cast.clinic.today, warning_signs=signs))]}
    [result] = ana.post("/sync", batch).json()["results"]
    assert result["hold"]["level"] == "E"
    assert ana.get("/today").json()["hold"]["level"] == "E"


def test_five_hundred_entries_fit_in_a_batch(cast: Cast, ana: Client) -> None:
    line, day = cast.ana.line("bridge").id, cast.clinic.today
    batch = {"entries": [entry("exercise_log", log_body(line, day, note="A short note")) for _ in range(500)]}
    results = ana.post("/sync", batch).json()["results"]
    assert [each["outcome"] for each in results] == ["saved"] * 500


def test_an_entry_made_by_someone_else_on_this_device_is_not_taken(cast: Cast, ana: Client) -> None:
    path, body = f"/check-ins/{new_id()}", check_in_body(cast.clinic.today)
    answer = ana.put(path, body, headers={"Homestretch-Person": new_id()})
    assert answer.status_code == 401
    assert answer.json()["type"] == "/problems/someone-else" and "Someone else" in answer.json()["detail"]
    assert ana.get("/today").json()["check_in"] is None
    assert outcome(ana.put(path, body, headers={"Homestretch-Person": cast.ana.id})) == (201, "saved")


def test_a_phone_can_tell_that_the_session_ended_from_someone_else_being_signed_in(
    cast: Cast, ana: Client, visitor: Client
) -> None:
    good: dict[str, Any] = {"entries": [entry("check_in", check_in_body(cast.clinic.today))]}
    bad: dict[str, Any] = {"entries": []}
    for body in (good, bad):
        ended = visitor.post("/sync", body, headers={"Homestretch-Person": cast.ana.id})
        other = ana.post("/sync", body, headers={"Homestretch-Person": cast.strange_patient.id})
        assert (ended.status_code, ended.json()["type"]) == (401, "/problems/not-signed-in")
        assert (other.status_code, other.json()["type"]) == (401, "/problems/someone-else")
        assert ended.json()["detail"] != other.json()["detail"]
    assert ana.get("/today").json()["check_in"] is None
