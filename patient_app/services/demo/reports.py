"""Filled-in outcome measures with right scores, and progress reports with the figures of the made-up record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from patient_app.content import demo_values as v
from patient_app.content.demo_people import demo_clinic
from patient_app.content.outcome_measures import AnswerKind, outcome_measures
from patient_app.domain.dates import is_late, local_date
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.goals import GoalStatus
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.domain.report_data import ReportGoal, Signature
from patient_app.domain.reports import EntryKind, GoalWord, ReportStatus
from patient_app.domain.settings import ClinicalSettings
from patient_app.services import measures
from patient_app.services.demo.care import rating_on
from patient_app.services.demo.days import demo_id, in_zone, minutes_of
from patient_app.services.demo.feelings import zone_on
from patient_app.services.demo.script import Case
from patient_app.services.report_filling import fill
from patient_app.services.report_json import to_json
from patient_app.services.report_seal import append, seal
from patient_app.store.queries import shares
from patient_app.store.tables import Episode, Person, ProgressReport
from patient_app.store.tables import MeasureResponse as ResponseRow
from patient_app.store.unit import Unit

CREDENTIALS = "Physical therapist, DPT"


def measure_rows(case: Case) -> Iterator[ResponseRow]:
    """Filled-in measures, scored as the product scores them."""
    for number, measure in enumerate(case.patient.measures):
        zone, day = zone_on(case.patient, measure.on), case.calendar.day(measure.on)
        at = in_zone(day, minutes_of("09:20") + 4 * number, zone)
        found = outcome_measures()[measure.id]
        response = MeasureResponse(
            id=demo_id(at, case.key, "measure", number),
            measure_id=found.id,
            measure_version=found.version,
            local_date=day,
            edited_at=at,
            answers=_answers(case, measure),
            score=None,
            recall=found.recall.value if found.recall else "",
        )
        received_at = at + timedelta(seconds=2)
        if received_at > case.calendar.now:
            continue
        yield ResponseRow(
            id=response.id,
            patient_id=case.id,
            measure_id=found.id,
            measure_version=found.version,
            local_date=day,
            time_zone=zone,
            edited_at=at,
            first_edited_at=at,
            received_at=received_at,
            late=is_late(day, received_at, zone),
            answers=dict(response.answers),
            score=measures.score(response, measures.shipped()) if measure.score is None else measure.score,
            scoring_version=measures.SCORING_VERSION if measure.score is None else measures.ENTERED,
            entered_by=case.staff(measure.by) if measure.by else None,
        )


def report_rows(case: Case, unit: Unit) -> Iterator[ProgressReport]:
    """Progress reports, filled, sealed and answered as the product does it; signed on the working day after their
    period. The patient's other records are in the database already.
    """
    patient, episode = unit.session.get(Person, case.id), unit.session.get(Episode, case.episode_id)
    if patient is None or episode is None:
        return
    for number, report in enumerate(case.patient.reports, 1):
        at = min(_next_workday(case, report.until, "16:45"), case.calendar.now - timedelta(minutes=20))
        row = _filled(case, unit, patient, episode, report, number, at)
        if not report.draft:
            row.number = number
            seal(row, at)
            _answer(case, report, row, at)
        yield row


def _filled(
    case: Case, unit: Unit, patient: Person, episode: Episode, report: v.Report, number: int, at: datetime
) -> ProgressReport:
    first, last = case.calendar.day(report.since), case.calendar.day(report.until)
    author = _staff(case, report.by)
    parts = shares.active_parts(unit.session, patient.id, case.staff(report.by), case.calendar.now) or ALL_PARTS
    data = fill(unit, patient, episode, parts, first, last, local_date(at, patient.time_zone), ClinicalSettings())
    centre = next((each.name for each in demo_clinic().centres if each.key == author.centre), "")
    signature = Signature(author.name, CREDENTIALS, centre, demo_clinic().name)
    notes = dict(report.goals)
    return ProgressReport(
        id=demo_id(at, case.key, "report", number),
        patient_id=case.id,
        episode_id=case.episode_id,
        author_id=case.staff(report.by),
        period_from=first,
        period_to=last,
        treatment_days=data.treated,
        data=to_json(replace(data, signature=signature)),
        assessment=report.assessment,
        plan=report.plan,
        goals={
            goal.letter: {
                "status": _word(goal),
                "value": goal.value if not report.draft else "",
                "target": None if not report.draft else "",
                "note": notes.get(goal.letter, ""),
            }
            for goal in data.goals
            if not report.draft or goal.letter in notes
        },
        status=ReportStatus.DRAFT.value,
        revision=demo_id(at, case.key, "revision", number),
        created_at=at,
        updated_at=at,
    )


def _word(goal: ReportGoal) -> str:
    return (GoalWord.MET if goal.status is GoalStatus.MET else GoalWord.ACTIVE).value


def _answer(case: Case, report: v.Report, row: ProgressReport, at: datetime) -> None:
    """Sent to the physiatrist who decides, else to the one of the care team; the decision; the addendum."""
    reader = report.acknowledged_by or next(
        key for key in case.patient.team if _staff(case, key).role is Role.PHYSIATRIST
    )
    by, name = case.staff(report.by), _staff(case, report.by).name
    row.to_id = case.staff(reader)
    append(row, EntryKind.SENT, by, name, at, to=row.to_id, to_name=_staff(case, reader).name)
    if report.acknowledged is None or report.decision is None:
        return
    decided_at = max(_next_workday(case, report.acknowledged, "12:30"), at + timedelta(minutes=40))
    note = report.decision_note or ""
    decision = report.decision.value
    append(
        row,
        EntryKind.DECISION,
        row.to_id,
        _staff(case, reader).name,
        decided_at,
        decision=decision,
        note=note,
        for_patient=report.for_patient,
    )
    row.status = ReportStatus.ACKNOWLEDGED.value
    row.acknowledged_by, row.acknowledged_at = row.to_id, decided_at
    row.decision, row.decision_note = decision, note or None
    if report.addendum:
        added_at = min(_next_workday(case, report.acknowledged + 1, "09:05"), case.calendar.now - timedelta(minutes=5))
        append(row, EntryKind.ADDENDUM, by, name, max(added_at, decided_at), text=report.addendum)


def _staff(case: Case, key: str) -> v.Staff:
    return next(each for each in demo_clinic().staff if each.key == key)


def _answers(case: Case, measure: v.Measure) -> tuple[tuple[str, float], ...]:
    found = outcome_measures()[measure.id]
    if measure.score is not None:
        return ()
    if measure.ticked:
        return tuple((str(item), 1.0) for item in measure.ticked)
    if found.answer and found.answer.kind is AnswerKind.OPTIONS and measure.value is not None:
        return ((found.items[0].id, float(measure.value)),)
    return tuple(
        (case.activity_id(number), float(rating_on(case, number, measure.on)))
        for number in range(len(case.patient.activities))
    )


def _next_workday(case: Case, on: int, clock: str) -> datetime:
    """The instant on the first working day after a day (never before it)."""
    day = case.calendar.day(on) + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return case.calendar.at(day, clock)
