"""A progress report in words: for the screen, for paper, and beside what the data say now.

Figures are put into words by the same functions as the summary's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from patient_app.domain.goals import GoalStatus
from patient_app.domain.people import SharePart
from patient_app.domain.report_data import ReportData, ReportGoal, ReportMeasurement, Taken, name_in
from patient_app.domain.reports import EntryKind, GoalWord, ReportStatus
from patient_app.domain.text import Translator
from patient_app.presenters import adherence as adherence_words
from patient_app.presenters import change, people, versions
from patient_app.presenters import report_words as words_of
from patient_app.presenters.change import Fact
from patient_app.presenters.dates import short_day
from patient_app.presenters.goals import category
from patient_app.presenters.measurements import ChangeView, full_name, side, value
from patient_app.presenters.measurements import change as change_view
from patient_app.presenters.measures import MeasureView, measures
from patient_app.presenters.numbers import NOTHING, percent, plain
from patient_app.presenters.people import moment
from patient_app.presenters.report_words import Added, Report, Said

ON_PAPER = date.min
"""As 'today' of a paper: no year is this year's, so each date says its own."""


@dataclass(frozen=True, slots=True)
class MeasuredView:
    """A line of the table of motion, strength and tests."""

    key: str = ""
    name: str = ""
    baseline: str = ""
    last: str = ""
    now: str = ""
    change: ChangeView = field(default_factory=ChangeView)


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its figures and the PT's word. `is_open`: the report has to say something of it."""

    letter: str = ""
    text: str = ""
    category: str = ""
    figures: str = ""
    status: str = ""
    icon: str = "flag"
    word: str = ""
    value: str = ""
    target: str = ""
    note: str = ""
    is_new: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class AddedView:
    """Something added since the signature: a title with who and when, and its text."""

    title: str = ""
    when: str = ""
    text: str = ""
    icon: str = "note"


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the program in the period: its title, its note, what it changed."""

    title: str = ""
    note: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures of a report. Texts that are empty are not shown; `sees_…`: the author saw that part."""

    adherence: str = ""
    counts: str = ""
    dose: str = ""
    reasons: str = ""
    pain: str = ""
    pain_facts: tuple[Fact, ...] = ()
    function: str = ""
    function_facts: tuple[Fact, ...] = ()
    versions: tuple[VersionView, ...] = ()
    measures: tuple[MeasureView, ...] = ()
    measured: tuple[MeasuredView, ...] = ()
    goals: tuple[GoalView, ...] = ()
    sees_program: bool = False
    sees_pain: bool = False
    sees_measures: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report. Texts that are empty are not shown; `not_shared` says what the author did not see."""

    id: str = ""
    patient_id: str = ""
    patient: str = ""
    problem: str = ""
    title: str = ""
    period: str = ""
    treatment: str = ""
    not_shared: str = ""
    figures: FiguresView = FiguresView()
    assessment: str = ""
    plan: str = ""
    signature: tuple[str, ...] = ()
    seal: str = ""
    is_unchanged: bool = True
    state: str = ""
    state_icon: str = "edit"
    state_tone: str = "sky"
    added: tuple[AddedView, ...] = ()
    is_draft: bool = False
    is_decided: bool = False
    decision: str = ""
    copy: str = ""


def view(t: Translator, report: Report, time_zone: str, *, paper: bool = False) -> ReportView:
    """The report for a reader; times are those of `time_zone`. On paper every date has its year."""
    data, today = report.data, ON_PAPER if paper else report.today
    decided = report.decision
    text, icon, tone = words_of.state(t, report)
    return ReportView(
        id=report.id,
        patient_id=report.patient_id,
        patient=data.patient_name,
        problem=data.problem,
        title=words_of.title(t, report),
        period=words_of.period(t, data, today),
        treatment=words_of.treatment(t, data),
        not_shared=_not_shared(t, data),
        figures=figures(t, data, today, report.goals),
        assessment=report.assessment,
        plan=report.plan,
        signature=_signature(t, report, time_zone, today),
        seal=report.content_hash,
        is_unchanged=report.is_unchanged or report.status is ReportStatus.DRAFT,
        state=text,
        state_icon=icon,
        state_tone=tone,
        added=tuple(_added(t, each, time_zone, today) for each in report.added),
        is_draft=report.status is ReportStatus.DRAFT,
        is_decided=decided is not None,
        decision=decided.decision.value if decided and decided.decision else "",
        copy=t("The patient no longer shares with you. This is your signed copy; nothing newer is in it.")
        if report.copy_until
        else "",
    )


def figures(
    t: Translator, data: ReportData, today: date, said: Mapping[str, Said] = MappingProxyType({})
) -> FiguresView:
    """The figures in words. `said`: the PT's words on the goals, by letter."""
    done, pain = data.adherence, data.pain
    reasons = ", ".join(f"{adherence_words.reason_words(t, reason)} {n}" for reason, n in data.not_done_reasons)
    return FiguresView(
        adherence=percent(t, done.exercise) if done else "",
        counts=adherence_words.counts(t, done) if done else "",
        dose=adherence_words.dose_words(t, done) if done else "",
        reasons=t("Why not: {reasons}", reasons=reasons) if reasons else "",
        pain=plain(pain.latest) if pain else "",
        pain_facts=change.facts(t, change.of_pain(pain)) if pain else (),
        function=plain(data.function.latest if data.function else None) if pain else "",
        function_facts=change.facts(t, data.function) if pain else (),
        versions=_versions(t, data, today),
        measures=measures(t, data.measures, today),
        measured=tuple(_measured(t, each, today) for each in data.measurements),
        goals=tuple(_goal(t, goal, said.get(goal.letter), today) for goal in data.goals),
        sees_program=SharePart.PROGRAM in data.parts,
        sees_pain=SharePart.PAIN in data.parts,
        sees_measures=SharePart.MEASURES in data.parts,
    )


