"""`/join/[code]`: what an invitation is for, and the form that makes the account."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.components.visitors import Join, landings, not_watched


def page(t: Translator) -> rx.Component:
    """The page, for anyone with a code."""
    return ui.page(t, t("Set up your account"), Join.create(t=t, landings=landings()), not_watched(t), width="form")
