"""`registry search`."""

from __future__ import annotations

from dataclasses import asdict, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import Format, FormatOption, opened
from registry.cli.options.tables import tabled
from registry.cli.output.printing import print_table, show

if TYPE_CHECKING:
    from registry.services.names.search import Hit

app = typer.Typer()


class SearchKind(StrEnum):
    """What is searched for."""

    person = "person"
    role = "role"
    organization = "organization"


@app.command()
@tabled
def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="A name in any spelling, words of a title, a slug or an identifier.")],
    kind: Annotated[SearchKind | None, typer.Option("--kind", help="Only these.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="How many to show at most.")] = 10,
    form: FormatOption = Format.table,
) -> None:
    """Find people, roles and organizations with names like the text, the likeliest first."""
    with opened(ctx) as registry:
        _print(text, registry.search(text, kind, limit), form)


def _print(words: str, found: list[Hit], form: Format) -> None:
    from registry.services.names.search import Hit

    columns = [field.name for field in fields(Hit)]

    def text() -> None:
        if found:
            cells = [["" if cell is None else str(cell) for cell in asdict(each).values()] for each in found]
            print_table([column.capitalize() for column in columns], cells)

    show(
        form,
        lambda: [asdict(each) for each in found],
        lambda: (columns, [list(asdict(each).values()) for each in found]),
        text,
    )
    if not found:
        typer.echo(f"nothing is called {words!r} or anything like it", err=True)
