"""A patient's record for FHIR: every row that its reader may see, and the names of what the rows name by code."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from patient_app.domain import fhir_record as values
from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.reports import EntryKind
from patient_app.services import audit, fhir_names, patients, policy
from patient_app.services.actor import Actor, Operator
from patient_app.services.intake import PAIN_KEYS
from patient_app.services.reading import reads
from patient_app.store.queries import fhir_rows, people, shares
from patient_app.store.queries.care import INTAKE, PLANNED
from patient_app.store.tables import Person
from patient_app.store.unit import Unit

PEOPLE = (
    "clinician_id",
    "physiatrist_id",
    "author_id",
    "accepted_by",
    "declined_by",
    "cancelled_by",
    "acknowledged_by",
    "closed_by",
    "published_by",
    "started_by",
    "cleared_by",
    "entered_by",
    "assigned_by",
    "ended_by",
    "measured_by",
    "created_by",
    "changed_by",
    "status_by",
    "uploaded_by",
    "to_id",
)
"""The columns that name a person."""


@reads
def record(
    actor: Actor, unit: Unit, patient_id: str, first: date | None = None, last: date | None = None
) -> FhirRecord:
    """The record for its reader: the patient, or a clinician with any active share. Looks of others are audited.

    Raises `NotFound`, and `Invalid` for days in the wrong order.
    """
    patient, parts = _opened(actor, unit, patient_id)
    return of_patient(unit, patient, parts, first, last, reader=actor.id)


@reads
def export(
    actor: Actor, unit: Unit, patient_id: str, first: date | None = None, last: date | None = None
) -> FhirRecord:
    """`record` to be kept as a file; each one is audited, the patient's own too. Emergency access is for reading on the
    screen: it raises `OnlyReading` here."""
    parts = policy.given_parts(actor, unit, patient_id)
    patient = policy.open_to_change(actor, unit, patient_id, *sorted(parts))
    _note(actor, unit, patient_id, first, last)
    return of_patient(unit, patient, parts, first, last, reader=actor.id)


def export_at_command_line(
    operator: Operator, unit: Unit, patient_id: str, first: date | None = None, last: date | None = None
) -> FhirRecord:
    """The whole record, with the team's notes, for whoever runs the server. Raises `NotFound`; audited."""
    patient = people.get(unit.session, patient_id)
    if patient is None or patient.role != Role.PATIENT or patient.erased_at is not None:
        raise NotFound("There is no patient with this id.")
    _note(None, unit, patient_id, first, last)
    return of_patient(unit, patient, ALL_PARTS, first, last, reader=patient.id, team=True)


def of_patient(
    unit: Unit,
    patient: Person,
    parts: frozenset[SharePart],
    first: date | None = None,
    last: date | None = None,
    reader: str | None = None,
    team: bool | None = None,
) -> FhirRecord:
    """The record as far as `parts` open it. Asks no policy: whoever calls has.

    `reader`: the patient's own id adds the email address and every active share; a clinician's the share with them.
    `team`: with the notes that the team keeps to itself, which go to clinicians unless something else is said.
    `first` and `last` bound what happened on a day: logs, check-ins, measures, measurements, visits, reports, entries.
    """
    if first is not None and last is not None and last < first:
        raise Invalid.field("from", "The first day must not be after the last day.")
    rows: dict[str, Any] = {}
    for part, read in _PARTS.items():
        if part in parts:
            rows |= read(unit, patient, first, last)
    found = FhirRecord(
        patient=_subject(unit, patient, reader),
        parts=parts,
        today=patients.today(unit, patient),
        clinic=fhir_rows.with_ids(unit.session, values.ClinicCard, (patient.clinic_id,))[0],
        first=first,
        last=last,
        team=fhir_rows.of_patient(unit.session, values.TeamMember, patient.id),
        shares=_shares(unit, patient, reader),
        **rows,
    )
    if team is None:
        team = reader not in (None, patient.id)
    found = _less(found if team else _for_patient(found))
    return _with_people(unit, replace(found, names=fhir_names.names(unit, found)))


