"""The part of a patient's settings that deletes the account: what goes, what the clinic keeps, and then the form."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module

COPY = "/api/v1/me/data.json"


class DeleteAccount(LocalComponent):
    """The form. It empties this phone too, and then says goodbye."""

    library = client_module("delete_account.jsx")
    tag = "DeleteAccount"


def delete_account(t: Translator) -> rx.Component:
    """The section, closed until somebody opens it."""
    return ui.section(
        t("Delete my account"),
        rx.el.p(t("You can delete your account yourself. It happens at once and cannot be undone.")),
        ui.details(t("Read what is deleted, then decide"), ui.stack(_what_happens(t), DeleteAccount.create(t=t))),
    )


def _what_happens(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.h3(t("What is deleted")),
        _list(
            t("Check-ins, exercise logs, questionnaires and activities, with all earlier versions"),
            t("What you wrote: notes, answers about your problem, questions for visits, entries of your journey"),
            t("Documents that you sent"),
            t("Visits that are still to come. If you want to keep one, call your clinic."),
            t("Your name, email address, password and settings"),
        ),
        rx.el.h3(t("What closes at once")),
        _list(
            t("Sharing with your care team"),
            t("Links and calendar addresses that you made"),
            t("Every sign-in, on every device. On your other phones, sign out first: what they keep is cleared then."),
        ),
        rx.el.h3(t("What your clinic keeps")),
        rx.el.p(
            t(
                "The law lets or makes a clinic keep its own record of a treatment. It keeps this for the time that "
                "the law sets for your clinic:"
            )
        ),
        _list(
            t("Orders and reports that were signed, as they were signed, with your name in them"),
            t("Visits that took place, and what was decided"),
            t("Your program as it was prescribed, goals, and holds with their dates"),
            t(
                "Measurements, notes, minutes of work and documents of your care team, and the summary of a "
                "closed treatment"
            ),
            t("A list of who did what and when"),
        ),
        rx.el.p(
            t(
                "Outside signed papers and the documents of your care team, a made-up name stands in the place of your "
                "full name. Your care team may have written your first name in a note: ask your clinic about that."
            )
        ),
        rx.el.p(t("Copies that the clinic makes for safety may hold your data until they are replaced.")),
        rx.el.h3(t("Before you go")),
        rx.el.p(t("After this there is nothing left to download.")),
        rx.el.a(ui.icon("download"), t("Download my data"), href=COPY, download="", class_name="hs-button"),
        class_name="hs-prose",
    )


def _list(*lines: str) -> rx.Component:
    return rx.el.ul(*(rx.el.li(line) for line in lines))
