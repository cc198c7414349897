"""The clinic, its PT centres, everyone who signs in, and what patients share with whom."""

from collections.abc import Iterator
from datetime import timedelta

from patient_app.content import demo_values as v
from patient_app.content.demo_exercises import demo_exercises
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.services import secrets
from patient_app.services.demo.days import PEOPLE_SINCE, Calendar, demo_id
from patient_app.services.demo.script import Case, Cast
from patient_app.services.settings import INVITATION_LASTS
from patient_app.store.tables import CareTeamMember, Clinic, Handover, Invitation, Person, PtCentre, Share

CLINIC_SINCE = -900
"""Days from today."""


def cast_of(clinic: v.Clinic, patients: dict[str, v.Patient]) -> Cast:
    """An id for everyone."""
    return Cast(
        clinic_id=demo_id(PEOPLE_SINCE, "clinic"),
        people={key: demo_id(PEOPLE_SINCE, "person", key) for key in (*(s.key for s in clinic.staff), *patients)},
        centres={centre.key: demo_id(PEOPLE_SINCE, "centre", centre.key) for centre in clinic.centres},
        exercises={key: demo_id(PEOPLE_SINCE, "exercise", key) for key in demo_exercises()},
    )


def clinic_rows(clinic: v.Clinic, cast: Cast, calendar: Calendar) -> Iterator[Clinic | PtCentre]:
    """The clinic and its PT centres."""
    yield Clinic(
        id=cast.clinic_id,
        name=clinic.name,
        phone=clinic.phone,
        emergency_number=clinic.emergency_number,
        time_zone=clinic.time_zone,
        settings={"self_registration": True},
        created_at=calendar.at(calendar.workday(CLINIC_SINCE), "08:00"),
    )
    for centre in clinic.centres:
        yield PtCentre(
            id=cast.centres[centre.key],
            clinic_id=cast.clinic_id,
            name=centre.name,
            phone=centre.phone,
            address=centre.address,
        )


def staff_rows(clinic: v.Clinic, cast: Cast, calendar: Calendar, password_hash: str) -> Iterator[Person]:
    """Everyone who works there."""
    for person in clinic.staff:
        yield Person(
            id=cast.people[person.key],
            clinic_id=cast.clinic_id,
            role=person.role.value,
            name=person.name,
            email=person.email,
            password_hash=password_hash,
            time_zone=clinic.time_zone,
            pt_centre_id=cast.centres[person.centre] if person.centre else None,
            connect_code=_code(person.key)[:10] if person.role.is_clinician else None,
            created_at=calendar.at(calendar.workday(CLINIC_SINCE + 1), "09:00"),
        )


def places(clinic: v.Clinic, cast: Cast) -> dict[str, str]:
    """Where each of the staff sees patients: at their PT centre, else at the clinic."""
    centres = {centre.key: f"{centre.name}, {centre.address}" for centre in clinic.centres}
    return {cast.people[one.key]: centres.get(one.centre or "", clinic.name) for one in clinic.staff}


def patient_rows(case: Case, password_hash: str) -> Iterator[Person | Invitation]:
    """A patient, and the invitation that made the account (or waits)."""
    patient, calendar = case.patient, case.calendar
    invited_at = calendar.at(calendar.day(patient.invited), "10:00")
    signed_in = patient.signed_in is not None
    yield Person(
        id=case.id,
        clinic_id=case.cast.clinic_id,
        role=Role.PATIENT.value,
        name=patient.name if signed_in else patient.email,
        email=patient.email,
        password_hash=password_hash if signed_in else None,
        language=patient.language,
        time_zone=patient.time_zone,
        first_sign_in_on=case.first_sign_in,
        invited_on=calendar.day(patient.invited),
        monitoring_start=None if patient.monitored_from is None else calendar.day(patient.monitored_from),
        created_at=invited_at,
    )
    yield Invitation(
        id=demo_id(invited_at, case.key, "invitation"),
        clinic_id=case.cast.clinic_id,
        code_hash=secrets.code_digest(_code(case.key)),
        role=Role.PATIENT.value,
        email=patient.email,
        person_id=case.id,
        care_team=[case.staff(key) for key in patient.team],
        created_at=invited_at,
        created_by=case.staff(patient.team[0]),
        expires_at=invited_at + INVITATION_LASTS,
        accepted_at=None if patient.signed_in is None else calendar.at(calendar.day(patient.signed_in), "06:50"),
    )


def sharing_rows(case: Case) -> Iterator[CareTeamMember | Share]:
    """The care team, and what is shared: everything with each of them, unless the script says otherwise."""
    patient, calendar = case.patient, case.calendar
    if patient.signed_in is None:
        return
    since = calendar.at(calendar.day(patient.signed_in), "06:52")
    for key in patient.team:
        yield CareTeamMember(
            id=demo_id(since, case.key, "team", key), patient_id=case.id, clinician_id=case.staff(key), since=since
        )
    shares = patient.shares or tuple(v.Share(key, tuple(sorted(ALL_PARTS)), None, None) for key in patient.team)
    for place, share in enumerate(shares):
        revoked = None if share.revoked is None else calendar.at(calendar.day(share.revoked), "19:05")
        yield Share(
            id=demo_id(since, case.key, "share", place),
            patient_id=case.id,
            clinician_id=case.staff(share.clinician),
            parts=[part.value for part in share.parts],
            since=since + timedelta(seconds=place),
            until=None if share.until is None else calendar.day(share.until),
            revoked_at=revoked,
        )


def _code(key: str) -> str:
    """A code that nobody was given; letters that a code may have."""
    return demo_id(PEOPLE_SINCE, "code", key).replace("-", "")[-16:].upper()


def handover_rows(case: Case) -> Iterator[Handover | Share | CareTeamMember]:
    """Handovers for a time: what the giver sees, for the colleague, in the dates of the script."""
    for place, handover in enumerate(case.patient.handovers):
        calendar = case.calendar
        announced_at = min(calendar.at(calendar.day(handover.announced), "16:20"), calendar.now)
        opens_at = calendar.at(calendar.day(handover.opens), "08:00")
        ends_on = calendar.day(handover.until)
        parts = sorted(part.value for part in ALL_PARTS)
        id = demo_id(announced_at, case.key, "handover", place)
        colleague = case.staff(handover.colleague)
        yield Handover(
            id=id,
            batch_id=id,
            patient_id=case.id,
            from_id=case.staff(handover.giver),
            to_id=colleague,
            kind="substitute",
            parts=parts,
            note=handover.note,
            announced_at=announced_at,
            opens_at=opens_at,
            ends_on=ends_on,
        )
        yield Share(
            id=demo_id(opens_at, case.key, "handed-over", place),
            patient_id=case.id,
            clinician_id=colleague,
            parts=parts,
            since=opens_at,
            until=ends_on,
            handover_id=id,
        )
        yield CareTeamMember(
            id=demo_id(opens_at, case.key, "stands-in", place),
            patient_id=case.id,
            clinician_id=colleague,
            since=opens_at,
        )
