"""The summary for paper: what the screen shows of a period, with the clinic and who made it when. Each is audited."""

from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.periods import Asked
from patient_app.services import audit, clinics, overview
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import Paper, paper_of
from patient_app.services.overview import Overview
from patient_app.services.reading import reads
from patient_app.store.queries import people
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class PrintedSummary:
    """An overview for paper. `made_at` is an instant, `time_zone` that of the reader who made it."""

    overview: Overview
    clinic: ClinicCard
    paper: Paper
    made_by: str
    made_at: datetime
    time_zone: str


@reads
def printed_summary(actor: Actor, unit: Unit, patient_id: str, asked: Asked | None = None) -> PrintedSummary:
    """The patient's own summary, or that of a clinician with a share: only the shared parts. Raises as `overview`."""
    found = overview.overview(actor, unit, patient_id, asked)
    period = found.period
    audit.record(
        actor,
        unit,
        "summary.downloaded",
        patient_id=patient_id,
        kind="summary",
        first=period.first.isoformat(),
        last=period.last.isoformat(),
    )
    reader = people.get(unit.session, actor.id)
    return PrintedSummary(
        overview=found,
        clinic=clinics.card_of(unit, actor.clinic_id),
        paper=paper_of(unit, actor.clinic_id),
        made_by=reader.name if reader else "",
        made_at=unit.now,
        time_zone=actor.time_zone,
    )
