"""The summary as a clinician reads it: the figures of a period, with goals and the course around them. What stands on
the screen, on paper and in the API comes from here or from `services.summary`, which this asks."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.people import SharePart
from patient_app.domain.periods import Asked, Period, period
from patient_app.services import course_frame, goal_history, patients, policy, summary
from patient_app.services.actor import Actor
from patient_app.services.course_frame import CourseFrame
from patient_app.services.goal_history import GoalTold
from patient_app.services.reading import reads
from patient_app.services.summary import Summary
from patient_app.store.queries import care, courses
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Overview:
    """A summary with its period. `course` is `None` without the `journey` part, `goals` empty without `measures`.

    `last_visit`: the day that 'since the last visit' counts from, `None` without one or without the `journey` part.
    `since`: when the course began, from which all changes count.
    """

    summary: Summary
    period: Period
    last_visit: date | None
    since: date
    goals: tuple[GoalTold, ...]
    course: CourseFrame | None


@reads
def overview(actor: Actor, unit: Unit, patient_id: str, asked: Asked | None = None) -> Overview:
    """The overview for its reader: the patient, or a clinician with any active share. Since the last visit unless
    another period is asked for. Raises `NotFound`, and `Invalid` for days in the wrong order.
    """
    asked = asked or Asked()
    parts = policy.shared_parts(actor, unit, patient_id)
    patient = policy.open_record(actor, unit, patient_id, *sorted(parts))
    today = patients.today(unit, patient)
    episode = care.active_episode(unit.session, patient.id)
    sees_journey = SharePart.JOURNEY in parts
    last_visit = course_frame.last_visit(actor, unit, patient, today) if sees_journey else None
    since = episode.started_on if episode else date.min
    chosen = period(asked, today, last_visit, _started_on(unit, patient, since, parts))
    return Overview(
        summary=summary.summary(actor, unit, patient.id, chosen.first, chosen.last),
        period=chosen,
        last_visit=last_visit,
        since=since,
        goals=goal_history.of_episode(unit, episode) if SharePart.MEASURES in parts else (),
        course=course_frame.frame(unit, patient, episode) if sees_journey else None,
    )


def _started_on(unit: Unit, patient: Person, since: date, parts: frozenset[SharePart]) -> date | None:
    """When the program of this course began; without one, or without its part, when the course did."""
    begun = courses.first_version_on(unit.session, patient.id, since) if SharePart.PROGRAM in parts else None
    return begun or (since if since > date.min else None)
