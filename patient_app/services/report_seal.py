"""The seal of a signed report: a hash of all that was signed, and a chain of all that was added to it since."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from patient_app.domain.reports import EntryKind, ReportStatus, content_hash, entry_hash, is_chain
from patient_app.store.queries import reports
from patient_app.store.tables import ProgressReport
from patient_app.store.unit import Unit

Entry = dict[str, Any]
"""As it is kept in `ProgressReport.addenda`."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How many signed reports there are, and the ids of those that are not as they were signed."""

    signed: int
    changed: tuple[str, ...]


def seal(row: ProgressReport, signed_at: datetime) -> None:
    """Sign a draft whose content is complete: from now on it does not change."""
    row.signed_at, row.status = signed_at, ReportStatus.SIGNED.value
    row.content_hash = content_hash(_content(row))
    reports.write_whole(row)


def append(row: ProgressReport, kind: EntryKind, by: str, name: str, at: datetime, **what: Any) -> Entry:
    """Add something to a signed report; it covers all that was added before. `name`: who, as they are called then."""
    entry: Entry = {"kind": kind.value, "by": by, "name": name, "at": _text(at), **what}
    before = row.addenda[-1]["hash"] if row.addenda else row.content_hash
    if before is None:
        raise ValueError("Nothing is added to a report that is not signed.")
    entry["hash"] = entry_hash(before, entry)
    row.addenda = [*row.addenda, entry]
    return entry


def verify(row: ProgressReport) -> bool:
    """Is a signed report as it was signed, and is everything that was added to it still there, as it was?"""
    if row.signed_at is None or row.content_hash is None:
        return False
    if row.content_hash != content_hash(_content(row)) or not is_chain(row.content_hash, row.addenda):
        return False
    return _answer(row) == _answer_added(row)


def verify_all(unit: Unit) -> Verified:
    """Every signed report of this installation. Asks no policy: nothing of them is told but whether they changed."""
    count, changed = 0, []
    for row in reports.signed(unit.session):
        count += 1
        if not verify(row):
            changed.append(row.id)
    return Verified(count, tuple(changed))


def _content(row: ProgressReport) -> dict[str, Any]:
    return {
        "id": row.id,
        "patient_id": row.patient_id,
        "episode_id": row.episode_id,
        "number": row.number,
        "kind": row.kind,
        "author_id": row.author_id,
        "period_from": row.period_from.isoformat(),
        "period_to": row.period_to.isoformat(),
        "treatment_days": row.treatment_days,
        "data": row.data,
        "goals": row.goals,
        "assessment": row.assessment,
        "plan": row.plan,
        "signed_at": _text(row.signed_at) if row.signed_at else None,
    }


def _answer(row: ProgressReport) -> tuple[Any, ...]:
    at = _text(row.acknowledged_at) if row.acknowledged_at else None
    return row.to_id, row.acknowledged_by, at, row.decision, row.decision_note


def _answer_added(row: ProgressReport) -> tuple[Any, ...]:
    """What the columns must say by what was added: the first who decided, and the decision that holds."""
    sent = [each["to"] for each in row.addenda if each["kind"] == EntryKind.SENT]
    decided = [each for each in row.addenda if each["kind"] == EntryKind.DECISION]
    to = sent[-1] if sent else None
    if not decided:
        return to, None, None, None, None
    first, last = decided[0], decided[-1]
    return to, first["by"], first["at"], last["decision"], last["note"] or None


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
