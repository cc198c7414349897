"""The invariants of FHIR R4 (4.0.1) that the schema cannot say, of the resources and data types used here, by key.

Each is a rule on one element: it says whether the element keeps it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Rule = Callable[[Json], bool]


def _has(value: Json, *names: str) -> bool:
    """Has it one of these elements?"""
    return any(name in value for name in names)


def _codes(concept: Json | None) -> set[str]:
    return {each.get("code", "") for each in (concept or {}).get("coding", ())}


def _value(element: Json) -> bool:
    return any(name.startswith("value") for name in element)


def _same_code(one: Json, other: Json) -> bool:
    return {(c.get("system"), c.get("code")) for c in one.get("coding", ())} == {
        (c.get("system"), c.get("code")) for c in other.get("coding", ())
    } and bool(one.get("coding"))


def _is_problem(condition: Json) -> bool:
    return any("problem-list-item" in _codes(each) for each in condition.get("category", ()))


def _is_wrong(condition: Json) -> bool:
    return "entered-in-error" in _codes(condition.get("verificationStatus"))


def _start_before_end(period: Json) -> bool:
    start, end = period.get("start", ""), period.get("end", "")
    size = min(len(start), len(end), 10)
    return not size or start[:size] <= end[:size]


def _contained_ids(resource: Json) -> set[str]:
    return {each["id"] for each in resource.get("contained", ())}


def _timing_offset(repeat: Json) -> bool:
    return "offset" not in repeat or (bool(set(repeat.get("when", ())) - {"C", "CM", "CD", "CV"}) and "when" in repeat)


def _section(section: Json) -> bool:
    return _has(section, "text", "entry", "section")


RESOURCES: dict[str, dict[str, Rule]] = {
    "*": {
        # No contained resources here, so what they may not have is not there either.
        "dom-2": lambda r: all("contained" not in each for each in r.get("contained", ())),
        "dom-3": lambda r: all(f"#{id}" in str(r) for id in _contained_ids(r)),
        "dom-4": lambda r: all(not _has(each.get("meta", {}), "versionId") for each in r.get("contained", ())),
        "dom-5": lambda r: all("security" not in each.get("meta", {}) for each in r.get("contained", ())),
    },
    "Observation": {
        "obs-6": lambda r: "dataAbsentReason" not in r or not _value(r),
        "obs-7": lambda r: not _value(r) or not any(_same_code(r["code"], c["code"]) for c in r.get("component", ())),
    },
    "Condition": {
        "con-3": lambda r: "clinicalStatus" in r or _is_wrong(r) or not _is_problem(r),
        "con-4": lambda r: (
            not any(name.startswith("abatement") for name in r)
            or bool(_codes(r.get("clinicalStatus")) & {"resolved", "remission", "inactive"})
        ),
        "con-5": lambda r: not _is_wrong(r) or "clinicalStatus" not in r,
    },
    "Appointment": {
        "app-2": lambda r: ("start" in r) == ("end" in r),
        "app-3": lambda r: _has(r, "start", "end") or r["status"] in ("proposed", "cancelled", "waitlist"),
        "app-4": lambda r: "cancelationReason" not in r or r["status"] in ("cancelled", "noshow"),
    },
    "Consent": {
        "ppc-1": lambda r: _has(r, "policy", "policyRule"),
        "ppc-2": lambda r: "patient" in r or "patient-privacy" not in _codes(r["scope"]),
        "ppc-3": lambda r: "patient" in r or "research" not in _codes(r["scope"]),
        "ppc-4": lambda r: "patient" in r or "adr" not in _codes(r["scope"]),
        "ppc-5": lambda r: "patient" in r or "treatment" not in _codes(r["scope"]),
    },
    "ServiceRequest": {"prr-1": lambda r: "orderDetail" not in r or "code" in r},
    "Organization": {
        "org-1": lambda r: _has(r, "identifier", "name"),
        "org-2": lambda r: all(each.get("use") != "home" for each in r.get("address", ())),
        "org-3": lambda r: all(each.get("use") != "home" for each in r.get("telecom", ())),
    },
    "Bundle": {
        "bdl-1": lambda r: "total" not in r or r["type"] in ("searchset", "history"),
        "bdl-2": lambda r: r["type"] == "searchset" or all("search" not in each for each in r["entry"]),
        "bdl-3": lambda r: all(
            ("request" in each) == (r["type"] in ("batch", "transaction", "history")) for each in r["entry"]
        ),
        "bdl-4": lambda r: all(
            ("response" in each) == (r["type"] in ("batch-response", "transaction-response", "history"))
            for each in r["entry"]
        ),
        "bdl-7": lambda r: len({each["fullUrl"] for each in r["entry"]}) == len(r["entry"]),
        "bdl-9": lambda r: r["type"] != "document",
        "bdl-10": lambda r: r["type"] != "document" or "timestamp" in r,
        "bdl-11": lambda r: r["type"] != "document" or r["entry"][0]["resource"]["resourceType"] == "Composition",
        "bdl-12": lambda r: r["type"] != "message",
    },
}
"""Rules on resources; those under '*' are every one's."""

