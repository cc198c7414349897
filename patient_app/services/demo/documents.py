"""Documents of made-up patients: one page of text each, written here as a PDF of a few hundred bytes."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from patient_app.content import demo_values as v
from patient_app.services.demo.days import demo_id
from patient_app.services.demo.script import Case
from patient_app.store.tables import Document

WITH_DOCUMENTS = frozenset({"maria", "beatrice"})
REPORTED = (v.EventKind.IMAGING, v.EventKind.BLOOD_TEST)


def document_rows(case: Case) -> Iterator[Document]:
    """A report for each scan and blood test, sent in by the patient after the first sign-in."""
    if case.key not in WITH_DOCUMENTS or case.patient.signed_in is None:
        return
    for number, event in enumerate(case.patient.journey):
        if event.kind not in REPORTED:
            continue
        on = case.calendar.workday(event.on)
        results = event.details.get("results", [])
        rows = [f"{row['name']}: {row['value']} (usual: {row.get('range', '')})" for row in results]
        content = a_page([event.title, f"{case.patient.name}, {on.isoformat()}", "", event.text, *rows])
        at = case.calendar.at(case.calendar.day(case.patient.signed_in), "07:20") + timedelta(minutes=number)
        yield Document(
            id=demo_id(at, case.key, "document", number),
            patient_id=case.id,
            entry_id=demo_id(case.calendar.at(on, "16:30"), case.key, "journey", number),
            title=event.title,
            file_name=f"{event.title}.pdf",
            media_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            uploaded_by=case.id,
            uploaded_at=at,
        )


def a_page(lines: list[str]) -> bytes:
    """A PDF with these lines on its one page."""
    shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    text = f"BT /F1 14 Tf 72 720 Td 22 TL {shown}ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + end


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
