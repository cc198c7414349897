"""What a resource becomes: a new row, a change of one (`import_changes`), nothing, or a word why not."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from patient_app.domain.goals import next_letter
from patient_app.domain.measurements import Measurement
from patient_app.domain.people import Role, SharePart
from patient_app.domain.record_import import Draft, Kind
from patient_app.services import import_changes, import_program, measures
from patient_app.services.import_desk import Desk, Refused, is_unchanged
from patient_app.store.queries import care, imports
from patient_app.store.queries import measurements as measurement_rows
from patient_app.store.queries import measures as measure_rows
from patient_app.store.tables import Episode, GoalChange, ProgressReport
from patient_app.store.types import new_id

PARTS: Mapping[Kind, SharePart] = {
    Kind.EPISODE: SharePart.JOURNEY,
    Kind.ACTIVITY: SharePart.MEASURES,
    Kind.ORDER: SharePart.JOURNEY,
    Kind.PROGRAM: SharePart.PROGRAM,
    Kind.LINE: SharePart.PROGRAM,
    Kind.LOG: SharePart.PROGRAM,
    Kind.CHECK_IN: SharePart.PAIN,
    Kind.RESPONSE: SharePart.MEASURES,
    Kind.MEASUREMENT: SharePart.MEASURES,
    Kind.GOAL: SharePart.MEASURES,
    Kind.ASSIGNMENT: SharePart.MEASURES,
    Kind.HOLD: SharePart.PROGRAM,
    Kind.REPORT: SharePart.JOURNEY,
    Kind.VISIT: SharePart.JOURNEY,
    Kind.JOURNEY: SharePart.JOURNEY,
}
PTS_ONLY = (Kind.PROGRAM, Kind.MEASUREMENT)
SIGNED = (Kind.ORDER, Kind.REPORT)
"""Papers with a signature: a clinician cannot bring in what another one is said to have signed."""
OLDEST = timedelta(days=20 * 366)
_DAY_COLUMNS = {Kind.LOG: "local_date", Kind.CHECK_IN: "local_date", Kind.RESPONSE: "local_date",
                Kind.MEASUREMENT: "measured_on", Kind.JOURNEY: "on", Kind.EPISODE: "started_on"}  # fmt: skip


def take(desk: Desk, draft: Draft) -> None:
    """Plan one draft."""
    try:
        _check_right(desk, draft)
        if draft.kind is Kind.PROGRAM:
            import_program.take(desk, draft)
        else:
            _take(desk, draft)
    except Refused as error:
        desk.leave(draft.path, draft.resource_type, str(error))


def _take(desk: Desk, draft: Draft) -> None:
    before = desk.before(draft)
    row_id = before[0].row_id if before else draft.own_id
    row = desk.present[draft.kind].get(row_id or "")
    if row is not None and getattr(row, "patient_id", None) != desk.patient.id:
        row = None  # an id of somebody else's: this record's row gets one of its own
    if before is not None and row is None:
        raise Refused("It was deleted here.")
    values = desk.resolved(draft.values)
    _check_day(desk, draft, values)
    if row is None:
        _NEW.get(draft.kind, _new)(desk, draft, values)
    elif before is not None and is_unchanged(before[0], draft):
        desk.same(draft, getattr(row, "id"))  # noqa: B009
    else:
        import_changes.changed(desk, draft, row, values, before[1].at if before else None)


def _check_right(desk: Desk, draft: Draft) -> None:
    if desk.asker is None:
        return
    if PARTS[draft.kind] not in desk.parts:
        raise Refused(f"The patient does not share this with you ({PARTS[draft.kind].value}).")
    if draft.kind in SIGNED:
        raise Refused("Only who runs the server can bring in what was signed elsewhere.")
    if draft.kind in PTS_ONLY and desk.asker.role is not Role.PHYSICAL_THERAPIST:
        raise Refused("Only a physical therapist can take this in.")


def _check_day(desk: Desk, draft: Draft, values: Mapping[str, Any]) -> None:
    day = values.get(_DAY_COLUMNS.get(draft.kind, ""))
    if isinstance(day, date):
        if day > desk.today:
            raise Refused(f"Its date is to come: {day}.")
        if day < desk.today - OLDEST and draft.kind is not Kind.JOURNEY:
            raise Refused(f"Its date is more than 20 years ago: {day}.")


def _new(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    id = _id(draft, desk)
    row = imports.TABLES[draft.kind.value](**{"id": id, "patient_id": desk.patient.id, **values})
    desk.new(draft, row, id=id)


def _id(draft: Draft, desk: Desk) -> str:
    """The id that it had in this product, while nobody has it."""
    taken = draft.own_id is not None and draft.own_id in desk.present[draft.kind]
    return draft.own_id if draft.own_id and not taken else new_id()


def _new_episode(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    """A course of treatment, unless one goes on."""
    there = desk.unit.session.get(Episode, desk.episode_id) if desk.episode_id else None
    if there is not None and there.status == "active" and values.get("status") == "active":
        if there.problem.casefold() == str(values["problem"]).casefold():
            desk.same(draft, there.id, is_known=False)
            return
        raise Refused(f"Another course of treatment is going on: {there.problem}. Close it first.")
    if desk.asker is not None:
        # Objects that a file claims to have are only as good as who brings it in.
        values = {**values, "intake": {}, "final_summary": {}}
    _new(desk, draft, {"started_on": desk.today, **values})
    desk.episode_id = desk.ids[draft.kind, draft.source]


def _new_entry(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    at = _instant_of(values) or desk.unit.now
    received = {
        "edited_at": at,
        "first_edited_at": at,
        "received_at": desk.unit.now,
        "late": values["local_date"] < desk.today,
    }
    _new(desk, draft, {"time_zone": desk.patient.time_zone, **received, **values})


def _instant_of(values: Mapping[str, Any]) -> datetime | None:
    found = values.get("recorded_at") or values.get("performed_at")
    return found if isinstance(found, datetime) else None


def _new_response(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    known = measures.known_measures(desk.unit, desk.patient.clinic_id)
    if known.answered(values["measure_id"], values["measure_version"]) is None:
        raise Refused(f"This clinic has no questionnaire {values['measure_id']}.")
    if desk.scores is None:
        found = measure_rows.response_rows(desk.unit.session, desk.patient.id)
        desk.scores = {(each.measure_id, each.local_date, each.score): each.id for each in found}
    score = (values["measure_id"], values["local_date"], values.get("score"))
    if score in desk.scores and not draft.own_id:
        desk.same(draft, desk.scores[score], is_known=False)
        return
    _new_entry(desk, draft, values)
    desk.scores[score] = desk.ids[draft.kind, draft.source]


def _new_measurement(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    """One value a cell and a day, as the sheet has it."""
    if desk.cells is None:
        kept = measurement_rows.of_patient(desk.unit.session, desk.patient.id)
        desk.cells = {_cell(_row_of(each)): (_found(_row_of(each)), each.id) for each in kept if each.is_live}
    there = None if draft.own_id else desk.cells.get(_cell(values))
    if there is not None:
        if there[0] != _found(values):
            raise Refused("Another value of this day is here already. Correct it in the sheet.")
        desk.same(draft, there[1], is_known=False)
        return
    _new(desk, draft, {"recorded_at": desk.unit.now, **values})
    desk.cells[_cell(values)] = (_found(values), desk.ids[draft.kind, draft.source])


def _row_of(each: Measurement) -> dict[str, Any]:
    """A measurement by the columns that tell its cell and value."""
    what, found = each.what, each.found
    cell = {"kind": what.kind, "joint": what.joint, "movement": what.movement, "active": what.active}
    value = {"value": found.value, "grade": found.grade, "unit": found.unit, "measured_on": each.measured_on}
    return {**cell, "side": each.side.value if each.side else None, **value}


def _cell(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in ("kind", "joint", "movement", "active", "side", "measured_on"))


def _found(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in ("value", "grade", "unit"))


def _new_goal(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    if values.get("episode_id") is None:
        raise Refused("A goal needs a course of treatment, and there is none.")
    values = {"created_at": desk.unit.now, **values}
    taken = import_program.letters(desk, values["episode_id"])
    if values.get("letter") is None or values["letter"] in taken:
        values["letter"] = next_letter(taken)
    changes = values.pop("changes", ())
    _new(desk, draft, values)
    goal_id = desk.ids[draft.kind, draft.source]
    for each in changes:
        id = each["id"] if goal_id == draft.own_id else new_id()
        desk.made.append(GoalChange(**{**each, "id": id, "goal_id": goal_id, "patient_id": desk.patient.id}))


def _new_report(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    """A signed report. Two of one course cannot have the same number."""
    numbered = [each for each in desk.made if isinstance(each, ProgressReport)]
    numbered += care.reports(desk.unit.session, desk.patient.id)
    if values["episode_id"] is None:
        raise Refused("A report needs a course of treatment, and there is none.")
    if any((each.episode_id, each.number) == (values["episode_id"], values["number"]) for each in numbered):
        raise Refused("There is another report of this number here.")
    _new(desk, draft, values)


def _new_order(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    if values["episode_id"] is None:
        raise Refused("An order needs a course of treatment, and there is none.")
    _new(desk, draft, values)


def _new_journey(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    if desk.asker is not None:
        said = {name: value for name, value in values["details"].items() if isinstance(value, str)}
        values = {**values, "details": said}
    _new(desk, draft, {"recorded_at": desk.unit.now, **values})


def _new_visit(desk: Desk, draft: Draft, values: dict[str, Any]) -> None:
    _new(desk, draft, {"created_at": desk.unit.now, **values})


_NEW: Mapping[Kind, Callable[[Desk, Draft, dict[str, Any]], None]] = {
    Kind.EPISODE: _new_episode,
    Kind.LOG: _new_entry,
    Kind.CHECK_IN: _new_entry,
    Kind.RESPONSE: _new_response,
    Kind.MEASUREMENT: _new_measurement,
    Kind.GOAL: _new_goal,
    Kind.JOURNEY: _new_journey,
    Kind.ORDER: _new_order,
    Kind.REPORT: _new_report,
    Kind.VISIT: _new_visit,
}
