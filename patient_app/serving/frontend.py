"""Builds the front end with Reflex and npm, once for each state of the sources, into a cache in the data folder.

What is done to Reflex's output afterwards (`_serve_from_anywhere`, `_paint_first`, `worker.py`) depends on its
internals; tests/serving holds it.
"""

import fcntl
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli

from patient_app.serving.sources import PACKAGE, fingerprint, package_files, project_dir, project_files
from patient_app.serving.worker import fill_worker

Progress = Callable[[str], None]

STATIC = Path("build") / "client"
"""Where Reflex puts the files to be served, inside its web folder."""

KEPT_BUILDS = 3
TICK_SECONDS = 10

_BUILT_FOR = "localhost:8000"
_ADDRESS = re.compile(rf"""(["'`])(http|ws)://{_BUILT_FOR}(/[^"'`]*)\1""")
_LOCAL_NAMES = "0:0:0:0:0:0:0:0"
_PORT_DROPPED = re.compile(r"""(?<=[\w$]\.port=)(?:""|''|``)""")


_PRELOAD = re.compile(r'<link rel="modulepreload" href="([^"]+)"\s*/?>')
_NOTE_TAP = (
    'addEventListener("click",({target})=>{const button=target.closest?.("[data-first-view] button[aria-label]");'
    'if(button){window.firstTap=button.getAttribute("aria-label");button.setAttribute("aria-pressed","true")}});'
)
"""A tap on a day that was drawn ahead (client/first_view.jsx) counts when the scripts are there."""

_START = re.compile(r'<script type="module" async="">(?P<body>.*?)</script>', re.DOTALL)


class BuildFailed(Exception):
    """The front end could not be built; the message says where the log is."""


def ensure_built(data_dir: Path, progress: Progress) -> Path:
    """The folder of the built front end for the present sources, building it when it is not there yet.

    Several processes may call this at once: one builds, the others wait for it. The answer has Reflex's layout
    (`build/client` holds the files to serve).
    """
    cache = data_dir / "frontend"
    built = cache / fingerprint()
    if built.is_dir():
        return built
    cache.mkdir(parents=True, exist_ok=True)
    progress("Waiting for the front end (built once, and again when the sources change)")
    with _locked(cache / "lock"):
        if not built.is_dir():
            _build(cache, built, progress)
    return built


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(cache: Path, built: Path, progress: Progress) -> None:
    started = time.monotonic()
    work = cache / "work"
    _copy_sources(work)
    first = not (work / ".web" / "node_modules").is_dir()
    progress("Installing JavaScript packages and building the pages" if first else "Building the pages")
    _run_reflex(work, cache / "build.log", progress)
    fresh = cache / f"{built.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(work / ".web" / "backend", fresh / "backend")
    shutil.copytree(work / ".web" / STATIC, fresh / STATIC)
    _serve_from_anywhere(fresh / STATIC)
    _paint_first(fresh / STATIC)
    fill_worker(fresh / STATIC, rewrite)
    fresh.rename(built)
    _prune(cache, keep=built)
    progress(f"Front end built in {time.monotonic() - started:.0f} s")


