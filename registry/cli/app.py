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
from registry.cli.anywhere import accept_anywhere
from registry.cli.help import MEANINGS, RENAMED, SUMMARY, examples, page
from registry.cli.options.common import Common, Format, of_this_file, within
from registry.cli.options.tables import BOM
from registry.cli.usage_errors import UsageError, explain
from registry.domain.errors import RegistryError
from registry.domain.vocabulary import DateOrder

# In the order of the help. A command's file is imported when it is asked for: Typer builds the parameters of
# every command it is given, which would cost each question 15 ms for the sake of the others.
_FILES = {
    "care.init": "init",
    "tenures.questions": "who history career holders timeline",
    "names.search": "search",
    "tenures.changes": "changes",
    "tenures.entries": "appoint succeed",
    "tenures.endings": "end vacant",
    "tenures.details": "chain absent detail event",
    "audit.check": "check waive",
    "audit.status": "status",
    "evidence.confirm": "confirm roster stale",
    "history.corrections": "correct remove",
    "history.edit": "edit",
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
    "lake.lake": "lake",
    "care.care": "doctor backup restore",
    "publishing.serve": "serve",
    "publishing.publish": "publish",
    "dates.date": "date",
}
COMMANDS = {command: file for file, commands in _FILES.items() for command in commands.split()}


class RegistryGroup(TyperGroup):
    """Commands on demand. Refusals go to stderr with exit code 1; a reader that closed the pipe is not an error."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for "did you mean"

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            module = import_module(f"registry.cli.commands.{COMMANDS[cmd_name]}")
            for name, command in get_group(module.app).commands.items():
                _prepare(command, name)
                self.commands[name] = command
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name in super().list_commands(ctx) if name not in RENAMED]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] in MEANINGS and args[0] not in COMMANDS and not ctx.resilient_parsing:
            ctx.fail(f"No such command {args[0]!r}. Did you mean `{MEANINGS[args[0]]}`?")
        if args and args[0] in RENAMED and not ctx.resilient_parsing:
            typer.echo(f"registry: `{args[0]}` is now `{RENAMED[args[0]]}`; the old name still works", err=True)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, [*args])
        except UsageError as error:
            explain(error, self, args)
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(f"{page(set(COMMANDS))}\n")

    def invoke(self, ctx: Any) -> Any:
        if not gc.isenabled():  # see main(); what start-up made stays, so no collection need look at it: 25 ms
            gc.freeze()
            gc.enable()
        try:
            return super().invoke(ctx)
        except RegistryError as error:
            typer.echo(f"registry: {of_this_file(ctx, str(error))}", err=True)
            raise typer.Exit(1) from error
        except typer.Abort as error:  # of a question: by Ctrl-C, or where nobody answers
            typer.echo("", err=True)
            if isinstance(error.__context__, KeyboardInterrupt):
                raise typer.Exit(130) from error
            typer.echo("registry: nobody answers the question; give what it asks for as an option", err=True)
            raise typer.Exit(1) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from error
        except OSError as error:
            if error.errno == errno.ENOSPC and error.filename is None:  # what is left in the buffer is not tried again
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                typer.echo(
                    "registry: the disk is full and the answer is incomplete; free some space and ask again", err=True
                )
                raise typer.Exit(1) from error
            if error.filename is None:
                raise
            typer.echo(
                f"registry: {str(error.filename)!r}: {error.strerror}; check the path and its permissions", err=True
            )
            raise typer.Exit(1) from error


def _prepare(command: Any, path: str) -> None:
    """Plain help with examples, and the options of the whole program anywhere; so for each command of a group."""
    command.rich_markup_mode = None
    command.epilog = examples(path) or None
    for param in command.params:
        if param.param_type_name == "argument":
            _plain_argument(param)
        elif param.metavar is None and not param.is_flag and not param.type_descriptor.is_choice:
            param.metavar = param.opts[-1].lstrip("-").rpartition("-")[2].upper()
    if members := getattr(command, "commands", None):
        for name, member in members.items():
            _prepare(member, f"{path} {name}")
    else:
        accept_anywhere(command)


def _plain_argument(argument: Any) -> None:
    """`ROLE` and `[DATE]...` in the usage, without Typer's braces and types."""
    name = argument.metavar = argument.metavar or argument.name.upper()
    many = "..." if argument.nargs == -1 else ""
    piece = f"{name}{many}" if argument.required else f"[{name}]{many}"
    argument.get_usage_pieces = lambda _: [piece]
    argument.get_help_record = lambda _: (name, argument.help or "")


app = typer.Typer(
    cls=RegistryGroup,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=SUMMARY,
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
        typer.Option(envvar="REGISTRY_DATE_ORDER", help="How to read 03/04/2025 (default: refuse it)."),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the answer as CSV.")] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Print CSV with a byte order mark, for spreadsheets; implies --csv.")
    ] = False,
) -> None:
    if as_json and (as_csv or bom):
        raise typer.BadParameter("give --json or --csv, not both", param_hint="--json")
    BOM.set(bom)
    form = Format.json if as_json else Format.csv if as_csv else None
    ctx.obj = Common(db, by, date_order, form=form)
    if ctx.invoked_subcommand is None and not ctx.resilient_parsing:
        from registry.cli.output.audit.status import welcome

        welcome(ctx.obj, within(ctx))
