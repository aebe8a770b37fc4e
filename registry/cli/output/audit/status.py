"""The state of a registry on one screen, and how to begin where there is none."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Common, Format
from registry.cli.output.printing import show
from registry.cli.output.tenures.answers import counted_rows
from registry.domain.presentation.sentences import stopped

if TYPE_CHECKING:
    from registry.services.audit.status import RegistryStatus

_NAMED = 3
_COMMANDS = (
    ("who ROLE --on DATE", "who held a role on a day"),
    ("history ROLE", "everybody who held it"),
    ("career PERSON", "every role of a person"),
    ("search NAME", "find a person, role or organization"),
    ("record SENTENCE", "record what a sentence says"),
    ("succeed ROLE PERSON --on DATE", "record a hand-over"),
    ("end PERSON ROLE --on DATE", "record the last day"),
    ("check", "find what is wrong or missing"),
    ("log", "what was recorded, by whom and why"),
    ("undo NUMBER", "reverse a change"),
)


def shown(found: RegistryStatus, form: Format, within: Sequence[str]) -> None:
    """The state; `within`: the words by which a proposed command speaks of this registry."""

    def rows() -> list[tuple[object, ...]]:
        waiting = {"vacant": len(found.vacant), "stale": found.stale, "contradictory": found.contradictory}
        return [*found.counts.items(), *waiting.items(), ("errors", found.errors), ("warnings", found.warnings)]

    def text() -> None:
        for line in _lines(found, within):
            typer.echo(line)

    show(form, lambda: asdict(found), lambda: (("what", "count"), rows()), text)


def _lines(found: RegistryStatus, within: Sequence[str]) -> Iterator[str]:
    yield f"Recorded: {', '.join(counted_rows(count, table) for table, count in found.counts.items())}."
    for each in found.newest:
        yield f"  change {each.number}, {each.recorded_at[:10]}: {each.command}, by {each.actor or 'nobody named'}"
    named = ", ".join(title for _, title in found.vacant[:_NAMED])
    more = f" and {len(found.vacant) - _NAMED} more" if len(found.vacant) > _NAMED else ""
    if found.counts["roles"]:
        yield stopped(f"Without a holder today: {named}{more}") if named else "Every role has a holder today."
    yield f"Not confirmed for long: {found.stale}. Contradicted by a source: {found.contradictory}."
    yield f"Findings that are errors: {found.errors}; warnings: {found.warnings}."
    yield "Next:"
    for words, why in _next(found):
        yield f"  {shlex.join(['registry', *within, *words])}  # {why}"


def _next(found: RegistryStatus) -> Iterator[tuple[list[str], str]]:
    if not any(found.counts.values()):
        yield ["record", "On 1 March 2020 Ann Ames became Treasurer of the Council"], "the registry is empty"
        return
    if found.errors:
        yield ["check", "--severity", "error"], "what cannot be true"
    if found.vacant:
        yield ["history", found.vacant[0][0]], "who held it last"
    if found.stale:
        yield ["stale"], "what to confirm"
    if found.contradictory:
        yield ["check", "--rule", "claim-contradicts"], "compare the sources"
    if not found.errors and found.warnings > found.stale + found.contradictory:
        yield ["check", "--severity", "warning"], "what is missing"
    yield ["log"], "what was recorded"


def welcome(given: Common, within: Sequence[str]) -> None:
    """What `registry` alone prints: the state and ten commands, or how to begin where there is no file."""
    from registry.api import CommandRegistry

    if not given.db.exists():
        typer.echo(f"There is no registry at {str(given.db)!r} yet. To begin:")
        words = [] if str(given.db) == "registry.db" else ["--db", str(given.db)]
        for made, why in (("init", "an empty one"), ("init --sample", "one to try things on")):
            typer.echo(f"  {shlex.join(['registry', *words, *made.split()])}  # {why}")
        typer.echo("`registry --help` lists all commands.")
        return
    with CommandRegistry(given.db) as registry:
        shown(registry.status(), given.form or Format.table, within)
    if given.form in (None, Format.table):
        typer.echo("Common commands:")
        for typed, why in _COMMANDS:
            typer.echo(f"  registry {typed:<31} {why}")
        typer.echo("`registry --help` lists all commands.")
