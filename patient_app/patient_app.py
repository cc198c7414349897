"""The front door: Reflex loads `app` from here. Pages are registered in `ui/app.py`, routes in `api/`."""

from patient_app.api import create_api
from patient_app.serving.guard import Guard
from patient_app.ui.app import build

app = build(api=create_api())

guard: Guard | None = None
"""Asked before a page is sent: (path, session token or None) -> path to go to instead, or None."""
