"""One request to the FHIR endpoint: who asks by which token, how often, and the way to the services."""

from typing import ParamSpec, TypeVar

from starlette.requests import Request

from patient_app.api.fhir_r4.asking import Given, base, bearer, check_form, in_address, is_strict
from patient_app.api.fhir_r4.outcomes import not_found, too_fast, unauthorized
from patient_app.domain.errors import NotFound, NotSignedIn
from patient_app.services import sessions
from patient_app.services.door import Door, Service

P = ParamSpec("P")
R = TypeVar("R")


class FhirCaller:
    """A request with a token."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.token = bearer(request)
        self.base = base(request)
        self.is_strict = is_strict(request)

    @property
    def door(self) -> Door:
        """The door to the services."""
        found: Door = self.request.app.state.door()
        return found

    async def enter(self) -> None:
        """Raise `Refused` for a token that is not open (401), or that asks too fast (429)."""
        actor = await self.call(sessions.who)
        seconds = self.request.app.state.pace.wait(actor.session_id, self.door.clock())
        if seconds:
            raise too_fast(seconds)

    async def call(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service as the clinician of the token. Raises `Refused`: 401, 404."""
        try:
            return await self.door.acall_system(self.token, service, *args, **kwargs)
        except NotSignedIn:
            raise unauthorized() from None
        except NotFound:
            raise not_found() from None

    def parameters(self) -> Given:
        """The parameters of the address; the answer's form is checked. Raises `Refused`: 400, 406."""
        given = in_address(self.request)
        check_form(self.request, given)
        return given
