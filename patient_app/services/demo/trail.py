"""The audit trail of the made-up clinic: sharing, programs, holds, and who looked at which record."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from patient_app.domain.people import SharePart
from patient_app.services.demo.days import Calendar, demo_id
from patient_app.services.demo.script import Case, Cast
from patient_app.store.tables import AuditEvent, Handover, Hold, ProgramVersion, ProgressReport, Share, Visit

PANEL_WEEKS = 12


def patient_trail(case: Case, rows: Iterable[object]) -> Iterator[AuditEvent]:
    """What happened to one patient's record."""
    if case.patient.signed_in is not None:
        joined_at = case.calendar.at(case.calendar.day(case.patient.signed_in), "06:50")
        yield _event(case, joined_at, "invitation.accepted", case.id, "invitation")
    shares = [row for row in rows if isinstance(row, Share)]
    for row in rows:
        match row:
            case Handover():
                yield _event(case, row.announced_at, "handover.announced", row.from_id, "handover", row.id)
            case Share() if row.handover_id is None:
                yield _event(case, row.since, "share.made", case.id, "share", row.id)
                if row.revoked_at is not None:
                    yield _event(case, row.revoked_at, "share.revoked", case.id, "share", row.id)
            case ProgramVersion():
                yield _event(
                    case, row.published_at, "program.published", row.published_by, "program", row.id, row.version
                )
            case Hold():
                yield _event(case, row.started_at, "hold.started", row.started_by, "hold", row.id)
                if row.cleared_at is not None:
                    yield _event(case, row.cleared_at, "hold.cleared", row.cleared_by, "hold", row.id)
            case Visit() if row.status == "held":
                yield from _looks(case, row, shares)


def report_trail(case: Case, report: ProgressReport) -> Iterator[AuditEvent]:
    """A report was signed, sent, decided on and added to."""
    if report.signed_at is not None:
        yield _event(case, report.signed_at, "report.signed", report.author_id, "report", report.id)
    actions = {"sent": "report.sent", "decision": "report.decided", "addendum": "report.added_to"}
    for entry in report.addenda:
        at = datetime.fromisoformat(entry["at"])
        yield _event(case, at, actions[entry["kind"]], entry["by"], "report", report.id)


def panel_trail(cast: Cast, calendar: Calendar, clinicians: Iterable[str]) -> Iterator[AuditEvent]:
    """Each clinician opens the panel on Mondays."""
    for place, key in enumerate(clinicians):
        for on in range(-7 * PANEL_WEEKS, 0):
            day = calendar.day(on)
            if day.weekday() == 0:
                at = calendar.at(day, f"07:{40 + place}")
                yield AuditEvent(
                    id=demo_id(at, "panel", key),
                    at=at,
                    clinic_id=cast.clinic_id,
                    actor_id=cast.people[key],
                    action="panel.viewed",
                    object_kind="panel",
                )


def _looks(case: Case, visit: Visit, shares: Iterable[Share]) -> Iterator[AuditEvent]:
    """A clinician reads what is shared just before a visit."""
    at = visit.planned_at - timedelta(minutes=6)
    parts = {
        part
        for share in shares
        if share.clinician_id == visit.clinician_id
        and share.since <= at
        and (share.revoked_at is None or at < share.revoked_at)
        for part in share.parts
    }
    for part in SharePart:
        if part.value in parts:
            yield _event(case, at, "record.viewed", visit.clinician_id, part.value)


def _event(
    case: Case,
    at: datetime,
    action: str,
    actor_id: str | None,
    kind: str,
    id: str | None = None,
    version: int | None = None,
) -> AuditEvent:
    return AuditEvent(
        id=demo_id(at, case.key, action, kind, id),
        at=at,
        clinic_id=case.cast.clinic_id,
        actor_id=actor_id,
        action=action,
        patient_id=case.id,
        object_kind=kind,
        object_id=id,
        detail={} if version is None else {"version": version},
    )
