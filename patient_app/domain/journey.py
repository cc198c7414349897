"""The course of treatment as events."""

from enum import StrEnum


class EventKind(StrEnum):
    """What an entry of the journey is about."""

    ONSET = "onset"
    PRIMARY_CARE = "primary_care"
    IMAGING = "imaging"
    BLOOD_TEST = "blood_test"
    REFERRAL = "referral"
    EXAM = "exam"
    EVALUATION = "evaluation"
    EMERGENCY = "emergency"
    HOSPITAL = "hospital"
    DISCHARGE = "discharge"
