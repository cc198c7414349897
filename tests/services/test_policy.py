"""Who may do what: default deny for every service that touches a patient's record."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from patient_app.domain.errors import NotFound, WrongRole
from patient_app.domain.journey import EventKind
from patient_app.domain.people import SharePart
from patient_app.services import (
    activities,
    discharge,
    documents,
    entries,
    handouts,
    holds,
    journey,
    measurements,
    panel,
    policy,
    programs,
    sharing,
    snapshot,
    summary,
    sync,
    timeline,
    today,
)
from patient_app.services.journey import EntryDraft
from patient_app.services.programs import Draft
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone, a_check_in, a_log

Ask = Callable[[Someone, Cast], Any]


def read_record(actor: Any, unit: Unit, patient_id: str, *parts: SharePart) -> str:
    return policy.open_record(actor, unit, patient_id, *parts).id


OF_A_PATIENT: dict[str, Ask] = {
    "program": lambda who, cast: who.call(programs.program, cast.ana.id),
    "versions": lambda who, cast: who.call(programs.versions, cast.ana.id),
    "activities": lambda who, cast: who.call(activities.activities, cast.ana.id),
    "summary": lambda who, cast: who.call(summary.summary, cast.ana.id),
    "handout": lambda who, cast: who.call(handouts.handout, cast.ana.id),
    "measurements": lambda who, cast: who.call(measurements.sheet, cast.ana.id),
    "measured": lambda who, cast: who.call(measurements.measured, cast.ana.id),
    "journey": lambda who, cast: who.call(timeline.of_patient, cast.ana.id),
    "add_journey_entry": lambda who, cast: who.call(
        journey.add, cast.ana.id, EntryDraft(EventKind.IMAGING, cast.clinic.today, "MRI")
    ),
    "may_add_document": lambda who, cast: who.call(documents.may_add, cast.ana.id),
    "measurement_history": lambda who, cast: who.call(measurements.history, cast.ana.id, "timed_up_and_go"),
}
OF_CLINICIANS: dict[str, Ask] = {
    "start_hold": lambda who, cast: who.call(holds.start_hold, cast.ana.id, "Rest"),
    "panel": lambda who, cast: who.call(panel.panel),
    "closing": lambda who, cast: who.call(discharge.closing, cast.ana.id),
}
OF_THERAPISTS: dict[str, Ask] = {
    "publish": lambda who, cast: who.call(programs.publish, cast.ana.id, Draft(1, cast.clinic.today, ())),
    "worksheet": lambda who, cast: who.call(measurements.worksheet, cast.ana.id),
    "record_measurements": lambda who, cast: who.call(measurements.record, cast.ana.id, ()),
}
OF_THE_PATIENT_ALONE: dict[str, Ask] = {
    "today": lambda who, cast: who.call(today.today),
    "my_journey": lambda who, cast: who.call(timeline.mine),
    "snapshot": lambda who, cast: who.call(snapshot.snapshot),
    "my_shares": lambda who, cast: who.call(sharing.my_shares),
    "clinicians": lambda who, cast: who.call(sharing.clinicians),
    "share": lambda who, cast: who.call(sharing.share, cast.strange_pt.id),
    "revoke": lambda who, cast: who.call(sharing.revoke, str(uuid4())),
    "access_log": lambda who, cast: who.call(sharing.access_log),
    "put_exercise_log": lambda who, cast: who.call(
        entries.put_exercise_log, a_log(cast.ana.line("bridge"), cast.clinic.today)
    ),
    "put_check_in": lambda who, cast: who.call(entries.put_check_in, a_check_in(cast.clinic.today), "en"),
    "delete_entry": lambda who, cast: who.call(entries.delete_entry, "check_in", str(uuid4()), cast.clinic.clock.now),
    "sync": lambda who, cast: who.call(sync.sync, [], "en"),
}


@pytest.mark.parametrize("ask", (OF_A_PATIENT | OF_THERAPISTS).values(), ids=OF_A_PATIENT | OF_THERAPISTS)
def test_for_someone_without_a_share_the_patient_does_not_exist(cast: Cast, ask: Ask) -> None:
    with pytest.raises(NotFound):
        ask(cast.strange_pt, cast)


def test_an_administrator_reads_no_record(cast: Cast) -> None:
    for ask in (OF_A_PATIENT | OF_CLINICIANS | OF_THERAPISTS | OF_THE_PATIENT_ALONE).values():
        with pytest.raises(WrongRole):
            ask(cast.admin, cast)


def test_another_patient_sees_nothing_of_this_one(cast: Cast) -> None:
    for ask in OF_A_PATIENT.values():
        with pytest.raises(NotFound):
            ask(cast.strange_patient, cast)
    for ask in (OF_CLINICIANS | OF_THERAPISTS).values():
        with pytest.raises(WrongRole):
            ask(cast.strange_patient, cast)


def test_clinicians_do_not_act_as_the_patient(cast: Cast) -> None:
    for clinician in (cast.paul, cast.dora):
        for ask in OF_THE_PATIENT_ALONE.values():
            with pytest.raises(WrongRole):
                ask(clinician, cast)


def test_only_a_therapist_publishes_and_measures(cast: Cast) -> None:
    for ask in OF_THERAPISTS.values():
        with pytest.raises(WrongRole):
            ask(cast.dora, cast)
        ask(cast.paul, cast)


def test_the_care_team_with_a_share_may_do_its_work(cast: Cast) -> None:
    for ask in (OF_A_PATIENT | OF_CLINICIANS).values():
        for clinician in (cast.paul, cast.dora):
            ask(clinician, cast)


def test_every_part_that_is_asked_for_must_be_shared(cast: Cast) -> None:
    stan = cast.strange_pt
    cast.ana.sharing_with(stan, parts=frozenset({SharePart.PROGRAM}))
    assert stan.call(read_record, cast.ana.id, SharePart.PROGRAM) == cast.ana.id
    assert stan.call(read_record, cast.ana.id) == cast.ana.id
    with pytest.raises(NotFound):
        stan.call(read_record, cast.ana.id, SharePart.PROGRAM, SharePart.PAIN)
