"""A record within days, as a link shows it: nothing in it is dated outside, and it is still a whole Bundle."""

import json
from datetime import date, timedelta

import pytest

from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.fhir_within import within
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.services import fhir_record
from patient_app.store.database import Database, Session
from patient_app.store.queries import people
from patient_app.store.unit import Unit
from tests.fhir.conftest import NOW, as_bundle
from tests.fhir.test_valid import references

TODAY = NOW.date()


def all_within(database: Database, first: date, last: date) -> list[tuple[FhirRecord, FhirRecord]]:
    """Of every demo patient: the record of these days as it is read, and what a link shows of it."""

    def read(session: Session) -> list[FhirRecord]:
        clinic = people.only_clinic(session)
        assert clinic is not None
        unit = Unit(session, NOW, writable=False)
        patients = people.in_clinic(session, clinic.id, Role.PATIENT.value)
        return [fhir_record.of_patient(unit, each, ALL_PARTS, first, last) for each in patients]

    return [(each, within(each, first, last)) for each in database.read(read)]


@pytest.mark.parametrize(("back", "days"), [(0, 1), (13, 14), (60, 20), (400, 30)])
def test_nothing_is_dated_outside_the_days(demo_database: Database, back: int, days: int) -> None:
    first = TODAY - timedelta(days=back)
    last = min(first + timedelta(days=days - 1), TODAY)
    taken_out = 0
    for read, found in all_within(demo_database, first, last):
        named = {each.episode_id for each in (*found.orders, *found.reports)}
        assert all(each.started_on <= last or each.id in named for each in found.episodes)
        assert all(each.started_on <= last for each in found.holds)
        assert not [each for each in found.episodes if each.intake and not first <= each.started_on <= last]
        assert not [each for each in found.episodes if each.closed_on and each.closed_on > last]
        assert not [each for each in found.holds if each.cleared_on and not first <= each.cleared_on <= last]
        assert all(each.effective_from <= last for each in found.versions)
        assert sum(each.effective_from < first for each in found.versions) <= 1 + len(
            {each.prescription_id for each in found.logs}
        )
        assert all(first <= each.on <= last for each in found.goal_changes)
        assert not [each for each in found.goals if each.met_on and not first <= each.met_on <= last]
        assert len(found.orders) <= len(read.orders) and all(each.signed_at.date() <= last for each in found.orders)
        bundle = as_bundle(found)
        there = {f"{each['resource']['resourceType']}/{each['resource']['id']}" for each in bundle["entry"]}
        assert set(references([each["resource"] for each in bundle["entry"]])) <= there
        taken_out += len(json.dumps(as_bundle(read))) - len(json.dumps(bundle))
    assert taken_out > 0
