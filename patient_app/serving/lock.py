"""Takes the JavaScript packages that a build resolved into `reflex.lock/`, without the registry's addresses.

Developers run it by `make lock`, after a component brings a new package or Reflex is upgraded.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from patient_app.serving.frontend import ensure_built
from patient_app.serving.sources import project_dir


def take(resolved: Path, kept: Path) -> None:
    """Copy `package.json` and `package-lock.json` from one folder to another, addresses left out."""
    for name in ("package.json", "package-lock.json"):
        content: dict[str, Any] = json.loads((resolved / name).read_text())
        for package in content.get("packages", {}).values():
            package.pop("resolved", None)
        (kept / name).write_text(json.dumps(content, indent=2) + "\n")


def main() -> None:
    """Build in an empty folder and keep what was resolved."""
    with tempfile.TemporaryDirectory() as folder:
        ensure_built(Path(folder), print)
        take(Path(folder) / "frontend" / "work" / "reflex.lock", project_dir() / "reflex.lock")


if __name__ == "__main__":
    main()
