"""The page of a link, for people: plain HTML that needs no script, so that it opens in any browser and prints.

Three pages: the form for the passcode, the summary, and that there is no such link. The summary takes its words and
figures from `summary_pdf.summary_data`, which is what the screen shows. Every text is escaped.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from patient_app.content.locales import LANGUAGES, translator
from patient_app.content.warning_sign_lists import warning_texts
from patient_app.domain.text import Translator
from patient_app.exports import link_page_parts as parts
from patient_app.exports.summary_pdf import summary_data
from patient_app.services.clinics import ClinicCard
from patient_app.services.printed_summary import PrintedSummary

MOST_BYTES = 60 * 1024
"""So large a page is at most. What does not fit is on the PDF, and the page says so."""


@cache
def style() -> str:
    """The style of the pages, which stands in each of them."""
    return resources.files(__package__).joinpath("link_page.css").read_text("utf-8").strip()


@cache
def content_policy() -> str:
    """The Content-Security-Policy of the pages: this one style, forms to this address, and nothing else at all."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return "; ".join(rules)


def passcode_page(language: str, clinic: ClinicCard, *, name: str = "", problem: str = "") -> str:
    """The form. `problem`: what was wrong with the last try, in words; `name`: as it was given then."""
    t = translator(language)
    told = f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    body = (
        f'<div class="top"><p class="muted">{escape(clinic.name)}</p>{_other_language(t)}</div>'
        f"<h1>{escape(t('A patient shares a summary with you'))}</h1>"
        f"<p>{escape(t('Type the passcode that the patient gave you.'))}</p>{told}"
        '<form method="post" class="wide">'
        f'<input type="hidden" name="language" value="{t.language}">'
        f'<label for="recipient">{escape(t("Your name or practice"))}</label>'
        f'<input id="recipient" name="recipient" required maxlength="100" autocomplete="name" value="{escape(name)}"'
        f' aria-describedby="why">'
        f'<p class="muted small-text" id="why">{escape(t("The patient sees it, with the time you opened this."))}</p>'
        f'<label for="passcode">{escape(t("Passcode"))}</label>'
        '<input id="passcode" name="passcode" required maxlength="200" autocomplete="off" autocapitalize="none"'
        ' spellcheck="false">'
        f'<button class="main">{escape(t("Open the summary"))}</button></form>{_safety(t, clinic)}'
    )
    return _page(t, t("A patient shares a summary with you"), body, small=True)


def closed_page(language: str) -> str:
    """There is no such link, or none any more: which of the two, nobody is told."""
    t = translator(language)
    body = (
        f'<div class="top"><span></span>{_other_language(t)}</div>'
        f"<h1>{escape(t('This link does not work'))}</h1>"
        f"<p>{escape(t('It has ended, was closed, or is not whole. Ask the patient for a new one.'))}</p>"
    )
    return _page(t, t("This link does not work"), body, small=True)


def summary_page(found: PrintedSummary, language: str, ticket: str) -> str:
    """The summary, `MOST_BYTES` large at most. `ticket`: lets the reader change the language and take the PDF."""
    t = translator(language)
    data = summary_data(t, found)
    for depth in parts.DEPTHS:
        page = _summary(t, found, data, ticket, depth)
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def _summary(t: Translator, found: PrintedSummary, data: Mapping[str, Any], ticket: str, depth: parts.Depth) -> str:
    view, clinic = data["view"], found.clinic
    summary = view["summary"]
    problem = f"<p><strong>{escape(summary['problem'])}</strong></p>" if summary["problem"] else ""
    hidden = f'<p class="muted small-text">{escape(data["hidden"])}</p>' if data["hidden"] else ""
    cut = "" if depth.is_whole else f"<p>{escape(t('Not everything fits on this page. The PDF has all of it.'))}</p>"
    body = (
        f'<div class="top"><p class="muted">{escape(clinic.name)}, {escape(clinic.phone)}</p>'
        f"{_actions(t, ticket)}</div>"
        f"<h1>{escape(summary['name'])}</h1>{problem}"
        f"<p><strong>{escape(view['period']['words'])}</strong></p>"
        f'<p class="muted small-text">{escape(data["made"])} {escape(data["source"])}</p>{hidden}{cut}'
        f"{parts.hold(summary)}{parts.answers(data)}{parts.over_time(t, data, depth)}{parts.tables(data, depth)}"
        f"{_safety(t, clinic)}"
    )
    return _page(t, str(data["title"]), body)


def _actions(t: Translator, ticket: str) -> str:
    """The other language, and the PDF: both are asked for with the ticket, so that no passcode is typed again."""
    given = f'<input type="hidden" name="ticket" value="{escape(ticket)}">'
    other, name = _other(t)
    return (
        '<div class="row print-not">'
        f'<form method="post">{given}<input type="hidden" name="language" value="{other}">'
        f'<button lang="{other}">{escape(name)}</button></form>'
        f'<form method="post" action="?pdf=1">{given}<input type="hidden" name="language" value="{t.language}">'
        f'<button class="main">{escape(t("Take it as a PDF"))}</button></form></div>'
    )


def _other(t: Translator) -> tuple[str, str]:
    return next((code, name) for code, name in LANGUAGES.items() if code != t.language)


def _other_language(t: Translator) -> str:
    other, name = _other(t)
    return f'<a class="language" href="?language={other}" lang="{other}" hreflang="{other}">{escape(name)}</a>'


def _safety(t: Translator, clinic: ClinicCard) -> str:
    words = warning_texts().nobody_watches.text(t.language).format(emergency_number=clinic.emergency_number)
    return f'<p class="safety">{escape(words)}</p>'


def _page(t: Translator, title: str, body: str, *, small: bool = False) -> str:
    kind = ' class="small"' if small else ""
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow, noarchive"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style()}</style></head><body><main{kind}>{body}</main></body></html>"
    )
