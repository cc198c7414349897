"""All tables. Importing this module registers every one with `SQLModel.metadata`."""

from sqlmodel import SQLModel

from patient_app.store.tables.audit import AuditEvent
from patient_app.store.tables.care import CareTeamMember, Episode, Goal, Hold, Order, Share, Visit
from patient_app.store.tables.entries import (
    Activity,
    CheckIn,
    EntryHistory,
    ExerciseLog,
    MeasureResponse,
)
from patient_app.store.tables.people import (
    AuthSession,
    Clinic,
    Invitation,
    Person,
    PtCentre,
    ResetCode,
    SignInAttempt,
)
from patient_app.store.tables.program import (
    Exercise,
    ExerciseMedia,
    Prescription,
    ProgramDraft,
    ProgramTemplate,
    ProgramVersion,
    ProgressionDecision,
)
from patient_app.store.tables.records import (
    ClinicMeasure,
    JourneyEntry,
    MeasureAssignment,
    Measurement,
    ProgressReport,
)

metadata = SQLModel.metadata

__all__ = [
    "Activity",
    "AuditEvent",
    "AuthSession",
    "CareTeamMember",
    "CheckIn",
    "Clinic",
    "ClinicMeasure",
    "EntryHistory",
    "Episode",
    "Exercise",
    "ExerciseLog",
    "ExerciseMedia",
    "Goal",
    "Hold",
    "Invitation",
    "JourneyEntry",
    "MeasureAssignment",
    "MeasureResponse",
    "Measurement",
    "Order",
    "Person",
    "Prescription",
    "ProgramDraft",
    "ProgramTemplate",
    "ProgramVersion",
    "ProgressReport",
    "ProgressionDecision",
    "PtCentre",
    "ResetCode",
    "Share",
    "SignInAttempt",
    "Visit",
    "metadata",
]
