"""Visits over HTTP: the patient's list, and one visit as a calendar file."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from icalendar import Calendar

from patient_app.domain.visits import RequestKind, VisitKind
from patient_app.services import visit_changes, visit_planning, visit_requests
from patient_app.services.visit_planning import Plan
from tests.api.client import Client, new_id
from tests.builders import Cast, Someone

FRIDAY = date(2026, 3, 20)


@pytest.fixture
def visit_id(cast: Cast) -> str:
    """Dora meets Ana on Friday at nine."""
    wanted = Plan(VisitKind.PHYSIATRIST, FRIDAY, time(9), purpose="Follow-up; bring shoes")
    return cast.dora.call(visit_planning.plan, cast.ana.id, wanted).ids[0]


def test_the_patient_reads_her_visits(cast: Cast, ana: Client, visit_id: str) -> None:
    cast.ana.call(visit_requests.ask, visit_id, RequestKind.MOVE, None, "Holidays")
    cast.ana.call(visit_requests.ask_question, "May I swim?")
    found = ana.get("/visits").json()
    assert (found["next"], found["clinic_time_zone"]) == (visit_id, "America/New_York")
    [visit] = found["visits"]
    assert visit["planned_at"] == "2026-03-20T13:00:00+00:00"
    assert (visit["kind"], visit["status"], visit["minutes"], visit["decision"]) == ("physiatrist", "planned", 20, None)
    assert visit["clinician"] == {"id": cast.dora.id, "name": "Dora Lindqvist", "role": "physiatrist"}
    assert [each["note"] for each in visit["requests"]] == ["Holidays"]
    assert [(each["kind"], each["note"]) for each in found["questions"]] == [("question", "May I swim?")]


def test_the_list_is_the_patients_alone(dora: Client, paul: Client, visitor: Client) -> None:
    assert [client.get("/visits").status_code for client in (dora, paul, visitor)] == [403, 403, 401]


def test_a_visit_is_downloaded_for_a_calendar(cast: Cast, ana: Client, dora: Client, visit_id: str) -> None:
    for client in (ana, dora):
        answer = client.get(f"/visits/{visit_id}.ics")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert answer.headers["content-disposition"] == 'attachment; filename="visit-2026-03-20.ics"'
        assert answer.content.endswith(b"END:VCALENDAR\r\n")
        [event] = Calendar.from_ical(answer.content).walk("VEVENT")
        assert event["DTSTART"].dt.isoformat() == "2026-03-20T13:00:00+00:00"
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=20)
        assert (event["SUMMARY"], event["LOCATION"]) == ("Physiatrist with Dora Lindqvist", "Riverside Rehabilitation")
        assert event["STATUS"] == "CONFIRMED"


def test_a_moved_or_cancelled_visit_keeps_its_id_in_the_calendar(cast: Cast, ana: Client, visit_id: str) -> None:
    def event() -> tuple[str, str, str]:
        [found] = Calendar.from_ical(ana.get(f"/visits/{visit_id}.ics").content).walk("VEVENT")
        return str(found["UID"]), found["DTSTART"].dt.isoformat(), str(found["STATUS"])

    uid, _, _ = event()
    cast.dora.call(visit_changes.move, visit_id, date(2026, 3, 23), time(8))
    assert event() == (uid, "2026-03-23T12:00:00+00:00", "CONFIRMED")
    cast.dora.call(visit_changes.cancel, visit_id, "Storm")
    assert event()[2] == "CANCELLED"


def test_for_strangers_there_is_no_such_visit(
    cast: Cast, client_of: Callable[[Someone | None], Client], visit_id: str
) -> None:
    for who in (cast.strange_doctor, cast.strange_pt, cast.strange_patient):
        found = [client_of(who).get(f"/visits/{id}.ics") for id in (visit_id, new_id())]
        assert [answer.status_code for answer in found] == [404, 404]
        assert found[0].json()["detail"] == found[1].json()["detail"]
    assert client_of(cast.admin).get(f"/visits/{visit_id}.ics").status_code == 403
