"""A walk over every route: each wrong call is answered with the documented problem, and changes nothing."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import Response

from patient_app.api import create_api
from patient_app.services.door import Door
from patient_app.serving.limits import MAX_BODY_BYTES, BodyLimit
from patient_app.store.database import Database
from tests.api.calls import CALLS, Call
from tests.api.client import PROBLEM, Client, Server, asgi_server, new_id
from tests.builders import Cast, Clock, a_cast
from tests.databases import contents, new_sqlite


@dataclass
class Stage:
    """One database for the whole walk: no step may change it."""

    database: Database
    cast: Cast
    server: Server
    later: Server

    def client(self, name: str) -> Client:
        return Client(self.server, getattr(self.cast, name).token if name else None)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    database = Database(new_sqlite(tmp_path_factory.mktemp("walk")))
    clock, next_year = Clock(), Clock()
    next_year.forward(days=365)
    cast = a_cast(Door(database, clock), clock)
    with (
        asgi_server(BodyLimit(create_api(Door(database, clock)))) as server,
        asgi_server(create_api(Door(database, next_year))) as later,
    ):
        yield Stage(database, cast, server, later)
    database.close()


@pytest.fixture(autouse=True)
def nothing_changes(stage: Stage) -> Iterator[None]:
    """Tries to sign in are counted and looks are audited; all else stays as it was."""
    before = contents(stage.database, "sign_in_attempt", "audit_event")
    yield
    assert contents(stage.database, "sign_in_attempt", "audit_event") == before


def named(calls: list[Call]) -> Any:
    return pytest.mark.parametrize("call", calls, ids=lambda call: call.route)


def assert_problem(answer: Response, *statuses: int) -> dict[str, Any]:
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["cache-control"] == "no-store"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"] and problem["type"] and problem["detail"]
    assert all(set(each) == {"field", "message"} and each["message"] for each in problem.get("errors", []))
    return problem


def body_of(call: Call, stage: Stage) -> Any:
    return call.body(stage.cast) if call.body else None


def with_value(body: Any, path: str, value: Any) -> Any:
    """A copy of the body with one value changed."""
    changed = copy.deepcopy(body)
    *parents, last = path.split(".")
    inner = changed
    for name in parents:
        inner = inner[int(name) if name.isdigit() else name]
    inner[last] = value
    return changed


def without(body: Any, path: str) -> Any:
    """A copy of the body without one field."""
    changed = copy.deepcopy(body)
    *parents, last = path.split(".")
    inner = changed
    for name in parents:
        inner = inner[int(name) if name.isdigit() else name]
    del inner[last]
    return changed


def test_the_walk_knows_every_route(stage: Stage) -> None:
    paths = create_api().openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert routes == {call.route for call in CALLS}


@named([call for call in CALLS if call.by])
def test_without_a_session_nobody_gets_in(stage: Stage, call: Call) -> None:
    visitor = stage.client("")
    problem = assert_problem(visitor.ask(call.method, call.address(stage.cast), body_of(call, stage)), 401)
    assert "sign in" in problem["detail"].lower()
    if call.body:
        assert_problem(visitor.ask(call.method, call.address(stage.cast), {"nothing": "right"}), 401)


@named([call for call in CALLS if call.by])
def test_an_expired_session_is_none(stage: Stage, call: Call) -> None:
    client = Client(stage.later, getattr(stage.cast, call.by).token)
    assert_problem(client.ask(call.method, call.address(stage.cast), body_of(call, stage)), 401)


@named([call for call in CALLS if call.not_for])
def test_another_role_may_not(stage: Stage, call: Call) -> None:
    for name in call.not_for:
        answer = stage.client(name).ask(call.method, call.address(stage.cast), body_of(call, stage))
        assert_problem(answer, 403)


@named([call for call in CALLS if call.for_patient])
def test_a_patient_one_has_no_share_for_looks_like_one_who_does_not_exist(stage: Stage, call: Call) -> None:
    assert call.for_patient is not None
    stranger = {"paul": "strange_pt", "dora": "strange_doctor", "ana": "strange_patient"}[call.by]
    found = []
    for id in (stage.cast.ana.id, stage.cast.paul.id, new_id()):
        answer = stage.client(stranger).ask(call.method, call.for_patient(id), body_of(call, stage))
        problem = assert_problem(answer, 404)
        found.append({name: value for name, value in problem.items() if name != "instance"})
    assert found[0] == found[1] == found[2]


@named([call for call in CALLS if call.with_id])
def test_an_id_that_is_not_known_or_not_an_id(stage: Stage, call: Call) -> None:
    assert call.with_id is not None
    client = stage.client(call.by)
    for wrong in ("me", "1", "12345678-1234-1234-1234-12345678901g"):
        problem = assert_problem(client.ask(call.method, call.with_id(wrong), body_of(call, stage)), 422)
        assert [error["field"] for error in problem["errors"]] == [call.route.split("{")[1].split("}")[0]]
    if call.unknown_id_is_404:
        assert_problem(client.ask(call.method, call.with_id(new_id()), body_of(call, stage)), 404)


@named([call for call in CALLS if call.wrong])
def test_wrong_values_are_named(stage: Stage, call: Call) -> None:
    client, body = stage.client(call.by), body_of(call, stage)
    for path, values in call.wrong.items():
        for value in values:
            answer = client.ask(call.method, call.address(stage.cast), with_value(body, path, value))
            problem = assert_problem(answer, 422)
            fields = [error["field"] for error in problem["errors"]]
            parent = path.rpartition(".")[0]
            assert any(field.startswith(path) or field == (parent or "body") for field in fields), (path, value, fields)


@named([call for call in CALLS if call.wrong])
def test_missing_fields_are_named(stage: Stage, call: Call) -> None:
    client, body = stage.client(call.by), body_of(call, stage)
    for path in call.wrong.keys() - call.optional:
        problem = assert_problem(client.ask(call.method, call.address(stage.cast), without(body, path)), 422)
        fields = [error["field"] for error in problem["errors"]]
        assert path in fields or fields == ["body"], (path, fields)


@named([call for call in CALLS if call.body])
def test_unknown_fields_are_named(stage: Stage, call: Call) -> None:
    client, body = stage.client(call.by), body_of(call, stage)
    answer = client.ask(call.method, call.address(stage.cast), {**body, "is_admin": True})
    assert [error["field"] for error in assert_problem(answer, 422)["errors"]] == ["is_admin"]


@named([call for call in CALLS if call.query])
def test_parameters_of_the_address_are_checked(stage: Stage, call: Call) -> None:
    client, address = stage.client(call.by), call.address(stage.cast)
    for name, value in {**call.query, "colour": "red"}.items():
        answer = client.ask(call.method, f"{address.split('?')[0]}?{name}={value}", body_of(call, stage))
        assert [error["field"] for error in assert_problem(answer, 422)["errors"]] == [name]


@named([call for call in CALLS if call.body])
def test_what_is_no_json_object_is_refused(stage: Stage, call: Call) -> None:
    client, address = stage.client(call.by), call.address(stage.cast)
    headers = {"Content-Type": "application/json"}
    for text in (b"{", b"[]", b'"text"', b"7", b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}"):
        assert_problem(client.ask(call.method, address, content=text, headers=headers), 400, 422)
    if not call.body_may_be_absent:
        for nothing in (b"", b"null"):
            assert_problem(client.ask(call.method, address, content=nothing, headers=headers), 422)


@named([call for call in CALLS if call.body])
def test_what_is_not_sent_as_json_is_refused(stage: Stage, call: Call) -> None:
    client, address = stage.client(call.by), call.address(stage.cast)
    for media_type in ("text/plain", "application/x-www-form-urlencoded"):
        answer = client.ask(call.method, address, content=b"a=1", headers={"Content-Type": media_type})
        assert_problem(answer, 400, 422)


@named([call for call in CALLS if call.body])
def test_too_much_is_refused(stage: Stage, call: Call) -> None:
    client, address = stage.client(call.by), call.address(stage.cast)
    big = b'{"note": "' + b"x" * MAX_BODY_BYTES + b'"}'
    answer = client.ask(call.method, address, content=big, headers={"Content-Type": "application/json"})
    assert_problem(answer, 413)


@named(CALLS)
def test_another_method_is_refused_with_those_that_work(stage: Stage, call: Call) -> None:
    problem = stage.client("ana").ask("PATCH", call.address(stage.cast))
    assert_problem(problem, 405)
    assert call.method in problem.headers["allow"].split(", ")


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nothing", "/api/v2/today", "/api/v1/today/", "/figures/x"])
def test_an_address_without_anything_is_a_problem_too(stage: Stage, path: str) -> None:
    assert_problem(stage.client("ana").get(path), 404)


def test_a_figure_that_is_not_in_the_library_is_not_found(stage: Stage) -> None:
    assert_problem(stage.client("").get("/figures/levitation.svg"), 404)


def test_text_that_cannot_be_encoded_is_refused_wherever_it_stands(stage: Stage) -> None:
    half = b'"\\ud800"'
    client, path = stage.client("ana"), f"/check-ins/{new_id()}"
    headers = {"Content-Type": "application/json"}
    for text in (
        b"{" + half + b": 1}",
        b'{"note": ' + half + b"}",
        b'{"warning_signs": {"question_version": "1", "answers": {' + half + b': "no"}}}',
    ):
        assert_problem(client.ask("PUT", path, content=text, headers=headers), 422)
    batch = b'{"entries": [{"id": ' + half + b', "kind": ' + half + b"}]}"
    [result] = client.ask("POST", "/sync", content=batch, headers=headers).json()["results"]
    assert result["outcome"] == "rejected"
