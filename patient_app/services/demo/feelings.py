"""How a made-up patient feels day by day: pain with its noise, weekdays and flares, function, sleep; and check-ins."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from patient_app.content import demo_values as v
from patient_app.content.warning_sign_lists import question_version, questions_for
from patient_app.domain.dates import is_late
from patient_app.domain.entries import ActivityRating, Answer, CheckIn, MorningSettled, WarningAnswers
from patient_app.services.demo.days import demo_id, in_zone, minutes_of
from patient_app.services.demo.script import Case

BY_WEEKDAY = (0.4, 0.1, 0.0, 0.0, -0.1, -0.3, -0.2)
"""Mondays are a little worse, weekends a little better."""
FLARE = 3.0
MOST_NOISE = 1.0
ASKED_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Felt:
    """What each day was like. Pain is NPRS 0-10."""

    days: tuple[date, ...]
    worst: dict[date, int]
    average: dict[date, int]
    at_rest: dict[date, int]
    ratings: dict[date, tuple[int, ...]]
    sleep: dict[date, int]
    zones: dict[date, str]
    flares: frozenset[date]
    checked_in: frozenset[date]
    entered_late: frozenset[date]
    minutes: dict[date, float]

    def now(self, day: date) -> int:
        """Pain at rest on a date."""
        return self.at_rest[day]

    def zone(self, day: date) -> str:
        """Where the patient was."""
        return self.zones[day]


def value_at(trend: v.Trend, on: int) -> float:
    """The value of a trend on a day; level before its first and after its last point."""
    if on <= trend[0][0]:
        return trend[0][1]
    for (before, low), (after, high) in pairwise(trend):
        if on <= after:
            return low + (high - low) * (on - before) / (after - before)
    return trend[-1][1]


def zone_on(patient: v.Patient, on: int) -> str:
    """The time zone the patient is in."""
    begun = [zone for since, zone in (patient.diary.zones if patient.diary else ()) if since <= on]
    return begun[-1] if begun else patient.time_zone


def feel(random: Random, case: Case, days: tuple[date, ...]) -> Felt:
    """Feelings for every date of `days`."""
    diary = case.patient.diary
    if diary is None:
        raise ValueError(f"{case.key} keeps no diary")
    felt = Felt(
        days=days,
        worst={},
        average={},
        at_rest={},
        ratings={},
        sleep={},
        zones={},
        flares=frozenset(case.calendar.day(on) for on in diary.flares),
        checked_in=frozenset(_check_in_days(random, case, diary, days)),
        entered_late=frozenset(
            day for day in days if random.random() * 100 < diary.late and day < case.calendar.day(-1)
        ),
        minutes={},
    )
    noise = 0.0
    for day in days:
        on = (day - case.calendar.today).days
        noise = max(-MOST_NOISE, min(MOST_NOISE, 0.5 * noise + random.gauss(0, 0.55)))
        flare = FLARE if day in felt.flares else 0.0
        worst = value_at(diary.pain, on) + BY_WEEKDAY[day.weekday()] + noise + flare
        felt.worst[day] = _scale(worst)
        felt.average[day] = min(felt.worst[day], _scale(worst - 1.2 + random.gauss(0, 0.4)))
        felt.at_rest[day] = min(felt.worst[day], _scale(worst - 2.0 + random.gauss(0, 0.7)))
        felt.ratings[day] = tuple(
            _scale(value_at(activity.went, on) + random.gauss(0, 0.6) - flare / 2)
            for activity in case.patient.activities
        )
        felt.sleep[day] = _scale(8.6 - 0.5 * worst + random.gauss(0, 0.8))
        felt.zones[day] = zone_on(case.patient, on)
        felt.minutes[day] = minutes_of(diary.check_in_time) + random.gauss(0, 20)
    return felt


def check_ins(case: Case, felt: Felt) -> Iterator[CheckIn]:
    """The check-ins of the days that have one, with the warning signs asked weekly."""
    diary = case.patient.diary
    asked: date | None = None
    signs = {case.calendar.day(hold.on): dict(hold.answers) for hold in case.patient.holds if hold.answers}
    codes = [question.code for question in questions_for(*_regions(case.patient))]
    notes = {case.calendar.day(note.on): note.text for note in diary.notes if note.exercise is None} if diary else {}
    for day in felt.days:
        if day not in felt.checked_in:
            continue
        check_in = _check_in(case, felt, day, notes.get(day))
        if asked is None or day - asked >= ASKED_EVERY or day in signs:
            asked = day
            answers = {code: signs.get(day, {}).get(code, Answer.NO) for code in codes}
            check_in = replace(check_in, warning_signs=WarningAnswers(question_version(), tuple(answers.items())))
        yield check_in


def check_in_id(case: Case, day: date) -> str:
    """The id of the check-in of a date."""
    return demo_id(case.calendar.at(day, "12:00"), case.key, "check-in", day)


def _check_in_days(random: Random, case: Case, diary: v.Diary, days: tuple[date, ...]) -> Iterator[date]:
    scripted = {*diary.flares, *diary.unsettled, *(note.on for note in diary.notes if note.exercise is None)}
    scripted |= {hold.on for hold in case.patient.holds if hold.answers}
    for day in days:
        on = (day - case.calendar.today).days
        stretch = [each for each in diary.stretches if each.since <= on][-1:] or list(diary.stretches[:1])
        wanted = random.random() * 100 < stretch[0].check_ins
        if on == 0 and diary.done_today:
            continue
        if wanted or on in scripted or day == days[0]:
            yield day


def _check_in(case: Case, felt: Felt, day: date, note: str | None) -> CheckIn:
    diary, zone = case.patient.diary, felt.zone(day)
    recorded_at = in_zone(day, felt.minutes[day], zone)
    edited_at = recorded_at + timedelta(seconds=20)
    if day in felt.entered_late:
        edited_at = in_zone(day + timedelta(days=1), minutes_of("08:05"), zone)
    received_at = edited_at + timedelta(seconds=2)
    flare = day in felt.flares
    return CheckIn(
        id=check_in_id(case, day),
        local_date=day,
        recorded_at=recorded_at,
        edited_at=edited_at,
        flare=flare,
        time_zone=zone,
        pain_now=felt.at_rest[day],
        pain_worst=felt.worst[day],
        pain_average=felt.average[day],
        pain_sites=diary.sites if diary else (),
        activity_ratings=tuple(
            ActivityRating(case.activity_id(number), rating) for number, rating in enumerate(felt.ratings[day])
        ),
        morning_settled=_settled(case, day, flare=flare),
        sleep=felt.sleep[day] if diary and diary.sleeps else None,
        note=note,
        received_at=received_at,
        late=is_late(day, received_at, zone),
    )


def _settled(case: Case, day: date, *, flare: bool) -> MorningSettled | None:
    diary = case.patient.diary
    if flare:
        return MorningSettled.MUCH_MORE
    if diary is not None and (day - case.calendar.today).days in diary.unsettled:
        return MorningSettled.BIT_MORE
    return MorningSettled.YES if day.weekday() == 2 else None


def _regions(patient: v.Patient) -> tuple[str, ...]:
    after_operation = ("after_operation",) if patient.episode.intake.get("operation") else ()
    return (patient.episode.region, *after_operation)


def _scale(value: float) -> int:
    return min(max(round(value), 0), 10)
