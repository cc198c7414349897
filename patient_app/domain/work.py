"""How much of a prescribed slot one log is, per side. Which slot it fills is decided in `adherence`."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from patient_app.domain.entries import ExerciseLog
from patient_app.domain.program import Prescription, Side
from patient_app.domain.rounding import exact

NOTHING = Fraction(0)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Work:
    """Work in slots, counted per side: 1 is the whole dose of that side.

    A dose without two sides has the same figure on both, so that the mean of the sides is always the completion.
    """

    left: Fraction
    right: Fraction

    @property
    def slots(self) -> Fraction:
        """The mean of the two sides."""
        return self.left if self.left == self.right else (self.left + self.right) / 2

    @property
    def is_some(self) -> bool:
        """Anything at all was done."""
        return bool(self.left) or bool(self.right)


@dataclass(frozen=True, slots=True)
class LineWeek:
    """What the logs of a flexible line did with its slots of one ISO week."""

    due: int
    filled: dict[date, tuple[Fraction, ...]]
    """Completions of the slots that each date filled."""
    not_done: int
    """Slots that were reported as not done, as far as the week has such slots left."""

    @property
    def done(self) -> int:
        """Slots with any work."""
        return sum(len(completions) for completions in self.filled.values())

    @property
    def completion(self) -> Fraction:
        """Sum of the completions."""
        return sum((sum(completions, NOTHING) for completions in self.filled.values()), NOTHING)


@dataclass(frozen=True, slots=True)
class DayTotals:
    """One date over all lines. `planned`, `done`, `completion` and `not_done` are of the fixed slots.

    `flexible_done` and `flexible_completion` are of the flexible slots that this date filled, `flexible_reports`
    its not-done reports on flexible lines.
    """

    planned: int = 0
    done: int = 0
    completion: Fraction = NOTHING
    not_done: int = 0
    flexible_done: int = 0
    flexible_completion: Fraction = NOTHING
    flexible_reports: int = 0
    extra: int = 0


NO_WORK = Work(NOTHING, NOTHING)
WHOLE_SLOT = Work(WHOLE, WHOLE)


def log_work(log: ExerciseLog, prescription: Prescription | None) -> Work:
    """The work of one log, measured against the prescription that it names (`None`: not known, so a whole slot).

    Work is sets × reps, sets × reps × hold seconds, or sets × minutes; a field that is absent in the log is as
    prescribed. On a two-sided dose a log without a side (or with 'both', 'alternating', 'none') is both sides.
    On any other dose the side of the log does not matter. A not-done report is no work.
    """
    if log.is_not_done:
        return NO_WORK
    share = _share_of_dose(log, prescription)
    if prescription is not None and prescription.side.is_two_sided:
        if log.side is Side.LEFT:
            return Work(share, NOTHING)
        if log.side is Side.RIGHT:
            return Work(NOTHING, share)
    return WHOLE_SLOT if share == 1 else Work(share, share)


def is_not_done_report(log: ExerciseLog, work: Work) -> bool:
    """The patient says that nothing was done, with a reason. A reason beside 0 sets says the same."""
    return log.not_done_reason is not None and not work.is_some


def _share_of_dose(log: ExerciseLog, prescription: Prescription | None) -> Fraction:
    fields = (log.sets_done, log.reps_done, log.hold_seconds, log.duration_minutes)
    if fields == (None, None, None, None):
        return WHOLE
    if prescription is None:
        return NOTHING if any(value is not None and value <= 0 for value in fields) else WHOLE
    share = _ratio(log.sets_done, prescription.sets)
    if prescription.duration_minutes is not None:
        return share * _ratio(log.duration_minutes, prescription.duration_minutes)
    return share * _ratio(log.reps_done, prescription.reps) * _ratio(log.hold_seconds, prescription.hold_seconds)


def _ratio(done: float | None, prescribed: float | None) -> Fraction:
    if done is None or prescribed is None or prescribed <= 0:
        return WHOLE
    return exact(max(done, 0)) / exact(prescribed)
