"""A patient's calendar address: what a calendar program reads there, without a session, until it is closed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from httpx import Response
from icalendar import Calendar, Event

from patient_app.domain.visits import VisitKind
from patient_app.services import admin, holds, visit_changes, visit_planning
from patient_app.services.visit_planning import Plan
from tests.api.client import Client, new_id
from tests.builders import Cast, Clock, Someone, a_line

FRIDAY = date(2026, 3, 20)


@pytest.fixture
def visit_id(cast: Cast) -> str:
    """Dora meets Ana on Friday at nine."""
    wanted = Plan(VisitKind.PHYSIATRIST, FRIDAY, time(9), purpose="Back pain")
    return cast.dora.call(visit_planning.plan, cast.ana.id, wanted).ids[0]


@pytest.fixture
def path(ana: Client) -> str:
    """A new address, with reminders at half past eight and an alarm an hour before visits."""
    return new_path(ana, reminder_time="08:30", alarm_minutes=60)


def new_path(client: Client, **wanted: Any) -> str:
    answer = client.post("/calendar-feeds", wanted)
    assert answer.status_code == 201
    url: str = answer.json()["url"]
    assert url.startswith("http://homestretch.test/calendar/")
    assert answer.json()["webcal_url"] == f"webcal{url.removeprefix('http')}"
    return url.removeprefix("http://homestretch.test")


def read(client: Client, path: str) -> Calendar:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found


def events(client: Client, path: str, title: str) -> list[Event]:
    return [each for each in read(client, path).walk("VEVENT") if str(each["SUMMARY"]).startswith(title)]


def test_calendar_programs_can_read_it(visitor: Client, visit_id: str, path: str) -> None:
    answer = visitor.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines) and all(len(line) <= 75 for line in lines)
    calendar = read(visitor, path)
    assert (calendar["VERSION"], calendar["METHOD"], calendar["X-WR-CALNAME"]) == ("2.0", "PUBLISH", "Homestretch")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in lines and b"X-PUBLISHED-TTL:PT4H" in lines
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "America/New_York"
    found = calendar.walk("VEVENT")
    assert len({str(event["UID"]) for event in found}) == len(found)
    for event in found:
        assert event["DTSTAMP"].dt.tzinfo is not None and event["DTSTAMP"].dt <= datetime.now(UTC)
        assert event["DTSTART"].params["TZID"] == "America/New_York"
        assert event["DTEND"].dt > event["DTSTART"].dt
        [alarm] = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] and alarm["TRIGGER"].dt <= timedelta()


def test_a_visit_says_with_whom_and_not_why(visitor: Client, visit_id: str, path: str) -> None:
    [event] = events(visitor, path, "Visit")
    assert (event["SUMMARY"], event["STATUS"], event["SEQUENCE"]) == ("Visit with Dora Lindqvist", "CONFIRMED", 0)
    assert event["DTSTART"].dt.isoformat() == "2026-03-20T09:00:00-04:00"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(minutes=-60)
    text = visitor.get(path).text
    assert "Back pain" not in text and "Ana" not in text and "ridge" not in text


def test_a_moved_visit_keeps_its_id_and_a_cancelled_one_says_so(
    cast: Cast, clock: Clock, visitor: Client, visit_id: str, path: str
) -> None:
    [before] = events(visitor, path, "Visit")
    cast.dora.call(visit_changes.move, visit_id, date(2026, 3, 23), time(8))
    [moved] = events(visitor, path, "Visit")
    assert (moved["UID"], moved["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert moved["DTSTART"].dt.isoformat() == "2026-03-23T08:00:00-04:00"
    cast.dora.call(visit_changes.cancel, visit_id, "Storm")
    [cancelled] = events(visitor, path, "Visit")
    assert (cancelled["UID"], cancelled["STATUS"], cancelled["SEQUENCE"]) == (before["UID"], "CANCELLED", 2)
    assert cancelled.walk("VALARM") == []
    clock.forward(days=40)
    assert events(visitor, path, "Visit") == []


def test_reminders_follow_the_program(cast: Cast, clock: Clock, visitor: Client, path: str) -> None:
    found = events(visitor, path, "Exercises")
    assert len(found) == 28  # the bridge is due every day
    assert found[0]["DTSTART"].dt.isoformat() == "2026-03-16T08:30:00-04:00"
    assert found[0]["TRANSP"] == "TRANSPARENT"
    ids = {str(event["UID"]) for event in found}
    cast.ana.with_program(a_line("bridge", days="mon wed fri"), by=cast.paul)
    fewer = events(visitor, path, "Exercises")
    assert {event["DTSTART"].dt.weekday() for event in fewer} == {0, 2, 4} and len(fewer) == 12
    assert {str(event["UID"]) for event in fewer} < ids
    cast.paul.call(holds.start_hold, cast.ana.id, "Rest")
    assert events(visitor, path, "Exercises") == []


def test_what_is_not_wanted_is_not_in_it(ana: Client, visitor: Client, visit_id: str) -> None:
    quiet = new_path(ana)
    [event] = read(visitor, quiet).walk("VEVENT")
    assert event["SUMMARY"] == "Visit with Dora Lindqvist" and event.walk("VALARM") == []


def test_an_unchanged_calendar_is_not_sent_again(cast: Cast, clock: Clock, visitor: Client, path: str) -> None:
    first = visitor.get(path)
    clock.forward(minutes=30)
    again = visitor.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    cast.ana.with_program(a_line("bridge", days="mon"), by=cast.paul)
    changed = visitor.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200 and changed.headers["etag"] != first.headers["etag"]


def test_the_list_says_when_it_was_read_and_keeps_no_token(ana: Client, visitor: Client, path: str) -> None:
    [listed] = ana.get("/calendar-feeds").json()
    assert (listed["reminder_time"], listed["alarm_minutes"], listed["last_read_at"]) == ("08:30", 60, None)
    visitor.get(path)
    [listed] = ana.get("/calendar-feeds").json()
    assert listed["last_read_at"] == "2026-03-16T14:00:00+00:00"
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43 and token not in ana.get("/me/data.json").text


def test_a_closed_address_is_none(
    cast: Cast, ana: Client, visitor: Client, path: str, client_of: Callable[[Someone | None], Client]
) -> None:
    [listed] = ana.get("/calendar-feeds").json()
    otto = client_of(cast.strange_patient)
    assert otto.delete(f"/calendar-feeds/{listed['id']}").status_code == 404
    assert visitor.get(path).status_code == 200
    assert [ana.delete(f"/calendar-feeds/{listed['id']}").status_code for _ in range(2)] == [204, 204]
    closed, unknown = visitor.get(path), visitor.get("/calendar/never-was-one.ics")
    assert closed.status_code == unknown.status_code == 404
    assert closed.json()["detail"] == unknown.json()["detail"]
    assert ana.get("/calendar-feeds").json() == []
    assert ana.delete(f"/calendar-feeds/{new_id()}").status_code == 404


def test_the_address_of_a_closed_account_is_none(cast: Cast, visitor: Client, path: str) -> None:
    cast.admin.call(admin.set_active, cast.ana.id, False)
    assert visitor.get(path).status_code == 404


def test_there_are_no_more_than_ten(ana: Client) -> None:
    for _ in range(10):
        new_path(ana)
    answer = ana.post("/calendar-feeds", {})
    assert answer.status_code == 409 and "10" in answer.json()["detail"]


def test_who_asks_too_often_waits(clock: Clock, visitor: Client, path: str) -> None:
    def statuses(path: str, times: int) -> list[int]:
        return [visitor.get(path).status_code for _ in range(times)]

    assert statuses(path, 61) == [200] * 60 + [429]
    answer: Response = visitor.get(path)
    assert int(answer.headers["retry-after"]) > 0
    clock.forward(minutes=11)
    assert visitor.get(path).status_code == 200
