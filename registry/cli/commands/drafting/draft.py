"""From an article to entries: `registry draft`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import (
    Format,
    FormatOption,
    PublisherOption,
    SourceOption,
    SourceTitleOption,
    common,
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
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.api import Registry
    from registry.domain.drafting.proposals import Draft, Entry
    from registry.services.evidence.evidence import Evidence

app = typer.Typer()


@app.command()
@entry
def draft(
    ctx: typer.Context,
    text: TextArgument,
    published: PublishedDayOption = None,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    organization: OrganizationOption = None,
    role: RoleOption = None,
    on: DayOption = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Ask about each entry and record those you accept.")
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Propose entries from an article, as commands ready to run. Only --interactive records anything."""
    from registry.cli.output.drafting import draft

    if interactive and form != Format.table:
        raise typer.BadParameter("asks at a terminal; leave out --interactive or --format", param_hint="--interactive")
    if interactive and text == "-":
        raise typer.BadParameter(
            "your answers come from standard input; give the text as a FILE", param_hint="--interactive"
        )
    evidence = evidence_of(source, source_title, publisher, published if source or source_title else None, *[None] * 3)
    if publisher and evidence is None:
        raise typer.BadParameter(
            "--publisher describes a source; name the source with --source", param_hint="--publisher"
        )
    words = text_of(text)
    with opened(ctx) as registry:
        if published is None:
            typer.echo(
                f"Days without a year are read relative to today, {registry.today()}; see --published.", err=True
            )
        found = registry.draft(words, published, organization=organization, role=role, on=on)
        if interactive:
            _ask(registry, found, evidence)
        else:
            draft.draft(found, _Printed(ctx, evidence).line, form, sourced=evidence is not None)


class _Printed:
    """How an entry is typed: with the file, who makes it and why, as they were given to this command."""

    def __init__(self, ctx: typer.Context, evidence: Evidence | None) -> None:
        given = common(ctx)
        self.before = ["registry", *([] if given.db == Path("registry.db") else ["--db", str(given.db)])]
        noted = {"--by": given.by, "--because": given.because}
        self.after = [word for option, value in noted.items() if value for word in (option, value)]
        self.evidence = evidence

    def line(self, proposed: Entry) -> str:
        """The command for a shell."""
        from shlex import join

        cited = self._cited(proposed) if self.evidence and proposed.of_a_tenure else []
        return join([*self.before, *proposed.words(), *cited, *self.after])

    def _cited(self, proposed: Entry) -> list[str]:
        given = self.evidence
        assert given is not None
        address = given.source if given.source != given.title else None
        options = {"--source": address, "--source-title": given.title, "--publisher": given.publisher}
        options |= {"--published": given.published, "--quote": proposed.quote or None}
        return [word for option, value in options.items() if value for word in (option, value)]


def _ask(registry: Registry, found: Draft, evidence: Evidence | None) -> None:
    """Ask about each entry; what is accepted is one change each, what is refused is told."""
    from registry.cli.output.drafting import draft

    draft.print_left_out(found)
    made = refused = 0
    try:
        for number, proposed in enumerate(found.entries, start=1):
            typer.echo(draft.question(proposed, number, len(found.entries)), err=True)
            answered = _answered(proposed)
            if answered is None:
                continue
            if _made(registry, answered, evidence):
                made += 1
            else:
                refused += 1
    except _Enough:
        pass
    finally:
        left = len(found.entries) - made - refused
        typer.echo(f"{made} recorded, {refused} refused, {left} left out.", err=True)


class _Enough(Exception):  # noqa: N818  # not an error: the answer q
    """Nothing more is to be asked."""


def _answered(proposed: Entry) -> Entry | None:
    """The entry as it is accepted; None if it is not."""
    from registry.domain.errors import DateError

    while True:
        answer = typer.prompt("Record it? (y, n, e to edit, q to stop)", err=True).strip().lower()
        if answer in ("q", "quit"):
            raise _Enough
        if answer in ("n", "no"):
            return None
        if answer in ("y", "yes"):
            return proposed
        if answer in ("e", "edit"):
            try:
                return _edited(proposed)
            except DateError as error:
                typer.echo(f"registry: {error}", err=True)


def _edited(proposed: Entry) -> Entry:
    """Field by field; Enter keeps what is there, - takes it away."""
    changed: dict[str, str | None] = {}
    for name in proposed.fields:
        value = getattr(proposed, name)
        if name == "others":
            continue
        answer = typer.prompt(f"  {name} (- for none)", default=value or "-", err=True).strip()
        changed[name] = None if answer == "-" else answer
    if not changed.get("kind", ""):
        changed.pop("kind", None)
    return replace(proposed, **changed)  # type: ignore[arg-type]  # the fields are texts


def _made(registry: Registry, proposed: Entry, evidence: Evidence | None) -> bool:
    """Whether it was recorded; a refusal is told."""
    from registry.cli.output.drafting.record import in_words
    from registry.cli.output.tenures import answers
    from registry.domain.entities.references import EntityReference
    from registry.services.tenures.writing import EntryReport

    try:
        done = registry.enter(proposed, evidence)
    except RegistryError as error:
        typer.echo(f"registry: {error}", err=True)
        return False
    if isinstance(done, EntityReference):
        answers.added(proposed.act.split()[0], done, Format.table)
    elif isinstance(done, EntryReport):
        answers.written(done, Format.table)
    else:
        typer.echo(f"Recorded: {in_words(proposed)}.")
    return True
