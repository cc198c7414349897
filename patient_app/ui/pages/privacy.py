"""`/privacy`: who sees what, where it is kept, and how to get it or have it deleted, in plain words."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui


def page(t: Translator) -> rx.Component:
    """The page, for anyone."""
    return ui.page(
        t,
        t("Privacy"),
        rx.el.div(
            rx.el.h2(t("Who sees what you enter")),
            rx.el.p(
                t(
                    "You decide. A physical therapist or doctor sees your entries only while you share them with that "
                    "person. You choose the parts: your program, your pain, your measures, your journey."
                )
            ),
            rx.el.p(
                t(
                    "You can stop sharing at any time. It takes effect at once. You can also see who looked at your "
                    "record, and when."
                )
            ),
            rx.el.p(
                t(
                    "One exception: if an answer is a warning sign, everyone you share with is told that your program "
                    "is on hold. A report or order that a clinician has signed stays with that clinician as it was."
                )
            ),
            rx.el.h2(t("Where it is kept")),
            rx.el.p(
                t(
                    "On your clinic's own server. Your phone also keeps your program, your last two weeks, your last "
                    "Progress page and what is not sent yet, so that you can go on without a connection."
                )
            ),
            rx.el.p(
                t(
                    "Signing out clears the phone. Only entries that are not sent yet stay there, seen by nobody, "
                    "until you sign in again. On a phone that others use, sign out when you are done."
                )
            ),
            rx.el.h2(t("No trackers")),
            rx.el.p(
                t(
                    "This app has no advertising and no trackers, and it sends nothing to other companies. One "
                    "cookie keeps you signed in. There are no others."
                )
            ),
            rx.el.h2(t("A copy of your data, and deletion")),
            rx.el.p(
                t(
                    "In Settings you can take a copy of your data, and delete your account. The clinic may have to "
                    "keep some medical records because the law says so. Settings says which."
                )
            ),
            rx.el.h2(t("Questions")),
            rx.el.p(t("Ask your clinic. It runs this app and answers for it.")),
            class_name="hs-prose",
        ),
        lead=t("Your entries are yours. This page says what happens with them."),
    )
