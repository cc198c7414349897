"""Monitoring days and minutes as CSV: of one patient, and of a month of a clinician's own patients. Counts alone."""

from collections.abc import Iterable, Iterator

from patient_app.domain.monitoring_ledger import Ledger, Line, PatientMonth
from patient_app.exports.csv_table import Cell, csv_table

OF_PATIENT = (
    "record", "from", "to", "date", "received_on", "days", "step", "minutes", "live_talks", "who", "role", "activity",
    "interactive", "mode", "with_whom", "note", "removed_on", "removed_because",
)  # fmt: skip
"""One table for four kinds of record: `period` and its `day`s, `month` and its `minutes`."""
OF_MONTH = (
    "month", "patient_id", "patient", "counted_since", "days_in_month", "period_from", "period_to", "period_days",
    "period_step", "minutes", "minutes_step", "live_talks", "live_minutes",
)  # fmt: skip

Row = dict[str, Cell]


def ledger_csv(found: Ledger) -> bytes:
    """Everything that is counted for one patient, the oldest first."""
    rows = [*_days(found), *_minutes(found)]
    return csv_table(OF_PATIENT, ([row.get(name) for name in OF_PATIENT] for row in rows))


def month_csv(rows: Iterable[PatientMonth]) -> bytes:
    """One line for each patient."""
    return csv_table(OF_MONTH, (_month(row) for row in rows))


def _days(found: Ledger) -> Iterator[Row]:
    for period in reversed(found.periods):
        span: Row = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        yield {"record": "period", **span, "days": len(period.dates), "step": period.band.value}
        for each in period.dates:
            received = each.received_on.isoformat() if each.received_on else None
            yield {"record": "day", **span, "date": each.day.isoformat(), "received_on": received}


def _minutes(found: Ledger) -> Iterator[Row]:
    for month in reversed(found.months):
        yield {
            "record": "month",
            "from": month.first.isoformat(),
            "minutes": month.minutes,
            "step": month.band.value,
            "live_talks": month.talks,
        }
    for line in reversed(found.lines):
        yield _line(line)


def _line(line: Line) -> Row:
    entered = line.entered
    return {
        "record": "minutes",
        "date": entered.on.isoformat(),
        "minutes": entered.minutes,
        "who": line.who,
        "role": line.role.value,
        "activity": entered.activity.value,
        "interactive": "yes" if entered.interactive else "no",
        "mode": entered.mode.value if entered.mode else None,
        "with_whom": entered.with_whom.value if entered.with_whom else None,
        "note": entered.note or None,
        "removed_on": line.voided_on.isoformat() if line.voided_on else None,
        "removed_because": line.void_reason or None,
    }


def _month(row: PatientMonth) -> list[Cell]:
    period = row.period
    return [
        f"{row.month.first:%Y-%m}",
        row.patient_id,
        row.patient_name,
        row.started_on.isoformat() if row.started_on else None,
        row.days,
        period.first.isoformat() if period else None,
        period.last.isoformat() if period else None,
        len(period.dates) if period else None,
        period.band.value if period else None,
        row.month.minutes,
        row.month.band.value,
        row.month.talks,
        row.month.talk_minutes,
    ]
