"""What a PT starts from: the program's versions with the patient's today, and colleagues for a care team."""

import pytest

from patient_app.domain.errors import NotFound, WrongRole
from patient_app.domain.people import Role, SharePart
from patient_app.services import invitations, programs
from tests.builders import Cast, a_line, a_patient


def test_the_builder_starts_from_every_version_and_the_patients_today(cast: Cast) -> None:
    cast.ana.with_program(a_line("bridge"), by=cast.paul)
    bench = cast.paul.call(programs.workbench, cast.ana.id)
    assert bench.patient_name == "Ana Reyes"
    assert bench.today == cast.clinic.today
    assert [each.version.version for each in bench.versions] == [1, 2]
    assert bench.versions[-1].published_by_name == "Paul Okafor"


def test_the_builder_opens_for_a_patient_without_a_program(cast: Cast) -> None:
    patient = a_patient(cast.clinic, "New Person").sharing_with(cast.paul)
    assert cast.paul.call(programs.workbench, patient.id).versions == ()


def test_without_a_share_of_the_program_there_is_no_such_patient(cast: Cast) -> None:
    patient = a_patient(cast.clinic, "Shy Person").sharing_with(cast.paul, parts=frozenset({SharePart.PAIN}))
    for someone, id in ((cast.strange_pt, cast.ana.id), (cast.paul, patient.id)):
        with pytest.raises(NotFound):
            someone.call(programs.workbench, id)


def test_only_a_pt_changes_programs(cast: Cast) -> None:
    for someone in (cast.dora, cast.ana, cast.admin):
        with pytest.raises(WrongRole):
            someone.call(programs.workbench, cast.ana.id)


def test_colleagues_are_the_clinicians_of_the_clinic(cast: Cast) -> None:
    found = cast.paul.call(invitations.colleagues)
    assert {each.name for each in found} == {"Dora Lindqvist", "Paul Okafor", "Stan Novak", "Sue Park"}
    assert {each.role for each in found} == {Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST}


def test_patients_do_not_see_the_clinics_addresses(cast: Cast) -> None:
    with pytest.raises(WrongRole):
        cast.ana.call(invitations.colleagues)
