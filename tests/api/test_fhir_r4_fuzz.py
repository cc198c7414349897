"""Whatever is sent to the FHIR endpoint is answered with FHIR: no defect, no page, no other media type."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.client import Server
from tests.api.systems import FHIR, System, forget_requests
from tests.builders import Cast, Someone
from tests.fhir.schema import assert_r4

NAMES = """patient subject date code category _count _id _lastUpdated _page _format name identifier status date:missing
code:not name:exact _type start end _sort _has:x:y:z"""
VALUES = ["{ana}", "Patient/{ana}", "ge2026", "json", "0", "500", "-1", "a|b", ",", "\\", "|", "\x00", "Goal"]
PATHS = "Patient Observation CarePlan Patient/{ana} Observation/x Patient/{ana}/$everything metadata Unicorn"
days = st.from_regex(r"(eq|ge|sa|xx)?[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True)
values = st.text(max_size=20) | st.sampled_from(VALUES) | days
parameters = st.lists(st.tuples(st.sampled_from(NAMES.split()) | st.text(max_size=8), values), max_size=8)
paths = st.sampled_from(PATHS.split()) | st.text(max_size=12)
methods = st.sampled_from(["GET", "GET", "GET", "POST", "DELETE", "PUT"])
RAW = st.binary(max_size=60).map(lambda raw: quote(raw, safe="&=%+?/:|,"))


def check(server: Server, system: System, method: str, address: str, **options: Any) -> None:
    headers = {"Authorization": f"Bearer {system.token}", **options.pop("headers", {})}
    answer = server(method, address, headers=headers, **options)
    assert answer.status_code in (200, 400, 404, 405, 406, 415), answer.text
    assert answer.headers["content-type"] == FHIR and answer.headers["cache-control"] == "no-store"
    assert_r4(answer.json())


@pytest.fixture
def dora(system_of: Callable[[Someone | None], System], cast: Cast) -> System:
    return system_of(cast.dora)


lenient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@lenient
@given(methods, paths, parameters, st.booleans())
def test_any_request(
    dora: System, cast: Cast, api: Any, method: str, path: str, given: list[tuple[str, str]], strict: bool
) -> None:
    forget_requests(api[0])
    filled = [(name, value.replace("{ana}", cast.ana.id)) for name, value in given]
    where = quote(path.replace("{ana}", cast.ana.id), safe="/$")
    headers = {"Prefer": "handling=strict"} if strict else {}
    check(dora.server, dora, method, f"/fhir/r4/{where}", params=filled, headers=headers)


@lenient
@given(RAW, RAW)
def test_any_bytes(dora: System, api: Any, path: str, query: str) -> None:
    forget_requests(api[0])
    # Dots would lead out of the endpoint before they are sent.
    check(dora.server, dora, "GET", f"/fhir/r4/Observation/{path.replace('.', '-')}?{query}")


@lenient
@given(st.binary(max_size=200), parameters)
def test_any_form(dora: System, cast: Cast, api: Any, body: bytes, given: list[tuple[str, str]]) -> None:
    forget_requests(api[0])
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    check(dora.server, dora, "POST", "/fhir/r4/Observation/_search", content=body, headers=form)
    filled = {name: value.replace("{ana}", cast.ana.id) for name, value in given}
    check(dora.server, dora, "POST", "/fhir/r4/Observation/_search", data=filled)
