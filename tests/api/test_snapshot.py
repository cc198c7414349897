"""`GET /snapshot`: the plan of four weeks, and that the phone's modules make of it what `GET /today` says."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from patient_app.domain.entries import Answer, NotDoneReason, WarningAnswers
from patient_app.domain.program import Side
from patient_app.services import holds, sharing
from tests.api.client import Client, check_in_body, log_body, new_id, noon, program_body
from tests.builders import Cast, Clock, a_line

NODE = Path(sys.executable).parent / "node"
PHONE = Path(__file__).parents[1] / "client"
Json = dict[str, Any]
FIELDS = {
    "schema", "patient", "today", "language", "server_time", "etag", "has_program", "version", "next_version_on",
    "program_versions", "prescriptions", "days", "weeks", "logs", "check_ins", "hold", "basis", "activities",
    "measures_due", "warning_signs", "clinic",
}  # fmt: skip


def on_phone(script: str, asked: list[Json]) -> list[Json]:
    """What the phone's own modules answer, under Node."""
    done = subprocess.run([NODE, PHONE / script], input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Json] = json.loads(done.stdout)
    return found


def seen_on_phone(snapshot: Json, day: date, **entries: Any) -> Json:
    [found] = on_phone("day_of.mjs", [{"snapshot": snapshot, "date": day.isoformat(), **entries}])
    return found


def a_sign(code: str, answer: str = "yes") -> WarningAnswers:
    return WarningAnswers("1", ((code, Answer(answer)),))


