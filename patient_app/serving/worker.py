"""Writes into the service worker what it keeps on a patient's phone: the list of files, each with its hash, and the
version, a hash over them all.

The pages tell themselves what they are, by a meta element (see `ui/app.py`): 'screen' works without a network;
of 'linked' ones a patient may come to, the scripts are kept, so that a tap on a link never meets a missing script;
'notice' is what is shown where there is no network, and needs no script.

An address with an id in it (`/measures/:code`) has no page of its own: the shell for all other addresses finds out in
the browser what to show. Which of those addresses work without a network is named in a meta element of that shell.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from patient_app.serving.headers import SHELL, policy
from patient_app.serving.pages import built_pages

Rewrite = Callable[[Path, str], None]
"""Writes a served file anew, with its compressed copies."""

META = "homestretch-offline"
ADDRESSES = "homestretch-offline-addresses"
FILES = ("/favicon.svg", "/apple-touch-icon.png", "/manifest.webmanifest", "/icon-192.png", "/icon-512.png")

_KIND = re.compile(rf'<meta\b(?=[^>]*\bname="{META}")[^>]*\bcontent="(\w+)"')
_ADDRESSES = re.compile(rf'<meta\b(?=[^>]*\bname="{ADDRESSES}")[^>]*\bcontent="([^"]+)"')
_STYLES = re.compile(r'href="(/assets/[\w.-]+\.css)"')
_SCRIPTS = re.compile(r"<script\b.*?</script>|<link\b[^>]*modulepreload[^>]*>", re.DOTALL)
_ROUTES = re.compile(r"window\.__reactRouterManifest=(\{.*\});?\s*$", re.DOTALL)
_IMPORTS = re.compile(r"""(?:\bfrom|\bimport|\bimport\()\s*(["'`])\./([\w.-]+\.js)\1""")
_SHELL = re.compile(r"^const SHELL = .*;$", re.MULTILINE)


class Unexpected(Exception):
    """The build does not look as it should; the message says where."""


def fill_worker(static: Path, rewrite: Rewrite) -> None:
    """Make the built `sw.js` know the built files. The last step: nothing may change afterwards."""
    pages = {route: (file, _kind(file)) for route, file in built_pages(static).items()}
    for file, kind in pages.values():
        if kind == "notice":
            rewrite(file, _SCRIPTS.sub("", file.read_text()))
    screens = sorted(route for route, (_, kind) in pages.items() if kind == "screen")
    addresses = _addresses(pages[SHELL][0]) if SHELL in pages else []
    kept = {route: file for route, (file, kind) in pages.items() if kind in {"screen", "notice"}}
    if addresses:
        kept[SHELL] = pages[SHELL][0]
    wanted = {*screens, *addresses, *(route for route, (_, kind) in pages.items() if kind == "linked")}
    styles = {style for file in kept.values() for style in _STYLES.findall(file.read_text())}
    files = kept | {path: static / path[1:] for path in (*FILES, *styles, *_scripts(static / "assets", wanted))}
    worker = static / "sw.js"
    text, count = _SHELL.subn(lambda _: f"const SHELL = {_described(files, screens, addresses)};", worker.read_text())
    if count != 1 or not screens:
        raise Unexpected("sw.js has no place for the list, or no page says that it works without a network.")
    rewrite(worker, text)


def _kind(file: Path) -> str | None:
    found = _KIND.search(file.read_text())
    return found[1] if found else None


def _addresses(shell: Path) -> list[str]:
    """The addresses with an id in them that work without a network: `/measures/:code`."""
    found = _ADDRESSES.search(shell.read_text())
    return sorted(found[1].split()) if found else []


def _scripts(assets: Path, routes: Iterable[str]) -> set[str]:
    """What the start of any page needs, the chunks of these routes, and all that they import, at once or later."""
    tables = list(assets.glob("manifest-*.js"))
    table = _ROUTES.search(tables[0].read_text()) if len(tables) == 1 else None
    if table is None:
        raise Unexpected("React Router no longer writes its table of routes as expected.")
    known = json.loads(table[1])
    chunks = {"/" + each.get("path", ""): each for name, each in known["routes"].items() if name != "root"}
    wanted = [known["entry"], known["routes"]["root"], *(chunks[route] for route in routes)]
    reached = [tables[0].name, *(Path(path).name for each in wanted for path in (each["module"], *each["imports"]))]
    for name in reached:  # grows while it is read
        found = {match[2] for match in _IMPORTS.finditer((assets / name).read_text())}
        reached += sorted(found.difference(reached))
    return {f"/assets/{name}" for name in reached}


def _described(files: dict[str, Path], screens: list[str], addresses: list[str]) -> str:
    """The literal for `SHELL`. The version also changes with the policies that the pages are sent with."""
    digests = {path: _integrity(files[path]) for path in sorted(files)}
    policies = [policy(file.read_text()) for file in files.values() if file.suffix == ".html"]
    version = hashlib.sha256(json.dumps([digests, sorted(policies)]).encode()).hexdigest()[:16]
    return json.dumps({"version": version, "files": digests, "screens": screens, "addresses": addresses})


def _integrity(file: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"
