"""What was said of the made-up patients' goals: each that was met, by the PT, with the value found."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from patient_app.services.demo.days import demo_id
from patient_app.services.demo.script import Case
from patient_app.store.tables import Goal, GoalChange


def goal_change_rows(case: Case, goals: Iterable[Goal]) -> Iterator[GoalChange]:
    """A change for each goal that was met; none where no PT has accepted the order."""
    therapist = next((order.accepted_by for order in case.patient.orders if order.accepted_by), None)
    if therapist is None:
        return
    for goal in goals:
        if goal.met_on is None:
            continue
        at = min(case.calendar.at(goal.met_on, "11:20"), case.calendar.now - timedelta(minutes=30))
        yield GoalChange(
            id=demo_id(at, case.key, "goal_change", goal.letter),
            goal_id=goal.id,
            patient_id=case.id,
            status=goal.status,
            value=goal.target,
            on=goal.met_on,
            changed_by=case.staff(therapist),
            changed_at=at,
        )
