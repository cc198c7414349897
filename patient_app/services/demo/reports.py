"""Filled-in outcome measures with right scores, and progress reports with figures worked out from the made-up data."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from patient_app.content import demo_values as v
from patient_app.content.outcome_measures import AnswerKind, outcome_measures
from patient_app.domain.adherence import adherence
from patient_app.domain.course import Course
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import is_late
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.pain import pain_change, pain_series
from patient_app.services import measures
from patient_app.services.demo.care import rating_on
from patient_app.services.demo.days import demo_id, in_zone, minutes_of
from patient_app.services.demo.diary import Entries
from patient_app.services.demo.feelings import zone_on
from patient_app.services.demo.script import Case
from patient_app.services.treatment_days import treatment_days
from patient_app.store.tables import Goal, Measurement, ProgressReport, Visit
from patient_app.store.tables import MeasureResponse as ResponseRow

Row = Goal | Measurement | Visit


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


def report_rows(
    case: Case, entries: Entries, rows: Sequence[Row], responses: Sequence[ResponseRow]
) -> Iterator[ProgressReport]:
    """Signed progress reports, numbered; signed on the working day after their period."""
    course = indexed(
        Course(case.versions, entries.logs, entries.check_ins, case.holds, first_sign_in=case.first_sign_in)
    )
    for number, report in enumerate(case.patient.reports, 1):
        signed_at = min(_next_workday(case, report.until, "16:45"), case.calendar.now - timedelta(minutes=20))
        data = _data(case, course, report, rows, responses)
        text = {"number": number, "assessment": report.assessment, "plan": report.plan, "data": data}
        acknowledged = report.acknowledged is not None and report.acknowledged_by is not None
        yield ProgressReport(
            id=demo_id(signed_at, case.key, "report", number),
            patient_id=case.id,
            episode_id=case.episode_id,
            number=number,
            author_id=case.staff(report.by),
            period_from=case.calendar.day(report.since),
            period_to=case.calendar.day(report.until),
            treatment_days=data["treatment_days"],
            data=data,
            assessment=report.assessment,
            plan=report.plan,
            status="acknowledged" if acknowledged else "signed",
            signed_at=signed_at,
            content_hash=hashlib.sha256(json.dumps(text, sort_keys=True).encode()).hexdigest(),
            acknowledged_by=case.staff(report.acknowledged_by) if report.acknowledged_by else None,
            acknowledged_at=None
            if report.acknowledged is None
            else max(_next_workday(case, report.acknowledged, "12:30"), signed_at + timedelta(minutes=40)),
            decision=report.decision.value if report.decision else None,
            decision_note=report.decision_note,
        )


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


def _data(
    case: Case, course: CourseIndex, report: v.Report, rows: Sequence[Row], responses: Sequence[ResponseRow]
) -> dict[str, Any]:
    """What a report is filled with: adherence, pain, measures, what was measured, program changes, goals."""
    first, last = case.calendar.day(report.since), case.calendar.day(report.until)
    series = [(day, value) for day, value in pain_series(course) if day <= last]
    pain = pain_change(series)
    visits = [row for row in rows if isinstance(row, Visit)]
    treated = [day for day in treatment_days(visits, case.calendar.zone) if first <= day <= last]
    return {
        "treatment_days": len(treated),
        "adherence": asdict(adherence(course, first, last, case.calendar.today)),
        "pain": {
            "baseline": pain.baseline,
            "latest": pain.latest,
            "change": pain.change,
            "beyond_mic": pain.beyond_mic,
            "direction": pain.direction.value if pain.direction else None,
        },
        "measures": [
            {"id": row.measure_id, "on": row.local_date.isoformat(), "score": row.score}
            for row in responses
            if row.local_date <= last
        ],
        "measurements": [
            {
                "kind": row.kind,
                "joint": row.joint,
                "movement": row.movement,
                "side": row.side,
                "on": row.measured_on.isoformat(),
                "found": row.grade if row.value is None else row.value,
                "unit": row.unit,
            }
            for row in rows
            if isinstance(row, Measurement) and row.measured_on <= last
        ],
        "program": [
            {"version": version.version, "from": version.effective_from.isoformat(), "note": version.note}
            for version in case.versions
            if version.effective_from <= last
        ],
        "goals": [
            {
                "letter": row.letter,
                "text": row.description,
                "status": "met" if row.met_on is not None and row.met_on <= last else "active",
            }
            for row in rows
            if isinstance(row, Goal)
        ],
    }


def _next_workday(case: Case, on: int, clock: str) -> datetime:
    """The instant on the first working day after a day (never before it)."""
    day = case.calendar.day(on) + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return case.calendar.at(day, clock)
