"""Confirmations, rosters and stale tenures as text: sentences and tables for people, JSON and CSV for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.cli.output.tenures.answers import TENURE_COLUMNS, recorded
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.vocabulary import Certainty, Kind

if TYPE_CHECKING:
    from registry.domain.tenures.records import Tenure
    from registry.services.evidence.confirm import Confirmed
    from registry.services.evidence.roster import MissingFromRoster, Roster
    from registry.services.evidence.stale import Stale

_CONFIRMED_COLUMNS = (*TENURE_COLUMNS, "on", "source", "new")
_ROSTER_COLUMNS = (
    "listed", "appointment", "person", "name", "role", "title", "kind", "start", "end", "certainty", "ended", "began",
)  # fmt: skip
_STALE_COLUMNS = (
    "appointment", "person", "name", "role", "title", "organization", "kind", "start",
    "last_confirmed", "age_days", "age", "source", "source_title", "url",
)  # fmt: skip


def confirmed(found: Confirmed, form: Format) -> None:
    """What a source was recorded to show."""
    row = (*_cells(found.tenure), found.on, found.source, found.new)

    def data() -> object:
        values = dict(zip(_CONFIRMED_COLUMNS, row, strict=True))
        return {**values, "findings": [asdict(finding) for finding in found.findings]}

    def text() -> None:
        word = "Confirmed" if found.new else "Already recorded, nothing changed"
        typer.echo(f"{word}: in office on {date_in_words(found.on)}: {recorded(found.tenure)}")
        for finding in found.findings:
            typer.echo(f"{finding.severity}: {finding.facts} ({finding.finding})", err=True)

    new = "yes" if found.new else "no"
    show(form, data, lambda: (_CONFIRMED_COLUMNS, [(*row[:-1], new)]), text)


def _cells(tenure: Tenure) -> tuple[object, ...]:
    return tuple(getattr(tenure, column) for column in TENURE_COLUMNS)


def roster(found: Roster, form: Format) -> None:
    """Whom a list confirmed, and who is not on it."""

    def data() -> object:
        return {
            "organization": found.organization,
            "name": found.name,
            "on": found.on,
            "source": found.source,
            "new": found.new,
            "confirmed": [dict(zip(TENURE_COLUMNS, _cells(tenure), strict=True)) for tenure in found.confirmed],
            "not_listed": [asdict(each) for each in found.not_listed],
            "skipped": [{"line": each.line, "name": each.name, "why": each.why} for each in found.skipped],
        }

    def rows() -> list[tuple[object, ...]]:
        return [*map(_listed_row, found.confirmed), *map(_missing_row, found.not_listed)]

    show(form, data, lambda: (_ROSTER_COLUMNS, rows()), lambda: _print_roster(found))
    for each in found.skipped:
        typer.echo(f"left out, line {each.line}: {each.why}", err=True)


def _listed_row(tenure: Tenure) -> tuple[object, ...]:
    values = tenure._asdict()
    return ("yes", *(values.get(column) for column in _ROSTER_COLUMNS[1:]))


def _missing_row(missing: MissingFromRoster) -> tuple[object, ...]:
    values = asdict(missing)
    return ("no", *(values[column] for column in _ROSTER_COLUMNS[1:]))


def _print_roster(found: Roster) -> None:
    word = "confirmed" if found.new else "already recorded, nothing changed"
    typer.echo(f"{found.name} on {date_in_words(found.on)}, {word}:")
    print_table(("Person", "Role"), [(_named(each.holder, each.kind), each.title) for each in found.confirmed])
    if not found.not_listed:
        typer.echo("The list names everybody who is recorded for the day.")
        return
    typer.echo("Recorded, but not on the list (no tenure was ended):")
    rows = [
        (_named(each.name, each.kind), each.title, span_in_words(each.start, each.end), each.certainty, _implied(each))
        for each in found.not_listed
    ]
    print_table(("Person", "Role", "Recorded", "That day", "By the list"), rows)
    if any(each.certainty != Certainty.POSSIBLE for each in found.not_listed):
        typer.echo(f"To resolve: registry check {found.organization} --rule not-listed")


def _named(name: str, kind: str) -> str:
    return f"{name} (acting)" if kind == Kind.ACTING else name


def _implied(missing: MissingFromRoster) -> str:
    if missing.ended:
        return f"ended {date_in_words(missing.ended)}"
    return f"began {date_in_words(missing.began)}" if missing.began else "had ended, or had not begun"


def stale(found: Sequence[Stale], older_than: str, form: Format) -> None:
    """Open tenures that nothing has confirmed for long."""

    def text() -> None:
        if not found:
            typer.echo(f"No open tenure is recorded whose newest evidence is older than {older_than}.")
        else:
            rows = [
                (
                    _named(each.name, each.kind),
                    f"{each.title} ({each.organization})",
                    date_in_words(each.start) if each.start else "not known",
                    date_in_words(each.last_confirmed) if each.last_confirmed else "never",
                    each.age or "not known",
                    each.source or "",
                )
                for each in found
            ]
            print_table(("Person", "Role", "Since", "Last confirmed", "Age", "By"), rows)

    show(
        form,
        lambda: [asdict(each) for each in found],
        lambda: (_STALE_COLUMNS, [astuple(each) for each in found]),
        text,
    )
