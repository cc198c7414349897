"""What the mapping of one resource needs of the others: whose record it is, who did it, and how a draft is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patient_app.domain.record_import import Author, Draft, Kind, Link, Source
from patient_app.imports.fhir.entries import Entries, Resource
from patient_app.imports.fhir.values import NotTaken, line, objects, person_name, words

NOT_NAMED = "Not named"
"""Who did it, where the other system does not say."""
_PHYSIATRY = ("physiat", "physical medicine", "rehabilitation physician", "pm&r")


@dataclass(frozen=True)
class Context:
    """The Bundle around a resource."""

    entries: Entries
    patient: Resource

    def check_subject(self, resource: Resource, reference: object, what: str = "subject") -> None:
        """Raise `NotTaken` unless the resource is about the patient of this Bundle."""
        if not isinstance(reference, Mapping) or not reference.get("reference"):
            raise NotTaken(f"It does not say whose it is ({resource.type}.{what}).")
        if self.entries.find(reference) is not self.patient:
            raise NotTaken(f"It is about somebody else than the patient of this Bundle ({resource.type}.{what}).")

    def author(self, *references: object) -> Author:
        """The first person that one of the references names, in the order given; a name alone will do."""
        for reference in references:
            if not isinstance(reference, Mapping):
                continue
            found = self.entries.find(reference)
            if found is not None and found.type == "PractitionerRole":
                role, found = found, self.entries.find(found.data.get("practitioner"))
                if found is not None:
                    return self._person(found, words(next(iter(role.data.get("specialty") or []), None)))
            if found is not None and found.type == "Practitioner":
                return self._person(found)
            if found is None and (name := line(reference.get("display"), 120)):
                return Author(Source("name", name.casefold()), name)
        return Author(Source("name", ""), NOT_NAMED)

    def _person(self, practitioner: Resource, specialty: str = "") -> Author:
        said = (words(each.get("code")) for each in objects(practitioner.data.get("qualification")))
        known = " ".join((specialty, *said)).casefold()
        profession = "physiatrist" if any(word in known for word in _PHYSIATRY) else None
        name = person_name(practitioner.data.get("name")) or NOT_NAMED
        return Author(practitioner.source, name, profession)


def draft(resource: Resource, kind: Kind, shown: str, values: Mapping[str, Any]) -> Draft:
    """What a resource becomes."""
    return Draft(resource.path, resource.type, resource.source, kind, values, shown, resource.content_hash)


def link(kind: Kind, resource: Resource) -> Link:
    """The row that another resource becomes."""
    return Link(kind, resource.source)
