"""A patient's logs, check-ins and measures as CSV: one line each, ISO dates, codes beside words, units in the names.

The names of the columns are English whatever the language: programs read them. A value that is unknown is empty.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from statistics import fmean
from zoneinfo import ZoneInfo

from patient_app.content.body_sites import body_sites
from patient_app.content.warning_sign_lists import questions_among
from patient_app.domain.entries import Answer, CheckIn
from patient_app.domain.program import Load
from patient_app.domain.rounding import round_half_up
from patient_app.domain.text import Translator
from patient_app.exports.csv_table import Cell, csv_pieces
from patient_app.presenters import measurements as words
from patient_app.presenters.adherence import reason_words
from patient_app.services.record_tables import CheckIns, LoggedExercise, Measured, Scored

LOGS = (
    "log_id", "date", "performed_at", "time_zone", "exercise_code", "exercise", "program_version", "side", "sets_done",
    "reps_done_per_set", "hold_seconds", "duration_minutes", "load_kind", "load_value", "load_unit",
    "pain_during_0_to_10", "effort_0_to_10", "not_done_code", "not_done", "note", "prescribed_sets",
    "prescribed_reps_per_set", "prescribed_hold_seconds", "prescribed_duration_minutes", "prescribed_times_per_day",
    "received_at_utc", "sent_late",
)  # fmt: skip
"""A log without any work field and without `not_done_code` says: done as prescribed."""
CHECK_INS = (
    "check_in_id", "date", "recorded_at", "time_zone", "pain_now_0_to_10", "pain_worst_24h_0_to_10",
    "pain_average_24h_0_to_10", "pain_site_codes", "pain_sites", "function_mean_0_to_10", "flare",
    "morning_pain_settled_code", "sleep_0_to_10", "note", "warning_sign_questions_version", "warning_sign_yes_codes",
    "warning_sign_not_sure_codes", "warning_signs", "received_at_utc", "sent_late",
)  # fmt: skip
ACTIVITY = "activity_0_to_10"
"""A column for each activity begins so; its name follows."""
MEASURES = (
    "kind", "id", "date", "code", "name", "side", "value", "unit", "grade_0_to_5", "scale_low", "scale_high",
    "better_is", "version", "recorded_by", "note",
)  # fmt: skip
"""`kind`: score, range_of_motion, strength or test. A clinician's name in `recorded_by`, or 'patient'."""

_KINDS = {"motion": "range_of_motion", "strength": "strength", "tests": "test"}
_SEPARATOR = "; "


def logs_csv(t: Translator, found: Iterable[LoggedExercise]) -> Iterator[bytes]:
    """Exercise logs, one a line; names of exercises and reasons in the language of `t`."""
    return csv_pieces(LOGS, (_log(t, each) for each in found))


def check_ins_csv(t: Translator, found: CheckIns) -> Iterator[bytes]:
    """Check-ins, one a line, with a column for each of the patient's own activities at the end."""
    headings = [*CHECK_INS, *(f"{ACTIVITY} {name}" for name in found.activities.values())]
    return csv_pieces(headings, (_check_in(t, each, found) for each in found.rows))


def measures_csv(t: Translator, found: Iterable[Scored | Measured]) -> Iterator[bytes]:
    """Scores and measurements in one table, one value a line."""
    return csv_pieces(MEASURES, (_score(t, e) if isinstance(e, Scored) else _measured(t, e) for e in found))


def _log(t: Translator, each: LoggedExercise) -> list[Cell]:
    log, line = each.log, each.line
    reason = log.not_done_reason
    return [
        log.id,
        log.local_date.isoformat(),
        _local(log.performed_at, log.time_zone),
        log.time_zone,
        line.exercise_id if line else None,
        each.exercise.name(t.language) if each.exercise else None,
        each.version,
        log.side.value if log.side else line.side.value if line else None,
        log.sets_done,
        log.reps_done,
        log.hold_seconds,
        log.duration_minutes,
        *_load(log.load),
        log.pain_during,
        log.effort,
        reason.value if reason else None,
        reason_words(t, reason) if reason else None,
        log.note,
        *((line.sets, line.reps, line.hold_seconds, line.duration_minutes, line.times_per_day) if line else [None] * 5),
        log.received_at.isoformat() if log.received_at else None,
        _yes(log.late),
    ]


def _check_in(t: Translator, each: CheckIn, found: CheckIns) -> list[Cell]:
    signs = each.warning_signs
    yes, unsure = ([code for code, given in signs.answers if given is a] if signs else [] for a in _ANSWERS)
    sites = body_sites()
    ratings = {rating.activity_id: rating.rating for rating in each.activity_ratings}
    return [
        each.id,
        each.local_date.isoformat(),
        _local(each.recorded_at, each.time_zone),
        each.time_zone,
        each.pain_now,
        each.pain_worst,
        each.pain_average,
        _list(each.pain_sites),
        _list(sites[code].name(t.language) if code in sites else code for code in each.pain_sites),
        round_half_up(fmean(ratings.values()), 1) if ratings else None,
        _yes(each.flare),
        each.morning_settled.value if each.morning_settled else None,
        each.sleep,
        each.note,
        signs.question_version if signs else None,
        _list(yes),
        _list(unsure),
        _list(question.label(t.language) for question in questions_among({*yes, *unsure})),
        each.received_at.isoformat() if each.received_at else None,
        _yes(each.late),
        *(ratings.get(id) for id in found.activities),
    ]


_ANSWERS = (Answer.YES, Answer.NOT_SURE)


def _score(t: Translator, each: Scored) -> list[Cell]:
    measure = each.measure
    return [
        "score",
        each.id,
        each.on.isoformat(),
        each.measure_id,
        measure.name(t.language) if measure else None,
        None,
        each.score,
        measure.unit.value if measure else None,
        None,
        measure.min if measure else None,
        measure.max if measure else None,
        measure.direction.value if measure else None,
        each.version,
        each.entered_by or "patient",
        None,
    ]


def _measured(t: Translator, each: Measured) -> list[Cell]:
    found, item = each.measurement, each.item
    direction = item.scale.direction if item else None
    return [
        _KINDS[words.group(found.what.kind)],
        found.id,
        found.measured_on.isoformat(),
        found.what.key,
        words.full_name(t, found.what.key, item),
        found.side.value if found.side else None,
        found.found.value,
        found.found.unit,
        found.found.grade,
        None,
        None,
        direction.value if direction else None,
        None,
        each.measured_by,
        found.note,
    ]


def _load(load: Load | None) -> tuple[Cell, Cell, Cell]:
    return (load.kind.value, load.value, load.unit) if load else (None, None, None)


def _local(at: datetime, time_zone: str) -> str:
    """The instant with the offset of the place where it was."""
    return at.astimezone(ZoneInfo(time_zone)).isoformat()


def _list(values: Iterable[str]) -> str | None:
    return _SEPARATOR.join(values) or None


def _yes(value: bool) -> str:
    return "yes" if value else "no"
