"""Schema changes (Alembic), run from inside the program: no alembic.ini."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the schema up to date, or to an older revision on the way. Does nothing when it is there."""
    command.upgrade(_config(engine), to)


def is_up_to_date(engine: Engine) -> bool:
    """Does the database have the newest schema?"""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config(engine)).get_current_head()
