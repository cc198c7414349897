"""Documents told by their content: what is kept, and what is refused with a reason."""

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from patient_app.domain.errors import Invalid
from patient_app.media import document, pdf
from patient_app.media.document import CheckedDocument, safe_name
from tests import media_files as files

MOST = 20 * 1024 * 1024
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def checked(content: bytes, name: str = "scan.pdf", most: int = MOST) -> CheckedDocument:
    return document.checked(io.BytesIO(content), name, most)


def refused(content: bytes, most: int = MOST) -> str:
    with pytest.raises(Invalid) as why:
        checked(content, most=most)
    assert why.value.fields[0].field == "file"
    return why.value.message


def test_a_pdf_is_kept_as_it_came() -> None:
    content = files.a_pdf(pages=3)
    found = checked(content, "Report of the MRI.PDF")
    assert (found.media_type, found.file_name) == ("application/pdf", "Report of the MRI.pdf")
    assert found.content == content and found.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(("kind", "media_type", "ending"), [("JPEG", "image/jpeg", "jpg"), ("PNG", "image/png", "png")])
def test_a_picture_is_made_anew(kind: str, media_type: str, ending: str) -> None:
    found = checked(files.a_photo(kind, (4000, 1000)) + HTML, "page.html")
    assert (found.media_type, found.file_name) == (media_type, f"page.{ending}")
    with Image.open(io.BytesIO(found.content)) as image:
        assert image.format == kind and image.size == (3000, 750)
    assert b"<script" not in found.content


def test_place_time_and_camera_are_taken_out() -> None:
    found = checked(files.a_located_photo())
    with Image.open(io.BytesIO(found.content)) as image:
        assert not image.getexif() and image.size == (1200, 1600)
    assert b"Pocket Camera" not in found.content and b"Exif" not in found.content


@pytest.mark.parametrize(
    "content",
    [b"", HTML, SVG, b"GIF89a" + bytes(60), b"MZ" + bytes(100), b"PK\x03\x04" + bytes(60), HTML + b"\n%PDF-1.7\n"],
    ids=["empty", "html", "svg", "gif", "program", "zip", "html before a pdf"],
)
def test_what_is_no_document_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert "Choose" in refused(content)


def test_an_archive_behind_a_pdf_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    assert refused(files.a_pdf() + out.getvalue()) == pdf.BROKEN
    assert refused(files.a_pdf() + HTML) == pdf.BROKEN


def test_cut_off_files_are_refused() -> None:
    whole = files.a_pdf(pages=4)
    assert refused(whole[: len(whole) // 2]) == pdf.BROKEN
    assert refused(b"%PDF-1.7\n%%EOF\n") == pdf.BROKEN
    assert "cannot be read" in refused(files.a_photo()[:5000])
    assert "cannot be read" in refused(files.a_photo("PNG")[:2000])


def test_huge_dimensions_are_refused_before_they_fill_the_memory() -> None:
    assert "megapixels" in refused(files.a_png_that_claims(30_000, 30_000))


def test_a_locked_pdf_is_refused() -> None:
    assert refused(files.a_pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128"))) == pdf.ENCRYPTED


def _form(writer: PdfWriter) -> None:
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer._root_object[NameObject("/OpenAction")] = script


def _attached(writer: PdfWriter) -> None:
    writer.add_attachment("run.exe", b"MZ")


@pytest.mark.parametrize("change", [_form, _attached])
def test_scripts_and_files_within_are_refused(change: Callable[[PdfWriter], None]) -> None:
    assert refused(files.a_pdf(change)) == pdf.ACTIVE


@pytest.mark.parametrize("kind", ["/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"])
def test_actions_that_run_send_or_open_are_refused(kind: str) -> None:
    assert refused(files.a_pdf_that_acts(kind, F="run.exe")) == pdf.ACTIVE


def test_an_escaped_name_hides_nothing() -> None:
    assert refused(files.a_pdf_that_opens(S="/Java#53cript", J="(x)")) == pdf.ACTIVE
    assert refused(files.a_pdf_that_opens(S="/GoTo", J="(x)", **{"#4aS": "(app.alert(1))"})) == pdf.ACTIVE


def test_links_may_stay() -> None:
    assert checked(files.a_pdf_that_acts("/URI", URI="https://clinic.example")).media_type == "application/pdf"


def test_a_pdf_made_to_take_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0.001)
    assert refused(files.a_pdf()) == pdf.BROKEN


def test_the_limit_is_that_of_the_clinic() -> None:
    content = files.a_pdf()
    assert checked(content, most=len(content))
    assert "too large" in refused(content, len(content) - 1)


def test_the_check_says_nothing_of_a_sound_file() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "patient_app.media.pdf"], input=files.a_pdf(), capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ana\\MRI.pdf", "MRI.pdf"),
        ("x\r\nSet-Cookie: a=b.pdf", "xSet-Cookie a=b.pdf"),
        ("report.pdf.exe", "report.pdf.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("Rückenbefund März.pdf", "Rückenbefund März.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
        ('quote".pdf', "quote.pdf"),
    ],
)
def test_a_name_leads_nowhere(name: str, kept: str) -> None:
    assert safe_name(name, "application/pdf") == kept
