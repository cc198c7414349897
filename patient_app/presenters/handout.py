"""The printable program in words: how to do a line, its pain limits, and where to tick."""

from patient_app.domain.program import FixedDays, PainRule, Prescription, Weekday
from patient_app.domain.text import Translator
from patient_app.presenters.program import weekdays
from patient_app.presenters.schedule import schedule


def plan(t: Translator, line: Prescription) -> str:
    """When, as a sentence: 'Twice a day, every day.'"""
    words = schedule(t, line)
    return f"{words[:1].upper()}{words[1:]}."


def extras(t: Translator, line: Prescription) -> tuple[str, ...]:
    """What the prescriber set beyond dose and days, one sentence each."""
    found = (
        t.n("Rest {n} second between sets.", "Rest {n} seconds between sets.", line.rest_seconds)
        if line.rest_seconds
        else "",
        t("Range limit: {limit}", limit=line.range_limit) if line.range_limit else "",
        t("Tempo: {tempo}", tempo=line.tempo) if line.tempo else "",
        t("Effort: {n} of 10.", n=line.intensity) if line.intensity is not None else "",
    )
    return tuple(each for each in found if each)


def pain_limits(t: Translator, rule: PainRule | None) -> tuple[str, ...]:
    """What to do at which pain (clinical-rules.md, Pain); nothing without a rule of the prescriber's."""
    if rule is None:
        return ()
    green, amber = rule.green_max, rule.amber_max
    found = [t("Pain up to {n} of 10 during the exercise: carry on.", n=green)]
    if amber > green:
        found.append(
            t(
                "Above {green}, up to {amber}: you may carry on. Do less if it has not settled by tomorrow morning.",
                green=green,
                amber=amber,
            )
        )
    if amber < 10:
        found.append(t("Above {n}: stop this exercise today.", n=amber))
    if green < 10:
        found.append(
            t(
                "Pain at rest already above {green}? Stop when the exercise adds more than {n}.",
                green=green,
                n=amber - green,
            )
        )
    return tuple(found)


def ticks(line: Prescription) -> tuple[int, ...]:
    """How many boxes each weekday has, Monday first; for a line on any days, each day has them."""
    plan = line.schedule
    days = plan.days if isinstance(plan, FixedDays) else frozenset(Weekday)
    return tuple(line.times_per_day if day in days else 0 for day in Weekday)


def day_names(t: Translator) -> tuple[str, ...]:
    """Short names of the weekdays, Monday first."""
    return tuple(weekdays(t).values())
