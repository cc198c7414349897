"""`homestretch import`: shows row by row what a FHIR Bundle would become, and does it when told to."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from patient_app.domain.errors import Invalid
from patient_app.domain.record_import import Choices, Fate, Plan, PlannedRow
from patient_app.imports.fhir import reading, record
from patient_app.opening import open_database
from patient_app.services import record_import

FATES = {
    Fate.NEW: "[green]new[/green]",
    Fate.CHANGED: "[yellow]changed[/yellow]",
    Fate.SAME: "[dim]same[/dim]",
    Fate.NOT_TAKEN: "[red]not taken[/red]",
}

File = Annotated[Path, typer.Argument(help="FHIR R4 Bundle (JSON) of one patient.", exists=True, dir_okay=False)]
PatientId = Annotated[str | None, typer.Option("--patient", help="Into the record of the patient with this id.")]
Email = Annotated[str | None, typer.Option(help="Into this patient's record; a new patient is invited.")]
Apply = Annotated[bool, typer.Option("--apply", help="Do it. Without: only show what would happen.")]
PlanHash = Annotated[str | None, typer.Option("--plan", help="Only when the plan is still the one that was shown.")]
Mapped = Annotated[list[str] | None, typer.Option("--map", help="THEIR EXERCISE=OURS, or =- to leave it out.")]
SamePerson = Annotated[bool, typer.Option("--same-person", help="It is the same person although the names differ.")]
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON on standard output.")]


def import_record(
    file: File,
    patient: PatientId = None,
    email: Email = None,
    apply: Apply = False,
    plan: PlanHash = None,
    mapped: Mapped = None,
    same_person: SamePerson = False,
    as_json: AsJson = False,
) -> None:
    """Bring in another system's record: shows what would happen, row by row; --apply does it, all or nothing."""
    choices = Choices(_exercises(mapped or []), same_person)
    try:
        found = record.read(_content(file))
        door = open_database()
        planned = door.operate(record_import.preview_at_command_line, found, patient, email, choices)
        if not apply:
            _show(planned, as_json=as_json)
            return
        if not as_json and sys.stdin.isatty():
            _show(planned, as_json=False)
            typer.confirm("Import this?", abort=True)
        sure = plan or planned.hash
        done = door.operate(record_import.bring_in_at_command_line, found, patient, email, choices, sure)
    except Invalid as error:
        _show_problems(error, as_json=as_json)
        raise typer.Exit(1) from error
    if as_json:
        invited = {"code": done.invited.code, "email": done.invited.email} if done.invited else None
        print(json.dumps({**as_data(done.plan), "patient_id": done.patient_id, "invitation": invited}))
        return
    _summary(done.plan)
    print(f"Imported into the record of {done.plan.patient_name} ({done.patient_id}).")
    if done.invited:
        print(f"Invitation for {done.invited.email}: the code is {done.invited.code}. It works once.")


def as_data(plan: Plan) -> dict[str, Any]:
    """A plan as JSON."""
    rows = [{**asdict(row), "fate": row.fate.value} for row in plan.rows]
    return {
        "plan": plan.hash,
        "patient": plan.patient_name,
        "new_patient": plan.is_new_patient,
        "counts": plan.counts,
        "rows": rows,
    }


def _content(file: Path) -> bytes:
    """A file's bytes, but never more than may be read."""
    with file.open("rb") as opened:
        return opened.read(reading.LARGEST_FILE + 1)


def _exercises(given: list[str]) -> dict[str, str]:
    found = {}
    for each in given:
        theirs, equals, ours = each.rpartition("=")
        if not equals or not theirs.strip() or not ours.strip():
            raise typer.BadParameter("Write it as THEIR EXERCISE=OURS, such as 'Glute bridge=bridge'.")
        found[theirs.strip()] = ours.strip()
    return found


def _show(plan: Plan, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_data(plan)))
        return
    table = Table(title=f"What an import would do: {plan.patient_name}", title_justify="left")
    for column in ("Where", "Resource", "", "What it becomes, or why not"):
        table.add_column(column, overflow="fold")
    for row in plan.rows:
        where = row.path.removeprefix("Bundle.").removesuffix(".resource")
        table.add_row(_plain(where), _plain(row.resource_type), FATES[row.fate], _plain(_said(row)))
    Console(highlight=False).print(table)
    _summary(plan)
    print(f"Nothing was changed. The plan is {plan.hash}; --apply does it.")


def _said(row: PlannedRow) -> str:
    changes = "".join(f"\n{each.field}: {each.old} → {each.new}" for each in row.changes)
    return row.reason or f"{row.becomes}{changes}"


def _plain(text: str) -> str:
    """A text of the file in a table: its brackets are no markup, and it can move no cursor."""
    shown = "".join(each if each.isprintable() or each == "\n" else "?" for each in text)
    return shown.replace("[", "\\[")


def _summary(plan: Plan) -> None:
    counts = plan.counts
    print(
        f"{counts['new']} new, {counts['changed']} changed, {counts['same']} the same, {counts['not_taken']} not taken."
    )


def _show_problems(error: Invalid, *, as_json: bool) -> None:
    problems = [{"path": each.field, "message": each.message} for each in error.fields]
    if as_json:
        print(json.dumps({"error": str(error), "problems": problems}))
        return
    lines = [f"{each['path']}: {each['message']}" for each in problems] or [str(error)]
    console = Console(stderr=True, highlight=False)
    console.print("Nothing was imported.", markup=False)
    for each in lines:
        console.print(f"  {each}", markup=False, soft_wrap=True)
