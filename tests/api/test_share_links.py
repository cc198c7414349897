"""Links over HTTP, as a doctor's browser and as a program of another clinic use them."""

import base64
import gzip
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from httpx import Response

from patient_app.content.locales import translator
from patient_app.domain.journey import EventKind
from patient_app.domain.people import SharePart
from patient_app.exports.link_page import MOST_BYTES
from patient_app.presenters.numbers import percent
from patient_app.services import clinic_settings, journey, profile, summary
from patient_app.services.journey import EntryDraft
from tests.api.client import Client, measure_body, new_id
from tests.builders import NEW_YORK, Cast, Clock, Someone
from tests.links import PASSCODE, Payload, decrypted, payload_of

SECRET = re.compile(r"^(http://homestretch\.test/s/[A-Za-z0-9_-]{43})#shlink:/[A-Za-z0-9_-]+$")
FHIR = Path(__file__).parents[1] / "fhir" / "r4.schema.json.gz"
NOTHING = "/s/" + "A" * 43


def made(ana: Client, **fields: Any) -> dict[str, Any]:
    answer = ana.post("/share-links", {"label": "Dr. Lee", "passcode": PASSCODE, **fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def page_of(link: dict[str, Any]) -> str:
    """The path of a link's page, as a browser asks for it."""
    return "/s/" + link["address"].partition("#")[0].rpartition("/")[2]


def typed(visitor: Client, page: str, **fields: str) -> Response:
    given = {"recipient": "Dr. Lee", "passcode": PASSCODE, **fields}
    return visitor.ask("POST", page, data=given)


def manifest_of(visitor: Client, payload: Payload, **fields: Any) -> Response:
    path = payload.data["url"].removeprefix("http://homestretch.test")
    return visitor.post(path, {"recipient": "Dr. Lee", "passcode": PASSCODE, **fields})


def test_the_address_is_a_page_and_a_smart_health_link(cast: Cast, ana: Client) -> None:
    link = made(ana, label="Dr. Lee, spine clinic", until="2026-03-20")
    match = SECRET.match(link["address"])
    assert match
    payload = payload_of(link["address"])
    assert payload.data["url"] == f"{match.group(1)}/manifest" and len(payload.data["url"]) <= 128
    assert len(payload.data["key"]) == 43 and len(payload.key) == 32
    assert {name: payload.data[name] for name in ("flag", "label", "v")} == {
        "flag": "LP",
        "label": "Dr. Lee, spine clinic",
        "v": 1,
    }
    assert payload.data["exp"] == 1774065600  # the midnight after March 20 in New York
    listed = ana.get("/share-links").json()
    assert listed == [{name: value for name, value in link.items() if name != "address"}]


def test_the_page_asks_for_the_passcode_and_shows_the_summary(cast: Cast, ana: Client, visitor: Client) -> None:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    cast.ana.checks_in(pain_worst=6)
    page = page_of(made(ana))
    form = visitor.get(page)
    assert form.status_code == 200
    assert "Ana Reyes" not in form.text
    wrong = typed(visitor, page, passcode="wrong 123")
    assert wrong.status_code == 401 and "4 more times" in wrong.text and "Ana Reyes" not in wrong.text
    shown = typed(visitor, page, passcode="48317702", recipient="Harbor Clinic")
    assert shown.status_code == 200
    own = cast.ana.call(summary.summary, cast.ana.id)
    assert own.adherence is not None
    for words in ("Ana Reyes", percent(translator("en"), own.adherence.exercise), "Nobody watches this app live"):
        assert words in shown.text
    [link] = ana.get("/share-links").json()
    assert (link["opened"], link["state"]) == (1, "open")
    look = ana.get("/access-log").json()[0]
    assert look["who"] == 'Someone with your link "Dr. Lee"'
    assert look["what"] == 'Opened your summary, said to be "Harbor Clinic"'


def test_every_page_keeps_to_itself(cast: Cast, ana: Client, visitor: Client) -> None:
    page = page_of(made(ana))
    answers = (
        visitor.get(page),
        typed(visitor, page),
        typed(visitor, page, passcode="wrong 123"),
        visitor.get(NOTHING),
    )
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in answer.headers["x-robots-tag"]
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
        assert "<script" not in answer.text and "style=" not in answer.text and "http" not in answer.text
        assert len(answer.content) <= MOST_BYTES
        assert "access-control-allow-origin" not in answer.headers


def test_a_year_fits_and_what_does_not_is_named(cast: Cast, ana: Client, visitor: Client) -> None:
    cast.ana.checks_in(pain_worst=6)
    page = typed(visitor, page_of(made(ana, days=366)))
    assert page.status_code == 200 and len(page.content) <= MOST_BYTES
    assert "<details>" not in page.text and 'class="chart"' in page.text


def test_language_and_pdf_need_no_second_passcode(cast: Cast, ana: Client, visitor: Client) -> None:
    page = page_of(made(ana, openings=1))
    assert '<html lang="es">' in visitor.get(f"{page}?language=es").text
    shown = typed(visitor, page)
    [ticket] = set(re.findall(r'name="ticket" value="([^"]+)"', shown.text))
    other = visitor.ask("POST", page, data={"ticket": ticket, "language": "es"})
    assert '<html lang="es">' in other.text and "Ana Reyes" in other.text
    pdf = visitor.ask("POST", f"{page}?pdf=1", data={"ticket": ticket, "language": "es"})
    assert pdf.headers["content-type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    assert pdf.headers["cache-control"] == "no-store"
    assert typed(visitor, page).status_code == 404
    assert visitor.ask("POST", page, data={"ticket": "page.9999999999.x"}).status_code == 404


def test_the_page_speaks_the_patients_language_unless_asked_for_another(
    cast: Cast, ana: Client, visitor: Client
) -> None:
    page = page_of(made(ana))
    spanish = {"Accept-Language": "es-MX"}
    assert '<html lang="en">' in visitor.get(page, headers=spanish).text
    cast.ana.call(profile.update, "Ana Reyes", "es", NEW_YORK)
    assert '<html lang="es">' in visitor.get(page).text
    assert '<html lang="en">' in visitor.get(f"{page}?language=en").text
    assert '<html lang="es">' in visitor.get(NOTHING, headers=spanish).text


def test_a_program_reads_the_files_with_the_key_of_the_address(cast: Cast, ana: Client, visitor: Client) -> None:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    cast.ana.checks_in(pain_worst=6)
    link = made(ana)
    payload = payload_of(link["address"])
    answer = manifest_of(visitor, payload, version="2")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    manifest = answer.json()
    assert manifest["status"] == "can-change"
    record, paper = (decrypted(each["embedded"], payload.key) for each in manifest["files"])
    assert all(each["contentType"] == "application/fhir+json" for each in manifest["files"])
    assert {each["resource"]["resourceType"] for each in record["entry"]} >= {"Patient", "Observation"}
    [document] = [each["resource"] for each in paper["entry"]]
    attached = document["content"][0]["attachment"]
    assert base64.b64decode(attached["data"]).startswith(b"%PDF-")
    validator = jsonschema_rs.validator_for(json.loads(gzip.decompress(FHIR.read_bytes())))
    for bundle in (record, paper):
        validator.validate(bundle)


def test_long_files_are_fetched_one_by_one_for_half_an_hour(
    cast: Cast, clock: Clock, ana: Client, visitor: Client
) -> None:
    link = made(ana)
    payload = payload_of(link["address"])
    files = manifest_of(visitor, payload, embeddedLengthMax=0).json()["files"]
    paths = [each["location"].removeprefix("http://homestretch.test") for each in files]
    for path in paths:
        answer = visitor.get(path)
        assert answer.headers["content-type"] == "application/jose"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert decrypted(answer.text, payload.key)["resourceType"] == "Bundle"
    clock.forward(minutes=30)
    assert [visitor.get(path).status_code for path in paths] == [404, 404]
    sizes = [len(each["embedded"]) for each in manifest_of(visitor, payload).json()["files"]]
    partly = manifest_of(visitor, payload, embeddedLengthMax=max(sizes) - 1000).json()["files"]
    assert sorted("embedded" in each for each in partly) == [False, True]


def test_the_files_are_made_anew_at_each_opening(cast: Cast, clock: Clock, ana: Client, visitor: Client) -> None:
    payload = payload_of(made(ana, days=1)["address"])

    def check_ins() -> str:
        return str(decrypted(manifest_of(visitor, payload).json()["files"][0]["embedded"], payload.key))

    before = check_ins()
    cast.ana.checks_in(pain_worst=6, note="Better after the walk")
    assert "Better after the walk" not in before
    assert "Better after the walk" in check_ins()


def test_wrong_passcodes_of_a_program_count_and_none_given_does_not(cast: Cast, ana: Client, visitor: Client) -> None:
    payload = payload_of(made(ana)["address"])
    for _ in range(3):
        assert manifest_of(visitor, payload, passcode="").json() == {"remainingAttempts": 5}
    for left in (4, 3, 2, 1, 0):
        answer = manifest_of(visitor, payload, passcode="wrong 123")
        assert (answer.status_code, answer.json()) == (401, {"remainingAttempts": left})
        assert answer.headers["access-control-allow-origin"] == "*"
    assert manifest_of(visitor, payload).status_code == 404
    [link] = ana.get("/share-links").json()
    assert (link["state"], link["opened"]) == ("locked", 0)
    assert any("Dr. Lee" in each["text"] for each in ana.get("/notices").json())


def test_a_closed_link_and_one_that_never_was_look_the_same(cast: Cast, ana: Client, visitor: Client) -> None:
    link = made(ana)
    page, payload = page_of(link), payload_of(link["address"])
    files = manifest_of(visitor, payload, embeddedLengthMax=0).json()["files"]
    assert ana.delete(f"/share-links/{link['id']}").status_code == 204
    assert visitor.get(page).text == visitor.get(NOTHING).text
    assert typed(visitor, page).status_code == visitor.get(page).status_code == 404
    assert (
        manifest_of(visitor, payload).text
        == visitor.post(f"{NOTHING}/manifest", {"recipient": "x", "passcode": "y"}).text
    )
    for each in files:
        assert visitor.get(each["location"].removeprefix("http://homestretch.test")).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"recipient": ""}, {"recipient": 7}, {"recipient": "x", "embeddedLengthMax": "1"}, [], "text"]
)
def test_a_manifest_that_is_asked_wrongly_is_refused_and_costs_no_try(
    cast: Cast, ana: Client, visitor: Client, body: Any
) -> None:
    payload = payload_of(made(ana)["address"])
    path = payload.data["url"].removeprefix("http://homestretch.test")
    answer = visitor.post(path, body)
    assert answer.status_code == 422 and answer.headers["access-control-allow-origin"] == "*"
    assert manifest_of(visitor, payload, passcode="").json() == {"remainingAttempts": 5}


