"""Measurements taken in clinic, in words: catalogue, sheet, history, and the table of the summary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.measurements import (
    DYNAMOMETER,
    GRADES,
    MMT,
    ROM,
    Found,
    Measurement,
    MeasurementChange,
    Progress,
    Scale,
    VoidReason,
    What,
    shown_unit,
)
from patient_app.domain.measures import Turn
from patient_app.domain.program import Side
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words, short_day
from patient_app.presenters.people import moment


class Normal(Protocol):
    """A usual range of motion in degrees, and where it comes from."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def source(self) -> str: ...


class Named(Protocol):
    """What is measured, with its names."""

    @property
    def what(self) -> What: ...
    def place(self, language: str) -> str: ...
    def name(self, language: str) -> str: ...


class Item(Named, Protocol):
    """A row as content knows it."""

    @property
    def sided(self) -> bool: ...
    @property
    def scale(self) -> Scale: ...
    @property
    def normal(self) -> Normal | None: ...
    def hint(self, language: str) -> str: ...


class Cell(Protocol):
    """One side of a row (see `services.measurements.Cell`)."""

    @property
    def side(self) -> Side | None: ...
    @property
    def values(self) -> Sequence[Measurement]: ...
    @property
    def progress(self) -> Progress | None: ...


class Row(Protocol):
    """A row of the sheet (see `services.measurements.SheetRow`)."""

    @property
    def key(self) -> str: ...
    @property
    def item(self) -> Item | None: ...
    @property
    def cells(self) -> Sequence[Cell]: ...


class Identity(Protocol):
    """Whose record it is (see `services.measurements.Identity`)."""

    @property
    def patient_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def problem(self) -> str | None: ...
    @property
    def region(self) -> str | None: ...
    @property
    def since(self) -> date | None: ...


class Sheet(Protocol):
    """The sheet of a patient (see `services.measurements.Sheet`)."""

    @property
    def identity(self) -> Identity: ...
    @property
    def today(self) -> date: ...
    @property
    def earliest(self) -> date: ...
    @property
    def rows(self) -> Sequence[Row]: ...
    @property
    def sees_journey(self) -> bool: ...


