"""Versions beside the draft: the one that somebody published meanwhile, and the history."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.program_changes import change
from patient_app.ui.pages.program_state import ProgramScreen


def newer_version(t: Translator) -> rx.Component:
    """What to do when somebody published while this draft was being made."""
    newest = ProgramScreen.newest
    return rx.cond(
        newest.version > 0,
        rx.el.div(
            ui.notice(
                rx.el.div(
                    rx.el.p(t("Your changes are kept here, and are not published yet.")),
                    rx.cond(newest.note != "", rx.el.p(t("What changed and why"), ": ", newest.note)),
                    rx.el.ul(rx.foreach(newest.changes, lambda each: change(t, each)), class_name="hs-changes"),
                    ui.details(t("The whole version"), _read(newest.lines)),
                    rx.el.div(
                        ui.button(
                            t("Base my changes on the newest version"), kind="primary", on_click=ProgramScreen.rebase
                        ),
                        ui.button(t("Leave my changes out"), on_click=ProgramScreen.take_newest),
                        class_name="hs-row",
                    ),
                    class_name="hs-newer",
                ),
                tone="care",
                title=newest.title,
            ),
            id="newer",
            class_name="hs-newer-place",
        ),
    )


def other_window(t: Translator) -> rx.Component:
    """The draft was changed in another window of the same PT: one of the two goes on, and undo has the other."""
    return rx.cond(
        ProgramScreen.elsewhere,
        ui.notice(
            rx.el.div(
                rx.el.p(
                    t("This draft was changed in another window. What you change here is not kept until you choose.")
                ),
                rx.el.div(
                    ui.button(t("Go on with this window"), kind="primary", on_click=ProgramScreen.choose_window(True)),
                    ui.button(t("Go on with the other window"), on_click=ProgramScreen.choose_window(False)),
                    class_name="hs-row",
                ),
                class_name="hs-newer",
            ),
            tone="care",
            role="alert",
        ),
    )


def history(t: Translator) -> rx.Component:
    """Every version, the newest first; one of them can be read and started from."""
    return rx.cond(
        ProgramScreen.versions.length() > 0,
        ui.section(
            t("Version history"),
            rx.el.ol(rx.foreach(ProgramScreen.versions, lambda row: _version(t, row)), class_name="hs-list"),
        ),
    )


def _version(t: Translator, row: Any) -> rx.Component:
    is_open = ProgramScreen.opened == row.version
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.el.span(row.title, class_name="hs-label"), " ", row.since, ", ", row.author),
            rx.cond(row.note != "", rx.el.p(row.note, class_name="hs-muted")),
            class_name="hs-grow",
        ),
        ui.button(
            rx.cond(is_open, t("Close"), t("Read")),
            on_click=ProgramScreen.open_version(row.version),
            aria_expanded=is_open,
            aria_label=f"{t('Read')}: {row.title}",
        ),
        ui.button(
            t("Start from this version"),
            on_click=ProgramScreen.start_from(row.version),
            aria_label=f"{t('Start from this version')}: {row.title}",
        ),
        rx.cond(is_open, rx.el.div(_read(ProgramScreen.opened_lines), class_name="hs-version-lines")),
        key=row.version.to(str),
    )


def _read(lines: Any) -> rx.Component:
    return rx.el.ol(
        rx.foreach(
            lines,
            lambda line: rx.el.li(
                rx.el.span(line.name, class_name="hs-label"),
                ": ",
                line.words,
                rx.cond(line.more != "", rx.el.span(line.more, class_name="hs-hint")),
            ),
        ),
        class_name="hs-read-lines",
    )
