"""Draws the pictures of the installed app into `assets/`: icons from the mark in `favicon.svg` and, with the address of
a running demo, its screenshots. `python -m tests.app_pictures [http://127.0.0.1:8400]`; run it when the mark or the
screens have changed."""

import json
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from patient_app.services.demo import PASSWORD
from patient_app.ui.client.strings import CLIENT
from patient_app.ui.theme import LIGHT
from tests import chromium
from tests.servers import ROOT

ASSETS = ROOT / "assets"
SIZES = (192, 512)
SHORTCUT_SIZE = 192
SHORTCUTS = {"today": "today", "check-in": "check-circle"}
"""Shortcut -> name of its icon in icons.json or bar_icons.json."""

# A mask may cut off all but the middle circle of 80 %.
SAFE = 0.82
NARROW = {"viewport": {"width": 432, "height": 936}, "device_scale_factor": 2.5, "is_mobile": True, "has_touch": True}
WIDE = {"viewport": {"width": 1280, "height": 800}}
SCREENSHOTS = (("today", "/today", NARROW), ("check-in", "/check-in", NARROW), ("progress", "/progress", WIDE))


def icons(browser: Browser) -> None:
    """`any`: the mark as it is; `maskable`: on a ground that goes to the edges; and one for each shortcut."""
    mark = (ASSETS / "favicon.svg").read_text()
    inside = mark.partition(">")[2].rpartition("</svg>")[0]
    for size in SIZES:
        _draw(browser, ASSETS / f"icon-{size}.png", size, mark)
        _draw(browser, ASSETS / f"icon-maskable-{size}.png", size, _on_ground(_middle(inside, 32, SAFE), 32))
    drawings = json.loads((CLIENT / "icons.json").read_text()) | json.loads((CLIENT / "bar_icons.json").read_text())
    for shortcut, name in SHORTCUTS.items():
        paths = "".join(f'<path d="{path}"/>' for path in drawings[name])
        lines = f'<g fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round">{paths}</g>'
        _draw(browser, ASSETS / f"shortcut-{shortcut}.png", SHORTCUT_SIZE, _on_ground(_middle(lines, 24, 0.6), 24))


def screenshots(browser: Browser, address: str) -> None:
    """The patient's screens of the demo, as they are today."""
    for name, path, options in SCREENSHOTS:
        page = browser.new_context(base_url=address, locale="en-US", color_scheme="light", **options).new_page()
        _sign_in(page)
        page.goto(path, wait_until="networkidle")
        page.screenshot(path=ASSETS / "screenshots" / f"{name}.png")
        page.context.close()


def _sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email").fill("maria@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today")


def _middle(drawing: str, box: int, share: float) -> str:
    edge = box * (1 - share) / 2
    return f'<g transform="translate({edge} {edge}) scale({share})">{drawing}</g>'


def _on_ground(drawing: str, box: int) -> str:
    ground = f'<rect width="{box}" height="{box}" fill="{LIGHT.pine}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box}">{ground}{drawing}</svg>'


def _draw(browser: Browser, file: Path, size: int, svg: str) -> None:
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}")
    page.screenshot(path=file, omit_background=True)
    page.close()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        icons(launched)
        if len(sys.argv) > 1:
            screenshots(launched, sys.argv[1])
        launched.close()
