"""The tree of domain errors: each has a sentence that a person can act on.

`api` turns them into problem details and `ui` into messages, once each. Nothing here knows HTTP.
"""

from dataclasses import dataclass


class DomainError(Exception):
    """Something a person asked for cannot be done, and why.

    `message` is an English sentence that is also the translation key; `params` fill its placeholders.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message.format(**params) if params else message)
        self.message = message
        self.params = params


class NotSignedIn(DomainError):
    """No session, or one that has ended."""

    def __init__(self, message: str = "Please sign in again. Nothing you entered is lost.") -> None:
        super().__init__(message)


class SomeoneElse(NotSignedIn):
    """Signed in, but as another person than the one whose call this is."""

    def __init__(self) -> None:
        super().__init__("Someone else is signed in now. Sign in again to send what you entered.")


class WrongRole(DomainError):
    """Signed in, but this is another role's work."""


class NotFound(DomainError):
    """There is no such thing for this person: absent, or not shared with them (the two look the same)."""

    def __init__(self, message: str = "This was not found, or is not shared with you.") -> None:
        super().__init__(message)


class OnlyReading(NotFound):
    """The record is open through emergency access: there is nothing in it for this person to change."""

    def __init__(self) -> None:
        super().__init__(
            "Emergency access is only for reading. To change something, the patient has to share with you."
        )


class Conflict(DomainError):
    """The thing has changed since it was read. `current_version` is the newest one, `None` when there is none."""

    def __init__(self, message: str, current_version: int | None = None) -> None:
        super().__init__(message)
        self.current_version = current_version


class TooManyTries(DomainError):
    """Slow down. `retry_after_seconds` says for how long."""

    def __init__(self, message: str, retry_after_seconds: int, **params: object) -> None:
        super().__init__(message, **params)
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True, slots=True)
class FieldError:
    """One bad field: its path ('prescriptions.0.sets') and what is wrong with it, in words."""

    field: str
    message: str


class Invalid(DomainError):
    """Values that cannot be taken, each named."""

    def __init__(self, message: str, fields: tuple[FieldError, ...] = (), **params: object) -> None:
        super().__init__(message, **params)
        self.fields = fields

    @classmethod
    def field(cls, field: str, message: str) -> "Invalid":
        """One bad field."""
        return cls(message, (FieldError(field, message),))
