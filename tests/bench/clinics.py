"""Synthetic clinics, straight into a database: so many patients with so many days of a course, seeded.

    python -m tests.bench.clinics sqlite:////tmp/clinic.db --patients 1000 --days 365

One physiatrist and one PT, with whom every patient shares everything. A patient has five exercises (of them one on
three days a week, one on any three), a new version of the program every six weeks, logs of most of the days and
check-ins of many, questionnaires every four weeks and a sheet of measurements every eight, visits weekly for twelve
weeks and then every four, an order and a signed report every 30 days. Nobody in it is real.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from patient_app.content.exercise_library import library
from patient_app.domain.people import Role, SharePart
from patient_app.store.database import Database
from patient_app.store.migrations import migrate
from patient_app.store.queries import bulk
from patient_app.store.tables import (
    Activity,
    CareTeamMember,
    Clinic,
    Episode,
    Goal,
    MeasureAssignment,
    Measurement,
    MeasureResponse,
    Order,
    Person,
    Prescription,
    ProgramVersion,
    ProgressReport,
    Share,
    Visit,
    metadata,
)
from tests.builders import NEW_YORK, PASSWORD_HASH

DOCTOR, THERAPIST = "doctor@clinic.example", "therapist@clinic.example"
SEED = 20261125
FIRST_NAMES = ("Ana", "Ben", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Lars")
LAST_NAMES = ("Abbott", "Brandt", "Castillo", "Dumont", "Ekwueme", "Ferreira", "Gupta", "Hansen", "Ivanova", "Jensen")
PROBLEMS = ("Low back pain", "Neck pain", "Knee osteoarthritis", "Shoulder pain", "After a hip fracture")
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SCHEDULES = ({"days": EVERY_DAY},) * 3 + ({"days": ["mon", "wed", "fri"]}, {"times_per_week": 3})
REASONS = ("pain", "tired", "no_time", "forgot", "unwell")
PATIENTS_AT_ONCE = 25

Rows = list[dict[str, Any]]


@dataclass
class Made:
    """A clinic that was made: its people, and how many rows of each kind."""

    clinic_id: str
    doctor_id: str
    therapist_id: str
    patient_ids: list[str] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def make(database: Database, patients: int, days: int, now: datetime, seed: int = SEED) -> Made:
    """Fill a migrated database with one clinic whose patients' courses end today."""
    began = time.monotonic()
    start = now - timedelta(days=days + 30)
    made = Made("clinic", "doctor", "therapist")
    exercises = sorted(library())
    with database.engine.begin() as connection:
        if database.url.startswith("sqlite"):
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        _insert(connection, made, {"clinic": [_clinic(start)], "person": [*_staff(start)]})
        for first in range(0, patients, PATIENTS_AT_ONCE):
            rows: dict[str, Rows] = {}
            for number in range(first, min(first + PATIENTS_AT_ONCE, patients)):
                _Patient(random.Random(f"{seed} {number}"), number, days, now, exercises).add_to(rows)
                made.patient_ids.append(_id(number, "person", 0))
            _insert(connection, made, rows)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    made.seconds = time.monotonic() - began
    return made


def _insert(connection: Any, made: Made, rows: dict[str, Rows]) -> None:
    for table in metadata.sorted_tables:
        if found := rows.get(table.name):
            connection.execute(table.insert(), found)
            made.rows[table.name] += len(found)


def _clinic(start: datetime) -> dict[str, Any]:
    return Clinic(
        id="clinic", name="Harbor Rehabilitation", phone="+1 555 0100", time_zone=NEW_YORK, created_at=start
    ).model_dump()


def _staff(start: datetime) -> Iterator[dict[str, Any]]:
    for id, role, name, email in (
        ("doctor", Role.PHYSIATRIST, "Ngozi Okafor", DOCTOR),
        ("therapist", Role.PHYSICAL_THERAPIST, "Dana Whitfield", THERAPIST),
    ):
        yield Person(
            id=id,
            clinic_id="clinic",
            role=role.value,
            name=name,
            email=email,
            password_hash=PASSWORD_HASH,
            time_zone=NEW_YORK,
            connect_code=f"{id:0<10}"[:10].upper(),
            created_at=start,
        ).model_dump()