class Past(Protocol):
    """A value of the history with its people (see `services.measurements.Past`)."""

    @property
    def measurement(self) -> Measurement: ...
    @property
    def measured_by(self) -> str: ...
    @property
    def voided_by(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """What can be measured, for the sheet. `how`: 'Active'; `grades`: what may be typed instead of a number."""

    key: str
    group: str
    name: str
    how: str
    sided: bool
    unit: str
    normal: str
    hint: str
    low: float
    high: float
    grades: tuple[str, ...]
    has_units: bool


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value that counts, with its date (ISO) and its text as it is typed."""

    id: str = ""
    on: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change: with its sign (grades have none), in a word, with its icon and tone. Empty when there is none."""

    text: str = ""
    word: str = ""
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """One side of a row: first and last value with their dates, the change, and every value that counts."""

    side: str = ""
    first: str = ""
    first_on: str = ""
    last: str = ""
    last_on: str = ""
    change: ChangeView = ChangeView()
    values: tuple[ValueView, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the sheet; its name stands in the catalogue, except for one that the catalogue does not know."""

    key: str = ""
    name: str = ""
    cells: tuple[CellView, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """The sheet: whose it is, the dates that may be typed (ISO), the usual unit of force, and the rows."""

    patient_id: str = ""
    name: str = ""
    about: tuple[str, ...] = ()
    today: str = ""
    earliest: str = ""
    force_unit: str = "kg"
    rows: tuple[RowView, ...] = ()


@dataclass(frozen=True, slots=True)
class PastView:
    """A value of the history. `live`: it counts, and can be corrected or removed. `state`: what became of it."""

    id: str = ""
    side: str = ""
    value: str = ""
    typed: str = ""
    on: str = ""
    by: str = ""
    state: str = ""
    icon: str = "check"
    note: str = ""
    live: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredView:
    """A line of the summary's table."""

    key: str = ""
    name: str = ""
    side: str = ""
    normal: str = ""
    first: str = ""
    last: str = ""
    change: ChangeView = ChangeView()


def catalogue(t: Translator, items: Iterable[Item]) -> list[CatalogueRow]:
    """Every row that can be measured."""
    return [
        CatalogueRow(
            key=item.what.key,
            group=group(item.what.kind),
            name=name(t, item),
            how=how(t, item.what),
            sided=item.sided,
            unit=shown_unit(item.scale.units[0]) if item.scale.units else "",
            normal=normal(item.normal),
            hint=item.hint(t.language),
            low=item.scale.low,
            high=item.scale.high,
            grades=GRADES if item.scale.is_grade else (),
            has_units=len(item.scale.units) > 1,
        )
        for item in items
    ]


def sheet(t: Translator, found: Sheet, region: str) -> SheetView:
    """The sheet; `region` is the name of the episode's region."""
    identity = found.identity
    rows = tuple(_row(t, row, found.today) for row in found.rows)
    return SheetView(
        patient_id=identity.patient_id,
        name=identity.name,
        about=_about(t, found, region),
        today=found.today.isoformat(),
        earliest=found.earliest.isoformat(),
        force_unit=_force_unit(found.rows),
        rows=rows,
    )


def history(t: Translator, found: Sequence[Past], today: date, time_zone: str) -> list[PastView]:
    """Every value of a row, newest first. Times are those of the reader's zone."""
    by_id = {each.measurement.id: each for each in found}
    return [_past(t, each, by_id, today, time_zone) for each in found]


def measured(t: Translator, rows: Iterable[Row], today: date) -> tuple[MeasuredView, ...]:
    """A line for each cell with a value."""
    return tuple(
        MeasuredView(
            key=f"{row.key}:{cell.side or ''}",
            name=full_name(t, row.key, row.item),
            side=side(t, cell.side),
            normal=normal(row.item.normal) if row.item else "",
            first=_dated(t, cell.progress.baseline, today),
            last=_dated(t, cell.progress.last, today) if cell.progress.change else "",
            change=change(t, row.key, cell.progress.change),
        )
        for row in rows
        for cell in row.cells
        if cell.progress is not None
    )


def group(kind: str) -> str:
    """The part of the sheet: 'motion', 'strength' or 'tests'."""
    return {ROM: "motion", MMT: "strength", DYNAMOMETER: "strength"}.get(kind, "tests")


def name(t: Translator, item: Named) -> str:
    """'Knee flexion', 'Timed up and go'."""
    place, of = item.place(t.language), item.name(t.language)
    return t("{joint} {movement}", joint=place, movement=of) if place else of


def full_name(t: Translator, key: str, item: Named | None) -> str:
    """'Knee flexion, active'; the key of a row that the catalogue does not know."""
    if item is None:
        return key.replace("_", " ").replace(":", ", ")
    way = how(t, item.what)
    return f"{name(t, item)}, {way.lower()}" if way else name(t, item)


def how(t: Translator, what: What) -> str:
    """Active or passive motion, strength by hand or with a dynamometer; empty for tests."""
    if what.kind == ROM:
        return t("Active") if what.active else t("Passive")
    return {MMT: t("Manual, 0 to 5"), DYNAMOMETER: t("Dynamometer")}.get(what.kind, "")


def side(t: Translator, value: Side | None) -> str:
    """'Left'; empty without a side."""
    return {Side.LEFT: t("Left"), Side.RIGHT: t("Right")}.get(value, "") if value else ""


def normal(found: Normal | None) -> str:
    """'0 to 135°' as a range; empty when none is known."""
    if found is None:
        return ""
    ends = f"{found.low:g}" if found.low == found.high else f"{found.low:g}–{found.high:g}"
    return f"{ends}°"


def value(found: Found) -> str:
    """'112°', '4+', '11.2 kg', '9'."""
    if found.grade is not None:
        return found.grade
    unit = shown_unit(found.unit or "")
    number = _number(found.value)
    return f"{number}{unit}" if unit in ("", "°") else f"{number} {unit}"


def change(t: Translator, key: str, found: MeasurementChange | None) -> ChangeView:
    """The change since the baseline with its sign and in a word; nothing when measured once."""
    if found is None:
        return ChangeView()
    kind = key.partition(":")[0]
    return ChangeView(
        text="" if found.points is None else _signed(found),
        word=_word(t, kind, found),
        icon={1: "up", 0: "minus", -1: "down"}[found.rise],
        tone={Turn.BETTER: "pine", Turn.WORSE: "coral"}.get(found.turn, "") if found.turn else "",
    )


def void_reasons(t: Translator) -> list[tuple[str, str]]:
    """Why a value is removed: [(term, words)]."""
    return [
        (VoidReason.WRONG_PATIENT.value, t("Wrong patient")),
        (VoidReason.WRONG_ROW.value, t("Wrong joint, movement or side")),
        (VoidReason.TYPED_WRONG.value, t("Typed by mistake")),
        (VoidReason.NOT_MEASURED.value, t("Not measured that day")),
    ]


def _about(t: Translator, found: Sheet, region: str) -> tuple[str, ...]:
    """Problem, region and start, as far as the reader sees them: what tells two patients of one name apart."""
    identity = found.identity
    if not found.sees_journey:
        return (t("The problem is not shared with you"),)
    if identity.since is None:
        return (t("No course of treatment yet"),)
    start = t("Started on {date}", date=day_words(t, identity.since, found.today))
    return tuple(part for part in (identity.problem or "", region, start) if part)


def _row(t: Translator, row: Row, today: date) -> RowView:
    own_name = "" if row.item else full_name(t, row.key, None)
    return RowView(row.key, own_name, tuple(_cell(t, row.key, cell, today) for cell in row.cells))


def _cell(t: Translator, key: str, cell: Cell, today: date) -> CellView:
    values = tuple(ValueView(each.id, each.measured_on.isoformat(), typed(each.found)) for each in cell.values)
    where = cell.side.value if cell.side else ""
    course = cell.progress
    if course is None:
        return CellView(where, values=values)
    return CellView(
        side=where,
        first=value(course.baseline.found),
        first_on=short_day(t, course.baseline.measured_on, today),
        last=value(course.last.found),
        last_on=short_day(t, course.last.measured_on, today),
        change=change(t, key, course.change if course else None),
        values=values,
    )


def typed(found: Found) -> str:
    """A value as it is typed into a cell: '112', '4+', '11.2 kg'."""
    return value(found).removesuffix("°") if found.unit in (None, "deg", "kg", "lb", "N") else _number(found.value)


def _past(t: Translator, past: Past, by_id: dict[str, Past], today: date, time_zone: str) -> PastView:
    one = past.measurement
    state, icon = t("Counts"), "check"
    if one.voided_at is not None:
        who = {"who": past.voided_by, "when": moment(t, one.voided_at, time_zone)}
        state, icon = t("Removed: {reason}. {who}, {when}", reason=_reason(t, one.void_reason), **who), "trash"
    elif one.replaced_by is not None:
        after = by_id.get(one.replaced_by)
        now = value(after.measurement.found) if after else "?"
        state, icon = t("Corrected to {value}", value=now), "edit"
    return PastView(
        id=one.id,
        side=side(t, one.side),
        value=value(one.found),
        typed=typed(one.found),
        on=day_words(t, one.measured_on, today),
        by=f"{past.measured_by}, {moment(t, one.recorded_at, time_zone)}",
        state=state,
        icon=icon,
        note=one.note or "",
        live=one.is_live,
    )


def _reason(t: Translator, reason: str | None) -> str:
    return dict(void_reasons(t)).get(reason or "", reason or "").rstrip(".")


def _dated(t: Translator, one: Measurement, today: date) -> str:
    return t("{score} on {date}", score=value(one.found), date=short_day(t, one.measured_on, today))


def _word(t: Translator, kind: str, found: MeasurementChange) -> str:
    if found.rise == 0:
        return t("the same")
    if kind == ROM:
        return t("more motion") if found.rise > 0 else t("less motion")
    if kind in (MMT, DYNAMOMETER):
        return t("stronger") if found.rise > 0 else t("weaker")
    return {Turn.BETTER: t("better"), Turn.WORSE: t("worse")}.get(found.turn, "") if found.turn else ""


def _signed(found: MeasurementChange) -> str:
    points = found.points or 0
    sign = "+" if points > 0 else "\u2212" if points < 0 else ""
    return sign + value(Found(abs(points), found.unit))


def _number(found: float | None) -> str:
    text = f"{found or 0:g}"
    return text.replace("-", "\u2212")


def _force_unit(rows: Sequence[Row]) -> str:
    """The unit of force that was typed last; kilograms when there is none."""
    forces = [each for row in rows for cell in row.cells for each in cell.values if each.what.kind == DYNAMOMETER]
    last = max(forces, key=lambda each: (each.recorded_at, each.id), default=None)
    return (last.found.unit if last else None) or "kg"
