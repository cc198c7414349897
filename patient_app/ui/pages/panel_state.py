"""The state of the physiatrist's panel: the rows as the service gave them, and in words only those that are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from patient_app.content.exercise_library import Exercise
from patient_app.domain.panel_view import PanelView, Sort, from_terms, terms
from patient_app.presenters import panel as words
from patient_app.presenters.attention import AsideView, Names, set_aside
from patient_app.presenters.panel import PanelRowView
from patient_app.presenters.panel_filter import in_order, keeps
from patient_app.services import panel, profile, saved_views
from patient_app.services.measures import KnownMeasures
from patient_app.services.panel import PanelRow
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.screen import Screen, handler

AT_ONCE = 40
"""So many patients are shown at first, and with each wish for more."""

STALE = timedelta(minutes=5)
"""Rows that were read longer ago are asked for again before they are shown: that a share's last day is over is told to
no open screen."""

EVERYONE = "view=all"
"""The address of everyone by need, for who has a view that opens first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list to choose from."""

    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """A saved view."""

    id: str = ""
    name: str = ""
    opens_first: bool = False
    is_open: bool = False


class PanelScreen(Screen):
    """The patients who share with this physiatrist, in the order and with the filters that were chosen."""

    loaded: bool = False
    summary: str = ""
    code: str = ""
    has_patients: bool = False
    view: PanelView = PanelView()
    address: str = "?"
    """The query of the address for `view`; '?' before it is known."""
    opened: int = 0
    """Goes up when the search box is to be filled anew."""
    is_narrowed: bool = False
    """Whether anything is chosen but everyone by need."""
    by_need: bool = True
    more: int = 0
    urgent: list[PanelRowView] = []
    others: list[PanelRowView] = []
    news: list[PanelRowView] = []
    aside: list[AsideView] = []
    aside_words: str = ""
    shows_aside: bool = False
    shows_filters: bool = False
    """On a phone the filters are folded away until they are asked for."""
    nobody_needs: bool = False
    told: str = ""
    colleagues: list[Choice] = []
    views: list[ViewChoice] = []
    renaming: str = ""
    _rows: tuple[PanelRow, ...] = ()
    _texts: tuple[str, ...] = ()
    _saved: tuple[tuple[str, str, bool, str], ...] = ()
    """Id, name, whether it opens first, and the terms as a query."""
    _fresh: frozenset[str] = frozenset()
    _library: tuple[Mapping[str, Exercise], KnownMeasures | None] = ({}, None)
    _time_zone: str = "UTC"
    _read_at: datetime = datetime.min.replace(tzinfo=UTC)
    _limit: int = AT_ONCE

    @handler
    async def open(self) -> None:
        """The page is opened, or gone back to: with the view of the address, else the one that opens first."""
        asked = dict(self.router.url.query_parameters)
        known = await self._read_views()
        first = next((each.view for each in known if each.opens_first), None)
        self.view = from_terms(asked) if asked or first is None else first
        self._limit, self.renaming, self.shows_aside = AT_ONCE, "", False
        self._fresh, self.told = frozenset(), ""
        self.opened += 1
        await self._fill()
        self._show()

    @handler
    async def load(self) -> None:
        """Something changed: show everyone as they are now, and say who has something new."""
        before = {row.id: _signs(row) for row in self._rows}
        await self._fill()
        self._fresh = frozenset(row.id for row in self._rows if before.get(row.id, _signs(row)) != _signs(row))
        self.told = self._told()
        self._show()

    @handler
    async def search(self, query: str) -> None:
        """Only the patients who match what was typed."""
        await self._choose({"q": query})

    @handler
    async def filter(self, name: str, value: str) -> None:
        """Change one of the filters, or the order, by its term; an empty value takes it away."""
        await self._choose({name: value})

    @handler
    async def clear(self) -> None:
        """Everyone, by need."""
        self.view, self._limit = PanelView(), AT_ONCE
        self.opened += 1
        await self._show_current()

    @handler
    async def show_more(self) -> None:
        """The next 40."""
        self._limit += AT_ONCE
        await self._show_current()

    @handler
    async def toggle_filters(self) -> None:
        """Unfold the filters on a phone, or fold them away."""
        self.shows_filters = not self.shows_filters

    @handler
    async def toggle_aside(self) -> None:
        """Show what was acknowledged or put off, or fold it away."""
        self.shows_aside = not self.shows_aside

    @handler
    async def open_view(self, view_id: str) -> None:
        """Choose what a saved view says."""
        for each in await self._read_views():
            if each.id == view_id:
                self.view, self._limit = each.view, AT_ONCE
                self.opened += 1
        await self._show_current()

    @handler
    async def save_view(self, form: dict[str, Any]) -> None:
        """Keep what is chosen under a name; the same name replaces."""
        await self._call(saved_views.save, str(form.get("view-name", "")), terms(self.view))
        await self._views_changed()

    @handler
    async def ask_name(self, view_id: str) -> None:
        """Open the field for another name of this view, or close it."""
        self.renaming = "" if self.renaming == view_id else view_id

    @handler
    async def rename_view(self, form: dict[str, Any]) -> None:
        """Give the view another name."""
        await self._call(saved_views.rename, self.renaming, str(form.get("new-name", "")))
        self.renaming = ""
        await self._views_changed()

    @handler
    async def open_first(self, view_id: str) -> None:
        """The panel opens with this view from now on; once more: with everyone."""
        is_first = any(each.id == view_id and each.opens_first for each in self.views)
        await self._call(saved_views.open_first, view_id, not is_first)
        await self._views_changed()

    @handler
    async def delete_view(self, view_id: str) -> None:
        """Forget a view. What is shown stays."""
        await self._call(saved_views.delete, view_id)
        await self._views_changed()

    async def _choose(self, change: dict[str, str]) -> None:
        self.view = from_terms({**terms(self.view), **change})
        self._limit = AT_ONCE
        await self._show_current()

    async def _read_views(self) -> tuple[saved_views.SavedView, ...]:
        found = await self._call(saved_views.views)
        self._saved = tuple((each.id, each.name, each.opens_first, urlencode(terms(each.view))) for each in found)
        return found

    async def _views_changed(self) -> None:
        await self._read_views()
        await self._show_current()

    async def _show_current(self) -> None:
        if datetime.now(UTC) - self._read_at > STALE:
            await self._fill()
        self._show()

    async def _fill(self) -> None:
        me = await self._who()
        found, self._read_at = await self._call(panel.panel), datetime.now(UTC)
        live.watch(
            self._tab, [f"clinician:{me.id}", *(f"patient:{one.id}" for one in found.patients)], PanelScreen.load
        )
        self._rows, self._texts = found.patients, ()
        self._library, self._time_zone = (found.exercises, found.known), me.time_zone
        self.has_patients = bool(self._rows)
        team = {(who.name, who.id) for row in self._rows for who in row.team if who.id != me.id}
        self.colleagues = [Choice(id, name) for name, id in sorted(team)]
        if not self._rows:
            code = (await self._call(profile.profile)).connect_code or ""
            self.code = "-".join(code[at : at + 5] for at in range(0, len(code), 5))
        self.loaded = True

    def _show(self) -> None:
        """Put into words what is shown, and nothing else."""
        t, rows = self._t, self._rows
        exercises, known = self._library
        name = names(t, exercises, known)
        chosen = terms(self.view)
        query = urlencode(chosen)
        has_first = any(opens_first for _, _, opens_first, _ in self._saved)
        self.address = query or (EVERYONE if has_first else "")
        self.views = [ViewChoice(id, label, first, saved == query) for id, label, first, saved in self._saved]
        need = sum(bool(row.attention) for row in rows)
        self.summary = words.summary(t, len(rows), need) if rows else ""
        found = in_order(self.view, self._matching(rows, name))
        shown = found[: self._limit]
        self.more = min(AT_ONCE, len(found) - len(shown))
        views = [words.row(t, row, name, self._time_zone, fresh=row.id in self._fresh) for row in shown]
        self.is_narrowed, self.by_need = bool(chosen), self.view.sort == Sort.NEED
        self.urgent = [view for view in views if view.reasons or not self.by_need]
        self.others = [view for view in views if self.by_need and not view.reasons]
        self.news = [view for view in views if view.good_news]
        aside = [(row, mark) for row in rows for mark in row.set_aside]
        self.aside_words = t.n("{n} reason is set aside", "{n} reasons are set aside", len(aside))
        self.nobody_needs = need == 0 and bool(aside) and not chosen
        self.aside = [
            view for row, mark in aside[:AT_ONCE] for view in set_aside(t, (mark,), row.today, name, row.name, row.id)
        ]

    def _matching(self, rows: tuple[PanelRow, ...], name: Names) -> list[PanelRow]:
        now = datetime.now(UTC)
        kept = [keeps(self.view, row, now) for row in rows]
        if not self.view.query.strip():
            return [row for row, is_kept in zip(rows, kept, strict=True) if is_kept]
        if not self._texts:
            self._texts = tuple(words.search_text(self._t, row, name) for row in rows)
        found = zip(rows, kept, self._texts, strict=True)
        return [row for row, is_kept, text in found if is_kept and words.matches(text, self.view.query)]

    def _told(self) -> str:
        """Who has something new since the panel was last shown; empty when nobody has."""
        new = [row.name for row in self._rows if row.id in self._fresh]
        if not new:
            return ""
        if len(new) == 1:
            return self._t("{name} has something new.", name=new[0])
        return self._t("{n} patients have something new.", n=len(new))


def _signs(row: PanelRow) -> tuple[object, ...]:
    """What a patient's own news shows in; a clinician's mark is none."""
    every = frozenset((*row.attention, *(mark.reason for mark in row.set_aside)))
    return (every, row.last_entry, row.pain, row.strip, row.next_visit, row.last_report)
