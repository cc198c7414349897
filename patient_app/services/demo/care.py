"""The course of treatment of a made-up patient as rows: episode, journey, orders, goals, program, visits, holds."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from patient_app.content import demo_values as v
from patient_app.content.warning_sign_lists import question_version, questions_for
from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import Answer
from patient_app.domain.intake import Precision
from patient_app.domain.journey import CloseReason
from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind
from patient_app.domain.pain import VALUES_OF_A_MEAN
from patient_app.domain.rounding import mean, round_half_up
from patient_app.services import holds, intake
from patient_app.services.demo.days import demo_id
from patient_app.services.demo.diary import Entries
from patient_app.services.demo.feelings import check_in_id, value_at
from patient_app.services.demo.script import Case
from patient_app.services.measure_assignments import schedule_json
from patient_app.store.queries.courses import prescription_row
from patient_app.store.tables import (
    Activity,
    Episode,
    Goal,
    Hold,
    JourneyEntry,
    MeasureAssignment,
    Measurement,
    Person,
    Prescription,
    ProgramVersion,
)
from patient_app.store.unit import Unit


def episode_rows(case: Case, entries: Entries) -> Iterator[Episode | JourneyEntry | Activity | Goal]:
    """The problem, the way here, the patient's own activities and the goals."""
    episode, day = case.patient.episode, case.calendar.day
    ended = next((event for event in case.patient.journey if event.kind is v.EventKind.DISCHARGE), None)
    yield Episode(
        id=case.episode_id,
        patient_id=case.id,
        problem=episode.problem,
        region=episode.region,
        status="active" if episode.closed is None else "finished",
        started_on=day(episode.started),
        onset_on=day(episode.onset),
        closed_on=None if episode.closed is None else day(episode.closed),
        intake=_intake(case),
        baseline_pain=_baseline(entries),
        closed_by=case.staff(ended.by) if ended and ended.by else None,
        closed_reason=None if ended is None else CloseReason.GOALS_MET.value,
        closing_note=None if ended is None else ended.text,
    )
    for number, event in enumerate(case.patient.journey):
        if event is ended:
            continue
        on = (
            day(event.on)
            if event.kind in (v.EventKind.ONSET, v.EventKind.EMERGENCY)
            else case.calendar.workday(event.on)
        )
        known_at = case.calendar.at(on, "16:30")
        joined = case.patient.invited if event.by else case.patient.signed_in or 0
        known_from = case.calendar.at(day(joined), "11:00" if event.by else "07:10")
        yield JourneyEntry(
            id=demo_id(known_at, case.key, "journey", number),
            patient_id=case.id,
            episode_id=case.episode_id,
            kind=event.kind.value,
            on=on,
            title=event.title,
            text=event.text,
            details=event.details,
            author_id=case.staff(event.by) if event.by else case.id,
            recorded_at=min(max(known_at, known_from), case.calendar.now),
        )
    for number, activity in enumerate(case.patient.activities):
        yield Activity(
            id=case.activity_id(number),
            patient_id=case.id,
            name=activity.name,
            baseline=round(activity.went[0][1]),
            since=case.calendar.at(day(case.patient.signed_in or 0), "06:55") + timedelta(seconds=number),
        )
    yield from goal_rows(case)


def goal_rows(case: Case) -> Iterator[Goal]:
    """The goals of the course."""
    day = case.calendar.day
    for number, goal in enumerate(case.patient.goals):
        letter = "ABCDEFGH"[number]
        yield Goal(
            id=demo_id(case.calendar.at(day(case.patient.episode.started), "09:10"), case.key, "goal", letter),
            episode_id=case.episode_id,
            patient_id=case.id,
            letter=letter,
            category=goal.category.value,
            description=goal.text,
            measure_id=goal.measure,
            baseline=goal.baseline,
            target=goal.target,
            due_on=day(goal.due),
            status="active" if goal.met is None else "met",
            met_on=None if goal.met is None else day(goal.met),
        )


def _intake(case: Case) -> dict[str, Any]:
    """What the patient wrote before treatment, where the script has it: with the places, and no warning sign."""
    episode, calendar = case.patient.episode, case.calendar
    if not episode.intake:
        return {}
    onset = {"on": calendar.day(episode.onset).replace(day=1).isoformat(), "precision": Precision.MONTH.value}
    answers: dict[str, Any] = {"onset": onset, "operation": {"choice": "no"}, **episode.intake}
    if case.patient.diary is not None and case.patient.diary.sites:
        answers["where"] = {"sites": list(case.patient.diary.sites)}
    asked = questions_for(episode.region, *intake.content(answers)["regions"])
    answers["signs"] = {"question_version": question_version(), "answers": {each.code: "no" for each in asked}}
    done_at = calendar.at(calendar.day(case.patient.signed_in or 0), "06:50")
    return intake.content(answers) | {"done_at": done_at.isoformat()}


