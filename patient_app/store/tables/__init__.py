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
from patient_app.store.tables.program import Exercise, Prescription, ProgramVersion
from patient_app.store.tables.records import JourneyEntry, Measurement, ProgressReport

metadata = SQLModel.metadata

__all__ = [
    "Activity",
    "AuditEvent",
    "AuthSession",
    "CareTeamMember",
    "CheckIn",
    "Clinic",
    "EntryHistory",
    "Episode",
    "Exercise",
    "ExerciseLog",
    "Goal",
    "Hold",
    "Invitation",
    "JourneyEntry",
    "MeasureResponse",
    "Measurement",
    "Order",
    "Person",
    "Prescription",
    "ProgramVersion",
    "ProgressReport",
    "PtCentre",
    "ResetCode",
    "Share",
    "SignInAttempt",
    "Visit",
    "metadata",
]
