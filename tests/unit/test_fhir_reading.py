"""Files that are no record of one patient: each is refused with words, by its path, within bounds of memory."""

import gzip
import io
import json
import tracemalloc
import zipfile
from typing import Any

import pytest

from patient_app.domain.record_import import NotReadable
from patient_app.imports.fhir import entries, reading
from patient_app.imports.fhir.record import read
from tests.fhir_bundles import as_bytes, bundle, observation, pain, patient


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("bundle.json", "{}")
    return file.getvalue()


HEAD = b'{"resourceType":"Bundle","type":"collection","entry":['


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"{", "not JSON: line 1"),
        (b"[]", "does not begin with"),
        (b'"text"', "does not begin with"),
        (b'{"a": 1, "a": 2}', "names 'a' twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": 1e999999999}', "more than 40 digits"),
        (b'{"a": ' + b"9" * 5000 + b"}", "more than 40 digits"),
        (b"[" * 100_000, "nested more than 40 levels"),
        (HEAD + b'{"resource":' + b'{"a":' * 60 + b"1" + b"}" * 60 + b"}]}", "nested more than 40 levels"),
        ("{}".encode("utf-16"), "UTF-16"),
        ("\ufeff{}".encode(), "byte order mark"),
        (b'{"a": "\xff"}', "not UTF-8: look at byte 7"),
        (b'{"a": "\\u0000"}', "cannot be kept"),
        (b'{"a": "\\ud800"}', "cannot be kept"),
        (b'<?xml version="1.0"?><Bundle/>', "XML"),
        (b'  <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "XML"),
        (zipped(), "zip file"),
        (gzip.compress(b"{}", mtime=0), "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02", "not text"),
    ],
)
def test_what_is_no_json_of_ours_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(NotReadable, match=message):
        read(content)


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    with pytest.raises(NotReadable, match="larger than 20 MB"):
        read(b" " * (reading.LARGEST_BODY + 1), reading.LARGEST_BODY)


def test_many_small_values_do_not_fill_the_memory() -> None:
    content = b'{"a":[' + b"[]," * 4_000_000 + b"[]]}"
    tracemalloc.start()
    with pytest.raises(NotReadable, match="more than 3,000,000 values"):
        read(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 100 * 1024 * 1024


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"resourceType": "Patient"}, "Bundle.resourceType"),
        ({"resourceType": "Bundle", "type": "history", "entry": [{}]}, "Bundle.type"),
        ({"resourceType": "Bundle", "type": "collection"}, "Bundle.entry"),
        ({"resourceType": "Bundle", "type": "collection", "entry": {}}, "Bundle.entry"),
        ({"resourceType": "Bundle", "type": "collection", "entry": [1]}, "Bundle.entry[0].resource"),
        ({**bundle(patient()), "implicitRules": "http://example.org"}, "Bundle.implicitRules"),
        ({**bundle(patient()), "modifierExtension": [{"url": "http://example.org"}]}, "Bundle.modifierExtension"),
        (bundle(pain()), "Bundle.entry"),
        (bundle(patient(), patient()), "Bundle.entry"),
        (bundle(patient(), {"resourceType": "Nonsense"}), "Bundle.entry[1].resource.resourceType"),
        (bundle(patient(), pain(status=7)), "Bundle.entry[1].resource.status"),
        (
            bundle(patient(), pain(effectiveDateTime="2026-03-12T10:00:00")),
            "Bundle.entry[1].resource.effectiveDateTime",
        ),
        (bundle(patient(), pain(subject="me")), "Bundle.entry[1].resource"),
        (bundle(patient(), pain(component=[{"valueInteger": 1}])), "Bundle.entry[1].resource.component[0].code"),
        (bundle(patient(birthDate="yesterday")), "Bundle.entry[0].resource.birthDate"),
        (bundle({"resourceType": "Patient", "id": "p1"}), "Bundle.entry[0].resource.name"),
    ],
)
def test_what_is_no_bundle_of_one_patient_is_refused_by_its_path(data: dict[str, Any], path: str) -> None:
    with pytest.raises(NotReadable) as found:
        read(as_bytes(data))

    assert found.value.fields[0].field.startswith(path)


def test_every_problem_is_named_up_to_a_number() -> None:
    with pytest.raises(NotReadable) as found:
        read(as_bytes(bundle(patient(), *(pain(id=f"o{number}", status=number) for number in range(100)))))

    assert len(found.value.fields) == entries.MOST_PROBLEMS


def test_more_entries_than_a_record_has_are_refused() -> None:
    content = json.dumps(bundle(patient())).encode()
    many = content.replace(b'"entry": [', b'"entry": [' + b"{}," * entries.MOST_ENTRIES)
    with pytest.raises(NotReadable, match="more than 50,000 entries"):
        read(many)


def test_references_in_a_circle_and_to_nowhere_end() -> None:
    circle = [
        observation("a", "72514-3", {"valueInteger": 1}, hasMember=[{"reference": "Observation/b"}]),
        observation("b", "72514-3", {"valueInteger": 1}, hasMember=[{"reference": "Observation/a"}]),
        observation("c", "72514-3", {"valueInteger": 1}, subject={"reference": "Observation/c"}),
        observation("d", "72514-3", {"valueInteger": 1}, subject={"reference": "Patient/nobody"}),
        observation("e", "72514-3", {"valueInteger": 1}, subject={"reference": "#contained"}, contained=[patient()]),
    ]

    found = read(as_bytes(bundle(patient(), *circle)))

    assert [each.source.value for each in found.drafts] == ["Observation/a", "Observation/b"]
    assert len(found.left) == 3


def test_one_resource_twice_is_taken_once() -> None:
    found = read(as_bytes(bundle(patient(), pain(), pain())))

    assert len(found.drafts) == 1
    assert found.left[0].reason == "The same resource stands in this Bundle twice."


def test_an_identifier_is_who_a_resource_is() -> None:
    identifier = [{"system": "http://other.example/observations", "value": "77"}]
    found = read(as_bytes(bundle(patient(), pain(identifier=identifier))))

    assert (found.drafts[0].source.system, found.drafts[0].source.value) == (identifier[0]["system"], "77")
