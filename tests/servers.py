"""Real servers for tests: the production build (made once for all test processes) served on a free port."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from patient_app.serving.frontend import ensure_built
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60.0


def front_end() -> Path:
    """The built front end. It stays in the checkout's `.homestretch` folder, so the next run builds only if the
    sources have changed; test processes wait for each other."""
    return ensure_built(ROOT / ".homestretch", print)


def give_front_end(data_dir: Path) -> None:
    """Let a server with this data folder use the one build."""
    front_end()
    data_dir.mkdir(parents=True, exist_ok=True)
    link = data_dir / "frontend"
    if not link.exists():
        link.symlink_to(ROOT / ".homestretch" / "frontend", target_is_directory=True)


def answers(url: str) -> bool:
    """Whether a GET is answered with 200."""
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def serving(
    data_dir: Path,
    *arguments: str,
    settings: Mapping[str, str] | None = None,
    command: str = "serve",
    port: int | None = None,
) -> Iterator[str]:
    """Run `homestretch COMMAND` with this data folder; yields the address once it answers. Stops it at the end."""
    give_front_end(data_dir)
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOMESTRETCH_")}
    # This checkout's own package, also where another one is installed.
    environment |= {"PYTHONPATH": str(ROOT), "HOMESTRETCH_DATA_DIR": str(data_dir), **(settings or {})}
    log = data_dir / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "patient_app", command, "--port", str(port), *arguments],
            env=environment,
            cwd=data_dir,
            stdout=output,
            stderr=output,
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not answers(f"{address}/healthz"):
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"homestretch {command} did not start:\n{log.read_text(errors='replace')}")
                time.sleep(0.05)
            yield address
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    front_end()
