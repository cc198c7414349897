"""Who did what, and who looked at whose record. Only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import SQLModel

from patient_app.store.tables.base import instant, json_dict, primary_id


class AuditEvent(SQLModel, table=True):
    """One change, or one look at another person's record. No health data stands in `detail`."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_patient_at", "patient_id", "at"),
        Index("ix_audit_event_session_action", "session_id", "action"),
    )

    id: str = primary_id()
    at: datetime = instant()
    clinic_id: str | None = None
    actor_id: str | None = None
    session_id: str | None = None
    action: str
    patient_id: str | None = None
    object_kind: str | None = None
    object_id: str | None = None
    detail: dict[str, Any] = json_dict()
