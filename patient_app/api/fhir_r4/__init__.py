"""The read-only FHIR R4 endpoint for other systems, at `/fhir/r4`."""

from patient_app.api.fhir_r4.app import create_fhir

__all__ = ["create_fhir"]
