"""Treatment days at the PT centre: distinct dates with a treatment or an evaluation that was held."""

from collections.abc import Iterable
from datetime import date

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.visits import VisitKind
from patient_app.store.queries.care import VisitFacts
from patient_app.store.tables import Visit

TREATMENT_KINDS = frozenset({VisitKind.TREATMENT, VisitKind.EVALUATION})
"""The first treatment day counts even when it is an evaluation (Medicare Benefit Policy Manual 15 § 220.3 D)."""


def treatment_days(visits: Iterable[Visit | VisitFacts], time_zone: str) -> tuple[date, ...]:
    """The patient's local dates, ascending, each once."""
    held = (one for one in visits if one.kind in TREATMENT_KINDS and one.status == VisitStatus.HELD)
    return tuple(sorted({local_date(one.planned_at, time_zone) for one in held}))
