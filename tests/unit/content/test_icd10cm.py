"""The codes of rehabilitation: each is one that needs no further character."""

import pytest

from patient_app.content.icd10cm import diagnosis_codes
from patient_app.domain.orders import diagnosis_code, is_diagnosis_code
from patient_app.domain.program import Side

CODES = diagnosis_codes().codes


def test_no_code_of_the_list_is_the_heading_of_another() -> None:
    assert [code for code in CODES if any(other != code and other.startswith(code) for other in CODES)] == []


def test_each_code_has_the_usual_form() -> None:
    assert all(is_diagnosis_code(code) and diagnosis_code(code) == code for code in CODES)


def test_the_side_is_the_one_that_the_title_says() -> None:
    for found in CODES.values():
        words = set(found.title.casefold().replace(",", " ").split())
        if found.side in (Side.RIGHT, Side.LEFT):
            other = "left" if found.side is Side.RIGHT else "right"
            assert found.side.value in words and other not in words, found.code
        elif found.side is Side.BOTH:
            assert "bilateral" in words, found.code
        else:
            assert not {"right", "left"} & words, found.code


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("M54.50", "Low back pain, unspecified"),
        ("M54.16", "Radiculopathy, lumbar region"),
        ("M48.061", "Spinal stenosis, lumbar region without neurogenic claudication"),
        ("M75.01", "Adhesive capsulitis of right shoulder"),
        ("I69.351", "Hemiplegia and hemiparesis following cerebral infarction affecting right dominant side"),
        ("Z96.651", "Presence of right artificial knee joint"),
    ],
)
def test_titles_are_the_official_ones(code: str, title: str) -> None:
    assert CODES[code].title == title


def test_a_heading_is_known_as_one() -> None:
    known = diagnosis_codes()
    assert known.has_parent("M54.5") and known.has_parent("M48.06")
    assert not known.has_parent("M54.50")
    assert not known.has_parent("C50.9")


def test_a_code_is_found_by_words_of_both_languages() -> None:
    assert {"derecha", "rodilla", "dolor"} <= set(CODES["M25.561"].words.split())
