"""The FHIR endpoint as another system meets it: tokens, reading, searching, pages, and refusals."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from patient_app.domain.fhir_params import DIRECTORY, TYPES, parts_of
from patient_app.domain.fhir_values import references
from patient_app.domain.people import SharePart
from patient_app.services import admin, sharing, system_tokens
from tests.api.client import Server, new_id
from tests.api.systems import System, forget_requests, found, keys
from tests.builders import Cast, Clock, Someone
from tests.orders import signed


@pytest.fixture
def cast(cast: Cast, clock: Clock) -> Cast:
    """Ana with some days of entries, an order, and shares with Paul and Dora."""
    for days in range(4):
        on = cast.clinic.days_ago(days)
        cast.ana.logs(cast.ana.line("bridge"), on, pain_during=2)
        cast.ana.checks_in(on, pain_worst=4 + days, pain_now=days, note="Stiff in the morning")
    signed(cast.dora, cast.ana)
    clock.forward(seconds=1)
    return cast


@pytest.fixture
def dora(system_of: Callable[[Someone | None], System], cast: Cast) -> System:
    return system_of(cast.dora)


@pytest.fixture
def stranger(system_of: Callable[[Someone | None], System], cast: Cast) -> System:
    return system_of(cast.strange_doctor)


@pytest.fixture
def nobody(system_of: Callable[[Someone | None], System]) -> System:
    return system_of(None)


# Who gets in


def test_what_there_is_needs_no_token(nobody: System) -> None:
    statement = nobody.get("metadata")
    assert statement["resourceType"] == "CapabilityStatement" and statement["fhirVersion"] == "4.0.1"
    assert [each["type"] for each in statement["rest"][0]["resource"]] == list(TYPES)


@pytest.mark.parametrize("path", ["Patient", "Patient/x", "Observation?patient=x", "Patient/x/$everything", "Nothing"])
def test_all_else_needs_one(nobody: System, dora: System, path: str) -> None:
    for token in (None, "hst_wrong", "", "x" * 4000):
        answer = System(nobody.server, token).ask("GET", path)
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")


def test_the_cookie_of_a_sign_in_is_none(nobody: System, cast: Cast) -> None:
    nobody.get("Patient", 401, headers={"Cookie": f"homestretch_session={cast.dora.token}"})
    System(nobody.server, cast.dora.token).get("Patient", 401)


def test_it_stops_at_once(dora: System, cast: Cast, clock: Clock, system_of: Callable[..., System]) -> None:
    others = [system_of(cast.dora), system_of(cast.dora)]
    dora.get("Patient")
    [*_, newest] = cast.admin.call(system_tokens.tokens)
    cast.admin.call(system_tokens.close, newest.id)
    dora.get("Patient", 401)
    others[0].get("Patient")
    cast.admin.call(admin.set_active, cast.dora.id, False)
    others[0].get("Patient", 401)
    clock.forward(days=31)
    others[1].get("Patient", 401)


# Whose records


def test_a_system_sees_who_shares_with_its_clinician_and_nobody_else(
    dora: System, stranger: System, cast: Cast
) -> None:
    assert [each["id"] for each in found(dora.get("Patient"))] == [cast.ana.id]
    assert stranger.get("Patient")["total"] == 0
    for person in (cast.strange_patient, cast.dora, cast.admin):
        dora.get(f"Patient/{person.id}", 404)
        dora.get(f"Patient/{person.id}/$everything", 404)
        assert dora.get(f"Observation?patient={person.id}")["total"] == 0


def test_to_a_stranger_nothing_of_a_record_exists(dora: System, stranger: System, cast: Cast) -> None:
    of_ana = dora.everything(cast.ana)
    assert len(of_ana) > 20
    for each in _one_of_each_type(of_ana):
        absent = stranger.get(f"{each['resourceType']}/{new_id()}", 404)
        assert stranger.get(f"{each['resourceType']}/{each['id']}", 404) == absent
    for resource_type in TYPES:
        assert stranger.get(f"{resource_type}?patient={cast.ana.id}&_id=x")["total"] == 0
    stranger.get(f"Patient/{cast.ana.id}/$everything", 404)


def test_an_ended_share_closes_everything_at_once(dora: System, cast: Cast) -> None:
    [first, *_] = [each for each in dora.everything(cast.ana) if each["resourceType"] == "Observation"]
    dora.get(f"Observation/{first['id']}")
    share = next(each for each in cast.ana.call(sharing.my_shares) if each.clinician.id == cast.dora.id)
    cast.ana.call(sharing.revoke, share.id)
    dora.get(f"Observation/{first['id']}", 404)
    dora.get(f"Patient/{cast.ana.id}", 404)
    assert dora.get(f"Observation?patient={cast.ana.id}")["total"] == 0


@pytest.mark.parametrize("part", list(SharePart))
def test_of_a_record_only_the_shared_parts_exist(dora: System, cast: Cast, part: SharePart) -> None:
    whole = dora.everything(cast.ana)
    cast.ana.shares(cast.dora, frozenset({part}))
    opened = dora.everything(cast.ana)
    # Another share is another Consent.
    assert {key for key in keys(opened) if key[0] != "Consent"} < set(keys(whole))
    hidden = [each for each in whole if (each["resourceType"], each["id"]) not in keys(opened)]
    hidden = [each for each in hidden if each["resourceType"] not in DIRECTORY]
    for each in _one_of_each_type(hidden):
        dora.get(f"{each['resourceType']}/{each['id']}", 404)
    for resource_type in {each["resourceType"] for each in whole} - {"Patient"}:
        of_type = [each for each in opened if each["resourceType"] == resource_type]
        bundle = dora.get(f"{resource_type}?patient={cast.ana.id}&_count=500")
        assert keys(found(bundle)) == keys(of_type) and bundle["total"] == len(of_type)
        if parts_of({resource_type}) and part not in parts_of({resource_type}):
            assert of_type == []


# Reading


def test_every_resource_can_be_read_and_what_it_refers_to_as_well(dora: System, cast: Cast, api: Any) -> None:
    whole = dora.everything(cast.ana)
    assert {each["resourceType"] for each in whole} <= set(TYPES)
    for each in whole:
        assert _read(dora, f"{each['resourceType']}/{each['id']}", api) == each
    for reference in sorted(_references(whole)):
        assert _read(dora, reference, api)["resourceType"] == reference.split("/")[0]


@pytest.mark.parametrize("part", list(SharePart))
def test_with_some_parts_alone_no_reference_leads_nowhere(dora: System, cast: Cast, part: SharePart, api: Any) -> None:
    cast.ana.shares(cast.dora, frozenset({part}))
    opened = dora.everything(cast.ana)
    for reference in sorted(_references(opened)):
        assert _read(dora, reference, api)["resourceType"] == reference.split("/")[0]


def test_what_has_not_changed_is_not_sent_again(dora: System, cast: Cast) -> None:
    answer = dora.ask("GET", f"Patient/{cast.ana.id}")
    again = dora.ask("GET", f"Patient/{cast.ana.id}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == answer.headers["etag"]


NOBODY = "45e461f7-76d7-40e3-851c-42c0254b21d4"


@pytest.mark.parametrize("id", ["x", "..", "%2e%2e", "a b", "é", "x" * 65, "_search", "' or 1=1", "%00", NOBODY])
def test_an_id_that_is_none_is_not_found(dora: System, id: str) -> None:
    assert dora.ask("GET", f"Observation/{id}").status_code == 404


# Searching


def test_pages_together_are_what_everything_has(dora: System, cast: Cast) -> None:
    whole = [each for each in dora.everything(cast.ana) if each["resourceType"] == "Observation"]
    pages = list(dora.pages(f"Observation?patient={cast.ana.id}&_count=3"))
    assert len(pages) > 2 and all(page["total"] == len(whole) for page in pages)
    assert [key for page in pages for key in keys(found(page))] == keys(whole)
    paged = list(dora.pages(f"Patient/{cast.ana.id}/$everything?_count=7"))
    assert [key for page in paged for key in keys(found(page))] == keys(dora.everything(cast.ana))


def test_an_entry_between_two_pages_shifts_nothing(dora: System, cast: Cast) -> None:
    before = set(keys(found(dora.get(f"Observation?patient={cast.ana.id}&_count=500"))))
    seen: list[tuple[str, str]] = []
    for number, page in enumerate(dora.pages(f"Observation?patient={cast.ana.id}&_count=5")):
        seen += keys(found(page))
        if number == 0:
            cast.ana.checks_in(cast.clinic.days_ago(5), pain_worst=9)
    assert before <= set(seen) and len(seen) == len(set(seen))


def test_by_date(dora: System, cast: Cast) -> None:
    today = cast.clinic.today
    asked = f"Observation?patient={cast.ana.id}&_count=500"
    every = found(dora.get(asked))
    dated = [each for each in every if "effectiveDateTime" in each or "effectivePeriod" in each]
    assert dated
    on = found(dora.get(f"{asked}&date={today}"))
    assert on and all(_day(each) == today.isoformat() for each in on)
    for prefix, fits in (("ge", lambda day: day >= today.isoformat()), ("lt", lambda day: day < today.isoformat())):
        some = found(dora.get(f"{asked}&date={prefix}{today}"))
        assert keys(some) == keys([each for each in dated if fits(_day(each))])
    two = found(dora.get(f"{asked}&date=ge{today - timedelta(days=2)}&date=le{today - timedelta(days=1)}"))
    assert {_day(each) for each in two} == {str(today - timedelta(days=days)) for days in (1, 2)}


def test_by_code_with_and_without_its_system(dora: System, cast: Cast) -> None:
    every = found(dora.get(f"Observation?patient={cast.ana.id}&_count=500"))
    coding = every[0]["code"]["coding"][0]
    same = [each for each in every if _bare(coding) in [_bare(one) for one in each["code"]["coding"]]]
    for value in (f"{coding['system']}|{coding['code']}", coding["code"]):
        bundle = dora.get("Observation", params=[("patient", cast.ana.id), ("code", value), ("_count", "500")])
        assert keys(found(bundle)) == keys(same)
    assert dora.get("Observation", params=[("patient", cast.ana.id), ("code", "urn:x|1")])["total"] == 0


def test_by_form_is_the_same_search(dora: System, cast: Cast) -> None:
    by_address = dora.get(f"Observation?patient={cast.ana.id}&date=ge2026-03-15&_count=4")
    form = {"patient": f"Patient/{cast.ana.id}", "date": "ge2026-03-15"}
    by_form = dora.ask("POST", "Observation/_search?_count=4", data=form).json()
    assert keys(found(by_form)) == keys(found(by_address)) and by_form["total"] == by_address["total"]
    refused = dora.ask("POST", "Observation/_search", json={"patient": cast.ana.id})
    assert refused.status_code == 415


@pytest.mark.parametrize(
    ("query", "total"),
    [("name=ana", 1), ("name=REY", 1), ("name=weiss", 0), ("name:contains=eye", 1), ("_id=x", 0), ("_count=0", 1)],
)
def test_patients_by_name(dora: System, query: str, total: int) -> None:
    assert dora.get(f"Patient?{query}")["total"] == total


def test_everything_of_some_types_and_days(dora: System, cast: Cast) -> None:
    whole = dora.everything(cast.ana)
    plans = dora.everything(cast.ana, "?_type=CarePlan,Goal")
    assert keys(plans) == keys([each for each in whole if each["resourceType"] in ("CarePlan", "Goal")])
    today = cast.clinic.today
    some = dora.everything(cast.ana, f"?start={today}&end={today}&_type=Observation")
    assert some and {_day(each) for each in some if _day(each)} == {today.isoformat()}


def test_what_is_not_known_is_named_or_refused_when_strict(dora: System, cast: Cast) -> None:
    bundle = dora.get(f"Observation?patient={cast.ana.id}&color=red&_count=1")
    [remark] = [entry["resource"] for entry in bundle["entry"] if entry["search"]["mode"] == "outcome"]
    assert "color" in remark["issue"][0]["diagnostics"]
    assert all("color" not in link["url"] for link in bundle["link"])
    strict = {"Prefer": "handling=strict"}
    assert "color" in str(dora.get(f"Observation?patient={cast.ana.id}&color=red", 400, headers=strict))
    dora.get(f"Observation?patient={cast.ana.id}&_count=1", headers=strict)


# Refusals


@pytest.mark.parametrize(
    "query",
    [
        "",
        "patient=",
        "patient={ana}&date=yesterday",
        "patient={ana}&_count=x",
        "patient={ana}&_page=x",
        "patient={ana}&code:below=1",
        "patient={ana}&date=%ff",
        "patient={ana}&date=%00",
        "patient={ana}&code=" + "x" * 9000,
        "patient={ana}" + "&code=x" * 101,
        "patient={ana},x",
    ],
)
def test_what_cannot_be_read_is_refused(dora: System, cast: Cast, query: str) -> None:
    assert dora.ask("GET", "Observation?" + query.format(ana=cast.ana.id)).status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["Patient", "Patient/x", "metadata", "Patient/x/$everything"])
def test_nothing_can_be_written(dora: System, method: str, path: str) -> None:
    answer = dora.ask(method, path, json={"resourceType": "Patient"})
    assert answer.status_code == 405 and "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "path", ["/fhir/r4", "/fhir/r5/Patient", "/fhir/r4/Patient/x/_history/1", "/fhir/x", "Unicorn", "a/b%0Ac"]
)
def test_an_address_that_is_none(dora: System, path: str) -> None:
    assert dora.ask("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("accept", "query", "status"),
    [
        ("application/fhir+json", "", 200),
        ("application/json;q=0.9, text/html", "", 200),
        ("*/*", "", 200),
        ("application/fhir+json; fhirVersion=4.0", "", 200),
        ("application/fhir+xml", "", 406),
        ("text/html", "", 406),
        ("application/fhir+json; fhirVersion=5.0", "", 406),
        ("application/fhir+json;q=0", "", 406),
        ("application/fhir+xml", "?_format=json", 200),
        ("*/*", "?_format=application/fhir+json", 200),
        ("*/*", "?_format=xml", 406),
    ],
)
def test_answers_are_fhir_json_alone(dora: System, accept: str, query: str, status: int) -> None:
    assert dora.ask("GET", f"Patient{query}", headers={"Accept": accept}).status_code == status
    assert dora.ask("GET", f"metadata{query}", headers={"Accept": accept}).status_code == status


def test_a_token_makes_so_many_requests_a_minute(dora: System, stranger: System, clock: Clock) -> None:
    answers = [dora.ask("GET", "Patient?_id=x") for _ in range(121)]
    assert [each.status_code for each in answers[-2:]] == [200, 429]
    wait = int(answers[-1].headers["retry-after"])
    assert 1 <= wait <= 60
    stranger.get("Patient")
    clock.forward(seconds=wait)
    dora.get("Patient")


def test_who_looked_names_the_system(dora: System, cast: Cast, clock: Clock, client_of: Any) -> None:
    clock.forward(hours=2)
    cast.ana.signs_in()
    dora.get(f"Observation?patient={cast.ana.id}&_count=1")
    looks = client_of(cast.ana).get("/access-log").json()
    assert looks[0]["who"] == "Dora Lindqvist, through City Hospital"
    spanish = client_of(cast.ana).get("/access-log", headers={"Accept-Language": "es"}).json()
    assert spanish[0]["who"] == "Dora Lindqvist, a través de City Hospital"


def test_the_endpoint_describes_itself_and_not_in_the_openapi(api: tuple[FastAPI, Server]) -> None:
    assert not any(path.startswith("/fhir") for path in api[0].openapi()["paths"])


def _read(system: System, path: str, api: tuple[FastAPI, Server]) -> Any:
    """A resource, without counting the request: a test reads more than a token may in a minute."""
    forget_requests(api[0])
    return system.get(path)


def _references(resources: list[dict[str, Any]]) -> set[str]:
    """To resources of their own; what stands within a resource ('#…') is no other one."""
    return {reference for each in resources for reference in references(each) if not reference.startswith("#")}


def _one_of_each_type(resources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({each["resourceType"]: each for each in resources}.values())


def _day(resource: dict[str, Any]) -> str:
    at = resource.get("effectiveDateTime") or resource.get("effectivePeriod", {}).get("start") or ""
    return at[:10]


def _bare(coding: dict[str, Any]) -> dict[str, Any]:
    return {name: coding[name] for name in ("system", "code") if name in coding}
