"""Commands run in this process, on a data folder of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from patient_app import composition
from patient_app.cli import app
from patient_app.config import settings

Run = Callable[..., Result]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that does not exist yet; no other setting is set."""
    for name in _settings_in_environment():
        monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("HOMESTRETCH_DATA_DIR", str(folder))
    composition.close()
    settings.cache_clear()
    yield folder
    composition.close()
    settings.cache_clear()
    # `demo` sets some for the server's processes.
    for name in _settings_in_environment():
        del os.environ[name]


@pytest.fixture
def run(data_dir: Path) -> Run:
    """Run a command: run("invite", "patient", "ana@example.org")."""
    runner = CliRunner()

    def command(*arguments: str, **environment: str) -> Result:
        settings.cache_clear()
        return runner.invoke(app, list(arguments), env=environment)

    return command


def _settings_in_environment() -> list[str]:
    return [name for name in os.environ if name.startswith("HOMESTRETCH_")]
