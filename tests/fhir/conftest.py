"""Every demo patient's record, and one of the benches' generator, as Bundles; each made once."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.exports.fhir import bundle
from patient_app.services import demo, fhir_record
from patient_app.store.database import Database, Session
from patient_app.store.queries import people
from patient_app.store.unit import Unit
from tests.bench import clinics
from tests.databases import new_sqlite

NOW = datetime(2026, 11, 25, 17, 50, tzinfo=UTC)
BASE = "https://clinic.example"
Json = dict[str, Any]
Records = Callable[[str, frozenset[SharePart]], FhirRecord]


def records(database: Database) -> dict[str, Callable[[frozenset[SharePart], bool], FhirRecord]]:
    """By patient's id: makes the record for these parts, as the patient's own or for nobody in particular."""

    def ids(session: Session) -> list[str]:
        clinic = people.only_clinic(session)
        assert clinic is not None
        return [each.id for each in people.in_clinic(session, clinic.id, Role.PATIENT.value)]

    def maker(id: str) -> Callable[[frozenset[SharePart], bool], FhirRecord]:
        def made(parts: frozenset[SharePart], own: bool) -> FhirRecord:
            def read(session: Session) -> FhirRecord:
                unit = Unit(session, NOW, writable=False)
                patient = people.get(session, id)
                assert patient is not None
                return fhir_record.of_patient(unit, patient, parts, reader=id if own else None)

            return database.read(read)

        return made

    return {id: maker(id) for id in database.read(ids)}


def as_bundle(record: FhirRecord) -> Json:
    found: Json = json.loads(b"".join(bundle(record, BASE, NOW)))
    return found


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(new_sqlite(tmp_path_factory.mktemp("fhir-demo")))
    database.write(lambda session: demo.build(Unit(session, NOW))).result()
    yield database
    database.close()


@pytest.fixture(scope="session")
def bundles(demo_database: Database, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """Whole Bundles by patient: the demo's 20, and a year of the benches' generator."""
    found = {id: as_bundle(make(ALL_PARTS, True)) for id, make in records(demo_database).items()}
    assert len(found) == 20
    database = Database(new_sqlite(tmp_path_factory.mktemp("fhir-bench")))
    clinics.make(database, 1, 365, NOW)
    found |= {id: as_bundle(make(ALL_PARTS, True)) for id, make in records(database).items()}
    database.close()
    assert len(found) == 21
    return found


@pytest.fixture(scope="session")
def resources(bundles: dict[str, Json]) -> list[Json]:
    """Every resource of every Bundle."""
    return [entry["resource"] for bundle in bundles.values() for entry in bundle["entry"]]