def _opened(actor: Actor, unit: Unit, patient_id: str) -> tuple[Person, frozenset[SharePart]]:
    parts = policy.shared_parts(actor, unit, patient_id)
    return policy.open_record(actor, unit, patient_id, *sorted(parts)), parts


def _journey(unit: Unit, patient: Person, first: date | None, last: date | None) -> dict[str, tuple[Any, ...]]:
    session, id = unit.session, patient.id
    visits = fhir_rows.of_patient(session, values.VisitRow, id)
    entries = fhir_rows.of_patient(session, values.JourneyRow, id, first, last)
    told = {each.id for each in entries}
    documents = fhir_rows.of_patient(session, values.DocumentRow, id)
    return {
        "episodes": tuple(
            each
            for each in fhir_rows.of_patient(session, values.EpisodeRow, id)
            if each.status not in (PLANNED, INTAKE)
        ),
        "orders": fhir_rows.of_patient(session, values.OrderRow, id),
        "visits": tuple(each for each in visits if _is_in(local_date(each.planned_at, patient.time_zone), first, last)),
        "reports": fhir_rows.of_patient(session, values.ReportRow, id, first, last),
        "journey": entries,
        "documents": tuple(
            each
            for each in documents
            if each.entry_id in told
            or (each.entry_id is None and _is_in(local_date(each.uploaded_at, patient.time_zone), first, last))
        ),
    }


def _program(unit: Unit, patient: Person, first: date | None, last: date | None) -> dict[str, tuple[Any, ...]]:
    session, id = unit.session, patient.id
    versions = sorted(fhir_rows.of_patient(session, values.VersionRow, id), key=lambda each: each.version)
    lines = fhir_rows.with_ids(session, values.LineRow, [each.id for each in versions], "program_version_id")
    return {
        "versions": tuple(versions),
        "lines": tuple(sorted(lines, key=lambda line: line.position)),
        "holds": fhir_rows.of_patient(session, values.HoldRow, id),
        "logs": fhir_rows.of_patient(session, values.LogRow, id, first, last),
    }


def _pain(unit: Unit, patient: Person, first: date | None, last: date | None) -> dict[str, tuple[Any, ...]]:
    return {
        "activities": fhir_rows.of_patient(unit.session, values.ActivityRow, patient.id),
        "check_ins": fhir_rows.of_patient(unit.session, values.CheckInRow, patient.id, first, last),
    }


def _measures(unit: Unit, patient: Person, first: date | None, last: date | None) -> dict[str, tuple[Any, ...]]:
    session, id = unit.session, patient.id
    return {
        "responses": fhir_rows.of_patient(session, values.ResponseRow, id, first, last),
        "assignments": fhir_rows.of_patient(session, values.AssignmentRow, id),
        "measurements": fhir_rows.of_patient(session, values.MeasurementRow, id, first, last),
        "goals": fhir_rows.of_patient(session, values.GoalRow, id),
        "goal_changes": fhir_rows.of_patient(session, values.GoalChangeRow, id),
    }


_PARTS = {
    SharePart.JOURNEY: _journey,
    SharePart.PROGRAM: _program,
    SharePart.PAIN: _pain,
    SharePart.MEASURES: _measures,
}


def _less(found: FhirRecord) -> FhirRecord:
    """Without what stands in the rows of an open part and belongs to a part that is not."""
    holds = found.holds
    if SharePart.PAIN not in found.parts:
        holds = tuple(each._replace(check_in_id=None, answers={}, text_shown="") for each in holds)
        found = replace(found, holds=holds, episodes=tuple(map(_episode_without_pain, found.episodes)))
    if SharePart.JOURNEY not in found.parts:
        found = replace(found, lines=tuple(map(_line_without_orders, found.lines)))
    if found.parts == ALL_PARTS:
        return found
    return replace(
        found,
        episodes=tuple(each._replace(final_summary={}) for each in found.episodes),
        orders=tuple(each._replace(draft={}) for each in found.orders),
        reports=tuple(each._replace(data={}, goals={}) for each in found.reports),
    )


