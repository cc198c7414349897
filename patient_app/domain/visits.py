"""Visits: what they are for, how they are held, and how they end."""

from enum import StrEnum


class VisitKind(StrEnum):
    """What a visit is for."""

    PHYSIATRIST = "physiatrist"
    EVALUATION = "evaluation"
    TREATMENT = "treatment"


class VisitMode(StrEnum):
    """How it is held."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class VisitDecision(StrEnum):
    """How a visit ends."""

    CONTINUE = "continue"
    CHANGE = "change"
    DISCHARGE = "discharge"
    REFER_ON = "refer_on"
