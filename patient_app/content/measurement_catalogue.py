"""What can be measured in clinic: joints with their movements, tests, and the rows a sheet offers for a body region.

Data files in `measurements/`: one a joint, one a test, the grades of strength and the presets. Normal ranges are tagged
as the fact sheet does: all of them are G, commonly published values that nobody here has checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from patient_app.content.data_file import DataFileError, Fields, open_fields, read_all
from patient_app.content.outcome_measures import Direction
from patient_app.content.wording import Wording
from patient_app.domain import measures
from patient_app.domain.measurements import (
    DYNAMOMETER,
    GRADES,
    LEAST_DEGREES,
    MMT,
    MOST_DEGREES,
    NEWTONS,
    ROM,
    Scale,
    What,
)
from patient_app.domain.program import Side

GENERAL = "general"
"""The preset for a region that has none of its own, and when the region is not known."""

MOST_KILOGRAMS = 200.0
"""A hand-held dynamometer shows no more."""

TAGS = frozenset({"V", "V2", "G", "D"})
"""How far a fact was checked (facts.md): V and V2 were seen in a source, G was not, D is our own."""

_UNITS = frozenset({"deg", "s", "min", "m/s", "1"})


@dataclass(frozen=True, slots=True)
class NormalRange:
    """The range of motion that is usual in adults, in degrees, where it comes from, and how far that was checked."""

    low: float
    high: float
    source: str
    tag: str


@dataclass(frozen=True, slots=True)
class Loinc:
    """A LOINC code (facts.md 7.3), for one side or without one, of active or passive motion."""

    code: str
    side: Side | None
    active: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of a joint. `strength`: it can be tested against resistance. `sided`: left and right differ."""

    id: str
    names: Wording
    sided: bool
    range_of_motion: bool
    normal: NormalRange | None
    strength: bool
    hint: Wording | None
    loinc: tuple[Loinc, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint or a part of the spine."""

    id: str
    order: int
    names: Wording
    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class TimedTest:
    """A test with a number: seconds, counts, a speed, degrees."""

    id: str
    order: int
    names: Wording
    sided: bool
    scale: Scale
    instruction: Wording


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of strength by hand. Those with + or - stand between others and have no words of their own."""

    grade: str
    names: Wording | None


@dataclass(frozen=True, slots=True)
class Item:
    """One row that can be measured: what, on which sides, on what scale. Joint and movement are absent for tests."""

    what: What
    sided: bool
    scale: Scale
    joint: Joint | None = None
    movement: Movement | None = None
    test: TimedTest | None = None

    @property
    def key(self) -> str:
        """As `What.key`."""
        return self.what.key

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The cells of the row: left and right, or one without a side."""
        return (Side.LEFT, Side.RIGHT) if self.sided else (None,)

    @property
    def normal(self) -> NormalRange | None:
        """The usual range, for range of motion."""
        return self.movement.normal if self.movement and self.what.kind == ROM else None

    def place(self, language: str) -> str:
        """The joint's name; empty for tests."""
        return self.joint.names.text(language) if self.joint else ""

    def name(self, language: str) -> str:
        """The movement's or the test's name."""
        named = self.movement or self.test
        return named.names.text(language) if named else self.key

    def hint(self, language: str) -> str:
        """How it is measured, when there is something to say."""
        if self.test:
            return self.test.instruction.text(language)
        hint = self.movement.hint if self.movement and self.what.kind == ROM else None
        return hint.text(language) if hint else ""


N = TypeVar("N", Joint, TimedTest)


@cache
def items() -> Mapping[str, Item]:
    """Every row that can be measured, by key: motion, then strength, then tests. Raises `DataFileError`."""
    found = [item for joint in joints() for item in _items(joint)]
    by_kind = sorted(found, key=lambda item: (ROM, MMT, DYNAMOMETER).index(item.what.kind))
    tested = [Item(What(test.id), test.sided, test.scale, test=test) for test in timed_tests()]
    return MappingProxyType({item.key: item for item in (*by_kind, *tested)})


@cache
def joints() -> tuple[Joint, ...]:
    """Every joint, from head to foot. Raises `DataFileError` naming the file and the field."""
    return _in_order(read_all(_folder().joinpath("joints"), parse_joint))


@cache
def timed_tests() -> tuple[TimedTest, ...]:
    """Every test. Raises `DataFileError` naming the file and the field."""
    return _in_order(read_all(_folder().joinpath("tests"), parse_test))


@cache
def grades() -> tuple[Grade, ...]:
    """The grades of strength from none to normal. Raises `DataFileError` unless they are those of the domain."""
    return parse_grades(open_fields(_folder().joinpath("grades.json")))


@cache
def _presets() -> Mapping[str, tuple[str, ...]]:
    return parse_presets(open_fields(_folder().joinpath("presets.json")))


def preset(region: str | None) -> tuple[str, ...]:
    """The keys of the rows that a sheet offers first for a body region, in order."""
    return _presets().get(region or GENERAL, _presets()[GENERAL])


def parse_joint(fields: Fields) -> Joint:
    """One joint from its file's fields."""
    joint = Joint(
        id=fields.text("id"),
        order=fields.integer("order", 0, 1000),
        names=fields.wording("name"),
        movements=tuple(_movement(each) for each in fields.each("movements")),
    )
    fields.done()
    if not joint.movements:
        raise fields.error("movements", "must have at least one movement")
    if len({movement.id for movement in joint.movements}) < len(joint.movements):
        raise fields.error("movements", "names a movement twice")
    return joint


def parse_test(fields: Fields) -> TimedTest:
    """One test from its file's fields."""
    unit = fields.text("unit")
    if unit not in _UNITS:
        raise fields.error("unit", f"must be one of {', '.join(sorted(_UNITS))}")
    low, high = fields.number("low", 0, 10_000), fields.number("high", 0, 10_000)
    if low >= high:
        raise fields.error("high", "must be above low")
    distance = fields.optional_number("distance_m", 1, 1000)
    if distance is not None and unit != "m/s":
        raise fields.error("distance_m", "is for a speed only")
    test = TimedTest(
        id=fields.text("id"),
        order=fields.integer("order", 0, 1000),
        names=fields.wording("name"),
        sided=fields.flag("sided"),
        scale=Scale(
            units=(unit,),
            low=low,
            high=high,
            decimals=fields.integer("decimals", 0, 3),
            direction=measures.Direction(fields.choice("direction", Direction).value),
            distance_m=distance,
        ),
        instruction=fields.wording("instruction"),
    )
    fields.done()
    return test


def parse_grades(fields: Fields) -> tuple[Grade, ...]:
    """The grades from their file's fields."""
    fields.text("source")
    _tag(fields)
    found = tuple(_grade(each) for each in fields.each("grades"))
    fields.done()
    if tuple(each.grade for each in found) != GRADES:
        raise fields.error("grades", f"must be {', '.join(GRADES)}, in this order")
    return found


def parse_presets(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    """The presets from their file's fields: {region: [row, …]}."""
    found = {region: fields.texts(region) for region in fields.names()}
    if GENERAL not in found:
        raise fields.error(GENERAL, "is missing")
    for region, keys in found.items():
        for at, key in enumerate(keys):
            if key not in items():
                raise fields.error(f"{region}.{at}", f"is no row: {key!r}")
        if len(set(keys)) < len(keys):
            raise fields.error(region, "names a row twice")
    return MappingProxyType(found)


def _items(joint: Joint) -> list[Item]:
    found = []
    for movement in joint.movements:
        ways: list[tuple[What, Scale]] = []
        if movement.range_of_motion:
            ways += [(What(ROM, joint.id, movement.id, active), _DEGREES) for active in (True, False)]
        if movement.strength:
            ways += [(What(MMT, joint.id, movement.id), Scale(direction=_STRONGER))]
            ways += [(What(DYNAMOMETER, joint.id, movement.id), _FORCE)]
        found += [Item(what, movement.sided, scale, joint, movement) for what, scale in ways]
    return found


_DEGREES = Scale(("deg",), LEAST_DEGREES, MOST_DEGREES)
_STRONGER = measures.Direction.HIGHER_IS_BETTER
_FORCE = Scale(("kg", *(unit for unit in NEWTONS if unit != "kg")), 0, MOST_KILOGRAMS, 1, _STRONGER)


def _movement(fields: Fields) -> Movement:
    movement = Movement(
        id=fields.text("id"),
        names=fields.wording("name"),
        sided=fields.flag("sided"),
        range_of_motion=fields.flag("range_of_motion"),
        normal=_normal(fields.optional_fields("normal")),
        strength=fields.flag("strength"),
        hint=fields.optional_wording("hint"),
        loinc=tuple(_loinc(each) for each in fields.each("loinc")),
    )
    fields.done()
    if not movement.range_of_motion and not movement.strength:
        raise fields.error("strength", "must be true when there is no range of motion")
    return movement


def _normal(fields: Fields | None) -> NormalRange | None:
    if fields is None:
        return None
    normal = NormalRange(
        low=fields.number("low", LEAST_DEGREES, MOST_DEGREES),
        high=fields.number("high", LEAST_DEGREES, MOST_DEGREES),
        source=fields.text("source"),
        tag=_tag(fields),
    )
    fields.done()
    if normal.low > normal.high:
        raise fields.error("high", "must not be below low")
    return normal


def _loinc(fields: Fields) -> Loinc:
    side = fields.optional_choice("side", Side)
    if side not in (None, Side.LEFT, Side.RIGHT):
        raise fields.error("side", "must be left, right or null")
    code = Loinc(fields.text("code"), side, fields.flag("active"), _tag(fields))
    fields.done()
    return code


def _grade(fields: Fields) -> Grade:
    grade = Grade(fields.text("grade"), fields.optional_wording("name"))
    fields.done()
    return grade


def _tag(fields: Fields) -> str:
    tag = fields.text("tag")
    if tag not in TAGS:
        raise fields.error("tag", f"must be one of {', '.join(sorted(TAGS))}")
    return tag


def _folder() -> Traversable:
    return resources.files("patient_app.content").joinpath("measurements")


def _in_order(found: Mapping[str, N]) -> tuple[N, ...]:
    for name, each in found.items():
        if each.id != name:
            raise DataFileError(f"{name}.json", "id", f"must be the file's name, {name!r}")
    return tuple(sorted(found.values(), key=lambda each: each.order))
