"""Emergency access: off by default, for reading alone, marked in the log, and told to the patient at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from patient_app.domain.errors import DomainError, Invalid, NotFound, OnlyReading, TooManyTries, WrongRole
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.services import (
    access_log,
    admin,
    clinic_settings,
    emergency,
    fhir_record,
    handovers,
    notices,
    overview,
    panel,
    programs,
    sharing,
)
from patient_app.services.emergency import EmergencyAccess
from tests.builders import Cast, Clock, Someone, another_clinic, someone
from tests.services.test_policy import (
    ANSWERS_OF_THERAPISTS,
    MARKS,
    OF_A_PATIENT,
    OF_CLINICIANS,
    OF_PHYSIATRISTS,
    OF_THERAPISTS,
    Ask,
)

WHY = "Fell at home, cannot speak"

READING = {
    name: OF_A_PATIENT[name]
    for name in OF_A_PATIENT
    if name not in {"add_journey_entry", "may_add_document", "visits_for_calendar", "note_export"}
} | {name: MARKS[name] for name in ("visits", "monitoring", "closing")}
CHANGING: dict[str, Ask] = {
    "take the record as a file": lambda who, cast: who.call(fhir_record.export, cast.ana.id),
    "take a table as a file": OF_A_PATIENT["note_export"],
    "start_hold": OF_CLINICIANS["start_hold"],
    "add_journey_entry": OF_A_PATIENT["add_journey_entry"],
    "may_add_document": OF_A_PATIENT["may_add_document"],
    "acknowledge": MARKS["acknowledge"],
    "snooze": MARKS["snooze"],
}
CHANGING_BY_THERAPISTS: dict[str, Ask] = {
    **{name: OF_THERAPISTS[name] for name in ("publish", "worksheet", "report_recipients", "record_measurements")},
    **ANSWERS_OF_THERAPISTS,
    "workbench": lambda who, cast: who.call(programs.workbench, cast.ana.id),
}


@pytest.fixture
def allowed(cast: Cast) -> Cast:
    cast.admin.call(clinic_settings.change, {"break_glass": True, "break_glass_hours": 4})
    return cast


def opened(who: Someone, patient: str = "Ana Reyes", reason: str = WHY) -> EmergencyAccess:
    made = who.call(emergency.open_access, patient, reason)
    assert made is not None
    return made


def sees(who: Someone, cast: Cast) -> bool:
    try:
        who.call(overview.overview, cast.ana.id)
    except NotFound:
        return False
    return True


def test_it_is_off_unless_the_clinic_turns_it_on(cast: Cast) -> None:
    assert not cast.strange_doctor.call(emergency.is_allowed)
    for service, *given in ((emergency.open_access, "Ana Reyes", WHY), (emergency.desk,)):
        with pytest.raises(WrongRole):
            cast.strange_doctor.call(service, *given)  # type: ignore[operator]


def test_nobody_but_a_clinician_opens_a_record(allowed: Cast) -> None:
    for who in (allowed.admin, allowed.strange_patient, allowed.ana):
        assert not who.call(emergency.is_allowed)
        with pytest.raises(WrongRole):
            who.call(emergency.open_access, "Ana Reyes", WHY)


def test_it_opens_all_parts_for_the_hours_of_the_clinic(allowed: Cast, clock: Clock) -> None:
    doctor = allowed.strange_doctor
    made = opened(doctor)
    assert made.until - made.since == timedelta(hours=4)
    assert doctor.call(overview.overview, allowed.ana.id).summary.parts == ALL_PARTS
    clock.forward(hours=3, minutes=59)
    doctor.signs_in()
    assert sees(doctor, allowed)
    clock.forward(minutes=1)
    assert not sees(doctor, allowed)
    assert doctor.call(emergency.desk).open == ()


@pytest.mark.parametrize("ask", READING.values(), ids=READING)
def test_the_whole_record_can_be_read(allowed: Cast, ask: Ask) -> None:
    opened(allowed.strange_doctor)
    ask(allowed.strange_doctor, allowed)


@pytest.mark.parametrize("ask", CHANGING.values(), ids=CHANGING)
def test_nothing_can_be_changed(allowed: Cast, ask: Ask) -> None:
    for who in (allowed.strange_doctor, allowed.strange_pt):
        opened(who)
        with pytest.raises(OnlyReading):
            ask(who, allowed)


@pytest.mark.parametrize("ask", CHANGING_BY_THERAPISTS.values(), ids=CHANGING_BY_THERAPISTS)
def test_a_therapist_changes_neither_program_nor_measurements_nor_orders(allowed: Cast, ask: Ask) -> None:
    opened(allowed.strange_pt)
    with pytest.raises((OnlyReading, NotFound)):
        ask(allowed.strange_pt, allowed)


@pytest.mark.parametrize("ask", OF_PHYSIATRISTS.values(), ids=OF_PHYSIATRISTS)
def test_a_physiatrist_orders_nothing(allowed: Cast, ask: Ask) -> None:
    opened(allowed.strange_doctor)
    with pytest.raises(OnlyReading):
        ask(allowed.strange_doctor, allowed)


def test_the_patient_stands_in_no_list_of_the_clinicians(allowed: Cast) -> None:
    doctor = allowed.strange_doctor
    opened(doctor)
    assert doctor.call(panel.panel).patients == ()
    assert doctor.call(handovers.choices).patients == ()
    assert [each.patient_name for each in doctor.call(emergency.desk).open] == ["Ana Reyes"]


@pytest.mark.parametrize("typed", ["Ana", "reyes", "Ana Rey", "nobody@example.org", "", "%", "Dora Lindqvist"])
def test_only_an_exact_name_or_address_opens_and_a_miss_says_nothing_else(allowed: Cast, typed: str) -> None:
    assert allowed.strange_doctor.call(emergency.open_access, typed, WHY) is None
    assert allowed.ana.call(emergency.mine) == ()


def test_name_and_address_may_be_written_in_any_letters(allowed: Cast) -> None:
    first = opened(allowed.strange_doctor, "  ANA  reyes ")
    again = opened(allowed.strange_doctor, "ANA.REYES@example.org")
    assert (again.id, again.until) == (first.id, first.until)


@pytest.mark.parametrize("typed", ["Álvaro Ñúñez", "álvaro ñúñez", "ÁLVARO ÑÚÑEZ"])
def test_a_name_with_accents_is_found(allowed: Cast, typed: str) -> None:
    someone(allowed.clinic, Role.PATIENT, "Álvaro Ñúñez", email="alvaro@example.org")
    assert opened(allowed.strange_doctor, typed).patient_name == "Álvaro Ñúñez"


def test_of_two_patients_with_one_name_neither_opens(allowed: Cast) -> None:
    someone(allowed.clinic, Role.PATIENT, "Ana Reyes", email="another.ana@example.org")
    assert allowed.strange_doctor.call(emergency.open_access, "Ana Reyes", WHY) is None


def test_the_patient_of_another_clinic_is_not_there(allowed: Cast) -> None:
    there = someone(another_clinic(allowed.clinic), Role.PATIENT, "Zoe Far", email="zoe@example.org")
    for typed in ("Zoe Far", "zoe@example.org"):
        assert allowed.strange_doctor.call(emergency.open_access, typed, WHY) is None
    assert there.call(emergency.mine) == ()


@pytest.mark.parametrize("reason", ["", "urgent", "  too   \n x ", "x" * 501])
def test_it_needs_a_reason(allowed: Cast, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        allowed.strange_doctor.call(emergency.open_access, "Ana Reyes", reason)
    assert [each.field for each in refused.value.fields] == ["reason"]
    assert allowed.ana.call(emergency.mine) == ()


def test_guessing_is_slowed_down_and_each_miss_is_in_the_audit_log(allowed: Cast, clock: Clock) -> None:
    doctor = allowed.strange_doctor
    for _ in range(5):
        assert doctor.call(emergency.open_access, "Some One", WHY) is None
    with pytest.raises(TooManyTries):
        doctor.call(emergency.open_access, "Ana Reyes", WHY)
    assert [each.action for each in allowed.admin.call(admin.audit_log)[:5]] == ["emergency.refused"] * 5
    clock.forward(minutes=16)
    opened(doctor)


def test_who_has_a_share_needs_no_emergency(allowed: Cast) -> None:
    with pytest.raises(Invalid):
        allowed.dora.call(emergency.open_access, "Ana Reyes", WHY)
    assert allowed.ana.call(emergency.mine) == ()


def test_the_patient_is_told_at_once_by_whom_why_and_until_when(allowed: Cast, published: list[frozenset[str]]) -> None:
    published.clear()
    made = opened(allowed.strange_doctor)
    assert {f"patient:{allowed.ana.id}", f"person:{allowed.ana.id}", f"clinician:{allowed.strange_doctor.id}"} <= set(
        published[0]
    )
    [told] = [each for each in allowed.ana.call(notices.mine).notices if each.kind == "emergency_opened"]
    assert told.params == {"clinician": "Sue Park"}
    [shown] = allowed.ana.call(emergency.mine)
    assert (shown.clinician_name, shown.reason, shown.until, shown.is_open) == ("Sue Park", WHY, made.until, True)


@pytest.mark.parametrize("by", [lambda cast: cast.ana, lambda cast: cast.strange_doctor], ids=["patient", "clinician"])
def test_both_may_close_it_at_once(
    allowed: Cast, by: Callable[[Cast], Someone], published: list[frozenset[str]]
) -> None:
    made = opened(allowed.strange_doctor)
    published.clear()
    by(allowed).call(emergency.end, made.id)
    assert not sees(allowed.strange_doctor, allowed)
    assert {f"patient:{allowed.ana.id}", f"clinician:{allowed.strange_doctor.id}"} <= set(published[0])
    [shown] = allowed.ana.call(emergency.mine)
    assert (shown.is_open, shown.ended_by_patient) == (False, by(allowed) is allowed.ana)
    by(allowed).call(emergency.end, made.id)
    assert [each.action for each in allowed.admin.call(admin.audit_log)].count("emergency.ended") == 1


def test_nobody_else_closes_it(allowed: Cast) -> None:
    made = opened(allowed.strange_doctor)
    for who in (allowed.dora, allowed.strange_pt, allowed.strange_patient, allowed.admin):
        with pytest.raises(DomainError):
            who.call(emergency.end, made.id)
    assert sees(allowed.strange_doctor, allowed)


def test_the_clinic_closes_all_by_turning_it_off(allowed: Cast) -> None:
    opened(allowed.strange_doctor)
    allowed.admin.call(clinic_settings.change, {"break_glass": False})
    assert not sees(allowed.strange_doctor, allowed)


def test_a_share_takes_its_place_and_revoking_that_closes_everything(allowed: Cast) -> None:
    doctor = allowed.strange_doctor
    opened(doctor)
    share = allowed.ana.shares(doctor, frozenset({SharePart.PAIN}))
    assert doctor.call(overview.overview, allowed.ana.id).summary.parts == {SharePart.PAIN}
    allowed.ana.call(sharing.revoke, share.id)
    assert not sees(doctor, allowed)


def test_each_look_is_marked_also_when_there_was_one_with_a_share_before(allowed: Cast, clock: Clock) -> None:
    doctor = allowed.strange_doctor
    share = allowed.ana.shares(doctor)
    sees(doctor, allowed)
    allowed.ana.call(sharing.revoke, share.id)
    clock.forward(minutes=1)
    opened(doctor)
    clock.forward(minutes=1)
    sees(doctor, allowed)
    looks = [
        (each.kind, each.emergency)
        for each in allowed.ana.call(access_log.access_log)
        if each.who == "Sue Park" and each.action == "record.viewed"
    ]
    assert {kind for kind, marked in looks if marked} == set(ALL_PARTS)
    assert sum(not marked for _, marked in looks) == len(ALL_PARTS)


def test_a_printed_paper_is_marked_too(allowed: Cast) -> None:
    opened(allowed.strange_doctor)
    OF_A_PATIENT["printed_summary"](allowed.strange_doctor, allowed)
    [printed] = [each for each in allowed.ana.call(access_log.access_log) if each.action == "summary.downloaded"]
    assert printed.emergency


def test_the_page_says_through_what_it_reads(allowed: Cast) -> None:
    assert allowed.dora.call(emergency.through, allowed.ana.id) is None
    assert allowed.strange_doctor.call(emergency.through, allowed.ana.id) is None
    made = opened(allowed.strange_doctor)
    found = allowed.strange_doctor.call(emergency.through, allowed.ana.id)
    assert found is not None and found.id == made.id


def test_other_patients_stay_closed(allowed: Cast) -> None:
    opened(allowed.strange_doctor)
    with pytest.raises(NotFound):
        allowed.strange_doctor.call(overview.overview, allowed.strange_patient.id)
