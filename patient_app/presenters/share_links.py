"""A patient's links for people outside the clinic, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from patient_app.domain.people import SharePart
from patient_app.domain.share_links import LinkState
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words
from patient_app.presenters.people import moment, part


class Link(Protocol):
    """A link (see `services.share_links.ShareLink`)."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def parts(self) -> Sequence[SharePart]: ...
    @property
    def days(self) -> int | None: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def until(self) -> date: ...
    @property
    def openings_left(self) -> int | None: ...
    @property
    def opened(self) -> int: ...
    @property
    def last_opened_at(self) -> datetime | None: ...
    @property
    def state(self) -> LinkState: ...


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link in words. `is_over`: it cannot be opened any more, and `ended` says why."""

    id: str = ""
    label: str = ""
    parts: tuple[str, ...] = ()
    period: str = ""
    until: str = ""
    opened: str = ""
    ended: str = ""
    is_over: bool = False
    can_close: bool = True


def views(t: Translator, links: Sequence[Link], today: date, time_zone: str) -> tuple[LinkView, ...]:
    """The links in their order."""
    return tuple(_view(t, link, today, time_zone) for link in links)


def _view(t: Translator, link: Link, today: date, time_zone: str) -> LinkView:
    return LinkView(
        id=link.id,
        label=link.label,
        parts=tuple(part(t, each) for each in link.parts),
        period=_period(t, link, today),
        until=_until(t, link, today),
        opened=_opened(t, link, time_zone),
        ended=_ended(t, link.state),
        is_over=link.state is not LinkState.OPEN,
        can_close=link.state in (LinkState.OPEN, LinkState.OFF),
    )


def _period(t: Translator, link: Link, today: date) -> str:
    if link.first is not None and link.last is not None:
        return t("{first} to {last}", first=day_words(t, link.first, today), last=day_words(t, link.last, today))
    return t.n("The last day, always up to date", "The last {n} days, always up to date", link.days or 0)


def _until(t: Translator, link: Link, today: date) -> str:
    words = t("Until {day}", day=day_words(t, link.until, today))
    if link.openings_left is None:
        return words
    return f"{words}. {t.n('{n} opening left', '{n} openings left', link.openings_left)}"


def _opened(t: Translator, link: Link, time_zone: str) -> str:
    if link.last_opened_at is None:
        return t("Not opened yet")
    times = t.n("Opened {n} time", "Opened {n} times", link.opened)
    return t("{times}, last on {at}", times=times, at=moment(t, link.last_opened_at, time_zone))


def _ended(t: Translator, state: LinkState) -> str:
    return {
        LinkState.OPEN: "",
        LinkState.CLOSED: t("You closed it"),
        LinkState.LOCKED: t("Closed after 5 wrong passcodes"),
        LinkState.EXPIRED: t("Its time is over"),
        LinkState.USED_UP: t("All its openings are used"),
        LinkState.OFF: t("Your clinic has switched links off"),
    }[state]
