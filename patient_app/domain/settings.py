"""Every clinical threshold by name, with the default of the clinical rules. A clinic may pass its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClinicalSettings:
    """Thresholds. Percentages are 0-100, pain is NPRS 0-10, windows are days and end with today."""

    adherence_band_high: float = 80.0
    adherence_band_middle: float = 50.0
    many_prescriptions: int = 5
    """Above this the builder warns: fewer go with better adherence (facts S66)."""

    pain_mic_points: float = 2.0
    pain_mic_percent: float = 30.0
    """Ostelo 2008: 2 points or 30 % of baseline."""

    pain_high: int = 8
    pain_high_dates: int = 2
    pain_rise_points: float = 2.0
    pain_rise_window_days: int = 7
    pain_rise_window_values: int = 3
    pain_rise_before_days: int = 14
    pain_rise_before_values: int = 5

    silent_days: int = 5
    attention_adherence_days: int = 14
    attention_adherence_below: float = 50.0
    attention_adherence_drop: float = 30.0
    attention_adherence_slots: int = 6
    invited_days: int = 7

    progression_sessions: int = 2
    """Facts 8.2 (D, common practice): all reps in so many sessions in a row, pain green, effort easy."""

    easy_effort: int = 4
    """RPE 0-10 up to which effort is easy; our own figure (D)."""

    progression_days: int = 14
    """Sessions before this many days ago say nothing of today's dose; our own figure (D)."""

    report_treatment_days: int = 10
    report_days: int = 30
    report_notice_treatment_days: int = 2
    report_notice_days: int = 7
    """The caseload says so many treatment days or days before that a report falls due; our own figures (D)."""

    plan_of_care_days: int = 90
    plan_of_care_notice_days: int = 14

    monitoring_period_days: int = 30
    monitoring_band_middle: int = 2
    monitoring_band_high: int = 16


DEFAULT_SETTINGS = ClinicalSettings()
