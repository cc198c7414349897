"""The patient's progress: streak and week, days as squares, pain and activities over time, milestones."""

from typing import Any

import plotly.graph_objects as go
import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from patient_app.composition import door
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.presenters import progress as words
from patient_app.presenters.progress import ProgressView
from patient_app.services import progress
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.live import Live, live
from patient_app.ui.pages.handout_link import handout_link, summary_link
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler

NO_CHART = ui.paint({"data": [], "layout": {}})


class Remembered(LocalComponent):
    """Keeps what a page shows on the phone, for a start without a connection; says how old it is."""

    library = client_module("remembered.jsx")
    tag = "Remembered"

    kept_as: rx.Var[str]
    state_name: rx.Var[str]
    shown: rx.Var[list[str]]
    read_at: rx.Var[str]
    as_of: rx.Var[str]
    owner: rx.Var[str]


class StreakCard(LocalComponent):
    """The streak and the week, counted on the phone."""

    library = client_module("own_count.jsx")
    tag = "StreakCard"

    revision: rx.Var[int]


class Milestones(LocalComponent):
    """What was reached and what comes next, counted on the phone."""

    library = client_module("own_count.jsx")
    tag = "Milestones"

    revision: rx.Var[int]


class MeasuresDue(LocalComponent):
    """The questionnaires that are due, from the phone."""

    library = client_module("measures_due.jsx")
    tag = "MeasuresDue"

    revision: rx.Var[int]


class ProgressScreen(Screen):
    """The patient's own progress."""

    loaded: bool = False
    read_at: str = ""
    """When this was read, as an instant: another at each reading."""
    as_of: str = ""
    """The same in words, in the patient's time zone."""
    owner: str = ""
    """Whose progress it is."""
    view: ProgressView = ProgressView()
    pain: go.Figure = NO_CHART
    function: go.Figure = NO_CHART

    @handler
    async def load(self) -> None:
        """Show the progress, and hear of every change of the own record."""
        t = self._t
        actor = await self._who()
        found = await self._call(progress.progress)
        live.watch(self._tab, [f"patient:{found.patient_id}"], ProgressScreen.load)
        self.owner = found.patient_id
        self.view = words.view(t, found)
        self.pain = ui.paint(words.pain_figure(t, found))
        self.function = ui.paint(words.function_figure(t, found))
        now = door().clock()
        self.read_at, self.as_of = now.isoformat(), people.moment(t, now, actor.time_zone)
        self.loaded = True


SHOWN = ("loaded", "view", "pain", "function")
"""The vars that make the page: what a phone keeps of it."""

on_load = ProgressScreen.load


def page(t: Translator) -> rx.Component:
    """`/progress`."""
    return ui.page(
        t,
        t("Progress"),
        _remembered(t),
        MeasuresDue.create(t=t, revision=Live.beat),
        rx.cond(ProgressScreen.problem != "", ui.notice(ProgressScreen.problem, tone="care", role="alert")),
        rx.cond(
            ProgressScreen.loaded,
            rx.cond(ProgressScreen.view.has_entries, _progress(t), _first_days(t)),
            ui.skeleton(t("Loading your progress")),
        ),
        role=Role.PATIENT,
        active="/progress",
        live=False,
    )


def _remembered(t: Translator) -> rx.Component:
    return Remembered.create(
        t=t,
        kept_as="progress",
        state_name=ProgressScreen.get_full_name(),
        shown=[var + FIELD_MARKER for var in SHOWN],
        read_at="read_at" + FIELD_MARKER,
        as_of="as_of" + FIELD_MARKER,
        owner="owner" + FIELD_MARKER,
    )


def _first_days(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("Your progress will stand here"),
        t("Log your first exercise or check-in. After a few days you see how your pain and your activities change."),
        ui.link_button(t("Go to today"), href(t, "/today"), kind="primary", icon_name="today"),
        icon_name="chart",
    )


def _progress(t: Translator) -> rx.Component:
    view = ProgressScreen.view
    return rx.el.div(
        StreakCard.create(t=t, revision=Live.beat),
        rx.cond(
            view.has_pain,
            _trend(
                t,
                t("Your pain"),
                t("The worst of each day. 0 is no pain, 10 is the worst pain."),
                view.pain_words,
                ProgressScreen.pain,
                lambda row: row.pain,
                t("Worst pain"),
            ),
        ),
        rx.cond(
            view.has_function,
            _trend(
                t,
                t("Your activities"),
                t("The mean of your activities. 0: you cannot do them. 10: as well as before."),
                view.function_words,
                ProgressScreen.function,
                lambda row: row.function,
                t("Activities"),
            ),
        ),
        ui.section(
            t("Your days"),
            rx.el.p(view.days_words, class_name="hs-muted"),
            ui.adherence_calendar(t, view.weeks, t("Your days, week by week")),
        ),
        rx.cond(view.measures.length() > 0, _measures(t, view)),
        ui.section(t("Milestones"), Milestones.create(t=t, revision=Live.beat)),
        rx.cond(
            ProgressScreen.owner != "",
            rx.el.p(
                handout_link(t("Print my program"), ProgressScreen.owner, t.language),
                summary_link(t("Summary as PDF"), ProgressScreen.owner, "period=visit", t.language),
                class_name="hs-row",
            ),
        ),
        class_name="hs-stack hs-stack-wide",
    )


def _trend(t: Translator, title: str, hint: str, sentence: Any, figure: Any, value: Any, heading: str) -> rx.Component:
    headings = [t("Date"), heading]
    numbers = ui.data_table(
        title,
        headings,
        rx.foreach(
            ProgressScreen.view.numbers,
            lambda row: ui.table_row(headings, row.date, value(row), numeric=(1,), key=row.date),
        ),
        numeric=(1,),
        folds=False,
    )
    return ui.section(title, ui.chart(t, figure, sentence=sentence, table=numbers), hint=hint)


def _measures(t: Translator, view: Any) -> rx.Component:
    return ui.section(
        t("Your questionnaires"),
        rx.el.ul(
            rx.foreach(
                view.measures,
                lambda one: rx.el.li(
                    rx.el.div(
                        rx.el.p(one.name, class_name="hs-label"),
                        rx.el.p(one.latest),
                        rx.cond(one.words != "", rx.el.p(one.words, class_name="hs-muted")),
                    ),
                ),
            ),
            class_name="hs-list",
        ),
    )
