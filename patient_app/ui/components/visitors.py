"""The forms and the drawing of the pages for visitors: local React components of `ui/client/`."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui.client.local import ClientComponent, LocalComponent, client_module
from patient_app.ui.components.surfaces import notice
from patient_app.ui.routes import landing_for


class Hero(ClientComponent):
    """The drawing of the first page."""

    library = client_module("hero.jsx")
    tag = "Hero"


class SignIn(LocalComponent):
    """The sign-in form; `landings` {role: route} says where each role starts."""

    library = client_module("sign_in.jsx")
    tag = "SignIn"

    landings: rx.Var[dict[str, str]]


class EnterCode(LocalComponent):
    """A field for the invitation code that leads to its page."""

    library = client_module("join.jsx")
    tag = "EnterCode"


class Join(LocalComponent):
    """The invitation in the page's address, and the form that makes the account."""

    library = client_module("join.jsx")
    tag = "Join"

    landings: rx.Var[dict[str, str]]


class Register(LocalComponent):
    """The form for an account without an invitation, where the clinic allows it."""

    library = client_module("register.jsx")
    tag = "Register"


class RegisterLink(LocalComponent):
    """The way to that form; nothing where the clinic does not allow it."""

    library = client_module("register.jsx")
    tag = "RegisterLink"


class FindWays(LocalComponent):
    """The ways on from 'Find a physiatrist', by who reads it."""

    library = client_module("find_ways.jsx")
    tag = "FindWays"


def landings() -> dict[str, str]:
    """Where each role starts."""
    return {role.value: landing_for(role) for role in Role}


def not_watched(t: Translator) -> rx.Component:
    """The safety words of the pages on which people come in."""
    return notice(
        t("It is not for emergencies. In an emergency, call 911 or go to an emergency room."),
        title=t("Nobody watches this app live"),
        tone="care",
    )
