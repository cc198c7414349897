"""The printed program: what stands on it, in which words, and that a note is never read as Typst."""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
import typst

from patient_app.content.exercise_library import Media, MediaKind, library
from patient_app.content.locales import translator
from patient_app.content.warning_sign_lists import questions_for, stop_exercise_signs
from patient_app.domain.program import PainRule, Prescription, ProgramVersion, Side
from patient_app.exports.handout import handout_data, handout_pdf
from patient_app.exports.typesetting import source
from patient_app.media.encode import encode
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import Handout, Paper
from patient_app.services.programs import Program
from tests.builders import a_line
from tests.media_files import a_photo

NOW = datetime(2026, 11, 25, 15, 0, 0, 123456, tzinfo=UTC)
ADDRESS = "https://pt.example.org"
print_it = partial(handout_pdf, language="en", address=ADDRESS, printed_at=NOW, paper=None)


def a_handout(*lines: Prescription, **values: Any) -> Handout:
    version = ProgramVersion(3, date(2026, 11, 23), lines or (a_line("bridge"),), NOW, "dana", "Slower")
    given: dict[str, Any] = {
        "patient_name": "María Núñez",
        "language": "es",
        "today": date(2026, 11, 25),
        "program": Program("p", version, "Dana Whitfield"),
        "exercises": library(),
        "clinic": ClinicCard("Riverside Rehabilitation", "+1 555 0100", "911"),
        "paper": Paper.LETTER,
        "on_hold": False,
        "signs": questions_for("neck"),
    }
    return Handout(**{**given, **values})


def data(handout: Handout, language: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(handout_data(translator(language), handout, ADDRESS)))
    return found


def said(handout: Handout, language: str = "en") -> str:
    """Every word of the compiled document, as the template shows it: the text of its content tree."""
    files: Any = {
        "main.typ": source("handout.typ"),
        "data.json": json.dumps(handout_data(translator(language), handout, ADDRESS)).encode(),
    }
    found = typst.query(files, "par", field="body", ignore_system_fonts=True)
    return re.sub(r"\s+", " ", " ".join(re.findall(r'"text":\s*("(?:[^"\\]|\\.)*")', found)))


def test_a_pdf_is_tagged_titled_and_the_same_each_time() -> None:
    handout = a_handout()
    made = print_it(handout)
    assert made.startswith(b"%PDF-") and b"/StructTreeRoot" in made
    assert b"/Lang(en)" in made.replace(b"/Lang (en)", b"/Lang(en)")
    assert print_it(handout) == made
    assert handout_pdf(handout, language="es", address=ADDRESS, printed_at=NOW, paper=None) != made


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("count", [0, 1, 5, 9, 30])
def test_any_number_of_exercises_prints(language: str, count: int) -> None:
    ids = sorted(library())[:count]
    handout = a_handout(*(library()[id].prescription(id=id, line_id=id) for id in ids))
    program = replace(
        handout.program,
        version=replace(handout.program.version, prescriptions=handout.program.version.prescriptions[:count]),
    )
    made = handout_pdf(
        replace(handout, program=program), language=language, address=ADDRESS, printed_at=NOW, paper=None
    )
    assert made.startswith(b"%PDF-")


def test_the_safety_texts_are_those_of_the_app_with_the_clinics_numbers() -> None:
    for language in ("en", "es"):
        shown = data(a_handout(clinic=ClinicCard("Clinic", "+34 600", "112")), language)
        assert tuple(shown["safety"]["signs"]) == stop_exercise_signs().signs.list(language)
        assert "112" in shown["safety"]["nobody"] and "112" in shown["safety"]["if_not_gone"]
        emergency = [group["action"] for group in shown["help"]]
        assert "112" in emergency[0] and "112" in emergency[1] and "+34 600" in emergency[2]
        assert "{" not in json.dumps(shown["help"]).replace('{"', "")


def test_every_warning_sign_that_the_patient_is_asked_about_is_named_once() -> None:
    signs = questions_for("neck")
    named = [sign for group in data(a_handout(signs=signs))["help"] for sign in group["signs"]]
    assert sorted(named) == sorted(each.label("en") for each in signs)


