"""FHIR's own rules hold for every resource; and each rule is able to fail."""

from typing import Any

import pytest

from tests.fhir.invariants import PARTS, RESOURCES, TYPES, broken

Json = dict[str, Any]
OBSERVATION: Json = {"resourceType": "Observation", "code": {"coding": [{"system": "s", "code": "c"}]}}
REPEAT: Json = {"resourceType": "ServiceRequest", "occurrenceTiming": {}}
BUNDLE: Json = {"resourceType": "Bundle", "type": "collection"}


def repeat(**fields: Any) -> Json:
    return {"resourceType": "ServiceRequest", "occurrenceTiming": {"repeat": fields}}


def bundle(kind: str = "collection", **fields: Any) -> Json:
    entry = {"fullUrl": "a", "resource": {"resourceType": "Basic"}}
    return {"resourceType": "Bundle", "type": kind, "entry": [{**entry, **fields}]}


def consent(scope: str, **fields: Any) -> Json:
    return {"resourceType": "Consent", "scope": {"coding": [{"code": scope}]}, "policyRule": {"text": "x"}, **fields}


def contained(**fields: Any) -> Json:
    return {"resourceType": "Goal", "contained": [{"resourceType": "Basic", "id": "a", **fields}], "note": "#a"}


PROBLEM = [{"coding": [{"code": "problem-list-item"}]}]
IN_ERROR = {"coding": [{"code": "entered-in-error"}]}
ACTIVE = {"coding": [{"code": "active"}]}
ENDS = {"start": "2026-01-01T10:00:00Z", "end": "2026-01-01T11:00:00Z"}

WRONG: dict[str, Json] = {
    "dom-2": contained(contained=[]),
    "dom-3": {**contained(), "note": "none"},
    "dom-4": contained(meta={"versionId": "1"}),
    "dom-5": contained(meta={"security": []}),
    "obs-6": {**OBSERVATION, "valueInteger": 1, "dataAbsentReason": {"text": "x"}},
    "obs-7": {**OBSERVATION, "valueInteger": 1, "component": [{"code": OBSERVATION["code"]}]},
    "obs-3": {**OBSERVATION, "referenceRange": [{"age": {"low": {"value": 1}}}]},
    "con-3": {"resourceType": "Condition", "category": PROBLEM},
    "con-4": {"resourceType": "Condition", "abatementDateTime": "2026", "clinicalStatus": ACTIVE},
    "con-5": {"resourceType": "Condition", "verificationStatus": IN_ERROR, "clinicalStatus": ACTIVE},
    "app-1": {"resourceType": "Appointment", "status": "booked", **ENDS, "participant": [{"status": "accepted"}]},
    "app-2": {"resourceType": "Appointment", "status": "cancelled", "start": "2026-01-01T10:00:00Z"},
    "app-3": {"resourceType": "Appointment", "status": "booked"},
    "app-4": {"resourceType": "Appointment", "status": "booked", **ENDS, "cancelationReason": {"text": "x"}},
    "ppc-1": {"resourceType": "Consent", "scope": {"text": "x"}},
    "ppc-2": consent("patient-privacy"),
    "ppc-3": consent("research"),
    "ppc-4": consent("adr"),
    "ppc-5": consent("treatment"),
    "prr-1": {"resourceType": "ServiceRequest", "orderDetail": [{"text": "x"}]},
    "org-1": {"resourceType": "Organization"},
    "org-2": {"resourceType": "Organization", "name": "x", "address": [{"use": "home"}]},
    "org-3": {"resourceType": "Organization", "name": "x", "telecom": [{"use": "home"}]},
    "bdl-1": {**bundle(), "total": 1},
    "bdl-2": bundle(search={"mode": "match"}),
    "bdl-3": bundle(request={"method": "GET"}),
    "bdl-4": bundle(response={"status": "200"}),
    "bdl-5": {**BUNDLE, "entry": [{"fullUrl": "a"}]},
    "bdl-7": {**bundle(), "entry": [*bundle()["entry"], *bundle()["entry"]]},
    "bdl-8": bundle(fullUrl="Patient/1/_history/2"),
    "bdl-9": bundle("document"),
    "bdl-10": bundle("document"),
    "bdl-11": bundle("document"),
    "bdl-12": bundle("message"),
    "cpl-3": {"resourceType": "CarePlan", "activity": [{"detail": {"status": "x"}, "reference": {"reference": "a"}}]},
    "ctm-1": {
        "resourceType": "CareTeam",
        "participant": [{"onBehalfOf": {"reference": "Organization/1"}, "member": {"reference": "Patient/1"}}],
    },
    "gol-1": {"resourceType": "Goal", "target": [{"detailInteger": 1}]},
    "cmp-1": {"resourceType": "Composition", "section": [{"title": "x"}]},
    "cmp-2": {"resourceType": "Composition", "section": [{"entry": ["x"], "emptyReason": {"text": "x"}}]},
    "qrs-1": {"resourceType": "QuestionnaireResponse", "item": [{"linkId": "1", "answer": ["x"], "item": ["x"]}]},
    "pat-1": {"resourceType": "Patient", "contact": [{"gender": "other"}]},
    "ele-1": {"resourceType": "Goal", "note": []},
    "ext-1": {"resourceType": "Goal", "extension": [{"url": "a", "valueString": "x", "extension": [{"url": "b"}]}]},
    "ref-1": {"resourceType": "Goal", "subject": {"reference": "#nobody"}},
    "per-1": {"resourceType": "CarePlan", "period": {"start": "2026-02-01", "end": "2026-01-31"}},
    "qty-3": {**OBSERVATION, "valueQuantity": {"value": 1, "code": "deg"}},
    "drt-1": repeat(boundsDuration={"value": 6, "unit": "weeks"}),
    "att-1": {"resourceType": "DocumentReference", "content": [{"attachment": {"data": "eA=="}}]},
    "cpt-2": {"resourceType": "Patient", "telecom": [{"value": "1"}]},
    "tim-1": repeat(duration=1),
    "tim-2": repeat(period=1),
    "tim-4": repeat(duration=-1, durationUnit="h"),
    "tim-5": repeat(period=-1, periodUnit="d"),
    "tim-6": repeat(periodMax=2),
    "tim-7": repeat(durationMax=2),
    "tim-8": repeat(countMax=2),
    "tim-9": repeat(offset=5),
    "tim-10": repeat(timeOfDay=["10:00:00"], when=["MORN"]),
    "txt-1": {"resourceType": "Goal", "text": {"div": "<div><script>x</script></div>"}},
    "txt-2": {"resourceType": "Goal", "text": {"div": "<div> </div>"}},
}
"""For each rule something that breaks it."""


def test_every_resource_keeps_every_invariant(resources: list[Json]) -> None:
    found = [(each["resourceType"], *rule) for each in resources for rule in broken(each)]
    assert not found, found[:5]


def test_every_bundle_keeps_its_invariants(bundles: dict[str, Json]) -> None:
    assert not [rule for each in bundles.values() for rule in broken(each)]


@pytest.mark.parametrize("key", sorted(WRONG))
def test_each_invariant_can_be_broken(key: str) -> None:
    assert key in {found for found, _ in broken(WRONG[key])}


def test_each_invariant_has_an_example_that_breaks_it() -> None:
    known = {*TYPES}
    for rules in (*RESOURCES.values(), *PARTS.values()):
        known |= {*rules}
    assert known == {*WRONG}
