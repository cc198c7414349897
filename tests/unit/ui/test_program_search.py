"""The library beside the program builder finds exercises as one types, in both languages."""

from time import perf_counter

import pytest

from patient_app.content.exercise_library import library
from patient_app.content.locales import translator
from patient_app.ui.pages.program_search import Entry, find, index, rows

FOUND = list(library().values())


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return index(rows(translator("en"), FOUND), FOUND)


def test_without_words_the_whole_library_stands_by_name(entries: tuple[Entry, ...]) -> None:
    names = [library()[id].name("en") for id in find(entries, "")]
    assert len(names) == len(FOUND)
    assert names == sorted(names, key=str.casefold)


def test_a_name_is_found_in_either_language(entries: tuple[Entry, ...]) -> None:
    assert find(entries, "bird") == ["bird-dog"]
    assert find(entries, "brazo y pierna contrarios") == ["bird-dog"]


def test_accents_and_capitals_make_no_difference(entries: tuple[Entry, ...]) -> None:
    assert find(entries, "FLEXIÓN") == find(entries, "flexion")


def test_region_and_purpose_are_words_too(entries: tuple[Entry, ...]) -> None:
    ids = find(entries, "knee strength")
    assert "mini-squat" in ids
    assert all(library()[id].purpose == "strength" for id in ids)


def test_a_name_that_begins_so_comes_first(entries: tuple[Entry, ...]) -> None:
    assert find(entries, "walk")[0] == "walk"


def test_filters_narrow_the_search(entries: tuple[Entry, ...]) -> None:
    ids = find(entries, "", region="neck", purpose="flexibility")
    assert ids == ["upper-trap-stretch"]


def test_nothing_is_found_for_nonsense(entries: tuple[Entry, ...]) -> None:
    assert find(entries, "zzz") == []


def test_a_key_takes_far_less_than_50_milliseconds(entries: tuple[Entry, ...]) -> None:
    start = perf_counter()
    for _ in range(20):
        find(entries, "str")
    assert (perf_counter() - start) / 20 < 0.05
