"""Which built file is the page at an address. Without it, `/today` would be led to `/today/` first: one more journey
over a slow line, and a second address for the same page."""

from pathlib import Path

from patient_app.serving.asgi import App, Receive, Scope, Send


def built_pages(static: Path) -> dict[str, Path]:
    """The HTML file of each built address: '/', '/today', '/es/today', … (and '/404', the shell for all others)."""
    found: dict[str, Path] = {}
    for file in static.rglob("*.html"):
        inside = file.relative_to(static).with_suffix("").as_posix()
        route = "/" + ("" if inside == "index" else inside.removesuffix("/index"))
        if file.name != "index.html" or route == "/":
            found[route] = file
    return found


class Pages:
    """Serves `/today` and `/today/` from `today.html`."""

    def __init__(self, app: App, routes: frozenset[str]) -> None:
        self.app = app
        self.routes = routes - {"/"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].rstrip("/") in self.routes:
            path = scope["path"].rstrip("/") + ".html"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)
