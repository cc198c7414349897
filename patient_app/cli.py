"""The command line: `homestretch …`. Each command says what it did in words; nothing is decided here."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from patient_app import runtime
from patient_app.config import DEFAULT_PORT

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Homestretch: home exercise, seen by your care team."
)
_words = Console(stderr=True, highlight=False)


def _say(line: str) -> None:
    """A line for the person at the terminal, as it is."""
    _words.print(line, markup=False, soft_wrap=True)


@app.callback()
def main() -> None:
    """Homestretch."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every network.")] = runtime.LOCALHOST,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = DEFAULT_PORT,
    tls_cert: Annotated[Path | None, typer.Option(help="Certificate file (PEM), for https.", exists=True)] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The certificate's key file (PEM).", exists=True)] = None,
) -> None:
    """Serve the app: builds the front end once, then answers until it is interrupted."""
    if (tls_cert is None) != (tls_key is None):
        raise typer.BadParameter("--tls-cert and --tls-key go together.")
    try:
        runtime.serve(host, port, tls_cert=tls_cert, tls_key=tls_key, progress=_say)
    except (runtime.PortInUse, runtime.BuildFailed) as error:
        _say(str(error))
        raise typer.Exit(1) from error
