"""Options that may stand before or after a command: --db, --by, --date-order, --json, --csv and --bom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer

from registry.cli.options.common import Common, Format
from registry.cli.options.tables import BOM
from registry.cli.usage_errors import UsageError, explain
from registry.domain.vocabulary import DateOrder


def accept_anywhere(command: Any) -> None:
    """Let a command take the options of the whole program among its own words."""
    parse: Callable[[Any, list[str]], list[str]] = command.parse_args

    def parse_args(ctx: Any, words: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            _refuse_placeholder(ctx, words)
        given = ctx.find_root().obj
        own = [*_without_common(ctx, command, words)] if isinstance(given, Common) else words
        try:
            return parse(ctx, own)
        except UsageError as error:
            explain(error, command, words)
            raise

    command.parse_args = parse_args


def _refuse_placeholder(ctx: Any, words: Sequence[str]) -> None:
    """Proposed commands have … where only the user knows what belongs there; it must never be recorded."""
    for before, word in pairwise(("", *words)):
        if word == "…" or word.endswith(("=…", "://…")):
            place = f"{before} {word}".strip()
            ctx.fail(f"{place!r}: … stands for what only you know; write that in its place")


def _without_common(ctx: Any, command: Any, words: Sequence[str]) -> Iterator[str]:
    """The words that are the command's own; what the others say goes to the options of the whole program."""
    own = {option for param in command.params for option in param.opts}
    root = ctx.find_root()
    wanted = [root.obj.form] if root.obj.form else []
    rest = iter(words)
    kept = []
    for word in rest:
        option, equals, value = word.partition("=")
        if word == "--":
            kept += [word, *rest]
        elif word in ("--json", "--csv") and word not in own:
            wanted.append(Format(word[2:]))
        elif word == "--bom" and word not in own:
            BOM.set(True)
        elif option in ("--db", "--by", "--date-order") and option not in own:
            root.obj = _with(root.obj, option, value if equals else next(rest, None))
        else:
            kept.append(word)
    if BOM.get() and "--bom" in own:  # of the file, not of what is printed
        BOM.set(False)
        yield "--bom"
    elif BOM.get():
        wanted.append(Format.csv)
    if len(set(wanted)) > 1:
        raise typer.BadParameter("give --json or --csv, not both", ctx=ctx, param_hint="--json")
    for form in wanted[:1]:
        yield from _form(ctx, own, form)
    yield from kept


def _with(given: Common, option: str, value: str | None) -> Common:
    if value is None:
        raise typer.BadParameter("needs a value", param_hint=option)
    if option == "--db":
        return replace(given, db=Path(value))
    if option == "--by":
        return replace(given, by=value)
    if value not in set(DateOrder):
        raise typer.BadParameter(f"{value!r} is neither {' nor '.join(DateOrder)}", param_hint=option)
    return replace(given, date_order=DateOrder(value))


def _form(ctx: Any, own: set[str], form: Format) -> tuple[str, str]:
    """How the command itself calls the form of what it prints; --format of an import is the file's."""
    for option in ("--report", "--format"):
        if option in own:
            return option, form.value
    raise typer.BadParameter(f"`{ctx.command_path}` has no answer to print as {form.value.upper()}",
                             ctx=ctx, param_hint=f"--{form.value}")  # fmt: skip
