"""The words of the journey: kinds of entries, steps, recommendations, reasons, and what comes next."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from patient_app.domain.journey import CloseReason, EventKind, Recommendation
from patient_app.domain.journey_steps import NextCode, NextUp, Step
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words
from patient_app.presenters.visits import moment

ICONS: Mapping[EventKind, str] = {
    EventKind.ONSET: "body",
    EventKind.PRIMARY_CARE: "clipboard",
    EventKind.IMAGING: "eye",
    EventKind.BLOOD_TEST: "note",
    EventKind.REFERRAL: "arrow-right",
    EventKind.EXAM: "clipboard",
    EventKind.EVALUATION: "clipboard",
    EventKind.EMERGENCY: "alert",
    EventKind.HOSPITAL: "home",
    EventKind.DISCHARGE: "flag",
}
NEXT_ICONS: Mapping[NextCode, str] = {
    NextCode.HOLD: "pause",
    NextCode.CLOSED: "check-circle",
    NextCode.VISIT: "calendar",
    NextCode.VISIT_TO_PLAN: "calendar",
    NextCode.EXERCISE: "exercise",
    NextCode.MEASURE: "clipboard",
    NextCode.REPORT_DUE: "note",
    NextCode.REPORT_WAITS: "note",
    NextCode.FIND_PHYSIATRIST: "search",
}
"""Anything else: an arrow."""


class Reader(Protocol):
    """For whom the words are."""

    @property
    def today(self) -> date: ...
    @property
    def time_zone(self) -> str: ...


def kind(t: Translator, value: EventKind) -> str:
    """What an entry is about, as its button says it."""
    return {
        EventKind.ONSET: t("How it began"),
        EventKind.PRIMARY_CARE: t("Visit with primary care"),
        EventKind.IMAGING: t("X-ray or scan"),
        EventKind.BLOOD_TEST: t("Blood test"),
        EventKind.REFERRAL: t("Referral"),
        EventKind.EXAM: t("Exam by the physiatrist"),
        EventKind.EVALUATION: t("PT evaluation"),
        EventKind.EMERGENCY: t("Emergency room"),
        EventKind.HOSPITAL: t("Hospital stay"),
        EventKind.DISCHARGE: t("End of the course"),
    }[value]


def detail_names(t: Translator) -> dict[str, str]:
    """What the details of an entry are called."""
    return {
        "what": t("What was done"),
        "region": t("Part of the body"),
        "result": t("Result, as the report says it"),
        "where": t("Where"),
        "from": t("Referred by"),
        "to": t("Referred to"),
        "reason": t("Reason"),
        "findings": t("What was found"),
    }


def recommendation(t: Translator, value: Recommendation) -> str:
    """What an examination comes to."""
    return {
        Recommendation.PHYSICAL_THERAPY: t("Physical therapy is likely to help"),
        Recommendation.NOT_PHYSICAL_THERAPY: t("Physical therapy is not likely to help"),
        Recommendation.FURTHER_TESTS: t("Further tests first"),
        Recommendation.OTHER_SPECIALIST: t("Back to another specialist"),
    }[value]


def close_reason(t: Translator, value: CloseReason) -> str:
    """Why a course is closed."""
    return {
        CloseReason.GOALS_MET: t("Goals met"),
        CloseReason.COMFORTABLE: t("Comfortable level of function reached"),
        CloseReason.NO_FURTHER_PROGRESS: t("No further progress"),
        CloseReason.PATIENTS_WISH: t("The patient's wish"),
        CloseReason.REFERRED_ON: t("Referred on"),
        CloseReason.OTHER: t("Another reason"),
    }[value]


def step(t: Translator, value: Step) -> str:
    """One of the ten steps of a course of treatment, in plain words."""
    return {
        Step.ONSET: t("It begins"),
        Step.PRIMARY_CARE: t("Your own doctor looks at it"),
        Step.REFERRAL: t("The way to a physiatrist"),
        Step.EXAM: t("The physiatrist examines you"),
        Step.ORDER: t("Physical therapy is ordered"),
        Step.EVALUATION: t("The therapist measures and plans"),
        Step.EXERCISE: t("You exercise at home"),
        Step.REPORTS: t("The therapist reports"),
        Step.VISITS: t("The physiatrist sees how it goes"),
        Step.DISCHARGE: t("Back to what you want to do"),
    }[value]


def step_for_clinician(t: Translator, value: Step) -> str:
    """The same in the field's terms."""
    return {
        Step.ONSET: t("Onset"),
        Step.PRIMARY_CARE: t("Primary care"),
        Step.REFERRAL: t("Referral"),
        Step.EXAM: t("Exam by the physiatrist"),
        Step.ORDER: t("Order"),
        Step.EVALUATION: t("PT evaluation"),
        Step.EXERCISE: t("Home program"),
        Step.REPORTS: t("Progress reports"),
        Step.VISITS: t("Visits with the physiatrist"),
        Step.DISCHARGE: t("Discharge"),
    }[value]


