"""Starts the app: builds the front end when needed, and serves screens, API and event socket on one port.

Everything that leans on Reflex's internals is here and in `serving/`; tests/serving fails when an upgrade changes it.
"""

import errno
import gc
import multiprocessing
import os
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from patient_app import composition
from patient_app.config import DEFAULT_PORT, settings
from patient_app.serving import frontend
from patient_app.serving.asgi import App
from patient_app.serving.first_words import FirstWordsPages
from patient_app.serving.frontend import STATIC, BuildFailed, Progress
from patient_app.serving.guard import PageGuard
from patient_app.serving.headers import Headers, page_policies
from patient_app.serving.limits import BodyLimit, SameOrigin
from patient_app.serving.pages import Pages, built_pages
from patient_app.serving.sources import project_dir

__all__ = ["BuildFailed", "PortInUse", "ensure_built", "make_asgi_app", "serve"]

LOCALHOST = "127.0.0.1"


class PortInUse(Exception):
    """Another program listens on the port; the message says what to do."""


UPLOAD_PATH = "/api/v1/media"
UPLOAD_BYTES = 101 * 1024 * 1024
"""A video of 100 MB, and what its form adds."""
UPLOADS = {UPLOAD_PATH: UPLOAD_BYTES, "/api/v1/patients/*/documents": 51 * 1024 * 1024}
"""Paths that take files, with the largest body. A document is 50 MB at most, whatever a clinic allows."""

LINKS = ("/s/",)
"""Share links: read without a session, with a secret and a passcode. Programs of any website may open one, and a page
that sends no referrer names no origin in its own form."""


def ensure_built(progress: Progress = print) -> Path:
    """The folder of the built front end (built at most once for the present sources), in the data folder."""
    return frontend.ensure_built(settings().data_dir, progress)


def make_asgi_app(built: Path) -> App:
    """The whole app for an ASGI server, with the front end that `ensure_built` gave.

    Changes into the project's folder, because Reflex reads `rxconfig.py` from there.
    """
    _prepare_environment(built)
    os.chdir(project_dir())
    from patient_app import patient_app as front_door  # Reflex reads its environment when it is imported.

    pages = built_pages(built / STATIC)
    app: App = Pages(front_door.app(), frozenset(pages))
    app = FirstWordsPages(app, pages, front_door.first_words)
    app = PageGuard(app, front_door.guard)
    app = BodyLimit(app, larger=UPLOADS)
    app = SameOrigin(app, origins=[settings().base_url] if settings().base_url else [], anyone=LINKS)
    return Headers(app, page_policies(pages), https=settings().uses_https)


def _prepare_environment(built: Path) -> None:
    """Serve what is built: no compiling, no telemetry, no look at the network, no links made in `assets/`."""
    os.environ |= {
        "REFLEX_WEB_WORKDIR": str(built),
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_BACKEND_ONLY": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }


def serve(
    host: str = LOCALHOST,
    port: int = DEFAULT_PORT,
    *,
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    progress: Progress = print,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until interrupted. Blocks.

    `on_ready` is called once, from another thread, with the address when the app answers.
    Raises PortInUse before anything is built, BuildFailed when the front end cannot be built.
    """
    _check_port(host, port)
    built = ensure_built(progress)
    os.environ["HOMESTRETCH_DATA_DIR"] = str(settings().data_dir)
    scheme = "https" if tls_cert else "http"
    address = f"{scheme}://{_reachable(host)}:{port}"
    server = _AnnouncedServer(
        target="patient_app.runtime:make_asgi_app",
        interface=Interfaces.ASGI,
        address=host,
        port=port,
        http=HTTPModes.auto if tls_cert else HTTPModes.http1,
        ssl_cert=tls_cert,
        ssl_key=tls_key,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    )
    server.announce = partial(_announce, address, progress, on_ready)
    server.serve(target_loader=_loader(built), wrap_loader=False)


def _loader(built: Path) -> Callable[[], App]:
    """How the worker process comes by the app.

    On Linux it is made here and forked, as Reflex's own server does: all that is imported is imported once. Nothing
    of the database may be open then. Elsewhere forking is not safe, and the worker makes it.
    """
    if not sys.platform.startswith("linux"):
        multiprocessing.set_start_method("spawn", force=True)
        return partial(make_asgi_app, built)
    multiprocessing.set_start_method("fork", force=True)
    app = make_asgi_app(built)
    composition.close()
    gc.collect()
    gc.freeze()
    return lambda: app


class _AnnouncedServer(MPServer):
    """Granian's server, which says when it answers: from a thread that starts only after the worker was forked."""

    announce: Callable[[], None]

    def _spawn_workers(self, *arguments: Any) -> None:
        super()._spawn_workers(*arguments)  # type: ignore[no-untyped-call]
        threading.Thread(target=self.announce, daemon=True).start()


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortInUse(f"Port {port} is in use. Choose another with --port.") from error
            raise


def _reachable(host: str) -> str:
    """What to open in a browser when the server listens on `host`."""
    every_network = {"0.0.0.0": LOCALHOST, "::": "::1"}  # noqa: S104
    name = every_network.get(host, host)
    return f"[{name}]" if ":" in name else name


def _announce(address: str, progress: Progress, on_ready: Callable[[str], None] | None) -> None:
    while not _answers(address):
        time.sleep(0.1)
    progress(f"Homestretch answers on {settings().base_url or address}")
    if on_ready is not None:
        on_ready(settings().base_url or address)


def _answers(address: str) -> bool:
    scheme, _, netloc = address.partition("://")
    if scheme == "https":
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # It is this very process: the question is only whether it answers.
        connection: HTTPConnection = HTTPSConnection(netloc, timeout=5, context=context)
    else:
        connection = HTTPConnection(netloc, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
