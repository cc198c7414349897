"""Measures the phone: the size of its own code, the start of /today from the home screen offline, and a tap.

    python -m tests.bench.phone

Start and taps are measured in Chromium slowed to a quarter (CDP `Emulation.setCPUThrottlingRate` 4), on the demo's
first patient. A tap is measured from the input event to the frame that shows it, with the network as it is, far away,
failing, and gone. Ends with 1 when a limit is missed.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from tests import chromium
from tests.bench.lighthouse import demo
from tests.browser.conftest import PHONE
from tests.servers import ROOT, front_end

MAX_KIB = 25.0
MAX_START_MS = 400.0
MAX_TAP_MS = 50.0
SLOWER = 4
RUNS = 9
CALM_MS = 2000

CLIENT = ROOT / "patient_app" / "ui" / "client"
PHONE_CODE = ("board.jsx", "session.jsx")
"""What the limit is for: board and player, with the outbox and all else of ours that they import."""
SCREENS = ("today.jsx", "session.jsx", "check_in.jsx")
OUTSIDE = ("react", "react/jsx-runtime", "react-router", "$/utils/context", "$/utils/state")

# The instant at which the program is first on the screen: after the frame that paints it.
WATCH_START = """
new MutationObserver((_, watcher) => {
  if (!document.querySelector(".hs-check, .hs-card-done")) return;
  watcher.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.programShown = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""
PROGRAM_SHOWN = """
new Promise((done) => {
  const look = () => (window.programShown ? done(window.programShown) : setTimeout(look, 20));
  look();
})
"""
# From the input event to the frame that shows the exercise as done.
WATCH_TAP = """
window.taps = [];
addEventListener("click", (event) => {
  if (!event.target.closest(".hs-check")) return;
  const before = document.querySelectorAll(".hs-mark-done").length;
  const look = () => {
    const isShown = document.querySelectorAll(".hs-mark-done").length > before;
    if (isShown) window.taps.push(performance.now() - event.timeStamp);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, true);
"""


def size_kib(screens: tuple[str, ...] = PHONE_CODE) -> float:
    """The screens with everything of ours that they import, in one bundle, minified, brotli; React is outside."""
    modules = front_end().parent / "work" / ".web" / "node_modules"
    with tempfile.TemporaryDirectory() as folder:
        entry = Path(folder) / "entry.js"
        entry.write_text("".join(f"export * from {json.dumps(str(CLIENT / screen))};\n" for screen in screens))
        config = {"input": str(entry), "external": list(OUTSIDE), "platform": "browser"}
        script = Path(folder) / "bundle.mjs"
        script.write_text(
            f"import {{ rolldown }} from {json.dumps(str(modules / 'rolldown' / 'dist' / 'index.mjs'))};\n"
            f"const bundle = await rolldown({json.dumps(config)});\n"
            'const { output } = await bundle.generate({ format: "esm", minify: true, comments: false });\n'
            "process.stdout.write(output.map((each) => each.code).join(''));\n"
        )
        node = Path(sys.executable).parent / "node"
        code = subprocess.run([node, script], capture_output=True, check=True).stdout
    return len(brotli.compress(code)) / 1024


def start_ms(context: BrowserContext, path: str) -> float:
    """A cold page on `path`, slowed: milliseconds until the program is on the screen."""
    page = context.new_page()
    page.wait_for_timeout(CALM_MS)
    slow(page)
    page.add_init_script(WATCH_START)
    page.goto(path)
    shown = float(page.evaluate(PROGRAM_SHOWN))
    page.close()
    return shown


def tap_ms(page: Page, names: list[str]) -> list[float]:
    """Taps on the checks of these exercises, and undone again: milliseconds of each."""
    for name in names:
        page.get_by_role("button", name=f"{name}: done").tap()
        page.wait_for_timeout(CALM_MS)  # nothing looks at the page while it answers
        page.get_by_role("button", name=f"Undo {name}").tap()
        page.wait_for_timeout(CALM_MS)
    found: list[float] = page.evaluate("window.taps.splice(0)")
    return found


def slow(page: Page) -> None:
    """A phone with a quarter of this machine's speed."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def open_checks(page: Page) -> list[str]:
    """The exercises that can be checked off."""
    labels = page.locator(".hs-check").evaluate_all("(all) => all.map((each) => each.getAttribute('aria-label'))")
    return [label.removesuffix(": done") for label in labels]


def measured_phone(report: Callable[[str, list[float], float], None]) -> None:
    """Start and taps on the demo's first patient."""
    with demo() as (base, email, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        context = browser.new_context(base_url=base, **PHONE)
        page = signed_in(context, email, password)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto("/today")
        page.locator(".hs-check, .hs-card-done").first.wait_for()
        page.wait_for_timeout(3000)  # the worker keeps the figures; nothing else is measured meanwhile
        page.close()
        report("start of /today online", [start_ms(context, "/today") for _ in range(RUNS)], MAX_START_MS)
        context.set_offline(True)
        report("start of /today offline", [start_ms(context, "/today") for _ in range(RUNS)], MAX_START_MS)
        context.set_offline(False)
        for name, network in NETWORKS.items():
            page = context.new_page()
            page.add_init_script(WATCH_TAP)
            page.goto("/today")
            page.locator(".hs-check").first.wait_for()
            slow(page)
            network(context)
            report(f"tap, network {name}", tap_ms(page, open_checks(page)[:2] * 4), MAX_TAP_MS)
            context.set_offline(False)
            context.unroute_all()
            page.close()
        browser.close()


def signed_in(context: BrowserContext, email: str, password: str) -> Page:
    """A page of a patient who has just signed in."""
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today")
    return page


def _failing(context: BrowserContext) -> None:
    context.route("**/api/v1/sync", lambda route: route.fulfill(status=500, body=""))


def _never_answering(context: BrowserContext) -> None:
    waiting: list[Route] = []
    context.route("**/api/v1/sync", lambda route: waiting.append(route))


NETWORKS: dict[str, Callable[[BrowserContext], Any]] = {
    "as it is": lambda context: None,
    "that never answers": _never_answering,
    "that fails": _failing,
    "that is gone": lambda context: context.set_offline(True),
}


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    kept = []

    def report(name: str, times: list[float], most: float) -> None:
        middle, worst = statistics.median(times), max(times)
        kept.append(middle <= most)
        print(f"  {name:28} {middle:6.0f} ms   worst {worst:6.0f}   (at most {most:.0f})", flush=True)

    kib = size_kib()
    kept.append(kib <= MAX_KIB)
    print(f"The phone, {SLOWER} times slower, median of {RUNS}")
    print(f"  {'outbox, player, board':28} {kib:6.1f} KiB brotli          (at most {MAX_KIB:.0f})", flush=True)
    print(f"  {'all of the three screens':28} {size_kib(SCREENS):6.1f} KiB", flush=True)
    for screen in SCREENS:
        print(f"    {screen:26} {size_kib((screen,)):6.1f} KiB alone", flush=True)
    measured_phone(report)
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
