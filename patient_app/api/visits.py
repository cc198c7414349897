"""The patient's visits, and one visit as a calendar file."""

from fastapi import APIRouter
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Id
from patient_app.domain.visit_book import Request, Visit
from patient_app.domain.visits import RequestKind
from patient_app.exports.calendar_file import visit_ics
from patient_app.services import visits

router = APIRouter(tags=["visits"])

ICALENDAR = "text/calendar"


class VisitClinician(TypedDict):
    """With whom the visit is."""

    id: str
    name: str
    role: str


class VisitRequestAnswer(TypedDict):
    """What the patient asked about a visit. `weekdays`: 0 is Monday. `answer`: why it stays as it is."""

    id: str
    kind: str
    weekdays: list[int]
    parts_of_day: list[str]
    note: str
    asked_at: str
    status: str
    answer: str


class VisitAnswer(TypedDict):
    """One visit. `kind`: physiatrist, evaluation or treatment. `decision`: continue, change, discharge or refer_on."""

    id: str
    kind: str
    planned_at: str
    minutes: int
    clinician: VisitClinician
    mode: str
    place: str
    purpose: str
    status: str
    decision: str | None
    note: str
    moved_from: str | None
    requests: list[VisitRequestAnswer]


class VisitsAnswer(TypedDict):
    """The patient's visits by time, the id of the next one, and the questions that are kept for it."""

    clinic_time_zone: str
    next: str | None
    visits: list[VisitAnswer]
    questions: list[VisitRequestAnswer]


@router.get("/visits", response_model=VisitsAnswer)
async def read(caller: Asker) -> Response:
    """The patient's own visits."""
    found = await caller.call(visits.mine)
    return shapes.answer(
        VisitsAnswer(
            clinic_time_zone=found.clinic_zone,
            next=found.next.id if found.next else None,
            visits=[_visit(each) for each in found.visits],
            questions=[_request(each) for each in found.questions],
        )
    )


@router.get("/visits/{visit_id}.ics", response_class=Response, responses={200: {"content": {ICALENDAR: {}}}})
async def calendar_file(visit_id: Id, caller: Asker) -> Response:
    """One visit for a calendar: the patient's own, or one of the team's. A visit that is moved keeps its id there."""
    visit, book = await caller.call(visits.visit, visit_id)
    content = visit_ics(await caller.words(), visit, clinic_phone=book.clinic_phone, made_at=book.now)
    headers = {"Content-Disposition": f'attachment; filename="visit-{visit.planned_at:%Y-%m-%d}.ics"'}
    return Response(content, media_type=ICALENDAR, headers=headers)


def _visit(visit: Visit) -> VisitAnswer:
    return VisitAnswer(
        id=visit.id,
        kind=visit.kind.value,
        planned_at=shapes.instant(visit.planned_at),
        minutes=visit.minutes,
        clinician=VisitClinician(id=visit.clinician.id, name=visit.clinician.name, role=visit.clinician.role.value),
        mode=visit.mode.value,
        place=visit.place,
        purpose=visit.purpose,
        status=visit.status.value,
        decision=visit.decision.value if visit.decision else None,
        note=visit.note,
        moved_from=shapes.instant(visit.moved_from) if visit.moved_from else None,
        requests=[_request(each) for each in visit.requests if each.kind is not RequestKind.QUESTION],
    )


def _request(found: Request) -> VisitRequestAnswer:
    return VisitRequestAnswer(
        id=found.id,
        kind=found.kind.value,
        weekdays=list(found.wishes.weekdays),
        parts_of_day=[part.value for part in found.wishes.parts_of_day],
        note=found.note,
        asked_at=shapes.instant(found.asked_at),
        status=found.status.value,
        answer=found.answer,
    )
