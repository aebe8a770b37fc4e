"""A sentence as an entry: `registry record`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options.common import (
    Format,
    FormatOption,
    PublisherOption,
    SourceOption,
    SourceTitleOption,
    entry,
    evidence_of,
    opened,
)
from registry.cli.options.texts import (
    DayOption,
    OrganizationOption,
    PublishedDayOption,
    RoleOption,
    TextArgument,
    text_of,
)

if TYPE_CHECKING:
    from registry.api import Registry
    from registry.domain.drafting.proposals import Draft, Question

app = typer.Typer()


@app.command()
@entry
def record(
    ctx: typer.Context,
    text: TextArgument,
    published: PublishedDayOption = None,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    organization: OrganizationOption = None,
    role: RoleOption = None,
    on: DayOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Record without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be recorded. Nothing is recorded.")
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Record what a sentence says, as one change, after showing how it was understood.

    registry record "On 16 March 2025 Ann Lee became Mayor of Leeds, replacing Bob Ray" --yes
    """
    from registry.cli.output.drafting import record as output

    evidence = evidence_of(source, source_title, publisher, published if source or source_title else None, *[None] * 3)
    if publisher and evidence is None:
        raise typer.BadParameter(
            "--publisher describes a source; name the source with --source", param_hint="--publisher"
        )
    words = text_of(text)
    told: dict[str, Any] = {"organization": organization, "role": role, "on": on}
    asks = _at_terminal() and not yes and text != "-"
    with opened(ctx) as registry:
        found = _understood(registry, words, published, told, asks=asks)
        output.understood(found, published or registry.today(), read_from_today=published is None)
        from registry.services.drafting.record import refuse_unclear

        refuse_unclear(found)
        if dry_run:
            return
        if not yes and not asks:
            typer.echo("registry: nothing was recorded; add --yes to record it", err=True)
            raise typer.Exit(1)
        if asks and not typer.confirm("Record it?", err=True):
            typer.echo("Nothing was recorded.", err=True)
            raise typer.Exit(1)
        output.recorded(registry.record(words, published, evidence=evidence, **told), form)


def _understood(registry: Registry, words: str, published: str | None, told: dict[str, Any], *, asks: bool) -> Draft:
    """What the text gives; at a terminal, after its reader has said what it leaves open. Fills in `told`."""
    found = registry.draft(words, published, **told)
    while asks and (question := next((each for each in found.questions if told[each.field] is None), None)):
        told[question.field] = _asked(question)
        found = registry.draft(words, published, **told)
    return found


def _asked(question: Question) -> str:
    """The answer at the terminal."""
    typer.echo(question.text, err=True)
    for number, (slug, label) in enumerate(question.choices, start=1):
        typer.echo(f"  {number}  {label} ({slug})", err=True)
    prompt = {"organization": "Organization", "role": "Number or role", "on": "Date"}[question.field]
    answer: str = typer.prompt(prompt, err=True).strip()
    if answer.isdecimal() and 0 < int(answer) <= len(question.choices):
        return question.choices[int(answer) - 1][0]
    return answer


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
