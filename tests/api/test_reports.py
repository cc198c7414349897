"""Progress reports over HTTP: the signed ones as JSON and PDF, a draft as a marked PDF for its author alone."""

import re
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

from patient_app.api import create_api
from patient_app.domain.reports import ReportDecision
from patient_app.services import access_log, report_answers
from tests.api.client import Client
from tests.builders import Cast, Someone
from tests.reports import a_course, a_draft, a_signed_report

ClientOf = Callable[[Someone | None], Client]


@pytest.fixture
def course(cast: Cast) -> Cast:
    return a_course(cast)


def test_a_signed_report_is_read_as_described(course: Cast, client_of: ClientOf) -> None:
    done = a_signed_report(course)
    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CHANGE, "Fewer stairs")
    description = create_api().openapi()
    paths = {
        "/api/v1/patients/{patient_id}/reports": f"/patients/{course.ana.id}/reports",
        "/api/v1/patients/{patient_id}/reports/{report_id}": f"/patients/{course.ana.id}/reports/{done.id}",
    }
    for path, address in paths.items():
        schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema_rs.validator_for({**schema, "components": description["components"]})
        for who in (course.ana, course.paul, course.dora):
            answer = client_of(who).get(address)
            assert answer.status_code == 200
            validator.validate(answer.json())


def test_the_figures_are_those_of_the_summary_of_the_same_days(course: Cast, dora: Client) -> None:
    done = a_signed_report(course)
    body = dora.get(f"/patients/{course.ana.id}/reports/{done.id}").json()
    period = body["period"]
    summary = dora.get(f"/summary?patient={course.ana.id}&from={period['from']}&to={period['to']}").json()
    assert body["data"]["adherence"] == summary["adherence"]
    assert body["data"]["pain"] == summary["pain"]
    points = [[list(point.values()) for point in each["points"]] for each in summary["measures"]]
    assert [each["points"] for each in body["data"]["measures"]] == points
    assert (body["treatment_days"], body["unchanged"], body["not_shared"]) == (3, True, [])
    assert re.fullmatch("[0-9a-f]{64}", body["content_hash"])


def test_the_note_of_a_decision_is_the_pts_unless_meant_for_the_patient(
    course: Cast, ana: Client, paul: Client
) -> None:
    done = a_signed_report(course)
    course.dora.call(report_answers.acknowledge, course.ana.id, done.id, ReportDecision.CHANGE, "Fewer stairs")
    address = f"/patients/{course.ana.id}/reports/{done.id}"
    notes = {name: client.get(address).json()["added"][-1]["text"] for name, client in (("a", ana), ("p", paul))}
    assert notes == {"a": "", "p": "Fewer stairs"}


def test_a_draft_is_not_in_the_api_and_its_pdf_is_its_authors(course: Cast, client_of: ClientOf) -> None:
    draft = a_draft(course)
    address = f"/patients/{course.ana.id}/reports"
    for who in (course.paul, course.dora, course.ana):
        client = client_of(who)
        assert client.get(address).json() == []
        assert client.get(f"{address}/{draft.id}").status_code == 404
        assert client.get(f"{address}/{draft.id}.pdf").status_code == (200 if who is course.paul else 404)
    answer = client_of(course.paul).get(f"{address}/{draft.id}.pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="report-draft.pdf"'


def test_the_pdf_of_a_signed_report(course: Cast, client_of: ClientOf) -> None:
    done = a_signed_report(course)
    address = f"/patients/{course.ana.id}/reports/{done.id}.pdf"

    def language(who: Someone, query: str = "") -> Any:
        answer = client_of(who).get(address + query)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == 'inline; filename="report-1.pdf"'
        assert answer.headers["cache-control"] == "no-store"
        return re.findall(rb"/Lang ?\((\w+)\)", answer.content)[0]

    assert [language(who) for who in (course.ana, course.paul, course.dora)] == [b"en"] * 3
    assert language(course.ana, "?language=es&paper=a4") == b"es"
    downloads = [each for each in course.ana.call(access_log.access_log) if each.action == "report.downloaded"]
    assert {each.who for each in downloads} == {course.paul.name, course.dora.name}


@pytest.mark.parametrize("who", ["strange_pt", "strange_doctor", "strange_patient"])
def test_for_strangers_there_is_no_such_report(course: Cast, client_of: ClientOf, who: str) -> None:
    done = a_signed_report(course)
    client = client_of(getattr(course, who))
    for path in ("", f"/{done.id}", f"/{done.id}.pdf"):
        assert client.get(f"/patients/{course.ana.id}/reports{path}").status_code == 404
