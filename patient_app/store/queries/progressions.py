"""What PTs decided on suggested steps."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from patient_app.store.tables import ProgressionDecision


def decisions(session: Session, patient_ids: Collection[str], since: datetime) -> Sequence[ProgressionDecision]:
    """The decisions on these patients' lines since an instant, oldest first."""
    query = select(ProgressionDecision).where(
        col(ProgressionDecision.patient_id).in_(patient_ids), col(ProgressionDecision.decided_at) >= since
    )
    return session.exec(query.order_by(col(ProgressionDecision.decided_at))).all()
