"""Parts of the journey, for the patient and for clinicians: what comes next, the steps, the timeline, documents, the
final summary."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.journey_state import JourneyScreen


class DocumentField(LocalComponent):
    """Chooses a document and sends it."""

    library = client_module("document_field.jsx")
    tag = "DocumentField"

    patient: rx.Var[str]
    entry: rx.Var[str]
    label: rx.Var[str]


def steps(t: Translator) -> rx.Component:
    """Where the patient is: a line of ten dots with the step in words, and the whole list behind a button."""
    view = JourneyScreen.view
    return rx.el.div(
        rx.el.p(view.place, class_name="hs-label"),
        rx.el.div(
            rx.foreach(view.steps, lambda step: rx.el.span(class_name=f"hs-journey-dot hs-journey-{step.standing}")),
            aria_hidden="true",
            class_name="hs-journey-dots",
        ),
        ui.details(
            t("All ten steps"),
            rx.el.ol(rx.foreach(view.steps, _step), class_name="hs-journey-steps"),
        ),
        class_name="hs-stack hs-stack-tight",
    )


def _step(step: Any) -> rx.Component:
    now = rx.cond(step.standing == "now", "step", "false")
    return rx.el.li(
        ui.icon(step.icon, size="small"),
        rx.el.span(step.title, class_name="hs-grow"),
        rx.el.span(step.said, class_name="hs-hint"),
        class_name=f"hs-journey-{step.standing}",
        aria_current=now,
    )


def timeline(t: Translator, view: Any = None, show_everything: Any = None, *, reading: bool = False) -> rx.Component:
    """What happened, newest first; the earlier events behind a button. `reading`: nothing can be done with an event,
    and it leads nowhere. The journey's own view unless another is given."""
    view = JourneyScreen.view if view is None else view
    earlier = view.earlier
    return rx.fragment(
        rx.el.ol(
            rx.foreach(view.events, lambda event: _event(t, event, reading=reading)),
            class_name="hs-journey",
            aria_label=t("What happened, newest first"),
        ),
        rx.cond(
            earlier != "",
            ui.button(
                earlier,
                icon_name="down",
                class_name="hs-self-start",
                on_click=show_everything or JourneyScreen.show_everything,
            ),
        ),
    )


def _event(t: Translator, event: Any, *, reading: bool) -> rx.Component:
    return rx.el.li(
        rx.cond(event.month != "", rx.el.p(event.month, class_name="hs-journey-month")),
        rx.el.div(
            rx.el.span(ui.icon(event.icon, size="small"), class_name="hs-journey-mark"),
            rx.el.div(
                rx.el.p(
                    event.when,
                    rx.cond((event.kind != "") & (event.kind != event.title), f" · {event.kind}", ""),
                    class_name="hs-hint",
                ),
                rx.el.h3(event.title),
                rx.cond(event.recommendation != "", rx.el.p(ui.badge(event.recommendation, "flag", colour="sky"))),
                rx.cond(event.text != "", rx.el.p(event.text, class_name="hs-journey-text")),
                rx.cond(
                    event.details.length() > 0,
                    rx.el.dl(rx.foreach(event.details, _detail), class_name="hs-journey-details"),
                ),
                rx.cond(event.results.length() > 0, _results(t, event)),
                rx.cond(event.who != "", rx.el.p(event.who, class_name="hs-hint")),
                None if reading else rx.cond(event.more.words != "", _more(t, event)),
                document_list(t, event.documents, may_remove=False),
                rx.cond(
                    event.former.length() > 0,
                    ui.details(
                        t("Corrected: what it said before"),
                        rx.el.ul(rx.foreach(event.former, lambda text: rx.el.li(text)), class_name="hs-muted"),
                    ),
                ),
                None if reading else rx.cond(event.may_correct, _changes(t, event)),
                class_name="hs-grow hs-stack hs-stack-tight",
            ),
            class_name="hs-journey-event",
        ),
        key=event.id,
    )


def _more(t: Translator, event: Any) -> rx.Component:
    """The way to the report, the order or the visits that the event is about."""
    looks = {"class_name": "hs-link hs-link-alone", "aria_label": f"{event.more.words}: {event.title}"}
    base = routes.href(t, "/").rstrip("/")
    return rx.cond(
        event.more.paper != "",
        rx.el.a(event.more.words, href=event.more.paper, target="_blank", rel="noopener", **looks),
        router_link(event.more.words, to=rx.Var.create(f"{base}{event.more.route}"), **looks),
    )


def _detail(detail: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(detail.name, class_name="hs-hint"), rx.el.dd(detail.value))


