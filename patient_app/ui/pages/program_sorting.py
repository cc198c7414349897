"""A list whose items can be dragged (client/sortable.jsx)."""

import reflex as rx

from patient_app.ui.client.local import ClientComponent, client_module


class Sortable(ClientComponent):
    """An ordered list. `on_move(key, place)`: dragged there; `on_step(key, -1 or 1)`: with the arrow keys.

    `wanted`: the id of a field that gets the focus, and a number that goes up with each time it is asked for.
    """

    library = client_module("sortable.jsx")
    tag = "Sortable"

    wanted: rx.Var[str]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]
    on_step: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]
