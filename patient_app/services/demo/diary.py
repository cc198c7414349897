"""Plays a patient's days: which exercises were logged, when, how they felt; and the daily check-ins.

Random within the script, from a fixed seed; the percentages of a stretch are met by count, not by luck.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from patient_app.content import demo_values as v
from patient_app.domain.course import Course
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import days_between, is_late
from patient_app.domain.entries import CheckIn, ExerciseLog, NotDoneReason
from patient_app.domain.program import FixedDays, Prescription, TimesPerWeek, Weekday
from patient_app.services.demo import feelings
from patient_app.services.demo.days import demo_id, in_zone, minutes_of
from patient_app.services.demo.script import Case

SEED = 20
MINUTES_AN_EXERCISE = 5
GIVES_PAIN, GIVES_EFFORT, PARTLY_DONE = 0.7, 0.5, 0.07


@dataclass(frozen=True, slots=True)
class Entries:
    """What the patient entered, in order of days."""

    logs: tuple[ExerciseLog, ...]
    check_ins: tuple[CheckIn, ...]


def play(case: Case) -> Entries:
    """The entries of one patient up to now."""
    diary, signed_in = case.patient.diary, case.patient.signed_in
    if diary is None or signed_in is None:
        return Entries((), ())
    index = indexed(Course(versions=case.versions, holds=case.holds, first_sign_in=case.first_sign_in))
    days = tuple(days_between(case.calendar.day(signed_in), case.calendar.day(diary.until)))
    felt = feelings.feel(_random(case, "felt"), case, days)
    player = _Player(case, diary, index, felt, _random(case, "done"))
    logs = [log for day in days for log in player.day(day)]
    logs = [log for log in _noted(case, index, logs) if _has_happened(case, log)]
    check_ins = [each for each in feelings.check_ins(case, felt) if _has_happened(case, each)]
    return Entries(tuple(logs), tuple(check_ins))


class _Player:
    """Decides and writes the logs of one day after the other."""

    def __init__(self, case: Case, diary: v.Diary, index: CourseIndex, felt: feelings.Felt, random: Random) -> None:
        self.case, self.diary, self.index, self.felt, self.random = case, diary, index, felt, random
        days = [day for day in felt.days if not index.on_hold(day)]
        self.missed = self._missed_days(days)
        self.flexible = self._flexible_days(days)

    def day(self, day: date) -> Iterator[ExerciseLog]:
        """The logs of a date."""
        if self.index.on_hold(day):
            return
        lines = list(self.index.lines_on(day).values())
        if day == self.case.calendar.today and self.diary.done_today:
            yield from self._this_morning([line for line in lines if line.exercise_id in self.diary.done_today])
            return
        stretch = self.stretch(day)
        start = minutes_of(self.diary.time) + self.random.gauss(0, 14)
        fixed = [line for line in lines if _is_due(line, day)]
        left_out = set(fixed) if day in self.missed else self._left_out(fixed, day, stretch)
        done = [
            line for line in lines if (line in fixed and line not in left_out) or day in self.flexible[line.line_id]
        ]
        for place, line in enumerate(done):
            for time in self._times(line, start + place * MINUTES_AN_EXERCISE, stretch):
                yield self._done(line, day, time)
        if done and self.random.random() * 100 < stretch.extra:
            for place, line in enumerate(done):
                yield self._done(line, day, start + 600 + place * MINUTES_AN_EXERCISE)
        if left_out and self.random.random() * 100 < stretch.reported:
            reason = NotDoneReason.PAIN if day in self.felt.flares else self._reason()
            for place, line in enumerate(line for line in fixed if line in left_out):
                yield replace(
                    self._log(line, day, minutes_of("20:50") + self.random.random() * 40 + place / 4, "not-done"),
                    not_done_reason=reason,
                )

    def stretch(self, day: date) -> v.Stretch:
        """The stretch that a date falls into."""
        on = (day - self.case.calendar.today).days
        begun = [stretch for stretch in self.diary.stretches if stretch.since <= on]
        return begun[-1] if begun else self.diary.stretches[0]

    def _missed_days(self, days: list[date]) -> frozenset[date]:
        """Days without a session: those of the script, and as many more as the stretch says; weekends more often."""
        today = self.case.calendar.today
        scripted = {self.case.calendar.day(on) for on in self.diary.missed}
        found: set[date] = set(scripted)
        by_stretch: defaultdict[v.Stretch, list[date]] = defaultdict(list)
        for day in days:
            lines = self.index.lines_on(day).values()
            if day < today and day not in self.felt.flares and any(_is_due(line, day) for line in lines):
                by_stretch[self.stretch(day)].append(day)
        for stretch, due in by_stretch.items():
            wanted = round(len(due) * (100 - stretch.done) / 100) - len(scripted.intersection(due))
            weights = {day: self.random.random() * (1.6 if day.weekday() >= 5 else 1) for day in due}
            free = sorted((day for day in due if day not in scripted), key=lambda day: -weights[day])
            found.update(free[: max(wanted, 0)])
        return frozenset(found)

    def _flexible_days(self, days: list[date]) -> defaultdict[str, set[date]]:
        """For each flexible line the dates it was done on: so many a week, on days with a session where possible."""
        found: defaultdict[str, set[date]] = defaultdict(set)
        owed: defaultdict[str, float] = defaultdict(float)
        mondays = sorted({day - timedelta(days=day.weekday()) for day in days})
        for monday in mondays:
            week = [day for day in days_between(monday, monday + timedelta(days=6)) if self.index.has_signed_in_by(day)]
            lines = {line.line_id: line for day in week for line in self.index.lines_on(day).values()}
            for line_id, line in lines.items():
                if not isinstance(line.schedule, TimesPerWeek):
                    continue
                open_days = [d for d in week if line_id in self.index.lines_on(d) and not self.index.on_hold(d)]
                share = self.stretch(min(week[-1], self.felt.days[-1])).done / 100
                owed[line_id] += line.schedule.times_per_week * share * len(open_days) / 7
                wanted = int(owed[line_id] + 0.001)
                owed[line_id] -= wanted
                order = sorted(
                    open_days, key=lambda d: (d in self.missed or d in self.felt.flares, self.random.random())
                )
                found[line_id].update(order[:wanted])
        return found

    def _left_out(self, fixed: list[Prescription], day: date, stretch: v.Stretch) -> set[Prescription]:
        """Single exercises left out on a day with a session: at most half of them, more on a flare day."""
        share = 70 if day in self.felt.flares else stretch.skipped
        chosen = [line for line in fixed if self.random.random() * 100 < share]
        self.random.shuffle(chosen)
        most = len(fixed) if day in self.felt.flares else len(fixed) // 2
        return set(chosen[:most])

    def _times(self, line: Prescription, first: float, stretch: v.Stretch) -> Iterator[float]:
        """Minutes of the day for each of the line's times a day; the later ones are sometimes left out."""
        yield first
        gap = (minutes_of("20:30") - first) / max(line.times_per_day - 1, 1)
        for time in range(1, line.times_per_day):
            if self.random.random() * 100 >= stretch.skipped * 1.5:
                yield first + time * gap + self.random.gauss(0, 12)

    def _this_morning(self, lines: list[Prescription]) -> Iterator[ExerciseLog]:
        """What is logged today already: at the usual time, or just now when it is earlier than that."""
        today, zone = self.case.calendar.today, self.felt.zone(self.case.calendar.today)
        since_midnight = (self.case.calendar.now - in_zone(today, 0, zone)).total_seconds() / 60
        first = min(float(minutes_of(self.diary.time)), since_midnight / 2)
        for place, line in enumerate(lines):
            yield replace(self._log(line, today, first + place / 100, "done"), pain_during=2)

    def _done(self, line: Prescription, day: date, minutes: float) -> ExerciseLog:
        random, log = self.random, self._log(line, day, minutes, "done")
        rest = max(self.felt.now(day), 0)
        if random.random() < GIVES_PAIN:
            log = replace(log, pain_during=min(max(round(rest + random.gauss(0.2, 0.8)), 0), 10))
        if random.random() < GIVES_EFFORT:
            log = replace(log, effort=min(max(round(random.gauss(4.2, 1.1)), 1), 8))
        if random.random() < PARTLY_DONE:
            log = _partly(line, log)
        hurts = [hurt for hurt in self.diary.hurts if hurt.exercise == line.exercise_id]
        for hurt in hurts:
            if day >= self.case.calendar.day(hurt.since):
                log = replace(log, pain_during=hurt.pain)
                if hurt.effort is not None:
                    log = replace(log, effort=hurt.effort, sets_done=None, reps_done=None, duration_minutes=None)
        return log

    def _log(self, line: Prescription, day: date, minutes: float, what: str) -> ExerciseLog:
        zone = self.felt.zone(day)
        performed_at = in_zone(day, minutes, zone)
        edited_at = performed_at + timedelta(seconds=self.random.randint(4, 90))
        received_at = edited_at + timedelta(seconds=self.random.randint(1, 5))
        if day in self.felt.entered_late:
            edited_at = in_zone(day + timedelta(days=1), minutes_of("08:10") + self.random.random() * 9, zone)
            received_at = edited_at + timedelta(seconds=3)
        return ExerciseLog(
            id=demo_id(performed_at, self.case.key, line.id, what, round(minutes * 100)),
            prescription_id=line.id,
            local_date=day,
            performed_at=performed_at,
            edited_at=edited_at,
            time_zone=zone,
            received_at=received_at,
            late=is_late(day, received_at, zone),
        )

    def _reason(self) -> NotDoneReason:
        reasons = [reason for reason, _ in self.diary.reasons] or [NotDoneReason.OTHER]
        weights = [weight for _, weight in self.diary.reasons] or [1]
        return self.random.choices(reasons, weights)[0]


