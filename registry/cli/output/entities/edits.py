"""What an edit, a correction or a removal changed, as text: before and after of each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from registry.cli.options.common import Format
from registry.cli.output.entities.entities import value_on_one_line
from registry.cli.output.printing import show
from registry.cli.output.tenures.answers import TENURE_COLUMNS, recorded
from registry.domain.dates.wording import date_in_words

if TYPE_CHECKING:
    from registry.domain.history.differences import Difference, Edited
    from registry.services.history.correct import CorrectionReport
    from registry.services.history.remove import RemovalReport

_DATES = ("start", "end", "birth", "death", "inception", "dissolution", "published", "accessed")
_COLUMNS = ("field", "before", "after")


def corrected(found: CorrectionReport, form: Format) -> None:
    """A tenure as it is recorded now, and what it was before."""

    def data() -> object:
        tenure = {column: getattr(found.tenure, column) for column in TENURE_COLUMNS}
        findings = [asdict(finding) for finding in found.findings]
        return {"appointment": tenure, "differences": _objects(found.differences), "findings": findings}

    def text() -> None:
        typer.echo(f"Corrected: {recorded(found.tenure)}")
        print_lines(found.differences)
        for finding in found.findings:
            typer.echo(f"{finding.severity}: {finding.facts} ({finding.finding})", err=True)

    show(form, data, lambda: _rows("appointment", found.tenure.appointment, found.differences), text)


def edited(found: Edited, form: Format) -> None:
    """A person, an organization or a source after an edit."""

    def data() -> object:
        label = {"title" if found.noun == "source" else "name": found.label}
        return {found.noun: found.slug, **label, "differences": _objects(found.differences)}

    def text() -> None:
        typer.echo(f"Edited {found.noun} {found.label} ({found.slug}):")
        print_lines(found.differences)

    show(form, data, lambda: _rows(found.noun, found.slug, found.differences), text)


def proposed(found: Edited) -> None:
    """What an edit would change, before it is asked about: to stderr."""
    typer.echo(f"To be changed in {found.noun} {found.label} ({found.slug}):", err=True)
    print_lines(found.differences, err=True)


def removed(found: RemovalReport, form: Format) -> None:
    """What is no longer recorded; its history is."""
    values = asdict(found)

    def text() -> None:
        citations = f", with {found.citations} citation{'s' * (found.citations != 1)}" if found.citations else ""
        typer.echo(f"Removed {found.noun} {found.label} ({found.slug}){citations}.")
        for slug in found.uncited:
            typer.echo(f"Source {slug} is no longer cited anywhere, but is kept.", err=True)

    show(
        form,
        lambda: values,
        lambda: (
            list(values),
            [[" ".join(value) if isinstance(value, tuple) else value for value in values.values()]],
        ),
        text,
    )


def _objects(differences: Sequence[Difference]) -> list[dict[str, object]]:
    return [asdict(difference) for difference in differences]


def _rows(noun: str, slug: str, differences: Sequence[Difference]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    rows: list[tuple[object, ...]] = [
        (slug, each.field, value_on_one_line(each.before), value_on_one_line(each.after)) for each in differences
    ]
    return (noun, *_COLUMNS), rows


def print_lines(differences: Sequence[Difference], *, err: bool = False) -> None:
    """Each field before and after."""
    for each in differences:
        field = each.field.replace("_", " ")
        if isinstance(each.before or each.after, dict):
            was = "no longer" if each.after is None else "now also"
            typer.echo(f"  {field}: {was} {value_on_one_line(each.before or each.after)}", err=err)
        else:
            typer.echo(
                f"  {field}: was {_value(each.field, each.before)}, is now {_value(each.field, each.after)}", err=err
            )


def _value(field: str, value: Any) -> str:
    if value is None:
        return "open" if field == "end" else "not recorded"
    text = date_in_words(value) if field in _DATES else value_on_one_line(value)
    return text if text == value_on_one_line(value) else f"{text} [{value}]"
