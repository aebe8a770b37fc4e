"""The command `registry`: global options, the commands' files, and the one place where refusals become exit codes."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from registry import __version__
from registry.cli.options.common import Common
from registry.domain.errors import RegistryError
from registry.domain.vocabulary import DateOrder

# In the order of the help. A command's file is imported when it is asked for: Typer builds the parameters of
# every command it is given, which would cost each question 15 ms for the sake of the others.
_FILES = {
    "care.init": "init",
    "tenures.questions": "who history career holders",
    "names.search": "search",
    "tenures.changes": "changes",
    "tenures.entries": "appoint succeed end vacant",
    "audit.check": "check waive",
    "evidence.confirm": "confirm roster stale",
    "history.corrections": "correct remove",
    "evidence.impact": "impact",
    "evidence.cite": "cite claims accept",
    "drafting.record": "record",
    "drafting.draft": "draft",
    "names.identity": "duplicates merge distinct",
    "history.history": "log show undo forget",
    "entities.organization": "organization",
    "entities.role": "role",
    "entities.person": "person",
    "evidence.source": "source",
    "exchange.import_file": "import",
    "exchange.export": "export",
    "care.care": "doctor backup restore",
    "publishing.serve": "serve",
    "publishing.publish": "publish",
    "dates.date": "date",
}
COMMANDS = {command: file for file, commands in _FILES.items() for command in commands.split()}


class RegistryGroup(TyperGroup):
    """Commands on demand. Refusals go to stderr with exit code 1; a reader that closed the pipe is no error."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for "did you mean"

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            module = import_module(f"registry.cli.commands.{COMMANDS[cmd_name]}")
            self.commands.update(get_group(module.app).commands)
        return self.commands.get(cmd_name)

    def invoke(self, ctx: Any) -> Any:
        if not gc.isenabled():  # see main(); what start-up made stays, so no collection need look at it: 25 ms
            gc.freeze()
            gc.enable()
        try:
            return super().invoke(ctx)
        except RegistryError as error:
            typer.echo(f"registry: {error}", err=True)
            raise typer.Exit(1) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from error
        except OSError as error:
            if error.errno == errno.ENOSPC and error.filename is None:  # what is left in the buffer is not tried again
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                typer.echo("registry: the disk is full, so the answer is not whole; make room and ask again", err=True)
                raise typer.Exit(1) from error
            if error.filename is None:
                raise
            typer.echo(
                f"registry: {str(error.filename)!r}: {error.strerror}; check the path and its permissions", err=True
            )
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=RegistryGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Who held which office, when, and how we know.",
    epilog="Names may be slugs, any recorded name, words that only one bears, or identifiers such as wikidata=Q42. "
    "Dates may be 2025-03-16, '16 March 2025', 2024-02, 'c. 1946', 'before 2010', unknown: try `registry date`.",
)


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:  # a line that is being completed is not run
        typer.echo(f"registry {__version__}")
        raise typer.Exit


@app.callback()
def registry(
    ctx: typer.Context,
    db: Annotated[Path, typer.Option("--db", envvar="REGISTRY_DB", metavar="FILE", help="The registry's file.")] = Path(
        "registry.db"
    ),
    by: Annotated[
        str | None,
        typer.Option(envvar="REGISTRY_ACTOR", metavar="NAME", help="Who makes the change."),
    ] = None,
    date_order: Annotated[
        DateOrder | None,
        typer.Option(envvar="REGISTRY_DATE_ORDER", help="How 03/04/2025 is meant; refused unless said."),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    ctx.obj = Common(db, by, date_order)
