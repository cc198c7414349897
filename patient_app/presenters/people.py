"""Roles, share parts, instants and devices in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from patient_app.domain.former_patient import code_of
from patient_app.domain.people import Role, SharePart
from patient_app.domain.text import Translator
from patient_app.presenters.dates import dated


def role(t: Translator, value: Role) -> str:
    """What someone is: 'Physical therapist'."""
    return {
        Role.PATIENT: t("Patient"),
        Role.PHYSICAL_THERAPIST: t("Physical therapist"),
        Role.PHYSIATRIST: t("Physiatrist"),
        Role.ADMINISTRATOR: t("Administrator"),
    }[value]


def former_patient(t: Translator, name: str, erased_at: datetime, time_zone: str) -> str:
    """A deleted account among the people of the clinic: 'Former patient 7F3A, account deleted on Tue, Nov 24, 2026'."""
    day = dated(t, erased_at.astimezone(ZoneInfo(time_zone)).date())
    return t("Former patient {code}, account deleted on {day}", code=code_of(name), day=day)


def part(t: Translator, value: SharePart) -> str:
    """What a share opens, as a patient reads it."""
    return {
        SharePart.PROGRAM: t("Program and exercise log"),
        SharePart.PAIN: t("Pain, function and check-ins"),
        SharePart.MEASURES: t("Questionnaires and measurements"),
        SharePart.JOURNEY: t("Journey, reports and visits"),
    }[value]


def moment(t: Translator, at: datetime, time_zone: str, *, with_year: bool = False) -> str:
    """'Tue, Nov 24, 7:40 PM' / 'mar, 24 nov, 19:40', in the reader's time zone; `with_year` for paper."""
    local = at.astimezone(ZoneInfo(time_zone))
    pattern = ("EEE, MMM d" if t.language == "en" else "EEE, d MMM") + (", y" if with_year else "")
    locale = {"en": "en_US", "es": "es_US"}[t.language]
    day = format_date(local.date(), pattern, locale=locale).replace(".", "")
    return f"{day}, {format_time(local, 'short', locale=locale)}"


def device(t: Translator, user_agent: str) -> str:
    """A device in few words, from what its browser says of itself."""
    systems = (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browsers = (("Edg/", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    system = next((name for mark, name in systems if mark in user_agent), t("Unknown device"))
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    return f"{system}, {browser}" if browser else system
