"""Documents over HTTP: sent in, always downloaded, never for others."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Response

from patient_app.domain.journey import EventKind
from patient_app.domain.people import SharePart
from patient_app.services import clinic_settings, documents, journey
from patient_app.services.door import Door
from patient_app.services.journey import EntryDraft
from patient_app.store.tables import Document
from tests import media_files as files
from tests.api.client import Client, new_id
from tests.builders import Cast, Someone
from tests.databases import contents

PDF = "application/pdf"


def sends(
    client: Client, cast: Cast, content: bytes, name: str = "mri.pdf", kind: str = PDF, **fields: str
) -> Response:
    path = f"/patients/{cast.ana.id}/documents"
    return client.ask("POST", path, files={"file": (name, content, kind)}, data=fields)


def sent(client: Client, cast: Cast, content: bytes | None = None, **options: Any) -> dict[str, Any]:
    answer = sends(client, cast, content or files.a_pdf(), **options)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_document_is_only_ever_downloaded(cast: Cast, ana: Client, dora: Client) -> None:
    content = files.a_pdf()
    made = sent(ana, cast, content, name="Befund März.pdf", kind="text/html", title="MRI of the back")
    assert (made["media_type"], made["title"], made["size"]) == (PDF, "MRI of the back", len(content))
    for client in (ana, dora):
        answer = client.get(made["url"])
        assert answer.status_code == 200 and answer.content == content
        assert answer.headers["content-type"] == PDF
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-disposition"] == (
            "attachment; filename=\"Befund M_rz.pdf\"; filename*=UTF-8''Befund%20M%C3%A4rz.pdf"
        )


def test_a_name_writes_no_header(cast: Cast, ana: Client) -> None:
    made = sent(ana, cast, name="../x%0d%0aSet-Cookie: a=b\u202e\u0000.html")
    answer = ana.get(made["url"])
    assert "set-cookie" not in answer.headers and "/" not in made["file_name"]
    assert made["file_name"].endswith(".pdf")


def test_a_page_in_a_pdfs_clothes_is_refused_and_nothing_is_kept(cast: Cast, ana: Client, door: Door) -> None:
    before = contents(door.database, "audit_event")
    for content in (b"<html><script>1</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", files.a_pdf()[:200]):
        answer = sends(ana, cast, content)
        assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "file"
    assert contents(door.database, "audit_event") == before


def test_without_the_part_journey_there_is_no_document(
    cast: Cast, ana: Client, client_of: Callable[[Someone | None], Client]
) -> None:
    made = sent(ana, cast)
    cast.ana.sharing_with(cast.paul, parts=frozenset(SharePart) - {SharePart.JOURNEY})
    for who in (cast.paul, cast.strange_doctor, cast.strange_patient):
        client = client_of(who)
        assert client.get(made["url"]).status_code == 404
        assert client.delete(made["url"]).status_code == 404
        assert sends(client, cast, files.a_pdf()).status_code == 404
    assert client_of(cast.admin).get(made["url"]).status_code == 403
    assert client_of(None).get(made["url"]).status_code == 401
    assert ana.get(f"/documents/{new_id()}").status_code == 404


def test_only_who_sent_a_document_removes_it_and_then_it_is_gone(cast: Cast, ana: Client, dora: Client) -> None:
    hers, theirs = sent(ana, cast), sent(dora, cast)
    assert dora.delete(hers["url"]).status_code == 422
    assert ana.delete(theirs["url"]).status_code == 422
    assert ana.delete(hers["url"]).status_code == 204
    assert ana.get(hers["url"]).status_code == 404 and ana.delete(hers["url"]).status_code == 404
    gone, there = cast.ana.call(row_of, hers["id"]), cast.ana.call(row_of, theirs["id"])
    assert not gone["content"] and gone["sha256"] and gone["removed_by"] == cast.ana.id and there["content"]


def test_a_document_hangs_on_an_entry_of_the_same_patient(cast: Cast, ana: Client) -> None:
    draft = EntryDraft(EventKind.IMAGING, cast.clinic.today, "MRI")
    entry = cast.ana.call(journey.add, cast.ana.id, draft)
    other = cast.strange_patient.call(journey.add, cast.strange_patient.id, draft)
    assert sent(ana, cast, entry_id=entry)["entry_id"] == entry
    for wrong in (other, new_id(), "me", "' OR 1=1"):
        assert sends(ana, cast, files.a_pdf(), entry_id=wrong).status_code == 422
    corrected = cast.ana.call(journey.correct, entry, draft)
    assert sends(ana, cast, files.a_pdf(), entry_id=entry).status_code == 422
    found = cast.ana.call(documents_of, cast.ana.id)
    assert [each.entry_id for each in found] == [corrected]
    cast.ana.call(journey.remove, corrected, "Twice")
    assert cast.ana.call(documents_of, cast.ana.id) == ()


def row_of(_: Any, unit: Any, document_id: str) -> dict[str, Any]:
    return dict(unit.session.get(Document, document_id).model_dump())


def documents_of(actor: Any, unit: Any, patient_id: str) -> tuple[documents.Document, ...]:
    return documents.of_patient(actor, unit, patient_id)


def test_the_clinics_limits_hold(cast: Cast, ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.admin.call(clinic_settings.change, {"document_megabytes": 1, "documents_megabytes": 1})
    noise = files.a_photo("PNG", (900, 900)) + bytes(1024 * 1024)
    assert sends(ana, cast, noise).status_code == 422
    for _ in range(3):
        sent(ana, cast)
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", 3)
    answer = sends(ana, cast, files.a_pdf())
    assert answer.status_code == 422 and "no room" in answer.json()["detail"]


def test_what_is_no_form_is_refused(cast: Cast, ana: Client) -> None:
    path = f"/patients/{cast.ana.id}/documents"
    for options in (
        {"data": {"file": "text"}},
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
        {"files": [("file", ("a.pdf", b"1")), ("file", ("b.pdf", b"2"))]},
        {"files": {"picture": ("a.pdf", files.a_pdf(), PDF)}},
        {"json": {"file": "x"}},
    ):
        assert ana.ask("POST", path, **options).status_code == 422
    huge = {"Content-Length": str(52 * 1024 * 1024), "Content-Type": "multipart/form-data; boundary=x"}
    assert ana.ask("POST", path, content=b"--x", headers=huge).status_code == 413


def test_each_download_by_someone_else_is_in_the_access_log(cast: Cast, ana: Client, dora: Client) -> None:
    made = sent(ana, cast)
    ana.get(made["url"])
    dora.get(made["url"])
    dora.get(made["url"])
    said = [each["what"] for each in ana.get("/access-log").json()]
    assert said.count("Downloaded a document") == 2
