"""Where one record is taken in: what is known, what a value means here, and what will be written.

Planning writes nothing: rows are made, not added. An import plans again inside its transaction and then adds them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from patient_app.domain.people import Role, SharePart
from patient_app.domain.record_import import (
    Author,
    Choices,
    Day,
    Draft,
    Fate,
    FieldChange,
    Instant,
    Kind,
    Link,
    OfEpisode,
    PlannedRow,
    Source,
    ThePatient,
)
from patient_app.services import patients
from patient_app.services.actor import Actor
from patient_app.store.queries import care, imports, people
from patient_app.store.queries.bulk import Row
from patient_app.store.tables import ImportedRecord, Person, RecordImport
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

PLACEHOLDER = "@imported.invalid"
"""How the email address of someone without an account ends: no mail can ever reach it (RFC 2606)."""


IMPORTED = " (imported)"
"""How a name ends that a clinician's file gave: nobody takes it for one of the staff."""
_MADE_HERE = "here:"
"""How the kept hash of a resource begins that an import found here: the row is older than the import."""


def is_made_here(record: ImportedRecord) -> bool:
    """Whether an import only found the row here, and did not make it."""
    return record.content_hash.startswith(_MADE_HERE)


def is_unchanged(record: ImportedRecord, draft: Draft) -> bool:
    """Whether the resource says what it said last time."""
    return record.content_hash.removeprefix(_MADE_HERE) == draft.content_hash


class Refused(Exception):
    """A draft that is not taken; the message says why."""


