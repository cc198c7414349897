"""Leads to a field of a page whose content comes after the page."""

import reflex as rx

from patient_app.ui.client.local import ClientComponent, client_module


class ToHash(ClientComponent):
    """Leads to the field `field` when the address ends with `#name`."""

    library = client_module("to_hash.jsx")
    tag = "ToHash"

    name: rx.Var[str]
    field: rx.Var[str]