def test_the_snapshot_goes_over_the_line_compressed(cast: Cast, ana: Client) -> None:
    assert ana.get("/snapshot", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in ana.get("/snapshot", headers={"Accept-Encoding": "identity"}).headers


def test_the_snapshot_covers_four_weeks_from_a_monday_and_what_to_ask(cast: Cast, ana: Client) -> None:
    cast.ana.logs(cast.ana.line("bridge"))
    snapshot = ana.get("/snapshot").json()
    assert set(snapshot) == FIELDS and snapshot["schema"] == 2
    assert snapshot["patient"] == {"id": cast.ana.id, "name": "Ana Reyes"}
    assert (snapshot["today"], snapshot["language"], snapshot["version"]) == ("2026-03-16", "en", 1)
    monday = date(2026, 3, 9)
    assert [day["date"] for day in snapshot["days"]] == [(monday + timedelta(days=n)).isoformat() for n in range(28)]
    assert [week["monday"] for week in snapshot["weeks"]] == ["2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]
    assert [each["name"] for each in snapshot["activities"]] == ["Climb the stairs", "Lift my grandson"]
    assert snapshot["warning_signs"]["due"] is True
    assert [question["code"] for question in snapshot["warning_signs"]["questions"]][:2] == ["RF1", "RF2"]
    assert "911" in snapshot["warning_signs"]["texts"]["level_e"]
    assert snapshot["clinic"]["phone"] == "+1 555 0100"
    assert snapshot["server_time"].startswith("2026-03-16T14:00:00")


@pytest.mark.parametrize("day", range(2, 9))
def test_the_oldest_day_that_may_be_logged_and_two_weeks_ahead_are_always_covered(
    cast: Cast, ana: Client, clock: Clock, day: int
) -> None:
    clock.forward(days=day)
    cast.ana.signs_in()
    ana.token = cast.ana.token
    days = [date.fromisoformat(each["date"]) for each in ana.get("/snapshot").json()["days"]]
    assert days[0].weekday() == 0 and days[-1].weekday() == 6 and len(days) == 28
    assert days[0] <= cast.clinic.today - timedelta(days=7) and cast.clinic.today + timedelta(days=14) <= days[-1]


def test_the_words_of_an_exercise_stand_once(cast: Cast, ana: Client) -> None:
    snapshot, today = ana.get("/snapshot").json(), ana.get("/today").json()
    for slot in today["slots"]:
        named = snapshot["prescriptions"][slot["prescription"]["id"]]
        assert named == {**slot["prescription"], "dose_text": slot["dose_text"], "position": slot["position"]}
    planned = [line["prescription_id"] for day in snapshot["days"] for line in day["lines"]]
    assert set(planned) == set(snapshot["prescriptions"])
    assert snapshot["program_versions"][0]["prescription_ids"] == list(snapshot["prescriptions"])


def test_a_plan_has_due_and_room_by_day_and_a_cut_week(cast: Cast, ana: Client) -> None:
    snapshot = ana.get("/snapshot").json()
    names = {id: line["exercise_id"] for id, line in snapshot["prescriptions"].items()}
    days = {day["date"]: day for day in snapshot["days"]}
    lines = {names[line["prescription_id"]]: line for line in days["2026-03-16"]["lines"]}
    assert (lines["bridge"]["due"], lines["bridge"]["room"]) == (1, 1)
    assert (lines["bird-dog"]["due"], lines["bird-dog"]["room"]) == (0, 1)
    assert (days["2026-03-15"]["version"], days["2026-03-15"]["lines"]) == (None, [])
    [week] = snapshot["weeks"][1]["lines"]
    assert (week["cut"], week["most"]) == (3, 3)
    assert [(held["cut"], held["most"]) for held in week["held_from"]] == [
        (0, 3), (0, 3), (1, 3), (1, 3), (2, 3), (2, 3), (3, 3),
    ]  # fmt: skip


def test_a_log_of_a_version_that_is_over_still_finds_its_prescription(cast: Cast, ana: Client) -> None:
    line = cast.ana.line("bridge")
    cast.ana.logs(line)
    cast.ana.with_program(a_line("heel-slide"), by=cast.paul)
    snapshot = ana.get("/snapshot").json()
    assert snapshot["prescriptions"][line.id]["exercise"]["name"] == "Bridge"
    assert [log["prescription_id"] for log in snapshot["logs"]] == [line.id]


def test_a_version_that_begins_after_the_weeks_is_announced_with_its_lines(cast: Cast, ana: Client) -> None:
    later = cast.clinic.today + timedelta(days=40)
    cast.paul.signs_in()
    draft = program_body(1, later)
    assert Client(ana.server, cast.paul.token).put(f"/patients/{cast.ana.id}/program", draft).status_code == 201
    snapshot = ana.get("/snapshot").json()
    assert snapshot["next_version_on"] == later.isoformat()
    assert [version["version"] for version in snapshot["program_versions"]] == [1, 2]


def test_what_came_before_the_weeks_stands_in_the_basis(cast: Cast, ana: Client, clock: Clock) -> None:
    for _ in range(5):
        cast.ana.logs(cast.ana.line("bridge"))
        clock.forward(days=1)
    clock.forward(days=16)
    cast.ana.signs_in()
    ana.token = cast.ana.token
    basis = ana.get("/snapshot").json()["basis"]
    assert basis == {
        "streak": {"run": 0, "longest": 1},
        "active_days": 5,
        "milestones": [{"kind": "active_days", "figure": 1, "reached_on": "2026-03-16"}],
        "active_day_milestones": [1, 10, 25, 50, 100, 200, 300],
        "full_week_on": None,
    }


def test_an_unchanged_snapshot_is_not_sent_again(cast: Cast, ana: Client, clock: Clock) -> None:
    first = ana.get("/snapshot")
    assert first.headers["etag"] == f'"{first.json()["etag"]}"'
    clock.forward(minutes=1)
    again = ana.get("/snapshot", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    cast.ana.logs(cast.ana.line("bridge"))
    changed = ana.get("/snapshot", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200 and changed.json()["etag"] != first.json()["etag"]
    assert ana.get("/snapshot", headers={"Accept-Language": "es"}).json()["etag"] != changed.json()["etag"]


def test_a_hold_tells_when_the_patient_may_clear_it_only_when_nobody_else_can(
    cast: Cast, ana: Client, clock: Clock
) -> None:
    cast.ana.checks_in(warning_signs=a_sign("RF1"))
    hold = ana.get("/snapshot").json()["hold"]
    assert {**ana.get("/today").json()["hold"], "may_clear_from": None} == hold
    for share in cast.ana.call(sharing.my_shares):
        cast.ana.call(sharing.revoke, share.id)
    alone = ana.get("/snapshot")
    assert alone.json()["hold"]["may_clear_from"] == "2026-03-17T14:00:00+00:00"
    clock.forward(hours=1)
    assert ana.get("/snapshot", headers={"If-None-Match": alone.headers["etag"]}).status_code == 304
    clock.forward(hours=23)
    cast.ana.call(holds.clear_hold, hold["id"], holds.CONFIRMATION)
    assert ana.get("/snapshot").json()["hold"] is None


def test_only_history_that_was_answered_yes_or_not_sure_is_known(cast: Cast, ana: Client) -> None:
    answers = {"RF7": "not_sure", "RF10": "no", "RF1": "yes"}
    ana.put(
        f"/check-ins/{new_id()}",
        check_in_body(cast.clinic.today, warning_signs={"question_version": "1", "answers": answers}),
    )
    signs = ana.get("/snapshot").json()["warning_signs"]
    assert (signs["known_history"], signs["due"]) == (["RF7"], False)


def a_course_with_everything(cast: Cast, clock: Clock) -> None:
    """Three weeks: partial and one-sided work, a flexible line, not-done reports, a flare, a new dose, a hold."""
    for offset in range(17):
        if offset == 9:
            cast.ana.with_program(
                a_line("bridge", sets=2, times_per_day=2), a_line("bird-dog", times_per_week=4), by=cast.paul
            )
        cast.ana.signs_in()
        for exercise, fields in {
            "bridge": {"sets_done": 1 + offset % 3},
            "hamstring-stretch": {"side": Side.LEFT} if offset % 2 else {"not_done_reason": NotDoneReason.TIRED},
            "bird-dog": {"reps_done": 4},
        }.items():
            lines = {line.exercise_id for line in cast.ana.program.version.prescriptions}  # type: ignore[union-attr]
            if exercise in lines and (offset + len(exercise)) % 4:
                cast.ana.logs(cast.ana.line(exercise), **fields)
        if offset == 12:
            cast.ana.checks_in(flare=True, pain_now=6)
        clock.forward(days=1)
    cast.ana.checks_in(warning_signs=a_sign("RF9"), pain_now=3)


def test_the_phone_shows_of_the_snapshot_what_the_server_says_of_each_day(
    cast: Cast, ana: Client, clock: Clock
) -> None:
    a_course_with_everything(cast, clock)
    ana.token = cast.ana.token
    snapshot = ana.get("/snapshot").json()
    found = on_phone("day_of.mjs", [{"snapshot": snapshot, "date": day["date"]} for day in snapshot["days"]])
    for shown in found:
        wanted = ana.get(f"/today?date={shown['date']}").json()
        assert shown["covered"] is True
        for name in ("today", "has_program", "next_version_on", "week", "streak", "check_in"):
            assert shown[name] == wanted[name], (shown["date"], name)
        assert {**wanted["hold"], "may_clear_from": None} == shown["hold"]
        own = ("completions", "not_done", "extra")
        assert [{name: slot[name] for name in slot if name not in own} for slot in shown["slots"]] == wanted["slots"]


def test_a_day_beyond_the_snapshot_has_no_slots_and_says_so(cast: Cast, ana: Client) -> None:
    shown = seen_on_phone(ana.get("/snapshot").json(), cast.clinic.today + timedelta(days=60))
    assert (shown["covered"], shown["slots"], shown["week"]) == (False, [], {"done": 0, "due": 0})


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_phone_says_of_warning_signs_what_the_server_says(cast: Cast, ana: Client, language: str) -> None:
    words = {"Accept-Language": language}
    signs = ana.get("/snapshot", headers=words).json()["warning_signs"]
    codes = [question["code"] for question in signs["questions"]]
    # The words do not depend on the order of tapping.
    asked: list[dict[str, str]] = [{code: "yes"} for code in codes]
    asked += [dict.fromkeys(reversed(codes), "not_sure"), {codes[9]: "yes", codes[8]: "yes"}]
    said = on_phone("hold_text.mjs", [{"warning_signs": signs, "answers": answers} for answers in asked])
    noon = datetime(2026, 3, 16, 12, tzinfo=UTC)
    for number, (answers, on_this_phone) in enumerate(zip(asked, said, strict=True)):
        body = check_in_body(cast.clinic.today, warning_signs={"question_version": "1", "answers": answers})
        # Each was made before the others, so that none is known history.
        body["recorded_at"] = (noon - timedelta(minutes=number)).isoformat()
        hold = ana.put(f"/check-ins/{new_id()}", body, headers=words).json()["hold"]
        assert hold == on_this_phone


def test_what_the_phone_counts_before_it_sends_is_what_the_server_counts_afterwards(
    cast: Cast, ana: Client, clock: Clock
) -> None:
    snapshot = ana.get("/snapshot").json()
    clock.forward(days=2)
    cast.ana.signs_in()
    ana.token = cast.ana.token
    today, yesterday = cast.clinic.today, cast.clinic.today - timedelta(days=1)
    stretch, bird_dog = cast.ana.line("hamstring-stretch"), cast.ana.line("bird-dog")
    logs = [
        {"id": new_id(), **log_body(stretch.id, yesterday, side="left", sets_done=2)},
        {"id": new_id(), **log_body(bird_dog.id, yesterday)},
        {"id": new_id(), **log_body(bird_dog.id, today, not_done_reason="pain")},
        {"id": new_id(), **log_body(stretch.id, today, reps_done=1)},
    ]
    signs = {"question_version": "1", "answers": {"RF9": "yes"}}
    check_in = {"id": new_id(), **check_in_body(today, pain_now=4, warning_signs=signs)}
    hold = {"id": check_in["id"], "level": "U", "text": "", "since": noon(today), "since_on": today.isoformat()}
    entries: Json = {"logs": logs, "check_ins": [check_in], "holds": [hold]}
    days = [yesterday, today, today + timedelta(days=1), today + timedelta(days=7)]
    snapshot["today"] = today.isoformat()
    shown = on_phone("day_of.mjs", [{"snapshot": snapshot, "date": day.isoformat(), **entries} for day in days])

    for log in logs:
        assert ana.put(f"/exercise-logs/{log['id']}", without_id(log)).status_code == 201
    assert ana.put(f"/check-ins/{check_in['id']}", without_id(check_in)).status_code == 201
    figures = ("due_today", "done", "flexible", "week_done", "week_due", "dose_text", "position", "prescription")
    for day, on_this_phone in zip(days, shown, strict=True):
        wanted = ana.get(f"/today?date={day}").json()
        assert (on_this_phone["week"], on_this_phone["streak"]) == (wanted["week"], wanted["streak"])
        assert [{name: slot[name] for name in figures} for slot in on_this_phone["slots"]] == [
            {name: slot[name] for name in figures} for slot in wanted["slots"]
        ]
    assert (shown[1]["streak"], shown[1]["hold"]["level"]) == ({"current": 1, "longest": 1}, "U")


def without_id(entry: Json) -> Json:
    return {name: value for name, value in entry.items() if name != "id"}