def _copy_sources(work: Path) -> None:
    """A copy to build in, so that a checkout stays clean and two builds never share a folder."""
    for name in (PACKAGE.name, "assets", "reflex.lock"):
        shutil.rmtree(work / name, ignore_errors=True)
    root = project_dir()
    wanted = [(path, work / PACKAGE.name / path.relative_to(PACKAGE)) for path in package_files()]
    wanted += [(path, work / path.relative_to(root)) for path in project_files()]
    for source, target in wanted:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _run_reflex(work: Path, log: Path, progress: Progress) -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    started = time.monotonic()
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=work, env=_build_environment(work), stdout=output, stderr=output) as process,
    ):
        while True:
            try:
                code = process.wait(timeout=TICK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                progress(f"Still building ({time.monotonic() - started:.0f} s)")
    if code or not (work / ".web" / STATIC / "index.html").is_file():
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise BuildFailed(f"The front end could not be built. The log is {log}; it ends with:\n{tail}")


def _build_environment(work: Path) -> dict[str, str]:
    """npm and node from the virtual environment; no telemetry, no version check, no choice among registries."""
    kept = {name: value for name, value in os.environ.items() if "REFLEX" not in name}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    kept |= {
        "PATH": path,
        "PYTHONPATH": str(work),
        "REFLEX_DIR": str(work / ".reflex"),
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_API_URL": f"http://{_BUILT_FOR}",
    }
    if "NPM_CONFIG_REGISTRY" not in kept:
        answer = subprocess.run(
            ["npm", "config", "get", "registry"], env=kept, cwd=work, capture_output=True, text=True, check=False
        )
        kept["NPM_CONFIG_REGISTRY"] = answer.stdout.strip()
    return kept


def _serve_from_anywhere(static: Path) -> None:
    """Let one build work on any host and port.

    Reflex writes the server's address into one chunk; it is replaced by the page's own origin. And on https it drops
    the port when the host is `localhost`; the page's own port is kept instead.
    """
    chunks = list((static / "assets").glob("reflex-env-*.js"))
    if len(chunks) != 1 or not _ADDRESS.search(chunks[0].read_text()):
        raise BuildFailed("Reflex no longer writes the server's address as expected (reflex-env chunk).")
    rewrite(chunks[0], _ADDRESS.sub(_from_origin, chunks[0].read_text()))
    for chunk in (static / "assets").glob("*.js"):
        text = chunk.read_text()
        if _PORT_DROPPED.search(text) and _LOCAL_NAMES in text:
            rewrite(chunk, _PORT_DROPPED.sub("window.location.port", text))


def _from_origin(match: re.Match[str]) -> str:
    origin = "location.origin" if match[2] == "http" else 'location.origin.replace(/^http/,"ws")'
    return f'{origin}+"{match[3]}"'


def _paint_first(static: Path) -> None:
    """Let a page be painted before its scripts are fetched, so that they do not compete with it on a slow line.

    The pages can be read before their scripts run. React Router preloads and starts its modules while the page is
    parsed; here the same modules are preloaded and started after the first paint.
    """
    for page in static.rglob("*.html"):
        text = page.read_text()
        start = _START.search(text)
        if start is None:
            raise BuildFailed(f"React Router no longer starts its modules as expected ({page.name}).")
        preloads = _PRELOAD.findall(text)
        text = _PRELOAD.sub("", text.replace(start[0], _after_paint(start["body"], preloads)))
        rewrite(page, text)


def _after_paint(body: str, preloads: list[str]) -> str:
    """The inline module script `body` (static imports, the table of routes, the entry) as one that waits."""
    names = re.findall(r'import \* as (\w+) from "([^"]+)"', body)
    manifest = re.search(r'import "([^"]+)"', body)
    table = re.search(r"window\.__reactRouterRouteModules = \{[^}]*\}", body)
    entry = re.search(r'import\("([^"]+)"\)', body)
    if not (names and manifest and table and entry):
        raise BuildFailed("React Router no longer writes its start script as expected.")
    modules = ",".join(f"import({json.dumps(path)})" for path in (manifest[1], *(path for _, path in names)))
    given = ",".join(name for name, _ in names)
    return (
        f"<script>(()=>{{{_NOTE_TAP}let begun=false;const begin=()=>{{if(begun)return;begun=true;"
        f"for(const href of {json.dumps(preloads)})"
        'document.head.append(Object.assign(document.createElement("link"),{rel:"modulepreload",href}));'
        f"Promise.all([{modules}]).then(([,{given}])=>{{{table[0]};return import({json.dumps(entry[1])})}})}};"
        # Two frames: the first is asked for before anything was painted. A page in the background has none.
        "requestAnimationFrame(()=>requestAnimationFrame(begin));setTimeout(begin,1000)})()</script>"
    )


def rewrite(path: Path, text: str) -> None:
    data = text.encode()
    path.write_bytes(data)
    Path(f"{path}.br").write_bytes(brotli.compress(data))
    Path(f"{path}.gz").write_bytes(gzip.compress(data, mtime=0))


def _prune(cache: Path, keep: Path) -> None:
    builds = [path for path in cache.iterdir() if re.fullmatch(r"[0-9a-f]{16}", path.name) and path != keep]
    for old in sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_BUILDS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
