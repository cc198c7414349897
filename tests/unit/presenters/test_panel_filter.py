"""Filters and orders of the panel, and their terms in an address."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.panel_view import GROUPS, PanelView, ReasonGroup, Sort, from_terms, terms
from patient_app.domain.people import Role
from patient_app.presenters.panel_filter import in_order, keeps
from patient_app.services.handovers import HandedOver
from patient_app.services.panel import LastReport, PanelRow, TeamMember
from tests.unit.presenters.test_panel import ROW, SILENT, TODAY, adherence_of

NOW = datetime(2026, 3, 16, 14, tzinfo=UTC)
PLAIN = replace(ROW, next_visit=None)


@pytest.mark.parametrize(
    ("view", "kept"),
    [
        (PanelView(group="adherence"), replace(PLAIN, attention=(SILENT,))),
        (PanelView(colleague="d1"), replace(PLAIN, team=(TeamMember("d1", "Dana", Role.PHYSICAL_THERAPIST),))),
        (PanelView(visit_soon=True), replace(PLAIN, next_visit=NOW + timedelta(days=7))),
        (PanelView(report_waits=True), replace(PLAIN, last_report=LastReport(2, TODAY, False))),
        (PanelView(handed_over=True), replace(PLAIN, handed_over=HandedOver("Dr. N", None, TODAY))),
    ],
)
def test_a_filter_keeps_what_it_says(view: PanelView, kept: PanelRow) -> None:
    assert keeps(view, kept, NOW)
    assert not keeps(view, PLAIN, NOW)
    assert keeps(PanelView(), PLAIN, NOW)


def test_near_misses_are_left_out() -> None:
    assert not keeps(PanelView(visit_soon=True), replace(PLAIN, next_visit=NOW + timedelta(days=7, minutes=1)), NOW)
    assert not keeps(PanelView(report_waits=True), replace(PLAIN, last_report=LastReport(2, TODAY, True)), NOW)
    assert not keeps(PanelView(group="pain"), replace(PLAIN, attention=(SILENT,)), NOW)


def test_every_reason_to_look_belongs_to_a_group() -> None:
    assert set(GROUPS) == {code for code in ReasonCode if code.rank < 6}
    assert set(GROUPS.values()) == set(ReasonGroup)


def test_the_orders() -> None:
    reason = Reason(ReasonCode.PAIN_HIGH, 9, TODAY, evidence_on=TODAY)
    rows = [
        replace(PLAIN, id="1", name="zoe", attention=(reason,), adherence_28d=None, last_entry=None, next_visit=NOW),
        replace(PLAIN, id="2", name="Ann", adherence_28d=adherence_of(90.0), last_entry=TODAY),
        replace(PLAIN, id="3", name="Bob", adherence_28d=adherence_of(20.0), last_entry=TODAY - timedelta(days=3)),
    ]
    found = {sort: "".join(row.id for row in in_order(PanelView(sort=sort.value), rows)) for sort in Sort}
    assert found == {"need": "123", "name": "231", "adherence": "321", "last_entry": "132", "next_visit": "123"}


VIEWS = st.builds(
    PanelView,
    query=st.text(max_size=80).map(lambda text: " ".join(text.split())[:80]),
    group=st.sampled_from(["", *ReasonGroup]).map(str),
    colleague=st.sampled_from(["", "018f0000-0000-7000-8000-000000000000"]),
    visit_soon=st.booleans(),
    report_waits=st.booleans(),
    handed_over=st.booleans(),
    sort=st.sampled_from(Sort).map(lambda sort: sort.value),
)


@given(VIEWS)
def test_a_view_comes_back_from_its_terms(view: PanelView) -> None:
    assert from_terms(terms(view)) == view


@given(st.dictionaries(st.sampled_from(["q", "why", "with", "visit", "report", "from", "sort", "x"]), st.text()))
def test_any_address_is_a_view(given_terms: dict[str, str]) -> None:
    found = from_terms(given_terms)
    again = from_terms(terms(found))
    assert replace(again, query="") == replace(found, query="")
    assert again.query.split() == found.query.split()
    assert len(found.query) <= 80
