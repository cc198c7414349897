"""The program builder: the program being built, the library beside it, and publishing a version from a date."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.handout_link import handout_link
from patient_app.ui.pages.panel_table import keys
from patient_app.ui.pages.patient import ForAddress
from patient_app.ui.pages.program_changes import change
from patient_app.ui.pages.program_fields import line_card
from patient_app.ui.pages.program_library import library
from patient_app.ui.pages.program_order import order
from patient_app.ui.pages.program_preview import preview, preview_button
from patient_app.ui.pages.program_sorting import Sortable
from patient_app.ui.pages.program_state import ProgramScreen
from patient_app.ui.pages.program_templates import TemplatePicker, template_tools
from patient_app.ui.pages.program_versions import history, newer_version, other_window
from patient_app.ui.routes import href

on_load = [ProgramScreen.load, TemplatePicker.load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]/program`."""
    return ui.page(
        t,
        t("Program"),
        ForAddress.create(
            rx.fragment(rx.cond(ProgramScreen.missing, _missing(t), _builder(t))),
            rx.fragment(ui.skeleton(t("Loading the program"), title=True, cards=4)),
            shown=ProgramScreen.shown,
        ),
        role=Role.PHYSICAL_THERAPIST,
        active="/patients/[id]",
        heading="own",
    )


def _missing(t: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("Program")),
        ui.empty_state(
            t("This program is not open to you"),
            t("The patient does not share it with you, or stopped. Ask the patient to share the program."),
            ui.link(t("To your caseload"), href(t, "/caseload"), alone=True),
            icon_name="lock",
        ),
    )


def _builder(t: Translator) -> rx.Component:
    return keys(
        _head(t),
        order(t),
        rx.foreach(ProgramScreen.others, lambda each: ui.notice(each, tone="care")),
        other_window(t),
        _publishing(t),
        newer_version(t),
        rx.el.div(
            rx.el.section(
                _program_head(t),
                _tools(t),
                rx.cond(ProgramScreen.lines.length() > 0, preview(t)),
                _many(t),
                rx.cond(ProgramScreen.lines.length() == 0, _empty(t)),
                Sortable.create(
                    rx.foreach(ProgramScreen.lines, lambda line, number: line_card(t, line, number)),
                    class_name="hs-lines",
                    on_move=ProgramScreen.move_to,
                    on_step=ProgramScreen.move,
                    wanted=ProgramScreen.wanted,
                ),
                _gone(t),
                class_name="hs-stack",
                aria_labelledby="program",
            ),
            library(t),
            class_name="hs-builder",
        ),
        history(t),
    )


def _head(t: Translator) -> rx.Component:
    patient = rx.Var.create(f"{href(t, '/patients')}/{ProgramScreen.shown}")
    return rx.el.div(
        rx.el.div(
            rx.el.h1(f"{t('Program')}: {ProgramScreen.patient_name}"),
            rx.el.p(
                rx.cond(ProgramScreen.in_force != "", ProgramScreen.in_force, t("There is no program yet.")),
                class_name="hs-muted",
            ),
            class_name="hs-grow",
        ),
        rx.el.div(
            rx.cond(ProgramScreen.in_force != "", handout_link(t("Print handout"), ProgramScreen.shown)),
            ui.link(t("Measurements"), rx.Var.create(f"{patient}/measurements"), icon_name="clipboard", alone=True),
            ui.link(t("Patient summary"), patient, icon_name="chart", alone=True),
            class_name="hs-row",
        ),
        class_name="hs-page-head",
    )


def _publishing(t: Translator) -> rx.Component:
    """From when, what changed and why, and the button; below it every change in words."""
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                ui.field(
                    t("Starts on"),
                    "starts-on",
                    type="date",
                    value=ProgramScreen.starts_on,
                    min=ProgramScreen.earliest,
                    error=ProgramScreen.date_problem,
                    on_change=ProgramScreen.choose_start,
                ),
                ui.field(
                    t("What changed and why"),
                    "version-note",
                    default_value=ProgramScreen.note,
                    key=f"note-{ProgramScreen.fresh}",
                    error=ProgramScreen.note_problem,
                    on_change=ProgramScreen.write_note(ProgramScreen.fresh),
                    auto_complete="off",
                    multiline=True,
                    rows=2,
                ),
                ui.button(
                    t("Publish"),
                    kind="primary",
                    icon_name="check",
                    id="publish",
                    on_click=ProgramScreen.publish,
                    aria_keyshortcuts="Control+Enter",
                ),
                class_name="hs-publish-row",
            ),
            rx.el.div(_changes(t), _leave_out(t), _outcome(t), class_name="hs-publish-foot"),
            class_name="hs-publish-card",
        ),
        class_name="hs-publish",
        aria_label=t("Publish"),
    )


