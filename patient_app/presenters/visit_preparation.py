"""The page before a visit: what changed since the last one, in lines that are read in seconds."""

from dataclasses import dataclass, replace

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.course import Hold, HoldLevel
from patient_app.domain.dates import local_date
from patient_app.domain.measures import MeasureChange, Turn
from patient_app.domain.people import SharePart
from patient_app.domain.preparation import Preparation
from patient_app.domain.text import Translator
from patient_app.domain.visit_book import Visit
from patient_app.domain.visits import RequestStatus
from patient_app.presenters import adherence, change, report_words
from patient_app.presenters.change import Fact
from patient_app.presenters.dates import day_words
from patient_app.presenters.numbers import percent, plain
from patient_app.presenters.visits import RequestView, decision, kind, request


@dataclass(frozen=True, slots=True)
class PreparationView:
    """The page in lines. `visit_id` is empty while none is open; a part that is not shared is one line that says so."""

    visit_id: str = ""
    since: str = ""
    done: tuple[Fact, ...] = ()
    pain: tuple[Fact, ...] = ()
    function: tuple[Fact, ...] = ()
    events: tuple[Fact, ...] = ()
    wishes: tuple[RequestView, ...] = ()
    questions: tuple[RequestView, ...] = ()


def view(t: Translator, found: Preparation) -> PreparationView:
    """The page in words."""
    return PreparationView(
        visit_id=found.visit.id,
        since=_since(t, found),
        done=_done(t, found),
        pain=_change(t, found, found.pain),
        function=_change(t, found, found.function),
        events=_events(t, found) or (Fact(t("Nothing else happened since then."), "minus"),),
        wishes=tuple(
            request(t, each, found.today, found.patient_zone)
            for each in found.requests
            if each.status is RequestStatus.OPEN
        ),
        questions=tuple(request(t, each, found.today, found.patient_zone) for each in found.questions),
    )


def _since(t: Translator, found: Preparation) -> str:
    day = day_words(t, found.since, found.today)
    if found.last is None:
        return t("Since the start of the course, {day}", day=day)
    values = {"day": day, "who": found.last.clinician.name}
    if found.last.decision is not None:
        return t("Since the last visit, {day}, with {who}: {decision}", **values, decision=_told(t, found.last))
    return t("Since the last visit, {day}, with {who}", **values)


def _done(t: Translator, found: Preparation) -> tuple[Fact, ...]:
    now, before = found.adherence, found.adherence_before
    if now is None:
        return (Fact(t("Not shared with you"), "lock"),)
    lines = [Fact(t("{figure} done, self-reported", figure=percent(t, now.exercise)), "check")]
    if now.exercise is None:
        lines = [Fact(t("Nothing was due in this period."), "minus")]
    lines.append(Fact(adherence.counts(t, now), "info")) if now.slots_due else None
    days = (found.today - found.since).days + 1
    against = adherence.against_before(t, now, before, days)
    if against:
        lines.append(Fact(against, "clock"))
    return tuple(lines)


def _change(t: Translator, found: Preparation, changed: MeasureChange | None) -> tuple[Fact, ...]:
    if SharePart.PAIN not in found.parts:
        return (Fact(t("Not shared with you"), "lock"),)
    if changed is None:
        return (Fact(t("No change yet: it needs 3 days with values before and after the last visit"), "info"),)
    lines = change.facts(t, changed)
    if changed.turn is Turn.SAME:
        lines = (replace(lines[0], text=t("No change: {now}", now=plain(changed.latest))), *lines[1:])
    return lines


def _events(t: Translator, found: Preparation) -> tuple[Fact, ...]:
    def day(on: object) -> str:
        return day_words(t, on, found.today)  # type: ignore[arg-type]

    lines = [Fact(_hold(t, hold, found), "pause") for hold in found.holds]
    lines += [
        Fact(t("Program version {n} from {day}", n=each.version, day=day(each.effective_from)), "exercise")
        for each in found.versions
    ]
    for report in found.reports:
        values = {"n": report.number, "day": day(report.signed_on)}
        if report.decision is None:
            lines.append(Fact(t("Progress report {n} of {day}: waits for a decision", **values), "alert"))
        else:
            answer = report_words.decision(t, report.decision)
            lines.append(Fact(t("Progress report {n} of {day}: {decision}", **values, decision=answer), "note"))
    lines += [_other_visit(t, found, each) for each in _others(found)]
    lines += _treatments(t, found)
    lines += [
        Fact(
            t("Goal {letter} met on {day}: {goal}", letter=each.letter, day=day(each.met_on), goal=each.description),
            "flag",
        )
        for each in found.goals_met
    ]
    return tuple(lines)


def _hold(t: Translator, hold: Hold, found: Preparation) -> str:
    name = {
        HoldLevel.EMERGENCY: t("On hold by a warning sign (emergency)"),
        HoldLevel.URGENT: t("On hold by a warning sign (urgent)"),
        HoldLevel.CLINICIAN: t("On hold by a clinician"),
    }[hold.level]
    first = day_words(t, hold.started_on, found.today)
    if hold.cleared_on is None:
        return t("{what} since {first}, not cleared", what=name, first=first)
    return t("{what}, {first} to {last}", what=name, first=first, last=day_words(t, hold.cleared_on, found.today))


def _others(found: Preparation) -> list[Visit]:
    """The visits that are worth a line each: treatments that were held are counted instead."""
    return [v for v in found.other_visits if not (v.kind.is_at_pt_centre and v.status is VisitStatus.HELD)]


def _treatments(t: Translator, found: Preparation) -> list[Fact]:
    held = {
        local_date(v.planned_at, found.patient_zone)
        for v in found.other_visits
        if v.kind.is_at_pt_centre and v.status is VisitStatus.HELD
    }
    words = t.n("{n} treatment day at the PT center", "{n} treatment days at the PT center", len(held))
    return [Fact(words, "people")] if held else []


def _other_visit(t: Translator, found: Preparation, visit: Visit) -> Fact:
    values = {
        "what": kind(t, visit.kind),
        "who": visit.clinician.name,
        "day": day_words(t, local_date(visit.planned_at, found.patient_zone), found.today),
    }
    if visit.status is VisitStatus.MISSED:
        return Fact(t("Missed: {what} with {who}, {day}", **values), "minus")
    return Fact(t("{what} with {who}, {day}: {decision}", **values, decision=_told(t, visit)), "calendar")


def _told(t: Translator, visit: Visit) -> str:
    words = [decision(t, visit.decision)] if visit.decision else []
    return ". ".join([*words, *([visit.note] if visit.note else [])])
