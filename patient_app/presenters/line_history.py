"""The history of one line in words, beside its dose: how much was done, pain, effort, why not, and each report."""

from dataclasses import dataclass, field

from patient_app.domain.line_history import LineHistory, LineReport
from patient_app.domain.pain import PainColour
from patient_app.domain.program import Side
from patient_app.domain.text import Translator
from patient_app.presenters.adherence import reason_words
from patient_app.presenters.dates import day_words
from patient_app.presenters.numbers import plain

MOST_REPORTS = 14


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report: its day, what was done, pain, effort, and the patient's note."""

    id: str
    day: str
    done: str
    pain: str
    effort: str
    note: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What is said of a line: `figures` in one sentence, why it was not done, the last reports, the newest first."""

    figures: str = ""
    reasons: str = ""
    rows: list[ReportRow] = field(default_factory=list)
    more: str = ""


def history_view(t: Translator, history: LineHistory) -> HistoryView:
    """A line's history; without a report only what was due is said."""
    counted = history.adherence
    days = (history.last - history.first).days + 1
    figures = [t("{days} days: {done} of {due} done", days=days, done=counted.slots_done, due=counted.slots_due)]
    if not counted.slots_due and not history.reports:
        figures = [t("{days} days: nothing was due", days=days)]
    if counted.extra:
        figures.append(t.n("{n} extra", "{n} extra", counted.extra))
    if history.pain_mean is not None:
        figures.append(t("pain {mean}, last {last}", mean=plain(history.pain_mean), last=history.pain_last))
    if history.effort_mean is not None:
        figures.append(t("effort {mean}, last {last}", mean=plain(history.effort_mean), last=history.effort_last))
    reasons = ", ".join(f"{reason_words(t, reason).lower()} {count}" for reason, count in history.reasons)
    left = len(history.reports) - MOST_REPORTS
    return HistoryView(
        figures=" · ".join(figures),
        reasons=t("Not done: {reasons}", reasons=reasons) if reasons else "",
        rows=[_row(t, report, history) for report in history.reports[:MOST_REPORTS]],
        more=t.n("{n} more report", "{n} more reports", left) if left > 0 else "",
    )


def _row(t: Translator, report: LineReport, history: LineHistory) -> ReportRow:
    log = report.log
    return ReportRow(
        id=log.id,
        day=day_words(t, log.local_date, history.last),
        done=_done(t, report),
        pain=_pain(t, report),
        effort=plain(log.effort),
        note=log.note or "",
    )


def _pain(t: Translator, report: LineReport) -> str:
    """The figure, with the colour that the patient was told."""
    words = {PainColour.GREEN: t("green"), PainColour.AMBER: t("amber"), PainColour.RED: t("red")}
    figure = plain(report.log.pain_during)
    return f"{figure}, {words[report.colour]}" if report.colour else figure


def _done(t: Translator, report: LineReport) -> str:
    """What was done; where the log says nothing else it is as prescribed."""
    log, line = report.log, report.prescription
    if log.is_not_done and log.not_done_reason is not None:
        return t("Not done: {reason}", reason=reason_words(t, log.not_done_reason).lower())
    sets = line.sets if log.sets_done is None else log.sets_done
    reps = line.reps if log.reps_done is None else log.reps_done
    hold = line.hold_seconds if log.hold_seconds is None else log.hold_seconds
    minutes = line.duration_minutes if log.duration_minutes is None else log.duration_minutes
    amount = f"{sets} × {reps}" if reps is not None else f"{sets} ×"
    if minutes is not None:
        amount = t("{n} min", n=f"{minutes:g}") if sets == 1 else f"{sets} × {t('{n} min', n=f'{minutes:g}')}"
    parts = [amount, t("{n} s", n=hold) if hold is not None else "", _side(t, log.side)]
    if log.not_done_reason is not None:
        parts.append(reason_words(t, log.not_done_reason).lower())
    return ", ".join(part for part in parts if part)


def _side(t: Translator, side: Side | None) -> str:
    return {Side.LEFT: t("left"), Side.RIGHT: t("right")}.get(side, "") if side else ""
