"""Orders for the tests: a draft as a physiatrist types it, and one that is signed."""

from datetime import date
from typing import Any

from patient_app.services import order_drafts, order_signing
from patient_app.services.orders import OrderView
from tests.builders import Patient, Someone


def typed(today: date, **fields: Any) -> dict[str, Any]:
    """A draft that can be signed for a patient without a course; `fields` take the place of its own."""
    return {
        "problem": "Low back pain with pain into the leg",
        "region": "back",
        "diagnoses": [{"code": "M54.16", "text": "", "side": "right"}],
        "onset_or_surgery_on": "2026-01-12",
        "reason": "Leg pain for 9 weeks, walks 10 minutes",
        "precautions": [{"code": "fall_risk", "detail": "fell in January"}],
        "other_precautions": "No throwing\n\n",
        "no_known_precautions": False,
        "contraindicated": [{"code": "traction"}],
        "other_contraindicated": "",
        "evaluate_and_treat": True,
        "instructions": "",
        "frequency_per_week": "2",
        "weeks": "6",
        "goals": [
            {"category": "function", "description": "Walk 30 minutes", "baseline": "10", "target": "30", "unit": "min"}
        ],
        "goals_left_out": [],
        "pt_centre_id": "",
        "program_recommended": "Lumbar stenosis",
        "warning_signs_asked_on": today.isoformat(),
        "next_visit_on": "",
        **fields,
    }


def kept(doctor: Someone, patient: Patient, **fields: Any) -> str:
    """The doctor's draft for a patient, kept: its revision."""
    desk = doctor.call(order_drafts.desk, patient.id)
    seen = desk.draft.revision if desk.draft else order_drafts.NONE_YET
    return doctor.call(order_drafts.keep, patient.id, typed(doctor.clinic.today, **fields), seen)


def signed(doctor: Someone, patient: Patient, **fields: Any) -> OrderView:
    """An order, signed now."""
    return doctor.call(order_signing.sign, patient.id, kept(doctor, patient, **fields), "en")
