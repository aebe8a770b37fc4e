"""Sources, citations and claims as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.entities import edits
from registry.cli.output.printing import print_table, show
from registry.domain.dates.wording import date_in_words
from registry.domain.presentation.sentences import stopped

if TYPE_CHECKING:
    from registry.domain.evidence.claims import Accepted, Claim, Claims
    from registry.services.evidence.cite import CiteReport
    from registry.services.evidence.sources import AddedSource
    from registry.services.history.accept import AcceptReport

_DATES = ("start", "end")
_OF_CLAIM = (
    "source", "source_title", "published", "value", "says", "earliest", "latest", "relation", "quote", "locator",
    "note", "copy_of", "retracted",
)  # fmt: skip
_CITATION = ("supports", "says", "quote", "locator", "observed", "note")


def added_source(found: AddedSource, form: Format) -> None:
    """A source that was added, or was there and may know more of itself now."""
    values = {"source": found.slug, "title": found.title, "new": found.is_new}
    fields = " ".join(each.field for each in found.differences)

    def text() -> None:
        if found.is_new:
            typer.echo(f"Added source {found.title} ({found.slug}).")
        else:
            typer.echo(stopped(f"Already recorded as {found.slug}: {found.title}"))
            edits.print_lines(found.differences)

    show(
        form,
        lambda: {**values, "completed": [asdict(each) for each in found.differences]},
        lambda: ((*values, "completed"), [(*values.values(), fields)]),
        text,
    )


def cited(found: CiteReport, form: Format) -> None:
    """A citation that was added."""

    def text() -> None:
        typer.echo(f"Cited for {_subject(found)}: {found.source}{_for_fields(found)}.")
        if found.is_new:
            typer.echo(f"New source: {found.source}", err=True)
        _print_findings(found)

    _show_citation(found, text, form)


def uncited(found: CiteReport, form: Format) -> None:
    """A citation that was taken back."""

    def text() -> None:
        typer.echo(f"No longer cited for {_subject(found)}: {found.source}{_for_fields(found)}.")
        if found.is_uncited:
            typer.echo(f"Source {found.source} is no longer cited anywhere, but is kept.", err=True)
        _print_findings(found)

    _show_citation(found, text, form)


def _show_citation(found: CiteReport, text: Callable[[], None], form: Format) -> None:
    values = {"appointment": found.citation.appointment, "source": found.source, "source_title": found.source_title}
    values |= {column: getattr(found.citation, column) for column in _CITATION}

    def data() -> object:
        return {**values, "findings": [asdict(finding) for finding in found.findings]}

    show(form, data, lambda: (list(values), [list(values.values())]), text)


def _print_findings(found: CiteReport) -> None:
    for finding in found.findings:
        typer.echo(f"{finding.severity}: {finding.facts} ({finding.finding})", err=True)


def _subject(found: CiteReport) -> str:
    told = found.citation
    return f"{told.name or 'nobody (vacant)'}, {told.title} ({told.appointment})"


def _for_fields(found: CiteReport) -> str:
    told = found.citation
    if told.says is not None:
        return f", for the {_word(told.supports or '')}: {_value(told.supports or '', told.says)}"
    return f", for {_word(told.supports).replace(',', ', ')}" if told.supports else ""


def claims(found: Claims, form: Format) -> None:
    """What is claimed of a tenure, beside what is accepted."""

    def text() -> None:
        typer.echo(f"{found.name or 'Nobody (vacant)'}, {found.title} ({found.appointment}):")
        rows = [row for each in found.fields for row in _table_rows(each)]
        print_table(("Field", "Value", "", "Source", "Published", "Its words, or why"), rows)

    show(
        form,
        lambda: asdict(found),
        lambda: (
            ("appointment", "field", "accepted", "change", "because", *_OF_CLAIM),
            [(found.appointment, *row) for each in found.fields for row in _csv_rows(each)],
        ),
        text,
    )


def _csv_rows(accepted: Accepted) -> Iterator[tuple[object, ...]]:
    change = accepted.set_by
    head = (accepted.field, accepted.value, *((change.number, change.because) if change else (None, None)))
    if not accepted.claims:
        yield (*head, *[None] * len(_OF_CLAIM))
    for claim in accepted.claims:
        values = {**asdict(claim), "source_title": claim.title}
        yield (*head, *(values[column] for column in _OF_CLAIM))


def _table_rows(accepted: Accepted) -> Iterator[tuple[str, ...]]:
    change = accepted.set_by
    why = f"change {change.number}: {change.because}" if change and change.because else ""
    nothing = "open" if accepted.field == "end" else "not recorded"
    value = nothing if accepted.value is None else _value(accepted.field, accepted.value)
    yield (_word(accepted.field), value, "accepted", "", "", why)
    for claim in accepted.claims:
        value = nothing if claim.value is None else _value(accepted.field, claim.value)
        published = date_in_words(claim.published) if claim.published else ""
        yield ("", value, claim.relation, f"{claim.source}{_doubts(claim)}", published, _words(claim))


def _doubts(claim: Claim) -> str:
    told = [f"copy of {claim.copy_of}"] if claim.copy_of else []
    told += ["retracted"] if claim.retracted else []
    return f" ({', '.join(told)})" if told else ""


def _words(claim: Claim) -> str:
    quoted = f"“{claim.quote}”" if claim.quote else ""
    return " ".join(filter(None, [quoted, claim.note]))


def preferred(found: AcceptReport, form: Format) -> None:
    """A tenure of which another claim was accepted."""
    edits.corrected(found.corrected, form)
    if form == Format.table and found.displaced is not None:
        for source in found.kept:
            typer.echo(f"  {source} says {_value(found.field, found.displaced)}")


def _value(field: str, text: str) -> str:
    told = date_in_words(text) if field in _DATES else text
    return told if told == text else f"{told} [{text}]"


def _word(field: str) -> str:
    return field.replace("_", " ")
