"""The care team on the patient's sharing page: who each one is, what they see in words, since when, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from patient_app.domain.dates import local_date, months_later
from patient_app.domain.people import Role, SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.presenters.dates import day_words

NO_END, ONE_MONTH, THREE_MONTHS, COURSE, OWN = "none", "1", "3", "course", "own"
"""How the end of a share is chosen."""


class Somebody(Protocol):
    """A clinician."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Role: ...


class Shared(Protocol):
    """What somebody sees now."""

    @property
    def id(self) -> str: ...
    @property
    def parts(self) -> Sequence[SharePart]: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> date | None: ...


class MemberOf(Protocol):
    """A member of the care team (see `services.care_team.Member`)."""

    @property
    def clinician(self) -> Somebody: ...
    @property
    def treats(self) -> bool: ...
    @property
    def share(self) -> Shared | None: ...


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A card. Without a `share_id` this person sees nothing. `until_day`: an ISO date or empty."""

    id: str = ""
    share_id: str = ""
    name: str = ""
    role: str = ""
    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    when: str = ""
    until_day: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from."""

    value: str = ""
    text: str = ""


def card(t: Translator, member: MemberOf, today: date, time_zone: str) -> MemberCard:
    """A member in words."""
    share, role = member.share, people.role(t, member.clinician.role)
    who = role if member.treats else t("{role}, not in your care team", role=role)
    if share is None:
        return MemberCard(member.clinician.id, name=member.clinician.name, role=who)
    since = day_words(t, local_date(share.since, time_zone), today)
    if share.until is None:
        when = t("Since {day}, until you stop it", day=since)
    else:
        when = t("Since {day}, until the end of {end}", day=since, end=day_words(t, share.until, today))
    return MemberCard(
        id=member.clinician.id,
        share_id=share.id,
        name=member.clinician.name,
        role=who,
        parts=tuple(part.value for part in share.parts),
        words=tuple(people.part(t, part) for part in share.parts),
        when=when,
        until_day=share.until.isoformat() if share.until else "",
    )


def ends(t: Translator, today: date, course_ends: date | None) -> tuple[Choice, ...]:
    """The ways to choose the end: never, after one or three months, with the course, or on a day of one's own."""
    days = {
        ONE_MONTH: (t("1 month"), months_later(today, 1)),
        THREE_MONTHS: (t("3 months"), months_later(today, 3)),
        COURSE: (t("End of the therapy that is ordered"), course_ends),
    }
    return (
        Choice(NO_END, t("Until I stop it")),
        *(
            Choice(value, t("{what}: until {day}", what=words, day=day_words(t, day, today)))
            for value, (words, day) in days.items()
            if day is not None
        ),
        Choice(OWN, t("Until a day that I choose")),
    )


def end_of(choice: str, own_day: date | None, today: date, course_ends: date | None) -> date | None:
    """The last day of the share that was chosen; `None`: no end."""
    return {
        ONE_MONTH: months_later(today, 1),
        THREE_MONTHS: months_later(today, 3),
        COURSE: course_ends,
        OWN: own_day,
    }.get(choice)
