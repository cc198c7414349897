"""Settings of the services that a clinic may change, with their defaults."""

from dataclasses import dataclass
from datetime import timedelta

from patient_app.domain.people import Role


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How long a sign-in lasts: `absolute` from its start, `idle` from the last use.

    Patients stay signed in on their phone; clinicians' defaults follow NIST SP 800-63B (12 hours).
    """

    patient_absolute: timedelta = timedelta(days=90)
    patient_idle: timedelta = timedelta(days=30)
    clinician_absolute: timedelta = timedelta(hours=12)
    clinician_idle: timedelta = timedelta(minutes=60)

    def absolute(self, role: Role) -> timedelta:
        """From sign-in to the end."""
        return self.patient_absolute if role is Role.PATIENT else self.clinician_absolute

    def idle(self, role: Role) -> timedelta:
        """From the last use to the end."""
        return self.patient_idle if role is Role.PATIENT else self.clinician_idle


# Guessing: tries in the window before 'too many'.
TRIES_WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT_AND_ADDRESS = 10
TRIES_PER_ACCOUNT = 50
TRIES_PER_ADDRESS = 100
REGISTRATIONS_PER_ADDRESS = 20
EMERGENCY_TRIES = 5

INVITATION_LASTS = timedelta(days=14)
RESET_CODE_LASTS = timedelta(hours=1)
