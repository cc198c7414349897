"""The view model of the templates: the list, the one that is open, and what is done with it."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Exercise, Region
from patient_app.content.program_templates import Origin, Template
from patient_app.domain.errors import NotFound
from patient_app.services import exercises, panel, templates
from patient_app.ui.live import live
from patient_app.ui.pages import template_views as views
from patient_app.ui.pages.template_views import TemplateGroup, TemplateView
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class PatientChoice:
    """A patient whose program may be started."""

    id: str
    name: str


async def known_exercises(screen: Screen, template: Template | None = None) -> dict[str, Exercise]:
    """What may be prescribed, and what a template holds although the clinic retired it, by id."""
    known = {each.id: each for each in await screen._call(exercises.all_exercises)}
    for line in template.lines if template else ():
        if line.exercise_id not in known:
            with suppress(NotFound):
                known[line.exercise_id] = await screen._call(exercises.exercise, line.exercise_id)
    return known


class TemplatesScreen(Screen):
    """The templates that this PT may use."""

    loaded: bool = False
    groups: list[TemplateGroup] = []
    region: str = ""
    opened: TemplateView = TemplateView()
    patients: list[PatientChoice] = []
    patient: str = ""
    done: str = ""
    undoable: str = ""
    """The id of the template that was just retired."""
    _query: str = ""
    # A tuple: values in it are handed out as they are, not wrapped to be watched.
    _all: tuple[Template, ...] = ()

    @handler
    async def load(self) -> None:
        """The page is opened: nothing of an earlier visit is said."""
        self.done, self.undoable, self.region, self._query = "", "", "", ""
        me = await self._who()
        live.watch(self._tab, [templates.topic(me.clinic_id)], refresh=TemplatesScreen.refresh)
        found = await self._call(panel.names)
        self.patients = [PatientChoice(id, name) for id, name in found]
        self.patient = ""
        await self._fill()
        self.loaded = True

    @handler
    async def refresh(self) -> None:
        """A template was changed somewhere."""
        await self._fill()

    @handler
    async def search(self, query: str) -> None:
        """Only templates that have every word typed."""
        self._query = str(query)[:80]
        self._show()

    @handler
    async def choose_region(self, region: str) -> None:
        """Only templates for a part of the body; empty: all."""
        self.region = region if region in list(Region) else ""
        self._show()

    @handler
    async def open(self, template_id: str) -> Any:
        """Read a template."""
        self.done = ""
        await self._open(template_id)
        return rx.set_focus("opened")

    @handler
    async def close(self) -> None:
        """Back to the list."""
        self.opened, self.done = TemplateView(), ""

    @handler
    async def choose_patient(self, patient_id: str) -> None:
        """Whose program to start from the open template."""
        self.patient = patient_id if patient_id in {each.id for each in self.patients} else ""

    @handler
    async def copy(self) -> None:
        """Make an own copy of the open template, and open that."""
        made = await self._call(templates.copy, self.opened.id)
        await self._fill()
        await self._open(made.id)
        self.done = self._t("This copy is yours. Change it as you like.")

    @handler
    async def share(self) -> None:
        """Give the clinic a copy of the open template of one's own."""
        await self._call(templates.copy, self.opened.id, Origin.CLINIC)
        await self._fill()
        self.done = self._t("The clinic has a copy now. Yours stays.")

    @handler
    async def retire(self) -> None:
        """Take the open template out of use; it can be undone."""
        t, gone = self._t, self.opened
        await self._call(templates.retire, gone.id)
        self.opened = TemplateView()
        await self._fill()
        self.done, self.undoable = t("{name} is retired.", name=gone.name), gone.id

    @handler
    async def bring_back(self) -> None:
        """Take back what was retired last."""
        id, self.undoable = self.undoable, ""
        await self._call(templates.bring_back, id)
        await self._fill()
        await self._open(id)
        self.done = self._t("It is back in use.")

    async def _fill(self) -> None:
        self._all = await self._call(templates.all_templates)
        self._show()
        if self.opened.id:
            try:
                await self._open(self.opened.id)
            except NotFound:
                self.opened = TemplateView()

    async def _open(self, template_id: str) -> None:
        found = await self._call(templates.template, template_id)
        self.opened = views.view(self._t, found, await known_exercises(self, found))

    def _show(self) -> None:
        found = [
            each for each in self._all if self.region in ("", each.region.value) and views.matches(each, self._query)
        ]
        self.groups = views.groups(self._t, found)
