"""Which files the front end is made of, and their fingerprint. Building it is `frontend.py`."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent

NOT_IN_PAGES = ("api", "exports", "store", "services/demo", "content/demo", "cli.py", "installation.py")
"""What of the package the screens never import (import-linter holds it): no rebuild when it changes."""


def project_dir() -> Path:
    """The folder with `rxconfig.py`, `assets/` and `reflex.lock/`: the checkout, or its copy inside the wheel."""
    checkout = PACKAGE.parent
    return checkout if (checkout / "rxconfig.py").is_file() else PACKAGE / "_project"


def package_files() -> Iterator[Path]:
    """Every file of the package that a build needs."""
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        if path.is_file() and "__pycache__" not in inside.parts and inside.parts[0] != "_project":
            yield path


def project_files() -> Iterator[Path]:
    """Reflex's configuration, the static assets and the lock of the JavaScript packages."""
    root = project_dir()
    yield root / "rxconfig.py"
    for folder in ("assets", "reflex.lock"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.is_relative_to(root / "assets" / "external"):
                yield path


def fingerprint() -> str:
    """Sixteen hex digits that change whenever the built front end would."""
    digest = hashlib.sha256(f"reflex {version('reflex')} {version('reflex-base')}".encode())
    for root, paths in ((PACKAGE, package_files()), (project_dir(), project_files())):
        for path in paths:
            inside = path.relative_to(root)
            if root == PACKAGE and any(inside.is_relative_to(left_out) for left_out in NOT_IN_PAGES):
                continue
            digest.update(f"\0{inside.as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
