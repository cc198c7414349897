"""People, clinics and PT centres, and how people get in: invitations, sessions, reset codes."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref


class Clinic(SQLModel, table=True):
    """A clinic that hosts the product. `settings` holds only what differs from the defaults."""

    __tablename__ = "clinic"

    id: str = primary_id()
    name: str
    phone: str
    emergency_number: str = "911"
    time_zone: str = "America/New_York"
    settings: dict[str, Any] = json_dict()
    created_at: datetime = instant()


class PtCentre(SQLModel, table=True):
    """A place where physical therapists work."""

    __tablename__ = "pt_centre"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    name: str
    phone: str | None = None
    address: str | None = None
    closed_at: datetime | None = instant(null=True)


class Person(SQLModel, table=True):
    """Anyone who signs in. `email` is in lower case. `first_sign_in_on` is a patient's local date.

    `connect_code` is what a clinician gives to patients who want to share with them. `erased_at`: the patient deleted
    the account; `name` is a pseudonym from then on.
    """

    __tablename__ = "person"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    role: str = Field(index=True)
    name: str
    email: str = Field(unique=True)
    password_hash: str | None = None
    language: str = "en"
    time_zone: str = "America/New_York"
    pt_centre_id: str | None = ref("pt_centre.id", null=True, index=False)
    first_sign_in_on: date | None = None
    invited_on: date | None = None
    connect_code: str | None = Field(default=None, unique=True)
    monitoring_start: date | None = None
    self_registered_at: datetime | None = instant(null=True)
    deactivated_at: datetime | None = instant(null=True)
    erased_at: datetime | None = instant(null=True)
    created_at: datetime = instant()


class Invitation(SQLModel, table=True):
    """A one-time code to make an account. Only the hash of the code is kept."""

    __tablename__ = "invitation"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    code_hash: str = Field(unique=True)
    role: str
    email: str
    person_id: str | None = ref("person.id", null=True, index=False)
    care_team: list[str] = json_list()
    created_at: datetime = instant()
    created_by: str | None = ref("person.id", null=True, index=False)
    expires_at: datetime = instant()
    accepted_at: datetime | None = instant(null=True)


class ResetCode(SQLModel, table=True):
    """A one-time code with which a person chooses a new password. Only its hash is kept."""

    __tablename__ = "reset_code"

    id: str = primary_id()
    person_id: str = ref("person.id")
    code_hash: str = Field(unique=True)
    created_at: datetime = instant()
    expires_at: datetime = instant()
    used_at: datetime | None = instant(null=True)


class AuthSession(SQLModel, table=True):
    """A sign-in. The cookie's token is kept only as a hash."""

    __tablename__ = "auth_session"

    id: str = primary_id()
    person_id: str = ref("person.id")
    token_hash: str = Field(unique=True)
    created_at: datetime = instant()
    last_seen_at: datetime = instant()
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(null=True)
    user_agent: str | None = None


class SignInAttempt(SQLModel, table=True):
    """A failed try to sign in or to use a code; `subject` is a hash of what was tried."""

    __tablename__ = "sign_in_attempt"

    id: str = primary_id()
    subject: str = Field(index=True)
    at: datetime = instant()
