"""A patient's record for whoever runs the server: for a patient who asks the clinic for it, or a clinic that moves.

There is no session: the audit log says that it was done at the server, and for whom.
"""

from dataclasses import dataclass

from patient_app.domain.errors import NotFound
from patient_app.domain.people import Role
from patient_app.domain.periods import Asked, PeriodKind
from patient_app.services import audit, clinics, overview, record_tables, sessions
from patient_app.services.actor import Actor, Operator
from patient_app.services.handouts import paper_of
from patient_app.services.printed_summary import PrintedSummary
from patient_app.services.reading import reads
from patient_app.services.record_tables import CheckIns, LoggedExercise, Measured, Scored
from patient_app.store.queries import people
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that was entered and measured, and the language of the patient."""

    language: str
    logs: tuple[LoggedExercise, ...]
    check_ins: CheckIns
    measured: tuple[Scored | Measured, ...]


@reads
def find(operator: Operator, unit: Unit, patient: str) -> str:
    """A patient's id, by it or by the email address. Raises `NotFound`."""
    found = people.get(unit.session, patient) or people.by_email(unit.session, patient)
    if found is None or found.role != Role.PATIENT or found.erased_at is not None:
        raise NotFound("There is no patient with this id or email address.")
    return found.id


def note(operator: Operator, unit: Unit, patient_id: str, form: str) -> None:
    """Someone at the server takes a record along: audited. Raises `NotFound`."""
    audit.record(None, unit, "record.exported", patient_id=find(operator, unit, patient_id), kind="server", form=form)


@reads
def tables(operator: Operator, unit: Unit, patient_id: str) -> Tables:
    """Logs, check-ins and measures of a patient. `note` goes before."""
    as_patient = _as_patient(unit, patient_id)
    return Tables(
        as_patient.language,
        record_tables.logs(as_patient, unit, patient_id),
        record_tables.check_ins(as_patient, unit, patient_id),
        record_tables.measured(as_patient, unit, patient_id),
    )


@reads
def summary(operator: Operator, unit: Unit, patient_id: str) -> tuple[str, PrintedSummary]:
    """The patient's language, and the summary since the start of the course, as the patient sees it. `note` goes
    before."""
    as_patient = _as_patient(unit, patient_id)
    card = clinics.card_of(unit, as_patient.clinic_id)
    return as_patient.language, PrintedSummary(
        overview=overview.overview(as_patient, unit, patient_id, Asked(PeriodKind.START)),
        clinic=card,
        paper=paper_of(unit, as_patient.clinic_id),
        made_by=card.name,
        made_at=unit.now,
        time_zone=as_patient.time_zone,
    )


def _as_patient(unit: Unit, patient_id: str) -> Actor:
    """Whom the record is read as: it is the patient's, and all of it."""
    person: Person | None = people.get(unit.session, patient_id)
    if person is None:
        raise NotFound
    return sessions.actor(person, "")