@dataclass(slots=True)
class Desk:
    """One import. `asker` is `None` for the operator; `parts`: what of the record the asker may see."""

    asker: Actor | None
    unit: Unit
    patient: Person
    choices: Choices
    parts: frozenset[SharePart]
    today: date
    known: Mapping[tuple[str, str, str], tuple[ImportedRecord, RecordImport]]
    episode_id: str | None
    rows: list[PlannedRow] = field(default_factory=list)
    made: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, dict[str, Any]]] = field(default_factory=list)
    mapped: list[tuple[Draft, str, ImportedRecord | None]] = field(default_factory=list)
    ids: dict[tuple[Kind, Source], str] = field(default_factory=dict)
    authors: dict[tuple[str, str, str], str] = field(default_factory=dict)
    named: dict[Source, str] = field(default_factory=dict)
    present: dict[Kind, dict[str, Row]] = field(default_factory=dict)
    cells: dict[Hashable, tuple[Hashable, str]] | None = None
    scores: dict[Hashable, str] | None = None

    def before(self, draft: Draft) -> tuple[ImportedRecord, RecordImport] | None:
        """What this resource became in an earlier import."""
        return self.known.get((draft.resource_type, draft.source.system, draft.source.value))

    def resolved(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as columns have them. Raises `Refused` when something that they name is not there."""
        return {name: self._value(value) for name, value in values.items()}

    def _value(self, value: Any) -> Any:
        match value:
            case Day():
                return value.of.local_day(self.patient.time_zone)
            case Instant():
                return value.of.at(self.patient.time_zone)
            case ThePatient():
                return self.patient.id
            case OfEpisode():
                return self.episode_id
            case Link():
                found = self.ids.get((value.kind, value.source))
                if found is None:
                    raise Refused("What it belongs to is not taken.")
                return found
            case Author():
                return self._person(value)
            case tuple() | list():
                return [self._value(each) for each in value]
            case dict():
                return {name: self._value(each) for name, each in value.items()}
        return value

    def _person(self, author: Author) -> str:
        """The id of someone of the other system: never one of our own people, unless the record was ours."""
        key = (author.source.system, author.source.value, author.name)
        if key in self.authors:
            return self.authors[key]
        own = people.get(self.unit.session, author.own_id) if author.own_id else None
        # Only the operator may say that one of our own people did it: a file can claim anything.
        if own is not None and self.asker is None and own.clinic_id == self.patient.clinic_id:
            self.authors[key] = own.id
            return own.id
        free = author.own_id if author.own_id and own is None else new_id()
        role = Role.PHYSIATRIST if author.profession == "physiatrist" else Role.PHYSICAL_THERAPIST
        self.made.append(
            Person(
                id=free,
                clinic_id=self.patient.clinic_id,
                role=role.value,
                name=author.name if self.asker is None else author.name + IMPORTED,
                email=f"{free}{PLACEHOLDER}",
                time_zone=self.patient.time_zone,
                deactivated_at=self.unit.now,
                created_at=self.unit.now,
            )
        )
        self.authors[key] = free
        self.named.setdefault(author.source, free)
        return free

    def new(self, draft: Draft, *rows: Row, id: str) -> None:
        """Plan rows that are not there yet. `id`: of the one that the resource becomes."""
        self.made += rows
        self.ids[draft.kind, draft.source] = id
        self.mapped.append((draft, id, None))
        self.rows.append(PlannedRow(draft.path, draft.resource_type, Fate.NEW, draft.shown))

    def change(self, draft: Draft, before: ImportedRecord | None, changes: Iterable[FieldChange], id: str) -> None:
        """Plan the change of a row that is there (the caller has put it into `made` and `changed`)."""
        self.ids[draft.kind, draft.source] = id
        self.mapped.append((draft, id, before))
        self.rows.append(PlannedRow(draft.path, draft.resource_type, Fate.CHANGED, draft.shown, tuple(changes)))

    def same(self, draft: Draft, id: str, *, is_known: bool = True) -> None:
        """It is there already."""
        self.ids[draft.kind, draft.source] = id
        if not is_known:
            self.mapped.append((replace(draft, content_hash=_MADE_HERE + draft.content_hash), id, None))
        self.rows.append(PlannedRow(draft.path, draft.resource_type, Fate.SAME, draft.shown))

    def leave(self, path: str, resource_type: str, reason: str) -> None:
        """It is not taken."""
        self.rows.append(PlannedRow(path, resource_type, Fate.NOT_TAKEN, reason=reason))


def open_desk(
    asker: Actor | None,
    unit: Unit,
    patient: Person,
    choices: Choices,
    parts: frozenset[SharePart],
    drafts: Iterable[Draft],
) -> Desk:
    """A desk with all that is known of a patient. Asks no policy: whoever calls has."""
    session = unit.session
    known = {
        (each.resource_type, each.system, each.value): (each, made)
        for each, made in imports.imported(session, patient.id)
    }
    desk = Desk(
        asker,
        unit,
        patient,
        choices,
        parts,
        patients.today(unit, patient),
        known,
        care.active_episode_id(session, patient.id),
    )
    for record, person in imports.placeholders(session, patient.clinic_id):
        desk.authors[record.system, record.value, person.name.removesuffix(IMPORTED)] = person.id
    lines = (line["draft"] for each in drafts for line in each.values.get("lines", ()) if "draft" in line)
    by_kind: defaultdict[Kind, list[Draft]] = defaultdict(list)
    for each in (*drafts, *lines):
        by_kind[each.kind].append(each)
    for kind in Kind:
        ids = {before[0].row_id for each in by_kind[kind] if (before := desk.before(each)) is not None}
        ids |= {each.own_id for each in by_kind[kind] if each.own_id}
        desk.present[kind] = imports.rows(session, kind.value, {id for id in ids if id})
    return desk


def placeholder_patient(unit: Unit, clinic_id: str, name: str, time_zone: str, id: str | None = None) -> Person:
    """A patient without an account, not added yet."""
    id = id or new_id()
    return Person(
        id=id,
        clinic_id=clinic_id,
        role=Role.PATIENT.value,
        name=name,
        email=f"{id}{PLACEHOLDER}",
        time_zone=time_zone,
        created_at=unit.now,
    )
