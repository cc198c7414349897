"""What one line of a program came to: how much of it was done, and each report with pain and effort."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from patient_app.domain.adherence import Adherence, adherence
from patient_app.domain.course import Course
from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.entries import ExerciseLog, NotDoneReason
from patient_app.domain.pain import PainColour, log_colour
from patient_app.domain.program import Prescription
from patient_app.domain.rounding import mean, round_half_up


@dataclass(frozen=True, slots=True)
class LineReport:
    """One log with the prescription that it names, and the colour of its pain by that prescription's rule."""

    log: ExerciseLog
    prescription: Prescription
    colour: PainColour | None


@dataclass(frozen=True, slots=True)
class LineHistory:
    """One line from `first` to `last`, both included. Means to one decimal; `None` when nothing was given.

    `reports`: the newest first. `reasons`: why it was not done, the most frequent first.
    """

    line_id: str
    first: date
    last: date
    adherence: Adherence
    pain_mean: float | None
    pain_last: int | None
    effort_mean: float | None
    effort_last: int | None
    reasons: tuple[tuple[NotDoneReason, int], ...]
    reports: tuple[LineReport, ...]


def only_line(course: AnyCourse, line_id: str) -> CourseIndex:
    """The course as if this line were all that was ever prescribed."""
    index = indexed(course)
    whole = index.course
    versions = tuple(
        replace(each, prescriptions=tuple(line for line in each.prescriptions if line.line_id == line_id))
        for each in whole.versions
    )
    return indexed(
        Course(
            versions=versions,
            logs=tuple(index.logs_of_line(line_id)),
            check_ins=whole.check_ins,
            holds=whole.holds,
            first_sign_in=whole.first_sign_in,
        )
    )


def line_history(course: AnyCourse, line_id: str, first: date, last: date, today: date) -> LineHistory:
    """What the line came to from `first` to `last`; O(days + logs of the line)."""
    alone = only_line(course, line_id)
    logs = sorted(
        (log for log in alone.course.logs if first <= log.local_date <= last),
        key=lambda log: (log.local_date, log.performed_at, log.id),
    )
    pains = [log.pain_during for log in logs if log.pain_during is not None]
    efforts = [log.effort for log in logs if log.effort is not None]
    reasons = Counter(log.not_done_reason for log in logs if log.not_done_reason is not None)
    return LineHistory(
        line_id=line_id,
        first=first,
        last=last,
        adherence=adherence(alone, first, last, today),
        pain_mean=_one_decimal(pains),
        pain_last=pains[-1] if pains else None,
        effort_mean=_one_decimal(efforts),
        effort_last=efforts[-1] if efforts else None,
        reasons=tuple(reasons.most_common()),
        reports=tuple(
            LineReport(log, alone.prescriptions[log.prescription_id], log_colour(alone, log)) for log in reversed(logs)
        ),
    )


def _one_decimal(values: list[int]) -> float | None:
    found = mean(values)
    return None if found is None else round_half_up(found, 1)
