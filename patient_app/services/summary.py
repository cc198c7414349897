"""The summary of a course: done? hurting? functioning? what changed? One function for screen, API, PDF and FHIR."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from patient_app.content.exercise_library import Exercise
from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.adherence import Adherence, adherence, line_day
from patient_app.domain.attention import attention as attention_rules
from patient_app.domain.attention import good_news
from patient_app.domain.attention_facts import Reason
from patient_app.domain.course import HoldLevel
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.dates import days_between, iso_week, range_ending
from patient_app.domain.days import Day, days, function_of
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.errors import Invalid
from patient_app.domain.measures import Direction, MeasureChange, measure_change
from patient_app.domain.monitoring import Period, periods
from patient_app.domain.pain import VALUES_OF_A_MEAN, PainChange, pain_change, pain_series
from patient_app.domain.people import Role, SharePart
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.domain.recent import RecentCourse, checkpoint_day
from patient_app.domain.rounding import mean, round_half_up
from patient_app.domain.slots import lines_in_force
from patient_app.domain.streak import Streak, active_days
from patient_app.services import attention, attention_marks, clinic_settings, exercises, patients, policy
from patient_app.services import measures as outcomes
from patient_app.services.actor import Actor
from patient_app.services.attention import MeasureTrend
from patient_app.services.attention_marks import Marked, Standing
from patient_app.services.measurements import SheetRow, measured_rows
from patient_app.services.measures import KnownMeasures
from patient_app.services.reading import reads
from patient_app.services.today import OpenHold, open_hold
from patient_app.store.queries import care, courses, measures
from patient_app.store.tables import Person
from patient_app.store.unit import Unit

DEFAULT_DAYS = 28
LONGEST_DAYS = 5 * 366
NO_PAIN = PainChange(None, None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week of the period."""

    monday: date
    adherence: Adherence


