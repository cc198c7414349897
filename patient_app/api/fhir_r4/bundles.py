"""Searchset Bundles: one page of what was found, in an order that stays, or all of it as a stream."""

import base64
import binascii
import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from patient_app.api.fhir_r4.outcomes import Refused, encoded, outcome
from patient_app.domain.fhir_search import PAGE

PIECE_BYTES = 64 * 1024
"""A stream is sent in pieces of about this size: a thread hands over each."""

Resource = dict[str, Any]
Key = tuple[str, str]
"""(type, id): what pages are in the order of. It stays when other resources come or go between two pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """Resources of one page, how many there are in all, and after which one the next page begins."""

    resources: tuple[Resource, ...]
    total: int
    goes_on_after: Key | None


@dataclass(frozen=True, slots=True)
class Links:
    """Where a Bundle was asked for: the endpoint, the address within it, and the parameters that count."""

    base: str
    path: str
    used: tuple[tuple[str, str], ...]

    def address(self, page: str | None) -> str:
        """The address of a page; the first one without a mark."""
        parameters = [*self.used, *([(PAGE, page)] if page else [])]
        return f"{self.base}/{self.path}" + (f"?{urlencode(parameters)}" if parameters else "")

    def as_json(self, page: str | None, next_page: str | None = None) -> list[dict[str, str]]:
        """The links of a Bundle."""
        found = [{"relation": "self", "url": self.address(page)}]
        return found + ([{"relation": "next", "url": self.address(next_page)}] if next_page else [])


def page_of(found: Iterable[Resource], count: int, after: Key | None) -> Page:
    """The `count` resources that come after `after`. Holds no more of them than that, however many there are."""
    total = 0

    def rest() -> Iterator[tuple[Key, Resource]]:
        nonlocal total
        for resource in found:
            total += 1
            key = (str(resource["resourceType"]), str(resource["id"]))
            if after is None or key > after:
                yield key, resource

    kept = heapq.nsmallest(count + 1, rest(), key=lambda each: each[0])
    goes_on = kept[count - 1][0] if count and len(kept) > count else None
    return Page(tuple(resource for _, resource in kept[:count]), total, goes_on)


def mark(after: Key) -> str:
    """Where a page begins, as it stands in a link. It opens nothing: it is only a place in what one may see."""
    return base64.urlsafe_b64encode(json.dumps(after).encode()).decode().rstrip("=")


def place(text: str | None) -> Key | None:
    """The place that a mark stands for. Raises `Refused` for a mark that is none of ours."""
    if text is None:
        return None
    try:
        found = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or len(found) != 2 or not all(isinstance(each, str) for each in found):
        message = f"'{PAGE}' is not from a 'next' link of this endpoint. Begin with the first page."
        raise Refused(HTTPStatus.BAD_REQUEST, "value", message)
    return found[0], found[1]


def searchset(page: Page, links: Links, asked_page: str | None, ignored: tuple[str, ...]) -> Resource:
    """The Bundle of one page."""
    next_page = mark(page.goes_on_after) if page.goes_on_after else None
    entries = [_entry(each, links.base) for each in page.resources]
    bundle: Resource = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": page.total,
        "link": links.as_json(asked_page, next_page),
    }
    if entries or ignored:
        bundle["entry"] = [*entries, *_remarks(ignored)]
    return bundle


def stream(found: Iterable[Resource], links: Links, ignored: tuple[str, ...]) -> Iterator[bytes]:
    """One Bundle with everything, in pieces; how many there are stands at its end."""
    piece = bytearray()
    for part in _parts(found, links, ignored):
        piece += part
        if len(piece) >= PIECE_BYTES:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _parts(found: Iterable[Resource], links: Links, ignored: tuple[str, ...]) -> Iterator[bytes]:
    yield encoded({"resourceType": "Bundle", "type": "searchset", "link": links.as_json(None)})[:-1]
    total, begin = 0, b',"entry":['
    for resource in found:
        yield begin + encoded(_entry(resource, links.base))
        total, begin = total + 1, b","
    for remark in _remarks(ignored):
        yield begin + encoded(remark)
        begin = b","
    yield (b"]" if begin == b"," else b"") + b',"total":' + str(total).encode() + b"}"


def _entry(resource: Resource, base: str) -> Resource:
    address = f"{base}/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": address, "resource": resource, "search": {"mode": "match"}}


def _remarks(ignored: tuple[str, ...]) -> list[Resource]:
    """What was passed over, as FHIR has it: an outcome among the entries."""
    if not ignored:
        return []
    message = "Not known here, so passed over: " + ", ".join(ignored) + "."
    return [{"resource": outcome("warning", "not-supported", message), "search": {"mode": "outcome"}}]
