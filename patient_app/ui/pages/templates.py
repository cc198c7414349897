"""Program templates: find one, read it, start a program from it, make one's own."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters.program import regions
from patient_app.ui import components as ui
from patient_app.ui.pages.template_editor import editor
from patient_app.ui.pages.template_editor_state import TemplateEditor
from patient_app.ui.pages.templates_state import TemplatesScreen
from patient_app.ui.routes import href

on_load = [TemplateEditor.load, TemplatesScreen.load]


def page(t: Translator) -> rx.Component:
    """`/templates`."""
    return ui.page(
        t,
        t("Program templates"),
        rx.cond(
            (TemplatesScreen.problem != "") & ~TemplateEditor.editing,
            ui.notice(TemplatesScreen.problem, tone="care", role="alert"),
        ),
        _done(t),
        rx.cond(
            TemplatesScreen.loaded,
            rx.cond(TemplateEditor.editing, editor(t), _templates(t)),
            ui.skeleton(t("Loading the templates"), cards=5),
        ),
        role=Role.PHYSICAL_THERAPIST,
        active="/templates",
        lead=t("A program to start from. You choose the doses for each patient."),
        actions=ui.button(t("New template"), icon_name="plus", on_click=TemplateEditor.begin("")),
    )


def _done(t: Translator) -> rx.Component:
    return rx.cond(
        (TemplatesScreen.done != "") & ~TemplateEditor.editing,
        rx.el.div(
            ui.icon("check-circle", size="small"),
            rx.el.span(TemplatesScreen.done, class_name="hs-grow", role="status"),
            rx.cond(
                TemplatesScreen.undoable != "",
                ui.button(t("Undo"), kind="quiet", on_click=TemplatesScreen.bring_back),
            ),
            class_name="hs-undo",
        ),
    )


def _templates(t: Translator) -> rx.Component:
    is_open = TemplatesScreen.opened.id != ""
    return rx.el.div(
        rx.el.section(
            rx.el.h2(t("All templates"), class_name="hs-hidden"), _filters(t), _list(t), class_name="hs-template-list"
        ),
        rx.el.div(
            rx.cond(is_open, _opened(t), _nothing_open(t)),
            class_name="hs-template-open",
        ),
        class_name=rx.cond(is_open, "hs-templates hs-templates-open", "hs-templates"),
    )


def _filters(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label(t("Search"), html_for="template-search", class_name="hs-hidden"),
            rx.el.input(
                id="template-search",
                type="search",
                placeholder=t("Search"),
                auto_complete="off",
                on_change=TemplatesScreen.search,
                class_name="hs-input",
            ),
            class_name="hs-field",
        ),
        rx.el.div(
            rx.el.label(t("Region"), html_for="template-filter", class_name="hs-hidden"),
            rx.el.select(
                rx.el.option(t("All regions"), value=""),
                *(rx.el.option(text, value=value) for value, text in regions(t).items()),
                id="template-filter",
                value=TemplatesScreen.region,
                on_change=TemplatesScreen.choose_region,
                class_name="hs-input",
            ),
            class_name="hs-field",
        ),
        role="search",
        class_name="hs-library-filters",
    )


def _list(t: Translator) -> rx.Component:
    return rx.cond(
        TemplatesScreen.groups.length() == 0,
        rx.el.p(t("No template matches. Try fewer words."), class_name="hs-muted", role="status"),
        rx.el.div(
            rx.foreach(
                TemplatesScreen.groups,
                lambda group: rx.el.section(
                    rx.el.h3(group.region),
                    rx.el.ul(rx.foreach(group.rows, lambda row: _row(t, row)), class_name="hs-template-rows"),
                    key=group.region,
                ),
            ),
            class_name="hs-stack",
        ),
    )


def _row(t: Translator, row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(row.name, class_name="hs-label hs-grow"),
                rx.el.span(row.count, class_name="hs-hint"),
                class_name="hs-template-row-head",
            ),
            rx.el.span(row.problem, class_name="hs-hint"),
            rx.el.span(_origin(row), rx.cond(row.tag != "", _tag(row.tag)), class_name="hs-template-badges"),
            type="button",
            on_click=TemplatesScreen.open(row.id),
            aria_pressed=TemplatesScreen.opened.id == row.id,
            class_name="hs-template-row-button",
        ),
        key=row.id,
    )


def _origin(of: Any) -> rx.Component:
    return rx.match(
        of.origin,
        ("own", ui.badge(of.origin_words, "people", colour="pine")),
        ("clinic", ui.badge(of.origin_words, "home", colour="sky")),
        ui.badge(of.origin_words, "clipboard"),
    )


def _tag(text: Any) -> rx.Component:
    return ui.badge(text, "info")


def _nothing_open(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("Choose a template"),
        t("Its exercises, doses and source show here."),
        icon_name="clipboard",
    )


def _opened(t: Translator) -> rx.Component:
    view = TemplatesScreen.opened
    return rx.el.article(
        rx.el.div(
            ui.button(t("Back to the list"), icon_name="arrow-left", kind="quiet", on_click=TemplatesScreen.close),
            class_name="hs-template-back",
        ),
        rx.el.h2(view.name, id="opened", tab_index=-1),
        rx.el.p(
            _origin(view),
            rx.cond(view.tag != "", _tag(view.tag)),
            ui.badge(view.region, "body"),
            rx.cond(view.weeks != "", ui.badge(view.weeks, "calendar")),
            class_name="hs-template-badges",
        ),
        rx.cond(view.problem != "", rx.el.p(view.problem)),
        rx.cond(view.about != "", rx.el.p(view.about)),
        _start(t),
        rx.cond(
            view.not_for.length() > 0,
            ui.notice(
                rx.el.ul(rx.foreach(view.not_for, lambda text: rx.el.li(text)), class_name="hs-template-not"),
                tone="care",
                title=t("Do not use it for"),
            ),
        ),
        rx.cond(view.gates != "", rx.el.p(rx.el.strong(t("Look at first:")), " ", view.gates)),
        rx.el.ol(rx.foreach(view.lines, lambda line: _line(t, line)), class_name="hs-template-lines"),
        rx.el.dl(
            rx.cond(view.source != "", _fact(t("Source of the doses"), view.source)),
            rx.cond(view.copied_from != "", _fact(t("Copied from"), view.copied_from)),
            rx.cond(view.codes != "", _fact(t("Fits the codes"), view.codes)),
            class_name="hs-template-facts",
        ),
        _actions(t),
        class_name="hs-card hs-stack",
        aria_labelledby="opened",
    )


def _fact(name: str, value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(name, class_name="hs-label"), rx.el.dd(value))


def _start(t: Translator) -> rx.Component:
    """Start a patient's program from it."""
    there = f"{href(t, '/patients')}/{TemplatesScreen.patient}/program?template={TemplatesScreen.opened.id}"
    return rx.cond(
        TemplatesScreen.patients.length() > 0,
        rx.el.div(
            rx.el.div(
                rx.el.label(t("Start a program from it, for"), html_for="template-patient"),
                rx.el.select(
                    rx.el.option(t("Choose a patient"), value=""),
                    rx.foreach(TemplatesScreen.patients, lambda each: rx.el.option(each.name, value=each.id)),
                    id="template-patient",
                    value=TemplatesScreen.patient,
                    on_change=TemplatesScreen.choose_patient,
                    class_name="hs-input",
                ),
                class_name="hs-field hs-grow",
            ),
            rx.cond(
                TemplatesScreen.patient != "",
                ui.link_button(t("Start"), rx.Var.create(there), kind="primary", icon_name="arrow-right"),
                ui.button(t("Start"), icon_name="arrow-right", disabled=True),
            ),
            class_name="hs-template-start",
        ),
    )


