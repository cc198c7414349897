"""Entries of the journey: who writes, corrects and removes which; what is kept of it."""

from datetime import date

import pytest

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.journey import EventKind
from patient_app.domain.people import SharePart
from patient_app.media.document import CheckedDocument
from patient_app.services import documents, journey, notices
from patient_app.services.actor import Actor
from patient_app.services.journey import EntryDraft
from patient_app.services.notices import NoticeKind
from patient_app.store.tables import JourneyEntry
from patient_app.store.unit import Unit
from tests.builders import Cast

MARCH_2 = date(2026, 3, 2)


def a_draft(kind: EventKind = EventKind.IMAGING, **fields: object) -> EntryDraft:
    return EntryDraft(**{"kind": kind, "on": MARCH_2, "title": "X-ray of the back", **fields})  # type: ignore[arg-type]


def row_of(_: Actor, unit: Unit, entry_id: str) -> dict[str, object]:
    row = unit.session.get(JourneyEntry, entry_id)
    assert row is not None
    return row.model_dump()


def test_the_patient_writes_and_corrects_and_the_former_text_is_kept(cast: Cast) -> None:
    first = cast.ana.call(journey.add, cast.ana.id, a_draft(text="Nothing broken"))
    second = cast.ana.call(journey.correct, first, a_draft(text="Nothing broken, some wear"))
    assert cast.ana.call(row_of, second)["replaces_id"] == first
    before = cast.ana.call(row_of, first)
    assert before["text"] == "Nothing broken" and before["replaced_at"] == cast.clinic.clock.now
    with pytest.raises(Conflict):
        cast.ana.call(journey.correct, first, a_draft())
    with pytest.raises(Conflict):
        cast.ana.call(journey.remove, first, "Twice")


def test_the_patient_is_told_of_what_a_clinician_adds_and_not_of_her_own(cast: Cast) -> None:
    cast.ana.call(journey.add, cast.ana.id, a_draft())
    made = cast.dora.call(journey.add, cast.ana.id, a_draft(EventKind.EXAM))
    told = [each for each in cast.ana.call(notices.mine).notices if each.kind is NoticeKind.JOURNEY_ADDED]
    assert [(each.object_id, each.params) for each in told] == [(made, {"clinician": cast.dora.name})]


def test_each_side_changes_its_own(cast: Cast) -> None:
    hers = cast.ana.call(journey.add, cast.ana.id, a_draft())
    theirs = cast.dora.call(journey.add, cast.ana.id, a_draft(EventKind.EXAM))
    for who, entry in ((cast.dora, hers), (cast.ana, theirs)):
        kind = EventKind.IMAGING if entry == hers else EventKind.EXAM
        with pytest.raises(Invalid):
            who.call(journey.correct, entry, a_draft(kind))
        with pytest.raises(Invalid):
            who.call(journey.remove, entry, "Wrong")
    corrected = cast.paul.call(journey.correct, theirs, a_draft(EventKind.EXAM, text="Stiff"))
    cast.dora.call(journey.remove, corrected, "Written in the wrong record")
    removed = cast.dora.call(row_of, corrected)
    assert removed["remove_reason"] == "Written in the wrong record" and removed["removed_by"] == cast.dora.id


def test_only_who_wrote_an_entry_removes_it(cast: Cast) -> None:
    theirs = cast.dora.call(journey.add, cast.ana.id, a_draft(EventKind.EXAM))
    with pytest.raises(Invalid):
        cast.paul.call(journey.remove, theirs, "Wrong")
    with pytest.raises(Invalid):
        cast.dora.call(journey.remove, theirs, "  ")


def test_the_documents_that_others_hung_on_a_removed_entry_stay(cast: Cast) -> None:
    theirs = cast.dora.call(journey.add, cast.ana.id, a_draft(EventKind.EXAM))
    scan = CheckedDocument("application/pdf", "scan.pdf", b"%PDF-1.7 %%EOF", "0" * 64)
    own = cast.dora.call(documents.add, cast.ana.id, scan, theirs)
    hers = cast.ana.call(documents.add, cast.ana.id, scan, theirs)
    cast.dora.call(journey.remove, theirs, "Written in the wrong record")
    assert cast.ana.call(documents.download, hers.id).content == scan.content
    with pytest.raises(NotFound):
        cast.dora.call(documents.download, own.id)
    [left] = cast.ana.call(documents.of_patient, cast.ana.id)
    assert (left.id, left.entry_id) == (hers.id, None)


def test_without_the_part_journey_there_is_nothing(cast: Cast) -> None:
    entry = cast.dora.call(journey.add, cast.ana.id, a_draft(EventKind.EXAM))
    cast.ana.sharing_with(cast.paul, parts=frozenset(SharePart) - {SharePart.JOURNEY})
    for ask in (
        lambda who: who.call(journey.add, cast.ana.id, a_draft()),
        lambda who: who.call(journey.correct, entry, a_draft(EventKind.EXAM)),
        lambda who: who.call(journey.remove, entry, "Wrong"),
    ):
        for who in (cast.paul, cast.strange_doctor, cast.strange_patient):
            with pytest.raises(NotFound):
                ask(who)


def test_an_approximate_date_is_kept_as_such(cast: Cast) -> None:
    entry = cast.ana.call(journey.add, cast.ana.id, a_draft(on=date(2025, 7, 19), precision="month"))
    row = cast.ana.call(row_of, entry)
    assert (row["on"], row["precision"]) == (date(2025, 7, 1), "month")
    this_year = cast.ana.call(journey.add, cast.ana.id, a_draft(on=date(2026, 12, 31), precision="year"))
    assert cast.ana.call(row_of, this_year)["on"] == date(2026, 1, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"on": date(2026, 3, 17)},
        {"on": date(2026, 4, 1), "precision": "month"},
        {"on": date(1899, 12, 31)},
        {"precision": "decade"},
        {"title": " "},
        {"title": "x" * 121},
        {"text": "x" * 4001},
        {"details": {"recommendation": "physical_therapy"}},
        {"kind": EventKind.EXAM, "details": {"recommendation": "physical_therapy"}},
        {"kind": EventKind.DISCHARGE},
        {"kind": EventKind.EVALUATION},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(cast: Cast, fields: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        cast.ana.call(journey.add, cast.ana.id, a_draft(**fields))  # type: ignore[arg-type]


def test_the_physiatrist_recommends_and_the_therapist_does_not(cast: Cast) -> None:
    draft = a_draft(EventKind.EXAM, details={"recommendation": "further_tests", "findings": "Reflexes weak"})
    entry = cast.dora.call(journey.add, cast.ana.id, draft)
    assert cast.dora.call(row_of, entry)["details"] == draft.details
    with pytest.raises(Invalid):
        cast.paul.call(journey.add, cast.ana.id, draft)
