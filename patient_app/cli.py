"""The command line: `homestretch …`. Each command says what it did in words; nothing is decided here."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from typer.core import TyperGroup

from patient_app import cli_export, composition, installation, runtime
from patient_app.cli_export import ExportFormat
from patient_app.config import DEFAULT_PORT, settings
from patient_app.domain.errors import DomainError, Invalid
from patient_app.domain.people import Role
from patient_app.installation import Finding
from patient_app.services import clinic_measures, clinics, invitations, resets
from patient_app.services import demo as demo_clinic
from patient_app.services.demo import database as demo_database
from patient_app.services.invitations import Invited

ROLE_WORDS = {
    Role.PATIENT: "patient",
    Role.PHYSICAL_THERAPIST: "physical therapist",
    Role.PHYSIATRIST: "physiatrist",
    Role.ADMINISTRATOR: "administrator",
}
MARKS = {Finding.OK: "[green]ok[/green]", Finding.LATER: "[blue]later[/blue]", Finding.WRONG: "[red]wrong[/red]"}


LARGEST_QUESTIONNAIRE = 1_000_000


class Commands(TyperGroup):
    """Turns an error that a person can act on into one line on standard error, and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ValidationError as error:
            for each in error.errors():
                _say(f"HOMESTRETCH_{str(each['loc'][0]).upper()} {each['msg'].removeprefix('Value error, ')}")
        except (DomainError, runtime.PortInUse, runtime.BuildFailed, NoDatabase) as error:
            _say(str(error))
        finally:
            composition.close()
        raise typer.Exit(1)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Homestretch: home exercise, seen by your care team.",
)
_words = Console(stderr=True, highlight=False)

Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every network.")]
Port = Annotated[int, typer.Option(help="Port to listen on.")]
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON on standard output.")]


class NoDatabase(Exception):
    """The database cannot be opened; the message says what to do."""


def _say(line: str) -> None:
    """A line for the person at the terminal, as it is."""
    _words.print(line, markup=False, soft_wrap=True)


@app.callback()
def main() -> None:
    """Homestretch."""


@app.command()
def demo(
    port: Port = DEFAULT_PORT,
    host: Host = runtime.LOCALHOST,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the clinic anew; what was entered is lost.")] = False,
    as_json: AsJson = False,
) -> None:
    """The whole product with made-up people and twelve weeks of history, on a database of its own."""
    output = _json_output() if as_json else None
    address = demo_database.prepare(settings().data_dir / "demo", datetime.now(UTC), fresh=fresh, progress=_say)
    # The server's processes read their settings from the environment.
    os.environ |= {
        "HOMESTRETCH_DEMO": "true",
        "HOMESTRETCH_DB_URL": address,
        "HOMESTRETCH_REDIS_URL": "",
        "HOMESTRETCH_BASE_URL": "",
    }
    settings.cache_clear()

    def ready(url: str) -> None:
        if output is not None:
            accounts = [{"role": a.role, "name": a.name, "email": a.email, "password": a.password} for a in people]
            print(json.dumps({"url": url, "accounts": accounts}, ensure_ascii=False), file=output, flush=True)
        else:
            _show_demo(url, people)

    people = demo_clinic.accounts()
    runtime.serve(host, port, progress=_say, on_ready=ready)


@app.command()
def serve(
    host: Host = runtime.LOCALHOST,
    port: Port = DEFAULT_PORT,
    tls_cert: Annotated[Path | None, typer.Option(help="Certificate file (PEM), for https.", exists=True)] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The certificate's key file (PEM).", exists=True)] = None,
) -> None:
    """Serve the app: builds the front end once, then answers until it is interrupted."""
    if (tls_cert is None) != (tls_key is None):
        raise typer.BadParameter("--tls-cert and --tls-key go together.")
    runtime.serve(host, port, tls_cert=tls_cert, tls_key=tls_key, progress=_say)


@app.command("create-clinic")
def create_clinic(
    name: Annotated[str, typer.Argument(help="What the clinic is called.")],
    admin_email: Annotated[str, typer.Option(help="Email address of its first administrator.")],
    phone: Annotated[str, typer.Option(help="The number that patients call.")],
    emergency_number: Annotated[str, typer.Option(help="The number for emergencies.")] = "911",
    time_zone: Annotated[str, typer.Option(help="The clinic's time zone (IANA name).")] = "America/New_York",
    as_json: AsJson = False,
) -> None:
    """Make the clinic, and a one-time code for its administrator."""
    _open_database()
    invited = composition.door().operate(
        clinics.create_clinic, name, phone, admin_email, emergency_number=emergency_number, time_zone=time_zone
    )
    if not as_json:
        print(f"{name} is ready. Nobody can sign in yet.")
    _show_invitation(invited, Role.ADMINISTRATOR, as_json=as_json)


@app.command()
def invite(
    role: Annotated[Role, typer.Argument(help="Who it is for.")],
    email: Annotated[str, typer.Argument(help="Their email address.")],
    care_team: Annotated[str, typer.Option(help="For a patient: clinicians' email addresses, with commas.")] = "",
    as_json: AsJson = False,
) -> None:
    """Invite someone: prints a one-time code to hand over."""
    _open_database()
    team = [each.strip() for each in care_team.split(",") if each.strip()]
    invited = composition.door().operate(invitations.invite, role, email, team)
    _show_invitation(invited, role, as_json=as_json)


