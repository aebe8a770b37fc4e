"""Who is who: duplicates, merge, distinct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import Format, FormatOption, entry, opened
from registry.cli.options.subjects import DistinctOption
from registry.cli.options.tables import tabled
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.api import Registry

app = typer.Typer()


@app.command()
@tabled
def duplicates(
    ctx: typer.Context,
    person: Annotated[
        str | None,
        typer.Argument(help="Only pairs with this person (default: everybody).", autocompletion=completion.people),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", help="How many pairs to show, the likeliest first.", min=1)
    ] = 20,
    at_least: Annotated[
        float | None,
        typer.Option(metavar="SCORE", help=("Only pairs with at least this score out of 100 (default: 60).")),
    ] = None,
    from_import: Annotated[
        int | None,
        typer.Option(
            "--from-import",
            metavar="N",
            help=("Only people whom import N added although somebody of that name existed."),
        ),
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="all|none|SLUG", help="With --from-import: merge all, none, or these; repeatable."),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """List pairs who may be one person, with the reasons for and against."""
    from registry.cli.output.names import identity

    if from_import is None and accept:
        raise typer.BadParameter("name the import with --from-import N", param_hint="--accept")
    if from_import is not None:
        with opened(ctx) as registry:
            _review(registry, from_import, accept, form)
        return
    with opened(ctx) as registry:
        found = registry.people.duplicates(person, at_least=at_least, limit=limit + 1)
    identity.pairs(found[:limit], form)
    if len(found) > limit:
        typer.echo("There are more. --limit shows them; --at-least shows only likelier ones.", err=True)


def _review(registry: Registry, number: int, accept: list[str] | None, form: Format) -> None:
    """Show the pairs of an import, and merge those that are accepted: all, none, or some by their slugs."""
    from registry.cli.output.names import identity

    found = registry.people.duplicates_from_import(number)
    wanted = set(accept or ())
    unknown = wanted - {"all", "none"} - {pair.other for pair in found}
    if unknown:
        raise typer.BadParameter(f"{sorted(unknown)[0]!r} is not among them; name all, none or a slug of the import")
    chosen = [pair for pair in found if "all" in wanted or pair.other in wanted]
    if not chosen:
        identity.pairs(found, form)
        if found and not wanted:
            typer.echo(f"To merge: --from-import {number} --accept all, or --accept SLUG for some", err=True)
        return
    gone: set[str] = set()
    for pair in chosen:
        if pair.other in gone:
            continue
        try:
            identity.merged(registry.people.merge(pair.person, pair.other), form)
            gone.add(pair.other)
        except RegistryError as error:
            typer.echo(f"{pair.other} is not merged: {error}", err=True)


@app.command()
@entry
def merge(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="KEEP", help="Who stays.", autocompletion=completion.people)],
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER",
            help="The entry to merge. Its slug leads to KEEP afterwards.",
            autocompletion=completion.people,
        ),
    ],
    form: FormatOption = Format.table,
) -> None:
    """Merge two people. KEEP stays and receives the tenures, names and identifiers of OTHER."""
    from registry.cli.output.names import identity

    with opened(ctx) as registry:
        identity.merged(registry.people.merge(person, other), form)


@app.command()
@entry
@tabled
def distinct(
    ctx: typer.Context,
    person: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="The first of the two.", autocompletion=completion.people)
    ] = None,
    other: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="The second of the two.", autocompletion=completion.people)
    ] = None,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; needed with two people.")] = None,
    remove: DistinctOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Record that two people are different, so that they are not proposed again. Without names, list such pairs."""
    from registry.cli.output.names import identity

    if person is None:
        if remove or because is not None:
            raise typer.BadParameter("name both people", param_hint="PERSON OTHER")
        with opened(ctx) as registry:
            identity.distinct(registry.people.distinct_pairs(), form)
        return
    if other is None:
        raise typer.BadParameter("name both people", param_hint="OTHER")
    if because is None:
        raise typer.BadParameter("say why", param_hint="--because")
    with opened(ctx) as registry:
        act = registry.people.not_distinct if remove else registry.people.distinct
        identity.print_distinct_pairs(act(person, other, because), form, removed=remove)
