"""The codes of our own systems: what each means, its unit (UCUM), its bounds, and which way is better.

`docs/fhir.md` has the same in tables; a test holds the two together. Systems whose codes are content (exercises,
measures, measurements, body sites, warning signs) are not here: their files are the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.domain.measurements import GRADES

SCORE = "{score}"
HIGHER, LOWER = "higher is better", "lower is better"


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `unit`, `low` and `high` for codes whose value is a number; `better` where one way is."""

    code: str
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    better: str = ""


def _rating(code: str, meaning: str, better: str = "") -> Code:
    return Code(code, meaning, SCORE, 0, 10, better)


SYSTEMS: Mapping[str, tuple[Code, ...]] = {
    "observation": (
        Code("check-in", "Check-in"),
        _rating("pain-now", "Pain now", LOWER),
        _rating("pain-worst", "Worst pain in the last 24 hours", LOWER),
        _rating("pain-average", "Average pain in the last 24 hours", LOWER),
        _rating("sleep", "Sleep", HIGHER),
        Code("flare", "Flare-up"),
        Code("pain-sites", "Where it hurts"),
        Code("pain-site", "Pain site"),
        Code("morning-settled", "Has the pain settled by the morning"),
        Code("own-activity", "Own activity"),
        _rating("activity-rating", "How well an own activity went", HIGHER),
        _rating("baseline", "Rating at the start", HIGHER),
        Code("exercise-log", "Exercise log"),
        Code("sets", "Sets done", low=0),
        Code("reps", "Repetitions in a set", low=0),
        Code("hold", "Hold", "s", 0),
        Code("duration", "Duration", "min", 0),
        Code("load", "Load"),
        Code("side", "Side"),
        _rating("pain-during", "Pain during the exercise", LOWER),
        _rating("effort", "Effort"),
        Code("not-done-reason", "What got in the way"),
    ),
    "role": (
        Code("patient", "Patient"),
        Code("physical_therapist", "Physical therapist"),
        Code("physiatrist", "Physiatrist"),
        Code("administrator", "Administrator"),
    ),
    "organization-kind": (Code("pt-centre", "Physical therapy centre"),),
    "share-part": (
        Code("program", "Program, logs, holds"),
        Code("pain", "Check-ins, own activities, warning signs"),
        Code("measures", "Measures, range of motion, strength, goals"),
        Code("journey", "Intake, orders, reports, visits, documents"),
    ),
    "request": (
        Code("home-exercise", "Home exercise"),
        Code("pt-course", "Course of physical therapy"),
        Code("outcome-measure", "Outcome measure to fill in"),
    ),
    "side": (
        Code("left", "Left"),
        Code("right", "Right"),
        Code("both", "Each side"),
        Code("alternating", "Sides in turn"),
        Code("none", "No side"),
    ),
    "hold": (
        Code("E", "On hold: emergency warning sign"),
        Code("U", "On hold: urgent warning sign"),
        Code("C", "On hold: a clinician's decision"),
    ),
    "not-done-reason": (
        Code("pain", "Pain"),
        Code("tired", "Tired"),
        Code("no_time", "No time"),
        Code("forgot", "Forgot"),
        Code("not_sure_how", "Not sure how"),
        Code("no_equipment", "No equipment"),
        Code("unwell", "Unwell"),
        Code("felt_fine", "Felt fine"),
        Code("other", "Another reason"),
    ),
    "morning-settled": (
        Code("yes", "Yes"),
        Code("bit_more", "A bit more than usual"),
        Code("much_more", "Much more than usual"),
    ),
    "answer": (Code("yes", "Yes"), Code("no", "No"), Code("not_sure", "Not sure; counts as yes")),
    "mmt-grade": tuple(Code(grade, f"Manual muscle test grade {grade} of 5") for grade in GRADES),
    "goal-category": (
        Code("strength", "Strength"),
        Code("flexibility", "Flexibility"),
        Code("range_of_motion", "Range of motion"),
        Code("function", "Function"),
        Code("pain", "Pain"),
    ),
    "document": (
        Code("progress-report", "Progress report"),
        Code("discharge-report", "Discharge report"),
        Code("final-summary", "Final summary"),
        Code("document", "Document"),
    ),
    "journey": (
        Code("onset", "Onset"),
        Code("primary_care", "Primary care visit"),
        Code("imaging", "Imaging"),
        Code("blood_test", "Blood test"),
        Code("referral", "Referral"),
        Code("exam", "Examination by the physiatrist"),
        Code("evaluation", "Evaluation by the physical therapist"),
        Code("emergency", "Emergency department"),
        Code("hospital", "Hospital stay"),
        Code("discharge", "Discharge"),
    ),
    "visit": (
        Code("physiatrist", "Visit with the physiatrist"),
        Code("evaluation", "Evaluation at the PT centre"),
        Code("treatment", "Treatment at the PT centre"),
    ),
}

CONTENT_SYSTEMS = ("exercise", "measure", "measurement", "body-site", "warning-sign")
"""Systems whose codes are the ids of content files."""

_MEANINGS = {name: {each.code: each.meaning for each in codes} for name, codes in SYSTEMS.items()}


def meaning(name: str, code: str) -> str | None:
    """What a code of a system means; `None` for one that nobody knows."""
    return _MEANINGS[name].get(code)