def _id(patient: int, kind: str, number: int) -> str:
    """An id in the form of a UUID, in order of making, unique by kind."""
    kinds = ("person", "episode", "version", "line", "log", "check_in", "other")
    return f"01900000-{kinds.index(kind):04x}-7000-8{patient >> 12:03x}-{patient & 0xFFF:03x}{number:09x}"


class _Patient:
    """One patient's rows. Two in three keep at it, one in three does less than half; some fall silent."""

    def __init__(self, chance: random.Random, number: int, days: int, now: datetime, exercises: list[str]) -> None:
        self.chance = chance
        self.number = number
        self.days = days
        self.now = now
        self.today = now.astimezone(UTC).date()
        self.first = self.today - timedelta(days=days - 1)
        self.id = _id(number, "person", 0)
        self.episode = _id(number, "episode", 0)
        self.exercises = chance.sample(exercises, 5)
        self.zeal = chance.choice((0.92, 0.8, 0.35))
        self.pain = chance.uniform(3, 8)
        self._others = 0

    def add_to(self, rows: dict[str, Rows]) -> None:
        """Everything of this patient, by table."""
        for row in self._rows():
            rows.setdefault(str(row.__tablename__), []).append(row.model_dump())
        lines = self._program(rows)
        self._entries(rows, lines)

    def _other(self) -> str:
        self._others += 1
        return _id(self.number, "other", self._others)

    def _at(self, day: date, hour: float = 16.0) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)

    def _rows(self) -> Iterator[bulk.Row]:
        start = self._at(self.first)
        chance = self.chance
        yield Person(
            id=self.id,
            clinic_id="clinic",
            role=Role.PATIENT.value,
            name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {self.number:04}",
            email=f"patient{self.number}@clinic.example",
            password_hash=PASSWORD_HASH,
            time_zone=NEW_YORK,
            first_sign_in_on=self.first,
            invited_on=self.first - timedelta(days=2),
            created_at=start,
        )
        yield Episode(
            id=self.episode,
            patient_id=self.id,
            problem=chance.choice(PROBLEMS),
            region="lumbar",
            started_on=self.first,
        )
        for who in ("doctor", "therapist"):
            yield CareTeamMember(id=self._other(), patient_id=self.id, clinician_id=who, since=start)
            parts = [part.value for part in SharePart]
            yield Share(id=self._other(), patient_id=self.id, clinician_id=who, parts=parts, since=start)
        yield from self._care(start)
        yield from self._measured()

    def _care(self, start: datetime) -> Iterator[bulk.Row]:
        chance = self.chance
        for number, offset in enumerate(range(0, self.days, 84), start=1):
            signed = self._at(self.first + timedelta(days=offset))
            yield Order(
                id=self._other(),
                episode_id=self.episode,
                patient_id=self.id,
                physiatrist_id="doctor",
                diagnoses=[{"code": "M54.50", "text": "Low back pain, unspecified", "side": None}],
                reason="Pain that limits walking and lifting",
                frequency_per_week=1,
                weeks=12,
                signed_at=signed,
                accepted_by="therapist",
                accepted_at=signed,
                number=number,
                expires_on=signed.date() + timedelta(days=chance.randint(84, 120)),
                next_visit_on=self.today + timedelta(days=chance.randint(-1, 60)),
            )
        for letter in "ABCD":
            met = self.today - timedelta(days=chance.randint(0, 60)) if chance.random() < 0.2 else None
            yield Goal(
                id=self._other(),
                episode_id=self.episode,
                patient_id=self.id,
                letter=letter,
                category="function",
                description="Walk for 30 minutes without a rest",
                status="met" if met else "active",
                met_on=met,
            )
        for name in ("Climb the stairs", "Carry the shopping", "Sleep through"):
            yield Activity(id=f"{self._other()}", patient_id=self.id, name=name, baseline=3, since=start)
        for offset in (*range(0, min(self.days, 84), 7), *range(84, self.days, 28)):
            yield self._visit("therapist", "treatment", self.first + timedelta(days=offset), "held")
        for offset in range(20, self.days, 42):
            yield self._visit("doctor", "physiatrist", self.first + timedelta(days=offset), "held")
        yield self._visit("doctor", "physiatrist", self.today + timedelta(days=chance.randint(1, 40)), "planned")
        for number, offset in enumerate(range(30, self.days, 30), start=1):
            end = self.first + timedelta(days=offset)
            known = offset + 30 < self.days or chance.random() < 0.7
            yield ProgressReport(
                id=self._other(),
                patient_id=self.id,
                episode_id=self.episode,
                number=number,
                author_id="therapist",
                period_from=end - timedelta(days=29),
                period_to=end,
                treatment_days=4,
                data={"lines": [{"exercise": each, "done": 20, "due": 28} for each in self.exercises] * 4},
                assessment="Gains in strength and walking distance; pain after long sitting goes on. " * 4,
                plan="Go on, with more load on the leg exercises. " * 3,
                status="signed",
                signed_at=self._at(end, 20),
                acknowledged_by="doctor" if known else None,
                acknowledged_at=self._at(end + timedelta(days=2)) if known else None,
                decision="continue" if known else None,
            )

    def _visit(self, who: str, kind: str, day: date, status: str) -> Visit:
        return Visit(
            id=self._other(),
            patient_id=self.id,
            clinician_id=who,
            planned_at=self._at(day, 15),
            status=status,
            decision="continue" if status == "held" else None,
            kind=kind,
            episode_id=self.episode,
        )

    def _measured(self) -> Iterator[bulk.Row]:
        for measure in ("rmdq", "nprs-average-24h"):
            yield MeasureAssignment(
                id=self._other(),
                patient_id=self.id,
                episode_id=self.episode,
                measure_id=measure,
                schedule={"kind": "every", "weeks": 4},
                starts_on=self.first,
                assigned_by="therapist",
                assigned_at=self._at(self.first),
            )
            score = self.chance.uniform(8, 18)
            for offset in range(0, self.days, 28):
                score = max(0.0, min(24.0, score + self.chance.uniform(-2, 1.6)))
                at = self._at(self.first + timedelta(days=offset), 18)
                yield MeasureResponse(
                    id=self._other(),
                    patient_id=self.id,
                    measure_id=measure,
                    measure_version="1",
                    local_date=at.date(),
                    time_zone=NEW_YORK,
                    edited_at=at,
                    first_edited_at=at,
                    received_at=at,
                    answers={f"q{number}": 1 for number in range(int(score))},
                    score=float(round(score)) if measure == "rmdq" else float(round(score / 3)),
                    scoring_version="1",
                )
        for offset in range(0, self.days, 56):
            day = self.first + timedelta(days=offset)
            for movement in ("flexion", "extension", "lateral flexion", "rotation"):
                for side in ("left", "right"):
                    yield Measurement(
                        id=self._other(),
                        patient_id=self.id,
                        episode_id=self.episode,
                        kind="rom",
                        joint="lumbar spine",
                        movement=movement,
                        side=side,
                        active=True,
                        value=float(self.chance.randint(10, 90)),
                        unit="deg",
                        measured_on=day,
                        measured_by="therapist",
                        recorded_at=self._at(day),
                    )

    def _program(self, rows: dict[str, Rows]) -> list[tuple[date, list[str]]]:
        """The versions: from when, and the ids of the prescriptions."""
        versions = []
        for number, offset in enumerate(range(0, self.days, 42), start=1):
            start = self.first + timedelta(days=offset)
            id = _id(self.number, "version", number)
            version = ProgramVersion(
                id=id,
                patient_id=self.id,
                episode_id=self.episode,
                version=number,
                effective_from=start,
                published_at=self._at(start, 12),
                published_by="therapist",
            )
            rows.setdefault("program_version", []).append(version.model_dump())
            lines = []
            for position, exercise in enumerate(self.exercises):
                line = Prescription(
                    id=_id(self.number, "line", number * 8 + position),
                    program_version_id=id,
                    line_id=_id(self.number, "line", position),
                    position=position,
                    exercise_id=exercise,
                    side="none",
                    sets=3,
                    reps=8 + number % 5,
                    times_per_day=1,
                    schedule=dict(SCHEDULES[position]),
                    pain_rule={"green_max": 3, "amber_max": 5},
                )
                lines.append(line.id)
                rows.setdefault("prescription", []).append(line.model_dump())
            versions.append((start, lines))
        return versions

    def _entries(self, rows: dict[str, Rows], versions: list[tuple[date, list[str]]]) -> None:
        """Day by day; away for a while now and then, and one in twelve has fallen silent lately."""
        chance, count = self.chance, 0
        logs, check_ins = rows.setdefault("exercise_log", []), rows.setdefault("check_in", [])
        silent_from = self.days - chance.randint(6, 20) if chance.random() < 1 / 12 else self.days + 1
        away_until = -1
        lines: list[str] = []
        starts = dict(versions)
        for offset in range(self.days):
            day = self.first + timedelta(days=offset)
            lines = starts.get(day, lines)
            self.pain = min(9.5, max(0.5, self.pain + chance.uniform(-0.8, 0.75)))
            if chance.random() < 0.01:
                away_until = offset + chance.randint(3, 9)
            if offset <= away_until or offset >= silent_from:
                continue
            for position, line in enumerate(lines):
                due = position < 3 or (position == 3 and day.weekday() in (0, 2, 4)) or chance.random() < 3 / 7
                if due and chance.random() < self.zeal:
                    count += 1
                    logs.append(self._log(count, line, day))
            if chance.random() < self.zeal:
                check_ins.append(self._check_in(offset, day))

    def _log(self, number: int, line: str, day: date) -> dict[str, Any]:
        chance, at = self.chance, self._at(day, 14 + self.chance.random() * 8)
        skipped = chance.random() < 0.04
        return {
            "id": _id(self.number, "log", number),
            "patient_id": self.id,
            "prescription_id": line,
            "local_date": day,
            "time_zone": NEW_YORK,
            "performed_at": at,
            "edited_at": at,
            "first_edited_at": at,
            "received_at": at,
            "clock_adjusted": False,
            "late": False,
            "sets_done": None if skipped else chance.choice((None, None, 3, 2)),
            "reps_done": None,
            "hold_seconds": None,
            "duration_minutes": None,
            "load": None,
            "side": None,
            "pain_during": None if skipped else min(10, int(self.pain) + chance.choice((-1, 0, 0, 1))),
            "effort": None if skipped else chance.randint(2, 7),
            "note": None,
            "not_done_reason": chance.choice(REASONS) if skipped else None,
        }

    def _check_in(self, offset: int, day: date) -> dict[str, Any]:
        chance, at, now = self.chance, self._at(day, 22.5), int(self.pain)
        return {
            "id": _id(self.number, "check_in", offset),
            "patient_id": self.id,
            "local_date": day,
            "time_zone": NEW_YORK,
            "recorded_at": at,
            "edited_at": at,
            "first_edited_at": at,
            "received_at": at,
            "clock_adjusted": False,
            "late": False,
            "pain_now": now,
            "pain_worst": min(10, now + chance.randint(0, 2)),
            "pain_average": now,
            "pain_sites": ["lower-back"],
            "activity_ratings": [{"activity_id": f"a{each}", "rating": chance.randint(2, 9)} for each in range(3)],
            "morning_settled": chance.choice((None, "yes", "bit_more")),
            "flare": chance.random() < 0.02,
            "sleep": chance.randint(3, 9),
            "note": None,
            "warning_signs": None,
        }


def told(made: Made, days: int, seed: int = SEED) -> str:
    """A line that says what was made."""
    rows = ", ".join(f"{count:,} {name}" for name, count in made.rows.most_common(6))
    return f"{len(made.patient_ids):,} patients x {days} days in {made.seconds:.0f} s (seed {seed}): {rows}"


def main(arguments: Iterable[str] | None = None) -> None:
    """Make one clinic in a database that is empty."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--patients", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(list(arguments) if arguments is not None else None)
    database = Database(asked.url)
    migrate(database.engine)
    print(told(make(database, asked.patients, asked.days, datetime.now(UTC), asked.seed), asked.days, asked.seed))
    database.close()


if __name__ == "__main__":
    main()