def assignment_rows(case: Case) -> Iterator[MeasureAssignment]:
    """The measures that are assigned, since the evaluation or later."""
    for number, assigned in enumerate(case.patient.assigned):
        starts_on = case.calendar.day(assigned.since)
        at = case.calendar.at(starts_on, "10:15")
        every = assigned.weeks is not None
        kind = ScheduleKind.EVERY if every else ScheduleKind.DISCHARGE
        yield MeasureAssignment(
            id=demo_id(at, case.key, "assignment", number),
            patient_id=case.id,
            episode_id=case.episode_id,
            measure_id=assigned.measure,
            schedule=schedule_json(MeasureSchedule(kind, assigned.weeks)),
            starts_on=starts_on,
            assigned_by=case.staff(assigned.by),
            assigned_at=at,
        )


def program_rows(case: Case) -> Iterator[ProgramVersion | Prescription]:
    """Every version with its prescriptions."""
    for version in case.versions:
        version_id = demo_id(version.published_at, case.key, "version", version.version)
        yield ProgramVersion(
            id=version_id,
            patient_id=case.id,
            episode_id=case.episode_id,
            version=version.version,
            effective_from=version.effective_from,
            published_at=version.published_at,
            published_by=version.published_by,
            note=version.note,
        )
        for position, line in enumerate(version.prescriptions):
            yield prescription_row(line, version_id, position)


def measurement_rows(case: Case) -> Iterator[Measurement]:
    """Range of motion, strength and timed tests."""
    for number, measurement in enumerate(case.patient.measurements):
        for on, found in measurement.found:
            day = case.calendar.workday(on)
            recorded_at = case.calendar.at(day, "11:00")
            yield Measurement(
                id=demo_id(recorded_at, case.key, "measurement", number),
                patient_id=case.id,
                episode_id=case.episode_id,
                kind=measurement.kind,
                joint=measurement.joint,
                movement=measurement.movement,
                side=measurement.side.value if measurement.side else None,
                active=measurement.active,
                value=None if isinstance(found, str) else found,
                grade=found if isinstance(found, str) else None,
                unit=measurement.unit,
                measured_on=day,
                measured_by=case.staff(measurement.by),
                recorded_at=recorded_at,
            )


def hold_rows(case: Case, unit: Unit, patient: Person, entries: Entries) -> Iterator[Hold]:
    """Holds by warning signs, from the check-in that has the answers, or by a clinician. The clinic must be stored."""
    by_day = {check_in.local_date: check_in for check_in in entries.check_ins}
    for number, hold in enumerate(case.patient.holds):
        started_on = case.calendar.day(hold.on)
        check_in = by_day.get(started_on)
        answers = {code: answer.value for code, answer in hold.answers}
        if hold.level is HoldLevel.CLINICIAN or check_in is None or check_in.received_at is None:
            started_at, text = case.calendar.at(started_on, "13:15"), hold.note or ""
        else:
            started_at = check_in.received_at
            positive = tuple(code for code, answer in hold.answers if answer is not Answer.NO)
            text = holds.hold_text(unit, patient, hold.level, positive, case.patient.language)
            answers = (
                {code: a.value for code, a in check_in.warning_signs.answers} if check_in.warning_signs else answers
            )
        cleared_on = None if hold.cleared is None else case.calendar.day(hold.cleared)
        yield Hold(
            id=demo_id(started_at, case.key, "hold", number),
            patient_id=case.id,
            level=hold.level.value,
            started_at=started_at,
            started_on=started_on,
            started_by=case.staff(hold.by) if hold.by else case.id,
            check_in_id=check_in_id(case, started_on) if answers else None,
            answers=answers,
            text_shown=text,
            note=hold.note,
            cleared_at=_afternoon(case, cleared_on),
            cleared_on=cleared_on,
            cleared_by=case.staff(hold.cleared_by) if hold.cleared_by else None,
            clear_note=hold.clear_note,
        )


def rating_on(case: Case, number: int, on: int) -> int:
    """The rating of one of the patient's activities, 0-10, without the noise of a day."""
    return round(value_at(case.patient.activities[number].went, on))


def _baseline(entries: Entries) -> float | None:
    """The clinician's baseline: the mean of the first three days' worst pain, to one decimal."""
    first = [each.pain_worst for each in entries.check_ins if each.pain_worst is not None][:VALUES_OF_A_MEAN]
    found = mean(first)
    return None if found is None else round_half_up(found, 1)


def _afternoon(case: Case, day: date | None) -> datetime | None:
    return None if day is None else case.calendar.at(day, "13:40")
