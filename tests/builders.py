"""The cast of the tests, and builders that set a scene in sentences.

clinic = a_clinic(door, clock)
ana = a_patient(clinic, "Ana Reyes").sharing_with(paul).with_program(a_line("bridge", days="mon wed fri"), by=paul)
ana.logs(ana.line("bridge"), on=clinic.today)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

from argon2 import PasswordHasher

from patient_app.domain.dates import local_date
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.program import FixedDays, Prescription, Side, TimesPerWeek, Weekday
from patient_app.services import activities, clinics, entries, programs, sessions, sharing
from patient_app.services.activities import Activity
from patient_app.services.actor import Actor, Operator, Visitor
from patient_app.services.door import Door
from patient_app.services.entries import Saved
from patient_app.services.programs import Draft, Program
from patient_app.services.settings import SessionSettings
from patient_app.services.sharing import Share
from patient_app.store.queries import people
from patient_app.store.tables import Clinic as Row
from patient_app.store.tables import Person
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

P = ParamSpec("P")
R = TypeVar("R")

MONDAY = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
"""When the tests' clock starts: 10 in the morning in New York."""

NEW_YORK = "America/New_York"
PASSWORD = "copper kettle sings softly"
# Made cheaply: the tests that check passwords need not be slow as well.
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Clock:
    """The time, which moves only when it is told to."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        """Let time pass: `clock.forward(days=1)`."""
        self.now += timedelta(**time)

    @contextmanager
    def at(self, now: datetime) -> Iterator[None]:
        """Another time, for a while."""
        before, self.now = self.now, now
        try:
            yield
        finally:
            self.now = before


@dataclass
class Clinic:
    """A clinic with its services and its clock."""

    door: Door
    clock: Clock
    id: str

    @property
    def today(self) -> date:
        """The date in New York."""
        return local_date(self.clock.now, NEW_YORK)

    def days_ago(self, days: int) -> date:
        """A date before today."""
        return self.today - timedelta(days=days)


@dataclass
class Someone:
    """A person with an account, signed in."""

    clinic: Clinic
    id: str
    name: str
    email: str
    role: Role
    token: str
    connect_code: str | None = None

    def call(self, service: Callable[Concatenate[Actor, Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service as this person."""
        return self.clinic.door.call(self.token, service, *args, **kwargs)

    def signs_in(self) -> str:
        """A new session, without the password: its token."""
        self.token = _sign_in(self.clinic, self.id)
        return self.token


@dataclass
class Patient(Someone):
    """A patient, with what was set up for her. Every step returns the patient, so that steps can follow in a row."""

    program: Program | None = None
    activities: list[Activity] = field(default_factory=list)

    def sharing_with(
        self, *clinicians: Someone, parts: frozenset[SharePart] = ALL_PARTS, until: date | None = None
    ) -> "Patient":
        """Share parts of the record with clinicians."""
        for clinician in clinicians:
            self.shares(clinician, parts, until)
        return self

    def shares(self, clinician: Someone, parts: frozenset[SharePart] = ALL_PARTS, until: date | None = None) -> Share:
        """Share with one clinician: the share."""
        return self.call(sharing.share, clinician.id, None, parts, until)

    def with_program(
        self, *lines: Prescription, by: Someone, since: date | None = None, note: str | None = None
    ) -> "Patient":
        """Let a PT publish a version. A `since` in the past is published on that day."""
        start = since or self.clinic.today
        based_on = self.program.version.version if self.program else None
        draft = Draft(based_on, start, lines, note)
        is_past = start < self.clinic.today
        now = datetime.combine(start, MONDAY.timetz()) if is_past else self.clinic.clock.now
        with self.clinic.clock.at(now):
            by.signs_in()
            self.program = by.call(programs.publish, self.id, draft)
        by.signs_in()
        return self

    def with_activity(self, name: str, baseline: int | None = None) -> "Patient":
        """Name an activity that matters."""
        self.activities.append(self.call(activities.put_activity, new_id(), name, baseline))
        return self

    def line(self, exercise_id: str) -> Prescription:
        """The prescription of an exercise in the newest version."""
        assert self.program is not None
        return next(each for each in self.program.version.prescriptions if each.exercise_id == exercise_id)

    def logs(self, line: Prescription, on: date | None = None, **fields: Any) -> Saved:
        """Log an exercise."""
        return self.call(entries.put_exercise_log, a_log(line, on or self.clinic.today, **fields))

    def checks_in(self, on: date | None = None, **fields: Any) -> Saved:
        """Check in."""
        return self.call(entries.put_check_in, a_check_in(on or self.clinic.today, **fields), "en")[0]


@dataclass
class Cast:
    """A patient, her PT, her doctor, and people with no share: a PT, a doctor, another patient, an administrator."""

    clinic: Clinic
    ana: Patient
    paul: Someone
    dora: Someone
    strange_pt: Someone
    strange_doctor: Someone
    strange_patient: Patient
    admin: Someone

    def moved_to(self, door: Door, clock: Clock) -> "Cast":
        """The same people in a copy of their database."""
        clinic = Clinic(door, clock, self.clinic.id)
        people = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "clinic"}
        moved = {name: replace(person, clinic=clinic) for name, person in people.items()}
        for name in ("ana", "strange_patient"):
            moved[name] = replace(moved[name], activities=list(moved[name].activities))
        return Cast(clinic, **moved)


