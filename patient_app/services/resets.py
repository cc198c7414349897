"""One-time codes with which a person chooses a new password. The clinic hands them over in person or by phone."""

from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.errors import Invalid
from patient_app.services import audit, secrets
from patient_app.services.actor import Operator
from patient_app.services.settings import RESET_CODE_LASTS
from patient_app.store.queries import people
from patient_app.store.tables import ResetCode
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class NewResetCode:
    """The code to hand over, and its end."""

    code: str
    email: str
    expires_at: datetime


def make_reset_code(operator: Operator, unit: Unit, email: str) -> NewResetCode:
    """A new code for this person. Raises `Invalid` when nobody has an account with this address."""
    person = people.by_email(unit.session, email)
    if person is None or person.password_hash is None:
        raise Invalid("Nobody has an account with {email}. Look at the spelling.", email=email)
    code = secrets.new_code()
    row = ResetCode(
        person_id=person.id,
        code_hash=secrets.code_digest(code),
        created_at=unit.now,
        expires_at=unit.now + RESET_CODE_LASTS,
    )
    unit.session.add(row)
    audit.record(None, unit, "password.reset_code_made", kind="person", id=person.id)
    return NewResetCode(code, person.email, row.expires_at)
