"""A patient's course as domain values: program versions, logs, check-ins, holds."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Table, Text, cast
from sqlmodel import Session, col, select

from patient_app.domain import course as domain
from patient_app.domain import entries, program
from patient_app.store.tables import CheckIn, ExerciseLog, Hold, Person, Prescription, ProgramVersion, metadata


def course(session: Session, patient: Person) -> domain.Course:
    """Everything the day-by-day rules need of one patient."""
    return domain.Course(
        versions=versions(session, patient.id),
        logs=logs(session, patient.id),
        check_ins=check_ins(session, patient.id),
        holds=tuple(hold_value(row) for row in holds(session, patient.id)),
        first_sign_in=patient.first_sign_in_on,
    )


def versions(session: Session, patient_id: str) -> tuple[program.ProgramVersion, ...]:
    """All published versions, by number."""
    version, line = metadata.tables["program_version"], metadata.tables["prescription"]
    connection = session.connection()
    # Rows, not objects: over the years there are hundreds of prescriptions.
    own = version.select().where(version.c.patient_id == patient_id)
    rows = connection.execute(own.order_by(version.c.version)).all()
    lines: defaultdict[str, list[program.Prescription]] = defaultdict(list)
    query = line.select().with_only_columns(*_prescription_columns(line)).order_by(line.c.position)
    query = query.where(line.c.program_version_id.in_([row.id for row in rows]))
    for each in connection.execute(query) if rows else ():
        lines[each.program_version_id].append(_prescription_value(each))
    return tuple(
        program.ProgramVersion(
            version=row.version,
            effective_from=row.effective_from,
            prescriptions=tuple(lines[row.id]),
            published_at=row.published_at,
            published_by=row.published_by,
            note=row.note,
        )
        for row in rows
    )


def first_version_on(session: Session, patient_id: str, since: date) -> date | None:
    """From when the first program of a course that began on `since` is in force; `None` when there is none."""
    query = select(col(ProgramVersion.effective_from)).where(ProgramVersion.patient_id == patient_id)
    query = query.where(col(ProgramVersion.effective_from) >= since)
    return session.exec(query.order_by(col(ProgramVersion.effective_from)).limit(1)).first()


def owns_prescription(session: Session, patient_id: str, prescription_id: str) -> bool:
    """Does this prescription stand in a program of this patient?"""
    query = (
        select(Prescription.id)
        .join(ProgramVersion, col(ProgramVersion.id) == col(Prescription.program_version_id))
        .where(Prescription.id == prescription_id, ProgramVersion.patient_id == patient_id)
    )
    return session.exec(query).first() is not None


def own_prescriptions(session: Session, patient_id: str) -> set[str]:
    """The ids of every prescription that ever stood in a program of this patient."""
    query = (
        select(Prescription.id)
        .join(ProgramVersion, col(ProgramVersion.id) == col(Prescription.program_version_id))
        .where(ProgramVersion.patient_id == patient_id)
    )
    return set(session.exec(query))


def logs(
    session: Session,
    patient_id: str,
    first: date | None = None,
    last: date | None = None,
    also: Collection[str] = (),
) -> tuple[entries.ExerciseLog, ...]:
    """The patient's exercise logs, of a range of local dates when given, and those with the ids `also`."""
    return tuple(log_value(row) for row in _entries(session, "exercise_log", patient_id, first, last, also))


def check_ins(
    session: Session,
    patient_id: str,
    first: date | None = None,
    last: date | None = None,
    also: Collection[str] = (),
) -> tuple[entries.CheckIn, ...]:
    """The patient's check-ins, of a range of local dates when given, and those with the ids `also`."""
    return tuple(check_in_value(row) for row in _entries(session, "check_in", patient_id, first, last, also))


def _entries(
    session: Session, kind: str, patient_id: str, first: date | None, last: date | None, also: Collection[str]
) -> Iterator[Any]:
    """Rows, not objects: thousands of entries are read for one summary."""
    table = metadata.tables[kind]
    own = table.select().where(table.c.patient_id == patient_id)
    query = own
    if first is not None:
        query = query.where(table.c.local_date >= first)
    if last is not None:
        query = query.where(table.c.local_date <= last)
    yield from session.connection().execute(query)
    if also and first is not None:
        yield from session.connection().execute(own.where(table.c.local_date < first, table.c.id.in_(sorted(also))))


def entry_days(session: Session, kind: str, patient_id: str, first: date) -> frozenset[date]:
    """The local dates from `first` on with an entry of this kind."""
    table = metadata.tables[kind]
    query = table.select().with_only_columns(table.c.local_date).distinct()
    return frozenset(
        session.connection()
        .execute(query.where(table.c.patient_id == patient_id, table.c.local_date >= first))
        .scalars()
    )


def holds(session: Session, patient_id: str) -> Sequence[Hold]:
    """All holds of a patient, oldest first."""
    return session.exec(select(Hold).where(Hold.patient_id == patient_id).order_by(col(Hold.started_at))).all()


def latest_time_zone(session: Session, patient_id: str) -> str | None:
    """The time zone of the patient's latest entry (by `edited_at`)."""
    found = []
    for table in (ExerciseLog, CheckIn):
        query = (
            select(table.edited_at, table.time_zone)
            .where(table.patient_id == patient_id)
            .order_by(col(table.local_date).desc(), col(table.edited_at).desc())
            .limit(1)
        )
        row = session.exec(query).first()
        if row is not None:
            found.append(row)
    return max(found)[1] if found else None


