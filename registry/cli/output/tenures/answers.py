"""Answers as text: sentences and tables for people, JSON and CSV for programs. Writes data to stdout only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.domain.dates.age import date_with_age
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.evidence.independence import independent
from registry.domain.presentation.past import absence_in_words, successions_in_words
from registry.domain.presentation.sentences import (
    days_in_words,
    known_as,
    mark_of,
    name_of,
    quoted,
    sentence,
    stopped,
)
from registry.domain.presentation.tables import (
    answer_object,
    answers_table,
    listing_objects,
    listing_table,
)
from registry.domain.vocabulary import Kind, Status

if TYPE_CHECKING:
    from registry.domain.entities.references import EntityReference
    from registry.domain.evidence.records import SourceInList, SourceNote
    from registry.domain.tenures.answers import Answer, Holder
    from registry.domain.tenures.records import Tenure
    from registry.services.exchange.package import TableReport
    from registry.services.tenures.who import Snapshot
    from registry.services.tenures.writing import EntryReport

TENURE_COLUMNS = (
    "appointment", "person", "name", "role", "title", "kind", "status", "start", "end", "rank", "how", "end_reason",
)  # fmt: skip
_MADE = ("organization", "role")


def answer(found: Answer, form: Format, today: str, *, every_source: bool = True) -> None:
    """Who held a role on a day or in a span; `today` as ISO day. `every_source`: not only the best one of each."""

    def text() -> None:
        typer.echo(sentence(found, today))
        for holder in found.holders:
            _print_holder(holder, found, every_source)
        for vacancy in found.vacancies:
            typer.echo(f"  Vacancy: {known_as(vacancy.certainty, found)}. {vacancy.why}")
            _print_sources(vacancy.sources, every_source)
        for each in found.lineage:
            if each.role != found.role:
                typer.echo(f"As it was or became then ({each.certainty}): {sentence(each.answer, today)}")
                for holder in each.answer.holders:
                    _print_holder(holder, each.answer, every_source)
        if found.successions and not found.lineage:
            typer.echo("  --lineage: who held what it was, or became")

    show(form, lambda: answer_object(found), lambda: answers_table([found]), text)


def _print_holder(holder: Holder, found: Answer, every_source: bool) -> None:
    rank = f", {holder.rank}" if holder.rank else ""
    side = f", {holder.handover}" if holder.handover else ""
    whole = ", throughout" if holder.throughout == holder.certainty else ""
    present = absence_in_words(holder)
    typer.echo(f"  {name_of(holder)}{rank}: {known_as(holder.certainty, found)}{side}{whole}{present}. {holder.why}")
    for term in holder.terms:
        typer.echo(f"    {term.kind} {span_in_words(term.start, term.end)} ({term.appointment})")
    _print_sources(holder.sources, every_source)


def _print_sources(sources: Sequence[SourceNote], every_source: bool) -> None:
    said = quoted(sources)
    for source, quotes in said if every_source else sorted(said, key=_worth)[:1]:
        typer.echo(f"    Source{_named(source)}")
        for quote in quotes:
            typer.echo(f"      “{quote}”")
    voices, hidden = independent(sources), len(said) > 1 and not every_source
    if sources and (hidden or voices != len(said)):
        apart = f", {voices} independent" if voices != len(said) else ""
        typer.echo(f"    {len(said)} source{'s' * (len(said) != 1)}{apart}{'; --sources shows all' * hidden}")


def _worth(source: tuple[SourceNote, list[str]]) -> tuple[bool, bool]:
    """The best first: one that stands, and of these one that is quoted; else in their order."""
    note, quotes = source
    return note.retracted, not quotes


def _named(source: SourceNote) -> str:
    published = f", {date_in_words(source.published)}" if source.published else ""
    address = f" {source.url}" if source.url and source.url != source.title else ""
    return f"{' (retracted)' * source.retracted}: {stopped(f'{source.title}{published}')}{address}"


def snapshot(found: Snapshot, form: Format) -> None:
    """Who held what in an organization on a day."""

    def text() -> None:
        typer.echo(f"{found.name_then or found.name}, {days_in_words(found.on)}{', as recorded today' * found.future}:")
        if found.was:
            bodies = ", ".join(f"{each.name} ({each.certainty})" for each in found.was)
            past = successions_in_words(found.successions)
            typer.echo(f"  Then it was, or had become: {bodies}{f'; {past}' if past else ''}.")
        columns = ("Role", "Holder", "Certainty", "Since", "Last confirmed")
        print_table(columns, [row for each in found.roles for row in _seats(each)])

    show(
        form,
        lambda: {**_shallow(found), "roles": (answer_object(each) for each in found.roles)},
        lambda: answers_table(found.roles),
        text,
    )


def _shallow(found: Snapshot) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def _seats(found: Answer) -> list[tuple[str, ...]]:
    if not found.holders:
        return [(found.titled, found.answer, "", "", "")]
    empty: list[tuple[str, ...]] = [
        (found.titled, "— vacant —", known_as(each.certainty, found), "", "") for each in found.vacancies
    ]
    return empty + [
        (
            found.titled,
            f"{name_of(holder)}{mark_of(holder)}{absence_in_words(holder)}",
            known_as(holder.certainty, found),
            date_in_words(holder.start) if holder.start else "not known",
            _confirmed(holder, found),
        )
        for holder in found.holders
    ]


def _confirmed(holder: Holder, found: Answer) -> str:
    if not holder.last_confirmed:
        return ""
    return date_with_age(holder.last_confirmed, found.on) if found.one_day else date_in_words(holder.last_confirmed)


def written(found: EntryReport, form: Format, *dates: str | None) -> None:
    """What an act recorded; `dates`: as they were typed."""
    from registry.domain.dates.typed import part_left_out  # 10 ms, and a question does without

    for note in filter(None, (part_left_out(date) for date in dates if date)):
        typer.echo(note, err=True)
    rows = [tuple(getattr(tenure, column) for column in TENURE_COLUMNS) for tenure in found.tenures]

    def data() -> object:
        tenures = [dict(zip(TENURE_COLUMNS, row, strict=True)) for row in rows]
        warnings = [asdict(finding) for finding in found.findings]
        made = {f"{kind}s_added": [slug for noun, slug in found.made if noun == kind] for kind in _MADE}
        return {"appointments": tenures, "people_added": list(found.added), **made, "findings": warnings}

    def text() -> None:
        for tenure in found.tenures:
            typer.echo(f"Recorded: {recorded(tenure)}")
        for noun, slug in (*found.made, *(("person", slug) for slug in found.added)):
            typer.echo(f"New {noun}: {slug}", err=True)
        for finding in found.findings:
            typer.echo(f"{finding.severity}: {finding.facts} ({finding.finding})", err=True)

    show(form, data, lambda: (TENURE_COLUMNS, rows), text)


def recorded(tenure: Tenure) -> str:
    """A tenure in a sentence, with the dates as they were understood."""
    acting = "acting " if tenure.kind == Kind.ACTING else ""
    disputed = "" if tenure.status == Status.ACCEPTED else f", {tenure.status}"
    start = f"{date_in_words(tenure.start)} [{tenure.start}]" if tenure.start else "an unknown day"
    until = f" to {date_in_words(tenure.end)} [{tenure.end}]" if tenure.end else ""
    who = tenure.name or "vacant"
    return stopped(f"{who}, {acting}{tenure.title} ({tenure.organization_name}), from {start}{until}{disputed}")


def added(noun: str, found: EntityReference, form: Format) -> None:
    """A named thing that was added."""
    if form == Format.table:
        typer.echo(f"Added {noun} {found.label} ({found.slug}).")
    else:
        listing(noun, [found], form)


def listing(noun: str, found: Sequence[EntityReference | SourceInList], form: Format) -> None:
    """Named things with their slugs; sources with how often each is cited."""
    columns, rows = listing_table(noun, found)

    def text() -> None:
        _, label, *more = columns
        heading = (label.capitalize(), "Slug", *(column.capitalize() for column in more))
        print_table(heading, [(str(name), str(slug), *map(str, others)) for slug, name, *others in rows])

    show(form, lambda: listing_objects(noun, found), lambda: (columns, rows), text)


def imported(done: Sequence[TableReport], form: Format) -> None:
    """What an import added."""

    def text() -> None:
        counts = [counted_rows(each.added, each.table) for each in done if each.added]
        unchanged = sum(each.unchanged for each in done)
        typer.echo(f"Imported {', '.join(counts) or 'nothing new'}; {unchanged} rows were already there.")

    show(
        form,
        lambda: [asdict(each) for each in done],
        lambda: (("table", "added", "unchanged"), [(each.table, each.added, each.unchanged) for each in done]),
        text,
    )


def counted_rows(count: int, table: str) -> str:
    """A number of rows of a table, in words."""
    words = table.replace("_", " ")
    one = {"people": "person"}.get(words, words.removesuffix("s"))
    return f"{count} {one if count == 1 else words}"
