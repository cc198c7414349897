"""Finds a Chromium for browser tests: the system's, else Playwright's own. `python -m tests.chromium` gets one
when there is none: Debian's package when root, else Playwright's download. A missing browser fails; nothing skips."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-dejavu-core")  # without any font a page has no text to click on
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Path of a Chromium, or None."""
    system = next((path for name in NAMES if (path := shutil.which(name))), None)
    if system:
        return system
    if MAC.exists():
        return str(MAC)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def ensure() -> str:
    """Path of a Chromium, installing one when there is none. Exits with a message when that fails."""
    found = find()
    if found:
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium (Debian package)", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], check=False)
    else:
        print("Downloading Chromium (Playwright's build)", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    found = find()
    if not found:
        sys.exit("No Chromium was found and none could be installed. The browser tests need one: install chromium.")
    return found


if __name__ == "__main__":
    print(f"Chromium: {ensure()}", flush=True)
