"""When a prescription is due, in words: 'every day', 'Mon, Wed, Fri', '3 times a week', 'twice a day'."""

from patient_app.domain.program import FixedDays, Prescription, Weekday
from patient_app.domain.text import Translator


def schedule(t: Translator, prescription: Prescription) -> str:
    """The days, and how many times on each when it is more than once."""
    days = _days(t, prescription)
    times = prescription.times_per_day
    if times == 1:
        return days
    often = t("twice a day") if times == 2 else t("{n} times a day", n=times)
    return f"{often}, {days}"


def _days(t: Translator, prescription: Prescription) -> str:
    plan = prescription.schedule
    if isinstance(plan, FixedDays):
        if len(plan.days) == len(Weekday):
            return t("every day")
        return ", ".join(_weekday(t, day) for day in Weekday if day in plan.days)
    return t.n("once a week", "{n} times a week", plan.times_per_week)


def _weekday(t: Translator, day: Weekday) -> str:
    return {
        Weekday.MON: t("Mon"),
        Weekday.TUE: t("Tue"),
        Weekday.WED: t("Wed"),
        Weekday.THU: t("Thu"),
        Weekday.FRI: t("Fri"),
        Weekday.SAT: t("Sat"),
        Weekday.SUN: t("Sun"),
    }[day]
