"""The visits of a made-up patient as rows: held, missed and planned ones, series, and what the patient asks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from patient_app.content import demo_values as v
from patient_app.domain.visits import RequestKind, VisitKind
from patient_app.services.demo.days import demo_id
from patient_app.services.demo.script import Case
from patient_app.store.tables import Visit, VisitRequest, VisitSeries

PLANNED_AHEAD = timedelta(days=21)
MINUTES = {VisitKind.PHYSIATRIST: 20, VisitKind.EVALUATION: 60, VisitKind.TREATMENT: 45}
EVALUATION = "Evaluation"


def visit_rows(case: Case, places: dict[str, str]) -> Iterator[Visit | VisitSeries | VisitRequest]:
    """Visits held, missed and planned, and their series. `places`: where each clinician sees patients, by id."""
    for number, visit in enumerate(case.patient.visits):
        days = range(visit.on, (visit.last or visit.on) + 1, visit.every or 1)
        instants = [case.calendar.at(case.calendar.workday(on), visit.at) for on in days]
        kind, clinician_id = _kind(case, visit), case.staff(visit.clinician)
        made_at = min(instants[0] - PLANNED_AHEAD, case.calendar.now - timedelta(hours=4))
        series = _series(case, visit, number, len(instants), made_at, kind)
        yield from series
        for on, planned_at in zip(days, instants, strict=True):
            is_last, over = planned_at == instants[-1], planned_at + timedelta(minutes=MINUTES[kind])
            is_planned = visit.status is v.VisitStatus.PLANNED
            yield Visit(
                id=demo_id(planned_at, case.key, "visit", number, on),
                patient_id=case.id,
                clinician_id=clinician_id,
                planned_at=planned_at,
                status=visit.status.value,
                kind=kind.value,
                episode_id=case.episode_id,
                series_id=series[0].id if series else None,
                duration_minutes=MINUTES[kind],
                place=places.get(clinician_id),
                # What a treatment or an evaluation is for, its kind says.
                purpose=None if kind.is_at_pt_centre else visit.purpose,
                decision=visit.decision.value if visit.decision and is_last else None,
                note=visit.note if is_last else None,
                created_by=clinician_id,
                created_at=made_at,
                status_by=None if is_planned else clinician_id,
                status_at=None if is_planned else min(over, case.calendar.now),
            )
        yield from _asked(case, visit, demo_id(instants[0], case.key, "visit", number, visit.on), number)


def _kind(case: Case, visit: v.Visit) -> VisitKind:
    physiatrists = {order.by for order in case.patient.orders}
    if visit.clinician in physiatrists:
        return VisitKind.PHYSIATRIST
    return VisitKind.EVALUATION if visit.purpose == EVALUATION else VisitKind.TREATMENT


def _series(
    case: Case, visit: v.Visit, number: int, count: int, made_at: datetime, kind: VisitKind
) -> list[VisitSeries]:
    """A planned series; how past ones were planned is not told."""
    if visit.every is None or visit.status is not v.VisitStatus.PLANNED:
        return []
    clinician_id = case.staff(visit.clinician)
    return [
        VisitSeries(
            id=demo_id(made_at, case.key, "series", number),
            patient_id=case.id,
            clinician_id=clinician_id,
            kind=kind.value,
            every_weeks=visit.every // 7,
            local_time=visit.at,
            starts_on=case.calendar.workday(visit.on),
            count=count,
            purpose=None if kind.is_at_pt_centre else visit.purpose,
            created_by=clinician_id,
            created_at=made_at,
        )
    ]


def _asked(case: Case, visit: v.Visit, visit_id: str, number: int) -> Iterator[VisitRequest]:
    """Asked yesterday evening, and not answered yet."""
    at = case.calendar.at(case.calendar.day(-1), "19:10")
    if visit.ask is not None:
        yield VisitRequest(
            id=demo_id(at, case.key, "ask", number),
            visit_id=visit_id,
            patient_id=case.id,
            kind=visit.ask.kind.value,
            wishes={
                "weekdays": list(visit.ask.weekdays),
                "parts_of_day": [part.value for part in visit.ask.parts],
            },
            note=visit.ask.note,
            asked_at=at,
        )
    for place, question in enumerate(visit.questions):
        asked_at = at + timedelta(minutes=place + 1)
        yield VisitRequest(
            id=demo_id(asked_at, case.key, "question", number, place),
            visit_id=visit_id,
            patient_id=case.id,
            kind=RequestKind.QUESTION.value,
            note=question,
            asked_at=asked_at,
        )
