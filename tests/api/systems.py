"""Another system that reads at `/fhir/r4`, as a test sees it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from httpx import Response

from tests.api.client import Server
from tests.builders import Someone
from tests.fhir.schema import assert_r4

FHIR = "application/fhir+json"


class System:
    """Another system with a token. Every answer is checked: media type, schema, nothing kept by caches."""

    def __init__(self, server: Server, token: str | None) -> None:
        self.server, self.token = server, token

    def ask(self, method: str, path: str, **options: Any) -> Response:
        headers = {"Accept": FHIR, **options.pop("headers", {})}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        where = path if path.startswith("/fhir") else f"/fhir/r4/{path}"
        answer = self.server(method, where, headers=headers, **options)
        assert answer.headers["cache-control"] == "no-store"
        if answer.status_code != 304:
            assert answer.headers["content-type"] == FHIR, answer.text
            assert_r4(answer.json())
        if answer.status_code >= 400:
            assert answer.json()["resourceType"] == "OperationOutcome" and answer.json()["issue"][0]["diagnostics"]
        return answer

    def get(self, path: str, status: int = 200, **options: Any) -> Any:
        answer = self.ask("GET", path, **options)
        assert answer.status_code == status, f"{path}: {answer.text}"
        return answer.json()

    def everything(self, patient: Someone, query: str = "") -> list[dict[str, Any]]:
        return found(self.get(f"Patient/{patient.id}/$everything{query}"))

    def pages(self, path: str) -> Iterator[Any]:
        """A search's pages, by its links."""
        while True:
            bundle = self.get(path)
            yield bundle
            following = [link["url"] for link in bundle["link"] if link["relation"] == "next"]
            if not following:
                return
            parts = urlsplit(following[0])
            path = f"{parts.path}?{parts.query}"


def found(bundle: Any) -> list[dict[str, Any]]:
    """The resources that fit."""
    return [entry["resource"] for entry in bundle.get("entry", []) if entry["search"]["mode"] == "match"]


def keys(resources: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return sorted((each["resourceType"], each["id"]) for each in resources)


def forget_requests(api: FastAPI) -> None:
    """Let a test make more requests than a token may in a minute."""
    fhir = next(route.app for route in api.routes if getattr(route, "path", "") == "/fhir")  # type: ignore[attr-defined]
    fhir.state.pace.requests.clear()
