"""What a browser keeps of the app, and starting it anew, for tests of the patient's screens without a network."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

PATIENCE_SECONDS = 20


def until(page: Page, condition: Callable[[], object]) -> None:
    """Wait until a condition outside the page holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {PATIENCE_SECONDS} s in vain")
        page.wait_for_timeout(50)


def holds(page: Page, script: str, argument: Any = None) -> None:
    """Wait until a script gives true. (Playwright's own way of waiting needs `eval`, which the pages forbid.)"""
    until(page, lambda: page.evaluate(script, argument))


def shell_kept(page: Page) -> None:
    """Wait until the worker has fetched everything. It answers for the pages that are opened from now on."""
    holds(page, "navigator.serviceWorker.getRegistration().then((found) => found?.active?.state === 'activated')")


def cold(context: BrowserContext, path: str) -> Page:
    """A new tab on `path` after all others were closed."""
    for page in context.pages:
        page.close()
    page = context.new_page()
    page.goto(path)
    return page


def in_caches(page: Page) -> dict[str, str]:
    """Everything in the origin's caches: address and text."""
    found: dict[str, str] = page.evaluate(
        """async () => {
          const found = {};
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const url = new URL(request.url);
              found[name + ' ' + url.pathname + url.search] = await (await cache.match(request)).text();
            }
          }
          return found;
        }"""
    )
    return found


def in_database(page: Page) -> dict[str, list[tuple[Any, Any]]]:
    """Everything in the phone's IndexedDB: (key, value) pairs by store."""
    found: dict[str, list[tuple[Any, Any]]] = page.evaluate(
        """async () => {
          const asked = (request) => new Promise((done, failed) => {
            request.onsuccess = () => done(request.result);
            request.onerror = () => failed(request.error);
          });
          const database = await asked(indexedDB.open('homestretch'));
          const found = {};
          for (const name of database.objectStoreNames) {
            const store = database.transaction(name).objectStore(name);
            const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
            found[name] = keys.map((key, at) => [key, values[at]]);
          }
          database.close();
          return found;
        }"""
    )
    return found
