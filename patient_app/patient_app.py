"""The front door: Reflex loads `app` from here. Pages are registered in `ui/app.py`, routes in `api/`."""

from patient_app.api import create_api
from patient_app.config import settings
from patient_app.serving.guard import Guard
from patient_app.ui.app import build
from patient_app.ui.live import live
from patient_app.ui.state_guard import bind_states_to_sessions

app = build(api=create_api())
bind_states_to_sessions(app)
live.attach(app, settings().redis_url)

guard: Guard | None = None
"""Asked before a page is sent: (path, session token or None) -> path to go to instead, or None."""
