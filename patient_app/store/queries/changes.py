"""How often each patient's record was changed: what was worked out of it counts as long as this number stays.

A unit of work notes its topics; the writer counts them once for all of its jobs, just before it commits, in the order
of the ids, so that two servers on one database never wait for each other in a ring.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import case, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, or_, select

from patient_app.domain.people import Role
from patient_app.store.tables import CourseChange, Person

PATIENT, CLINIC, PAST = "patient:", "clinic:", "past:"
"""Topics that change what was worked out: one patient's record, a whole clinic's rules, one patient's long past."""

_KEPT = "homestretch_changed_courses"


@dataclass(frozen=True, slots=True)
class Changes:
    """`number` goes up with each change of a patient's record, `past` with each change of an entry from long ago."""

    number: int = 0
    past: int = 0


@dataclass(slots=True)
class _Noted:
    """What the jobs of this transaction have changed and nobody has counted yet."""

    patients: set[str] = field(default_factory=set)
    clinics: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)


def note(session: Session, topics: Iterable[str]) -> None:
    """These topics were changed in this transaction. Others than those named above are passed over."""
    found = _noted(session)
    for topic in topics:
        kind, colon, id = topic.partition(":")
        match kind + colon:
            case "patient:":
                found.patients.add(id)
            case "clinic:":
                found.clinics.add(id)
            case "past:":
                found.past.add(id)


def count(session: Session) -> None:
    """Count what was noted. For the writer, before it commits."""
    noted = session.info.pop(_KEPT, None)
    if noted is None or not (noted.patients or noted.clinics or noted.past):
        return
    ids = noted.patients | noted.past
    patients = (
        select(col(Person.id), literal(1), case((col(Person.id).in_(sorted(noted.past)), 1), else_=0).label("past"))
        .where(Person.role == Role.PATIENT.value, col(Person.erased_at).is_(None))
        .where(or_(col(Person.id).in_(sorted(ids)), col(Person.clinic_id).in_(sorted(noted.clinics))))
        .order_by(col(Person.id))
    )
    table = CourseChange.__table__  # type: ignore[attr-defined]
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).from_select(["patient_id", "number", "past"], patients)
    session.connection().execute(
        statement.on_conflict_do_update(
            index_elements=[table.c.patient_id],
            set_={"number": table.c.number + 1, "past": table.c.past + statement.excluded.past},
        )
    )


def of_patient(session: Session, patient_id: str, clinic_id: str) -> Changes:
    """The numbers of one patient as this transaction sees them, what it changed itself included.

    Ask before reading what is worked out: a change that comes in between then makes the result count no more.
    """
    query = select(CourseChange.number, CourseChange.past).where(CourseChange.patient_id == patient_id)
    number, past = session.exec(query).first() or (0, 0)
    return Changes(number + pending(session, patient_id, clinic_id), past + (patient_id in _noted(session).past))


def pending(session: Session, patient_id: str, clinic_id: str) -> int:
    """1 when this transaction has changed the patient's record and it has not been counted yet, else 0."""
    noted = _noted(session)
    return int(patient_id in noted.patients or patient_id in noted.past or clinic_id in noted.clinics)


def _noted(session: Session) -> _Noted:
    found: _Noted = session.info.setdefault(_KEPT, _Noted())
    return found
