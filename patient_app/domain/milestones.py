"""What a patient has reached, derived from the entries: the first full week, and counts of active days. No wording."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patient_app.domain.adherence import week_progress
from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.dates import days_between, iso_week

ACTIVE_DAY_MILESTONES = (1, 10, 25, 50, 100, 200, 300)


class MilestoneKind(StrEnum):
    """What kind of thing was reached."""

    FULL_WEEK = "full_week"
    ACTIVE_DAYS = "active_days"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone. `figure` counts active days, or is 1 for the first full week; `reached_on` `None`: not yet."""

    kind: MilestoneKind
    figure: int
    reached_on: date | None


def milestones(course: AnyCourse, today: date) -> tuple[Milestone, ...]:
    """Those that were reached by `today`, in order of their dates, and then the next count of active days.

    An active day has work logged. A full week is an ISO week with every planned slot done.
    """
    index = indexed(course)
    work_days = [day for day in index.work_days if day <= today]
    reached = [
        Milestone(MilestoneKind.ACTIVE_DAYS, count, work_days[count - 1])
        for count in ACTIVE_DAY_MILESTONES
        if count <= len(work_days)
    ]
    full = _first_full_week(index, work_days)
    if full is not None:
        reached.append(Milestone(MilestoneKind.FULL_WEEK, 1, full))
    ahead = [
        Milestone(MilestoneKind.ACTIVE_DAYS, count, None) for count in ACTIVE_DAY_MILESTONES if count > len(work_days)
    ]
    return (*sorted(reached, key=lambda found: (found.reached_on or today, found.kind, found.figure)), *ahead[:1])


def _first_full_week(index: CourseIndex, work_days: list[date]) -> date | None:
    """The last active day of the first ISO week with all planned slots done; only weeks with work can be full."""
    mondays = dict.fromkeys(iso_week(day)[0] for day in work_days)
    for monday in mondays:
        week = week_progress(index, monday)
        if week.due and week.done >= week.due:
            worked = set(days_between(monday, monday + timedelta(days=6))) & set(work_days)
            return max(worked)
    return None