def test_a_website_may_ask_before_it_asks(visitor: Client) -> None:
    for path in (f"{NOTHING}/manifest", f"{NOTHING}/files/x"):
        answer = visitor.ask("OPTIONS", path)
        assert answer.status_code == 204
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_addresses_below_a_link_that_are_none(visitor: Client) -> None:
    for path in ("/s/", f"{NOTHING}/more", f"{NOTHING}/manifest/x", "/s/%ED%A0%80", "/s/x"):
        assert visitor.get(path).status_code == 404
    assert visitor.get(f"{NOTHING}/manifest").status_code == 405


@pytest.mark.parametrize("part", list(SharePart))
def test_what_a_link_does_not_share_is_on_no_page_and_in_no_file(
    cast: Cast, ana: Client, visitor: Client, part: SharePart
) -> None:
    patient = cast.ana
    patient.with_program(patient.line("bridge"), by=cast.paul, note="Programword")
    patient.logs(patient.line("bridge"), note="Programword", pain_during=2)
    patient.checks_in(pain_worst=7, note="Painword", pain_sites=("knee_left",))
    cast.paul.call(journey.add, patient.id, EntryDraft(EventKind.IMAGING, cast.clinic.today, "Journeyword"))
    ana.put(f"/measure-responses/{new_id()}", measure_body(cast.clinic.today))
    marks = {
        SharePart.PROGRAM: "Programword",
        SharePart.PAIN: "Painword",
        SharePart.MEASURES: "QuestionnaireResponse",
        SharePart.JOURNEY: "Journeyword",
    }
    parts = [each.value for each in SharePart if each is not part]
    link = made(ana, parts=parts)
    payload = payload_of(link["address"])
    page = typed(visitor, page_of(link)).text
    record = str(decrypted(manifest_of(visitor, payload).json()["files"][0]["embedded"], payload.key))
    assert "Ana Reyes" in page and "Ana Reyes" in record
    for name, mark in marks.items():
        assert (mark in record) is (name is not part)
    if part is SharePart.PROGRAM:
        assert "Programword" not in page


