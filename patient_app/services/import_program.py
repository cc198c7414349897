"""A CarePlan as a version of the program: its exercises found among ours, the version numbered and never changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from patient_app.content.exercise_library import Exercise
from patient_app.domain.program import Load, LoadKind, PainRule, Prescription, ProgramVersion, Side
from patient_app.domain.record_import import Draft, FieldChange, Kind, NamedExercise, Source
from patient_app.services import exercises
from patient_app.services.import_desk import Desk, Refused, is_unchanged
from patient_app.store.queries import care, courses
from patient_app.store.tables import Goal, ImportedRecord
from patient_app.store.tables import Prescription as LineRow
from patient_app.store.tables import ProgramVersion as Row
from patient_app.store.types import new_id

LEFT_OUT = "-"
_DOSE = ("sets", "reps", "hold_seconds", "duration_minutes", "rest_seconds", "tempo", "intensity", "range_limit",
         "precautions", "note")  # fmt: skip


def take(desk: Desk, draft: Draft) -> None:
    """Plan a program. Raises `Refused` when one of its exercises is not known: it is published whole."""
    before = desk.before(draft)
    row = desk.present[draft.kind].get((before[0].row_id if before else draft.own_id) or "")
    if not isinstance(row, Row) or row.patient_id != desk.patient.id:
        row = None
    if before is not None and row is None:
        raise Refused("It was deleted here.")
    is_own = "version" in draft.values
    if row is not None and (is_own or before is None or is_unchanged(before[0], draft)):
        _same(desk, draft, row)
    elif is_own and desk.asker is None:
        _again(desk, draft)
    else:
        _publish(desk, draft, row, before[0] if before else None)


def _same(desk: Desk, draft: Draft, row: Row) -> None:
    """A published version never changes; its lines are known by their ids."""
    for line in (each["draft"] for each in draft.values["lines"] if "draft" in each):
        known = desk.before(line)
        id = known[0].row_id if known else line.own_id
        there = desk.present[Kind.LINE].get(id or "")
        if id is not None and isinstance(there, LineRow) and there.program_version_id == row.id:
            desk.ids[Kind.LINE, line.source] = id
    desk.same(draft, row.id, is_known=desk.before(draft) is not None)


def _again(desk: Desk, draft: Draft) -> None:
    """A version that this product published, as it was: in its place among the others, or not at all."""
    values = draft.values
    if values["version"] != _latest(desk) + 1:
        raise Refused("The patient has other versions of the program here.")
    id = draft.own_id if draft.own_id and draft.own_id not in desk.present[draft.kind] else new_id()
    lines = _lines(desk, draft, None)
    columns = desk.resolved({name: value for name, value in values.items() if name != "lines"})
    version = Row(id=id, patient_id=desk.patient.id, **columns)
    rows = [courses.prescription_row(line, id, place) for place, line in enumerate(lines)]
    desk.new(draft, version, *rows, id=id)
    _map_lines(desk, draft)


def _map_lines(desk: Desk, draft: Draft) -> None:
    """Keep which request became which line, where the lines are resources that others name."""
    for each in (each["draft"] for each in draft.values["lines"] if "draft" in each):
        if (Kind.LINE, each.source) in desk.ids:
            desk.mapped.append((each, desk.ids[Kind.LINE, each.source], None))


def _latest(desk: Desk) -> int:
    """The number of the newest version, with those that are planned."""
    published = (each.version for each in courses.versions(desk.unit.session, desk.patient.id))
    return max([*published, *(each.version for each in desk.made if isinstance(each, Row))], default=0)


def _publish(desk: Desk, draft: Draft, row: Row | None, before: ImportedRecord | None) -> None:
    """Another system's plan as the next version: from today, where there is a program already."""
    published = courses.versions(desk.unit.session, desk.patient.id)
    latest = _latest(desk)
    if row is not None and row.version != latest:
        raise Refused("The program was changed here since it was imported: what is here stays.")
    lines = _lines(desk, draft, published[-1] if published else None)
    values = desk.resolved({name: draft.values.get(name) for name in ("effective_from", "episode_id", "note")})
    changes = _changes(published[-1], lines) if row is not None else ()
    if row is not None and not changes:
        desk.same(draft, row.id)
        return
    id = new_id()
    version = Row(
        id=id,
        patient_id=desk.patient.id,
        episode_id=values["episode_id"] or desk.episode_id,
        version=latest + 1,
        effective_from=_first_day(desk, draft, values["effective_from"], latest),
        published_at=desk.unit.now,
        published_by=_publisher(desk, draft),
        note=values["note"],
    )
    rows = [courses.prescription_row(line, id, place) for place, line in enumerate(lines)]
    if row is None:
        desk.new(draft, version, *rows, id=id)
        _map_lines(desk, draft)
    else:
        desk.made += [version, *rows]
        desk.change(draft, before, changes, id)


