"""What a token opens of FHIR: exactly the shares with its clinician, whoever else has what."""

import asyncio
from itertools import combinations
from typing import Any

import pytest

from patient_app.domain.errors import NotFound
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.presenters.fhir import resources
from patient_app.services import access_log, fhir_reading, system_tokens
from patient_app.services.door import Door
from tests.builders import Cast, Clock, Someone, a_patient, another_clinic, someone

EVERY_SET = [frozenset(some) for size in range(1, 5) for some in combinations(SharePart, size)]


class Through:
    """Calls services by a token."""

    def __init__(self, cast: Cast, clinician: Someone) -> None:
        self.door: Door = cast.clinic.door
        self.secret = cast.admin.call(system_tokens.make, clinician.id, "City Hospital", 30).secret

    def __call__(self, service: Any, *args: Any) -> Any:
        async def call() -> Any:
            return await self.door.acall_system(self.secret, service, *args)

        return asyncio.run(call())


@pytest.fixture
def cast(cast: Cast) -> Cast:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    cast.ana.checks_in(pain_worst=4)
    return cast


@pytest.mark.parametrize("parts", EVERY_SET, ids=lambda parts: "-".join(sorted(parts)))
def test_a_record_opens_as_far_as_it_is_shared(cast: Cast, parts: frozenset[SharePart]) -> None:
    cast.ana.shares(cast.dora, parts)
    record = Through(cast, cast.dora)(fhir_reading.record, cast.ana.id, (), None, None)
    assert record.parts == parts
    assert bool(record.check_ins) is (SharePart.PAIN in parts)
    assert bool(record.logs) is (SharePart.PROGRAM in parts)
    assert record.patient.email is None
    assert {each.clinician_id for each in record.shares} == {cast.dora.id}


def test_the_list_and_the_places_of_ids_name_nobody_else(cast: Cast) -> None:
    bo = a_patient(cast.clinic, "Bo Chan").sharing_with(cast.paul)
    dora, paul, stranger = (Through(cast, who) for who in (cast.dora, cast.paul, cast.strange_pt))
    assert [each.patient.id for each in dora(fhir_reading.patients)] == [cast.ana.id]
    assert {each.patient.id for each in paul(fhir_reading.patients)} == {cast.ana.id, bo.id}
    assert stranger(fhir_reading.patients) == ()
    check_in = bo.checks_in(pain_now=1)
    log = cast.ana.logs(cast.ana.line("bridge"))
    assert paul(fhir_reading.whose, f"{check_in.id}-pain-now") == (bo.id,)
    assert dora(fhir_reading.whose, f"{check_in.id}-pain-now") == ()
    assert dora(fhir_reading.whose, log.id) == (cast.ana.id,)
    assert dora(fhir_reading.whose, f"{bo.id}-team") == () and paul(fhir_reading.whose, f"{bo.id}-team") == (bo.id,)
    for wrong in ("x", "", "' or 1=1 --", "0" * 64):
        assert dora(fhir_reading.whose, wrong) == ()


def test_a_record_that_is_not_shared_any_more_is_none(cast: Cast, clock: Clock) -> None:
    dora = Through(cast, cast.dora)
    cast.ana.shares(cast.dora, ALL_PARTS, until=cast.clinic.today)
    assert dora(fhir_reading.record, cast.ana.id, ())
    clock.forward(days=1)
    for service in (fhir_reading.look, fhir_reading.record):
        with pytest.raises(NotFound):
            dora(service, cast.ana.id, ())
    assert dora(fhir_reading.patients) == ()


def test_colleagues_and_places_are_those_of_the_clinic(cast: Cast) -> None:
    dora, stranger = Through(cast, cast.dora), Through(cast, cast.strange_doctor)
    found = {(each["resourceType"], each["id"]) for each in resources(dora(fhir_reading.directory, cast.paul.id), "")}
    assert ("Practitioner", cast.paul.id) in found and ("PractitionerRole", f"{cast.paul.id}-role") in found
    elsewhere = someone(another_clinic(cast.clinic), cast.paul.role, "Pat Elsewhere")
    for id in (elsewhere.id, cast.strange_patient.id):
        bare = dora(fhir_reading.directory, id)
        assert all(each["id"].removesuffix("-role") != id for each in resources(bare, ""))
    with pytest.raises(NotFound):
        stranger(fhir_reading.directory, cast.paul.id)


def test_each_look_names_the_parts_that_were_asked_for(cast: Cast, clock: Clock) -> None:
    dora = Through(cast, cast.dora)
    clock.forward(seconds=1)
    dora(fhir_reading.look, cast.ana.id, {"Goal"})
    dora(fhir_reading.record, cast.ana.id, {"Goal"}, None, None)
    dora(fhir_reading.look, cast.ana.id, {"Patient"})
    seen = [each for each in cast.ana.call(access_log.access_log) if each.through]
    assert [each.kind for each in seen] == ["name", "measures"]
    assert {each.through for each in seen} == {"City Hospital"}
