"""The physiatrist's panel: who needs a look, and why, in sentences; the patients without a reason below."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import panel as words
from patient_app.presenters.panel import PanelRowView
from patient_app.services import panel, profile
from patient_app.ui import components as ui
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages.panel_table import good_news, keys, table
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler


class PanelScreen(Screen):
    """The patients who share with this physiatrist, in the panel's order."""

    loaded: bool = False
    summary: str = ""
    query: str = ""
    code: str = ""
    has_patients: bool = False
    urgent: list[PanelRowView] = []
    others: list[PanelRowView] = []
    news: list[PanelRowView] = []
    _rows: tuple[PanelRowView, ...] = ()

    @handler
    async def load(self) -> None:
        """Show the panel, and hear of every change of one of its patients."""
        t = self._t
        me = await self._who()
        found = await self._call(panel.panel)
        live.watch(
            self._tab, [f"clinician:{me.id}", *(f"patient:{one.id}" for one in found.patients)], PanelScreen.load
        )
        name = names(t, found.exercises, found.known)
        self._rows = tuple(words.row(t, one, name, me.time_zone) for one in found.patients)
        self.has_patients = bool(self._rows)
        self.summary = words.summary(t, self._rows) if self._rows else ""
        if not self._rows:
            code = (await self._call(profile.profile)).connect_code or ""
            self.code = "-".join(code[at : at + 5] for at in range(0, len(code), 5))
        self._show()
        self.loaded = True

    @handler
    async def search(self, query: str) -> None:
        """Only the patients who match what was typed."""
        self.query = query[:80]
        self._show()

    def _show(self) -> None:
        shown = [row for row in self._rows if words.matches(row, self.query)]
        self.urgent = [row for row in shown if row.reasons]
        self.others = [row for row in shown if not row.reasons]
        self.news = [row for row in shown if row.good_news]


on_load = PanelScreen.load


def page(t: Translator) -> rx.Component:
    """`/panel`."""
    return ui.page(
        t,
        t("Patients"),
        rx.cond(PanelScreen.problem != "", ui.notice(PanelScreen.problem, tone="care", role="alert")),
        rx.cond(
            PanelScreen.loaded,
            rx.cond(PanelScreen.has_patients, _panel(t), _nobody_yet(t)),
            ui.skeleton(t("Loading your patients"), cards=5),
        ),
        role=Role.PHYSIATRIST,
        active="/panel",
        lead=rx.cond(PanelScreen.summary != "", PanelScreen.summary, t("Who needs a look, and why")),
    )


def _panel(t: Translator) -> rx.Component:
    nobody = (PanelScreen.urgent.length() + PanelScreen.others.length()) == 0
    return keys(
        _search(t),
        rx.cond(nobody, rx.el.p(t("No patient matches this search."), class_name="hs-muted", role="status")),
        rx.cond(PanelScreen.urgent.length() > 0, ui.section(t("Need a look"), table(t, PanelScreen.urgent))),
        rx.cond(
            PanelScreen.others.length() > 0, ui.section(t("No reason now"), table(t, PanelScreen.others, calm=True))
        ),
        rx.cond(PanelScreen.news.length() > 0, _good_news(t)),
    )


def _good_news(t: Translator) -> rx.Component:
    return ui.section(
        t("Good news"),
        good_news(t, PanelScreen.news),
        hint=t("Goals met, and changes of a size that patients usually notice."),
    )


def _search(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(t("Search"), html_for="panel-search", class_name="hs-hidden"),
        rx.el.input(
            id="panel-search",
            type="search",
            placeholder=t("Name, problem or reason"),
            # Not `value`: a fast typist would be overtaken by the answers from the server.
            default_value=PanelScreen.query,
            on_change=PanelScreen.search.debounce(60),
            auto_complete="off",
            class_name="hs-input",
            custom_attrs={"aria-keyshortcuts": "/"},
        ),
        rx.el.span(t("/ to search, arrows to move, Enter to open"), class_name="hs-hint hs-panel-keys"),
        class_name="hs-panel-search",
    )


def _nobody_yet(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("Nobody shares with you yet"),
        t("Give patients your code. They type it on their Care page, and choose what you see."),
        rx.cond(PanelScreen.code != "", rx.el.p(PanelScreen.code, class_name="hs-stat-value hs-input-code")),
        ui.link(t("Your code is also in Settings"), href(t, "/settings"), alone=True),
        icon_name="people",
    )
