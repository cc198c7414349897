"""The state of the links on the sharing page: make one, hand it over once, close it."""

import asyncio
from dataclasses import dataclass
from datetime import date

from patient_app.composition import door
from patient_app.config import settings
from patient_app.domain.errors import Invalid
from patient_app.domain.people import SharePart
from patient_app.domain.share_links import NewLink
from patient_app.exports import health_link
from patient_app.presenters.share_links import LinkView, views
from patient_app.services import secrets, share_link_door, share_links
from patient_app.ui.screen import Screen, handler
from patient_app.ui.state_guard import session_token

FIXED = "fixed"
"""The choice of fixed days, instead of a number of days that follow the data."""


@dataclass(frozen=True, slots=True)
class MadeView:
    """A new link to hand over: shown this once. `qr`: a picture as a `data:` URI."""

    label: str = ""
    address: str = ""
    passcode: str = ""
    qr: str = ""
    until: str = ""


class LinksScreen(Screen):
    """The patient's links for people outside the clinic."""

    loaded: bool = False
    allowed: bool = True
    links: list[LinkView] = []
    ended: list[LinkView] = []
    today: str = ""
    latest: str = ""
    usual: str = ""
    making: bool = False
    period: str = "28"
    passcode: str = ""
    suggested: int = 0
    made: MadeView = MadeView()
    closing: str = ""
    done: str = ""

    @handler
    async def load(self) -> None:
        """Show the links."""
        self.made = MadeView()
        await self._fill()

    @handler
    async def start(self) -> None:
        """Open the form."""
        self.making, self.period, self.done = True, "28", ""
        self.made = MadeView()
        self._suggest()
        await self._fill()

    @handler
    async def stop(self) -> None:
        """Close the form."""
        self.making = False

    @handler
    async def suggest(self) -> None:
        """Another passcode."""
        self._suggest()

    @handler
    async def choose_period(self, period: str) -> None:
        """The last days, or fixed ones."""
        self.period = period

    @handler
    async def make(self, form: dict[str, str]) -> None:
        """Make the link."""
        passcode = form.get("link-passcode", "")
        made = await asyncio.to_thread(share_link_door.make, door(), session_token(self), _wanted(form), passcode)
        base = settings().base_url or str(self.router.url.origin)
        address = health_link.address(base, made.secret, made.key, made.link.label, made.expires_at)
        self.making = False
        await self._fill()
        shown = next(each for each in self.links if each.id == made.link.id)
        self.made = MadeView(shown.label, address, passcode.strip(), health_link.qr_image(address), shown.until)

    @handler
    async def put_away(self) -> None:
        """The address has been handed over; nobody can show it again."""
        self.made = MadeView()

    @handler
    async def ask_to_close(self, link_id: str) -> None:
        """Ask once more before a link is closed."""
        self.closing = link_id

    @handler
    async def close(self, link_id: str) -> None:
        """Close a link at once."""
        self.closing = ""
        await self._call(share_links.close, link_id)
        self.made = MadeView()
        self.done = self._t("The link is closed. It opens nothing any more.")
        await self._fill()

    def _suggest(self) -> None:
        self.passcode = secrets.new_passcode()
        self.suggested += 1

    async def _fill(self) -> None:
        book = await self._call(share_links.mine)
        shown = views(self._t, book.links, book.today, book.time_zone)
        self.links = [each for each in shown if not each.is_over or each.can_close]
        self.ended = [each for each in shown if each.is_over and not each.can_close][:10]
        self.allowed = book.allowed
        self.today, self.latest, self.usual = (each.isoformat() for each in (book.today, book.latest, book.usual))
        self.loaded = True


def _wanted(form: dict[str, str]) -> NewLink:
    period = form.get("link-period", "")
    is_fixed = period == FIXED
    openings = form.get("link-openings", "")
    return NewLink(
        label=form.get("link-label", ""),
        parts=frozenset(part for part in SharePart if form.get(f"link-{part.value}")),
        until=_day(form.get("link-until", "")),
        days=int(period) if period.isdecimal() and len(period) < 5 else None,
        first=_day(form.get("link-first", "")) if is_fixed else None,
        last=_day(form.get("link-last", "")) if is_fixed else None,
        openings=int(openings) if openings.isdecimal() and len(openings) < 5 else None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("Choose a day in each field for a day.") from None
