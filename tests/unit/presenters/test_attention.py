"""Every reason for attention is a sentence with its figure, and says since when."""

from datetime import date

import pytest

from patient_app.content.locales import translator
from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import Reason, ReasonCode
from patient_app.domain.warning_signs import Level
from patient_app.presenters.attention import news, reasons, sentence

TUESDAY = date(2026, 11, 24)
NAMES = {"bridge": "Bridge", "rmdq": "Roland-Morris back questionnaire"}
FIVE_OF_TWELVE = Adherence(41.7, 41.7, 41.7, 12, 5, 0, 7, 0)

t = translator("en")


def name(id: str) -> str:
    return NAMES[id]


def a_reason(code: ReasonCode, figure: str | float, subject: str | None = None, since: date = TUESDAY) -> Reason:
    return Reason(code, figure, since, evidence_on=since, subject=subject)


SENTENCES = [
    (ReasonCode.WARNING_SIGN_OPEN, Level.E, None, "Warning sign open: told to go to an emergency room"),
    (ReasonCode.WARNING_SIGN_OPEN, Level.U, None, "Warning sign open: told to call the clinic the same day"),
    (ReasonCode.PAIN_HIGH, 8, None, "Worst pain 8, and at least that on two check-ins in a row"),
    (ReasonCode.PAIN_HIGH, 9, None, "Worst pain 9, and 8 or more on two check-ins in a row"),
    (ReasonCode.PAIN_RISING, 2.3, None, "Worst pain up by 2.3 points: mean of 7 days against the 14 days before"),
    (ReasonCode.RED_PAIN_TWICE, 7, "bridge", "Pain 7 during Bridge, above its limit twice in a row"),
    (ReasonCode.SILENT, 6, None, "No entry for 6 days"),
    (ReasonCode.ADHERENCE_LOW, 41.7, None, "Adherence 41.7% over 14 days (5 of 12)"),
    (ReasonCode.ADHERENCE_FALLING, 31.5, None, "Adherence 41.7% over 14 days, 31.5 points less than the 14 before"),
    (ReasonCode.INVITED_NOT_SIGNED_IN, 9, None, "Invited 9 days ago, not signed in yet"),
    (ReasonCode.REPORT_DUE, 10, "treatment_days", "Progress report due after 10 treatment days"),
    (ReasonCode.REPORT_DUE, 31, "days", "Progress report due after 31 days"),
    (ReasonCode.REPORT_UNACKNOWLEDGED, 2, None, "Progress report 2 waits for a decision"),
    (ReasonCode.VISIT_DUE, 0, None, "Visit due today"),
    (ReasonCode.VISIT_DUE, 1, None, "Visit due 1 day ago, not recorded"),
    (ReasonCode.VISIT_MISSED, 0, None, "Visit missed today, no other planned"),
    (ReasonCode.VISIT_MISSED, 3, None, "Visit missed 3 days ago, no other planned"),
    (ReasonCode.PLAN_OF_CARE_ENDS, 12, None, "Plan of care ends in 12 days"),
    (ReasonCode.PLAN_OF_CARE_ENDS, 0, None, "Plan of care ends today"),
    (ReasonCode.PLAN_OF_CARE_ENDS, -1, None, "Plan of care ended 1 day ago"),
    (ReasonCode.RECERTIFICATION_DUE, 3, None, "Recertification due in 3 days"),
    (ReasonCode.RECERTIFICATION_DUE, 0, None, "Recertification due today"),
    (ReasonCode.RECERTIFICATION_DUE, -5, None, "Recertification was due 5 days ago"),
    (ReasonCode.MEASURE_DUE, 1, "rmdq", "Roland-Morris back questionnaire is due"),
    (ReasonCode.MEASURE_DUE, 3, "rmdq", "Roland-Morris back questionnaire and 2 more measures are due"),
    (ReasonCode.GOAL_MET, "B", "B", "Goal B met"),
    (
        ReasonCode.MIC_REACHED,
        -2.3,
        "pain_worst",
        "Worst pain down by 2.3 points, a change that patients usually notice",
    ),
    (
        ReasonCode.MIC_REACHED,
        -5.0,
        "rmdq",
        "Roland-Morris back questionnaire: better by 5 points, a change that patients usually notice",
    ),
]


@pytest.mark.parametrize(("code", "figure", "subject", "words"), SENTENCES)
def test_a_reason_is_a_sentence_with_its_figure(
    code: ReasonCode, figure: str | float, subject: str | None, words: str
) -> None:
    assert sentence(t, a_reason(code, figure, subject), name, FIVE_OF_TWELVE) == words


def test_every_reason_code_has_a_sentence() -> None:
    assert {code for code, *_ in SENTENCES} == set(ReasonCode)


def test_counts_that_belong_to_another_figure_are_not_shown() -> None:
    low = a_reason(ReasonCode.ADHERENCE_LOW, 33.3)
    assert sentence(t, low, name, FIVE_OF_TWELVE) == "Adherence 33.3% over 14 days"


def test_a_reason_says_since_when_and_is_never_told_by_colour_alone() -> None:
    (shown,) = reasons(t, [a_reason(ReasonCode.SILENT, 6, since=date(2026, 11, 19))], TUESDAY, name)
    assert (shown.text, shown.since) == ("No entry for 6 days", "since Thu, Nov 19")
    assert shown.icon
    assert shown.tone == "amber"


def test_good_news_is_one_line() -> None:
    found = [a_reason(ReasonCode.MIC_REACHED, -2.3, "pain_worst"), a_reason(ReasonCode.GOAL_MET, "A", "A")]
    assert news(t, found, name) == "Worst pain down by 2.3 points; Goal A met"
    assert news(t, [], name) == ""