def _measured(t: Translator, found: ReportMeasurement, today: date) -> MeasuredView:
    name, of_side = full_name(t, found.key, found.thing), side(t, found.side)
    return MeasuredView(
        key=f"{found.key}:{found.side or ''}",
        name=f"{name}, {of_side.lower()}" if of_side else name,
        baseline=_taken(t, found.baseline, today),
        last=_taken(t, found.last, today) if found.last else NOTHING,
        now=_taken(t, found.now, today) if found.change else NOTHING,
        change=change_view(t, found.key, found.change),
    )


def _taken(t: Translator, taken: Taken, today: date) -> str:
    return t("{score} on {date}", score=value(taken.found), date=short_day(t, taken.on, today))


def _versions(t: Translator, data: ReportData, today: date) -> tuple[VersionView, ...]:
    """The program at the start of the period, and what each later version changed; the newest first."""
    names = data.exercises

    def name(id: str) -> str:
        return name_in(names.get(id, {}), t.language) or id

    found = []
    for at, version in enumerate(data.versions):
        starts = short_day(t, version.effective_from, today)
        changed = versions.changes(t, data.versions[at - 1] if at else None, version, name)
        found.append(
            VersionView(t("Version {n}, from {date}", n=version.version, date=starts), version.note or "", changed)
        )
    return tuple(reversed(found))


def _goal(t: Translator, goal: ReportGoal, said: Said | None, today: date) -> GoalView:
    word = said.word if said else None
    stands = word or GoalWord.ACTIVE
    is_open = goal.status is GoalStatus.ACTIVE
    status = {
        GoalStatus.ACTIVE: words_of.goal_words(t)[word.value] if word else t("Nothing said yet"),
        GoalStatus.MET: t("Met"),
        GoalStatus.NOT_MET: t("Not met"),
        GoalStatus.DROPPED: t("Dropped"),
    }[goal.status]
    return GoalView(
        letter=goal.letter,
        text=goal.description,
        category=category(t, goal.category),
        figures=_goal_figures(t, goal, said, today),
        status=status,
        icon="check-circle" if GoalStatus.MET in (goal.status, stands.status) else "flag",
        word=word.value if word else "",
        value=said.value if said else "",
        target=said.target if said else "",
        note=said.note if said else "",
        is_new=goal.is_new,
        is_open=is_open,
    )


def _goal_figures(t: Translator, goal: ReportGoal, said: Said | None, today: date) -> str:
    """'From 7, target 3, now 5. Due Nov 30'."""
    unit = f" {goal.unit}" if goal.unit else ""
    now = (said.value if said and said.value else "") or (plain(goal.value) if goal.value is not None else "")
    parts = [
        t("from {value}", value=f"{plain(goal.baseline)}{unit}") if goal.baseline is not None else "",
        t("target {value}", value=f"{plain(goal.target)}{unit}") if goal.target is not None else "",
        t("now {value}", value=f"{now}{unit}") if now else "",
        t("new target {value}", value=f"{said.target}{unit}") if said and said.target else "",
        t("due {date}", date=short_day(t, goal.due_on, today)) if goal.due_on else "",
        t("met on {date}", date=short_day(t, goal.met_on, today)) if goal.met_on else "",
    ]
    words = ", ".join(part for part in parts if part)
    return f"{words[:1].upper()}{words[1:]}"


def _not_shared(t: Translator, data: ReportData) -> str:
    if not data.not_shared:
        return ""
    parts = ", ".join(people.part(t, part) for part in data.not_shared)
    return t("Not shared with the author, so not in this report: {parts}.", parts=parts)


def _signature(t: Translator, report: Report, time_zone: str, today: date) -> tuple[str, ...]:
    if report.signed_at is None:
        return ()
    by = report.data.signature
    lines = (
        by.name,
        by.credentials,
        ", ".join(filter(None, (by.centre, by.clinic))),
        t("Signed {when}", when=_when(t, report.signed_at, time_zone, today)),
    )
    return tuple(line for line in lines if line)


def _when(t: Translator, at: datetime, time_zone: str, today: date) -> str:
    return moment(t, at, time_zone, with_year=at.year != today.year)


def _added(t: Translator, added: Added, time_zone: str, today: date) -> AddedView:
    when = _when(t, added.at, time_zone, today)
    if added.kind is EntryKind.SENT:
        return AddedView(t("Sent to {name}", name=added.to_name), when, "", "arrow-right")
    if added.kind is EntryKind.ADDENDUM or added.decision is None:
        return AddedView(t("Addendum by {name}", name=added.name), when, added.text, "note")
    words = t("{name} decided: {decision}", name=added.name, decision=words_of.decision(t, added.decision))
    note = t("{note} (also for the patient)", note=added.text) if added.for_patient and added.text else added.text
    return AddedView(words, when, note, "check-circle")
