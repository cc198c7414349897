"""Monitoring days and minutes as CSV."""

import csv
import io
from collections.abc import Callable

import pytest

from patient_app.domain.monitoring import Activity, WithWhom
from patient_app.domain.monitoring_ledger import Minutes
from patient_app.domain.visits import VisitMode
from patient_app.services import clinic_settings, monitoring
from tests.api.client import Client
from tests.builders import Cast, Someone


@pytest.fixture
def counting(cast: Cast) -> Cast:
    """Days are counted from three days ago; a late entry, a talk by phone, and a note that looks like a formula."""
    cast.admin.call(clinic_settings.change, {"monitoring": True})
    cast.paul.call(monitoring.start, cast.ana.id, cast.clinic.days_ago(3))
    cast.ana.checks_in(cast.clinic.days_ago(1))
    talk = Minutes(
        cast.clinic.today, 15, Activity.TALK, VisitMode.PHONE, WithWhom.PATIENT, '=HYPERLINK("x"), "two"\nlines'
    )
    cast.paul.call(monitoring.add_minutes, cast.ana.id, talk)
    return cast


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_patients_counters_are_one_table(counting: Cast, dora: Client) -> None:
    answer = dora.get(f"/patients/{counting.ana.id}/monitoring.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="monitoring.csv"'
    period, day, month, minutes = table(answer.content)
    assert (period["record"], period["from"], period["to"], period["days"], period["step"]) == (
        "period",
        "2026-03-13",
        "2026-04-11",
        "1",
        "0-1",
    )
    assert (day["record"], day["date"], day["received_on"]) == ("day", "2026-03-15", "2026-03-16")
    assert (month["record"], month["minutes"], month["step"], month["live_talks"]) == ("month", "15", "10-19", "1")
    assert (minutes["who"], minutes["interactive"], minutes["mode"], minutes["with_whom"]) == (
        "Paul Okafor",
        "yes",
        "phone",
        "patient",
    )
    assert minutes["note"] == '\'=HYPERLINK("x"), "two"\nlines'


def test_lines_end_as_rfc_4180_says(counting: Cast, paul: Client) -> None:
    content = paul.get(f"/patients/{counting.ana.id}/monitoring.csv").content
    assert content.endswith(b"\r\n") and content.count(b"\r\n") == 5


def test_a_month_of_ones_own_patients(
    counting: Cast, paul: Client, client_of: Callable[[Someone | None], Client]
) -> None:
    answer = paul.get("/monitoring.csv?month=2026-03")
    assert answer.headers["content-disposition"] == 'attachment; filename="monitoring-2026-03.csv"'
    [row] = table(answer.content)
    assert (row["patient"], row["days_in_month"], row["period_days"], row["minutes"], row["live_talks"]) == (
        "Ana Reyes",
        "1",
        "1",
        "15",
        "1",
    )
    assert table(client_of(counting.strange_pt).get("/monitoring.csv?month=2026-03").content) == []
    assert table(paul.get("/monitoring.csv").content) == [row]
    for wrong in ("?month=2026-13", "?month=2026-3", "?month=0000-01", "?month=2026-03&by=name"):
        assert paul.get(f"/monitoring.csv{wrong}").status_code == 422


def test_where_the_clinic_does_not_count_there_is_nothing(cast: Cast, paul: Client) -> None:
    for path in (f"/patients/{cast.ana.id}/monitoring.csv", "/monitoring.csv?month=2026-03"):
        assert paul.get(path).status_code == 404
