"""What a person's browser meets when it opens the app: policy, live connection, dynamic pages."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, WebSocket

pytestmark = pytest.mark.browser


def test_the_first_page_connects_to_the_server_it_came_from(phone_page: Page, base_url: str) -> None:
    with phone_page.expect_websocket() as socket:
        phone_page.goto("/")
    opened: WebSocket = socket.value
    assert opened.url.startswith(base_url.replace("http", "ws") + "/_event")
    opened.wait_for_event("framereceived")


def test_the_first_page_breaks_no_rule_of_its_policy(laptop_page: Page) -> None:
    """The fixture fails on any breach; the style of the page must have arrived all the same."""
    laptop_page.goto("/", wait_until="networkidle")
    assert laptop_page.get_by_role("heading", level=1).is_visible()


def test_an_inline_script_that_was_not_built_does_not_run(laptop_page: Page, base_url: str) -> None:
    with urlopen(f"{base_url}/") as answer:
        policy = answer.headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]+)", policy)
    assert scripts
    assert "unsafe" not in scripts[1]