def test_days_outside_a_links_period_are_on_no_page_and_in_no_file(
    cast: Cast, clock: Clock, ana: Client, visitor: Client
) -> None:
    for word in ("Beforeword", "Insideword", "Afterword"):
        cast.ana.checks_in(pain_worst=7, note=word)
        clock.forward(days=1)
    inside = (cast.clinic.today - timedelta(days=2)).isoformat()
    link = made(ana, first=inside, last=inside)
    payload = payload_of(link["address"])
    record = str(decrypted(manifest_of(visitor, payload).json()["files"][0]["embedded"], payload.key))
    page = typed(visitor, page_of(link)).text
    assert "Insideword" in record
    for word in ("Beforeword", "Afterword"):
        assert word not in record and word not in page


def test_what_people_wrote_is_text_and_never_part_of_the_page(cast: Cast, ana: Client, visitor: Client) -> None:
    evil = "<script>alert(1)</script>"
    cast.ana.with_program(cast.ana.line("bridge"), by=cast.paul, note=evil)
    page = page_of(made(ana))
    wrong = typed(visitor, page, passcode="wrong 123", recipient='"><script>x')
    shown = typed(visitor, page, recipient=evil)
    assert "<script" not in wrong.text + shown.text
    assert "&lt;script&gt;alert(1)" in shown.text


def test_only_the_patient_has_links(cast: Cast, ana: Client, client_of: Callable[[Someone | None], Client]) -> None:
    link = made(ana)
    other = client_of(cast.strange_patient)
    assert other.get("/share-links").json() == []
    assert other.delete(f"/share-links/{link['id']}").status_code == 404
    assert ana.get("/share-links").json()[0]["state"] == "open"


def test_a_clinic_without_links(cast: Cast, ana: Client, visitor: Client) -> None:
    page = page_of(made(ana))
    cast.admin.call(clinic_settings.change, {"share_links": False})
    answer = ana.post("/share-links", {"label": "Dr. Lee", "passcode": PASSCODE})
    assert answer.status_code == 409
    assert visitor.get(page).status_code == 404
