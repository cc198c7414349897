"""`demo` and `serve` up to the point where the server would start: settings, the demo's database, what is printed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from patient_app import runtime
from patient_app.config import settings
from patient_app.services import demo
from tests.cli.conftest import Run
from tests.ports import free_port

PRODUCTION = {
    "HOMESTRETCH_DB_URL": "postgresql+psycopg://pt@127.0.0.1:1/production",
    "HOMESTRETCH_BASE_URL": "https://pt.example.org",
    "HOMESTRETCH_REDIS_URL": "redis://127.0.0.1:1",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for the server: notes what it was started with, and is ready at once."""
    started: dict[str, Any] = {}

    def serve(
        host: str, port: int, *, progress: Callable[[str], None], on_ready: Callable[[str], None], **_: Any
    ) -> None:
        started.update(settings=settings(), environment=dict(os.environ))
        on_ready(f"http://{host}:{port}")

    monkeypatch.setattr(runtime, "serve", serve)
    return started


def test_the_demo_never_touches_the_production_database(run: Run, server: dict[str, Any], data_dir: Path) -> None:
    result = run("demo", "--port", "8399", **PRODUCTION)
    assert result.exit_code == 0
    used = server["settings"]
    assert used.demo
    assert used.database_url.startswith(f"sqlite:///{data_dir / 'demo'}")
    assert (used.base_url, used.redis_url) == ("", "")
    assert server["environment"]["HOMESTRETCH_DB_URL"] == used.database_url


def test_the_demo_says_who_can_sign_in(run: Run, server: dict[str, Any]) -> None:
    result = run("demo", "--port", "8399", COLUMNS="200")
    assert "http://127.0.0.1:8399" in result.stdout
    assert demo.PASSWORD in result.stdout
    for account in demo.accounts():
        assert account.email in result.stdout
    assert "Making the demo clinic" in result.stderr


def test_a_port_in_use_is_one_line(run: Run, data_dir: Path) -> None:
    port = free_port()
    with runtime.socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.stderr == f"Port {port} is in use. Choose another with --port.\n"


def test_a_certificate_needs_its_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("")
    result = run("serve", "--tls-cert", str(tmp_path / "cert.pem"))
    assert result.exit_code == 2
    assert "--tls-key" in result.stderr


def test_the_accounts_of_the_demo_have_the_four_roles() -> None:
    assert json.dumps([account.role for account in demo.accounts()])
    assert {account.role for account in demo.accounts()} == {
        "patient",
        "physical_therapist",
        "physiatrist",
        "administrator",
    }
