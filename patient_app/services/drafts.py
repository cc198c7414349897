"""What a PT has begun for a patient and not published yet, kept until it is published or left out.

One draft a PT and patient. What is in it is the screen's own (`presenters/program_draft.py`): nothing of it counts
before it is published, and then `programs.publish` checks it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from patient_app.domain.errors import Conflict, Invalid
from patient_app.domain.people import SharePart
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.store.queries import drafts, people
from patient_app.store.queries import shares as share_queries
from patient_app.store.tables import ProgramDraft
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

MOST_CHARACTERS = 300_000
"""Of a draft as JSON: 30 exercises with the longest texts in every field fit in."""

NONE_YET = ""
"""The revision of a draft that is not kept yet."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was kept. `revision` names this state of it."""

    based_on: int | None
    revision: str
    data: dict[str, Any]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """A colleague is changing the program too."""

    author: str
    updated_at: datetime


def keep(
    actor: Actor, unit: Unit, patient_id: str, based_on: int | None, data: dict[str, Any] | None, seen: str
) -> str:
    """Keep the actor's draft (`None`: there is none any more); the new revision.

    `seen` is the revision that the screen knows. Raises `Conflict` when the draft was changed elsewhere since, in
    another tab or on another device: nothing is written then.
    """
    policy.open_for_program_change(actor, unit, patient_id)
    row = drafts.draft_of(unit.session, patient_id, actor.id, lock=True)
    if seen != (row.revision if row else NONE_YET):
        raise Conflict("You changed this draft in another window. Nothing is lost: choose which one goes on.")
    if data is None:
        if row:
            unit.session.delete(row)
            unit.changed.add(f"patient:{patient_id}")
        return NONE_YET
    if len(json.dumps(data)) > MOST_CHARACTERS:
        raise Invalid("This draft is too long to keep. Shorten the notes, or publish it.")
    if row is None:
        row = ProgramDraft(
            patient_id=patient_id,
            author_id=actor.id,
            based_on=based_on,
            revision=new_id(),
            data=data,
            updated_at=unit.now,
        )
        audit.record(actor, unit, "program.drafted", patient_id=patient_id, kind="program_draft", id=row.id)
        unit.changed.add(f"patient:{patient_id}")
    row.based_on, row.data, row.revision, row.updated_at = based_on, data, new_id(), unit.now
    unit.session.add(row)
    return row.revision


def drop(actor: Actor, unit: Unit, patient_id: str) -> None:
    """Forget the actor's draft: it was published."""
    row = drafts.draft_of(unit.session, patient_id, actor.id)
    if row:
        unit.session.delete(row)


def kept(actor: Actor, unit: Unit, patient_id: str) -> KeptDraft | None:
    """The actor's own draft. Asks no policy: whoever calls it has."""
    row = drafts.draft_of(unit.session, patient_id, actor.id)
    return KeptDraft(row.based_on, row.revision, row.data, row.updated_at) if row else None


def others(actor: Actor, unit: Unit, patient_id: str) -> tuple[OtherDraft, ...]:
    """Colleagues who have a draft for this patient and may still publish it, the latest first."""
    found = []
    for row in drafts.drafts_for(unit.session, patient_id):
        if row.author_id == actor.id:
            continue
        author = people.get(unit.session, row.author_id)
        parts = share_queries.active_parts(unit.session, patient_id, row.author_id, unit.now)
        if author and SharePart.PROGRAM in parts:
            found.append(OtherDraft(author.name, row.updated_at))
    return tuple(sorted(found, key=lambda each: each.updated_at, reverse=True))
