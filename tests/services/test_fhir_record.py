"""A record for FHIR on either database: who may, what is noted, and whose notes go out."""

from datetime import timedelta
from typing import Any

import pytest

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.services import access_log, fhir_record
from patient_app.store.queries import people
from patient_app.store.types import new_id
from patient_app.store.unit import Unit
from tests.builders import Cast


def test_patient_and_care_team_get_the_same_rows(cast: Cast) -> None:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    own = cast.ana.call(fhir_record.record, cast.ana.id)
    theirs = cast.paul.call(fhir_record.record, cast.ana.id)
    assert own.parts == theirs.parts == ALL_PARTS
    assert [log.pain_during for log in own.logs] == [2] and own.logs == theirs.logs
    assert own.lines and own.lines == theirs.lines
    assert own.patient.email and theirs.patient.email is None
    assert {share.clinician_id for share in own.shares} == {cast.paul.id, cast.dora.id}
    assert {share.clinician_id for share in theirs.shares} == {cast.paul.id}


def test_strangers_get_nothing_and_administrators_are_refused(cast: Cast) -> None:
    for stranger in (cast.strange_pt, cast.strange_doctor, cast.strange_patient):
        with pytest.raises(NotFound):
            stranger.call(fhir_record.record, cast.ana.id)
        with pytest.raises(NotFound):
            stranger.call(fhir_record.export, cast.ana.id)
    with pytest.raises(WrongRole):
        cast.admin.call(fhir_record.export, cast.ana.id)


def test_a_share_of_one_part_gives_that_part(cast: Cast) -> None:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.PAIN}))
    found = cast.strange_doctor.call(fhir_record.record, cast.ana.id)
    assert found.parts == {SharePart.PAIN}
    assert not (found.logs or found.versions or found.lines or found.episodes or found.goals or found.measurements)


def test_an_export_is_noted_each_time_and_a_look_is_a_look(cast: Cast) -> None:
    def noted(action: str) -> list[str]:
        return [each.who for each in cast.ana.call(access_log.access_log) if each.action == action]

    cast.dora.call(fhir_record.record, cast.ana.id)
    assert "Dora Lindqvist" in noted("record.viewed") and not noted("record.exported")
    for _ in range(2):
        cast.dora.call(fhir_record.export, cast.ana.id)
    assert noted("record.exported") == ["Dora Lindqvist"] * 2


def test_days_bound_what_happened_on_one(cast: Cast) -> None:
    today = cast.clinic.today
    cast.ana.logs(cast.ana.line("bridge"))
    assert cast.ana.call(fhir_record.record, cast.ana.id, today, today).logs
    before = cast.ana.call(fhir_record.record, cast.ana.id, None, today - timedelta(days=1))
    assert not before.logs and before.lines
    with pytest.raises(Invalid):
        cast.ana.call(fhir_record.record, cast.ana.id, today, today - timedelta(days=1))


def test_the_operator_gets_the_whole_record_of_a_patient_only(cast: Cast) -> None:
    found = cast.clinic.door.operate(fhir_record.export_at_command_line, cast.ana.id)
    assert found.parts == ALL_PARTS and found.patient.email
    for id in (cast.paul.id, new_id()):
        with pytest.raises(NotFound):
            cast.clinic.door.operate(fhir_record.export_at_command_line, id)


def test_for_an_outsider_there_is_no_address_and_no_share(cast: Cast) -> None:
    def read(operator: Any, unit: Unit) -> FhirRecord:
        patient = people.get(unit.session, cast.ana.id)
        assert patient is not None
        return fhir_record.of_patient(unit, patient, ALL_PARTS)

    found = cast.clinic.door.operate(read)
    assert found.patient.email is None and not found.shares
