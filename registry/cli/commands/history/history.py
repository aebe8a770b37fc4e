"""The record itself: log, show, undo."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import (
    Format,
    FormatOption,
    LimitOption,
    common,
    entry,
    opened,
)
from registry.cli.options.subjects import PersonArgument
from registry.cli.options.tables import tabled
from registry.domain.errors import NotFoundError

if TYPE_CHECKING:
    from registry.api import Registry

app = typer.Typer()

_SHOWN = 50
_LOOKED_THROUGH = 1_000  # of the newest changes, for one's own


def _number(text: str) -> int:
    """The number of a change. Raises typer.BadParameter."""
    if not (text.isascii() and text.isdigit()) or int(text[:20]) == 0:
        raise typer.BadParameter(f"{text!r} is not the number of a change; `registry log` shows the numbers")
    return int(text[:20])  # no change has a longer one


ChangeArgument = Annotated[
    int, typer.Argument(help="Its number, as `registry log` shows it.", parser=_number, metavar="CHANGE")
]


@app.command()
@tabled
def log(
    ctx: typer.Context,
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="SUBJECT",
            help="A person, role, organization, or the slug of an appointment or source.",
            autocompletion=completion.subjects,
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="Only what was recorded on or after this day or time.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="Only what was recorded up to the end of this day or time.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=f"Everything, not only the newest {_SHOWN}.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare history with its seals and print the newest seal.")
    ] = False,
    head: Annotated[
        str | None, typer.Option(metavar="HEAD", help="With --verify: a seal that was printed before.")
    ] = None,
    limit: LimitOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show what was recorded when, by whom and why, the newest first."""
    from registry.cli.output.history import changes

    if head and not verify:
        raise typer.BadParameter("it belongs to --verify", param_hint="--head")
    if verify and (about or since or until or everything):
        raise typer.BadParameter("it is about the whole history; leave the other options out", param_hint="--verify")
    with opened(ctx) as registry:
        if verify:
            found = registry.verify(head)
            changes.verified(found, form)
            raise typer.Exit(1 if found.problems else 0)
        most = limit or (None if everything else _SHOWN)
        found_changes = registry.log(about, since=since, until=until, limit=most and most + 1)
    changes.log(found_changes[:most], form)
    if most and len(found_changes) > most:
        typer.echo("There is more: use --all, --limit, or --since and --until.", err=True)


@app.command()
def show(ctx: typer.Context, change: ChangeArgument, form: FormatOption = Format.table) -> None:
    """Show everything that a change did, field by field, before and after."""
    from registry.cli.output.history import changes

    with opened(ctx) as registry:
        changes.shown(registry.show(change), form)


@app.command()
@entry
def undo(
    ctx: typer.Context,
    change: Annotated[
        int | None,
        typer.Argument(
            help=("Its number, as `registry log` shows it. Without it, your newest change is shown and you are asked."),
            parser=_number,
            metavar="CHANGE",
        ),
    ] = None,
    with_later: Annotated[
        bool, typer.Option("--with-later", help="Also undo the later changes that depend on it, the newest first.")
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Reverse a change (recorded as a new change). Refused if later changes depend on it."""
    from registry.cli.output.history import changes

    with opened(ctx) as registry:
        if change is None:
            change = _newest_of_mine(registry)
            changes.proposed(registry.show(change))
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise typer.BadParameter(
                    f"give the number of a change; your newest is {change}: `registry undo {change}`",
                    param_hint="CHANGE",
                )
            typer.confirm(f"Undo change {change}?", abort=True, err=True)
        changes.undone(registry.undo(change, with_later=with_later), form)


def _newest_of_mine(registry: Registry) -> int:
    """The number of the newest change by whoever acts now. Raises NotFoundError."""
    actor = registry.file.session.actor()
    for each in registry.newest(_LOOKED_THROUGH):
        if each.actor == actor and each.number is not None:
            return each.number
    raise NotFoundError(f"no recent change is by {actor!r}; `registry log` shows the changes with their numbers")


@app.command()
@entry
def forget(
    ctx: typer.Context,
    person: PersonArgument,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why, without naming the person.")],
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Other words that mean the person, to be removed from texts; repeatable."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be erased, redacted and kept. Nothing changes.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Erase a person from the file for good: tenures, history, mentions. A tombstone keeps the reason.

    At a terminal every text that would be redacted or kept is shown, and you are asked.
    """
    from registry.cli.output.history import forgetting

    words = also or []
    with opened(ctx) as registry:
        if dry_run or not yes:
            forgetting.previewed(registry.forget(person, because, also=words, dry_run=True), form, asked=not dry_run)
        if dry_run:
            return
        if not yes:
            typer.confirm(
                f"Erase {person!r} from {common(ctx).db} for good? This cannot be undone.", abort=True, err=True
            )
        forgetting.forgotten(registry.forget(person, because, also=words), common(ctx).db)
