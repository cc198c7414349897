"""Every failure as RFC 9457 problem details, in the reader's language. The one place that maps errors to statuses."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, NotRequired

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from typing_extensions import TypedDict

from patient_app.api.caller import Caller
from patient_app.content.locales import translator
from patient_app.domain.errors import (
    Conflict,
    DomainError,
    FieldError,
    Invalid,
    NotFound,
    NotSignedIn,
    OnlyReading,
    SomeoneElse,
    TooManyTries,
    WrongRole,
)
from patient_app.domain.text import Translator
from patient_app.services import sessions
from patient_app.services.sessions import WrongPassword

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

_STATUSES: dict[type[DomainError], HTTPStatus] = {
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    WrongPassword: HTTPStatus.UNAUTHORIZED,
    WrongRole: HTTPStatus.FORBIDDEN,
    OnlyReading: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
}

# Problems of one status that a program treats differently. Stable: phones of older builds know them.
_TYPES: dict[type[DomainError], str] = {
    SomeoneElse: "/problems/someone-else",
    NotSignedIn: "/problems/not-signed-in",
}

_SENTENCES = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take this kind of request.",
    HTTPStatus.BAD_REQUEST: "This request could not be read. Send JSON text in UTF-8.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "This is more than one request may have.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database does not answer, or is not up to date yet. Please try again.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong here. Nothing you entered is lost. Please try again.",
}
WHOLE_BODY = "body"
BAD_VALUES = "Some values need a change."

# What pydantic calls an error, and what a person reads.
_FIELD_SENTENCES = {
    "missing": "This is needed.",
    "extra_forbidden": "This field is not known.",
    "json_invalid": "This is not JSON.",
    "bool_type": "Give true or false.",
    "int_type": "Give a whole number.",
    "int_from_float": "Give a whole number.",
    "int_parsing": "Give a whole number.",
    "int_parsing_size": "This number is too large.",
    "float_type": "Give a number.",
    "finite_number": "Give a number.",
    "string_type": "Give text.",
    "list_type": "Give a list.",
    "dict_type": "Give an object.",
    "model_type": "Give an object.",
    "model_attributes_type": "Give an object.",
    "greater_than": "Give more than {gt}.",
    "greater_than_equal": "Give {ge} or more.",
    "less_than": "Give less than {lt}.",
    "less_than_equal": "Give {le} or less.",
    "string_too_short": "Use at least {min_length} characters.",
    "string_too_long": "Use at most {max_length} characters.",
    "too_short": "Give at least {min_length}.",
    "too_long": "Give at most {max_length}.",
    "enum": "Choose one of: {expected}.",
    "literal_error": "Choose one of: {expected}.",
}


class FieldProblem(TypedDict):
    """One bad field by its path, such as 'prescriptions.0.sets', and what to do."""

    field: str
    message: str


class Problem(TypedDict):
    """RFC 9457 problem details. `current_version` stands in a 409 of a program.

    `type` of a 401 is /problems/not-signed-in (no session, or it has ended) or /problems/someone-else (the call is of
    another person than the one signed in); otherwise about:blank: the status says it all.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: NotRequired[str]
    errors: NotRequired[list[FieldProblem]]
    current_version: NotRequired[int | None]


def install(api: FastAPI) -> None:
    """Answer every failure of this app with a problem."""

    @api.exception_handler(DomainError)
    async def domain_error(request: Request, error: DomainError) -> Response:
        return answer(request, of_error(error, await _words(request)), _headers(error))

    @api.exception_handler(RequestValidationError)
    async def bad_request(request: Request, error: RequestValidationError) -> Response:
        if refused := await _why_not(request):
            return await domain_error(request, refused)
        return answer(request, of_fields(error.errors(), await _words(request)))

    @api.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        t = await _words(request)
        status = HTTPStatus(error.status_code)
        return answer(request, _problem(status, t(_SENTENCES.get(status, status.phrase))), error.headers)

    @api.exception_handler(Exception)
    async def defect(request: Request, error: Exception) -> Response:
        # The route, never the address: those of links and calendars are secrets.
        route = getattr(request.scope.get("route"), "path", "an address")
        logger.error("%s %s failed", request.method, route, exc_info=error)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return answer(request, _problem(status, Caller(request).words_asked_for()(_SENTENCES[status])))


def of_error(error: DomainError, t: Translator) -> Problem:
    """The problem of a domain error."""
    status = next((_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES), HTTPStatus.BAD_REQUEST)
    problem = _problem(status, t(error.message, **error.params))
    problem["type"] = next((name for kind, name in _TYPES.items() if isinstance(error, kind)), problem["type"])
    if isinstance(error, Invalid):
        problem["errors"] = [_field(each, t) for each in error.fields]
    if isinstance(error, Conflict):
        problem["current_version"] = error.current_version
    return problem


def of_fields(errors: Sequence[Any], t: Translator) -> Problem:
    """The problem of pydantic's errors: each bad field by its path."""
    fields = [FieldProblem(field=sendable(_path(each["loc"])), message=_sentence(each, t)) for each in errors]
    if len(fields) == 1:
        named = "" if fields[0]["field"] == WHOLE_BODY else f"{fields[0]['field']}: "
        detail = named + fields[0]["message"]
    else:
        detail = t(BAD_VALUES)
    problem = _problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
    problem["errors"] = fields
    return problem


def answer(request: Request, problem: Problem, headers: Any = None) -> Response:
    """The response; `instance` is the address that was asked."""
    content = {**problem, "instance": request.url.path}
    return JSONResponse(content, problem["status"], headers=headers, media_type=MEDIA_TYPE)


def _problem(status: HTTPStatus, detail: str) -> Problem:
    return Problem(type="about:blank", title=status.phrase, status=status.value, detail=detail)


def _field(error: FieldError, t: Translator) -> FieldProblem:
    return FieldProblem(field=sendable(error.field), message=t(error.message))


def _path(loc: Sequence[str | int]) -> str:
    """'body', 'query' and 'path' say where FastAPI looked, which is no part of the field's name."""
    parts = loc[1:] if loc and loc[0] in ("body", "query", "path", "header", "cookie") else loc
    return ".".join(str(part) for part in parts) or WHOLE_BODY


def sendable(text: str) -> str:
    """Text that came in, fit to be sent back: half a surrogate pair has no encoding."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _sentence(error: Any, t: Translator) -> str:
    if error["type"] == "said":
        return t(str(error["msg"]))
    sentence = _FIELD_SENTENCES.get(error["type"], "This value cannot be taken.")
    values = dict(error.get("ctx", {}))
    if "expected" in values:  # "'a', 'b' or 'c'": an English word between terms that are no language's
        values["expected"] = values["expected"].replace(" or ", ", ")
    return t(sentence, **values)


def _headers(error: DomainError) -> dict[str, str]:
    return {"Retry-After": str(error.retry_after_seconds)} if isinstance(error, TooManyTries) else {}


async def _why_not(request: Request) -> NotSignedIn | None:
    """Why the caller may not ask here at all; what a bad request would need is said only to those who may."""
    route = request.scope.get("route")
    if "for visitors" in (getattr(route, "tags", None) or ()):
        return None
    try:
        await Caller(request).call(sessions.who)
    except NotSignedIn as error:
        return error
    return None


async def _words(request: Request) -> Translator:
    return translator(await Caller(request).language_or_default())
