"""A record as it stood on some days: nothing in it is dated outside of them. For links, which promise that.

Entries come bounded already (`services.fhir_record`); here it is what lasts: courses, orders, programs, holds, goals.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from patient_app.domain.dates import local_date
from patient_app.domain.entry_rows import (
    AssignmentRow,
    GoalChangeRow,
    GoalRow,
    HoldRow,
    MeasurementRow,
    VersionRow,
)
from patient_app.domain.fhir_record import EpisodeRow, FhirRecord, JourneyRow, OrderRow, VisitRow

R = TypeVar("R", VisitRow, JourneyRow, VersionRow, MeasurementRow, AssignmentRow)


def within(record: FhirRecord, first: date, last: date) -> FhirRecord:
    """What of the record stood on any day from `first` to `last` (local dates, both included)."""
    zone = record.patient.time_zone
    orders = _orders(record, first, last)
    record = _program(record, first, last)
    check_ins = {each.id for each in record.check_ins}
    episodes = _episodes(record, orders, first, last)
    kept = {each.id for each in episodes}
    goals = [each for each in record.goals if each.episode_id in kept and _begun(each, zone, last)]
    begun = {each.id for each in goals}
    changes = [each for each in record.goal_changes if each.on <= last and each.goal_id in begun]
    known = {each.id for each in orders}
    return replace(
        record,
        episodes=episodes,
        visits=_of(record.visits, kept),
        journey=_of(record.journey, kept),
        versions=_of(record.versions, kept),
        measurements=_of(record.measurements, kept),
        orders=tuple(each if each.renews_id in known else each._replace(renews_id=None) for each in orders),
        holds=tuple(_hold(each, check_ins, last) for each in record.holds if _hold_stood(each, first, last)),
        activities=tuple(
            each
            for each in record.activities
            if local_date(each.since, zone) <= last and (each.until is None or each.until >= first)
        ),
        assignments=_of(
            tuple(
                each
                for each in record.assignments
                if each.starts_on <= last and (each.ended_on is None or each.ended_on >= first)
            ),
            kept,
        ),
        goals=tuple(_goal(each, changes, known, first) for each in goals),
        goal_changes=tuple(each for each in changes if each.on >= first),
    )


def _orders(record: FhirRecord, first: date, last: date) -> tuple[OrderRow, ...]:
    """The orders signed on these days, and the one that these days began with."""
    signed = {each.id: local_date(each.signed_at, record.patient.time_zone) for each in record.orders}
    before = [each for each in record.orders if signed[each.id] < first]
    with_it = max(before, key=lambda each: each.signed_at, default=None)
    return tuple(each for each in record.orders if first <= signed[each.id] <= last or each is with_it)


def _program(record: FhirRecord, first: date, last: date) -> FhirRecord:
    """The versions in force on these days, and those that a log of these days is of."""
    logged = {each.prescription_id for each in record.logs}
    used = {each.program_version_id for each in record.lines if each.id in logged}
    stood = _in_force(record.versions, first, last)
    versions = tuple(each for each in record.versions if each.id in used or each.id in stood)
    ids = {each.id for each in versions}
    return replace(
        record, versions=versions, lines=tuple(each for each in record.lines if each.program_version_id in ids)
    )


def _in_force(versions: Iterable[VersionRow], first: date, last: date) -> set[str]:
    begun = [each for each in versions if each.effective_from <= last]
    before = [each for each in begun if each.effective_from <= first]
    with_it = max(before, key=lambda each: (each.effective_from, each.version), default=None)
    return {each.id for each in begun if each.effective_from > first or each is with_it}


def _episodes(record: FhirRecord, orders: Iterable[OrderRow], first: date, last: date) -> tuple[EpisodeRow, ...]:
    """The courses of these days, and those that an order or a report of these days is about."""
    named = {each.episode_id for each in orders} | {each.episode_id for each in record.reports}
    return tuple(
        _episode(each, first, last)
        for each in record.episodes
        if each.id in named or (each.started_on <= last and (each.closed_on is None or each.closed_on >= first))
    )


def _of(rows: tuple[R, ...], kept: set[str]) -> tuple[R, ...]:
    """The rows, without the name of a course that is of other days."""
    return tuple(each if each.episode_id in kept else each._replace(episode_id=None) for each in rows)


def _episode(episode: EpisodeRow, first: date, last: date) -> EpisodeRow:
    """Without the intake and the baseline of a course that began before, and without an end that came later."""
    if not first <= episode.started_on <= last:
        episode = episode._replace(intake={}, baseline_pain=None)
    if episode.closed_on is not None and not first <= episode.closed_on <= last:
        episode = episode._replace(final_summary={}, closing_note=None)
    if episode.closed_on is not None and episode.closed_on > last:
        episode = episode._replace(status="active", closed_on=None, closed_by=None, closed_reason=None)
    return episode


def _hold_stood(hold: HoldRow, first: date, last: date) -> bool:
    return hold.started_on <= last and (hold.cleared_on is None or hold.cleared_on >= first)


def _hold(hold: HoldRow, check_ins: set[str], last: date) -> HoldRow:
    if hold.check_in_id not in check_ins:
        hold = hold._replace(check_in_id=None)
    if hold.cleared_on is not None and hold.cleared_on > last:
        hold = hold._replace(cleared_at=None, cleared_on=None, cleared_by=None, clear_note=None)
    return hold


def _begun(goal: GoalRow, zone: str, last: date) -> bool:
    return goal.created_at is None or local_date(goal.created_at, zone) <= last


def _goal(goal: GoalRow, changes: list[GoalChangeRow], orders: set[str], first: date) -> GoalRow:
    """A goal as it stood on the last day."""
    own = max(
        (each for each in changes if each.goal_id == goal.id),
        key=lambda each: (each.on, each.changed_at),
        default=None,
    )
    is_met = own is not None and own.status == "met"
    return goal._replace(
        status=own.status if own else "active",
        met_on=goal.met_on if is_met and goal.met_on is not None and goal.met_on >= first else None,
        order_id=goal.order_id if goal.order_id in orders else None,
    )
