"""Measures a page as Lighthouse sees it on a phone, and compares it with what was promised for /today.

    python -m tests.bench.lighthouse                                   the demo's first patient on /today
    python -m tests.bench.lighthouse --url http://127.0.0.1:8300 --path /today --email E --password P

Lighthouse is installed from npm on first use, into .homestretch/lighthouse. Ends with 1 when a limit is missed.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests import chromium
from tests.ports import free_port
from tests.servers import ROOT, give_front_end

LIGHTHOUSE = "13.5.0"
HOME = ROOT / ".homestretch" / "lighthouse"

MIN_PERFORMANCE = 95
MAX_TRANSFER_KIB = 230
MAX_LARGEST_PAINT_SECONDS = 1.9


@dataclass(frozen=True)
class Figures:
    """What one run measured: performance 0-100, times in seconds, transfer in KiB."""

    performance: float
    transfer_kib: float
    largest_paint: float
    first_paint: float
    blocked: float


def installed() -> Path:
    """Lighthouse's command, installing it when it is not there."""
    command = HOME / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        print(f"Installing Lighthouse {LIGHTHOUSE}", flush=True)
        HOME.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--silent", "--no-save", "--prefix", str(HOME), f"lighthouse@{LIGHTHOUSE}"]
        subprocess.run(npm, check=True, env=_environment())
    return command


def measure(url: str, session: str | None) -> Figures:
    """One run of Lighthouse's mobile preset (simulated slow 4G, slow phone), with an empty cache."""
    headers = {"Cookie": f"homestretch_session={session}"} if session else {}
    flags = " ".join(["--headless=new", *chromium.FLAGS])
    command = [str(installed()), url, "--quiet", "--output=json", "--only-categories=performance"]
    command += [f"--extra-headers={json.dumps(headers)}", f"--chrome-flags={flags}"]
    answer = subprocess.run(command, check=False, capture_output=True, text=True, env=_environment())
    if answer.returncode:
        sys.exit(f"Lighthouse could not measure {url}:\n{answer.stderr}")
    report = json.loads(answer.stdout)
    return Figures(
        performance=100 * report["categories"]["performance"]["score"],
        transfer_kib=_audit(report, "total-byte-weight") / 1024,
        largest_paint=_audit(report, "largest-contentful-paint") / 1000,
        first_paint=_audit(report, "first-contentful-paint") / 1000,
        blocked=_audit(report, "total-blocking-time") / 1000,
    )


def _audit(report: dict[str, Any], name: str) -> float:
    return float(report["audits"][name]["numericValue"])


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return os.environ | {"PATH": path, "CHROME_PATH": chromium.ensure()}


def signed_in(base: str, email: str, password: str) -> str:
    """The session cookie of a person."""
    body = json.dumps({"email": email, "password": password}).encode()
    request = Request(f"{base}/api/v1/session", data=body, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=20) as answer:
        return SimpleCookie(answer.headers["set-cookie"])["homestretch_session"].value


@contextmanager
def demo() -> Iterator[tuple[str, str, str]]:
    """A running demo: its address and a patient's email and password."""
    with tempfile.TemporaryDirectory() as folder:
        give_front_end(Path(folder))
        command = [sys.executable, "-m", "patient_app", "demo", "--json", "--fresh", "--port", str(free_port())]
        environment = os.environ | {"HOMESTRETCH_DATA_DIR": folder}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            try:
                assert process.stdout
                ready = json.loads(process.stdout.readline())
                patient = next(account for account in ready["accounts"] if account["role"] == "patient")
                yield ready["url"].rstrip("/"), patient["email"], patient["password"]
            finally:
                process.terminate()


def report(url: str, session: str | None, runs: int) -> bool:
    """Measure, print the medians beside the limits; whether all limits are kept."""
    measured = [measure(url, session) for _ in range(runs)]

    def middle(name: str) -> float:
        return statistics.median(getattr(figures, name) for figures in measured)

    kept = (
        middle("performance") >= MIN_PERFORMANCE,
        middle("transfer_kib") <= MAX_TRANSFER_KIB,
        middle("largest_paint") <= MAX_LARGEST_PAINT_SECONDS,
    )
    print(f"{url}, median of {runs}")
    print(f"  performance    {middle('performance'):6.0f}       (at least {MIN_PERFORMANCE})")
    print(f"  transfer       {middle('transfer_kib'):6.1f} KiB   (at most {MAX_TRANSFER_KIB})")
    print(f"  largest paint  {middle('largest_paint'):6.2f} s     (at most {MAX_LARGEST_PAINT_SECONDS})")
    print(f"  first paint    {middle('first_paint'):6.2f} s")
    print(f"  blocking time  {middle('blocked'):6.2f} s")
    return all(kept)


def main() -> None:
    """Read the arguments, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--url", help="address of a running server; without it, the demo is started")
    arguments.add_argument("--path", default="/today")
    arguments.add_argument("--email")
    arguments.add_argument("--password")
    arguments.add_argument("--runs", type=int, default=3)
    asked = arguments.parse_args()
    if asked.url is None:
        with demo() as (base, email, password):
            kept = report(base + asked.path, signed_in(base, email, password), asked.runs)
    else:
        base = asked.url.rstrip("/")
        session = signed_in(base, asked.email, asked.password) if asked.email else None
        kept = report(base + asked.path, session, asked.runs)
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
