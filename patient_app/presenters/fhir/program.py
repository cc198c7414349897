"""The home program: a CarePlan for each version, a ServiceRequest for each exercise in it, and holds as Flags."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from patient_app.domain.fhir_record import FhirRecord, HoldRow, LineRow, VersionRow
from patient_app.presenters.fhir.codes import meaning
from patient_app.presenters.fhir.dose import dose, timing
from patient_app.presenters.fhir.elements import (
    Json,
    coding,
    concept,
    day,
    day_before,
    hl7,
    instant,
    nested,
    note,
    own,
    part,
    reference,
    said,
    system,
    words,
)
from patient_app.presenters.fhir.signing import signed
from patient_app.presenters.fhir.who import Named

NO_SIDE = "none"


def program(record: FhirRecord) -> Iterator[Json]:
    """Each version with its exercises, oldest first, then the holds."""
    named = Named(record)
    subject = reference("Patient", record.patient.id)
    lines: defaultdict[str, list[LineRow]] = defaultdict(list)
    for line in record.lines:
        lines[line.program_version_id].append(line)
    for place, version in enumerate(record.versions):
        state = _state(record, record.versions[place:])
        for line in lines[version.id]:
            yield _exercise(record, named, subject, version, line, state)
        yield _plan(record, named, subject, place, lines[version.id], state)
        target = reference("CarePlan", version.id)
        if provenance := signed(version.id, target, named(version.published_by), version.published_at, None):
            yield provenance
    for hold in record.holds:
        yield _hold(hold, named, subject)


def replaced_on(versions: Sequence[VersionRow]) -> date | None:
    """From when another version is in force instead of the first of these; `None` while none is."""
    return min((each.effective_from for each in versions[1:]), default=None)


def _state(record: FhirRecord, versions: Sequence[VersionRow]) -> str:
    """In force or to come; over; or revoked, when a later version took its place before it began."""
    end = replaced_on(versions)
    if end is None:
        return "active" if _goes_on(record, versions[0]) else "completed"
    if end <= versions[0].effective_from:
        return "revoked"
    return "completed" if end <= record.today else "active"


def _goes_on(record: FhirRecord, version: VersionRow) -> bool:
    """Is the course of the version not closed, as far as the reader knows it?"""
    return all(each.closed_on is None for each in record.episodes if each.id == version.episode_id)


def _plan(record: FhirRecord, named: Named, subject: Json, place: int, lines: Sequence[LineRow], state: str) -> Json:
    version = record.versions[place]
    end = replaced_on(record.versions[place:])
    is_told = end is not None and end > version.effective_from
    return said(
        resourceType="CarePlan",
        id=version.id,
        extension=nested(
            "program",
            (
                part("version", "Integer", version.version),
                part("effectiveFrom", "Date", day(version.effective_from)),
                part("episode", "Reference", episode(record, version.episode_id)),
            ),
        ),
        status=state,
        intent="plan",
        replaces=[reference("CarePlan", record.versions[place - 1].id)] if place else None,
        title=f"Home exercise program, version {version.version}",
        subject=subject,
        period=said(start=day(version.effective_from), end=day_before(end) if end is not None and is_told else None),
        created=instant(version.published_at),
        author=named(version.published_by),
        careTeam=[reference("CareTeam", f"{record.patient.id}-team")] if record.team else None,
        activity=[{"reference": reference("ServiceRequest", line.id)} for line in lines],
        note=note(version.note),
    )


def _exercise(record: FhirRecord, named: Named, subject: Json, version: VersionRow, line: LineRow, state: str) -> Json:
    name = record.names.exercises.get(line.exercise_id)
    return said(
        resourceType="ServiceRequest",
        id=line.id,
        extension=dose(line),
        status=state,
        intent="order",
        category=[category("home-exercise")],
        code=concept(coding(system("exercise"), line.exercise_id, name), text=name or line.exercise_id),
        subject=subject,
        occurrenceTiming=timing(line),
        authoredOn=instant(version.published_at),
        requester=named(version.published_by),
        performer=[subject],
        bodySite=sides(line.side),
        patientInstruction=words(line.note) if line.note else None,
    )


def sides(side: str | None) -> list[Json]:
    """The body sites of a side, none without one."""
    if side is None or side == NO_SIDE:
        return []
    return [concept(own("side", side), text=meaning("side", side))]


def category(code: str) -> Json:
    """What a ServiceRequest is for."""
    return concept(own("request", code), text=meaning("request", code))


def episode(record: FhirRecord, episode_id: str | None) -> Json | None:
    """The course of treatment, where the reader sees it."""
    if any(each.id == episode_id for each in record.episodes):
        return reference("EpisodeOfCare", str(episode_id))
    return None


def _hold(hold: HoldRow, named: Named, subject: Json) -> Json:
    return said(
        resourceType="Flag",
        id=hold.id,
        extension=nested(
            "hold",
            (
                part("startedOn", "Date", day(hold.started_on)),
                part("checkIn", "String", hold.check_in_id),
                part("textShown", "String", hold.text_shown),
                *(part("answer", "String", f"{code}={answer}") for code, answer in sorted(hold.answers.items())),
                part("note", "String", hold.note),
                part("clearedOn", "Date", day(hold.cleared_on)),
                part("clearedBy", "Reference", named(hold.cleared_by)),
                part("clearNote", "String", hold.clear_note),
            ),
        ),
        status="inactive" if hold.cleared_at else "active",
        category=[hl7("flag-category", "safety", "Safety")],
        code=concept(own("hold", hold.level), text=meaning("hold", hold.level)),
        subject=subject,
        period=said(
            start=instant(hold.started_at), end=instant(hold.cleared_at) if hold.cleared_at is not None else None
        ),
        author=named(hold.started_by),
    )
