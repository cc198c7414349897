"""What was worked out of a course and is kept so that it need not be worked out again. Derived copies, never a source.

A row here may be missing or old at any time: whoever reads it looks whether it still counts, and else works it out.
"""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict
from patient_app.store.types import Id


class CourseChange(SQLModel, table=True):
    """How often a patient's record was changed. It goes up in the transaction of the change.

    `past` goes up when an entry for a day long ago was changed (`domain.recent.OLD`).
    """

    __tablename__ = "course_change"

    patient_id: str = Field(primary_key=True, foreign_key="person.id", sa_type=Id)
    number: int
    past: int = 0


class CourseStanding(SQLModel, table=True):
    """What the panel shows of a patient's course to readers of `parts` ('pain+program'), on the patient's `as_of`.

    It counts while `number` is that of `CourseChange`, `person` says what the person's row says, and `as_of` is the
    patient's today: in `time_zone` (the latest entry's), else the profile's. `revision` is new with each row.
    """

    __tablename__ = "course_standing"

    patient_id: str = Field(primary_key=True, foreign_key="person.id", sa_type=Id)
    parts: str = Field(primary_key=True)
    as_of: date
    time_zone: str | None = None
    number: int
    person: str
    revision: str = Field(sa_type=Id, unique=True)
    made_at: datetime = instant()
    data: str


class CourseCheckpoint(SQLModel, table=True):
    """What the days before `monday` leave behind for the rules (`domain.recent.Checkpoint`).

    It counts while `past` is that of `CourseChange` and `basis` says what the person, the holds, the program versions
    and the course of treatment say of those days.
    """

    __tablename__ = "course_checkpoint"

    patient_id: str = Field(primary_key=True, foreign_key="person.id", sa_type=Id)
    monday: date
    past: int
    basis: str
    data: dict[str, Any] = json_dict()
