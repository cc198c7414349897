"""One patient's record as far as its reader may see it, as plain values: what a FHIR Bundle is made of.

The rows have the columns of the tables, so that nothing is lost on the way out and an import can make them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from patient_app.domain.course_rows import (
    Centre,
    ClinicCard,
    Clinician,
    DocumentRow,
    EpisodeRow,
    JourneyRow,
    OrderRow,
    ReportRow,
    SharedWith,
    Subject,
    TeamMember,
    VisitRow,
)
from patient_app.domain.entry_rows import (
    ActivityRow,
    AssignmentRow,
    CheckInRow,
    GoalChangeRow,
    GoalRow,
    HoldRow,
    LineRow,
    LogRow,
    MeasurementRow,
    ResponseRow,
    VersionRow,
)
from patient_app.domain.people import SharePart

__all__ = [
    "ActivityRow",
    "AssignmentRow",
    "Centre",
    "CheckInRow",
    "ClinicCard",
    "Clinician",
    "DocumentRow",
    "EpisodeRow",
    "FhirRecord",
    "GoalChangeRow",
    "GoalRow",
    "HoldRow",
    "JourneyRow",
    "LineRow",
    "LogRow",
    "MeasureFacts",
    "MeasurementRow",
    "Names",
    "OrderRow",
    "ReportRow",
    "ResponseRow",
    "SharedWith",
    "Subject",
    "TeamMember",
    "VersionRow",
    "VisitRow",
]


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What is known of an outcome measure. `items`: the wording of its questions where it may be passed on."""

    name: str
    low: float
    high: float
    unit: str
    direction: str
    recall: str
    loinc: str | None
    items: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The words, in English, and the LOINC codes of what the record names by our codes.

    `measures` by (id, version), `measured` and `motion_codes` by the key of what was measured
    ('rom:knee:flexion:active'); the codes then by side (`None`: of either).
    """

    exercises: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[tuple[str, str], MeasureFacts] = field(default_factory=dict)
    measured: Mapping[str, str] = field(default_factory=dict)
    motion_codes: Mapping[str, Mapping[str | None, str]] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FhirRecord:
    """A patient's record for one reader: what a part does not open is empty.

    `first` and `last` bound the dated entries (both included, local dates). `today` is the patient's.
    """

    patient: Subject
    parts: frozenset[SharePart]
    today: date
    clinic: ClinicCard
    first: date | None = None
    last: date | None = None
    centres: tuple[Centre, ...] = ()
    clinicians: tuple[Clinician, ...] = ()
    team: tuple[TeamMember, ...] = ()
    shares: tuple[SharedWith, ...] = ()
    episodes: tuple[EpisodeRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    journey: tuple[JourneyRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    logs: tuple[LogRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    check_ins: tuple[CheckInRow, ...] = ()
    responses: tuple[ResponseRow, ...] = ()
    assignments: tuple[AssignmentRow, ...] = ()
    measurements: tuple[MeasurementRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    goal_changes: tuple[GoalChangeRow, ...] = ()
    names: Names = field(default_factory=Names)
