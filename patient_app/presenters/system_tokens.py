"""Tokens of other systems in words, for the administrator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import people


class _Clinician(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Role: ...


class _Card(Protocol):
    """A token as the service gives it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def clinician(self) -> _Clinician: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def last_used_at(self) -> datetime | None: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token as the table shows it."""

    id: str = ""
    name: str = ""
    clinician: str = ""
    last_used: str = ""
    ends: str = ""
    state: str = ""
    is_open: bool = False


def row(t: Translator, card: _Card, time_zone: str) -> TokenRow:
    """A token in words; instants in the reader's time zone."""
    used = people.moment(t, card.last_used_at, time_zone) if card.last_used_at else t("Not used yet")
    state = {"open": t("Open"), "closed": t("Closed"), "ended": t("Ended")}[str(card.status)]
    ends = people.moment(t, card.ends_at, time_zone, with_year=True)
    clinician = f"{card.clinician.name}, {people.role(t, card.clinician.role)}"
    return TokenRow(card.id, card.name, clinician, used, ends, state, str(card.status) == "open")