def _line(t: Translator, line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.img(
            src=f"/figures/{line.exercise_id}.svg?still=true",
            alt="",
            loading="lazy",
            width="96",
            height="72",
            class_name="hs-figure",
        ),
        rx.el.div(
            rx.el.p(line.name, class_name="hs-label"),
            rx.el.p(line.words),
            rx.cond(line.more != "", rx.el.p(line.more, class_name="hs-hint")),
            rx.cond(line.note != "", rx.el.p(t("Note to the patient"), ": ", line.note, class_name="hs-hint")),
            class_name="hs-grow",
        ),
    )


def _actions(t: Translator) -> rx.Component:
    view = TemplatesScreen.opened
    change = ui.button(t("Change"), icon_name="edit", on_click=TemplateEditor.begin(view.id))
    return rx.el.div(
        rx.cond(view.origin != "shipped", change),
        ui.button(t("Copy to my templates"), icon_name="copy", on_click=TemplatesScreen.copy),
        rx.cond(
            view.origin == "own",
            ui.button(t("Give the clinic a copy"), icon_name="share", on_click=TemplatesScreen.share),
        ),
        rx.cond(
            view.origin != "shipped",
            ui.button(t("Retire"), icon_name="trash", kind="quiet", on_click=TemplatesScreen.retire),
        ),
        class_name="hs-row",
    )
