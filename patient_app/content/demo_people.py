"""The made-up clinic: staff in `demo/clinic.json`, one file a patient in `demo/patients/`, loaded once.

Days are counted from today: -84 is twelve weeks ago, 7 is in a week. What happens on each day is worked out elsewhere.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from patient_app.content import demo_values as v
from patient_app.content.data_file import DataFileError, Fields, open_fields, read_all
from patient_app.content.demo_fields import day, done, each_of, maybe_day, or_else, pairs, trend
from patient_app.content.demo_program import version
from patient_app.content.precautions import order_terms
from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import Answer, NotDoneReason
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.program import Side


@cache
def demo_clinic() -> v.Clinic:
    """The clinic, its PT centres and the people who work there. Raises `DataFileError`."""
    return parse_clinic(open_fields(resources.files("patient_app.content").joinpath("demo", "clinic.json")))


@cache
def demo_patients() -> Mapping[str, v.Patient]:
    """Every made-up patient by key (the file's name). Raises `DataFileError` naming the file and the field."""
    found = read_all(resources.files("patient_app.content").joinpath("demo", "patients"), parse_patient)
    emails = [patient.email for patient in found.values()]
    for key, patient in found.items():
        if emails.count(patient.email) > 1:
            raise DataFileError(f"{key}.json", "email", "is another patient's too")
    return MappingProxyType(found)


def parse_patient(fields: Fields) -> v.Patient:
    """One patient from its file's fields."""
    patient = v.Patient(
        name=fields.text("name"),
        email=fields.text("email"),
        situation=fields.text("situation"),
        language=or_else(fields, "language", fields.text, "en"),
        time_zone=or_else(fields, "time_zone", fields.text, demo_clinic().time_zone),
        invited=day(fields, "invited"),
        signed_in=maybe_day(fields, "signed_in"),
        monitored_from=maybe_day(fields, "monitored_from"),
        team=fields.texts("team"),
        shares=tuple(_share(each) for each in each_of(fields, "shares")),
        handovers=tuple(_handover(each) for each in each_of(fields, "handovers")),
        episode=_episode(fields.fields("episode")),
        journey=tuple(_event(each) for each in each_of(fields, "journey")),
        orders=tuple(_order(each) for each in each_of(fields, "orders")),
        goals=tuple(_goal(each) for each in each_of(fields, "goals")),
        activities=tuple(_activity(each) for each in each_of(fields, "activities")),
        program=tuple(version(each) for each in each_of(fields, "program")),
        diary=_diary(fields.fields("diary")) if fields.has("diary") else None,
        holds=tuple(_hold(each) for each in each_of(fields, "holds")),
        measures=tuple(_measure(each) for each in each_of(fields, "measures")),
        assigned=tuple(_assigned(each) for each in each_of(fields, "assigned")),
        measurements=tuple(_measurement(each) for each in each_of(fields, "measurements")),
        reports=tuple(_report(each) for each in each_of(fields, "reports")),
        visits=tuple(_visit(each) for each in each_of(fields, "visits")),
    )
    fields.done()
    known = {person.key for person in demo_clinic().staff}
    for key in patient.team:
        if key not in known:
            raise fields.error("team", f"{key!r} does not work at the clinic")
    return patient


def parse_clinic(fields: Fields) -> v.Clinic:
    clinic = v.Clinic(
        name=fields.text("name"),
        phone=fields.text("phone"),
        emergency_number=fields.text("emergency_number"),
        time_zone=fields.text("time_zone"),
        centres=tuple(_centre(each) for each in fields.each("centres")),
        staff=tuple(_staff(each) for each in fields.each("staff")),
    )
    fields.done()
    return clinic


def _centre(fields: Fields) -> v.Centre:
    return done(fields, v.Centre(fields.text("key"), fields.text("name"), fields.text("phone"), fields.text("address")))


def _staff(fields: Fields) -> v.Staff:
    return done(
        fields,
        v.Staff(
            key=fields.text("key"),
            role=fields.choice("role", Role),
            name=fields.text("name"),
            email=fields.text("email"),
            centre=or_else(fields, "centre", fields.text, None),
        ),
    )


def _share(fields: Fields) -> v.Share:
    parts = or_else(fields, "parts", lambda key: fields.choices(key, SharePart), tuple(sorted(ALL_PARTS)))
    return done(
        fields,
        v.Share(fields.text("with"), parts, maybe_day(fields, "revoked"), maybe_day(fields, "until")),
    )


def _handover(fields: Fields) -> v.Handover:
    return done(
        fields,
        v.Handover(
            fields.text("from"),
            fields.text("to"),
            day(fields, "announced"),
            day(fields, "opens"),
            day(fields, "until"),
            or_else(fields, "note", fields.text, None),
        ),
    )


def _episode(fields: Fields) -> v.Episode:
    intake = or_else(fields, "intake", fields.take, None) or {}
    if not isinstance(intake, dict):
        raise fields.error("intake", "must be an object")
    return done(
        fields,
        v.Episode(
            problem=fields.text("problem"),
            region=fields.text("region"),
            onset=day(fields, "onset"),
            started=day(fields, "started"),
            closed=maybe_day(fields, "closed"),
            intake=intake,
        ),
    )


def _event(fields: Fields) -> v.Event:
    return done(
        fields,
        v.Event(
            kind=fields.choice("kind", v.EventKind),
            on=day(fields, "on"),
            title=fields.text("title"),
            text=fields.text("text"),
            by=or_else(fields, "by", fields.text, None),
            details=or_else(fields, "details", fields.take, {}),
        ),
    )


def _order(fields: Fields) -> v.Order:
    diagnoses = tuple(
        done(each, v.Diagnosis(each.text("code"), each.text("text"), each.choice("side", Side)))
        for each in fields.each("diagnoses")
    )
    return done(
        fields,
        v.Order(
            by=fields.text("by"),
            on=day(fields, "on"),
            diagnoses=diagnoses,
            reason=fields.text("reason"),
            precautions=fields.texts("precautions"),
            frequency=fields.integer("frequency", 1, 7),
            weeks=fields.integer("weeks", 1, 26),
            centre=fields.text("centre"),
            program=or_else(fields, "program", fields.text, None),
            next_visit=maybe_day(fields, "next_visit"),
            accepted_by=or_else(fields, "accepted_by", fields.text, None),
            coded=tuple(_coded(each) for each in each_of(fields, "coded")),
            contraindicated=or_else(fields, "contraindicated", fields.texts, ()),
            signed=or_else(fields, "signed", fields.flag, True),
        ),
    )


def _coded(fields: Fields) -> tuple[str, str]:
    code = fields.text("code")
    if code not in order_terms().precautions:
        raise fields.error("code", "is no coded precaution")
    return done(fields, (code, or_else(fields, "detail", fields.text, "")))


def _goal(fields: Fields) -> v.Goal:
    return done(
        fields,
        v.Goal(
            category=fields.choice("category", v.GoalCategory),
            text=fields.text("text"),
            measure=or_else(fields, "measure", fields.text, None),
            baseline=or_else(fields, "baseline", lambda key: fields.number(key, 0, 400), None),
            target=or_else(fields, "target", lambda key: fields.number(key, 0, 400), None),
            due=day(fields, "due"),
            met=maybe_day(fields, "met"),
        ),
    )


def _activity(fields: Fields) -> v.Activity:
    return done(fields, v.Activity(fields.text("name"), trend(fields, "went", 0, 10)))


def _diary(fields: Fields) -> v.Diary:
    travels = pairs(fields, "zones") if fields.has("zones") else ()
    return done(
        fields,
        v.Diary(
            time=fields.text("time"),
            check_in_time=fields.text("check_in_time"),
            stretches=tuple(_stretch(each) for each in fields.each("stretches")),
            missed=tuple(or_else(fields, "missed", fields.take, ())),
            until=or_else(fields, "until", lambda key: day(fields, key), 0),
            done_today=or_else(fields, "done_today", fields.texts, ()),
            reasons=tuple((reason, weight) for reason, weight in _reasons(fields)),
            pain=trend(fields, "pain", 0, 10),
            sites=fields.texts("sites"),
            flares=tuple(or_else(fields, "flares", fields.take, ())),
            unsettled=tuple(or_else(fields, "unsettled", fields.take, ())),
            sleeps=or_else(fields, "sleeps", fields.flag, False),
            late=or_else(fields, "late", lambda key: fields.integer(key, 0, 50), 3),
            hurts=tuple(_hurt(each) for each in each_of(fields, "hurts")),
            zones=tuple((int(on), str(zone)) for on, zone in travels),
            notes=tuple(_note(each) for each in each_of(fields, "notes")),
        ),
    )


def _stretch(fields: Fields) -> v.Stretch:
    return done(
        fields,
        v.Stretch(
            since=day(fields, "from"),
            done=fields.integer("done", 0, 100),
            skipped=or_else(fields, "skipped", lambda key: fields.integer(key, 0, 60), 4),
            reported=or_else(fields, "reported", lambda key: fields.integer(key, 0, 100), 50),
            extra=or_else(fields, "extra", lambda key: fields.integer(key, 0, 100), 0),
            check_ins=or_else(fields, "check_ins", lambda key: fields.integer(key, 0, 100), 80),
        ),
    )


def _reasons(fields: Fields) -> tuple[tuple[NotDoneReason, int], ...]:
    inner = fields.fields("reasons")
    return done(inner, tuple((r, inner.integer(r, 1, 20)) for r in NotDoneReason if inner.has(r)))


def _hurt(fields: Fields) -> v.Hurt:
    effort = or_else(fields, "effort", lambda key: fields.integer(key, 0, 10), None)
    return done(fields, v.Hurt(fields.text("exercise"), day(fields, "from"), fields.integer("pain", 0, 10), effort))


def _note(fields: Fields) -> v.Note:
    return done(fields, v.Note(day(fields, "on"), fields.text("text"), or_else(fields, "exercise", fields.text, None)))


def _hold(fields: Fields) -> v.Hold:
    answers = or_else(fields, "answers", fields.take, None) or {}
    return done(
        fields,
        v.Hold(
            level=fields.choice("level", HoldLevel),
            on=day(fields, "on"),
            by=or_else(fields, "by", fields.text, None),
            answers=tuple((code, Answer(answer)) for code, answer in answers.items()),
            note=or_else(fields, "note", fields.text, None),
            cleared=maybe_day(fields, "cleared"),
            cleared_by=or_else(fields, "cleared_by", fields.text, None),
            clear_note=or_else(fields, "clear_note", fields.text, None),
        ),
    )


def _measure(fields: Fields) -> v.Measure:
    """Ticked items, one chosen value, a score taken in clinic, or nothing: then the activities' ratings of that day."""
    return done(
        fields,
        v.Measure(
            id=fields.text("id"),
            on=day(fields, "on"),
            ticked=tuple(or_else(fields, "ticked", fields.take, ())),
            value=or_else(fields, "value", lambda key: fields.integer(key, 0, 10), None),
            score=or_else(fields, "score", lambda key: fields.number(key, 0, 100), None),
            by=or_else(fields, "by", fields.text, None),
        ),
    )


def _assigned(fields: Fields) -> v.Assigned:
    return done(
        fields,
        v.Assigned(
            measure=fields.text("measure"),
            by=fields.text("by"),
            since=day(fields, "from"),
            weeks=or_else(fields, "weeks", lambda key: fields.integer(key, 1, 26), None),
        ),
    )


def _measurement(fields: Fields) -> v.Measurement:
    return done(
        fields,
        v.Measurement(
            kind=fields.text("kind"),
            joint=or_else(fields, "joint", fields.text, None),
            movement=or_else(fields, "movement", fields.text, None),
            side=or_else(fields, "side", lambda key: fields.choice(key, Side), None),
            active=or_else(fields, "active", fields.flag, None),
            unit=or_else(fields, "unit", fields.text, None),
            by=fields.text("by"),
            found=tuple((int(on), value) for on, value in pairs(fields, "found")),
        ),
    )


def _report(fields: Fields) -> v.Report:
    return done(
        fields,
        v.Report(
            by=fields.text("by"),
            since=day(fields, "from"),
            until=day(fields, "to"),
            assessment=fields.text("assessment"),
            plan=fields.text("plan"),
            acknowledged=maybe_day(fields, "acknowledged"),
            acknowledged_by=or_else(fields, "acknowledged_by", fields.text, None),
            decision=or_else(fields, "decision", lambda key: fields.choice(key, v.ReportDecision), None),
            decision_note=or_else(fields, "decision_note", fields.text, None),
            for_patient=or_else(fields, "for_patient", fields.flag, False),
            addendum=or_else(fields, "addendum", fields.text, None),
            goals=tuple((str(letter), str(note)) for letter, note in pairs(fields, "goals"))
            if fields.has("goals")
            else (),
            draft=or_else(fields, "draft", fields.flag, False),
        ),
    )


def _visit(fields: Fields) -> v.Visit:
    """One visit, or with `every` (days) and `last` a series of them."""
    return done(
        fields,
        v.Visit(
            clinician=fields.text("with"),
            on=day(fields, "on"),
            at=fields.text("at"),
            status=or_else(fields, "status", lambda key: fields.choice(key, v.VisitStatus), v.VisitStatus.HELD),
            purpose=fields.text("purpose"),
            decision=or_else(fields, "decision", lambda key: fields.choice(key, v.VisitDecision), None),
            note=or_else(fields, "note", fields.text, None),
            every=or_else(fields, "every", lambda key: fields.integer(key, 1, 60), None),
            last=or_else(fields, "last", lambda key: day(fields, key), None),
            ask=or_else(fields, "ask", lambda key: _ask(fields.fields(key)), None),
            questions=or_else(fields, "questions", fields.texts, ()),
        ),
    )


def _ask(fields: Fields) -> v.Ask:
    return done(
        fields,
        v.Ask(
            kind=fields.choice("kind", v.RequestKind),
            weekdays=tuple(int(day) for day in or_else(fields, "weekdays", fields.take, ())),
            parts=or_else(fields, "parts", lambda key: fields.choices(key, v.PartOfDay), ()),
            note=or_else(fields, "note", fields.text, None),
        ),
    )
