"""The recent part of a long course: entries from a Monday on, and what the days before it leave behind.

A course of years is not read anew for the panel or for a summary of four weeks. Every rule that looks at the last
weeks gives the same on the recent part as on the whole, as long as the entries that `left_behind` names are in it:
the first values that a change is judged against, the last ones that a row of days rests on, and the last entry of each
kind. More of the true entries never change an answer, so what is left behind may be taken from a recent part as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from patient_app.domain.course import Course
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import iso_week
from patient_app.domain.days import function_of
from patient_app.domain.entries import ExerciseLog
from patient_app.domain.pain import VALUES_OF_A_MEAN, PainColour, log_colour, pain_series
from patient_app.domain.phone_basis import versions_since
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings
from patient_app.domain.streak import Kept, Streak, kept_before, streak, streak_from

DAYS = 56
"""The last 28 days, and the 28 before them: what the panel shows. No attention rule looks further back."""

OLD = timedelta(days=14)
"""An entry for a day longer ago than this may lie before a checkpoint; a newer one never does."""

_VALUES = VALUES_OF_A_MEAN + 1
"""One more than a mean takes: whether there is a value beyond the first three is asked too."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the days before `kept.monday` leave behind: the streak then, and the entries that are still needed."""

    kept: Kept
    log_ids: tuple[str, ...]
    check_in_ids: tuple[str, ...]

    @property
    def monday(self) -> date:
        """Entries from this day on are all needed."""
        return self.kept.monday


@dataclass(frozen=True, slots=True, eq=False)
class RecentCourse:
    """A course as far as it was read: all of it, or the entries from `first` on and those that were left behind."""

    index: CourseIndex
    first: date = date.min
    checkpoint: Checkpoint | None = None

    def streak(self, today: date) -> Streak:
        """The streak on `today`, over the whole course."""
        if self.checkpoint is None:
            return streak(self.index, today)
        return streak_from(self.checkpoint.kept, self.index, today)


def checkpoint_day(today: date) -> date:
    """The Monday up to which days can be left behind on `today`."""
    return iso_week(today - timedelta(days=DAYS - 1))[0]


def checkpoint(
    recent: RecentCourse, monday: date, since: date, settings: ClinicalSettings = DEFAULT_SETTINGS
) -> Checkpoint:
    """What the days before `monday` leave behind. `since`: when the course of treatment began; changes are judged
    from there as well.
    """
    known = recent.checkpoint
    kept = kept_before(recent.index, monday, known.kept if known else None)
    logs = set(_logs_left_behind(recent.index, monday))
    days = {log.local_date for log in logs} | _days_left_behind(recent.index, monday, since, settings)
    check_ins = (check_in.id for day in days for check_in in recent.index.check_ins.get(day, ()))
    return Checkpoint(kept, tuple(sorted(log.id for log in logs)), tuple(sorted(check_ins)))


def has_all_it_needs(index: CourseIndex, monday: date) -> bool:
    """Can the days before `monday` be left behind? Not when work of a later date claims to be done long before it:
    then the order of painful work is another than that of the days.
    """
    cut = _cut(monday)
    return not any(
        log.performed_at < cut for log in index.course.logs if log.local_date >= monday and log.pain_during is not None
    )


def _days_left_behind(index: CourseIndex, monday: date, since: date, settings: ClinicalSettings) -> set[date]:
    """Dates before `monday` whose check-ins a rule may still ask for."""
    worst = [(day, value) for day, value in pain_series(index) if day < monday]
    pains = [day for day, _ in worst]
    rated = [day for day in sorted(index.check_ins) if since <= day < monday and _is_rated(index, day)]
    last = max((day for day in index.check_ins if day < monday), default=None)
    # A run of high pain that reaches `monday`: its first day, and the day before it that was not high.
    low = max((at for at, (_, value) in enumerate(worst) if value < settings.pain_high), default=None)
    run = pains[:1] if low is None else pains[low : low + 2]
    return {
        *_ends(pains),
        *_ends([day for day in pains if day >= since]),
        *_ends(rated),
        *run,
        *([last] if last else []),
    }


def _ends(days: list[date]) -> list[date]:
    return days[:_VALUES] + days[-_VALUES:]


def _is_rated(index: CourseIndex, day: date) -> bool:
    return function_of(index.check_in_on(day)) is not None


def _logs_left_behind(index: CourseIndex, monday: date) -> Iterator[ExerciseLog]:
    """The last log, and per prescription that may still be in force what a row of red pain rests on."""
    last = max((day for day in index.logged_lines if day < monday), default=None)
    if last is not None:
        yield index.logs_on(index.logged_lines[last][0], last).logs[-1]
    without_check_ins = indexed(
        Course(versions=index.course.versions, logs=index.course.logs, first_sign_in=index.course.first_sign_in)
    )
    cut = _cut(monday)
    for version in versions_since(index, monday):
        for line in version.prescriptions:
            if line.pain_rule is None:
                continue
            painful = sorted(
                (
                    log
                    for log in index.logs_of_line(line.line_id)
                    if log.prescription_id == line.id and log.local_date < monday and log.pain_during is not None
                ),
                key=lambda log: (log.performed_at, log.id),
            )
            yield from (log for log in painful if log.performed_at >= cut)
            before = [log for log in painful if log.performed_at < cut]
            # A reader without the check-ins sees other colours: resting pain is in them.
            yield from _red_run(index, before)
            yield from _red_run(without_check_ins, before)


def _red_run(index: CourseIndex, logs: list[ExerciseLog]) -> Iterator[ExerciseLog]:
    """The ends of the red logs that `logs` end with, the one that was known last, and the one that was not red."""
    run: list[ExerciseLog] = []
    for log in reversed(logs):
        colour = log_colour(index, log)
        if colour is PainColour.RED:
            run.append(log)
        elif colour is not None:
            yield log
            break
    if run:
        yield from (*run[:2], run[-1], max(run, key=_known_at))


def _known_at(log: ExerciseLog) -> datetime:
    return log.received_at or log.edited_at


def _cut(monday: date) -> datetime:
    """Before this instant nobody had that Monday yet."""
    return datetime.combine(monday, time(), UTC) - timedelta(days=1)
