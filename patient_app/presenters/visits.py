"""Visits in words: when, with whom, where, what for, and what became of them.

Times are the clinic's for clinicians, and the patient's own for patients.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_time, get_day_names, get_timezone_name

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.domain.visit_book import Request, Visit, VisitBook
from patient_app.domain.visits import PartOfDay, RequestKind, RequestStatus, VisitDecision, VisitKind, VisitMode
from patient_app.presenters.dates import day_words

_LOCALES = {"en": "en_US", "es": "es_US"}


@dataclass(frozen=True, slots=True)
class RequestView:
    """What the patient wrote: a wish about one visit, or a question. `clock`, `on`: the visit's own, to begin from."""

    id: str = ""
    visit_id: str = ""
    kind: str = ""
    title: str = ""
    wishes: str = ""
    note: str = ""
    asked: str = ""
    is_open: bool = False
    status: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit as it is read. `elsewhere`: its time in the other zone, when that differs. `on`, `clock`: local in the
    clinic's zone, for the fields of a form."""

    id: str = ""
    kind: str = ""
    title: str = ""
    when: str = ""
    elsewhere: str = ""
    minutes: str = ""
    who: str = ""
    where: str = ""
    mode: str = ""
    mode_icon: str = "home"
    purpose: str = ""
    bring: str = ""
    status: str = ""
    status_words: str = ""
    status_icon: str = "calendar"
    decision: str = ""
    decision_words: str = ""
    note: str = ""
    reason: str = ""
    moved: str = ""
    series: str = ""
    has_later: bool = False
    at_pt_centre: bool = False
    may_change: bool = False
    to_mark: bool = False
    on: str = ""
    clock: str = ""
    wish: RequestView = RequestView()
    answers: tuple[RequestView, ...] = ()
    asked: tuple[RequestView, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a select."""

    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class BookView:
    """All visits of one patient. `waiting`: open wishes, with the visit each is about."""

    patient_id: str = ""
    name: str = ""
    next: VisitView = VisitView()
    unrecorded: tuple[VisitView, ...] = ()
    planned: tuple[VisitView, ...] = ()
    past: tuple[VisitView, ...] = ()
    waiting: tuple[VisitView, ...] = ()
    questions: tuple[RequestView, ...] = ()
    clinicians: tuple[Choice, ...] = ()
    centres: tuple[Choice, ...] = ()
    minutes: str = ""
    zone: str = ""
    today: str = ""
    treated_today: bool = False
    clock: str = ""
    clinic_phone: str = ""


def book(t: Translator, found: VisitBook, reader_zone: str, reader: Role) -> BookView:
    """All visits for one reader. `reader_zone`: the patient's zone, or the clinic's for clinicians."""
    for_patient = reader is Role.PATIENT
    other = found.clinic_zone if for_patient else found.patient_zone
    today = found.now.astimezone(ZoneInfo(reader_zone)).date()

    def shown(visit: Visit) -> VisitView:
        return view(t, visit, found, reader_zone, other, for_patient=for_patient)

    upcoming = found.next if for_patient else found.next_for(reader is Role.PHYSICAL_THERAPIST)
    planned = [v for v in found.visits if v.status is VisitStatus.PLANNED and v is not upcoming]
    over = [v for v in planned if v.is_over(found.now)]
    past = [*(v for v in found.visits if v.status is not VisitStatus.PLANNED), *(over if for_patient else ())]
    return BookView(
        patient_id=found.patient_id,
        name=found.patient_name,
        next=shown(upcoming) if upcoming else VisitView(),
        unrecorded=() if for_patient else tuple(shown(visit) for visit in over),
        planned=tuple(shown(visit) for visit in planned if visit not in over),
        past=tuple(shown(v) for v in sorted(past, key=lambda v: v.planned_at, reverse=True)),
        waiting=tuple(view for view in map(shown, found.visits) if view.wish.id),
        questions=tuple(request(t, each, today, reader_zone) for each in found.questions),
        clinicians=tuple(Choice(each.id, each.name) for each in found.colleagues),
        centres=tuple(Choice(name, name) for name in found.centres),
        minutes=str(found.visit_minutes),
        zone=zone_name(t, reader_zone),
        today=today.isoformat(),
        treated_today=found.treated_today,
        clock=_clock(t, found),
        clinic_phone=found.clinic_phone,
    )


def view(
    t: Translator, visit: Visit, found: VisitBook, reader_zone: str, other_zone: str, *, for_patient: bool
) -> VisitView:
    """One visit for one reader."""
    today = found.now.astimezone(ZoneInfo(reader_zone)).date()
    local = visit.planned_at.astimezone(ZoneInfo(found.clinic_zone))
    wishes = [each for each in visit.requests if each.kind is not RequestKind.QUESTION]
    asked = [
        each
        for each in visit.requests
        if each.kind is RequestKind.QUESTION and each.status is not RequestStatus.WITHDRAWN
    ]
    wish = next((each for each in wishes if each.status is RequestStatus.OPEN), None)
    answered = [each for each in wishes if each.status is RequestStatus.DECLINED]
    return VisitView(
        id=visit.id,
        kind=visit.kind.value,
        title=kind(t, visit.kind),
        when=moment(t, visit.planned_at, reader_zone, today),
        elsewhere=_elsewhere(t, visit.planned_at, reader_zone, other_zone, today, for_patient),
        minutes=t.n("{n} minute", "{n} minutes", visit.minutes),
        who=visit.clinician.name,
        where=visit.place,
        mode=mode(t, visit.mode),
        mode_icon=_MODE_ICONS[visit.mode],
        purpose=visit.purpose,
        bring=_bring(t, visit),
        status=visit.status.value,
        status_words=_status(t, visit, found.now, for_patient),
        status_icon=_STATUS_ICONS[visit.status],
        decision=visit.decision.value if visit.decision else "",
        decision_words=_decision(t, visit.decision, for_patient),
        note=visit.note,
        reason=visit.reason,
        moved=t("Before: {when}", when=moment(t, visit.moved_from, reader_zone, today)) if visit.moved_from else "",
        series=every_weeks(t, visit.every_weeks),
        has_later=visit.series_left > 0,
        at_pt_centre=visit.kind.is_at_pt_centre,
        may_change=visit.may_change,
        to_mark=visit.has_begun,
        on=local.date().isoformat(),
        clock=f"{local:%H:%M}",
        wish=request(t, wish, today, reader_zone) if wish else RequestView(),
        answers=tuple(request(t, each, today, reader_zone) for each in answered[-1:]),
        asked=tuple(
            request(t, each, today, reader_zone) for each in asked if each.status is not RequestStatus.WITHDRAWN
        ),
    )


def request(t: Translator, found: Request, today: date, zone: str) -> RequestView:
    """A wish or a question."""
    return RequestView(
        id=found.id,
        visit_id=found.visit_id,
        kind=found.kind.value,
        title=_request_title(t, found.kind),
        wishes=wishes(t, found),
        note=found.note,
        asked=day_words(t, found.asked_at.astimezone(ZoneInfo(zone)).date(), today),
        is_open=found.status is RequestStatus.OPEN,
        status=_request_status(t, found),
        answer=found.answer,
    )


def wishes(t: Translator, found: Request) -> str:
    """'Mon or Wed, in the morning'; empty when nothing was wished for."""
    names = weekdays(t)
    days = _one_of(t, [names[day] for day in found.wishes.weekdays])
    parts = _one_of(t, [part_of_day(t, part) for part in found.wishes.parts_of_day])
    return ", ".join(filter(None, (days, parts)))


def weekdays(t: Translator) -> list[str]:
    """The days of the week from Monday, short."""
    names = get_day_names("abbreviated", "stand-alone", locale=_LOCALES[t.language])
    return [names[day].rstrip(".").capitalize() for day in range(7)]


def part_of_day(t: Translator, part: PartOfDay) -> str:
    """A part of the day."""
    return {
        PartOfDay.MORNING: t("in the morning"),
        PartOfDay.AFTERNOON: t("in the afternoon"),
        PartOfDay.EVENING: t("in the evening"),
    }[part]


def moment(t: Translator, at: datetime, zone: str, today: date) -> str:
    """'Tue, Nov 24, 9:20 AM', with the year when it is another one."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day_words(t, local.date(), today)}, {_time(t, local)}"


def zone_name(t: Translator, zone: str) -> str:
    """'Eastern Time'."""
    return get_timezone_name(ZoneInfo(zone), locale=_LOCALES[t.language], width="long", zone_variant="generic")


def kind(t: Translator, value: VisitKind) -> str:
    """What a visit is for."""
    return {
        VisitKind.PHYSIATRIST: t("Physiatrist"),
        VisitKind.EVALUATION: t("Evaluation"),
        VisitKind.TREATMENT: t("Treatment"),
    }[value]


def mode(t: Translator, value: VisitMode) -> str:
    """How it is held."""
    return {
        VisitMode.IN_PERSON: t("In person"),
        VisitMode.VIDEO: t("By video"),
        VisitMode.PHONE: t("By phone"),
    }[value]


def every_weeks(t: Translator, weeks: int | None) -> str:
    """'Every 2 weeks'; empty for a visit of no series."""
    return "" if weeks is None else t.n("Every week", "Every {n} weeks", weeks)


def decision(t: Translator, value: VisitDecision) -> str:
    """A decision as clinicians name it."""
    return {
        VisitDecision.CONTINUE: t("Continue"),
        VisitDecision.CHANGE: t("Change"),
        VisitDecision.DISCHARGE: t("Discharge"),
        VisitDecision.REFER_ON: t("Refer on"),
    }[value]


def _decision(t: Translator, value: VisitDecision | None, for_patient: bool) -> str:
    if value is None:
        return ""
    if not for_patient:
        return decision(t, value)
    return {
        VisitDecision.CONTINUE: t("Decided: you go on as before."),
        VisitDecision.CHANGE: t("Decided: your treatment changes. Your care team tells you how."),
        VisitDecision.DISCHARGE: t("Decided: your course of treatment can end."),
        VisitDecision.REFER_ON: t("Decided: you are referred to someone else. See your journey."),
    }[value]


def _status(t: Translator, visit: Visit, now: datetime, for_patient: bool) -> str:
    if visit.status is VisitStatus.PLANNED:
        return t("Not recorded yet") if visit.is_over(now) else t("Planned")
    return {
        VisitStatus.HELD: t("Held"),
        VisitStatus.MISSED: t("Did not take place") if for_patient else t("Missed"),
        VisitStatus.CANCELLED: t("Cancelled"),
    }[visit.status]


def _bring(t: Translator, visit: Visit) -> str:
    if visit.mode is not VisitMode.IN_PERSON:
        return t("Find a quiet place. Have your phone charged and your list of medicines at hand.")
    if visit.kind.is_at_pt_centre:
        return t("Wear clothes that you can move in, and shoes with a firm hold.")
    return t("Bring your list of medicines and any new test results.")


def _elsewhere(t: Translator, at: datetime, reader: str, other: str, today: date, for_patient: bool) -> str:
    here, there = at.astimezone(ZoneInfo(reader)), at.astimezone(ZoneInfo(other))
    if here.utcoffset() == there.utcoffset():
        return ""
    when = moment(t, at, other, today) if here.date() != there.date() else _time(t, there)
    return t("{when} at the clinic", when=when) if for_patient else t("{when} for the patient", when=when)


def _request_title(t: Translator, value: RequestKind) -> str:
    return {
        RequestKind.MOVE: t("Asks to move this visit"),
        RequestKind.CANCEL: t("Asks to cancel this visit"),
        RequestKind.QUESTION: t("Question"),
    }[value]


def _request_status(t: Translator, found: Request) -> str:
    if found.status is RequestStatus.OPEN:
        return t("Waiting for an answer")
    if found.status is RequestStatus.DECLINED:
        return t("The visit stays as it is.")
    return t("Accepted") if found.status is RequestStatus.ACCEPTED else t("Withdrawn")


def _clock(t: Translator, found: VisitBook) -> str:
    if found.clock is None:
        return ""
    return t("Treatment day {n} of {of} since the last report", n=found.clock.days, of=found.clock.of)


def _time(t: Translator, local: datetime) -> str:
    return format_time(local, "short", locale=_LOCALES[t.language])


def _one_of(t: Translator, names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("{these} or {last}", these=", ".join(names[:-1]), last=names[-1])


_MODE_ICONS = {VisitMode.IN_PERSON: "home", VisitMode.VIDEO: "video", VisitMode.PHONE: "phone"}
_STATUS_ICONS = {
    VisitStatus.PLANNED: "calendar",
    VisitStatus.HELD: "check-circle",
    VisitStatus.MISSED: "minus",
    VisitStatus.CANCELLED: "close",
}
