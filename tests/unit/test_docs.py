"""The README names every setting and every command."""

from pathlib import Path

import pytest
from typer.main import get_command

from patient_app.cli import app
from patient_app.config import Settings

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_stands_in_the_readme(field: str) -> None:
    assert f"`HOMESTRETCH_{field.upper()}`" in README


@pytest.mark.parametrize("command", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`homestretch {command}`" in README


def test_the_picture_of_the_readme_exists() -> None:
    assert (Path(__file__).parents[2] / "docs/images/first-look.png").is_file()