PARTS: dict[tuple[str, str], dict[str, Rule]] = {
    ("Appointment", "participant"): {"app-1": lambda e: _has(e, "type", "actor")},
    ("CarePlan", "activity"): {"cpl-3": lambda e: ("detail" in e) != ("reference" in e)},
    ("CareTeam", "participant"): {
        "ctm-1": lambda e: "onBehalfOf" not in e or e["member"]["reference"].startswith("Practitioner/")
    },
    ("Goal", "target"): {
        "gol-1": lambda e: not any(name.startswith("detail") for name in e) or "measure" in e,
    },
    ("Composition", "section"): {
        "cmp-1": _section,
        "cmp-2": lambda e: "emptyReason" not in e or "entry" not in e,
    },
    ("QuestionnaireResponse", "item"): {"qrs-1": lambda e: not ("answer" in e and "item" in e)},
    ("Patient", "contact"): {"pat-1": lambda e: _has(e, "name", "telecom", "address", "organization")},
    ("Bundle", "entry"): {
        "bdl-5": lambda e: _has(e, "resource", "request", "response"),
        "bdl-8": lambda e: "/_history/" not in e["fullUrl"],
    },
    ("Observation", "referenceRange"): {"obs-3": lambda e: _has(e, "low", "high", "text")},
}
"""Rules on the elements directly under a resource."""


def _is_reference(element: Json) -> bool:
    return isinstance(element.get("reference"), str)


def _is_quantity(element: Json) -> bool:
    return isinstance(element.get("value"), int | float) and not isinstance(element.get("value"), bool)


TYPES: dict[str, tuple[Callable[[str, Json], bool], Rule]] = {
    "ele-1": (lambda name, e: True, lambda e: bool(e)),
    "ext-1": (
        lambda name, e: name in ("extension", "modifierExtension"),
        lambda e: ("extension" in e) != _value(e),
    ),
    "ref-1": (
        lambda name, e: _is_reference(e),
        lambda e: not e["reference"].startswith("#"),
    ),
    "per-1": (lambda name, e: name in ("period", "effectivePeriod", "valuePeriod"), _start_before_end),
    "qty-3": (lambda name, e: _is_quantity(e), lambda e: "code" not in e or "system" in e),
    "drt-1": (
        lambda name, e: name == "boundsDuration",
        lambda e: "code" in e and e.get("system") == "http://unitsofmeasure.org",
    ),
    "att-1": (lambda name, e: name == "attachment", lambda e: "data" not in e or "contentType" in e),
    "cpt-2": (lambda name, e: name == "telecom", lambda e: "value" not in e or "system" in e),
    "tim-1": (lambda name, e: name == "repeat", lambda e: "duration" not in e or "durationUnit" in e),
    "tim-2": (lambda name, e: name == "repeat", lambda e: "period" not in e or "periodUnit" in e),
    "tim-4": (lambda name, e: name == "repeat", lambda e: e.get("duration", 0) >= 0),
    "tim-5": (lambda name, e: name == "repeat", lambda e: e.get("period", 0) >= 0),
    "tim-6": (lambda name, e: name == "repeat", lambda e: "periodMax" not in e or "period" in e),
    "tim-7": (lambda name, e: name == "repeat", lambda e: "durationMax" not in e or "duration" in e),
    "tim-8": (lambda name, e: name == "repeat", lambda e: "countMax" not in e or "count" in e),
    "tim-9": (lambda name, e: name == "repeat", _timing_offset),
    "tim-10": (lambda name, e: name == "repeat", lambda e: not ("timeOfDay" in e and "when" in e)),
    "txt-1": (
        lambda name, e: "div" in e,
        lambda e: set(re.findall(r"</?([a-z0-9]+)", e["div"])) <= {"div", "p", "br"},
    ),
    "txt-2": (lambda name, e: "div" in e, lambda e: bool(re.sub(r"<[^>]*>", "", e["div"]).strip())),
}
"""Rules on data types, wherever they stand: for which elements (by name and content), and the rule."""


def broken(resource: Json) -> Iterator[tuple[str, Any]]:
    """The keys of the invariants that a resource, or an element in it, does not keep."""
    kind = resource["resourceType"]
    for key, rule in (RESOURCES["*"] | RESOURCES.get(kind, {})).items():
        if not rule(resource):
            yield key, resource.get("id")
    for (of, name), rules in PARTS.items():
        if of == kind:
            for element in resource.get(name, ()):
                for key, rule in rules.items():
                    if not rule(element):
                        yield key, element
    for name, value in resource.items():
        yield from _broken_types(name, value)


def _broken_types(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        if not value:
            yield "ele-1", name
        for each in value:
            yield from _broken_types(name, each)
    elif isinstance(value, dict) and "resourceType" not in value:
        for key, (applies, rule) in TYPES.items():
            if applies(name, value) and not rule(value):
                yield key, value
        for inner, each in value.items():
            yield from _broken_types(inner, each)
    elif value is None or value == "":
        yield "ele-1", name