def log_value(row: Any) -> entries.ExerciseLog:
    """A row of `exercise_log` as a value."""
    return entries.ExerciseLog(
        id=row.id,
        prescription_id=row.prescription_id,
        local_date=row.local_date,
        performed_at=row.performed_at,
        edited_at=row.edited_at,
        time_zone=row.time_zone,
        sets_done=row.sets_done,
        reps_done=row.reps_done,
        hold_seconds=row.hold_seconds,
        duration_minutes=row.duration_minutes,
        load=load_value(row.load),
        side=program.Side(row.side) if row.side else None,
        pain_during=row.pain_during,
        effort=row.effort,
        note=row.note,
        not_done_reason=entries.NotDoneReason(row.not_done_reason) if row.not_done_reason else None,
        received_at=row.received_at,
        late=row.late,
    )


def check_in_value(row: Any) -> entries.CheckIn:
    """A row of `check_in` as a value."""
    signs = row.warning_signs
    return entries.CheckIn(
        id=row.id,
        local_date=row.local_date,
        recorded_at=row.recorded_at,
        edited_at=row.edited_at,
        flare=row.flare,
        time_zone=row.time_zone,
        pain_now=row.pain_now,
        pain_worst=row.pain_worst,
        pain_average=row.pain_average,
        pain_sites=tuple(row.pain_sites),
        activity_ratings=tuple(
            entries.ActivityRating(each["activity_id"], each["rating"]) for each in row.activity_ratings
        ),
        morning_settled=entries.MorningSettled(row.morning_settled) if row.morning_settled else None,
        sleep=row.sleep,
        note=row.note,
        warning_signs=entries.WarningAnswers(
            signs["question_version"],
            tuple((code, entries.Answer(answer)) for code, answer in signs["answers"].items()),
        )
        if signs
        else None,
        received_at=row.received_at,
        late=row.late,
    )


def hold_value(row: Hold) -> domain.Hold:
    """A row of `hold` as a value."""
    return domain.Hold(row.started_on, row.cleared_on, domain.HoldLevel(row.level))


def _prescription_value(row: Any) -> program.Prescription:
    """A row of `_prescription_columns` as a value."""
    return program.Prescription(
        id=row.id,
        line_id=row.line_id,
        exercise_id=row.exercise_id,
        side=program.Side(row.side),
        sets=row.sets,
        times_per_day=row.times_per_day,
        schedule=_schedule_of(row.schedule),
        reps=row.reps,
        hold_seconds=row.hold_seconds,
        duration_minutes=row.duration_minutes,
        rest_seconds=row.rest_seconds,
        load=_load_of(row.load),
        tempo=row.tempo,
        intensity=row.intensity,
        range_limit=row.range_limit,
        pain_rule=_pain_rule_of(row.pain_rule),
        precautions=row.precautions,
        note=row.note,
        gates_checked=_gates_of(row.gates_checked),
    )


def _prescription_columns(table: Table) -> Iterator[Any]:
    """Every column, JSON as its text: the same few doses and schedules stand in hundreds of prescriptions."""
    for column in table.columns:
        yield cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column


@lru_cache(maxsize=4096)
def _schedule_of(text: str) -> program.Schedule:
    return schedule_value(json.loads(text))


@lru_cache(maxsize=4096)
def _load_of(text: str | None) -> program.Load | None:
    return load_value(json.loads(text)) if text else None


@lru_cache(maxsize=4096)
def _pain_rule_of(text: str | None) -> program.PainRule | None:
    rule = json.loads(text) if text else None
    return program.PainRule(rule["green_max"], rule["amber_max"]) if rule else None


@lru_cache(maxsize=4096)
def _gates_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def prescription_row(value: program.Prescription, version_id: str, position: int) -> Prescription:
    """A prescription as a new row."""
    return Prescription(
        id=value.id,
        program_version_id=version_id,
        line_id=value.line_id,
        position=position,
        exercise_id=value.exercise_id,
        side=value.side.value,
        sets=value.sets,
        reps=value.reps,
        hold_seconds=value.hold_seconds,
        duration_minutes=value.duration_minutes,
        rest_seconds=value.rest_seconds,
        load=load_json(value.load),
        tempo=value.tempo,
        intensity=value.intensity,
        range_limit=value.range_limit,
        times_per_day=value.times_per_day,
        schedule=schedule_json(value.schedule),
        pain_rule={"green_max": value.pain_rule.green_max, "amber_max": value.pain_rule.amber_max}
        if value.pain_rule
        else None,
        precautions=value.precautions,
        note=value.note,
        gates_checked=list(value.gates_checked),
    )


def load_value(data: dict[str, Any] | None) -> program.Load | None:
    """Resistance from its JSON form."""
    return program.Load(program.LoadKind(data["kind"]), data.get("value"), data.get("unit")) if data else None


def load_json(load: program.Load | None) -> dict[str, Any] | None:
    """Resistance in its JSON form."""
    return {"kind": load.kind.value, "value": load.value, "unit": load.unit} if load else None


def schedule_value(data: dict[str, Any]) -> program.Schedule:
    """A schedule from its JSON form."""
    if "times_per_week" in data:
        return program.TimesPerWeek(data["times_per_week"])
    return program.FixedDays(frozenset(program.Weekday(day) for day in data["days"]))


def schedule_json(schedule: program.Schedule) -> dict[str, Any]:
    """A schedule in its JSON form; weekdays in their order."""
    if isinstance(schedule, program.TimesPerWeek):
        return {"times_per_week": schedule.times_per_week}
    return {"days": [day.value for day in program.Weekday if day in schedule.days]}
