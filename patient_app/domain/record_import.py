"""What a record of another system would become here: what was read, and the plan that a person sees before it is done.

No rule about a single resource stands here: `imports` reads them, `services/record_import` compares and writes.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from patient_app.domain.dates import local_date
from patient_app.domain.errors import FieldError, Invalid


class Kind(StrEnum):
    """What a resource becomes: the table that holds it. In the order in which rows are written."""

    EPISODE = "episode"
    ACTIVITY = "activity"
    ORDER = "pt_order"
    PROGRAM = "program_version"
    LINE = "prescription"
    LOG = "exercise_log"
    CHECK_IN = "check_in"
    RESPONSE = "measure_response"
    MEASUREMENT = "measurement"
    GOAL = "goal"
    ASSIGNMENT = "measure_assignment"
    HOLD = "hold"
    REPORT = "progress_report"
    VISIT = "visit"
    JOURNEY = "journey_entry"


class Fate(StrEnum):
    """What happens to a resource."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    NOT_TAKEN = "not_taken"


_OWN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Source:
    """Which resource this is in the other system: its identifier, or its address (then `system` is empty)."""

    system: str
    value: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or an instant as the other system wrote it. One of the two is known.

    A date alone is the patient's own date; it stands for noon there. An instant counts for the date that it has in
    the patient's time zone.
    """

    day: date | None = None
    instant: datetime | None = None

    def local_day(self, time_zone: str) -> date:
        """The patient's date."""
        return local_date(self.instant, time_zone) if self.instant else self._known_day

    def at(self, time_zone: str) -> datetime:
        """The instant, in UTC."""
        return (self.instant or datetime.combine(self._known_day, time(12), ZoneInfo(time_zone))).astimezone(UTC)

    @property
    def _known_day(self) -> date:
        if self.day is None:
            raise ValueError("A moment without a date.")
        return self.day


@dataclass(frozen=True, slots=True)
class Day:
    """A value that is the patient's date of a moment."""

    of: Moment


@dataclass(frozen=True, slots=True)
class Instant:
    """A value that is the instant of a moment."""

    of: Moment


@dataclass(frozen=True, slots=True)
class OfEpisode:
    """A value that is the id of the course of treatment: the one that is imported, else the one that goes on."""


@dataclass(frozen=True, slots=True)
class Link:
    """A value that is the id of what another resource becomes."""

    kind: Kind
    source: Source


@dataclass(frozen=True, slots=True)
class ThePatient:
    """A value that is the id of the patient."""


@dataclass(frozen=True, slots=True)
class Author:
    """A value that is a person's id: someone of the other system, by name. `profession`: 'physiatrist', or none known.

    `own_id`: an id of this product, when the record was exported from it.
    """

    source: Source
    name: str
    profession: str | None = None
    own_id: str | None = None


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """An exercise of another system: its codes and its names, to be found among ours."""

    codes: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def shown(self) -> str:
        """A word for it in a message."""
        return next(iter((*self.names, *self.codes)), "?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A row that a resource would become. `values` by column, with `Link`, `Author` and `NamedExercise` in them.

    `path` says where it stood: 'Bundle.entry[3].resource'. `shown` says in words what it is. `own_id`: the id that it
    had in this product.
    """

    path: str
    resource_type: str
    source: Source
    kind: Kind
    values: Mapping[str, Any]
    shown: str
    content_hash: str
    own_id: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A resource that is not taken, and why."""

    path: str
    resource_type: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A resource that goes with another one, whose path is `of`."""

    path: str
    resource_type: str
    of: str


@dataclass(frozen=True, slots=True)
class ForeignPatient:
    """Whose record it is, as the other system says. `language`: en or es, when it is known."""

    path: str
    source: Source
    name: str
    content_hash: str
    language: str | None = None
    time_zone: str | None = None
    own_id: str | None = None
    first_sign_in_on: date | None = None
    monitoring_start: date | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """A Bundle as it was read: whose, what it would become, and what is left out. `content_hash` is of the file.

    `is_own`: this product exported it, here or in another clinic.
    """

    patient: ForeignPatient
    drafts: tuple[Draft, ...]
    parts: tuple[Part, ...]
    left: tuple[Left, ...]
    content_hash: str
    is_own: bool = False
    name: str = "FHIR Bundle"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row that is there already."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One line of the plan. `becomes` is empty when it is not taken, `reason` when it is."""

    path: str
    resource_type: str
    fate: Fate
    becomes: str = ""
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import does, row by row. `is_new_patient`: the patient is made as well."""

    patient_name: str
    is_new_patient: bool
    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each fate."""
        found = Counter(row.fate.value for row in self.rows)
        return {fate.value: found[fate.value] for fate in Fate}

    @property
    def changes_something(self) -> bool:
        """Would anything be written?"""
        return any(row.fate in (Fate.NEW, Fate.CHANGED) for row in self.rows)

    @property
    def hash(self) -> str:
        """A word for exactly this plan: another one has another."""
        rows = [
            [row.path, row.resource_type, row.fate.value, row.becomes, row.reason]
            + [[each.field, each.old, each.new] for each in row.changes]
            for row in self.rows
        ]
        text = json.dumps([self.patient_name, self.is_new_patient, rows], ensure_ascii=True)
        return sha256(text.encode()).hexdigest()[:16]


class NotReadable(Invalid):
    """A file that cannot be imported, with every problem by its path (`Bundle.entry[3].resource.status`)."""


def unreadable(path: str, message: str) -> NotReadable:
    """One problem of a file."""
    return NotReadable(f"{path}: {message}" if path else message, (FieldError(path or "Bundle", message),))


def is_same_name(one: str, other: str) -> bool:
    """May these be names of one person: do they share their last word, or all words of the shorter one?"""
    first, second = ({word.casefold().strip(".,") for word in name.split()} for name in (one, other))
    if not first or not second:
        return False
    return first <= second or second <= first or one.split()[-1].casefold() == other.split()[-1].casefold()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports has decided. `exercises`: which exercise of ours one of theirs is, by its code or
    name; `same_person`: the record is this patient's although the names differ."""

    exercises: Mapping[str, str] = field(default_factory=dict)
    same_person: bool = False


def own_id(text: object) -> str | None:
    """An id of this product, which is a UUID; `None` for any other (FHIR allows 64 characters, our rows do not)."""
    found = str(text or "")
    return found if _OWN_ID.fullmatch(found) else None
