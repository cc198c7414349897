"""Our own extensions and references, read back."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from patient_app.domain.record_import import Author, Draft, Kind, Link, OfEpisode, Source, ThePatient, own_id
from patient_app.imports.fhir.context import NOT_NAMED, Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.values import NotTaken, codes_in, number, objects, person_name

URN = "urn:homestretch:fhir"


def system(name: str) -> str:
    """A code system of ours."""
    return f"{URN}:CodeSystem:{name}"


class Parts:
    """The parts of a nested extension of ours; all absent when the extension is."""

    def __init__(self, data: Mapping[str, Any], name: str) -> None:
        url = f"{URN}:StructureDefinition:{name}"
        found = next((each for each in objects(data.get("extension")) if each.get("url") == url), {})
        self.is_there = bool(found)
        self._parts = objects(found.get("extension"))

    @classmethod
    def all_of(cls, data: Mapping[str, Any], name: str) -> "list[Parts]":
        """Each extension of this name."""
        url = f"{URN}:StructureDefinition:{name}"
        return [cls({"extension": [each]}, name) for each in objects(data.get("extension")) if each.get("url") == url]

    def many(self, name: str) -> list[Any]:
        """Every value of a part."""
        values = ((key, value) for each in self._parts if each.get("url") == name for key, value in each.items())
        return [value for key, value in values if key.startswith("value")]

    def one(self, name: str) -> Any:
        """The value of a part, or `None`."""
        return next(iter(self.many(name)), None)

    def text(self, name: str) -> str | None:
        """A text."""
        found = self.one(name)
        return found if isinstance(found, str) else None

    def whole(self, name: str) -> int | None:
        """A whole number."""
        found = number(self.one(name))
        return None if found is None else int(found)

    def number(self, name: str) -> float | None:
        """A number, or the one in a Quantity."""
        return number(self.one(name))

    def flag(self, name: str) -> bool:
        """True when it is said."""
        return self.one(name) is True

    def day(self, name: str) -> date | None:
        """A date."""
        return day(self.one(name))

    def at(self, name: str) -> datetime | None:
        """An instant."""
        return at(self.one(name))

    def nested(self, name: str) -> "Parts":
        """A part that has parts itself."""
        found = next((each for each in self._parts if each.get("url") == name), {})
        inner = Parts({}, name)
        inner.is_there, inner._parts = bool(found), objects(found.get("extension"))
        return inner


def day(value: object) -> date | None:
    """A full date. Raises `NotTaken` for what is none."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(str(value))
    except ValueError as error:
        raise NotTaken(f"This is no date: {str(value)[:40]}.") from error
    return found


def at(value: object) -> datetime | None:
    """An instant in UTC. Raises `NotTaken` for what is none."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise NotTaken(f"This is no time: {str(value)[:40]}.") from error
    if found.tzinfo is None:
        raise NotTaken(f"This time has no offset: {str(value)[:40]}.")
    return found.astimezone(UTC)


def needed(value: Any, what: str) -> Any:
    """A value that the row cannot be without. Raises `NotTaken`."""
    if value is None:
        raise NotTaken(f"There is no {what}.")
    return value


def person(context: Context, reference: object, *, or_nobody: bool = False) -> Any:
    """Who a reference names: the patient, or a clinician of the record; somebody nameless (or `None`) when nobody."""
    found = context.entries.find(reference)
    if found is context.patient:
        return ThePatient()
    if found is None or found.type != "Practitioner":
        return None if or_nobody else Author(Source("name", ""), NOT_NAMED)
    roles = (each for each in context.entries.of("PractitionerRole"))
    codes = [
        code
        for each in roles
        if context.entries.find(each.data.get("practitioner")) is found
        for concept in objects(each.data.get("code"))
        for code in codes_in(concept, system("role"))
    ]
    name = person_name(found.data.get("name")) or NOT_NAMED
    return Author(found.source, name, next(iter(codes), None), own_id(found.data.get("id")))


def link(context: Context, kind: Kind, reference: object) -> Link | None:
    """The row that a resource of this Bundle becomes."""
    found = context.entries.find(reference)
    return None if found is None else Link(kind, found.source)


def episode(context: Context, parts: Parts) -> Any:
    """The course of treatment that a resource names; none when it names none."""
    return link(context, Kind.EPISODE, parts.one("episode"))


def episode_needed(context: Context, parts: Parts) -> Any:
    """As `episode`, for what is always of one: else the course that goes on."""
    return episode(context, parts) or OfEpisode()


def own_code(concept: object, name: str) -> str | None:
    """The code of one of our systems."""
    return next(iter(codes_in(concept, system(name))), None)


def code_needed(concept: object, name: str, what: str) -> str:
    """As `own_code`. Raises `NotTaken` without one."""
    return str(needed(own_code(concept, name), what))


def note(data: Mapping[str, Any]) -> str | None:
    """The note of a resource of ours: there is at most one."""
    return next((str(each.get("text")) for each in objects(data.get("note")) if each.get("text")), None)


def object_in(text: object) -> dict[str, Any]:
    """A JSON object in a text. Raises `NotTaken`."""
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError) as error:
        raise NotTaken("It holds JSON that cannot be read.") from error
    return found if isinstance(found, dict) else {}


def attached(resource: Resource | None, media_type: str) -> str:
    """The text of an attachment of this type; empty without one."""
    for each in objects(resource.data.get("content")) if resource else ():
        attachment = each.get("attachment")
        if isinstance(attachment, Mapping) and attachment.get("contentType") == media_type:
            try:
                return base64.b64decode(str(attachment.get("data") or ""), validate=True).decode()
            except ValueError as error:
                raise NotTaken("It has an attachment that cannot be read.") from error
    return ""


def draft(resource: Resource, kind: Kind, shown: str, values: Mapping[str, Any], with_: tuple[Any, ...] = ()) -> Draft:
    """The row that a resource was. `with_`: the other resources that it was made of."""
    hashes = ":".join((resource.content_hash, *(each.content_hash for each in with_ if each is not None)))
    id = own_id(str(resource.data.get("id") or "").removesuffix("-score"))
    content_hash = sha256(hashes.encode()).hexdigest()
    return Draft(resource.path, resource.type, resource.source, kind, values, shown, content_hash, id)