def a_clinic(door: Door, clock: Clock) -> Clinic:
    """A clinic in New York."""

    def found(operator: Operator, unit: Unit) -> str:
        clinics.create_clinic(operator, unit, "Riverside Rehabilitation", "+1 555 0100", "admin@riverside.example")
        unit.session.flush()
        clinic = people.only_clinic(unit.session)
        assert clinic is not None
        return clinic.id

    return Clinic(door, clock, door.operate(found))


def someone(clinic: Clinic, role: Role, name: str, **profile: Any) -> Someone:
    """A person with an account (password: `PASSWORD`), signed in."""
    code = uuid4().hex[:10].upper() if role.is_clinician else None
    id, email = _account(clinic, role, name, {"connect_code": code, **profile})
    return Someone(clinic, id, name, email, role, _sign_in(clinic, id), code)


def another_clinic(clinic: Clinic) -> Clinic:
    """A second clinic on the same server."""

    def found(operator: Operator, unit: Unit) -> str:
        row = Row(name="Harbor Rehabilitation", phone="+1 555 0199", time_zone=NEW_YORK, created_at=unit.now)
        unit.session.add(row)
        return row.id

    return replace(clinic, id=clinic.door.operate(found))


def a_patient(clinic: Clinic, name: str = "Ana Reyes", **profile: Any) -> Patient:
    """A patient with an account, signed in for the first time now."""
    id, email = _account(clinic, Role.PATIENT, name, profile)
    return Patient(clinic, id, name, email, Role.PATIENT, _sign_in(clinic, id))


def a_cast(door: Door, clock: Clock) -> Cast:
    """Everyone. Ana shares all with Paul and Dora, has two activities, and a program of four exercises."""
    clinic = a_clinic(door, clock)
    paul = someone(clinic, Role.PHYSICAL_THERAPIST, "Paul Okafor")
    dora = someone(clinic, Role.PHYSIATRIST, "Dora Lindqvist")
    ana = a_patient(clinic).sharing_with(paul, dora)
    ana.with_activity("Climb the stairs", 3).with_activity("Lift my grandson", 2)
    ana.with_program(
        a_line("bridge"),
        a_line("hamstring-stretch", side=Side.BOTH, reps=3, hold_seconds=30),
        a_line("bird-dog", times_per_week=3, side=Side.ALTERNATING),
        a_line("walk", sets=1, reps=None, duration_minutes=20.0, days="tue thu"),
        by=paul,
    )
    return Cast(
        clinic,
        ana,
        paul,
        dora,
        strange_pt=someone(clinic, Role.PHYSICAL_THERAPIST, "Stan Novak"),
        strange_doctor=someone(clinic, Role.PHYSIATRIST, "Sue Park"),
        strange_patient=a_patient(clinic, "Otto Weiss"),
        admin=someone(clinic, Role.ADMINISTRATOR, "Ada Admin"),
    )


def a_line(
    exercise_id: str = "bridge", *, days: str = "", times_per_week: int | None = None, **fields: Any
) -> Prescription:
    """A new line of a program: 3 sets of 10 once a day on every day, unless told otherwise."""
    weekdays = frozenset(Weekday(name) for name in days.split()) or frozenset(Weekday)
    line = Prescription(
        id="",
        line_id="",
        exercise_id=exercise_id,
        side=Side.NONE,
        sets=3,
        times_per_day=1,
        schedule=TimesPerWeek(times_per_week) if times_per_week else FixedDays(weekdays),
        reps=10,
    )
    return replace(line, **fields)


def a_log(line: Prescription, on: date, **fields: Any) -> ExerciseLog:
    """A log of this prescription, as prescribed, made at noon in New York."""
    noon = datetime(on.year, on.month, on.day, 16, 0, tzinfo=UTC)
    values = {
        "id": str(uuid4()),
        "prescription_id": line.id,
        "local_date": on,
        "performed_at": noon,
        "edited_at": noon,
        "time_zone": NEW_YORK,
    }
    return ExerciseLog(**{**values, **fields})


def a_check_in(on: date, **fields: Any) -> CheckIn:
    """A check-in without values, made at noon in New York."""
    noon = datetime(on.year, on.month, on.day, 16, 0, tzinfo=UTC)
    values = {
        "id": str(uuid4()),
        "local_date": on,
        "recorded_at": noon,
        "edited_at": noon,
        "flare": False,
        "time_zone": NEW_YORK,
    }
    return CheckIn(**{**values, **fields})


def _account(clinic: Clinic, role: Role, name: str, profile: dict[str, Any]) -> tuple[str, str]:
    email = profile.pop("email", None) or f"{name.lower().replace(' ', '.')}@example.org"

    def add(operator: Operator, unit: Unit) -> str:
        person = Person(
            clinic_id=clinic.id,
            role=role.value,
            name=name,
            email=email,
            password_hash=PASSWORD_HASH,
            created_at=unit.now,
            **{"time_zone": NEW_YORK, **profile},
        )
        unit.session.add(person)
        return person.id

    return clinic.door.operate(add), email


def _sign_in(clinic: Clinic, person_id: str) -> str:
    def open_one(visitor: Visitor, unit: Unit) -> str:
        person = people.get(unit.session, person_id)
        assert person is not None
        return sessions.open_session(visitor, unit, person, SessionSettings()).token

    return clinic.door.visit(Visitor(), open_one)
