"""What several parts of a made-up patient's record need: who is who, the calendar, the program as domain values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from patient_app.content import demo_values as v
from patient_app.domain.course import Hold
from patient_app.domain.program import ProgramVersion
from patient_app.services.demo.days import Calendar, demo_id


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids by key: of the staff and patients, the PT centres, the clinic's own exercises; and the clinic's own."""

    clinic_id: str
    people: dict[str, str]
    centres: dict[str, str]
    exercises: dict[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One patient's script with its ids and calendar."""

    key: str
    id: str
    patient: v.Patient
    cast: Cast
    calendar: Calendar
    episode_id: str
    versions: tuple[ProgramVersion, ...]
    holds: tuple[Hold, ...]

    @property
    def first_sign_in(self) -> date | None:
        """The local date from which days count."""
        return None if self.patient.signed_in is None else self.calendar.day(self.patient.signed_in)

    def staff(self, key: str) -> str:
        """The id of someone who works at the clinic."""
        return self.cast.people[key]

    def activity_id(self, number: int) -> str:
        """The id of one of the patient's own activities."""
        return demo_id(self.calendar.at(self.calendar.day(self.patient.invited), "10:00"), self.key, "activity", number)


def case(key: str, patient_id: str, patient: v.Patient, cast: Cast, calendar: Calendar) -> Case:
    """The case of one script."""
    return Case(
        key=key,
        id=patient_id,
        patient=patient,
        cast=cast,
        calendar=calendar,
        episode_id=demo_id(calendar.at(calendar.day(patient.episode.started), "09:00"), key, "episode"),
        versions=tuple(_versions(key, patient, cast, calendar)),
        holds=tuple(
            Hold(
                calendar.day(hold.on),
                None if hold.cleared is None else calendar.day(hold.cleared),
                hold.level,
            )
            for hold in patient.holds
        ),
    )


def _versions(key: str, patient: v.Patient, cast: Cast, calendar: Calendar) -> Iterator[ProgramVersion]:
    for number, version in enumerate(patient.program, 1):
        day = calendar.workday(version.on)
        published_at = calendar.at(day, "11:20" if number == 1 else "12:05")
        first_at = calendar.at(calendar.workday(patient.program[0].on), "11:20")
        yield ProgramVersion(
            version=number,
            effective_from=day,
            prescriptions=tuple(
                replace(
                    line,
                    id=demo_id(published_at, key, number, line.line_id),
                    line_id=demo_id(first_at, key, "line", line.line_id),
                    exercise_id=cast.exercises.get(line.exercise_id, line.exercise_id),
                )
                for line in version.lines
            ),
            published_at=published_at,
            published_by=cast.people[version.by],
            note=version.note,
        )
