"""A signed order as a PDF: what the PT centre files. The birth date is not kept here: a line for it is left free."""

from datetime import datetime

from patient_app.content.locales import translator
from patient_app.content.precautions import order_terms
from patient_app.domain.orders import OrderState
from patient_app.domain.text import Translator
from patient_app.exports.typesetting import PAPERS, compiled
from patient_app.presenters import orders as words
from patient_app.presenters.dates import dated
from patient_app.services.handouts import Paper
from patient_app.services.measures import KnownMeasures
from patient_app.services.order_paper import OrderPaper


def order_pdf(found: OrderPaper, *, language: str, printed_at: datetime, paper: Paper | None) -> bytes:
    """The PDF in a language ('en', 'es'), on the clinic's paper unless another is given."""
    return compiled("order.typ", order_data(translator(language), found, paper), printed_at)


def order_data(t: Translator, found: OrderPaper, paper: Paper | None = None) -> dict[str, object]:
    """Everything that the template shows, as JSON values."""
    order, clinic = found.order, found.clinic
    content = order_terms().spoken(order.content, t.language)
    said = words.lines(t, content, None, _measure_name(t, found.known))
    return {
        "language": t.language,
        "paper": PAPERS[paper or found.paper],
        "title": t("Order {n} for physical therapy: {name}", n=order.number, name=order.patient_name),
        "heading": t("Order for physical therapy"),
        "number": t("Order {n}", n=order.number),
        "clinic": {"name": clinic.name, "phone": clinic.phone},
        "patient": order.patient_name,
        "cancelled": t("This order was cancelled.") if order.state is OrderState.CANCELLED else "",
        "lines": [{"name": line.name, "label": line.label, "texts": line.texts} for line in said],
        "signed": {
            "by": order.physiatrist,
            "on": dated(t, order.signed_on),
            "until": dated(t, order.expires_on) if order.expires_on else "",
            "hash": order.content_hash or "",
        },
        "words": {
            "patient": t("Patient"),
            "birth_date": t("Date of birth"),
            "by_hand": t("write in by hand"),
            "signed_by": t("Signed by"),
            "signed_on": t("Signed on"),
            "until": t("Counts until"),
            "hash": t("Signed electronically. Check value of what was signed:"),
            "page": t("Page {n} of {total}"),
        },
    }


def _measure_name(t: Translator, known: KnownMeasures) -> words.MeasureName:
    def name(id: str) -> str:
        found = known.named(id)
        return found.name(t.language) if found else id

    return name
