"""Templates in the program builder: put the exercises of one into the draft, or save the draft as one."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Region
from patient_app.content.program_templates import Origin, Template
from patient_app.domain.errors import Invalid
from patient_app.domain.text import Translator
from patient_app.presenters.program import line_words, regions
from patient_app.presenters.program_form import read
from patient_app.services import templates
from patient_app.services.templates import TemplateDraft
from patient_app.ui import components as ui
from patient_app.ui.names import names
from patient_app.ui.pages.program_state import ProgramScreen
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template to choose from."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TemplateView:
    """The chosen template: for what, when not, its source, and its lines in words."""

    id: str = ""
    problem: str = ""
    about: str = ""
    not_for: list[str] = field(default_factory=list)
    source: str = ""
    lines: list[str] = field(default_factory=list)


class TemplatePicker(Screen):
    """The templates that this PT may use, and the one that is read."""

    choices: list[TemplateChoice] = []
    chosen: TemplateView = TemplateView()
    is_open: bool = False
    """A template was asked for in the address."""
    saved: str = ""
    name_problem: str = ""

    @handler
    async def load(self) -> None:
        """The templates by name, own ones first."""
        t = self._t
        found = await self._call(templates.all_templates)
        self.choices = [TemplateChoice(each.id, _choice(t, each)) for each in found]
        self.chosen, self.saved, self.name_problem = TemplateView(), "", ""
        asked = self.router.url.query_parameters.get("template", "")
        self.is_open = bool(asked)
        if asked:
            await self._read(asked)

    @handler
    async def choose(self, template_id: str) -> None:
        """Read one; empty: none."""
        if not template_id:
            self.chosen = TemplateView()
            return
        await self._read(template_id)

    @handler
    async def use(self) -> None:
        """Put its exercises after those of the draft."""
        if not self.chosen.id:
            return
        found = await self._call(templates.template, self.chosen.id)
        program = await self.get_state(ProgramScreen)
        await program._use_template(found)
        self.chosen = TemplateView()

    @handler
    async def save(self, form: dict[str, str]) -> None:
        """Keep the draft's exercises as a template, without what belongs to the patient."""
        self.saved, self.name_problem = "", ""
        t, name = self._t, str(form.get("template-name", "")).strip()
        if not name:
            self.name_problem = t("Give the template a name.")
            return
        program = await self.get_state(ProgramScreen)
        lines = [read(t, line).prescription for line in program._draft.lines]
        found = tuple(line for line in lines if line is not None)
        if not found or len(found) != len(lines):
            raise Invalid("Some values below need a change before this can be a template.")
        known = [program._library.get(line.exercise_id) for line in found]
        counted = Counter(each.region for each in known if each)
        region = counted.most_common(1)[0][0] if counted else Region.BACK
        scope = Origin.CLINIC if form.get("template-scope") == Origin.CLINIC else Origin.OWN
        made = await self._call(templates.save, TemplateDraft(name, region, found, scope))
        self.choices = [TemplateChoice(made.id, _choice(t, made)), *self.choices]
        self.saved = t(
            "Saved as the template '{name}'. Notes and precautions of this patient are not in it.", name=name
        )

    async def _read(self, template_id: str) -> None:
        found = await self._call(templates.template, template_id)
        program = await self.get_state(ProgramScreen)
        self.chosen = _view(self._t, found, names(self._t, program._library))


def _choice(t: Translator, template: Template) -> str:
    origins = {Origin.OWN: t("my own"), Origin.CLINIC: t("of the clinic"), Origin.SHIPPED: regions(t)[template.region]}
    return f"{template.name(t.language)} ({origins[template.origin]})"


def _view(t: Translator, template: Template, name: Any) -> TemplateView:
    language, source = t.language, template.source
    return TemplateView(
        id=template.id,
        problem=template.problem(language),
        about=template.about(language),
        not_for=list(template.not_for(language)),
        source=f"{source.text(language)} ({source.tag})" if source else "",
        lines=[f"{name(line.exercise_id)}: {line_words(t, line)}" for line in template.lines_in(language)],
    )


def template_tools(t: Translator) -> rx.Component:
    """Copy from a template, and save as one."""
    return rx.fragment(_copy(t), rx.cond(ProgramScreen.lines.length() > 0, _save(t)))


def _copy(t: Translator) -> rx.Component:
    chosen = TemplatePicker.chosen
    return rx.el.details(
        rx.el.summary(ui.icon("chevron-right", size="small"), t("Copy from a template")),
        rx.el.div(
            rx.el.div(
                rx.el.label(t("Template"), html_for="template"),
                rx.el.select(
                    rx.el.option(t("Choose"), value=""),
                    rx.foreach(
                        TemplatePicker.choices, lambda each: rx.el.option(each.name, value=each.id, key=each.id)
                    ),
                    id="template",
                    class_name="hs-input",
                    value=chosen.id,
                    on_change=TemplatePicker.choose,
                ),
                class_name="hs-field",
            ),
            rx.cond(
                chosen.id != "",
                rx.el.div(
                    rx.cond(chosen.problem != "", rx.el.p(chosen.problem)),
                    rx.cond(chosen.about != "", rx.el.p(chosen.about, class_name="hs-muted")),
                    rx.cond(
                        chosen.not_for.length() > 0,
                        ui.notice(
                            rx.el.ul(rx.foreach(chosen.not_for, lambda each: rx.el.li(each))),
                            tone="care",
                            title=t("Not for"),
                        ),
                    ),
                    rx.el.ol(rx.foreach(chosen.lines, lambda each: rx.el.li(each)), class_name="hs-read-lines"),
                    rx.cond(chosen.source != "", rx.el.p(t("Source:"), " ", chosen.source, class_name="hs-hint")),
                    ui.button(
                        t("Put these exercises in"), kind="primary", icon_name="plus", on_click=TemplatePicker.use
                    ),
                    class_name="hs-stack hs-stack-tight",
                ),
            ),
            class_name="hs-stack hs-stack-tight",
        ),
        open=TemplatePicker.is_open,
        class_name="hs-details",
    )


def _save(t: Translator) -> rx.Component:
    scopes = [(Origin.OWN.value, t("Only for me")), (Origin.CLINIC.value, t("For the whole clinic"))]
    return ui.details(
        t("Save as a template"),
        rx.el.form(
            ui.field(t("Name"), "template-name", auto_complete="off", error=TemplatePicker.name_problem),
            ui.field(t("Who may use it"), "template-scope", options=scopes, default_value=Origin.OWN.value),
            ui.button(t("Save"), type="submit"),
            on_submit=TemplatePicker.save,
            class_name="hs-line-fields",
        ),
        rx.el.p(
            TemplatePicker.saved,
            role="status",
            class_name="hs-hint",
        ),
    )
