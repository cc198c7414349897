"""A signed order for paper, audited as a download."""

from dataclasses import dataclass

from patient_app.services import audit, clinics, handouts, measures, orders
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import Paper
from patient_app.services.measures import KnownMeasures
from patient_app.services.orders import OrderView
from patient_app.services.reading import reads
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """An order with what else stands on the sheet. `known`: for the names of outcome measures."""

    order: OrderView
    clinic: ClinicCard
    paper: Paper
    known: KnownMeasures


@reads
def paper(actor: Actor, unit: Unit, patient_id: str, order_id: str) -> OrderPaper:
    """One signed order, or the signer's own copy of it. Raises `NotFound` as `orders.order` does."""
    found = orders.order(actor, unit, patient_id, order_id)
    audit.record(actor, unit, "order.downloaded", patient_id=patient_id, kind="order", id=order_id)
    return OrderPaper(
        found,
        clinics.card_of(unit, actor.clinic_id),
        handouts.paper_of(unit, actor.clinic_id),
        measures.known_measures(unit, actor.clinic_id),
    )
