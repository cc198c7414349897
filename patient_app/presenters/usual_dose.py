"""A dose outside the usual, in words for the prescriber."""

from patient_app.domain.program import Prescription
from patient_app.domain.text import Translator
from patient_app.domain.usual_dose import OutsideUsual, UsualRange, outside_usual


def unusual(t: Translator, line: Prescription, usual: UsualRange) -> list[str]:
    """'Sets: 5. Usual: 2 to 3.' for each value outside what the exercise's source gives."""
    return [_words(t, each) for each in outside_usual(line, usual)]


def _words(t: Translator, found: OutsideUsual) -> str:
    labels = {
        "sets": t("Sets"),
        "reps": t("Reps"),
        "hold_seconds": t("Hold (s)"),
        "duration_minutes": t("Minutes"),
        "times_per_day": t("Times a day"),
        "days_per_week": t("Days a week"),
    }
    value, low, high = (f"{number:g}" for number in (found.value, found.low, found.high))
    if low == high:
        return t("{field}: {value}. Usual: {low}.", field=labels[found.field], value=value, low=low)
    return t("{field}: {value}. Usual: {low} to {high}.", field=labels[found.field], value=value, low=low, high=high)
