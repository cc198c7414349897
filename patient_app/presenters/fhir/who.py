"""Who: the patient, clinicians with their roles, the clinic and PT centres, the care team, shares."""

from collections.abc import Iterator

from patient_app.domain.fhir_record import Centre, Clinician, FhirRecord
from patient_app.presenters.fhir.elements import (
    HL7,
    Json,
    coding,
    concept,
    day,
    hl7,
    instant,
    nested,
    own,
    part,
    reference,
    said,
    words,
)


class Named:
    """Finds the reference to a person of the record."""

    def __init__(self, record: FhirRecord) -> None:
        self._patient_id = record.patient.id
        self._clinicians = {each.id: each.name for each in record.clinicians}

    def __call__(self, person_id: str | None) -> Json | None:
        """A reference to the patient or a clinician; `None` for nobody, and for who is not known any more."""
        if person_id is None:
            return None
        if person_id == self._patient_id:
            return reference("Patient", person_id)
        name = self._clinicians.get(person_id)
        return None if name is None else reference("Practitioner", person_id, name)


def who(record: FhirRecord) -> Iterator[Json]:
    """Patient, clinic, PT centres, clinicians with their roles, care team, shares."""
    yield _patient(record)
    yield _clinic(record)
    for centre in record.centres:
        yield _centre(record, centre)
    for clinician in record.clinicians:
        yield _practitioner(clinician)
        yield _role(record, clinician)
    yield from _team(record)
    yield from _consents(record)


def _patient(record: FhirRecord) -> Json:
    patient = record.patient
    return said(
        resourceType="Patient",
        id=patient.id,
        extension=nested(
            "patient",
            (
                part("timeZone", "String", patient.time_zone),
                part("firstSignIn", "Date", day(patient.first_sign_in_on)),
                part("monitoringStart", "Date", day(patient.monitoring_start)),
                part("createdAt", "DateTime", instant(patient.created_at)),
            ),
        ),
        active=True,
        name=[{"text": words(patient.name) or "-"}],
        telecom=[{"system": "email", "value": patient.email}] if patient.email else None,
        communication=[{"language": concept(coding("urn:ietf:bcp:47", patient.language)), "preferred": True}],
        managingOrganization=reference("Organization", record.clinic.id),
    )


def _clinic(record: FhirRecord) -> Json:
    clinic = record.clinic
    return said(
        resourceType="Organization",
        id=clinic.id,
        extension=nested(
            "clinic",
            (
                part("emergencyNumber", "String", clinic.emergency_number),
                part("timeZone", "String", clinic.time_zone),
            ),
        ),
        active=True,
        type=[hl7("organization-type", "prov", "Healthcare Provider")],
        name=words(clinic.name) or "-",
        telecom=[{"system": "phone", "value": clinic.phone}] if clinic.phone else None,
    )


def _centre(record: FhirRecord, centre: Centre) -> Json:
    return said(
        resourceType="Organization",
        id=centre.id,
        active=True,
        type=[concept(own("organization-kind", "pt-centre"))],
        name=words(centre.name) or "-",
        telecom=[{"system": "phone", "value": centre.phone}] if centre.phone else None,
        address=[{"text": words(centre.address)}] if centre.address and words(centre.address) else None,
        partOf=reference("Organization", record.clinic.id),
    )


def _practitioner(clinician: Clinician) -> Json:
    return {
        "resourceType": "Practitioner",
        "id": clinician.id,
        "active": clinician.deactivated_at is None,
        "name": [{"text": words(clinician.name) or "-"}],
    }


def _role(record: FhirRecord, clinician: Clinician) -> Json:
    known = {each.id for each in record.centres}
    centre = clinician.pt_centre_id if clinician.pt_centre_id in known else None
    return {
        "resourceType": "PractitionerRole",
        "id": f"{clinician.id}-role",
        "active": clinician.deactivated_at is None,
        "practitioner": reference("Practitioner", clinician.id),
        "organization": reference("Organization", centre or record.clinic.id),
        "code": [role(clinician.role)],
    }


def role(name: str) -> Json:
    """A role as a code."""
    return concept(own("role", name))


def _team(record: FhirRecord) -> Iterator[Json]:
    named, roles = Named(record), {each.id: each.role for each in record.clinicians}
    members = [
        {"role": [role(roles[each.clinician_id])], "member": member, "period": {"start": instant(each.since)}}
        for each in record.team
        if (member := named(each.clinician_id)) is not None and each.clinician_id in roles
    ]
    if members:
        yield {
            "resourceType": "CareTeam",
            "id": f"{record.patient.id}-team",
            "status": "active",
            "subject": reference("Patient", record.patient.id),
            "participant": members,
            "managingOrganization": [reference("Organization", record.clinic.id)],
        }


def _consents(record: FhirRecord) -> Iterator[Json]:
    named = Named(record)
    for share in record.shares:
        clinician = named(share.clinician_id)
        if clinician is None:
            continue
        yield {
            "resourceType": "Consent",
            "id": share.id,
            "status": "active",
            "scope": hl7("consentscope", "patient-privacy", "Privacy Consent"),
            "category": [concept(coding(f"{HL7}/v3-ActCode", "IDSCL", "information disclosure"))],
            "patient": reference("Patient", record.patient.id),
            "dateTime": instant(share.since),
            "organization": [reference("Organization", record.clinic.id)],
            "policyRule": concept(coding(f"{HL7}/v3-ActCode", "OPTIN", "opt-in")),
            "provision": {
                "type": "permit",
                "period": said(start=instant(share.since), end=day(share.until)),
                "actor": [
                    {
                        "role": concept(coding(f"{HL7}/v3-ParticipationType", "IRCP", "information recipient")),
                        "reference": clinician,
                    }
                ],
                "code": [concept(own("share-part", name)) for name in share.parts],
            },
        }
