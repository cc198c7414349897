"""`docs/fhir.md` and the code say the same: each code with what it means, each extension with its parts."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from patient_app.domain.entries import Answer, MorningSettled, NotDoneReason
from patient_app.domain.goals import GoalCategory
from patient_app.domain.journey import EventKind
from patient_app.domain.people import Role, SharePart
from patient_app.domain.program import Side
from patient_app.domain.visits import VisitKind
from patient_app.presenters.fhir.codes import CONTENT_SYSTEMS, SYSTEMS
from patient_app.presenters.fhir.elements import structure, system

Json = dict[str, Any]
TEXT = (Path(__file__).parents[2] / "docs" / "fhir.md").read_text("utf-8")
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CHECKED_LOINC = {
    *("72514-3", "89179-6", "97909-6", "91147-9", "41343-5", "41345-0", "41347-6", "41349-2", "41389-8", "41390-6"),
    *("41381-5", "41382-3", "41387-2", "41388-0", "41391-4", "41295-7", "41307-0", "41297-3", "41309-6", "41299-9"),
}
"""Those that were seen in a source (facts.md 7.3, V and V2)."""


def _rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    after = TEXT.split(f"{heading}\n", 1)[1]
    lines = re.split(r"\n#", after)[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def test_every_code_is_documented_as_it_is() -> None:
    for name, codes in SYSTEMS.items():
        expected = [
            [f"`{each.code}`", each.meaning, each.unit, _number(each.low), _number(each.high), each.better]
            for each in codes
        ]
        found = [(row + [""] * 4)[:6] for row in _rows(f"### {name}")]
        assert found == expected, name


def test_systems_of_content_are_named() -> None:
    section = TEXT.split("## Our code systems", 1)[1].split("###", 1)[0]
    assert all(f"`{name}`" in section for name in CONTENT_SYSTEMS)


def test_the_systems_have_every_word_of_the_domain() -> None:
    words = {
        "not-done-reason": NotDoneReason,
        "morning-settled": MorningSettled,
        "answer": Answer,
        "goal-category": GoalCategory,
        "journey": EventKind,
        "role": Role,
        "share-part": SharePart,
        "side": Side,
        "visit": VisitKind,
    }
    for name, kind in words.items():
        assert {each.code for each in SYSTEMS[name]} == {word.value for word in kind}, name


def test_bundles_have_no_code_that_is_not_documented(resources: list[Json]) -> None:
    used: defaultdict[str, set[str]] = defaultdict(set)
    for coding in _codings(resources):
        used[coding["system"]].add(coding["code"])
    ours = {system(name): {each.code for each in codes} for name, codes in SYSTEMS.items()}
    for found, codes in used.items():
        if found in ours:
            assert codes <= ours[found], found
        elif found.startswith("urn:homestretch"):
            assert found in {system(name) for name in CONTENT_SYSTEMS}
    assert used["http://loinc.org"] <= CHECKED_LOINC


def test_bundles_have_no_extension_that_is_not_documented(resources: list[Json]) -> None:
    told = {
        structure(cells[0].strip("`")): set(re.findall(r"`([A-Za-z0-9]+)`", cells[2]))
        for cells in _rows("## Our extensions")
    }
    told[structure("dose")] |= {"kind", "colour", "mass"}
    used: defaultdict[str, set[str]] = defaultdict(set)
    for extension in _extensions(resources):
        if extension["url"] != ORDINAL:
            used[extension["url"]] |= {part["url"] for part in _parts(extension)}
    assert set(used) <= set(told)
    for url, parts in used.items():
        assert parts <= told[url], url


def test_no_word_of_a_licensed_questionnaire_is_passed_on(resources: list[Json]) -> None:
    """The ones whose wording may not be shipped have a score and no answers with words."""
    scores = [each for each in resources if each["id"].endswith("-score")]
    assert {code["code"] for each in scores for code in each["code"]["coding"]} >= {"ndi", "rmdq"}
    licensed = [each for each in scores if any(code["code"] == "ndi" for code in each["code"]["coding"])]
    assert licensed and not any("derivedFrom" in each for each in licensed)


def _codings(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if "system" in value and "code" in value and "value" not in value:
            yield value
        for each in value.values():
            yield from _codings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _codings(each)


def _extensions(value: Any) -> Iterator[Json]:
    """Extensions of resources and elements, not those inside another one."""
    if isinstance(value, dict):
        yield from value.get("extension", ())
        for name, each in value.items():
            if name != "extension":
                yield from _extensions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _extensions(each)


def _parts(extension: Json) -> Iterator[Json]:
    for part in extension.get("extension", ()):
        yield part
        yield from _parts(part)
