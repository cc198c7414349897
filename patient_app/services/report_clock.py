"""From which day the next progress report is, and how far its period is. Asks no policy: part `journey`."""

from collections.abc import Sequence
from datetime import timedelta

from patient_app.domain.attention_facts import ReportClock
from patient_app.domain.dates import local_date
from patient_app.services.treatment_days import treatment_days
from patient_app.store.queries.care import ReportFacts, VisitFacts
from patient_app.store.tables import Episode, Order, Person, ProgressReport, Visit


def report_clock(
    patient: Person,
    episode: Episode,
    reports: Sequence[ReportFacts | ProgressReport],
    orders: Sequence[Order],
    visits: Sequence[VisitFacts | Visit],
) -> ReportClock | None:
    """The clock of a course: since the day after the last signed report's period, else since a PT accepted an order,
    else since the first treatment day. `None` before all of them.
    """
    held = tuple(day for day in treatment_days(visits, patient.time_zone) if day >= episode.started_on)
    signed = [each.period_to for each in reports if each.signed_at is not None and each.episode_id == episode.id]
    accepted = [
        local_date(each.accepted_at, patient.time_zone)
        for each in orders
        if each.accepted_at is not None and each.episode_id == episode.id
    ]
    if signed:
        started = max(signed) + timedelta(days=1)
    elif accepted:
        started = min(accepted)
    elif held:
        started = held[0]
    else:
        return None
    return ReportClock(started, tuple(day for day in held if day >= started))
