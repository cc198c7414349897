"""What a clinician's mark does to a reason: acknowledged until new data, or put off until a date. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings

LONGEST_SNOOZE_DAYS = 14
"""A reason that is put off comes back after so many days at the latest."""

ALWAYS_SHOWN = frozenset({ReasonCode.WARNING_SIGN_OPEN})
"""Reasons that no mark hides and that cannot be put off: they stand until a clinician clears the hold."""


class MarkKind(StrEnum):
    """What a mark says."""

    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A clinician has seen a reason: the instant, and the patient's local date then. `subject` `None`: any.

    `until`: it is put off to this local date of the patient. Then it comes back, whatever arrived or did not meanwhile.
    """

    reason: ReasonCode
    at: datetime
    on: date
    subject: str | None = None
    until: date | None = None


def covers(mark: Mark, reason: Reason, today: date, settings: ClinicalSettings = DEFAULT_SETTINGS) -> bool:
    """Does the mark still stand for the reason? An acknowledgement ends with newer data, or, for silence and
    adherence, after another full window; one that is put off ends on its date.
    """
    if mark.reason != reason.reason or (mark.subject is not None and mark.subject != reason.subject):
        return False
    if mark.until is not None:
        return today < mark.until
    windows = {
        ReasonCode.SILENT: settings.silent_days,
        ReasonCode.ADHERENCE_LOW: settings.attention_adherence_days,
        ReasonCode.ADHERENCE_FALLING: settings.attention_adherence_days,
    }
    if reason.reason in windows:
        return today < mark.on + timedelta(days=windows[reason.reason])
    if reason.evidence_at is not None:
        return reason.evidence_at <= mark.at
    return reason.evidence_on <= mark.on


def hides(mark: Mark, reason: Reason, today: date, settings: ClinicalSettings = DEFAULT_SETTINGS) -> bool:
    """Does the mark take the reason off its maker's panel? Never a warning sign."""
    return reason.reason not in ALWAYS_SHOWN and covers(mark, reason, today, settings)


def still_open(
    reasons: Iterable[Reason], marks: Iterable[Mark], today: date, settings: ClinicalSettings = DEFAULT_SETTINGS
) -> tuple[Reason, ...]:
    """The reasons, in their order, that none of the marks hides."""
    made = tuple(marks)
    return tuple(reason for reason in reasons if not any(hides(mark, reason, today, settings) for mark in made))


def may_snooze(reason: ReasonCode, until: date, today: date) -> bool:
    """Can this reason be put off to that date? To tomorrow at the earliest, for 14 days at most."""
    latest = today + timedelta(days=LONGEST_SNOOZE_DAYS)
    return reason not in ALWAYS_SHOWN and today < until <= latest