def _results(t: Translator, event: Any) -> rx.Component:
    headings = [t("Name"), t("Value"), t("Usual range")]
    return ui.data_table(
        t("Results, as the laboratory wrote them"),
        headings,
        rx.foreach(event.results, lambda row: ui.table_row(headings, row.name, row.value, row.usual)),
        folds=False,
    )


def _changes(t: Translator, event: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            ui.button(
                t("Correct"),
                kind="quiet",
                icon_name="edit",
                on_click=JourneyScreen.correct(event.id),
                aria_label=f"{t('Correct')}: {event.title}",
            ),
            rx.cond(
                event.may_remove,
                ui.button(
                    t("Remove"),
                    kind="quiet",
                    icon_name="trash",
                    on_click=JourneyScreen.ask_to_remove(event.id),
                    aria_label=f"{t('Remove')}: {event.title}",
                ),
            ),
            DocumentField.create(t=t, patient=JourneyScreen.shown, entry=event.id, label=event.title),
            class_name="hs-row hs-journey-acts",
        ),
        rx.cond(JourneyScreen.removing == event.id, _removal(t)),
        class_name="hs-stack hs-stack-tight",
    )


def _removal(t: Translator) -> rx.Component:
    reasons = [t("It was a mistake"), t("It is there twice"), t("It does not belong here")]
    return rx.el.form(
        rx.el.fieldset(
            rx.el.legend(t("Why is it removed? Documents on it are removed too."), class_name="hs-label"),
            *(
                rx.el.label(
                    rx.el.input(type="radio", name="reason", value=reason, default_checked=number == 0),
                    rx.el.span(reason),
                    class_name="hs-tick",
                )
                for number, reason in enumerate(reasons)
            ),
            class_name="hs-choice",
        ),
        rx.cond(JourneyScreen.problem != "", ui.notice(JourneyScreen.problem, tone="care", role="alert")),
        rx.el.div(
            ui.button(t("Remove the entry"), kind="danger", type="submit"),
            ui.button(t("Keep it"), on_click=JourneyScreen.ask_to_remove("")),
            class_name="hs-row",
        ),
        on_submit=JourneyScreen.remove,
        class_name="hs-card hs-stack",
    )


def document_list(t: Translator, documents: Any, *, may_remove: bool) -> rx.Component:
    """Documents to download; `may_remove`: one's own can be removed here."""
    return rx.cond(
        documents.length() > 0,
        rx.el.ul(
            rx.foreach(documents, lambda one: _removable(t, one) if may_remove else rx.el.li(_download(one))),
            class_name="hs-journey-documents",
        ),
    )


def _download(one: Any) -> rx.Component:
    return rx.el.a(
        ui.icon("download", size="small"),
        rx.el.span(rx.el.span(one.title, class_name="hs-label"), rx.el.span(one.about, class_name="hs-hint")),
        href=one.href,
        download=True,
        target="_blank",
        rel="noopener",
        class_name="hs-journey-document",
    )


def _removable(t: Translator, one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            _download(one),
            rx.cond(
                one.mine,
                ui.icon_button(
                    "trash", f"{t('Remove')}: {one.title}", on_click=JourneyScreen.ask_to_remove_document(one.id)
                ),
            ),
            class_name="hs-journey-document-row",
        ),
        rx.cond(
            JourneyScreen.removing_document == one.id,
            rx.el.div(
                rx.el.p(t("Remove this document? Its content is erased at once.")),
                rx.el.div(
                    ui.button(t("Erase it"), kind="danger", on_click=JourneyScreen.remove_document(one.id)),
                    ui.button(t("Keep it"), on_click=JourneyScreen.ask_to_remove_document("")),
                    class_name="hs-row",
                ),
                class_name="hs-card hs-stack",
            ),
        ),
        key=one.id,
    )


def all_documents(t: Translator) -> rx.Component:
    """Every document, those on an entry too, and the way to add one."""
    return rx.el.div(
        document_list(t, JourneyScreen.view.documents, may_remove=True),
        rx.el.p(t("PDF, JPEG or PNG. From photos, the place is taken out."), class_name="hs-hint"),
        DocumentField.create(t=t, patient=JourneyScreen.shown, entry="", label=""),
        class_name="hs-stack hs-stack-tight",
    )


def messages(is_asked: Any = False) -> rx.Component:
    """What was done, and what went wrong outside of a form. `is_asked`: another form of the page is open, which tells
    what went wrong itself."""
    elsewhere = (JourneyScreen.form.kind != "") | (JourneyScreen.removing != "") | is_asked
    return rx.fragment(
        rx.cond(
            (JourneyScreen.problem != "") & ~elsewhere, ui.notice(JourneyScreen.problem, tone="care", role="alert")
        ),
        rx.el.div(rx.cond(JourneyScreen.done != "", ui.notice(JourneyScreen.done, tone="done")), role="status"),
    )
