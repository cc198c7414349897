"""The parts put together: once for a process, on a migrated database, with everyone told of changes who listens."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from threading import enumerate as enumerate_threads

import pytest
from starlette.responses import PlainTextResponse

from patient_app import composition
from patient_app.api import create_api
from patient_app.config import settings
from patient_app.services import clinics
from patient_app.services.health import is_ready
from tests.api.client import Client, asgi_server


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "new" / "folder"
    monkeypatch.setenv("HOMESTRETCH_DATA_DIR", str(folder))
    monkeypatch.delenv("HOMESTRETCH_DB_URL", raising=False)
    settings.cache_clear()
    composition.close()
    yield folder
    composition.close()
    settings.cache_clear()


def test_the_first_call_makes_a_database_that_is_up_to_date(data_dir: Path) -> None:
    door = composition.door()
    assert (data_dir / "homestretch.db").is_file()
    assert is_ready(door)
    assert composition.door() is door


def test_after_closing_the_next_call_opens_it_again(data_dir: Path) -> None:
    before = composition.door()
    before.operate(clinics.create_clinic, "Riverside", "+1 555 0100", "admin@riverside.example")
    composition.close()
    after = composition.door()
    assert after is not before and is_ready(after)


def test_the_api_without_a_door_takes_the_one_of_the_process(data_dir: Path) -> None:
    with asgi_server(create_api()) as server:
        visitor = Client(server, None)
        assert visitor.get("/healthz").json() == {"status": "ok"}
        assert not (data_dir / "homestretch.db").exists()
        assert visitor.get("/readyz").json() == {"status": "ready"}
        assert (data_dir / "homestretch.db").is_file()


def test_when_the_database_cannot_be_opened_the_product_is_up_but_not_ready(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOMESTRETCH_DB_URL", f"sqlite:///{data_dir}/no/such/folder/x.db")
    settings.cache_clear()
    with asgi_server(create_api()) as server:
        visitor = Client(server, None)
        assert visitor.get("/healthz").status_code == 200
        answer = visitor.get("/readyz")
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


def test_the_screens_behind_the_api_get_every_other_address_and_none_of_ours(data_dir: Path) -> None:
    api = create_api()
    api.mount("", PlainTextResponse("a screen"))
    with asgi_server(api) as server:
        for path in ("/", "/today", "/es/today", "/_event", "/apiary"):
            assert server("GET", path).text == "a screen"
        for path in ("/api/v1/nothing", "/api/v1/", "/api/nothing", "/figures/nothing", "/figures/nothing.svg"):
            assert server("GET", path).json()["status"] == 404
        for path in ("/api/v1/today", "/healthz", "/readyz", "/figures/bridge.svg"):
            assert server("PATCH", path).json()["status"] == 405


def test_the_thread_for_standings_ends_with_the_server(data_dir: Path) -> None:
    def at_work() -> list[Thread]:
        return [thread for thread in enumerate_threads() if thread.name == "homestretch-standings"]

    assert at_work() == []
    composition.keep_fresh()
    assert len(at_work()) == 1
    composition.close()
    assert at_work() == []
