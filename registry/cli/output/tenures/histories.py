"""Successions and careers as text: tables for people, JSON and CSV for programs. Writes data to stdout only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.domain.dates.bounds import TransitionKind
from registry.domain.dates.wording import date_in_words
from registry.domain.presentation.past import dates_in_words, value_in_words
from registry.domain.presentation.sentences import (
    dates,
    days_in_words,
    holder_of,
    length,
    marks,
    passage_of,
)
from registry.domain.presentation.tables import tenures_table

if TYPE_CHECKING:
    from registry.domain.tenures.histories import Career, Succession, TenureInHistory

_KNOWN = "Certainty"  # the heading of a column that is there where some days are asked about


def succession(found: Succession, form: Format) -> None:
    """Everybody who held a role."""

    def text() -> None:
        typer.echo(f"{found.title} ({found.organization}){_asked(found.on)}:")
        if found.on and not found.holders:
            typer.echo("  Nobody is recorded.")
            return
        rows = [
            line
            for spell in found.holders
            for line in _succession_lines(spell, found.title, of_days=found.on is not None)
        ]
        _print(("From", "To", "Holder", "Length", "Came by", "Slug"), rows, of_days=found.on is not None)

    show(form, lambda: found, lambda: tenures_table(found.holders), text)


def _succession_lines(spell: TenureInHistory, title: str, *, of_days: bool) -> Iterator[tuple[str, ...]]:
    if spell.before and spell.before.passage == TransitionKind.GAP and not of_days:
        yield ("", "", f"— nobody recorded for {length(spell.before.days)} —", "", "", "", "")
    yield (
        *dates(spell), _holder(spell, title), length(spell.days), passage_of(spell.before), spell.appointment,
        _known(spell),
    )  # fmt: skip
    for number, term in enumerate(spell.terms, 1):
        yield (*dates(term), _term(number, term), length(term.days), term.how or "", term.appointment, _known(term))
    yield from _detail_lines(spell)


def _holder(spell: TenureInHistory, title: str) -> str:
    """Who, and under which title where it was another one than that of the role asked about."""
    return holder_of(spell) if spell.titled == title else f"{holder_of(spell)}, as {spell.titled}"


def _term(number: int, term: TenureInHistory) -> str:
    return f"  term {number}{f', {term.rank}' if term.rank else ''}"


def career(found: Career, form: Format) -> None:
    """Every role that a person held."""

    def text() -> None:
        typer.echo(f"{found.name} ({found.person}){_asked(found.on)}:")
        if found.on and not found.appointments:
            typer.echo("  Nothing is recorded.")
            return
        rows = [line for spell in found.appointments for line in _career_lines(spell)]
        _print(("From", "To", "Role", "Length", "Ended", "Slug"), rows, of_days=found.on is not None)

    show(form, lambda: found, lambda: tenures_table(found.appointments), text)


def _career_lines(spell: TenureInHistory) -> Iterator[tuple[str, ...]]:
    role = f"{spell.titled} ({spell.body}){marks(spell)}"
    yield (*dates(spell), role, length(spell.days), spell.end_reason or "", spell.appointment, _known(spell))
    for number, term in enumerate(spell.terms, 1):
        yield (
            *dates(term), _term(number, term), length(term.days), term.end_reason or "", term.appointment, _known(term)
        )  # fmt: skip
    yield from _detail_lines(spell)


def _detail_lines(spell: TenureInHistory) -> Iterator[tuple[str, ...]]:
    """What was so on some of the days, and the further dates, under the tenure."""
    for each in spell.details:
        since, until = (date_in_words(day) if day else "" for day in (each.start, each.end))
        yield (
            f"  {since}" if since else "",
            f"  {until}" if until else "",
            f"  {value_in_words(each)}",
            "",
            "",
            "",
            "",
        )
    if spell.dates:
        yield ("", "", f"  {dates_in_words(spell.dates)}", "", "", "", "")


def _asked(on: str | None) -> str:
    return f", {days_in_words(on)}" if on else ""


def _known(spell: TenureInHistory) -> str:
    """How sure it is on the days asked about, and whether it was so on each of them."""
    whole = spell.throughout is not None and spell.throughout == spell.certainty
    return f"{spell.certainty or ''}{', throughout' * whole}"


def _print(heading: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, of_days: bool) -> None:
    if of_days:
        print_table((*heading, _KNOWN), rows)
    else:
        print_table(heading, [row[:-1] for row in rows])