def _random(case: Case, what: str) -> Random:
    return Random(f"{SEED}/{case.key}/{what}")  # noqa: S311 - the same each time is the point


def _is_due(line: Prescription, day: date) -> bool:
    return isinstance(line.schedule, FixedDays) and Weekday.of(day) in line.schedule.days


def _partly(line: Prescription, log: ExerciseLog) -> ExerciseLog:
    if line.sets > 1:
        return replace(log, sets_done=line.sets - 1)
    if line.duration_minutes and line.duration_minutes > 4:
        return replace(log, duration_minutes=line.duration_minutes - 3)
    return replace(log, reps_done=line.reps - 2) if line.reps and line.reps > 4 else log


def _noted(case: Case, index: CourseIndex, logs: list[ExerciseLog]) -> list[ExerciseLog]:
    """The logs with the script's notes, each on the last log of its exercise up to the day of the note."""
    for note in case.patient.diary.notes if case.patient.diary else ():
        day = case.calendar.day(note.on)
        for place in range(len(logs) - 1, -1, -1):
            log = logs[place]
            exercise = index.prescriptions[log.prescription_id].exercise_id
            if note.exercise == exercise and log.local_date <= day and log.not_done_reason is None:
                logs[place] = replace(log, note=note.text)
                break
    return logs


def _has_happened(case: Case, entry: ExerciseLog | CheckIn) -> bool:
    received: datetime | None = entry.received_at
    return received is not None and received <= case.calendar.now
