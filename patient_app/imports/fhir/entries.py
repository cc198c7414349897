"""The entries of a Bundle: each a valid resource with its path and identity, of one patient, or a word why not.

A resource that is no valid FHIR R4 refuses the whole file, so that nothing is imported half; a valid one that may not
be used (deleted, with a modifier extension, about somebody else) is left out and told.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from patient_app.domain.errors import FieldError
from patient_app.domain.record_import import Left, NotReadable, Source, unreadable

MOST_ENTRIES = 50_000
MOST_PROBLEMS = 20
KNOWN_KINDS = ("collection", "searchset", "document", "transaction", "batch")
_DELETED = "entered-in-error"


@dataclass(frozen=True)
class Resource:
    """One resource of the file. `path`: 'Bundle.entry[3].resource'; `address`: its fullUrl."""

    path: str
    data: Mapping[str, Any]
    address: str

    @property
    def type(self) -> str:
        """Observation, Goal …"""
        return str(self.data["resourceType"])

    @property
    def reference(self) -> str:
        """'Observation/7', or empty when it has no id."""
        return f"{self.type}/{self.data['id']}" if self.data.get("id") else ""

    @cached_property
    def source(self) -> Source:
        """What it is called there: an identifier, its address, or else its contents."""
        for each in _objects(self.data.get("identifier")):
            if each.get("system") and each.get("value"):
                return Source(str(each["system"]), str(each["value"]))
        if self.address.startswith(("http://", "https://")):
            return Source("", self.address)
        if self.reference:
            return Source("", self.reference)
        return Source("", self.address or f"sha256:{self.content_hash}")

    @cached_property
    def content_hash(self) -> str:
        """Of what it says. What a server adds (`meta`) and the narrative count for nothing."""
        said = {name: value for name, value in self.data.items() if name not in ("meta", "text")}
        return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()

    def left(self, reason: str) -> Left:
        """It is not taken."""
        return Left(self.path, self.type, reason)


class Entries:
    """The resources of a Bundle, found by reference."""

    def __init__(self, resources: list[Resource], left: list[Left]) -> None:
        self.all = resources
        self.left = left
        self._by_reference: dict[str, Resource] = {}
        for each in resources:
            for name in filter(None, (each.address, each.reference)):
                self._by_reference.setdefault(name, each)

    def of(self, *types: str) -> Iterator[Resource]:
        """The resources of these types, in the order of the file."""
        return (each for each in self.all if each.type in types)

    def find(self, reference: object) -> Resource | None:
        """What a Reference points to: by address or 'Type/id', whatever server stands before it. `None`: not here."""
        if not isinstance(reference, Mapping) or not isinstance(reference.get("reference"), str):
            return None
        name: str = reference["reference"].partition("/_history/")[0]
        return self._by_reference.get(name) or self._by_reference.get("/".join(name.rsplit("/", 2)[-2:]))


def entries_of(bundle: Mapping[str, Any]) -> Entries:
    """Every usable resource. Raises `NotReadable` with each problem of a file that cannot be taken."""
    _check_bundle(bundle)
    problems: list[FieldError] = []
    resources: list[Resource] = []
    left: list[Left] = []
    for number, entry in enumerate(bundle.get("entry") or ()):
        at = f"Bundle.entry[{number}]"
        data = entry.get("resource") if isinstance(entry, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("resourceType"), str):
            problems.append(FieldError(f"{at}.resource", "There is no resource here."))
        else:
            found = Resource(f"{at}.resource", data, str(entry.get("fullUrl") or ""))
            wrong = list(_invalid(found))
            problems += wrong
            reason = None if wrong else _unusable(found)
            if reason:
                left.append(found.left(reason))
            elif not wrong:
                resources.append(found)
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        first = problems[0]
        raise NotReadable(f"{first.field}: {first.message}", tuple(problems[:MOST_PROBLEMS]))
    return Entries(resources, left)


def _check_bundle(bundle: Mapping[str, Any]) -> None:
    if bundle.get("resourceType") != "Bundle":
        raise unreadable("Bundle.resourceType", "This is not a FHIR Bundle.")
    if bundle.get("type") not in KNOWN_KINDS:
        raise unreadable("Bundle.type", f"A Bundle of the type {', '.join(KNOWN_KINDS)} can be imported.")
    for name in ("implicitRules", "modifierExtension"):
        if bundle.get(name):
            raise unreadable(f"Bundle.{name}", "It changes what the Bundle means, and is not known here.")
    entry = bundle.get("entry")
    if not isinstance(entry, list) or not entry:
        raise unreadable("Bundle.entry", "The Bundle is empty.")
    if len(entry) > MOST_ENTRIES:
        raise unreadable("Bundle.entry", f"The Bundle has more than {MOST_ENTRIES:,} entries. Export a shorter period.")


def _invalid(resource: Resource) -> Iterator[FieldError]:
    """What is wrong with a resource by FHIR R4. (The models are loaded at the first import: half a second.)"""
    from fhir.resources.R4B import get_fhir_model_class
    from pydantic import ValidationError

    try:
        model = get_fhir_model_class(resource.type)
    except (ValueError, LookupError, ImportError):
        yield FieldError(f"{resource.path}.resourceType", "This is no resource of FHIR R4.")
        return
    try:
        model.model_validate(resource.data)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False)[:MOST_PROBLEMS]:
            yield FieldError(_path(resource.path, each["loc"]), each["msg"].removeprefix("Value error, "))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        # The models look into what they are given before they check it.
        yield FieldError(resource.path, f"This is no valid {resource.type}: {str(error)[:120]}")


def _path(start: str, places: tuple[int | str, ...]) -> str:
    return start + "".join(f"[{place}]" if isinstance(place, int) else f".{place}" for place in places)


def _unusable(resource: Resource) -> str | None:
    """Why a valid resource may not be used. FHIR demands that modifiers that are not understood are not passed over."""
    if resource.data.get("implicitRules"):
        return "It follows rules (implicitRules) that are not known here."
    if _DELETED in (resource.data.get("status"), *_codes(resource.data.get("verificationStatus"))):
        return "It was entered in error there."
    at = _modifier(resource.data, "")
    return f"It has a modifier extension that is not known here ({at.lstrip('.')})." if at else None


def _modifier(value: object, at: str) -> str | None:
    if isinstance(value, Mapping):
        if value.get("modifierExtension"):
            return f"{at}.modifierExtension"
        places = ((f"{at}.{name}", each) for name, each in value.items())
        return next((found for place, each in places if (found := _modifier(each, place))), None)
    if isinstance(value, list):
        numbered = ((f"{at}[{number}]", each) for number, each in enumerate(value))
        return next((found for place, each in numbered if (found := _modifier(each, place))), None)
    return None


def _codes(concept: object) -> Iterator[str]:
    if isinstance(concept, Mapping):
        yield from (str(each.get("code")) for each in _objects(concept.get("coding")))


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, Mapping))