def test_a_line_says_dose_days_steps_limits_and_both_notes() -> None:
    line = a_line(
        "slr", days="mon wed", side=Side.LEFT, rest_seconds=45, range_limit="0-90°", tempo="2-0-2", intensity=4,
        pain_rule=PainRule(3, 5), precautions="No twisting", note="Despacio, por favor", times_per_day=2,
    )  # fmt: skip
    [item] = data(a_handout(line), "es")["items"]
    assert (item["dose"], item["plan"]) == ("3 series de 10, lado izquierdo", "Dos veces al día, lun, mié.")
    assert item["steps"] == list(library()["slr"].steps("es")) and item["caution"] == library()["slr"].caution("es")
    assert (item["note"], item["precautions"]) == ("Despacio, por favor", "No twisting")
    assert [text for text in item["extras"] if "0-90°" in text] and len(item["extras"]) == 4
    assert len(item["pain"]) == 4 and item["ticks"] == [2, 0, 2, 0, 0, 0, 0]


def test_the_figure_is_mirrored_for_the_side_that_works() -> None:
    left, right = (data(a_handout(a_line("slr", side=side)))["items"][0]["image"] for side in (Side.LEFT, Side.RIGHT))
    assert ("matrix(-1 0 0 1" in left["content"]) != ("matrix(-1 0 0 1" in right["content"])
    assert left["alt"] and "prefers-color-scheme" not in left["content"]


def test_a_program_on_hold_says_so() -> None:
    assert data(a_handout())["hold"] == ""
    assert "+1 555 0100" in data(a_handout(on_hold=True))["hold"]


def test_the_paper_is_the_clinics_unless_another_is_asked_for() -> None:
    assert data(a_handout())["paper"] == "us-letter"
    assert data(a_handout(paper=Paper.A4))["paper"] == "a4"
    made = print_it(a_handout(), paper=Paper.A4)
    assert re.search(rb"/MediaBox ?\[0 0 595", made) and not re.search(rb"/MediaBox ?\[0 0 612", made)


@pytest.mark.parametrize(
    "note",
    [
        '#import "x"',
        "*bold* _slanted_ $x^2$ @reference <label> `code` // comment /* more */",
        "= Heading\n- list\n+ list\n/ term: text",
        '"#panic()" \\ #{ panic() } ] ) }',
    ],
)
def test_a_note_is_printed_as_it_was_written(note: str) -> None:
    handout = a_handout(a_line("bridge", note=note, precautions=note), patient_name="#panic() *Ana*")
    assert print_it(handout).startswith(b"%PDF-")
    for line in note.split("\n"):
        assert json.dumps(line) in said(handout)


def test_accents_degrees_and_other_scripts_print() -> None:
    assert '"0-90° ñ ¿Cómo?"' in said(a_handout(a_line("bridge", note="0-90° ñ ¿Cómo?")))
    assert print_it(a_handout(patient_name="李小龍 العربية 😀")).startswith(b"%PDF-")


def test_an_exercise_that_has_gone_still_prints_its_dose() -> None:
    handout = a_handout(exercises={})
    [item] = data(handout)["items"]
    assert (item["name"], item["image"], item["dose"]) == ("bridge", None, "3 sets of 10")
    assert print_it(handout).startswith(b"%PDF-")


def test_a_clinics_own_exercise_prints_with_its_photo() -> None:
    photo = encode(io.BytesIO(a_photo(size=(400, 300))))
    shown = Media("m1", MediaKind.PHOTO, photo.width, photo.height)
    own = replace(library()["bridge"], id="own", figure=None, media=(shown,), is_own=True)
    given = {"exercises": {"own": own}, "photos": {"m1": photo.content}}
    [item] = data(a_handout(a_line("own"), **given))["items"]
    assert "data:image/webp;base64," in item["image"]["content"] and item["image"]["alt"] == "Bridge"
    with_photo, bare = print_it(a_handout(a_line("own"), **given)), replace(own, media=())
    without = print_it(a_handout(a_line("own"), exercises={"own": bare}))
    assert with_photo.count(b"/Subtype/Image") == without.count(b"/Subtype/Image") + 1
