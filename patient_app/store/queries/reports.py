"""Progress reports: one, drafts, the next number, and every signed one."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, func, select

from patient_app.store.tables import ProgressReport

DRAFT = "draft"


def get(session: Session, report_id: str, *, lock: bool = False) -> ProgressReport | None:
    """The report with this id, whoever's it is; with `lock` others that ask so wait for the end of this transaction."""
    query = select(ProgressReport).where(ProgressReport.id == report_id)
    return session.exec(query.with_for_update() if lock else query).first()


def of_patient(session: Session, patient_id: str) -> Sequence[ProgressReport]:
    """Every report and draft of a patient, the newest period first."""
    query = select(ProgressReport).where(ProgressReport.patient_id == patient_id)
    order = (col(ProgressReport.period_to).desc(), col(ProgressReport.number).desc(), col(ProgressReport.id).desc())
    return session.exec(query.order_by(*order)).all()


def drafts(session: Session, episode_id: str) -> Sequence[ProgressReport]:
    """The drafts of a course, whoever writes them."""
    query = select(ProgressReport).where(ProgressReport.episode_id == episode_id, ProgressReport.status == DRAFT)
    return session.exec(query.order_by(col(ProgressReport.created_at), ProgressReport.id)).all()


def next_number(session: Session, episode_id: str) -> int:
    """The number of the next report of a course that is signed."""
    query = select(func.max(ProgressReport.number)).where(ProgressReport.episode_id == episode_id)
    return (session.exec(query).one() or 0) + 1


def signed(session: Session) -> Iterator[ProgressReport]:
    """Every signed report, a few at a time."""
    query = select(ProgressReport).where(col(ProgressReport.signed_at).is_not(None)).order_by(ProgressReport.id)
    yield from session.exec(query.execution_options(yield_per=100))


def last_credentials(session: Session, author_id: str) -> str:
    """The credentials line under the last report that someone signed; empty before the first."""
    query = select(ProgressReport).where(
        ProgressReport.author_id == author_id, col(ProgressReport.signed_at).is_not(None)
    )
    row = session.exec(query.order_by(col(ProgressReport.signed_at).desc()).limit(1)).first()
    return str(row.data.get("signature", {}).get("credentials", "")) if row else ""


def write_whole(row: ProgressReport) -> None:
    """Write the figures and goals of a report as they are now, also when they equal those that were read.

    5 equals 5.0, so a draft's 5 would stay in the database, and the hash over 5.0 would not be its hash.
    """
    flag_modified(row, "data")
    flag_modified(row, "goals")
