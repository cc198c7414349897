"""A real server with the production build, one for each test process, and pages on a phone and on a laptop."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.browser.line import Line, line_to
from tests.servers import ROOT, serving

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "en-US",
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "en-US"}

SCREENSHOTS = ROOT / "test-results"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's data folder: empty. A test module with its own people overrides this.

    For each module: a fixture of the whole session is made once, with the folder of whichever module came first.
    """
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def base_url(data_dir: Path) -> Iterator[str]:
    """The address of a running server with the module's `data_dir`: the next module of this worker has another."""
    with serving(data_dir) as address:
        yield address


@pytest.fixture(scope="module")
def clinic_line(data_dir: Path) -> Iterator[Line]:
    """The line to a running server with the module's `data_dir`."""
    with serving(data_dir) as server, line_to(server) as found:
        yield found


@pytest.fixture
def line(clinic_line: Line) -> Iterator[Line]:
    """The line, for a test that cuts it: whole again afterwards."""
    yield clinic_line
    clinic_line.mend()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for each module: as long as it is open, an event loop runs in this process, and tests
    elsewhere that start their own could not."""
    executable = chromium.find()
    if executable is None:
        pytest.fail("No Chromium was found. `python -m tests.chromium` installs one.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=chromium.FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, base_url: str, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens pages, each in a browser profile of its own: `open_page(**PHONE)`.

    A script error or a breach of the content security policy on any of them fails the test; a failed test leaves
    their screenshots in test-results/.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def _open(**options: Any) -> Page:
        context = browser.new_context(base_url=base_url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        # Of every tab, also of those that a test opens by itself.
        context.on("weberror", lambda error: problems.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("console", lambda line: problems.append(line.text) if "Content Security" in line.text else None)
        return context.new_page()

    yield _open
    if problems or getattr(request.node, "failed", False):
        SCREENSHOTS.mkdir(exist_ok=True)
        for number, page in enumerate(page for context in contexts for page in context.pages):
            page.screenshot(path=SCREENSHOTS / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name)}-{number}.png")
    for context in contexts:
        context.close()
    assert not problems, f"errors on the page: {problems}"


@pytest.fixture
def phone_page(open_page: OpenPage) -> Page:
    """A page on a phone: 390 × 844, touch."""
    return open_page(**PHONE)


@pytest.fixture
def laptop_page(open_page: OpenPage) -> Page:
    """A page on a laptop: 1440 × 900."""
    return open_page(**LAPTOP)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Let the fixtures know that a test failed."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
