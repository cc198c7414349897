"""A client of the API as a test sees it: a session or none, JSON in and out; and bodies that are right."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from httpx import ASGITransport, AsyncClient, Response

from tests.builders import NEW_YORK

COOKIE = "homestretch_session"
PROBLEM = "application/problem+json"


Server = Callable[..., Response]


@contextmanager
def asgi_server(app: Any) -> Iterator[Server]:
    """Send requests to an app in this process; failures inside are answers, as over the network."""
    transport = ASGITransport(app, raise_app_exceptions=False, client=("192.0.2.7", 50000))
    with asyncio.Runner() as runner:
        http = AsyncClient(transport=transport, base_url="http://homestretch.test")

        def send(method: str, path: str, **options: Any) -> Response:
            http.cookies.clear()
            return runner.run(http.request(method, path, **options))

        yield send
        runner.run(http.aclose())


class Client:
    """One caller of the API."""

    def __init__(self, server: Server, token: str | None) -> None:
        self.server = server
        self.token = token

    def ask(self, method: str, path: str, json: Any = None, **options: Any) -> Response:
        """Send a request; paths that do not start at the root begin with /api/v1."""
        headers = {**options.pop("headers", {})}
        if self.token:
            headers["Cookie"] = f"{COOKIE}={self.token}"
        if json is not None:
            options["json"] = json
        return self.server(method, address(path), headers=headers, **options)

    def get(self, path: str, **options: Any) -> Response:
        return self.ask("GET", path, **options)

    def put(self, path: str, json: Any, **options: Any) -> Response:
        return self.ask("PUT", path, json, **options)

    def post(self, path: str, json: Any, **options: Any) -> Response:
        return self.ask("POST", path, json, **options)

    def delete(self, path: str, json: Any = None, **options: Any) -> Response:
        return self.ask("DELETE", path, json, **options)


def address(path: str) -> str:
    """Where an API path is."""
    rooted = path.startswith(("/api/", "/healthz", "/readyz", "/figures/", "/s/", "/calendar/"))
    return path if rooted else f"/api/v1{path}"


def new_id() -> str:
    """An id as a phone makes it."""
    return str(uuid4())


def noon(day: date) -> str:
    """Noon in New York."""
    return datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC).isoformat()


def log_body(prescription_id: str, day: date, **fields: Any) -> dict[str, Any]:
    """An exercise log, done as prescribed."""
    return {
        "prescription_id": prescription_id,
        "local_date": day.isoformat(),
        "time_zone": NEW_YORK,
        "performed_at": noon(day),
        "edited_at": noon(day),
        **fields,
    }


def check_in_body(day: date, **fields: Any) -> dict[str, Any]:
    """A check-in without values."""
    return {
        "local_date": day.isoformat(),
        "time_zone": NEW_YORK,
        "recorded_at": noon(day),
        "edited_at": noon(day),
        "flare": False,
        **fields,
    }


def measure_body(day: date, **fields: Any) -> dict[str, Any]:
    """A filled-in pain scale."""
    return {
        "measure_id": "nprs-now",
        "measure_version": "1",
        "local_date": day.isoformat(),
        "time_zone": NEW_YORK,
        "edited_at": noon(day),
        "answers": {"pain": 4},
        **fields,
    }


def line_body(exercise_id: str = "bridge", **fields: Any) -> dict[str, Any]:
    """A prescription: 3 sets of 10 every Monday and Thursday."""
    return {
        "exercise_id": exercise_id,
        "side": "none",
        "sets": 3,
        "reps": 10,
        "times_per_day": 1,
        "schedule": {"days": ["mon", "thu"]},
        **fields,
    }


def exercise_body(**fields: Any) -> dict[str, Any]:
    """An exercise of the clinic's own."""
    return {
        "name": {"en": "Wall sit"},
        "region": "knee",
        "position": "standing",
        "purpose": "strength",
        "equipment": ["wall"],
        "side_choice": "none",
        "steps": {"en": ["Lean on the wall.", "Slide down a little."]},
        "caution": {"en": "Stop when the knee hurts."},
        "easier": ["sit-to-stand"],
        "harder": [],
        "default_dose": {
            "side": "none",
            "sets": 3,
            "reps": 5,
            "hold_seconds": 10,
            "times_per_day": 1,
            "schedule": {"times_per_week": 3},
        },
        "safety_gates": ["weight_bearing_limit"],
        **fields,
    }


def program_body(based_on: int | None, effective_from: date, *lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A version of a program."""
    return {
        "based_on": based_on,
        "effective_from": effective_from.isoformat(),
        "prescriptions": list(lines),
        **fields,
    }


def cell_body(day: date, **fields: Any) -> dict[str, Any]:
    """A cell of the sheet of measurements."""
    cell = {"id": new_id(), "row": "rom:knee:flexion:active", "side": "left", "text": "112"}
    return {**cell, "measured_on": day.isoformat(), **fields}
