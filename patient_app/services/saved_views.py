"""A clinician's own views of the panel: filters, search and order under a name. One may open first."""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.panel_view import PanelView, from_terms, terms
from patient_app.domain.people import Role
from patient_app.services import policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import marks
from patient_app.store.tables import SavedView as Row
from patient_app.store.unit import Unit

MOST = 30
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under its name. `opens_first`: the panel opens with it."""

    id: str
    name: str
    view: PanelView
    opens_first: bool


@reads
def views(actor: Actor, unit: Unit) -> tuple[SavedView, ...]:
    """The actor's views: the one that opens first, then by name."""
    return tuple(_value(row) for row in _rows(actor, unit))


def save(actor: Actor, unit: Unit, name: str, chosen: Mapping[str, str]) -> SavedView:
    """Keep these terms under a name; a view with that name is replaced. Raises `Invalid` with the field named."""
    rows = _rows(actor, unit)
    text = _name(name)
    row = next((each for each in rows if each.name == text), None)
    if row is None:
        if len(rows) >= MOST:
            raise Invalid.field("name", "You have 30 views. Delete one first.")
        row = Row(person_id=actor.id, name=text, position=1, created_at=unit.now)
    row.filters = terms(from_terms(chosen))
    unit.session.add(row)
    unit.session.flush()
    return _value(row)


def rename(actor: Actor, unit: Unit, view_id: str, name: str) -> None:
    """Give a view another name. Raises `NotFound`, and `Invalid` for a name that another view has."""
    row, text = _own(actor, unit, view_id), _name(name)
    if any(each.name == text and each.id != row.id for each in _rows(actor, unit)):
        raise Invalid.field("name", "Another view has this name.")
    row.name = text
    unit.session.add(row)


def delete(actor: Actor, unit: Unit, view_id: str) -> None:
    """Forget a view. Raises `NotFound`."""
    unit.session.delete(_own(actor, unit, view_id))


def open_first(actor: Actor, unit: Unit, view_id: str, first: bool = True) -> None:
    """The panel opens with this view from now on, or (`first` false) with everyone. Raises `NotFound`."""
    chosen = _own(actor, unit, view_id)
    for row in _rows(actor, unit):
        row.position = 0 if first and row.id == chosen.id else 1
        unit.session.add(row)


def _rows(actor: Actor, unit: Unit) -> list[Row]:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    return list(marks.saved_views(unit.session, actor.id))


def _own(actor: Actor, unit: Unit, view_id: str) -> Row:
    for row in _rows(actor, unit):
        if row.id == view_id:
            return row
    raise NotFound


def _name(name: str) -> str:
    text = " ".join(name.split())
    if not text or len(text) > LONGEST_NAME:
        raise Invalid.field("name", "Give the view a name of 60 characters or less.")
    return text


def _value(row: Row) -> SavedView:
    return SavedView(row.id, row.name, from_terms(row.filters), row.position == 0)
