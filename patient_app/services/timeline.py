"""The journey as its reader may see it: what happened, where the patient is, what comes next, documents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course import HoldLevel
from patient_app.domain.dates import local_date
from patient_app.domain.journey import EventKind, Precision
from patient_app.domain.journey_steps import JourneyFacts, steps, what_next
from patient_app.domain.people import Role, SharePart
from patient_app.domain.timeline import Happening, in_order
from patient_app.domain.visits import VisitKind
from patient_app.services import attention, documents, journey, journey_facts, patients, policy
from patient_app.services import measures as outcomes
from patient_app.services.actor import Actor
from patient_app.services.final_summary import from_json, visible
from patient_app.services.reading import reads
from patient_app.services.timeline_values import Author, ClosedCourse, Event, Former, Journey
from patient_app.store.queries import care, people
from patient_app.store.queries import journey as rows
from patient_app.store.tables import JourneyEntry, Person
from patient_app.store.unit import Unit


@reads
def mine(actor: Actor, unit: Unit) -> Journey:
    """The patient's own journey. Raises `WrongRole` for anyone else."""
    policy.own_record(actor, unit)
    return of_patient(actor, unit, actor.id)


@reads
def of_patient(actor: Actor, unit: Unit, patient_id: str) -> Journey:
    """The journey for its reader: the patient, or a clinician with any active share. Raises `NotFound`."""
    parts = policy.shared_parts(actor, unit, patient_id)
    patient = policy.open_record(actor, unit, patient_id, *sorted(parts))
    found = _Reader(actor, unit, patient, parts)
    if SharePart.JOURNEY not in parts:
        return found.journey()
    course = journey_facts.of(unit, patient)
    facts = _seen(course.facts, parts)
    return found.journey(
        problem=course.problem,
        has_course=course.has_course,
        steps=steps(facts),
        next=what_next(facts),
        coming=facts.visits,
        documents=found.documents,
        closed=tuple(_closed(unit, patient, parts)),
    )


def _seen(facts: JourneyFacts, parts: frozenset[SharePart]) -> JourneyFacts:
    """The facts without those of parts that are not shared. A warning sign's hold is told to every clinician."""
    if SharePart.PROGRAM not in parts and facts.hold is HoldLevel.CLINICIAN:
        facts = replace(facts, hold=None)
    return facts if SharePart.MEASURES in parts else replace(facts, measure_due=False)


