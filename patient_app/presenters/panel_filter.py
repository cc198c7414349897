"""Which patients of the panel are shown, and in which order, by what a clinician has chosen."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import Reason
from patient_app.domain.panel_view import GROUPS, PanelView, Sort

VISIT_SOON_DAYS = 7


class Member(Protocol):
    """A clinician of the care team."""

    @property
    def id(self) -> str: ...


class Report(Protocol):
    """The newest signed report."""

    @property
    def acknowledged(self) -> bool: ...


class Row(Protocol):
    """What a filter and an order need of a patient (see `services.panel.PanelRow`)."""

    @property
    def name(self) -> str: ...
    @property
    def attention(self) -> tuple[Reason, ...]: ...
    @property
    def team(self) -> Sequence[Member]: ...
    @property
    def next_visit(self) -> datetime | None: ...
    @property
    def last_report(self) -> Report | None: ...
    @property
    def handed_over(self) -> object | None: ...
    @property
    def adherence_28d(self) -> Adherence | None: ...
    @property
    def last_entry(self) -> date | None: ...


R = TypeVar("R", bound=Row)


def keeps(view: PanelView, row: Row, now: datetime) -> bool:
    """Do the filters keep this patient? (The search words are matched elsewhere: they need the reader's language.)"""
    if view.group and all(GROUPS.get(reason.reason) != view.group for reason in row.attention):
        return False
    if view.colleague and all(member.id != view.colleague for member in row.team):
        return False
    if view.visit_soon and not (row.next_visit and row.next_visit <= now + timedelta(days=VISIT_SOON_DAYS)):
        return False
    if view.report_waits and not (row.last_report and not row.last_report.acknowledged):
        return False
    return not view.handed_over or row.handed_over is not None


def in_order(view: PanelView, rows: Iterable[R]) -> list[R]:
    """The rows, which come by need, in the chosen order: lowest adherence, longest without an entry (never first) and
    next visit first. What is not known comes last."""
    found = list(rows)
    if view.sort == Sort.NAME:
        found.sort(key=lambda row: row.name.casefold())
    elif view.sort == Sort.ADHERENCE:
        found.sort(key=_adherence)
    elif view.sort == Sort.LAST_ENTRY:
        found.sort(key=lambda row: row.last_entry or date.min)
    elif view.sort == Sort.NEXT_VISIT:
        found.sort(key=lambda row: (row.next_visit is None, row.next_visit.timestamp() if row.next_visit else 0.0))
    return found


def _adherence(row: Row) -> float:
    figure = row.adherence_28d.exercise if row.adherence_28d else None
    return 101.0 if figure is None else figure
