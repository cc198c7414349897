"""Signed reports do not change: no code of ours gets past this, whatever it means to do.

It sees what goes through the session. What somebody changes in the database itself, the hash tells
(`services/report_seal.py`).
"""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper

from patient_app.store.tables import ProgressReport

SEALED = (
    "id", "patient_id", "episode_id", "number", "author_id", "period_from", "period_to", "treatment_days", "data",
    "assessment", "plan", "signed_at", "content_hash", "kind", "goals",
)  # fmt: skip
"""What was signed. A decision and addenda are added beside it."""


class Sealed(Exception):
    """A defect of ours: something tried to change or remove what was signed."""


def _signed_before(row: ProgressReport) -> bool:
    history = inspect(row).attrs.signed_at.load_history()
    return any(each is not None for each in (*history.deleted, *history.unchanged))


def _refuse_change(mapper: Mapper[Any], connection: Any, row: ProgressReport) -> None:
    if not _signed_before(row):
        return
    changed = [name for name in SEALED if inspect(row).attrs[name].history.has_changes()]
    if changed:
        raise Sealed(f"Report {row.id} is signed; {', '.join(changed)} cannot change.")
    before = inspect(row).attrs.addenda.load_history().deleted
    if before and row.addenda[: len(before[0])] != before[0]:
        raise Sealed(f"Report {row.id} is signed; what was added to it stays.")


def _refuse_removal(mapper: Mapper[Any], connection: Any, row: ProgressReport) -> None:
    if _signed_before(row):
        raise Sealed(f"Report {row.id} is signed and stays.")


def watch() -> None:
    """Watch over every session of this process; once more changes nothing."""
    for name, refuse in (("before_update", _refuse_change), ("before_delete", _refuse_removal)):
        if not event.contains(ProgressReport, name, refuse):
            event.listen(ProgressReport, name, refuse)