class _Reader:
    """What one reader gets to see of one patient."""

    def __init__(self, actor: Actor, unit: Unit, patient: Person, parts: frozenset[SharePart]) -> None:
        self.actor, self.unit, self.patient, self.parts = actor, unit, patient, parts
        sees = SharePart.JOURNEY in parts
        self.documents = documents.of_patient(actor, unit, patient.id) if sees else ()
        self._people: dict[str, Person | None] = {}

    def journey(self, **rest: Any) -> Journey:
        """The journey with its events, and what else is known of it."""
        return Journey(
            patient_id=self.patient.id,
            patient_name=self.patient.name,
            today=patients.today(self.unit, self.patient),
            time_zone=self.actor.time_zone,
            parts=self.parts,
            is_own=self.actor.id == self.patient.id,
            events=in_order(self._events()),
            known=outcomes.known_measures(self.unit, self.patient.clinic_id),
            **{"problem": "", "has_course": False, **rest},
        )

    def _events(self) -> Iterator[Event]:
        if SharePart.JOURNEY in self.parts:
            yield from self._entries()
            yield from self._orders()
            yield from self._reports()
            yield from self._visits()
            yield from self._ends()
        if SharePart.PROGRAM in self.parts:
            yield from self._program()
        if SharePart.MEASURES in self.parts:
            yield from self._goals_and_measures()

    def _entries(self) -> Iterator[Event]:
        found = rows.entries(self.unit.session, self.patient.id)
        by_id = {row.id: row for row in found}
        for row in found:
            if row.replaced_at is not None or row.removed_at is not None:
                continue
            may_correct = journey.may_change(self.actor, self.patient.id, row.author_id)
            yield Event(
                row.id,
                Happening.ENTRY,
                row.on,
                Precision(row.precision),
                author=self._author(row.author_id),
                kind=EventKind(row.kind),
                title=row.title,
                text=row.text,
                details=row.details,
                object_id=row.id,
                recorded_at=row.recorded_at,
                documents=tuple(each for each in self.documents if each.entry_id == row.id),
                former=tuple(self._former(row, by_id)),
                may_correct=may_correct,
                may_remove=may_correct and self.actor.id in journey.authors(self.unit, row),
            )

    def _former(self, row: JourneyEntry, by_id: Mapping[str, JourneyEntry]) -> Iterator[Former]:
        """What it said before, newest first."""
        while row.replaces_id is not None and (before := by_id.get(row.replaces_id)) is not None:
            by = self._author(before.author_id)
            until = before.replaced_at or row.recorded_at
            yield Former(
                by.name if by else "", until, before.on, Precision(before.precision), before.title, before.text
            )
            row = before

    def _orders(self) -> Iterator[Event]:
        for order in care.orders(self.unit.session, self.patient.id):
            if order.signed_at is None:
                continue
            facts = {"frequency": order.frequency_per_week, "weeks": order.weeks}
            yield self._event(Happening.ORDER_SIGNED, order.id, order.signed_at, order.physiatrist_id, **facts)
            for happening, at, by, reason in (
                (Happening.ORDER_ACCEPTED, order.accepted_at, order.accepted_by, None),
                (Happening.ORDER_DECLINED, order.declined_at, order.declined_by, order.decline_reason),
                (Happening.ORDER_CANCELLED, order.cancelled_at, order.cancelled_by, order.cancel_reason),
            ):
                if at is not None:
                    yield self._event(happening, order.id, at, by, reason=reason or "")

    def _reports(self) -> Iterator[Event]:
        for report in care.reports(self.unit.session, self.patient.id):
            if report.signed_at is None:
                continue
            facts = {"number": report.number, "report_kind": report.kind}
            yield self._event(Happening.REPORT_SIGNED, report.id, report.signed_at, report.author_id, **facts)
            if report.acknowledged_at is not None:
                yield self._event(
                    Happening.REPORT_DECIDED,
                    report.id,
                    report.acknowledged_at,
                    report.acknowledged_by,
                    number=report.number,
                    decision=report.decision or "",
                )

    def _visits(self) -> Iterator[Event]:
        """Meetings one by one; treatments as one event a month and therapist."""
        treated: dict[tuple[int, int, str], list[date]] = {}
        for visit in care.visits(self.unit.session, self.patient.id):
            if visit.status != VisitStatus.HELD:
                continue
            if visit.kind == VisitKind.TREATMENT:
                day = local_date(visit.planned_at, self.patient.time_zone)
                treated.setdefault((day.year, day.month, visit.clinician_id), []).append(day)
                continue
            facts = {"visit_kind": visit.kind, "decision": visit.decision or "", "note": visit.note or ""}
            yield self._event(Happening.VISIT_HELD, visit.id, visit.planned_at, visit.clinician_id, **facts)
        for (_, _, clinician_id), days in treated.items():
            yield Event(
                f"treatments:{clinician_id}:{days[0]}",
                Happening.TREATMENTS,
                days[-1],
                Precision.DAY,
                author=self._author(clinician_id),
                facts={"count": len(days)},
            )

    def _ends(self) -> Iterator[Event]:
        for episode in rows.episodes(self.unit.session, self.patient.id):
            if episode.closed_on is not None:
                yield Event(
                    f"closed:{episode.id}",
                    Happening.COURSE_CLOSED,
                    episode.closed_on,
                    Precision.DAY,
                    author=self._author(episode.closed_by),
                    facts={"reason": episode.closed_reason or ""},
                )

    def _program(self) -> Iterator[Event]:
        course = patients.course(self.unit, self.patient)
        for version in course.versions:
            yield Event(
                f"version:{version.version}",
                Happening.PROGRAM,
                version.effective_from,
                Precision.DAY,
                author=self._author(version.published_by),
                text=version.note or "",
                facts={"version": version.version, "exercises": len(version.prescriptions)},
            )
        for number, hold in enumerate(course.course.holds):
            facts = {"level": hold.level.value}
            yield Event(f"hold:{number}", Happening.HOLD_BEGAN, hold.started_on, Precision.DAY, facts=facts)
            if hold.cleared_on is not None:
                yield Event(f"cleared:{number}", Happening.HOLD_ENDED, hold.cleared_on, Precision.DAY)

    def _goals_and_measures(self) -> Iterator[Event]:
        for goal in care.goals(self.unit.session, self.patient.id):
            if goal.met_on is not None:
                facts = {"letter": goal.letter, "description": goal.description}
                yield Event(f"goal:{goal.id}", Happening.GOAL_MET, goal.met_on, Precision.DAY, facts=facts)
        for trend in attention.trends(self.unit, self.patient.id, date.min):
            day, score = trend.points[0]
            yield Event(
                f"measure:{trend.measure.id}:{trend.version}:{trend.recall}",
                Happening.FIRST_MEASURE,
                day,
                Precision.DAY,
                facts={"measure": trend.measure.id, "score": score},
            )

    def _event(self, happening: Happening, id: str, at: datetime, by: str | None, **facts: Any) -> Event:
        return Event(
            f"{happening.value}:{id}",
            happening,
            local_date(at, self.patient.time_zone),
            Precision.DAY,
            author=self._author(by),
            facts=facts,
            object_id=id,
        )

    def _author(self, person_id: str | None) -> Author | None:
        if person_id is None:
            return None
        if person_id not in self._people:
            self._people[person_id] = people.get(self.unit.session, person_id)
        person = self._people[person_id]
        return Author(person.name, Role(person.role), person.id == self.actor.id) if person else None


def _closed(unit: Unit, patient: Person, parts: frozenset[SharePart]) -> Iterator[ClosedCourse]:
    """The closed courses, newest first."""
    for episode in reversed(rows.episodes(unit.session, patient.id)):
        if episode.closed_on is None:
            continue
        by = people.get(unit.session, episode.closed_by) if episode.closed_by else None
        summary = from_json(episode.final_summary)
        yield ClosedCourse(
            episode.id,
            episode.problem,
            episode.started_on,
            episode.closed_on,
            by.name if by else "",
            episode.closed_reason,
            episode.closing_note or "",
            visible(summary, parts) if summary else None,
        )
