"""All tables. Importing this module registers every one with `SQLModel.metadata`."""

from sqlmodel import SQLModel

from patient_app.store.tables.audit import AuditEvent
from patient_app.store.tables.care import (
    CareTeamMember,
    Episode,
    Goal,
    GoalChange,
    Handover,
    Hold,
    Order,
    Share,
    Visit,
    VisitRequest,
    VisitSeries,
)
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
    AttentionMark,
    ClinicMeasure,
    Document,
    JourneyEntry,
    MeasureAssignment,
    Measurement,
    MonitoringMinutes,
    Notice,
    ProgressReport,
    SavedView,
)
from patient_app.store.tables.standings import CourseChange, CourseCheckpoint, CourseStanding

metadata = SQLModel.metadata

__all__ = [
    "Activity",
    "AttentionMark",
    "AuditEvent",
    "AuthSession",
    "CareTeamMember",
    "CheckIn",
    "Clinic",
    "ClinicMeasure",
    "CourseChange",
    "CourseCheckpoint",
    "CourseStanding",
    "Document",
    "EntryHistory",
    "Episode",
    "Exercise",
    "ExerciseLog",
    "ExerciseMedia",
    "Goal",
    "GoalChange",
    "Handover",
    "Hold",
    "Invitation",
    "JourneyEntry",
    "MeasureAssignment",
    "MeasureResponse",
    "Measurement",
    "MonitoringMinutes",
    "Notice",
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
    "SavedView",
    "Share",
    "SignInAttempt",
    "Visit",
    "VisitRequest",
    "VisitSeries",
    "metadata",
]
