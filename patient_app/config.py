"""Settings, read from the environment (`HOMESTRETCH_…`). Nothing else in the package reads environment variables
of its own, and nothing here reads files or the network."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_PORT = 8300


class Settings(BaseSettings):
    """Everything that can be set. Each field is `HOMESTRETCH_` plus its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="HOMESTRETCH_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        default=Path(".homestretch"),
        description="Folder for the embedded database and the built front end.",
    )
    db_url: str = Field(
        default="",
        description="SQLAlchemy address of the database: SQLite or PostgreSQL. Empty: SQLite in the data folder.",
    )
    redis_url: str = Field(
        default="",
        description="Redis address, needed only when more than one server process shares the work. Empty: none.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key for signatures, 32 characters or more. Nothing is signed yet: sessions and codes are random.",
    )
    base_url: str = Field(
        default="",
        description="The address people open, such as https://pt.example.org. Empty: the address that is served.",
    )
    demo: bool = Field(default=False, description="Made-up people may sign in. Set by `homestretch demo` only.")

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("base_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must start with http:// or https:// and name a host")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("must be a host (and port) only: the app is served at the root")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and len(value.get_secret_value()) < 32:
            raise ValueError("must have 32 characters or more")
        return value

    @property
    def database_url(self) -> str:
        """The database's address: `db_url`, else the embedded SQLite file in the data folder."""
        return self.db_url or f"sqlite:///{self.data_dir / 'homestretch.db'}"

    @property
    def uses_https(self) -> bool:
        """Whether people reach the app over https: cookies are then `Secure`."""
        return self.base_url.startswith("https://")


@cache
def settings() -> Settings:
    """The settings of this process, read once. Tests call `settings.cache_clear()` after changing the environment."""
    return Settings()
