"""The schedule of an outcome measure in words: how often, since when it is due, and when next."""

from datetime import date

from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind, Standing
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words


def schedule(t: Translator, found: MeasureSchedule) -> str:
    """'Every 2 weeks and at discharge'."""
    if found.kind is ScheduleKind.DISCHARGE:
        return t("At discharge")
    if found.kind is ScheduleKind.ONCE:
        return t("Once, and at discharge") if found.at_discharge else t("Once")
    weeks = found.weeks or 0
    if found.at_discharge:
        return t.n("Every week and at discharge", "Every {n} weeks and at discharge", weeks)
    return t.n("Every week", "Every {n} weeks", weeks)


def standing(t: Translator, found: Standing, today: date) -> tuple[str, str]:
    """What is due, with its icon: 'Due since Tue, Nov 24', 'Due today', 'Next: Tue, Dec 8'."""
    if found.due_since is not None:
        if found.is_overdue(today):
            return t("Due since {day}", day=day_words(t, found.due_since, today)), "alert"
        return t("Due today"), "clock"
    if found.next_due_on is not None:
        return t("Next: {day}", day=day_words(t, found.next_due_on, today)), "calendar"
    return t("Nothing due"), "check"
