"""The patient's own progress: calendar, pain and function over the course."""

from dataclasses import dataclass
from datetime import date, timedelta

from patient_app.domain.dates import iso_week
from patient_app.domain.days import Day, days
from patient_app.domain.measures import MeasureChange
from patient_app.domain.pain import PainChange, pain_change, pain_series
from patient_app.domain.program import ProgramVersion
from patient_app.domain.streak import active_days
from patient_app.services import attention, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.attention import MeasureTrend
from patient_app.services.reading import reads
from patient_app.services.summary import function_change
from patient_app.services.today import OpenHold, open_hold
from patient_app.store.queries import care
from patient_app.store.unit import Unit

CALENDAR_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Progress:
    """What the patient has done and how it feels. `days` begins on a Monday and ends with today, 12 weeks at most.

    `active_days` counts the whole course. Pain and function are judged over the episode, as in the summary.
    """

    patient_id: str
    today: date
    has_program: bool
    active_days: int
    days: tuple[Day, ...]
    pain: PainChange
    function: MeasureChange | None
    versions: tuple[ProgramVersion, ...]
    measures: tuple[MeasureTrend, ...]
    hold: OpenHold | None


@reads
def progress(actor: Actor, unit: Unit) -> Progress:
    """The patient's own progress up to today. Raises `WrongRole`."""
    patient = policy.own_record(actor, unit)
    today = patients.today(unit, patient)
    course = patients.course(unit, patient)
    episode = care.active_episode(unit.session, patient.id)
    since = episode.started_on if episode else date.min
    monday, _ = iso_week(today - timedelta(weeks=CALENDAR_WEEKS - 1))
    return Progress(
        patient_id=patient.id,
        today=today,
        has_program=course.version_on(today) is not None,
        active_days=active_days(course, date.min, today),
        days=days(course, max(monday, _first_monday(course.course.first_sign_in, monday)), today, today),
        pain=pain_change(
            [(day, value) for day, value in pain_series(course) if since <= day <= today],
            episode.baseline_pain if episode else None,
        ),
        function=function_change(course, since, today),
        versions=course.versions,
        measures=attention.trends(unit, patient.id, since),
        hold=open_hold(unit, patient.id),
    )


def _first_monday(first_sign_in: date | None, otherwise: date) -> date:
    return iso_week(first_sign_in)[0] if first_sign_in else otherwise
