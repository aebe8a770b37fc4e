"""Chains of command and the details of a tenure as text and as data. Writes data to stdout only."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.output.printing import show
from registry.domain.dates.wording import date_in_words
from registry.domain.presentation.past import absence_in_words, dates_in_words, detail_in_words
from registry.domain.presentation.sentences import name_of
from registry.domain.presentation.tables import answer_object

if TYPE_CHECKING:
    from registry.cli.options.common import Format
    from registry.services.tenures.chain import Chain, ChainLink
    from registry.services.tenures.details import DetailReport

_LINK = (
    "role", "title", "organization", "distance", "by", "certainty", "how", "person", "name", "kind",
    "holder_certainty", "in_charge",
)  # fmt: skip
_DETAIL = ("appointment", "field", "value", "start", "end", "status", "note")


def chain(found: Chain, form: Format) -> None:
    """To whom a role or a person answered, nearest first; or who answered to them."""

    def text() -> None:
        way = "answered to" if found.up else "was above"
        typer.echo(f"{found.name} {way}, on {date_in_words(found.on)}:")
        for link in found.links:
            arrow = "↑" if found.up else "↓"
            how = f", {link.how}" if link.how else ""
            typer.echo(f"{'  ' * link.distance}{arrow} {link.title} ({link.organization}): {link.certainty}{how}")
            for line in _holders(link):
                typer.echo(f"{'  ' * link.distance}    {line}")
        if not found.links:
            typer.echo("  Nobody is recorded." if found.roles else "  They held no role on this day.")

    objects = {**asdict(found), "links": [_object(link) for link in found.links]}
    show(form, lambda: objects, lambda: (_LINK, [row for link in found.links for row in _rows(link)]), text)


def _holders(link: ChainLink) -> list[str]:
    if not link.answer.holders:
        return [f"{link.answer.answer}; passed over"]
    return [f"{name_of(each)}: {each.certainty}{absence_in_words(each)}" for each in link.answer.holders]


def _object(link: ChainLink) -> dict[str, object]:
    fields = {name: getattr(link, name) for name in link.__dataclass_fields__ if name != "answer"}
    return {
        **fields,
        **{key: value for key, value in answer_object(link.answer).items() if key in ("answer", "holders")},
    }


def _rows(link: ChainLink) -> list[tuple[object, ...]]:
    head = (link.role, link.title, link.organization, link.distance, link.by, link.certainty, link.how)
    rows: list[tuple[object, ...]] = [
        (*head, each.person, each.named, each.kind, each.certainty, each.in_charge) for each in link.answer.holders
    ]
    return rows or [(*head, None, None, None, None, None)]


def details(found: DetailReport, form: Format) -> None:
    """What is recorded of a tenure besides its own fields."""

    def text() -> None:
        typer.echo(f"{found.name}, {found.title} ({found.appointment}):")
        for each in found.details:
            typer.echo(f"  {detail_in_words(each)}")
        if found.dates:
            typer.echo(f"  {dates_in_words(found.dates)}")
        if not found.details and not found.dates:
            typer.echo("  No details are recorded.")
        if found.cover:
            typer.echo(f"  covered by {found.cover}")

    rows: list[tuple[object, ...]] = [
        (found.appointment, each.field, each.value, each.start, each.end, each.status, each.note)
        for each in found.details
    ]
    rows += [
        (found.appointment, f"{each.side} {each.act}", each.on, None, None, None, each.note) for each in found.dates
    ]
    show(form, lambda: asdict(found), lambda: (_DETAIL, rows), text)
