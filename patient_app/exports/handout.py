"""A program as a PDF to print: large type, a figure and the steps of each exercise, and two weeks to tick by hand.

Names, notes and all other words reach the Typst template as data (`typesetting`).
"""

import base64
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import segno

from patient_app.content.exercise_library import Exercise
from patient_app.content.locales import translator
from patient_app.content.warning_sign_lists import SignLevel, WarningQuestion, stop_exercise_signs, warning_texts
from patient_app.domain.program import Prescription
from patient_app.domain.text import Translator
from patient_app.exports.typesetting import PAPERS, compiled
from patient_app.figures.printing import draw_for_print
from patient_app.presenters import handout as words
from patient_app.presenters.dates import dated
from patient_app.presenters.dose import dose
from patient_app.services.handouts import Handout, Paper


@dataclass(frozen=True, slots=True)
class Image:
    """A picture and its text alternative. `content` is an SVG's text, or a photo wrapped in one (`photo`)."""

    content: str
    alt: str


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise on paper."""

    name: str
    image: Image | None
    dose: str
    plan: str
    extras: tuple[str, ...]
    steps: tuple[str, ...]
    caution: str
    precautions: str
    note: str
    pain: tuple[str, ...]
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SignGroup:
    """What to do, and for which signs."""

    action: str
    signs: tuple[str, ...]


def handout_pdf(handout: Handout, *, language: str, address: str, printed_at: datetime, paper: Paper | None) -> bytes:
    """The PDF in a language ('en', 'es'). `address` is where the app is opened, `paper` another than the clinic's.

    The same values always give the same bytes. Takes up to a few hundred milliseconds: run it in a worker thread.
    """
    return compiled("handout.typ", handout_data(translator(language), handout, address, paper), printed_at)


def handout_data(t: Translator, handout: Handout, address: str, paper: Paper | None = None) -> dict[str, object]:
    """Everything that the template shows, as JSON values."""
    program, clinic = handout.program, handout.clinic
    version = program.version
    stop, texts = stop_exercise_signs(), warning_texts()
    numbers = {"emergency_number": clinic.emergency_number, "clinic_phone": clinic.phone}
    language = t.language
    return {
        "language": language,
        "paper": PAPERS[paper or handout.paper],
        "title": t("Exercise program of {name}", name=handout.patient_name),
        "heading": t("Your exercise program"),
        "clinic": {"name": clinic.name, "phone": clinic.phone},
        "patient": handout.patient_name,
        "version": t("Version {n}, from {date}.", n=version.version, date=dated(t, version.effective_from)),
        "author": t("Made by {name}. Printed {date}.", name=program.published_by_name, date=dated(t, handout.today)),
        "note": version.note or "",
        "hold": t(
            "This program is on hold. Do not exercise until your clinic says that you may go on: {phone}",
            phone=clinic.phone,
        )
        if handout.on_hold
        else "",
        "safety": {
            "nobody": texts.nobody_watches.text(language).format(**numbers),
            "instruction": stop.instruction.text(language),
            "signs": stop.signs.list(language),
            "if_not_gone": stop.if_not_gone.text(language).format(**numbers),
        },
        "help": [asdict(group) for group in _help(t, handout.signs, numbers)],
        "items": [
            asdict(_item(t, line, handout.exercises.get(line.exercise_id), handout.photos))
            for line in version.prescriptions
        ],
        "days": words.day_names(t),
        "address": address,
        "qr": _qr(address),
        "words": {
            "before": t("Before you start"),
            "note": t("From your physical therapist"),
            "take_care": t("Take care"),
            "precautions": t("Precautions"),
            "pain": t("Pain"),
            "log": t("Tick what you did"),
            "log_hint": t(
                "One box for each time. This is your own report: bring it to your next visit, or enter it in the app."
            ),
            "week": t("Week {n}"),
            "starting": t("Starts on"),
            "exercise": t("Exercise"),
            "worst_pain": t("Worst pain, 0 to 10"),
            "help": t("When to get help"),
            "help_hint": t("If any of this is new or gets worse:"),
            "app": t("The app"),
            "app_hint": t("Open it on your phone:"),
            "page": t("Page {n} of {total}"),
            "empty": t("This program has no exercise."),
            "qr": t("QR code that opens {address}", address=address),
        },
    }


def _item(t: Translator, line: Prescription, exercise: Exercise | None, photos: Mapping[str, bytes]) -> Item:
    language = t.language
    return Item(
        name=exercise.name(language) if exercise else line.exercise_id,
        image=_figure(language, line, exercise, photos) if exercise else None,
        dose=dose(t, line),
        plan=words.plan(t, line),
        extras=words.extras(t, line),
        steps=exercise.steps(language) if exercise else (),
        caution=exercise.caution(language) if exercise else "",
        precautions=line.precautions or "",
        note=line.note or "",
        pain=words.pain_limits(t, line.pain_rule),
        ticks=words.ticks(line),
    )


def _figure(language: str, line: Prescription, exercise: Exercise, photos: Mapping[str, bytes]) -> Image | None:
    if exercise.media:
        shown = exercise.media[0]
        return Image(_wrapped(photos[shown.id], shown.width, shown.height), exercise.name(language))
    if exercise.figure is None:
        return None
    mirrored = exercise.is_mirrored_for(line.side)
    described = exercise.figure.get("description", {})
    alt = described.get(language) or described.get("en") or exercise.name(language)
    return Image(draw_for_print(exercise.figure, mirrored=mirrored, language=language), alt)


def _wrapped(photo: bytes, width: int, height: int) -> str:
    """A photo (WebP) as an SVG's text."""
    data = base64.b64encode(photo).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/webp;base64,{data}"/></svg>'
    )


def _help(t: Translator, signs: tuple[WarningQuestion, ...], numbers: dict[str, str]) -> tuple[SignGroup, ...]:
    """What to do at which warning sign, the gravest first, in the texts of the app."""
    texts, answers = warning_texts(), t("what you noticed")
    groups = (
        (texts.call_now, [each for each in signs if each.call_now]),
        (texts.level_e, [each for each in signs if each.level is SignLevel.EMERGENCY and not each.call_now]),
        (texts.level_u, [each for each in signs if each.level is SignLevel.URGENT]),
    )
    return tuple(
        SignGroup(
            _sentence(action.text(t.language).format(answers=answers, **numbers)),
            tuple(each.label(t.language) for each in found),
        )
        for action, found in groups
        if found
    )


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _qr(address: str) -> str:
    made = io.BytesIO()
    segno.make(address, error="m").save(made, kind="svg", xmldecl=False, border=2, omitsize=True)
    return made.getvalue().decode()
