"""Read, search and `$everything`. What may be read is decided in `services/fhir_reading.py`."""

import asyncio
import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from http import HTTPStatus
from itertools import chain

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from patient_app.api.fhir_r4.asking import Given, check_form, in_form
from patient_app.api.fhir_r4.bundles import Links, Resource, page_of, place, searchset, stream
from patient_app.api.fhir_r4.caller import FhirCaller
from patient_app.api.fhir_r4.outcomes import MEDIA_TYPE, Refused, encoded, fhir, not_found
from patient_app.domain import fhir_everything, fhir_search
from patient_app.domain.fhir_params import DIRECTORY, TYPES
from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.fhir_search import BadSearch, Search
from patient_app.presenters.fhir import resources
from patient_app.services import fhir_reading


async def read(request: Request) -> Response:
    """`GET /{type}/{id}`: one resource, with its ETag."""
    caller = FhirCaller(request)
    await caller.enter()
    caller.parameters()
    resource_type, id = _type(request), str(request.path_params["id"])
    if not fhir_search.is_id(id):
        raise not_found()
    found = await _one(caller, resource_type, id)
    if found is None:
        raise not_found()
    content = encoded(found)
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    if etag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")[:50]]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
    return Response(content, headers={"ETag": etag}, media_type=MEDIA_TYPE)


async def search(request: Request) -> Response:
    """`GET /{type}?…`: a page of what fits."""
    caller = FhirCaller(request)
    await caller.enter()
    return await _search(caller, _type(request), caller.parameters())


async def search_by_form(request: Request) -> Response:
    """`POST /{type}/_search`: the same, for parameters that should not stand in an address."""
    caller = FhirCaller(request)
    await caller.enter()
    resource_type, given = _type(request), await in_form(request)
    check_form(request, given)
    return await _search(caller, resource_type, given)


async def everything(request: Request) -> Response:
    """`GET /Patient/{id}/$everything`: all that is shared of one patient, at once or in pages."""
    caller = FhirCaller(request)
    await caller.enter()
    patient_id, given = str(request.path_params["id"]), caller.parameters()
    try:
        asked = fhir_everything.everything(given, frozenset(TYPES), strict=caller.is_strict)
    except BadSearch as bad:
        raise _refused(bad) from None
    if not fhir_search.is_id(patient_id):
        raise not_found()
    after = place(asked.page)
    found = await _record(caller, patient_id, asked.types, asked.first, asked.last)
    fitting = (each for each in found if asked.matches(each))
    links = Links(caller.base, f"Patient/{patient_id}/$everything", asked.used)
    if asked.count is None:
        return StreamingResponse(stream(fitting, links, asked.ignored), media_type=MEDIA_TYPE)
    page = await asyncio.to_thread(page_of, fitting, asked.count, after)
    return fhir(searchset(page, links, asked.page, asked.ignored))


async def _search(caller: FhirCaller, resource_type: str, given: Given) -> Response:
    try:
        asked = fhir_search.search(resource_type, given, strict=caller.is_strict)
    except BadSearch as bad:
        raise _refused(bad) from None
    after = place(asked.page)
    found = await _candidates(caller, asked)
    page = await asyncio.to_thread(page_of, filter(asked.matches, found), asked.count, after)
    return fhir(searchset(page, Links(caller.base, resource_type, asked.used), asked.page, asked.ignored))


async def _candidates(caller: FhirCaller, asked: Search) -> Iterable[Resource]:
    """What the search looks through: the patients, or one patient's record. Nothing of one that is not shared."""
    if asked.patient_id is None:
        patients = await caller.call(fhir_reading.patients)
        return chain.from_iterable(_of_types(each, "Patient") for each in patients)
    try:
        return await _record(caller, asked.patient_id, frozenset({asked.resource_type}))
    except Refused as refused:
        if refused.status is not HTTPStatus.NOT_FOUND:
            raise
        return ()


async def _record(
    caller: FhirCaller,
    patient_id: str,
    types: frozenset[str],
    first: date | None = None,
    last: date | None = None,
) -> Iterator[Resource]:
    """The resources of a patient's record of these types (all without one). Raises `Refused` (404)."""
    # The look is written first and by itself: reading a long record must not hold up the writer.
    await caller.call(fhir_reading.look, patient_id, types)
    found = await caller.call(fhir_reading.record, patient_id, types, first, last)
    return resources(found, caller.base)


async def _one(caller: FhirCaller, resource_type: str, id: str) -> Resource | None:
    """A resource by its id, in the first record of those this clinician may see that it stands in."""
    if resource_type in DIRECTORY:
        return _first(resources(await caller.call(fhir_reading.directory, id), caller.base), resource_type, id)
    for patient_id in await caller.call(fhir_reading.whose, id):
        found = await _record(caller, patient_id, frozenset({resource_type}))
        one = await asyncio.to_thread(_first, found, resource_type, id)
        if one is not None:
            return one
    return None


def _first(found: Iterable[Resource], resource_type: str, id: str) -> Resource | None:
    return next((each for each in found if each["resourceType"] == resource_type and each["id"] == id), None)


def _of_types(record: FhirRecord, *types: str) -> Iterator[Resource]:
    return (each for each in resources(record, "") if each["resourceType"] in types)


def _type(request: Request) -> str:
    found = str(request.path_params["type"])
    if found not in TYPES:
        raise Refused(HTTPStatus.NOT_FOUND, "not-supported", "There are no resources of this type here. See metadata.")
    return found


def _refused(bad: BadSearch) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, bad.code, str(bad))