@dataclass(frozen=True, slots=True)
class LineSummary:
    """One exercise of the period: slots done, pain and effort while doing it (means to one decimal)."""

    prescription: Prescription
    exercise: Exercise | None
    in_force: bool
    slots_done: int
    not_done: int
    pain_mean: float | None
    pain_last: int | None
    effort_mean: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What one reader may see of a patient's course from `first` to `last`, both included.

    `adherence`, `streak` and the versions are `None` or empty without the `program` part; pain and function in the
    days, and the text of a warning sign's hold, without the `pain` part; measures and measurements without the
    `measures` part.
    `pain_sites`: where it hurts, as the last check-in of the period that says so has it, with its date.
    `attention` and `good_news` are what the reader's own marks leave (a patient has none), `set_aside` what they took
    away, `seen` who has seen which of the rest.
    `adherence_before` is that of as many days before `first`, `adherence_14d` that of the 14 days that end with today
    (the attention rules' window). `exercises`: those that the versions name, among others. `known`: the clinic's
    outcome measures, for names.
    """

    patient_id: str
    patient_name: str
    problem: str | None
    episode_status: str | None
    parts: frozenset[SharePart]
    first: date
    last: date
    today: date
    adherence: Adherence | None
    adherence_before: Adherence | None
    adherence_14d: Adherence | None
    streak: Streak | None
    active_days: int
    days: tuple[Day, ...]
    weeks: tuple[Week, ...]
    lines: tuple[LineSummary, ...]
    not_done_reasons: tuple[tuple[NotDoneReason, int], ...]
    monitoring: tuple[Period, ...] | None
    versions: tuple[ProgramVersion, ...]
    measures: tuple[MeasureTrend, ...]
    measurements: tuple[SheetRow, ...]
    pain: PainChange
    pain_sites: tuple[date, tuple[str, ...]] | None
    function: MeasureChange | None
    attention: tuple[Reason, ...]
    good_news: tuple[Reason, ...]
    hold: OpenHold | None
    set_aside: tuple[Marked, ...] = ()
    seen: tuple[Marked, ...] = ()
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    known: KnownMeasures | None = None


@reads
def summary(
    actor: Actor,
    unit: Unit,
    patient_id: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Summary:
    """The summary for its reader: the patient (`patient_id` may be left out) or a clinician with any active share.

    The period is the last 28 days unless given. Raises `NotFound`, `Invalid`.
    """
    asked = patient_id or actor.id
    parts = policy.shared_parts(actor, unit, asked)
    patient = policy.open_record(actor, unit, asked, *sorted(parts))
    today = patients.today(unit, patient)
    last = last or today
    first = first or last - timedelta(days=DEFAULT_DAYS - 1)
    if first > last:
        raise Invalid.field("from", "The first day must not be after the last day.")
    if (last - first).days > LONGEST_DAYS:
        raise Invalid.field("from", "Choose a period of 5 years or less.")
    # A period of four weeks does not read years: the rules look back to the period before, and to `checkpoint_day`.
    since = min(_before(first, last)[0], checkpoint_day(today))
    recent = patients.recent_course(unit, patient, since, last)
    found = of_patient(unit, patient, recent, parts, first, last, today, actor.role)
    return found if actor.id == patient.id else _with_marks(actor, unit, found)


def _with_marks(actor: Actor, unit: Unit, found: Summary) -> Summary:
    """A clinician's reasons: without those that were set aside, and with who has seen the rest."""
    standing = Standing(found.today, found.attention, found.good_news)
    marked = attention_marks.applied_with_others(actor, unit, found.patient_id, standing)
    return replace(
        found,
        attention=marked.attention,
        good_news=marked.good_news,
        set_aside=marked.set_aside,
        seen=marked.seen,
    )


def of_patient(
    unit: Unit,
    patient: Person,
    recent: RecentCourse,
    parts: frozenset[SharePart],
    first: date,
    last: date,
    today: date,
    reader: Role,
) -> Summary:
    """The summary with these parts. Asks no policy: whoever calls has."""
    course = recent.index
    episode = care.active_episode(unit.session, patient.id)
    # The problem is the intake's: it belongs to the journey.
    known = episode if SharePart.JOURNEY in parts else None
    seen = attention.visible(course, parts)
    sees_program = SharePart.PROGRAM in parts
    since = episode.started_on if episode else date.min
    measured = attention.trends(unit, patient.id, since) if SharePart.MEASURES in parts else ()
    facts = attention.facts(unit, patient, course, parts, reader, measured)
    settings = clinic_settings.of(unit, patient.clinic_id).clinical
    baseline = episode.baseline_pain if episode else None
    named = (line.exercise_id for version in seen.versions for line in version.prescriptions)
    known_exercises = exercises.catalogue(unit, patient.clinic_id, named)
    series = [(day, value) for day, value in pain_series(seen) if since <= day <= last]
    return Summary(
        patient_id=patient.id,
        patient_name=patient.name,
        problem=known.problem if known else None,
        episode_status=known.status if known else None,
        parts=parts,
        first=first,
        last=last,
        today=today,
        adherence=adherence(seen, first, last, today) if sees_program else None,
        adherence_before=adherence(seen, *_before(first, last), today) if sees_program else None,
        adherence_14d=adherence(seen, *range_ending(today, 14), today) if sees_program else None,
        # The streak is the patient's own figure, flare days included, whatever else is shared.
        streak=recent.streak(today) if sees_program else None,
        active_days=active_days(seen, first, last),
        days=days(seen, first, last, today),
        weeks=weeks(seen, first, last, today) if sees_program else (),
        lines=_lines(seen, first, last, known_exercises) if sees_program else (),
        not_done_reasons=not_done_reasons(seen, first, last),
        monitoring=_monitoring(unit, patient, today, parts),
        versions=seen.versions,
        measures=measured,
        measurements=measured_rows(unit, patient) if SharePart.MEASURES in parts else (),
        pain=pain_change(series, baseline) if SharePart.PAIN in parts else NO_PAIN,
        pain_sites=pain_sites(seen, first, last),
        function=function_change(seen, since, last),
        attention=attention_rules(facts, today, settings),
        good_news=good_news(facts, today, settings),
        hold=_hold(unit, patient, parts),
        exercises=known_exercises,
        known=outcomes.known_measures(unit, patient.clinic_id),
    )


def _hold(unit: Unit, patient: Person, parts: frozenset[SharePart]) -> OpenHold | None:
    """The open hold. The text of a warning sign names the answers, which only the `pain` part opens."""
    found = open_hold(unit, patient.id) if SharePart.PROGRAM in parts else None
    if found is None or found.level is HoldLevel.CLINICIAN or SharePart.PAIN in parts:
        return found
    return replace(found, text="")


def function_change(course: CourseIndex, since: date, last: date) -> MeasureChange | None:
    """The patient's own activities: the mean of the last 3 days with ratings against the first 3 since `since`.

    As for pain, the change is known only when there is a day beyond the first 3. MDC and MIC: the measure's own.
    """
    rated = ((day, function_of(course.check_in_on(day))) for day in sorted(course.check_ins) if since <= day <= last)
    values = [value for _, value in rated if value is not None]
    baseline, latest = mean(values[:VALUES_OF_A_MEAN]), mean(values[-VALUES_OF_A_MEAN:])
    if baseline is None or latest is None or len(values) <= VALUES_OF_A_MEAN:
        return None
    measure = outcome_measures()["own-activities"]
    return measure_change(
        baseline,
        latest,
        Direction.HIGHER_IS_BETTER,
        mdc=measure.mdc.points if measure.mdc else None,
        mic=measure.mic.points if measure.mic else None,
    )


def pain_sites(course: CourseIndex, first: date, last: date) -> tuple[date, tuple[str, ...]] | None:
    """The sites of the last check-in from `first` to `last` that names any, and its date."""
    named = [(day, check_in.pain_sites) for day in course.check_ins if (check_in := course.check_in_on(day))]
    return max(((day, sites) for day, sites in named if sites and first <= day <= last), default=None)


def _before(first: date, last: date) -> tuple[date, date]:
    """As many days before `first`."""
    return range_ending(first - timedelta(days=1), (last - first).days + 1)


def weeks(course: CourseIndex, first: date, last: date, today: date) -> tuple[Week, ...]:
    """Each ISO week that has a day from `first` to `last`, and of it these days."""
    monday, found = iso_week(first)[0], []
    while monday <= last:
        start, end = max(monday, first), min(monday + timedelta(days=6), last)
        found.append(Week(monday, adherence(course, start, end, today)))
        monday += timedelta(days=7)
    return tuple(found)


def _lines(course: CourseIndex, first: date, last: date, known: Mapping[str, Exercise]) -> tuple[LineSummary, ...]:
    """Every line that was in force in the period: those of the last day in order, then the ones that ended."""
    current = {line.line_id: line for line in lines_in_force(course, last)}
    ended: dict[str, Prescription] = {}
    for version in course.versions:
        if version.effective_from <= last:
            ended |= {line.line_id: line for line in version.prescriptions if line.line_id not in current}
    found = [_line(course, line, known, first, last, in_force=True) for line in current.values()]
    past = [_line(course, line, known, first, last, in_force=False) for line in ended.values()]
    return tuple(found + [line for line in past if line.slots_done or line.not_done])


def _line(
    course: CourseIndex,
    line: Prescription,
    known: Mapping[str, Exercise],
    first: date,
    last: date,
    *,
    in_force: bool,
) -> LineSummary:
    by_day = [
        line_day(course, line, day) for day in days_between(first, last) if course.logs_on(line.line_id, day).logs
    ]
    logs = [log for day in by_day for log in day.logs]
    pains = [log.pain_during for log in logs if log.pain_during is not None]
    efforts = [log.effort for log in logs if log.effort is not None]
    return LineSummary(
        prescription=line,
        exercise=known.get(line.exercise_id),
        in_force=in_force,
        slots_done=sum(day.done for day in by_day),
        not_done=sum(day.not_done for day in by_day),
        pain_mean=_one_decimal(pains),
        pain_last=pains[-1] if pains else None,
        effort_mean=_one_decimal(efforts),
    )


def _one_decimal(values: list[int]) -> float | None:
    found = mean(values)
    return None if found is None else round_half_up(found, 1)


def not_done_reasons(course: CourseIndex, first: date, last: date) -> tuple[tuple[NotDoneReason, int], ...]:
    """Why something was not done from `first` to `last`, the most frequent reason first."""
    counted = Counter(
        log.not_done_reason
        for log in course.course.logs
        if log.not_done_reason is not None and first <= log.local_date <= last
    )
    return tuple(counted.most_common())


def _monitoring(unit: Unit, patient: Person, today: date, parts: frozenset[SharePart]) -> tuple[Period, ...] | None:
    """Neutral counts of days with an entry that this reader may see; `None` unless the clinic counts and began to."""
    if patient.monitoring_start is None or not clinic_settings.of(unit, patient.clinic_id).monitoring:
        return None
    kinds = {SharePart.PROGRAM: "exercise_log", SharePart.PAIN: "check_in"}
    opened = (kind for part, kind in kinds.items() if part in parts)
    seen = [courses.entry_days(unit.session, kind, patient.id, patient.monitoring_start) for kind in opened]
    if SharePart.MEASURES in parts:
        seen.append(measures.entry_days(unit.session, patient.id))
    return periods(frozenset[date]().union(*seen), patient.monitoring_start, today)
