"""Tokens of other systems in words."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from patient_app.content.locales import translator
from patient_app.domain.people import Role
from patient_app.presenters.system_tokens import row


@dataclass(frozen=True)
class Clinician:
    name: str = "Dr. Lind"
    role: Role = Role.PHYSIATRIST


@dataclass(frozen=True)
class Card:
    status: str = "open"
    last_used_at: datetime | None = None
    id: str = "1"
    name: str = "City Hospital"
    clinician: Clinician = Clinician()
    ends_at: datetime = datetime(2027, 2, 23, 20, 37, tzinfo=UTC)


@pytest.mark.parametrize(("status", "word", "is_open"), [("open", "Open", True), ("closed", "Closed", False)])
def test_a_token_is_said_with_who_when_and_state(status: str, word: str, is_open: bool) -> None:
    shown = row(translator("en"), Card(status), "America/New_York")
    assert shown.clinician == "Dr. Lind, Physiatrist"
    assert shown.ends.startswith("Tue, Feb 23, 2027")
    assert (shown.state, shown.is_open, shown.last_used) == (word, is_open, "Not used yet")


def test_when_it_was_used_is_said_in_the_readers_time_zone_and_language() -> None:
    shown = row(translator("es"), Card("ended", datetime(2026, 3, 16, 14, 0, tzinfo=UTC)), "America/New_York")
    assert "16 mar" in shown.last_used and "10:00" in shown.last_used
    assert shown.state == "Terminado"
