"""The printable program: which version, on which paper, and that each download is noted."""

import io
from dataclasses import replace
from typing import Any

import pytest

from patient_app.content.exercise_library import library
from patient_app.domain.errors import NotFound
from patient_app.domain.people import SharePart
from patient_app.media.encode import encode
from patient_app.services import access_log, handouts, holds, media, own_exercises
from patient_app.services.handouts import Paper
from patient_app.store.queries import people
from patient_app.store.types import new_id
from patient_app.store.unit import Unit
from tests.builders import Cast, a_line, a_patient
from tests.media_files import a_photo


def test_the_newest_version_is_printed_unless_another_is_asked_for(cast: Cast) -> None:
    cast.ana.with_program(a_line("bird-dog"), by=cast.paul)
    newest = cast.ana.call(handouts.handout, cast.ana.id)
    assert (newest.program.version.version, set(newest.exercises)) == (2, {"bird-dog"})
    assert cast.ana.call(handouts.handout, cast.ana.id, 1).program.version.version == 1
    with pytest.raises(NotFound):
        cast.ana.call(handouts.handout, cast.ana.id, 3)


def test_without_a_program_there_is_nothing_to_print(cast: Cast) -> None:
    nora = a_patient(cast.clinic, "Nora Byrne")
    with pytest.raises(NotFound):
        nora.call(handouts.handout, nora.id)


def test_a_share_without_the_program_opens_no_handout(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.PAIN}))
    with pytest.raises(NotFound):
        cast.strange_doctor.call(handouts.handout, cast.ana.id)


def test_the_patient_sees_who_printed_it(cast: Cast) -> None:
    cast.ana.call(handouts.handout, cast.ana.id)
    cast.dora.call(handouts.handout, cast.ana.id)
    printed = [each for each in cast.ana.call(access_log.access_log) if each.action == "handout.downloaded"]
    assert [each.who for each in printed] == ["Dora Lindqvist"]


def test_it_knows_the_hold_the_clinic_and_the_patients_language(cast: Cast) -> None:
    before = cast.ana.call(handouts.handout, cast.ana.id)
    assert (before.on_hold, before.clinic.name, before.language) == (False, "Riverside Rehabilitation", "en")
    cast.dora.call(holds.start_hold, cast.ana.id, "Rest")
    assert cast.ana.call(handouts.handout, cast.ana.id).on_hold


@pytest.mark.parametrize(("chosen", "used"), [("a4", Paper.A4), ("letter", Paper.LETTER), ("napkin", Paper.LETTER)])
def test_the_clinic_chooses_the_paper(cast: Cast, chosen: str, used: Paper) -> None:
    def choose(operator: Any, unit: Unit) -> None:
        people.clinic(unit.session, cast.clinic.id).settings = {"paper": chosen}

    assert cast.ana.call(handouts.handout, cast.ana.id).paper is Paper.LETTER
    cast.clinic.door.operate(choose)
    assert cast.ana.call(handouts.handout, cast.ana.id).paper is used


def test_the_clinics_own_exercise_is_there_with_its_photo_also_when_it_is_retired(cast: Cast) -> None:
    photo = cast.paul.call(media.add, encode(io.BytesIO(a_photo())))
    own = replace(library()["bridge"], id=new_id(), easier=(), harder=(), figure=None, is_own=True)
    cast.paul.call(own_exercises.put, own, (photo.id,))
    cast.ana.with_program(a_line(own.id), a_line("bird-dog"), by=cast.paul)
    cast.paul.call(own_exercises.retire, own.id)
    found = cast.ana.call(handouts.handout, cast.ana.id)
    assert set(found.exercises) == {own.id, "bird-dog"}
    assert found.photos == {photo.id: cast.paul.call(media.picture, photo.id)}
