"""What was said of a patient's goals in the course of time. Asks no policy: whoever calls has (part `measures`)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from patient_app.domain.goals import GoalStatus
from patient_app.services import goals
from patient_app.services.goals import Goal
from patient_app.store.queries import care, people
from patient_app.store.tables import Episode
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """One change of a goal: its status from `on`, the value found then, a note, and who said so."""

    status: GoalStatus
    value: float | None
    on: date
    note: str | None
    by: str


@dataclass(frozen=True, slots=True)
class GoalTold:
    """A goal and everything that was said of it, the newest first."""

    goal: Goal
    said: tuple[GoalSaid, ...]


def of_episode(unit: Unit, episode: Episode | None) -> tuple[GoalTold, ...]:
    """The goals of one course by letter, with their history."""
    if episode is None:
        return ()
    changes = care.goal_changes(unit.session, episode.patient_id)
    known = people.by_ids(unit.session, sorted({change.changed_by for change in changes}))
    said: defaultdict[str, list[GoalSaid]] = defaultdict(list)
    for change in reversed(changes):
        by = known.get(change.changed_by)
        found = GoalSaid(GoalStatus(change.status), change.value, change.on, change.note, by.name if by else "")
        said[change.goal_id].append(found)
    return tuple(GoalTold(goal, tuple(said[goal.id])) for goal in goals.of_episode(unit, episode))