def _changes(t: Translator) -> rx.Component:
    return rx.cond(
        ProgramScreen.changes.length() > 0,
        ui.details(
            ProgramScreen.changes_title,
            rx.el.ul(rx.foreach(ProgramScreen.changes, lambda each: change(t, each)), class_name="hs-changes"),
        ),
        rx.el.p(ProgramScreen.changes_title, class_name="hs-publish-quiet"),
    )


def _outcome(t: Translator) -> rx.Component:
    """What publishing did, or what it needs."""
    behind = rx.el.a(t("Somebody published meanwhile. See the newest version."), href="#newer", class_name="hs-link")
    return rx.fragment(
        rx.cond(ProgramScreen.newest.version > 0, ui.notice(rx.el.p(behind), tone="care", role="alert")),
        rx.cond(ProgramScreen.done != "", ui.notice(ProgramScreen.done, tone="done", role="status")),
        rx.cond(ProgramScreen.problem != "", ui.notice(ProgramScreen.problem, tone="stop", role="alert")),
    )


def _program_head(t: Translator) -> rx.Component:
    """The heading with what was done last below it, in a line that is always there so that nothing moves; beside it
    undo, redo and the preview."""
    return rx.el.div(
        rx.el.div(
            rx.el.h2(t("The program"), id="program"),
            rx.el.p(ProgramScreen.told, role="status", class_name="hs-hint hs-program-told"),
            class_name="hs-grow",
        ),
        rx.el.div(
            rx.el.a(t("To the library"), href="#library", class_name="hs-link hs-link-alone hs-to-library"),
            _step(t("Undo"), "undo", ProgramScreen.undoable, ProgramScreen.undo),
            _step(t("Redo"), "redo", ProgramScreen.redoable, ProgramScreen.redo),
            rx.cond(ProgramScreen.lines.length() > 0, preview_button(t)),
            class_name="hs-line-tools",
        ),
        class_name="hs-program-head",
    )


def _tools(t: Translator) -> rx.Component:
    """Templates, and pain limits for all."""
    return rx.el.div(
        template_tools(t),
        rx.cond(ProgramScreen.lines.length() > 0, _pain_for_all(t)),
        class_name="hs-line-tools",
    )


def _leave_out(t: Translator) -> rx.Component:
    return rx.cond(
        ProgramScreen.changes.length() > 0,
        ui.button(t("Leave all changes out"), kind="quiet", on_click=ProgramScreen.leave_out),
    )


def _step(label: str, name: str, what: Any, do: Any) -> rx.Component:
    return rx.el.button(
        ui.icon(name),
        label,
        id=name,
        type="button",
        class_name="hs-button hs-button-quiet",
        on_click=do,
        aria_disabled=what == "",
        aria_label=rx.cond(what != "", f"{label}: {what}", label),
        title=what,
    )


def _pain_for_all(t: Translator) -> rx.Component:
    """The same pain limits in every exercise."""
    return ui.details(
        t("Pain limits for all"),
        rx.el.form(
            ui.field(t("Green up to"), "all-green", input_mode="numeric", auto_complete="off", default_value="3"),
            ui.field(t("Amber up to"), "all-amber", input_mode="numeric", auto_complete="off", default_value="5"),
            ui.button(t("Fill in"), type="submit"),
            on_submit=ProgramScreen.fill_pain,
            class_name="hs-line-fields",
        ),
    )


def _many(t: Translator) -> rx.Component:
    return rx.cond(
        ProgramScreen.many,
        ui.notice(
            t("More than 5 exercises. Fewer go with better adherence. You can publish all the same."), tone="care"
        ),
    )


def _empty(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("No exercise yet"),
        t("Search the library and add the first one. Each comes with a usual dose that you can change."),
        icon_name="exercise",
    )


def _gone(t: Translator) -> rx.Component:
    """Lines that the current version has and the draft has not."""
    return rx.cond(
        ProgramScreen.gone.length() > 0,
        rx.el.ul(
            rx.foreach(
                ProgramScreen.gone,
                lambda line: rx.el.li(
                    ui.badge(t("Taken out"), "minus", colour="amber"),
                    rx.el.span(
                        rx.el.span(line.name, class_name="hs-label"), ": ", line.words, class_name="hs-grow hs-muted"
                    ),
                    ui.button(
                        t("Put back"),
                        icon_name="undo",
                        on_click=ProgramScreen.put_back(line.key),
                        aria_label=f"{t('Put back')}: {line.name}",
                    ),
                    key=line.key,
                ),
            ),
            class_name="hs-list",
            aria_label=t("Taken out"),
        ),
    )
