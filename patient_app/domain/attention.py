"""Who needs a look, and why: reasons with a figure and a date, ranked. Sentences are made by presenters.

A new reason is one function in `RULES`. Nothing here is a score; each reason stands on its own rule.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from patient_app.domain.adherence import Adherence, adherence
from patient_app.domain.attention_facts import (
    AttentionFacts,
    Reason,
    ReasonCode,
    VisitStatus,
)
from patient_app.domain.course import HoldLevel
from patient_app.domain.course_index import indexed
from patient_app.domain.dates import range_ending
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.measures import Turn
from patient_app.domain.pain import PainSeries, pain_change, pain_series, red_twice_in_a_row
from patient_app.domain.rounding import exact, mean, round_half_up
from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings
from patient_app.domain.slots import lines_in_force
from patient_app.domain.warning_signs import Level

Rule = Callable[[AttentionFacts, date, ClinicalSettings], Reason | None]


def attention(facts: AttentionFacts, today: date, settings: ClinicalSettings = DEFAULT_SETTINGS) -> tuple[Reason, ...]:
    """Every reason that holds today: highest rank (1) first, then oldest since. Clinicians' marks are applied later
    (`attention_marks`)."""
    found = (rule(facts, today, settings) for rule in RULES)
    return tuple(
        sorted((r for r in found if r is not None), key=lambda reason: (reason.rank, reason.since, reason.reason))
    )


def good_news(facts: AttentionFacts, today: date, settings: ClinicalSettings = DEFAULT_SETTINGS) -> tuple[Reason, ...]:
    """Goals met and changes for the better that patients usually notice; shown apart, newest first."""
    found = [
        Reason(ReasonCode.GOAL_MET, goal.letter, goal.met_on, subject=goal.letter, evidence_on=goal.met_on)
        for goal in facts.goals_met
        if goal.met_on <= today
    ]
    found += [
        Reason(
            ReasonCode.MIC_REACHED,
            round_half_up(one.change.change, 1),
            one.reached_on,
            subject=one.measure_id,
            evidence_on=one.reached_on,
        )
        for one in facts.measure_changes
        if one.change.is_improvement and one.reached_on <= today
    ]
    pain = _pain_mic_reached(facts, today, settings)
    found += [pain] if pain else []
    return tuple(sorted(found, key=lambda reason: (-reason.since.toordinal(), reason.reason, reason.subject or "")))


def panel_order(reasons: tuple[Reason, ...], name: str, patient_id: str) -> tuple[int, date, str, str, str]:
    """The sort key of a patient on the panel: highest rank, then oldest since, then name, then id."""
    first = min(((reason.rank, reason.since) for reason in reasons), default=(99, date.max))
    return (*first, name.casefold(), name, patient_id)


def warning_sign_open(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """A warning sign that no clinician has cleared. Figure: its level, E before U."""
    holds = indexed(facts.course).course.holds
    signs = [(sign.level, sign.since) for sign in facts.warning_signs] + [
        (Level(hold.level.value), hold.started_on)
        for hold in holds
        if hold.cleared_on is None and hold.level is not HoldLevel.CLINICIAN
    ]
    if not signs:
        return None
    return Reason(
        ReasonCode.WARNING_SIGN_OPEN,
        min(level for level, _ in signs),
        min(since for _, since in signs),
        evidence_on=max(since for _, since in signs),
        evidence_at=max((sign.raised_at for sign in facts.warning_signs), default=None),
    )


def pain_high(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Worst pain of 8 or more on the two latest dates that have it. Figure: the latest value.

    Since: the first date in a row. A check-in without worst pain is passed over: it does not say that it has gone.
    """
    series = [(day, value) for day, value in pain_series(facts.course) if day <= today]
    run: list[date] = []
    for day, value in reversed(series):
        if value < settings.pain_high:
            break
        run.append(day)
    if len(run) < settings.pain_high_dates:
        return None
    return _patient_reason(facts, ReasonCode.PAIN_HIGH, series[-1][1], run[-1], run[: settings.pain_high_dates])


