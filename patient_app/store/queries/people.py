"""Find people, clinics and PT centres."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from patient_app.domain.errors import NotFound
from patient_app.store.tables import Clinic, Person, PtCentre


def get(session: Session, person_id: str) -> Person | None:
    """The person with this id."""
    return session.get(Person, person_id)


def lock(session: Session, person_id: str) -> None:
    """Let every other transaction that locks this person wait for the end of this one.

    (On SQLite there is one writing transaction at a time anyhow.) Raises `NotFound` for a patient who deleted the
    account meanwhile: nothing is written into what was erased.
    """
    # Rows that refer to the person may still be added by others: hence not a full lock.
    query = select(Person.erased_at).where(Person.id == person_id).with_for_update(key_share=True)
    if session.exec(query).first() is not None:
        raise NotFound


def lock_accounts(session: Session, clinic_id: str) -> None:
    """Let every other transaction that makes an account of this clinic wait for the end of this one: nobody takes the
    same email address at the same time."""
    session.exec(select(Clinic.id).where(Clinic.id == clinic_id).with_for_update(key_share=True)).first()


def by_email(session: Session, email: str) -> Person | None:
    """The person with this email address, however it is written."""
    return session.exec(select(Person).where(Person.email == email.strip().lower())).first()


def patients_named(session: Session, clinic_id: str, name: str) -> Sequence[Person]:
    """The active patients of a clinic with exactly this name, in capitals or not.

    Compared here: SQLite knows the capitals of plain letters only.
    """
    query = select(Person.id, Person.name).where(
        Person.clinic_id == clinic_id, Person.role == "patient", col(Person.deactivated_at).is_(None)
    )
    wanted = name.casefold()
    ids = [id for id, known in session.exec(query) if " ".join(known.split()).casefold() == wanted]
    return list(by_ids(session, ids).values())


def is_named(session: Session, clinic_id: str, name: str) -> bool:
    """Is somebody of this clinic called so?"""
    return session.exec(select(Person.id).where(Person.clinic_id == clinic_id, Person.name == name)).first() is not None


def by_connect_code(session: Session, code: str) -> Person | None:
    """The clinician who gave out this code."""
    typed = "".join(c for c in code.upper() if c.isalnum())
    return session.exec(select(Person).where(Person.connect_code == typed)).first()


def by_ids(session: Session, ids: Sequence[str]) -> dict[str, Person]:
    """People by id; unknown ids are left out."""
    found = session.exec(select(Person).where(col(Person.id).in_(ids))).all() if ids else []
    return {person.id: person for person in found}


def in_clinic(session: Session, clinic_id: str, *roles: str) -> Sequence[Person]:
    """The active people of a clinic with one of the roles, by name."""
    query = select(Person).where(Person.clinic_id == clinic_id, col(Person.role).in_(roles))
    return session.exec(query.where(col(Person.deactivated_at).is_(None)).order_by(Person.name)).all()


def clinic(session: Session, clinic_id: str) -> Clinic:
    """The clinic with this id, which must exist."""
    found = session.get(Clinic, clinic_id)
    if found is None:
        raise LookupError(clinic_id)
    return found


def only_clinic(session: Session) -> Clinic | None:
    """The clinic of this installation, when there is one."""
    return session.exec(select(Clinic).order_by(col(Clinic.created_at))).first()


def count_clinics(session: Session) -> int:
    """How many clinics there are."""
    return session.exec(select(func.count()).select_from(Clinic)).one()


def pt_centre(session: Session, centre_id: str) -> PtCentre | None:
    """The PT centre with this id."""
    return session.get(PtCentre, centre_id)


def pt_centres(session: Session, clinic_id: str) -> Sequence[PtCentre]:
    """The PT centres of a clinic by name, closed ones too."""
    return session.exec(select(PtCentre).where(PtCentre.clinic_id == clinic_id).order_by(PtCentre.name)).all()


def open_pt_centres(session: Session, clinic_id: str) -> Sequence[PtCentre]:
    """The PT centres of a clinic that are not closed, by name."""
    return [each for each in pt_centres(session, clinic_id) if each.closed_at is None]


def all_of_clinic(session: Session, clinic_id: str) -> Sequence[Person]:
    """Everyone of a clinic by name, deactivated people too."""
    return session.exec(select(Person).where(Person.clinic_id == clinic_id).order_by(Person.name)).all()
