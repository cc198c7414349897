"""Builds the Reflex app: every page of `routes.PAGES`, once in each language.

`toaster=None` and `app_wraps={}` keep pages light; `ui/components/shell.py` has the app's own calm line for a lost
connection and its own answer to a failed screen. The content security policy forbids `eval`, so `rx.call_script`,
`rx.call_function` and `rx.toast` do not work here.
"""

import logging

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar
from starlette.applications import Starlette

from patient_app.content.locales import LANGUAGES, translator
from patient_app.ui import theme
from patient_app.ui.components.missing import missing_page
from patient_app.ui.routes import PAGES, Page, localized, offline_addresses, offline_kind, page_title

logger = logging.getLogger(__name__)

# The language of the address, for `<html lang>`: the document is one for all pages, so it asks the router.
_LANGUAGE = rx.Var(
    '(useLocation().pathname.match(/^\\/(es)(?=\\/|$)/)?.[1] ?? "en")',
    _var_type=str,
    _var_data=VarData(imports={"react-router": [ImportVar(tag="useLocation")]}),
)


def build(api: Starlette) -> rx.App:
    """The app with all its pages; `api` answers `/api` and `/healthz` on the same port."""
    app = rx.App(
        toaster=None,
        app_wraps={},
        html_custom_attrs={"lang": _LANGUAGE, "suppressHydrationWarning": True},
        head_components=_head(),
        stylesheets=[
            "/tokens.css",
            "/homestretch.css",
            "/visitors.css",
            "/check_in.css",
            "/session.css",
            "/workshop.css",
            "/library.css",
            "/course.css",
        ],
        reset_style=False,  # Tailwind's preflight is enough
        backend_exception_handler=_log_failure,
        api_transformer=api,
    )
    for page in PAGES:
        for language in LANGUAGES:
            _add(app, page, language)
    # One page answers for all languages, so its title is in each of them.
    missing = " / ".join(translator(language)("This page is not here") for language in LANGUAGES)
    app.add_page(missing_page, route="404", title=f"{missing} · Homestretch", image="")
    return app


def _add(app: rx.App, page: Page, language: str) -> None:
    def built() -> rx.Component:
        return page.builder(translator(language))

    # Reflex writes the components of a page into a file named after this module: one for each page and language, so
    # that a phone on /today does not load what the clinicians' screens are made of.
    built.__module__ = f"{page.builder.__module__}_{language}"
    kind = offline_kind(page)
    app.add_page(
        built,
        route=localized(page.route, language),
        title=page_title(page, language),
        image="",
        on_load=page.on_load,
        meta=[{"name": "homestretch-offline", "content": kind}] if kind else [],
    )


def _head() -> list[rx.Component]:
    return [
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.meta(name="color-scheme", content="light dark"),
        *(
            rx.el.meta(
                name="theme-color", content=scheme.paper, custom_attrs={"media": f"(prefers-color-scheme: {name})"}
            )
            for name, scheme in theme.SCHEMES.items()
        ),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/apple-touch-icon.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        # A phone would turn doses and dates into telephone links.
        rx.el.meta(name="format-detection", content="telephone=no"),
        rx.el.meta(name="homestretch-offline-addresses", content=" ".join(offline_addresses())),
    ]


def _log_failure(exception: Exception) -> rx.event.EventSpec | None:
    """A failed event handler is logged; Reflex's own answer (a toast) would need scripts that the policy forbids."""
    logger.error("An event handler failed", exc_info=exception)
    return None