def pain_rising(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """The 7-day mean of worst pain is 2 or more above that of the 14 days before. Figure: by how much, one decimal."""
    first, _ = range_ending(today, settings.pain_rise_window_days)
    before, _ = range_ending(first - timedelta(days=1), settings.pain_rise_before_days)
    series = pain_series(facts.course)
    now = [(day, value) for day, value in series if first <= day <= today]
    past = [value for day, value in series if before <= day < first]
    mean_now, mean_before = mean([value for _, value in now]), mean(past)
    if len(now) < settings.pain_rise_window_values or len(past) < settings.pain_rise_before_values:
        return None
    if mean_now is None or mean_before is None or mean_now - mean_before < exact(settings.pain_rise_points):
        return None
    rise = round_half_up(mean_now - mean_before, 1)
    return _patient_reason(facts, ReasonCode.PAIN_RISING, rise, now[0][0], [day for day, _ in now])


def red_pain_twice(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Red pain on the two latest logs of a prescription in force. Figure: the last value; subject: the exercise."""
    index = indexed(facts.course)
    runs = [(line, red_twice_in_a_row(index, line.id, until=today)) for line in lines_in_force(index, today)]
    found = [(line, run) for line, run in runs if run]
    if not found:
        return None
    line, run = min(found, key=lambda pair: (pair[1][0].local_date, pair[0].line_id))
    return Reason(
        ReasonCode.RED_PAIN_TWICE,
        run[-1].pain_during or 0,
        run[0].local_date,
        subject=line.exercise_id,
        evidence_on=max(one[-1].local_date for _, one in found),
        evidence_at=max(_known_at(log) for _, one in found for log in one),
    )


def silent(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """No entry of any kind on the 5 days that end with today, while slots fell due on them. Figure: days without."""
    index = indexed(facts.course)
    signed_in = index.course.first_sign_in
    if signed_in is None:
        return None
    known = [day for day in index.entry_days | facts.other_entry_days if day <= today]
    last = max([signed_in, *known])
    first, _ = range_ending(today, settings.silent_days)
    if last >= first or adherence(index, first, today, today).slots_due == 0:
        return None
    return Reason(ReasonCode.SILENT, (today - last).days, last + timedelta(days=1), evidence_on=today)


def adherence_low(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Adherence below 50 over the last 14 days, with at least 6 slots due. Figure: the percentage."""
    first, _ = range_ending(today, settings.attention_adherence_days)
    figure = _enough(adherence(indexed(facts.course), first, today, today), settings)
    if figure is None or figure >= settings.attention_adherence_below:
        return None
    return Reason(ReasonCode.ADHERENCE_LOW, figure, first, evidence_on=today)


def adherence_falling(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Adherence 30 points or more below that of the 14 days before, not low yet. Figure: points lost.

    Both windows need 6 slots due, so that one missed exercise is no trend.
    """
    index = indexed(facts.course)
    first, _ = range_ending(today, settings.attention_adherence_days)
    before, last_before = range_ending(first - timedelta(days=1), settings.attention_adherence_days)
    now = _enough(adherence(index, first, today, today), settings)
    past = _enough(adherence(index, before, last_before, today), settings)
    if now is None or past is None or now < settings.attention_adherence_below:
        return None
    lost = round_half_up(exact(past) - exact(now), 1)
    if lost < settings.attention_adherence_drop:
        return None
    return Reason(ReasonCode.ADHERENCE_FALLING, lost, first, evidence_on=today)


def invited_not_signed_in(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Invited 7 days ago or more, and never signed in. Figure: days since the invitation."""
    invited = facts.invited_on
    if invited is None or indexed(facts.course).course.first_sign_in is not None:
        return None
    waiting = (today - invited).days
    if waiting < settings.invited_days:
        return None
    return Reason(ReasonCode.INVITED_NOT_SIGNED_IN, waiting, invited, evidence_on=invited)


def report_due(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """10 treatment days or 30 days since the last report's period (facts 6.1). Figure: how many; subject: which."""
    clock = facts.report_clock
    if clock is None:
        return None
    by_days = clock.started_on + timedelta(days=settings.report_days)
    dates = sorted({day for day in clock.treatment_dates if clock.started_on <= day <= today})
    by_treatment = dates[settings.report_treatment_days - 1] if len(dates) >= settings.report_treatment_days else None
    if by_treatment is not None and by_treatment <= by_days:
        return Reason(
            ReasonCode.REPORT_DUE, len(dates), by_treatment, subject="treatment_days", evidence_on=by_treatment
        )
    if by_days > today:
        return None
    return Reason(ReasonCode.REPORT_DUE, (today - clock.started_on).days, by_days, subject="days", evidence_on=by_days)


def report_unacknowledged(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """A signed report waits for the physiatrist. Figure: the number of the oldest."""
    waiting = sorted(facts.unacknowledged_reports, key=lambda report: (report.signed_on, report.number))
    if not waiting:
        return None
    oldest = waiting[0]
    return Reason(ReasonCode.REPORT_UNACKNOWLEDGED, oldest.number, oldest.signed_on, evidence_on=waiting[-1].signed_on)


def visit_due(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """A planned visit is today or was not recorded, or the next one is due and none is planned. Figure: days since.

    The next visit is one with the physiatrist: a treatment at the PT centre does not stand for it. What a patient asks
    about a visit changes nothing here: until it is answered the visit stands.
    """
    passed = [visit.planned_on for visit in facts.visits if visit.status is VisitStatus.PLANNED]
    passed = [day for day in passed if day <= today]
    wanted = facts.next_visit_due
    if wanted is not None and wanted <= today:
        meetings = [visit for visit in facts.visits if not visit.at_pt_centre]
        is_planned = any(visit.status is VisitStatus.PLANNED for visit in meetings)
        held_since = any(visit.status is VisitStatus.HELD and visit.planned_on >= wanted for visit in meetings)
        passed += [] if is_planned or held_since else [wanted]
    if not passed:
        return None
    return Reason(ReasonCode.VISIT_DUE, (today - min(passed)).days, min(passed), evidence_on=max(passed))


def visit_missed(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """A visit was missed, and none after it is held or planned. Figure: days since.

    Visits at the PT centre and those with the physiatrist do not stand for each other.
    """
    kept = (VisitStatus.HELD, VisitStatus.PLANNED)
    missed: list[date] = []
    for at_pt_centre in (False, True):
        visits = [visit for visit in facts.visits if visit.at_pt_centre is at_pt_centre]
        after = max((visit.planned_on for visit in visits if visit.status in kept), default=date.min)
        missed += [
            visit.planned_on
            for visit in visits
            if visit.status is VisitStatus.MISSED and after < visit.planned_on <= today
        ]
    if not missed:
        return None
    return Reason(ReasonCode.VISIT_MISSED, (today - min(missed)).days, min(missed), evidence_on=max(missed))


def plan_of_care_ends(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """The plan of care ends within 14 days. Figure: days left, below 0 when past."""
    plan = facts.plan_of_care
    return _ending(ReasonCode.PLAN_OF_CARE_ENDS, plan.ends_on if plan else None, today, settings)


def recertification_due(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Recertification falls due within 14 days: 90 days after the last (42 CFR 424.24(c)(4)). Figure: days left."""
    plan = facts.plan_of_care
    if plan is None or plan.certified_on is None:
        return None
    due = plan.certified_on + timedelta(days=settings.plan_of_care_days)
    return _ending(ReasonCode.RECERTIFICATION_DUE, due, today, settings)


def measure_due(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    """Outcome measures wait to be filled in. Figure: how many; subject: the one that waits longest."""
    due = sorted(
        (measure for measure in facts.measures_due if measure.due_on <= today),
        key=lambda measure: (measure.due_on, measure.measure_id),
    )
    if not due:
        return None
    renewed = max(measure.renewed_on or measure.due_on for measure in due)
    first = due[0]
    return Reason(ReasonCode.MEASURE_DUE, len(due), first.due_on, subject=first.measure_id, evidence_on=renewed)


RULES: list[Rule] = [
    warning_sign_open,
    pain_high,
    pain_rising,
    red_pain_twice,
    silent,
    adherence_low,
    adherence_falling,
    invited_not_signed_in,
    report_due,
    report_unacknowledged,
    visit_due,
    visit_missed,
    plan_of_care_ends,
    recertification_due,
    measure_due,
]


def _patient_reason(facts: AttentionFacts, code: ReasonCode, figure: float, since: date, dates: list[date]) -> Reason:
    """A reason that rests on the check-ins of some dates."""
    index = indexed(facts.course)
    check_ins = [found for day in dates if (found := index.check_in_on(day)) is not None]
    return Reason(code, figure, since, evidence_on=max(dates), evidence_at=max(_known_at(c) for c in check_ins))


def _known_at(entry: CheckIn | ExerciseLog) -> datetime:
    """When the server could first show the entry."""
    return entry.received_at or entry.edited_at


def _enough(found: Adherence, settings: ClinicalSettings) -> float | None:
    return found.exercise if found.slots_due >= settings.attention_adherence_slots else None


def _ending(code: ReasonCode, end: date | None, today: date, settings: ClinicalSettings) -> Reason | None:
    if end is None:
        return None
    noticed = end - timedelta(days=settings.plan_of_care_notice_days)
    return Reason(code, (end - today).days, noticed, evidence_on=noticed) if noticed <= today else None


def _pain_mic_reached(facts: AttentionFacts, today: date, settings: ClinicalSettings) -> Reason | None:
    series = [point for point in pain_series(facts.course) if point[0] <= today]
    found = pain_change(series, facts.pain_baseline, settings=settings)
    if found.change is None or found.direction is not Turn.BETTER or not found.beyond_mic:
        return None
    last = series[-1][0]
    return Reason(
        ReasonCode.MIC_REACHED, round_half_up(found.change, 1), last, subject=PainSeries.WORST, evidence_on=last
    )
