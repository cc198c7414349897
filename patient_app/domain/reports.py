"""Progress reports: how a physiatrist answers one."""

from enum import StrEnum


class ReportDecision(StrEnum):
    """How the physiatrist answers a progress report."""

    CONTINUE = "continue"
    CHANGE = "change"
    SEE_PATIENT = "see_patient"
    DISCHARGE = "discharge"