@app.command()
def reset(email: Annotated[str, typer.Argument(help="Whose password.")], as_json: AsJson = False) -> None:
    """Make a one-time code with which someone chooses a new password."""
    _open_database()
    made = composition.door().operate(resets.make_reset_code, email)
    url = f"{_base_url()}/sign-in?code={made.code}"
    if as_json:
        print(json.dumps({"code": made.code, "url": url, "expires_at": made.expires_at.isoformat()}))
        return
    print(
        f"New password for {made.email}: open {url}\n"
        f"or type the code {made.code} on the sign-in page. It works once, until {_time(made.expires_at)}.\n"
        "Hand it over in person or by phone, only to someone you know."
    )


@app.command("load-measure")
def load_measure(
    file: Annotated[Path, typer.Argument(help="FHIR R4 Questionnaire (JSON).", exists=True, dir_okay=False)],
    we_have_the_right: Annotated[
        bool, typer.Option("--we-have-the-right", help="Our clinic has the right to use this questionnaire.")
    ] = False,
) -> None:
    """Load the clinic's own questionnaire; names everything that is wrong in the file."""
    source = _questionnaire_in(file)
    _open_database()
    load = clinic_measures.load_at_command_line
    has_right = we_have_the_right or (sys.stdin.isatty() and typer.confirm(clinic_measures.RIGHT))
    try:
        made = composition.door().operate(load, source, has_right=has_right)
    except Invalid as error:
        _say(str(error))
        for each in error.fields:
            _say(f"  {each.field}: {each.message}")
        raise typer.Exit(1) from error
    known = "is loaded" if made.is_new else "was there already"
    print(f"{made.measure.name('en')}, version {made.version}, {known}: {len(made.measure.items)} questions.")


@app.command()
def export(
    patient: Annotated[str, typer.Option(help="The patient's id, or email address.")],
    file: Annotated[str, typer.Argument(help="Where to write it; - for standard output.")],
    kind: Annotated[
        ExportFormat,
        typer.Option(
            "--format", help="fhir: the whole record; csv: a zip of three tables; pdf: the summary since the start."
        ),
    ] = ExportFormat.FHIR,
) -> None:
    """Write one patient's record to a file: health data, keep it safe. The audit log says so."""
    _open_database()
    cli_export.export(patient, kind, file, _base_url())
    if file != cli_export.STDOUT:
        print(f"The record is in {file}.")


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    _open_database()
    print("The tables are up to date.")


@app.command()
def check() -> None:
    """Look at settings, database, folders and tools; say how to mend what is wrong."""
    output = Console(highlight=False)
    for name, value in installation.shown_settings(settings()):
        output.print(f"{name:<24}{value}", markup=False, soft_wrap=True)
    output.print()
    wrong = 0
    for each in installation.checks(settings()):
        output.print(f"{MARKS[each.finding]}  {each.name}: ", end="")
        output.print(each.found, markup=False, soft_wrap=True)
        if each.finding is Finding.WRONG:
            wrong += 1
            output.print(f"       {each.mend}", markup=False, soft_wrap=True)
    if wrong:
        raise typer.Exit(1)


def _questionnaire_in(file: Path) -> dict[str, Any]:
    """The JSON object in a file, or one line that says why there is none."""
    if file.stat().st_size > LARGEST_QUESTIONNAIRE:
        raise Invalid("This file is larger than 1 MB.")
    try:
        found = json.loads(file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Invalid("This file is not JSON.") from error
    return found if isinstance(found, dict) else {}


def _open_database() -> None:
    """Open (and migrate) the database; an address that leads nowhere is one line, not a traceback."""
    settings()
    try:
        composition.door()
    except Exception as error:
        reason = str(error).partition("\n")[0]
        raise NoDatabase(f"The database cannot be opened: {reason}. Run 'homestretch check' for what to do.") from error


def _json_output() -> TextIO:
    """The real standard output. All else that is printed, by the server's processes too, goes to standard error."""
    sys.stdout.flush()
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return output


def _show_demo(url: str, people: tuple[demo_clinic.DemoAccount, ...]) -> None:
    output = Console(highlight=False)
    table = Table(title=f"Homestretch demo: {url}", title_justify="left")
    for column in ("Name", "Role", "Email", "To see"):
        table.add_column(column, overflow="fold", no_wrap=column == "Email")  # an address is copied whole
    for each in people:
        table.add_row(each.name, ROLE_WORDS[each.role], each.email, each.note)
    output.print(table)
    output.print(f"Everyone's password: {people[0].password}", markup=False, soft_wrap=True)
    output.print("Made-up people only. Ctrl-C ends the demo.")


def _show_invitation(invited: Invited, role: Role, *, as_json: bool) -> None:
    url = f"{_base_url()}/join/{invited.code}"
    if as_json:
        print(json.dumps({"code": invited.code, "url": url, "expires_at": invited.expires_at.isoformat()}))
        return
    print(
        f"Invitation for {invited.email} ({ROLE_WORDS[role]}): open {url}\n"
        f"or type the code {invited.code}. It works once, until {_time(invited.expires_at)}."
    )


def _base_url() -> str:
    return settings().base_url or f"http://{runtime.LOCALHOST}:{DEFAULT_PORT}"


def _time(at: datetime) -> str:
    """An instant in this machine's time zone."""
    return f"{at.astimezone():%a, %b %-d, %H:%M}"
