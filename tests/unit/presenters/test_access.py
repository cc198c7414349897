"""What others did with the record, in words for the patient."""

import pytest

from patient_app.content.locales import translator
from patient_app.domain.people import SharePart
from patient_app.presenters.access import through, what


@pytest.mark.parametrize(
    ("action", "kind", "expected"),
    [
        ("record.viewed", "program", "Looked at your program and exercise log"),
        ("record.viewed", "pain", "Looked at your pain and check-ins"),
        ("record.viewed", "name", "Looked at your name"),
        ("record.viewed", "something new", "Looked at your record"),
        ("record.exported", "logs", "Downloaded your exercise log"),
        ("record.exported", "something new", "Downloaded your record"),
        ("program.published", "program", "Changed your program"),
        ("hold.started", "hold", "Put your program on hold"),
        ("hold.cleared", "hold", "Ended the hold of your program"),
        ("activity.saved", "activity", "Changed your activities"),
        ("something.new", None, "Changed your record"),
    ],
)
def test_looks_and_changes_are_told_in_plain_words(action: str, kind: str | None, expected: str) -> None:
    assert what(translator("en"), action, kind) == expected


def test_every_part_that_can_be_shared_has_its_words() -> None:
    t = translator("en")
    found = {what(t, "record.viewed", part.value) for part in SharePart}
    assert len(found) == len(SharePart) and what(t, "record.viewed", None) not in found


def test_a_look_of_another_system_names_both() -> None:
    assert through(translator("en"), "Dr. Lind", "City Hospital") == "Dr. Lind, through City Hospital"
    assert through(translator("es"), "Dr. Lind", "City Hospital") == "Dr. Lind, a través de City Hospital"
    assert through(translator("en"), "Dr. Lind", "") == "Dr. Lind"
