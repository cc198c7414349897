"""The intake and the clinic's settings in words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.domain.intake import Kind, Precision
from patient_app.presenters import clinic_settings as settings_words
from patient_app.presenters import intake as words
from patient_app.services.clinic_settings import LIMITS, SWITCHES, ClinicSettings

T = translator("en")


@dataclass(frozen=True)
class Asked:
    key: str
    kind: Kind
    label: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Referred:
    on: date
    title: str = ""
    from_whom: str = ""
    to_whom: str = ""


def say(kind: Kind, answer: dict[str, Any], language: str = "en") -> str:
    question = Asked("q", kind, "Label", {"a": "Apple", "b": "Pear"})
    return words.words(translator(language), question, answer, str.upper, str.lower)


@pytest.mark.parametrize(
    ("kind", "answer", "text"),
    [
        (Kind.SITES, {"sites": ["knee", "hip"]}, "KNEE; HIP"),
        (Kind.DATE, {"on": "2026-11-24", "precision": "day"}, "Tue, Nov 24, 2026"),
        (Kind.DATE, {"on": "2026-11-01", "precision": "month"}, "November 2026"),
        (Kind.DATE, {"on": "2019-01-01", "precision": "year"}, "2019"),
        (Kind.ONE, {"choice": "a", "words": "and seeds"}, "Apple. and seeds"),
        (Kind.OPERATION, {"choice": "b"}, "Pear"),
        (Kind.MANY, {"choices": ["a", "b"], "words": "rain"}, "Apple, Pear. rain"),
        (Kind.MANY, {"choices": [], "words": "rain"}, "rain"),
        (Kind.MANY, {"choices": ["gone"]}, "gone"),
        (Kind.TEXT, {"words": "Hi"}, "Hi"),
        (Kind.SCALE, {"value": 0}, "0 of 10"),
        (Kind.ACTIVITIES, {"items": [{"name": "Walk", "baseline": 3}, {"name": "Sit"}]}, "Walk (3 of 10); Sit"),
        (Kind.SIGNS, {"answers": {"RF1": "no"}}, "All answered with no"),
        (Kind.SIGNS, {"answers": {"RF1": "not_sure", "RF2": "no", "RF7": "yes"}}, "rf1 (Not sure); rf7 (Yes)"),
    ],
)
def test_each_answer_reads_as_words(kind: Kind, answer: dict[str, Any], text: str) -> None:
    assert say(kind, answer) == text


def test_a_month_in_spanish() -> None:
    assert words.about(translator("es"), date(2026, 11, 1), Precision.MONTH) == "noviembre de 2026"


def test_the_card_leaves_out_what_was_not_answered_and_marks_signs() -> None:
    asked = [Asked("signs", Kind.SIGNS, "Safety", {}), Asked("more", Kind.TEXT, "More", {})]
    referrals = [
        Referred(date(2026, 3, 2), "x", "Dr. Lee", "Dr. Okafor"),
        Referred(date(2026, 3, 2), "x", "Dr. Lee"),
        Referred(date(2026, 3, 2), "Referred to a physiatrist"),
    ]
    card = words.card(T, asked, {"signs": {"answers": {"RF1": "yes"}}}, date(2026, 3, 16), referrals, str, str)
    assert [(row.label, row.text, row.is_sign) for row in card.rows] == [("Safety", "RF1 (Yes)", True)]
    assert card.done == "Written by the patient, Mon, Mar 16, 2026"
    assert card.referrals == (
        "Dr. Lee referred the patient to Dr. Okafor, Mon, Mar 2, 2026",
        "Dr. Lee referred the patient, Mon, Mar 2, 2026",
        "Referred to a physiatrist, Mon, Mar 2, 2026",
    )


def values(settings: ClinicSettings) -> dict[str, object]:
    found: dict[str, object] = asdict(settings)
    return found | asdict(settings.clinical)


def test_every_setting_has_words_a_group_and_its_limits() -> None:
    grouped = [name for group in settings_words.groups(T) for name in group.names]
    assert sorted(grouped) == sorted([*LIMITS, *SWITCHES, "paper"])
    views = settings_words.views(T, values(ClinicSettings()), values(ClinicSettings()), LIMITS)
    assert set(views) == set(grouped)
    assert all(view.label and view.meaning and not view.is_own for view in views.values())
    assert views["report_days"].limits == "7 to 180 days"
    assert (views["monitoring"].value, views["monitoring"].default) == ("no", "No")


def test_a_setting_of_the_clinics_own_is_told_from_the_default() -> None:
    own = values(ClinicSettings(visit_minutes=30, paper="a4"))
    views = settings_words.views(T, own, values(ClinicSettings()), LIMITS)
    assert (views["visit_minutes"].value, views["visit_minutes"].default) == ("30", "20")
    assert {name for name, view in views.items() if view.is_own} == {"visit_minutes", "paper"}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", " 30 ", 30),
        ("number", "3o", "3o"),
        ("number", "-1", "-1"),
        ("number", "", ""),
        ("number", "٣", "٣"),
        ("switch", "yes", True),
        ("switch", "no", False),
        ("switch", "maybe", "maybe"),
        ("paper", "", None),
        ("paper", "a4", "a4"),
    ],
)
def test_what_was_typed_becomes_a_value_or_stays_as_it_is(kind: str, text: str, value: object) -> None:
    assert settings_words.from_form(kind, text) == value
