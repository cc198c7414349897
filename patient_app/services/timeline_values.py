"""The values of the journey as its reader may see it: events with their authors, closed courses, the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from patient_app.domain.journey import EventKind, Precision
from patient_app.domain.journey_steps import NextUp, PlannedVisit, Standing, Step
from patient_app.domain.people import Role, SharePart
from patient_app.domain.timeline import Dated
from patient_app.services.documents import Document
from patient_app.services.final_summary import FinalSummary
from patient_app.services.measures import KnownMeasures


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote or did something. `is_reader`: it is whoever reads this."""

    name: str
    role: Role
    is_reader: bool


@dataclass(frozen=True, slots=True)
class Former:
    """What an entry said before it was corrected, by whom, and until when."""

    author: str
    until: datetime
    on: date
    precision: Precision
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Event(Dated):
    """One event. `kind`, `title`, `text` and `details` are an entry's; `facts` are what the sentence of any other event
    needs: numbers, names, codes. `object_id`: the order, report or version that it is about.
    """

    author: Author | None = None
    kind: EventKind | None = None
    title: str = ""
    text: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    object_id: str | None = None
    recorded_at: datetime | None = None
    documents: tuple[Document, ...] = ()
    former: tuple[Former, ...] = ()
    may_correct: bool = False
    may_remove: bool = False


@dataclass(frozen=True, slots=True)
class ClosedCourse:
    """A course that was closed, with what the reader may see of its final summary; `None` without one."""

    episode_id: str
    problem: str
    started_on: date
    closed_on: date
    closed_by: str
    reason: str | None
    note: str
    summary: FinalSummary | None


@dataclass(frozen=True, slots=True)
class Journey:
    """The journey of one patient. Steps, what comes next, visits to come, documents and closed courses are empty
    without the part `journey`. `events` are oldest first; `documents` all of them. `known`: the
    clinic's outcome measures, for names.
    """

    patient_id: str
    patient_name: str
    today: date
    time_zone: str
    parts: frozenset[SharePart]
    is_own: bool
    problem: str
    has_course: bool
    events: tuple[Event, ...]
    steps: tuple[tuple[Step, Standing], ...] = ()
    next: tuple[NextUp, ...] = ()
    coming: tuple[PlannedVisit, ...] = ()
    documents: tuple[Document, ...] = ()
    closed: tuple[ClosedCourse, ...] = ()
    known: KnownMeasures | None = None
