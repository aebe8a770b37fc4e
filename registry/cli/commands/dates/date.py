"""How would you read this? `registry date`."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from registry.cli.options.common import Format, FormatOption, common
from registry.cli.output.printing import show
from registry.domain.errors import DateError
from registry.domain.vocabulary import DateOrder

app = typer.Typer()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as. Days inclusive, as EDTF has them; None where open, and all None for an error."""

    text: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    approximate: bool | None
    uncertain: bool | None
    error: str | None


@app.command(context_settings={"ignore_unknown_options": True})  # -0999 is a text to be read, and refused
def date(
    ctx: typer.Context,
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT… | -", help="Dates; - reads one per line.")] = None,
    edtf: Annotated[bool, typer.Option("--edtf", help="EDTF only, no phrases.")] = False,
    date_order: Annotated[DateOrder | None, typer.Option(help="How to read 03/04/2025.")] = None,
    form: FormatOption = Format.table,
) -> None:
    """Show how a date is read: EDTF, earliest and latest day, or why it cannot be read."""
    given = texts or ["-"]
    lines = [line.rstrip("\r\n") for line in sys.stdin] if given == ["-"] else given
    order = date_order or common(ctx).date_order
    readings = [_read(line, edtf, order) for line in lines]

    def text() -> None:
        for reading in readings:
            typer.echo(_as_line(reading), err=reading.error is not None)

    show(
        form,
        lambda: [_as_json(reading) for reading in readings],
        lambda: (list(Reading.__slots__), [tuple(asdict(reading).values()) for reading in readings]),
        text,
    )
    if any(reading.error for reading in readings):
        raise typer.Exit(1)


def _read(text: str, edtf_only: bool, order: DateOrder | None) -> Reading:
    from registry.domain.dates.edtf import read_edtf
    from registry.domain.dates.phrases import PRESENT, read_date

    try:
        understood = text if edtf_only else read_date(text, order)
        if understood == PRESENT and not edtf_only:
            return Reading(text, PRESENT, None, None, False, False, None)
        found = read_edtf(understood)
    except DateError as error:
        return Reading(text, None, None, None, None, None, str(error))
    return Reading(text, found.text, found.earliest, found.latest, found.approximate, found.uncertain, None)


def _as_json(reading: Reading) -> dict[str, object]:
    if reading.error is not None:
        return {"text": reading.text, "error": reading.error}
    return {name: value for name, value in asdict(reading).items() if name != "error"}


def _as_line(reading: Reading) -> str:
    if reading.error is not None:
        named = reading.error.startswith(repr(reading.text)) or reading.error.startswith(reading.text)
        return reading.error if named else f"{reading.text}: {reading.error}"
    if reading.earliest is None and reading.latest is None:
        return f"{reading.text} = {reading.edtf}  no end"
    marks = [word for word, set_ in (("approximate", reading.approximate), ("uncertain", reading.uncertain)) if set_]
    span = (
        reading.earliest
        if reading.earliest == reading.latest
        else f"{reading.earliest or '…'} to {reading.latest or '…'}"
    )
    return f"{reading.text} = {reading.edtf}  {', '.join([str(span), *marks])}"
