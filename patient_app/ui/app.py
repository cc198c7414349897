"""Builds the Reflex app: one place where every page is registered.

Extend `_add_pages`. Keep `toaster=None` and `app_wraps` as they are (page weight), and let state_guard stay attached.
The content security policy forbids `eval`, so `rx.call_script`, `rx.call_function` and `rx.toast` do not work here.
"""

import logging

import reflex as rx
from starlette.applications import Starlette

logger = logging.getLogger(__name__)


def build(api: Starlette) -> rx.App:
    """The app with all its pages; `api` answers `/api` and `/healthz` on the same port."""
    app = rx.App(
        toaster=None,
        app_wraps={},
        html_lang="en",
        backend_exception_handler=_log_failure,
        api_transformer=api,
    )
    _add_pages(app)
    return app


def _log_failure(exception: Exception) -> rx.event.EventSpec | None:
    """A failed event handler is logged; Reflex's own answer (a toast) would need scripts that the policy forbids."""
    logger.error("An event handler failed", exc_info=exception)
    return None


def _add_pages(app: rx.App) -> None:
    app.add_page(_landing, route="/", title="Homestretch")


def _landing() -> rx.Component:
    return rx.el.main(rx.el.h1("Homestretch"), class_name="mx-auto max-w-md p-6")
