"""A record of another system over HTTP: the plan, the import, and what is refused."""

from collections.abc import Callable
from typing import Any

from patient_app.services.door import Door
from tests.api.client import Client
from tests.builders import Cast, Someone
from tests.databases import contents
from tests.fhir_bundles import as_bytes, bundle, care_plan, condition, daily, degrees, pain, patient


def path(cast: Cast, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/patients/{cast.ana.id}/import" + (f"?{asked}" if asked else "")


def sends(client: Client, path: str, data: Any) -> Any:
    content = data if isinstance(data, bytes) else as_bytes(data)
    return client.ask("POST", path, content=content, headers={"content-type": "application/fhir+json"})


def test_the_plan_is_shown_and_then_done(cast: Cast, paul: Client, door: Door) -> None:
    record = bundle(patient(), condition(), care_plan(daily("Bridge", "3 x 10")), pain(), degrees("k", "41343-5", 100))
    before = contents(door.database, "audit_event", "auth_session")

    shown = sends(paul, path(cast), record)
    assert shown.status_code == 200
    assert shown.json()["done"] is False
    assert shown.json()["counts"] == {"new": 4, "changed": 0, "same": 1, "not_taken": 0}
    assert contents(door.database, "audit_event", "auth_session") == before

    done = sends(paul, path(cast, dry_run="false", plan=shown.json()["plan"]), record)
    assert done.status_code == 200
    assert {**done.json(), "done": False} == shown.json()

    again = sends(paul, path(cast, dry_run="false", plan=shown.json()["plan"]), record)
    assert again.status_code == 409


def test_an_exercise_is_chosen_in_the_address(cast: Cast, paul: Client) -> None:
    record = bundle(patient(), condition(), care_plan(daily("Glute lift", "3 x 10")))

    def fate(answer: Any) -> str:
        return str(next(row["fate"] for row in answer.json()["rows"] if row["resource_type"] == "CarePlan"))

    assert fate(sends(paul, path(cast), record)) == "not_taken"
    assert fate(sends(paul, path(cast, map="Glute lift=bridge"), record)) == "new"
    assert sends(paul, path(cast, map="bridge"), record).status_code == 422


def test_what_is_no_record_is_told_by_its_path(cast: Cast, paul: Client) -> None:
    answer = sends(paul, path(cast), bundle(patient(), pain(status=7)))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Bundle.entry[1].resource.status"
    assert sends(paul, path(cast), b"<Bundle/>").status_code == 422
    assert sends(paul, path(cast), bundle(patient("Bo Chen"), pain())).status_code == 422


def test_a_body_has_a_limit(cast: Cast, paul: Client) -> None:
    assert sends(paul, path(cast), b" " * (20 * 1024 * 1024 + 1)).status_code == 413


def test_who_does_not_see_the_record_learns_nothing(
    cast: Cast, ana: Client, dora: Client, client_of: Callable[[Someone | None], Client]
) -> None:
    record, stranger = bundle(patient(), pain()), client_of(cast.strange_pt)
    assert sends(stranger, path(cast), record).status_code == 404
    assert sends(stranger, path(cast), b"{").status_code == 404
    assert sends(ana, path(cast), record).status_code == 403
    assert sends(dora, path(cast), record).status_code == 200
