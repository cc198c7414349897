"""What a clinician chooses to see of the panel: filters, search words and order, as terms for an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from patient_app.domain.attention_facts import ReasonCode

LONGEST_QUERY = 80


class ReasonGroup(StrEnum):
    """Reasons that belong together for a filter."""

    WARNING = "warning"
    PAIN = "pain"
    ADHERENCE = "adherence"
    REPORTS = "reports"
    MEASURES = "measures"


class Sort(StrEnum):
    """The order of the panel: by need unless chosen otherwise."""

    NEED = "need"
    NAME = "name"
    ADHERENCE = "adherence"
    LAST_ENTRY = "last_entry"
    NEXT_VISIT = "next_visit"


GROUPS: Mapping[ReasonCode, ReasonGroup] = {
    ReasonCode.WARNING_SIGN_OPEN: ReasonGroup.WARNING,
    ReasonCode.PAIN_HIGH: ReasonGroup.PAIN,
    ReasonCode.PAIN_RISING: ReasonGroup.PAIN,
    ReasonCode.RED_PAIN_TWICE: ReasonGroup.PAIN,
    ReasonCode.SILENT: ReasonGroup.ADHERENCE,
    ReasonCode.ADHERENCE_LOW: ReasonGroup.ADHERENCE,
    ReasonCode.ADHERENCE_FALLING: ReasonGroup.ADHERENCE,
    ReasonCode.INVITED_NOT_SIGNED_IN: ReasonGroup.ADHERENCE,
    ReasonCode.REPORT_DUE: ReasonGroup.REPORTS,
    ReasonCode.REPORT_UNACKNOWLEDGED: ReasonGroup.REPORTS,
    ReasonCode.VISIT_DUE: ReasonGroup.REPORTS,
    ReasonCode.VISIT_MISSED: ReasonGroup.REPORTS,
    ReasonCode.PLAN_OF_CARE_ENDS: ReasonGroup.REPORTS,
    ReasonCode.RECERTIFICATION_DUE: ReasonGroup.REPORTS,
    ReasonCode.MEASURE_DUE: ReasonGroup.MEASURES,
}


@dataclass(frozen=True, slots=True)
class PanelView:
    """What is chosen; empty is everyone, by need. `colleague`: the id of a clinician of the care team."""

    query: str = ""
    group: str = ""
    colleague: str = ""
    visit_soon: bool = False
    report_waits: bool = False
    handed_over: bool = False
    sort: str = Sort.NEED.value


def terms(view: PanelView) -> dict[str, str]:
    """The choice as terms: only what differs from everyone by need, always in the same order."""
    found = {
        "q": " ".join(view.query.split()),
        "why": view.group,
        "with": view.colleague,
        "visit": "7" if view.visit_soon else "",
        "report": "waits" if view.report_waits else "",
        "from": "colleague" if view.handed_over else "",
        "sort": view.sort if view.sort != Sort.NEED else "",
    }
    return {name: value for name, value in found.items() if value}


def from_terms(given: Mapping[str, object]) -> PanelView:
    """The choice that these terms stand for. Anybody can write an address: what is not known is passed over."""
    text = {name: str(value) for name, value in given.items()}
    group, sort = text.get("why", ""), text.get("sort", "")
    return PanelView(
        query=text.get("q", "")[:LONGEST_QUERY],
        group=group if group in set(ReasonGroup) else "",
        colleague=text.get("with", "")[:64],
        visit_soon=text.get("visit") == "7",
        report_waits=text.get("report") == "waits",
        handed_over=text.get("from") == "colleague",
        sort=sort if sort in set(Sort) else Sort.NEED.value,
    )
