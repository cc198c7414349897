"""The demo clinic: made-up people with twelve weeks of history that ends now. Never in a production database.

The scripts stand in `content/demo`; the same day always gives the same records.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from patient_app.content import demo_values as v
from patient_app.content.demo_people import demo_clinic, demo_patients
from patient_app.domain.people import Role
from patient_app.services import final_summary, secrets
from patient_app.services.demo import (
    care,
    documents,
    exercises,
    goals,
    orders,
    people,
    reports,
    trail,
    visits,
)
from patient_app.services.demo.days import Calendar
from patient_app.services.demo.diary import Entries, play
from patient_app.services.demo.feelings import zone_on
from patient_app.services.demo.script import Case, case
from patient_app.store.queries import entries as entry_rows
from patient_app.store.queries.bulk import Row, insert_all
from patient_app.store.tables import CheckIn, Episode, ExerciseLog, Goal, Person
from patient_app.store.unit import Unit

PASSWORD = "slow river, steady steps"  # noqa: S105 - made-up people only; a production database never has it
FIRST_TO_TRY = ("maria", "dana", "okafor", "rosa", "priya")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Someone who can sign in to the demo, and what there is to see."""

    role: Role
    name: str
    email: str
    password: str
    note: str


def accounts() -> tuple[DemoAccount, ...]:
    """Everyone who can sign in, the ones to try first first."""
    clinic, patients = demo_clinic(), demo_patients()
    found = {
        key: DemoAccount(Role.PATIENT, patient.name, patient.email, PASSWORD, patient.situation)
        for key, patient in patients.items()
        if patient.signed_in is not None
    }
    for person in clinic.staff:
        found[person.key] = DemoAccount(
            person.role, person.name, person.email, PASSWORD, _work_of(person, list(patients.values()))
        )
    first = [found[key] for key in FIRST_TO_TRY if key in found]
    return (*first, *(account for key, account in found.items() if key not in FIRST_TO_TRY))


def build(unit: Unit) -> tuple[DemoAccount, ...]:
    """Fill an empty database with the demo clinic, its history ending at `unit.now`; who can sign in."""
    clinic, patients = demo_clinic(), dict(demo_patients())
    calendar = Calendar(unit.now, clinic.time_zone)
    cast = people.cast_of(clinic, patients)
    password_hash = secrets.hash_password(PASSWORD)
    cases = [
        case(key, cast.people[key], patient, cast, Calendar(unit.now, zone_on(patient, 0)))
        for key, patient in patients.items()
    ]
    insert_all(unit.session, people.clinic_rows(clinic, cast, calendar))
    insert_all(unit.session, people.staff_rows(clinic, cast, calendar, password_hash))
    insert_all(unit.session, exercises.exercise_rows(cast, calendar))
    insert_all(unit.session, (row for each in cases for row in people.patient_rows(each, password_hash)))
    places = people.places(clinic, cast)
    insert_all(unit.session, (row for each in cases for row in _record(unit, each, places)))
    # Filled from what is there by now, as the product does it.
    written = [(each, row) for each in cases for row in reports.report_rows(each, unit)]
    insert_all(unit.session, (row for _, row in written))
    insert_all(unit.session, (row for each, report in written for row in trail.report_trail(each, report)))
    insert_all(unit.session, (row for each in cases for row in documents.document_rows(each)))
    for each in cases:
        _finish(unit, each)
    clinicians = [person.key for person in clinic.staff if person.role.is_clinician]
    insert_all(unit.session, trail.panel_trail(cast, calendar, clinicians))
    return accounts()


def _finish(unit: Unit, case: Case) -> None:
    """The final summary of a course that is closed, as closing it writes it."""
    episode, patient = unit.session.get(Episode, case.episode_id), unit.session.get(Person, case.id)
    if episode is not None and patient is not None and episode.closed_on is not None:
        found = final_summary.of_course(unit, patient, episode, episode.closed_on)
        episode.final_summary = final_summary.to_json(found)
        unit.session.add(episode)


def _record(unit: Unit, case: Case, places: dict[str, str]) -> Iterator[Row]:
    """Everything of one patient but the person."""
    patient = unit.session.get(Person, case.id)
    if patient is None:
        raise LookupError(case.id)
    entries = play(case)
    rows: list[Row] = [
        *people.sharing_rows(case),
        *people.handover_rows(case),
        *care.episode_rows(case, entries),
        *orders.order_rows(case),
        *care.assignment_rows(case),
        *care.program_rows(case),
        *visits.visit_rows(case, places),
        *care.measurement_rows(case),
        *care.hold_rows(case, unit, patient, entries),
    ]
    yield from rows
    yield from goals.goal_change_rows(case, [row for row in rows if isinstance(row, Goal)])
    yield from reports.measure_rows(case)
    yield from _entry_rows(case, entries)
    yield from trail.patient_trail(case, rows)


def _entry_rows(case: Case, entries: Entries) -> Iterator[ExerciseLog | CheckIn]:
    for log in entries.logs:
        yield ExerciseLog(
            id=log.id,
            patient_id=case.id,
            edited_at=log.edited_at,
            first_edited_at=log.edited_at,
            received_at=log.received_at or log.edited_at,
            late=log.late,
            **entry_rows.log_columns(log),
        )
    for check_in in entries.check_ins:
        yield CheckIn(
            id=check_in.id,
            patient_id=case.id,
            edited_at=check_in.edited_at,
            first_edited_at=check_in.edited_at,
            received_at=check_in.received_at or check_in.edited_at,
            late=check_in.late,
            **entry_rows.check_in_columns(check_in),
        )


def _work_of(person: v.Staff, patients: list[v.Patient]) -> str:
    if not person.role.is_clinician:
        return "Invitations, accounts, audit log"
    seen = sum(1 for patient in patients if person.key in patient.team and patient.signed_in is not None)
    return f"Treats {seen} of the patients"
