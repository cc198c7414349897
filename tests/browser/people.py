"""A clinic with people in a data folder, and their way in, for the tests in a browser."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from patient_app.domain.people import Role
from patient_app.domain.program import Prescription
from patient_app.services import clinics, demo, invitations, programs
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.programs import Draft
from patient_app.services.sessions import SignedIn
from patient_app.services.settings import SessionSettings
from patient_app.store.database import Database
from patient_app.store.unit import Unit
from tests.databases import copy_of, new_sqlite

PASSWORD = "copper kettle sings softly"


@dataclass(frozen=True, slots=True)
class People:
    """The people of the clinic 'Riverbend'."""

    door: Door

    def invited(self, role: Role, email: str, *care_team: str) -> str:
        """Invite someone: the code."""
        return self.door.operate(invitations.invite, role, email, list(care_team)).code

    def joined(
        self,
        role: Role,
        email: str,
        name: str,
        *care_team: str,
        shares: bool = True,
        time_zone: str = "America/New_York",
    ) -> SignedIn:
        """Someone with an account (password: `PASSWORD`)."""
        code = self.invited(role, email, *care_team)
        about = (code, name, PASSWORD, time_zone, "en", shares)
        return self.door.visit(Visitor(), invitations.accept, SessionSettings(), *about)

    def publish(self, therapist: SignedIn, patient: SignedIn, *lines: Prescription) -> None:
        """A program for a patient whose time zone is UTC, from today."""
        draft = Draft(None, datetime.now(UTC).date(), lines)
        self.door.call(therapist.token, programs.publish, patient.actor.id, draft)


@contextmanager
def clinic_in(folder: Path) -> Iterator[People]:
    """A new clinic in a data folder. Ends before a server uses the folder."""
    database = Database(new_sqlite(folder))
    door = Door(database)
    door.operate(clinics.create_clinic, "Riverbend", "+1 555 0100", "admin@example.org")
    yield People(door)
    database.close()


def demo_in(folder: Path) -> Path:
    """The demo clinic in a data folder: people with twelve weeks of history."""
    copy_of(_demo_of(datetime.now(UTC).date()), folder)
    return folder


@cache
def _demo_of(today: date) -> Path:
    """Made once for each test process (and day), and removed with it."""
    folder = Path(tempfile.mkdtemp(prefix="homestretch-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(new_sqlite(folder))
    database.write(lambda session: demo.build(Unit(session, datetime.now(UTC)))).result()
    database.close()
    return folder / "homestretch.db"


def signed_in(page: Page, email: str, password: str = PASSWORD) -> Page:
    """Sign in with the form; the page that comes then."""
    page.goto("/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page
