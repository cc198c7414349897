"""Who asks: a signed-in person, a visitor without a session, or the operator at the command line."""

from dataclasses import dataclass

from patient_app.domain.people import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person. `session_id` names the sign-in in the audit log.

    `system`: the id of the token with which another system reads as this clinician; that token then is the sign-in.
    """

    id: str
    role: Role
    clinic_id: str
    name: str
    language: str
    time_zone: str
    session_id: str
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone without a session. `address` is the network address, for slowing down guessing."""

    address: str = ""
    user_agent: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever may run commands on the server."""