def _line_without_orders(line: values.LineRow) -> values.LineRow:
    """A tick ('gate:order') names the order that it was made for."""
    return line._replace(gates_checked=[tick.partition(":")[0] for tick in line.gates_checked])


def _episode_without_pain(episode: values.EpisodeRow) -> values.EpisodeRow:
    """The intake without its questions on pain and warning signs, and without what was answered before."""
    kept = {name: value for name, value in episode.intake.items() if name != "former"}
    if "answers" in kept:
        kept["answers"] = {key: value for key, value in kept["answers"].items() if key not in PAIN_KEYS}
    return episode._replace(baseline_pain=None, intake=kept)


def _for_patient(found: FhirRecord) -> FhirRecord:
    """Without what the team keeps to itself: notes on visits that were not held, and on a decision for the PT."""
    return replace(
        found,
        visits=tuple(_visit_for_patient(each) for each in found.visits),
        reports=tuple(
            each._replace(decision_note=None, addenda=[_word_for_patient(word) for word in each.addenda])
            for each in found.reports
        ),
    )


def _visit_for_patient(visit: values.VisitRow) -> values.VisitRow:
    if visit.status == VisitStatus.HELD:
        return visit
    reason = visit.status_reason if visit.status == VisitStatus.CANCELLED else None
    return visit._replace(note=None, status_reason=reason)


def _word_for_patient(word: dict[str, Any]) -> dict[str, Any]:
    if word.get("kind") != EntryKind.DECISION or word.get("for_patient"):
        return word
    return {name: value for name, value in word.items() if name not in ("text", "note")}


def _subject(unit: Unit, patient: Person, reader: str | None) -> values.Subject:
    found = fhir_rows.with_ids(unit.session, values.Subject, (patient.id,))[0]
    return found if reader == patient.id else found._replace(email=None)


def _shares(unit: Unit, patient: Person, reader: str | None) -> tuple[values.SharedWith, ...]:
    if reader is None:
        return ()
    return tuple(
        values.SharedWith(share.id, share.clinician_id, share.parts, share.since, share.until, share.revoked_at)
        for share, _ in reversed(shares.of_patient(unit.session, patient.id))
        if reader in (patient.id, share.clinician_id) and shares.is_active(share, unit.now, patient.time_zone)
    )


def _with_people(unit: Unit, found: FhirRecord) -> FhirRecord:
    """With who is named in it, and the PT centres of these and of the orders."""
    tables: Iterable[tuple[Any, ...]] = (
        found.team,
        found.shares,
        found.episodes,
        found.orders,
        found.visits,
        found.reports,
        found.journey,
        found.documents,
        found.versions,
        found.holds,
        found.responses,
        found.assignments,
        found.measurements,
        found.goals,
        found.goal_changes,
    )
    ids: set[str] = set()
    for rows in tables:
        for column in PEOPLE:
            if rows and column in rows[0]._fields:
                ids |= {getattr(row, column) for row in rows}
    ids |= {str(word["by"]) for report in found.reports for word in report.addenda if word.get("by")}
    wanted = sorted(id for id in ids if id and id != found.patient.id)
    clinicians = fhir_rows.with_ids(unit.session, values.Clinician, wanted)
    centres = {each.pt_centre_id for each in clinicians} | {each.pt_centre_id for each in found.orders}
    return replace(
        found,
        clinicians=clinicians,
        centres=fhir_rows.with_ids(unit.session, values.Centre, sorted(id for id in centres if id)),
    )


def _note(actor: Actor | None, unit: Unit, patient_id: str, first: date | None, last: date | None) -> None:
    days = {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day}
    audit.record(actor, unit, "record.exported", patient_id=patient_id, kind="fhir", **days)


def _is_in(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)