def where_to(t: Translator, up: NextUp) -> tuple[str, str]:
    """The screen that goes with it, as an English route, and the words of the link; empty without one."""
    return {
        NextCode.EXERCISE: ("/today", t("To today's exercises")),
        NextCode.PROGRAM_STARTS: ("/today", t("To today's exercises")),
        NextCode.HOLD: ("/today", t("To today's exercises")),
        NextCode.CLOSED: ("/today", t("To today's exercises")),
        NextCode.MEASURE: ("/progress", t("To your questionnaires")),
        NextCode.FIND_PHYSIATRIST: ("/find-a-physiatrist", t("Find a physiatrist")),
        NextCode.ORDER_WAITS: ("/sharing", t("Share with a therapist")),
        NextCode.VISIT: ("/visits", t("See the visits")),
    }.get(up.code, ("", ""))


def next_for_patient(t: Translator, up: NextUp, reader: Reader) -> str:
    """What comes next, said to the patient."""
    who, on = up.who or t("your therapist"), day_words(t, up.on, reader.today) if up.on else ""
    if up.visit is not None:
        when = moment(t, up.visit.at, reader.time_zone, reader.today)
        # 'a.m.' ends the sentence with one full stop
        return t("{clinician} sees you on {moment}.", clinician=who, moment=when.removesuffix("."))
    return {
        NextCode.HOLD: t("Your program is on hold. Your care team clears it. Until then, no exercises are due."),
        NextCode.CLOSED: t(
            "Your course of treatment ended on {date}. Your program stays here. You can go on logging for yourself.",
            date=on,
        ),
        NextCode.ORDER_DECLINED: t(
            "The physical therapist could not take on the order. {clinician} chooses another way.", clinician=who
        ),
        NextCode.ORDER_WAITS: _order_waits(t, up, who, on),
        NextCode.EVALUATION_TO_PLAN: t("{clinician} plans a first visit with you, to measure and plan.", clinician=who),
        NextCode.PROGRAM_TO_COME: t("{clinician} makes your exercise program. It shows under Today.", clinician=who),
        NextCode.PROGRAM_STARTS: t("Your exercise program starts on {date}.", date=on),
        NextCode.EXERCISE: t("Do today's exercises, and log them."),
        NextCode.MEASURE: t("A questionnaire waits for you."),
        NextCode.REPORT_WAITS: t("The physiatrist reads the report by {clinician}, and decides.", clinician=who),
        NextCode.REPORT_DUE: t("{clinician} writes a report on how it goes.", clinician=who),
        NextCode.VISIT_TO_PLAN: t(
            "{clinician} wants to see you around {date}. No visit is planned yet.", clinician=who, date=on
        ),
        NextCode.ORDER_TO_COME: t("The physiatrist decides about physical therapy."),
        NextCode.FURTHER_TESTS: t("The physiatrist wants further tests first. Add them here when they are done."),
        NextCode.OTHER_SPECIALIST: t("The physiatrist sends you to another specialist."),
        NextCode.NOT_PHYSICAL_THERAPY: t(
            "The physiatrist does not expect physical therapy to help. Ask what to do instead."
        ),
        NextCode.EXAM_TO_COME: t("The physiatrist examines you. No visit is planned yet."),
        NextCode.FIND_PHYSIATRIST: t("Find a physiatrist, and share your record under Sharing."),
    }[up.code]


def next_for_clinician(t: Translator, up: NextUp, reader: Reader) -> str:
    """What comes next, said to the care team."""
    who, on = up.who or t("the physical therapist"), day_words(t, up.on, reader.today) if up.on else ""
    if up.visit is not None:
        when = moment(t, up.visit.at, reader.time_zone, reader.today)
        return t("Visit with {clinician} on {moment}", clinician=who, moment=when)
    return {
        NextCode.HOLD: t("The program is on hold"),
        NextCode.CLOSED: t("Course closed on {date}", date=on),
        NextCode.ORDER_DECLINED: t("The order was declined; {clinician} decides", clinician=who),
        NextCode.ORDER_WAITS: t("Order signed on {date}, not accepted yet", date=on),
        NextCode.EVALUATION_TO_PLAN: t("Evaluation to be planned by {clinician}", clinician=who),
        NextCode.PROGRAM_TO_COME: t("Evaluated; program to be published by {clinician}", clinician=who),
        NextCode.PROGRAM_STARTS: t("Program starts on {date}", date=on),
        NextCode.EXERCISE: t("Home program goes on"),
        NextCode.MEASURE: t("A questionnaire is due"),
        NextCode.REPORT_WAITS: t("Report by {clinician} waits for a decision", clinician=who),
        NextCode.REPORT_DUE: t("Progress report due"),
        NextCode.VISIT_TO_PLAN: t("Visit with {clinician} around {date}, not planned yet", clinician=who, date=on),
        NextCode.ORDER_TO_COME: t("Examined; no order yet"),
        NextCode.FURTHER_TESTS: t("Further tests recommended"),
        NextCode.OTHER_SPECIALIST: t("Referral to another specialist recommended"),
        NextCode.NOT_PHYSICAL_THERAPY: t("Physical therapy not recommended"),
        NextCode.EXAM_TO_COME: t("Not examined yet; no visit planned"),
        NextCode.FIND_PHYSIATRIST: t("No physiatrist has the record yet"),
    }[up.code]


def _order_waits(t: Translator, up: NextUp, who: str, on: str) -> str:
    if up.other:
        return t(
            "{clinician} ordered physical therapy on {date}. A therapist at {place} accepts the order.",
            clinician=who,
            date=on,
            place=up.other,
        )
    return t("{clinician} ordered physical therapy on {date}. A therapist accepts the order.", clinician=who, date=on)
