"""The API's description of itself is valid, and the answers are as it says."""

import re
from html import escape
from typing import Any

import jsonschema_rs
import pytest

from patient_app.api import create_api
from tests.api.calls import CALLS, Call
from tests.api.client import Client, check_in_body, measure_body, new_id
from tests.builders import Cast


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return create_api().openapi()


def test_every_schema_of_the_description_is_valid(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    for schema in description["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    found = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', str(description).replace("'", '"')))
    assert found <= set(description["components"]["schemas"])


def test_operations_have_a_summary_and_an_id_of_their_own(description: dict[str, Any]) -> None:
    operations = [each for methods in description["paths"].values() for each in methods.values()]
    assert all(each["summary"] and each["description"] for each in operations)
    ids = [each["operationId"] for each in operations]
    assert len(set(ids)) == len(ids)
    assert all("4XX" in each["responses"] for each in operations)


def test_the_description_and_its_page_are_served(visitor: Client) -> None:
    assert visitor.get("/api/openapi.json").json()["info"]["title"] == "Homestretch"
    page = visitor.get("/api/docs")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    routes = {escape(call.route) for call in CALLS}
    assert all(f"<code>{route}</code>" in page.text for route in routes)


def test_the_page_needs_nothing_from_elsewhere(visitor: Client) -> None:
    page = visitor.get("/api/docs").text
    assert "<script" not in page and "<style" not in page and "//" not in page.replace("<!doctype", "")
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets and targets <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.route)
def test_answers_are_as_described(cast: Cast, client_of: Any, description: dict[str, Any], call: Call) -> None:
    today = cast.clinic.today
    ana = client_of(cast.ana)
    signs = {"question_version": "1", "answers": {"RF5": "yes"}}
    ana.put(f"/check-ins/{new_id()}", check_in_body(today, pain_worst=4, warning_signs=signs))
    ana.put(f"/measure-responses/{new_id()}", measure_body(today))
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    client = client_of(getattr(cast, call.by) if call.by else None)
    answer = client.ask(call.method, call.address(cast), call.body(cast) if call.body else None)
    method, path = call.route.split()
    responses = description["paths"][path][method.lower()]["responses"]
    described = responses.get(str(answer.status_code)) or responses["4XX"]
    media_type = answer.headers.get("content-type", "").split(";")[0]
    if media_type in ("", "image/svg+xml", "application/pdf", "text/csv"):
        return
    schema = described.get("content", {}).get(media_type) or described["content"]["application/json"]
    validator = jsonschema_rs.validator_for({**schema["schema"], "components": description["components"]})
    validator.validate(answer.json())