def _first_day(desk: Desk, draft: Draft, said: date, latest: int) -> date:
    """From today where there is a program, and for a version that a clinician's file says was published before."""
    is_claimed = desk.asker is not None and "version" in draft.values
    return max(said, desk.today) if latest or is_claimed else said


def _publisher(desk: Desk, draft: Draft) -> str:
    """A clinician who brings a program in stands for it, not who the file says."""
    if desk.asker is not None:
        return desk.asker.id
    return str(desk.resolved({"published_by": draft.values["published_by"]})["published_by"])


def letters(desk: Desk, episode_id: str) -> set[str]:
    """The letters that the goals of a course of treatment have."""
    here = [*care.goals(desk.unit.session, desk.patient.id), *(each for each in desk.made if isinstance(each, Goal))]
    return {each.letter for each in here if each.episode_id == episode_id}


def _lines(desk: Desk, draft: Draft, last: ProgramVersion | None) -> list[Prescription]:
    """The lines with our exercises. A line goes on (`line_id`) where the program has its exercise and side."""
    known = exercises.catalogue(desk.unit, desk.patient.clinic_id)
    going_on = {(each.exercise_id, each.side): each.line_id for each in last.prescriptions} if last else {}
    lines, unknown = [], []
    known_as: dict[Source, str] = {}
    for each in draft.values["lines"]:
        exercise_id = _exercise(each["exercise"], known, desk.choices.exercises)
        if exercise_id is None:
            unknown.append(f'"{each["exercise"].shown}"')
        elif exercise_id != LEFT_OUT:
            side = Side(each["side"])
            if desk.asker is not None:
                each = {**each, "gates_checked": ()}  # nobody here has checked them
            line = _line(each, exercise_id, side, going_on.pop((exercise_id, side), None), _line_id(desk, each))
            lines.append(line)
            if "draft" in each:
                known_as[each["draft"].source] = line.id
    if unknown:
        raise Refused(
            f"No such exercise here: {', '.join(unknown)}. Choose one of yours for each (--map NAME=ID), or leave it "
            f"out (--map NAME={LEFT_OUT})."
        )
    if not lines:
        raise Refused("No exercise of it is left.")
    desk.ids |= {(Kind.LINE, source): id for source, id in known_as.items()}
    return lines


def _line_id(desk: Desk, each: Mapping[str, Any]) -> str:
    """The id that the line had in this product, while nobody has it."""
    own_id = each["draft"].own_id if "draft" in each else None
    return own_id if own_id and own_id not in desk.present[Kind.LINE] else new_id()


def _line(each: Mapping[str, Any], exercise_id: str, side: Side, line_id: str | None, id: str) -> Prescription:
    load, rule = each.get("load"), each.get("pain_rule")
    return Prescription(
        id=id,
        line_id=line_id or each.get("line_id") or new_id(),
        exercise_id=exercise_id,
        side=side,
        times_per_day=each["times_per_day"],
        schedule=courses.schedule_value(each["schedule"]),
        load=Load(LoadKind(load["kind"]), load.get("value"), load.get("unit")) if load else None,
        pain_rule=PainRule(rule["green_max"], rule["amber_max"]) if rule else None,
        gates_checked=tuple(each.get("gates_checked") or ()),
        sets=each["sets"],
        **{name: each.get(name) for name in _DOSE if name != "sets"},
    )


def _exercise(named: NamedExercise, known: Mapping[str, Exercise], chosen: Mapping[str, str]) -> str | None:
    """Ours by the choice of who imports, else by our id, else by one of its names in either language."""
    for said in (*named.codes, *named.names):
        if said in chosen:
            found = chosen[said]
            return found if found == LEFT_OUT or found in known else None
    for code in named.codes:
        if code in known and not known[code].is_retired:
            return code
    names = {name.casefold() for name in named.names}
    matching = [
        id
        for id, each in known.items()
        if not each.is_retired and names & {each.name(language).casefold() for language in ("en", "es")}
    ]
    return matching[0] if len(matching) == 1 else None


def _changes(before: ProgramVersion, lines: list[Prescription]) -> tuple[FieldChange, ...]:
    """Line by line: what is new, gone, or has another dose."""
    old = {each.line_id: each for each in before.prescriptions}
    new = {each.line_id: each for each in lines}
    found = []
    for id in [*old, *(each for each in new if each not in old)]:
        was, becomes = _said(old.get(id)), _said(new.get(id))
        if was != becomes:
            found.append(FieldChange((new.get(id) or old[id]).exercise_id, was, becomes))
    return tuple(found)


def _said(line: Prescription | None) -> str:
    if line is None:
        return "-"
    dose = {name: getattr(line, name) for name in _DOSE if getattr(line, name) is not None}
    days = courses.schedule_json(line.schedule)
    return ", ".join(f"{name} {value}" for name, value in {**dose, **days, "times a day": line.times_per_day}.items())
