"""A report for paper: what goes on it, audited as a download. A draft is its author's alone and says that it is one."""

from dataclasses import dataclass

from patient_app.services import audit, clinics, reports
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import Paper, paper_of
from patient_app.services.reading import reads
from patient_app.services.reports import Report
from patient_app.store.queries import people
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report for paper. `language` is the reader's; times are those of the clinic's `time_zone`."""

    report: Report
    clinic: ClinicCard
    paper: Paper
    language: str
    time_zone: str


@reads
def report_paper(actor: Actor, unit: Unit, patient_id: str, report_id: str) -> ReportPaper:
    """A report to be printed or sent on. Rights as `reports.report`."""
    found = reports.report(actor, unit, patient_id, report_id)
    audit.record(actor, unit, "report.downloaded", patient_id=patient_id, kind="report", id=found.id)
    clinic = people.clinic(unit.session, actor.clinic_id)
    return ReportPaper(
        report=found,
        clinic=clinics.card_of(unit, actor.clinic_id),
        paper=paper_of(unit, actor.clinic_id),
        language=actor.language,
        time_zone=clinic.time_zone,
    )
