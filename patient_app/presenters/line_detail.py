"""One exercise opened in the summary: weeks, pain and effort over time, why not, and its doses by version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.line_history import LineHistory
from patient_app.domain.program import Prescription
from patient_app.domain.text import Translator
from patient_app.presenters import weeks
from patient_app.presenters.adherence import reason_words
from patient_app.presenters.charts import spark_path
from patient_app.presenters.dates import day_words
from patient_app.presenters.dose import dose
from patient_app.presenters.line_history import ReportRow, history_view
from patient_app.presenters.numbers import over_time
from patient_app.presenters.schedule import schedule
from patient_app.presenters.weeks import WeekOf, WeekView


class Dose(Protocol):
    """The dose from a version on (see `services.line_detail.DoseOf`)."""

    @property
    def version(self) -> int: ...
    @property
    def since(self) -> date: ...
    @property
    def prescription(self) -> Prescription | None: ...


class Detail(Protocol):
    """A line from `first` to `last` (see `services.line_detail.LineDetail`)."""

    @property
    def line_id(self) -> str: ...
    @property
    def today(self) -> date: ...
    @property
    def weeks(self) -> Sequence[WeekOf]: ...
    @property
    def history(self) -> LineHistory: ...
    @property
    def doses(self) -> Sequence[Dose]: ...


@dataclass(frozen=True, slots=True)
class DetailView:
    """A line in words. The sparklines are of its reports in order; `…_words` says them."""

    id: str = ""
    figures: str = ""
    reasons: str = ""
    weeks: tuple[WeekView, ...] = ()
    pain: str = ""
    pain_words: str = ""
    effort: str = ""
    effort_words: str = ""
    doses: tuple[str, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    more: str = ""


def view(t: Translator, found: Detail) -> DetailView:
    """All of one line."""
    history = found.history
    told = history_view(t, history)
    logs = [report.log for report in reversed(history.reports)]
    pains = [log.pain_during for log in logs]
    efforts = [log.effort for log in logs]
    reasons = ", ".join(f"{reason_words(t, reason)} {count}" for reason, count in history.reasons)
    return DetailView(
        id=found.line_id,
        figures=told.figures,
        reasons=t("Why not: {reasons}", reasons=reasons) if reasons else "",
        weeks=weeks.rows(t, found.weeks),
        pain=spark_path(pains),
        pain_words=_over_time(t, t("Pain during"), pains),
        effort=spark_path(efforts),
        effort_words=_over_time(t, t("Effort"), efforts),
        doses=tuple(_dose(t, each, found.today) for each in reversed(found.doses)),
        reports=tuple(told.rows),
        more=told.more,
    )


def _over_time(t: Translator, name: str, values: Sequence[int | None]) -> str:
    given = [value for value in values if value is not None]
    if not given:
        return t("{name}: none given", name=name)
    return over_time(t, name, given)


def _dose(t: Translator, found: Dose, today: date) -> str:
    line = found.prescription
    what = t("ended") if line is None else f"{dose(t, line)}; {schedule(t, line)}"
    values = {"n": found.version, "date": day_words(t, found.since, today), "dose": what}
    return t("Version {n}, from {date}: {dose}", **values)
