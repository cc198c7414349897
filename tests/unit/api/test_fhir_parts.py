"""Parts of the FHIR endpoint that need no database: how many requests, pages, and what is read from a request."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.api.fhir_r4.bundles import Links, mark, page_of, place, searchset, stream
from patient_app.api.fhir_r4.outcomes import Refused
from patient_app.api.fhir_r4.pace import Pace

NOON = datetime(2026, 3, 16, 12, tzinfo=UTC)
LINKS = Links("https://pt.example.org/fhir/r4", "Observation", (("patient", "a"), ("code", "s|c")))


def resource(id: str, kind: str = "Observation") -> dict[str, Any]:
    return {"resourceType": kind, "id": id}


def test_so_many_requests_a_minute_and_then_when_to_go_on() -> None:
    pace = Pace(most=3)
    assert [pace.wait("a", NOON + timedelta(seconds=second)) for second in (0, 10, 20, 30)] == [0, 0, 0, 30]
    assert pace.wait("b", NOON + timedelta(seconds=30)) == 0
    assert pace.wait("a", NOON + timedelta(seconds=60)) == 0


@given(st.lists(st.floats(0, 40), min_size=1, max_size=60))
def test_no_window_ever_has_more_than_it_may(steps: list[float]) -> None:
    pace, now, granted = Pace(most=4), NOON, []
    for step in steps:
        now += timedelta(seconds=step)
        wait = pace.wait("a", now)
        if wait == 0:
            granted.append(now)
        else:
            assert 1 <= wait <= 60
    assert all(sum(1 for each in granted if at <= each < at + timedelta(minutes=1)) <= 4 for at in granted)


def test_a_bounded_number_of_tokens_is_remembered() -> None:
    pace = Pace(remembered=5)
    for number in range(100):
        pace.wait(str(number), NOON)
    assert len(pace.requests) == 5


@given(st.lists(st.text("abc-1", min_size=1, max_size=4), unique=True, max_size=30), st.integers(1, 7))
def test_pages_together_are_everything_in_one_order(ids: list[str], count: int) -> None:
    found = [resource(id) for id in ids]
    seen, after = [], None
    while True:
        page = page_of(found, count, after)
        assert page.total == len(ids) and len(page.resources) <= count
        seen += [each["id"] for each in page.resources]
        after = page.goes_on_after
        if after is None:
            break
    assert seen == sorted(ids)


@given(st.sets(st.text("abcdef", min_size=1, max_size=3), min_size=4, max_size=30), st.data())
def test_what_comes_or_goes_between_pages_shifts_nothing_else(ids: set[str], data: st.DataObject) -> None:
    first = page_of([resource(id) for id in ids], 2, None)
    gone = data.draw(st.sets(st.sampled_from(sorted(ids))))
    come = data.draw(st.sets(st.text("abcdef", min_size=1, max_size=3)))
    rest = page_of([resource(id) for id in (ids - gone) | come], 500, first.goes_on_after)
    then, already = {each["id"] for each in rest.resources}, {each["id"] for each in first.resources}
    assert (ids - gone - already) <= then and not already & then


def test_a_mark_is_read_back_and_anything_else_is_refused() -> None:
    assert place(mark(("Observation", "é-1"))) == ("Observation", "é-1")
    for wrong in ("", "x", "%%%", "W10", mark(("a", "b"))[:-3], "e30", "WzEsMl0", "é", "A" * 500):
        with pytest.raises(Refused):
            place(wrong)


def test_a_page_leads_to_the_next_one() -> None:
    page = page_of([resource("1"), resource("2")], 1, None)
    bundle = searchset(page, LINKS, None, ("color",))
    links = {link["relation"]: link["url"] for link in bundle["link"]}
    assert links["self"] == "https://pt.example.org/fhir/r4/Observation?patient=a&code=s%7Cc"
    assert links["next"].startswith(links["self"] + "&_page=")
    assert [entry["search"]["mode"] for entry in bundle["entry"]] == ["match", "outcome"]
    assert bundle["total"] == 2 and "color" in bundle["entry"][1]["resource"]["issue"][0]["diagnostics"]


@pytest.mark.parametrize("ignored", [(), ("color",)])
@pytest.mark.parametrize("many", [0, 1, 3000])
def test_a_stream_is_one_bundle(many: int, ignored: tuple[str, ...]) -> None:
    pieces = list(stream((resource(str(number)) for number in range(many)), LINKS, ignored))
    bundle = json.loads(b"".join(pieces))
    assert bundle["total"] == many and len(bundle.get("entry", [])) == many + len(ignored)
    assert all(len(piece) < 100_000 for piece in pieces) and len(pieces) < 20
    assert ("entry" in bundle) == bool(many or ignored)
