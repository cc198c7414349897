"""Measures the search of the exercise library: milliseconds a key with 1,000 exercises.

    python -m tests.bench.library

In Chromium slowed to a quarter (CDP `Emulation.setCPUThrottlingRate` 4): making the index, and every key of some
queries as one types them, at first without drawing. Ends with 1 when a limit is missed.
"""

import json
import statistics
import sys
from itertools import cycle, islice
from typing import Any

from playwright.sync_api import sync_playwright

from patient_app.content.exercise_library import library
from patient_app.content.locales import LANGUAGES
from tests import chromium
from tests.bench.phone import CLIENT, SLOWER, slow

EXERCISES = 1000
MAX_KEY_MS = 50.0
QUERIES = ("stretch", "rodilla fuerza", "side of the bed", "e", "zzzz", "exercise 99")

MEASURE = """
([source, rows, queries]) => {
  const { buildIndex, find } = new Function(`${source.replaceAll("export ", "")}; return { buildIndex, find };`)();
  const timed = (work) => {
    const from = performance.now();
    const found = work();
    return [performance.now() - from, found];
  };
  const [made, index] = timed(() => buildIndex(rows));
  const keys = queries.flatMap((query) => [...query].map((_, at) => query.slice(0, at + 1)));
  return { made, keys: keys.map((typed) => timed(() => find(index, typed))[0]) };
}
"""


def rows(count: int = EXERCISES) -> list[dict[str, Any]]:
    """As many rows as a large clinic has: the shipped exercises over and over, each with a name of its own."""
    return [
        {
            "id": f"{each.id}-{number}",
            "name": f"{each.name('en')}, exercise {number}",
            "names": [each.name(language) for language in LANGUAGES],
            "words": [word for language in LANGUAGES for word in (*each.steps(language), each.caution(language))],
            "region": each.region.value,
            "equipment": [item.value for item in each.equipment],
        }
        for number, each in enumerate(islice(cycle(library().values()), count))
    ]


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    source = (CLIENT / "exercise_search.js").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        page = browser.new_page()
        slow(page)
        found = page.evaluate(MEASURE, [source, json.loads(json.dumps(rows())), list(QUERIES)])
        browser.close()
    middle, worst = statistics.median(found["keys"]), max(found["keys"])
    print(f"The library's search, {EXERCISES} exercises, {SLOWER} times slower")
    print(f"  {'index, once':28} {found['made']:6.1f} ms")
    print(f"  {'a key':28} {middle:6.1f} ms   worst {worst:6.1f}   (at most {MAX_KEY_MS:.0f})")
    sys.exit(0 if worst <= MAX_KEY_MS else 1)


if __name__ == "__main__":
    main()
