"""Logs, check-ins and measures as CSV: RFC 4180, safe in a spreadsheet, only the shared parts, sent in pieces."""

import csv
import io
from collections.abc import Callable

import pytest

from patient_app.domain.entries import ActivityRating, Answer, MorningSettled, NotDoneReason, WarningAnswers
from patient_app.domain.people import SharePart
from patient_app.domain.program import Load, LoadKind, Side
from patient_app.services import access_log, measure_scores, measurements
from patient_app.services.measurements import Entry
from tests.api.client import Client, new_id
from tests.builders import Cast, Someone

FILES = {"logs": SharePart.PROGRAM, "check-ins": SharePart.PAIN, "measures": SharePart.MEASURES}
HOSTILE = '=HYPERLINK("http://x","y"), "two"\r\nlines; 5°'


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


@pytest.fixture
def entered(cast: Cast) -> Cast:
    """Two days of entries, with words that are meant to break a table, a score and two measurements."""
    ana, bridge = cast.ana, cast.ana.line("bridge")
    ana.logs(bridge, cast.clinic.today, sets_done=2, load=Load(LoadKind.BAND, "red"), pain_during=3, note=HOSTILE)
    ana.logs(ana.line("walk"), cast.clinic.today, not_done_reason=NotDoneReason.NO_TIME)
    stairs, _ = ana.activities
    ana.checks_in(
        cast.clinic.today,
        pain_worst=4,
        pain_sites=("knee_left",),
        activity_ratings=(ActivityRating(stairs.id, 6),),
        morning_settled=MorningSettled.YES,
        note="-1+1",
        warning_signs=WarningAnswers("1", (("RF5", Answer.NO), ("RF6", Answer.NO))),
    )
    cells = [("rom:knee:extension:active", "-5"), ("mmt:knee:flexion", "4+")]
    entries = [Entry(new_id(), row, Side.LEFT, text, cast.clinic.today) for row, text in cells]
    cast.paul.call(measurements.record, ana.id, entries)
    cast.paul.call(measure_scores.enter_answers, ana.id, "nprs-now", "1", {"pain": 4}, cast.clinic.today)
    return cast


def test_logs_are_one_line_each_with_codes_words_and_units(entered: Cast, paul: Client) -> None:
    answer = paul.get(f"/patients/{entered.ana.id}/logs.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="logs.csv"'
    done, missed = sorted(table(answer.content), key=lambda row: row["exercise_code"])
    assert done["note"] == f"'{HOSTILE}"
    assert (done["date"], done["performed_at"]) == ("2026-03-16", "2026-03-16T12:00:00-04:00")
    assert (done["exercise_code"], done["exercise"], done["program_version"]) == ("bridge", "Bridge", "1")
    assert (done["sets_done"], done["reps_done_per_set"], done["prescribed_sets"]) == ("2", "", "3")
    assert (done["load_kind"], done["load_value"], done["pain_during_0_to_10"]) == ("band", "red", "3")
    assert (missed["not_done_code"], missed["not_done"], missed["sent_late"]) == ("no_time", "no time", "no")


def test_check_ins_have_a_column_for_each_activity(entered: Cast, dora: Client) -> None:
    [row] = table(dora.get(f"/patients/{entered.ana.id}/check-ins.csv").content)
    assert (row["pain_worst_24h_0_to_10"], row["pain_now_0_to_10"], row["flare"]) == ("4", "", "no")
    assert (row["activity_0_to_10 Climb the stairs"], row["activity_0_to_10 Lift my grandson"]) == ("6", "")
    assert (row["function_mean_0_to_10"], row["morning_pain_settled_code"]) == ("6.0", "yes")
    assert row["note"] == "'-1+1"
    assert (row["warning_sign_questions_version"], row["warning_sign_yes_codes"]) == ("1", "")


def test_measures_are_one_tidy_table(entered: Cast, ana: Client) -> None:
    found = {row["code"]: row for row in table(ana.get(f"/patients/{entered.ana.id}/measures.csv").content)}
    motion, strength, score = found["rom:knee:extension:active"], found["mmt:knee:flexion"], found["nprs-now"]
    assert (motion["kind"], motion["value"], motion["unit"], motion["side"]) == (
        "range_of_motion",
        "-5.0",
        "deg",
        "left",
    )
    assert (strength["kind"], strength["grade_0_to_5"], strength["value"]) == ("strength", "4+", "")
    assert (score["kind"], score["value"], score["scale_low"], score["scale_high"]) == ("score", "4.0", "0", "10")
    assert score["recorded_by"] == motion["recorded_by"] == "Paul Okafor"


def test_words_are_the_readers_and_columns_are_not(entered: Cast, ana: Client) -> None:
    path = f"/patients/{entered.ana.id}/logs.csv"
    english, spanish = (table(ana.get(path, headers={"Accept-Language": each}).content) for each in ("en", "es"))
    assert english[0].keys() == spanish[0].keys()
    assert {row["not_done"] for row in english} != {row["not_done"] for row in spanish}
    assert [row["not_done_code"] for row in english] == [row["not_done_code"] for row in spanish]


def test_only_the_days_that_are_asked_for(entered: Cast, ana: Client) -> None:
    today = entered.clinic.today
    entered.ana.logs(entered.ana.line("bridge"), entered.clinic.days_ago(1))
    path = f"/patients/{entered.ana.id}/logs.csv"
    answer = ana.get(f"{path}?from={today}&to={today}")
    assert {row["date"] for row in table(answer.content)} == {today.isoformat()}
    assert answer.headers["content-disposition"] == f'attachment; filename="logs-{today}-to-{today}.csv"'
    assert len(table(ana.get(f"{path}?to={entered.clinic.days_ago(1)}").content)) == 1
    wrong = ana.get(f"{path}?from={today}&to={entered.clinic.days_ago(1)}")
    assert wrong.status_code == 422 and wrong.json()["errors"][0]["field"] == "from"


@pytest.mark.parametrize("file", FILES)
def test_each_file_needs_its_part(entered: Cast, client_of: Callable[[Someone | None], Client], file: str) -> None:
    stan, path = entered.strange_pt, f"/patients/{entered.ana.id}/{file}.csv"
    entered.ana.sharing_with(stan, parts=frozenset(SharePart) - {FILES[file]})
    assert client_of(stan).get(path).status_code == 404
    entered.ana.sharing_with(stan, parts=frozenset({FILES[file]}))
    assert client_of(stan).get(path).status_code == 200
    for who, status in ((entered.strange_doctor, 404), (entered.strange_patient, 404), (entered.admin, 403)):
        assert client_of(who).get(path).status_code == status


def test_the_patient_sees_who_took_a_file(entered: Cast, paul: Client) -> None:
    paul.get(f"/patients/{entered.ana.id}/logs.csv")
    paul.get(f"/patients/{entered.ana.id}/check-ins.csv?from=2027-01-01&to=2026-01-01")
    taken = [each for each in entered.ana.call(access_log.access_log) if each.action == "record.exported"]
    assert [(each.who, each.kind) for each in taken] == [("Paul Okafor", "logs")]


def test_an_empty_record_has_its_columns(cast: Cast, client_of: Callable[[Someone | None], Client]) -> None:
    otto = cast.strange_patient
    for file in FILES:
        content = client_of(otto).get(f"/patients/{otto.id}/{file}.csv").content
        assert content.endswith(b"\r\n") and content.count(b"\r\n") == 1
