"""A record as a FHIR Bundle over HTTP."""

from collections.abc import Callable

import pytest

from patient_app.domain.people import SharePart
from tests.api.client import Client, check_in_body, new_id
from tests.builders import Cast, Someone


def kinds(answer: dict[str, list[dict[str, dict[str, str]]]]) -> set[str]:
    return {each["resource"]["resourceType"] for each in answer["entry"]}


def test_patient_and_care_team_download_a_bundle(cast: Cast, ana: Client, paul: Client, dora: Client) -> None:
    ana.put(f"/check-ins/{new_id()}", check_in_body(cast.clinic.today, pain_worst=4))
    for client in (ana, paul, dora):
        answer = client.get(f"/patients/{cast.ana.id}/fhir")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/fhir+json"
        assert answer.headers["content-disposition"].startswith('attachment; filename="homestretch-2026-')
        assert answer.headers["cache-control"] == "no-store"
        found = answer.json()
        assert found["resourceType"] == "Bundle" and found["type"] == "collection"
        assert kinds(found) >= {"Patient", "CarePlan", "ServiceRequest", "Observation"}


def test_days_bound_what_happened_on_one(cast: Cast, ana: Client) -> None:
    id, today = new_id(), cast.clinic.today
    ana.put(f"/check-ins/{id}", check_in_body(today, pain_worst=4))
    path = f"/patients/{cast.ana.id}/fhir"
    assert id in ana.get(f"{path}?from={today}&to={today}").text
    assert id not in ana.get(f"{path}?to=2026-01-01").text
    refused = ana.get(f"{path}?from=2026-03-02&to=2026-03-01")
    assert refused.status_code == 422 and "The first day must not be after the last day." in refused.text


@pytest.mark.parametrize("who", ["strange_pt", "strange_doctor", "strange_patient"])
def test_for_strangers_there_is_no_such_patient(
    cast: Cast, client_of: Callable[[Someone | None], Client], who: str
) -> None:
    assert client_of(getattr(cast, who)).get(f"/patients/{cast.ana.id}/fhir").status_code == 404


def test_a_share_of_one_part_opens_that_part(
    cast: Cast, ana: Client, client_of: Callable[[Someone | None], Client]
) -> None:
    ana.put(f"/check-ins/{new_id()}", check_in_body(cast.clinic.today, pain_worst=4))
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.PAIN}))
    doctor = client_of(cast.strange_doctor)
    found = doctor.get(f"/patients/{cast.ana.id}/fhir").json()
    assert "Observation" in kinds(found) and not kinds(found) & {"CarePlan", "ServiceRequest", "Appointment", "Goal"}
    consents = [each["resource"] for each in found["entry"] if each["resource"]["resourceType"] == "Consent"]
    actors = {each["provision"]["actor"][0]["reference"]["reference"] for each in consents}
    assert actors == {f"Practitioner/{cast.strange_doctor.id}"}


def test_the_patient_sees_who_took_the_record(cast: Cast, ana: Client, dora: Client) -> None:
    dora.get(f"/patients/{cast.ana.id}/fhir")
    assert "Downloaded your record" in ana.get("/access-log").text
