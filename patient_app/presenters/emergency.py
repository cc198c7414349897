"""Emergency access in words: for the patient, and for the clinician who reads through it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_time

from patient_app.domain.dates import local_date
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import people


class Access(Protocol):
    """One access (see `services.emergency.EmergencyAccess`)."""

    @property
    def id(self) -> str: ...
    @property
    def patient_id(self) -> str: ...
    @property
    def patient_name(self) -> str: ...
    @property
    def clinician_name(self) -> str: ...
    @property
    def clinician_role(self) -> Role: ...
    @property
    def reason(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def ended_by_patient(self) -> bool: ...
    @property
    def is_open(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """An access on the patient's page."""

    id: str = ""
    title: str = ""
    reason: str = ""
    when: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record that a clinician has open now."""

    id: str = ""
    patient_id: str = ""
    patient: str = ""
    until: str = ""


def card(t: Translator, access: Access, time_zone: str) -> EmergencyCard:
    """Who, why, since when and until when, in the patient's time zone."""
    role = people.role(t, access.clinician_role)
    names = {"name": access.clinician_name, "role": role}
    since = people.moment(t, access.since, time_zone)
    if access.is_open:
        title = t("{name}, {role}, sees your whole record", **names)
        when = t("Opened {since}. Open until {until}.", since=since, until=_until(t, access, time_zone))
    else:
        title = t("{name}, {role}, saw your whole record", **names)
        end = people.moment(t, access.ended_at or access.until, time_zone)
        if access.ended_by_patient:
            when = t("Opened {since}. You closed it {end}.", since=since, end=end)
        else:
            when = t("Opened {since}. Closed {end}.", since=since, end=end)
    return EmergencyCard(access.id, title, access.reason, when, access.is_open)


def banner(t: Translator, access: Access, time_zone: str) -> str:
    """'Emergency access until 2:05 PM. The patient has been told.', in the reader's time zone."""
    return t("Emergency access until {until}. The patient has been told.", until=_until(t, access, time_zone))


def open_record(t: Translator, access: Access, time_zone: str) -> OpenRecord:
    """A line of the clinician's list."""
    until = t("Open until {until}", until=_until(t, access, time_zone))
    return OpenRecord(access.id, access.patient_id, access.patient_name, until)


def _until(t: Translator, access: Access, time_zone: str) -> str:
    """The time alone, on the same day."""
    if local_date(access.since, time_zone) == local_date(access.until, time_zone):
        locale = {"en": "en_US", "es": "es_US"}[t.language]
        return format_time(access.until.astimezone(ZoneInfo(time_zone)), "short", locale=locale)
    return people.moment(t, access.until, time_zone)
