"""How data travels: emergency access, share links, calendar feeds, tokens of other systems, imports."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref


class EmergencyAccess(SQLModel, table=True):
    """A clinician opened a record without a share ('break-glass'), with a reason, for some hours; the patient is told.

    Open from `since` until `until`, or until the patient or the clinician ends it at `ended_at`.
    """

    __tablename__ = "emergency_access"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    reason: str
    since: datetime = instant()
    until: datetime = instant()
    ended_at: datetime | None = instant(null=True)
    ended_by: str | None = ref("person.id", null=True, index=False)


class ShareLink(SQLModel, table=True):
    """A read-only summary for someone without an account (SMART Health Link).

    The secret of the address is kept only as a hash (`secret_hash`); the key that the files are encrypted with is kept
    only as `sealed_key`, which cannot be opened without that secret. A period of fixed days (`first`, `last`), or one
    that follows the data: the last `days` days. `tries_left`: wrong passcodes that may still be given; at 0 the link is
    closed at `locked_at`. `openings_left`: `None` for any number.
    """

    __tablename__ = "share_link"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    label: str
    parts: list[str] = json_list()
    first: date | None = None
    last: date | None = None
    days: int | None = None
    secret_hash: str = Field(unique=True)
    sealed_key: str
    passcode_hash: str
    tries_left: int
    openings_left: int | None = None
    opened: int = 0
    made_at: datetime = instant()
    expires_at: datetime = instant()
    last_opened_at: datetime | None = instant(null=True)
    locked_at: datetime | None = instant(null=True)
    revoked_at: datetime | None = instant(null=True)


class CalendarFeed(SQLModel, table=True):
    """A patient's calendar address. Its token is kept only as a hash.

    `alarm_minutes`: an alarm so long before a visit, `None` for none; `reminder_time`: HH:MM of the daily reminder of
    the exercises, `None` for none.
    """

    __tablename__ = "calendar_feed"

    id: str = primary_id()
    person_id: str = ref("person.id")
    token_hash: str = Field(unique=True)
    alarm_minutes: int | None = None
    reminder_time: str | None = None
    made_at: datetime = instant()
    last_read_at: datetime | None = instant(null=True)
    revoked_at: datetime | None = instant(null=True)


class SystemToken(SQLModel, table=True):
    """A token with which another system reads as one clinician (`/fhir/r4`). Kept only as a hash."""

    __tablename__ = "system_token"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    clinician_id: str = ref("person.id")
    name: str
    token_hash: str = Field(unique=True)
    made_by: str = ref("person.id", index=False)
    made_at: datetime = instant()
    expires_at: datetime = instant()
    last_used_at: datetime | None = instant(null=True)
    revoked_at: datetime | None = instant(null=True)


class RecordImport(SQLModel, table=True):
    """A FHIR Bundle that was imported, all of it or nothing. `counts`: rows made, changed and left, by kind."""

    __tablename__ = "record_import"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    patient_id: str = ref("person.id")
    imported_by: str | None = ref("person.id", null=True, index=False)
    at: datetime = instant()
    source: str
    content_hash: str
    counts: dict[str, Any] = json_dict()


class ImportedRecord(SQLModel, table=True):
    """Which row a resource of another system became, so that the same one comes in once.

    `system` and `value` say which resource it was there (its identifier, or its address). `content_hash`: of the
    resource when it was last imported. `resource`: the resource itself where no table of ours holds all of it.
    """

    __tablename__ = "imported_record"
    __table_args__ = (UniqueConstraint("patient_id", "resource_type", "system", "value"),)

    id: str = primary_id()
    import_id: str = ref("record_import.id")
    patient_id: str = ref("person.id")
    resource_type: str
    system: str
    value: str
    table_name: str
    row_id: str | None = Field(default=None, index=True)
    content_hash: str
    resource: dict[str, Any] = json_dict()
