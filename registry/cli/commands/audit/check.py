"""The audit: check, waive."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import Annotated

import typer

from registry.cli.options.common import AsKnownOnOption, Format, FormatOption, entry, of_this_file, opened, within
from registry.cli.options.subjects import SubjectArgument
from registry.cli.output.lengths import days_of
from registry.domain.audit.findings import Severity

app = typer.Typer()


@app.command()
def check(
    ctx: typer.Context,
    about: SubjectArgument = None,
    everything: Annotated[bool, typer.Option("--all", help="Check everything.")] = False,
    every: Annotated[bool, typer.Option("--every", help="Every finding, not only three of each rule.")] = False,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="CODE", help="Only this rule; repeatable.")
    ] = None,
    severity: Annotated[
        Severity, typer.Option(help="Show only findings of this severity or higher.")
    ] = Severity.INFORMATION,
    waived: Annotated[bool, typer.Option("--waived", help="Show waived findings, too.")] = False,
    unconfirmed_after: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help=("Age from which the newest evidence of an open tenure is too old: 90d, 18m, 1y (default: 2y)."),
        ),
    ] = None,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Find what cannot be true, what is unlikely and what is missing. The exit code is 1 if there are errors.

    The findings are grouped by rule, the gravest first. JSON and CSV have every finding.
    """
    from registry.cli.output.audit import findings
    from registry.cli.output.progress import progress

    if everything and about is not None:
        raise typer.BadParameter("--all checks everything; leave the name out", param_hint="--all")
    days = days_of(unconfirmed_after, "--unconfirmed-after") if unconfirmed_after else None
    with opened(ctx, as_known_on) as registry, progress() as heard:
        found = registry.check(
            about, rules=rule or (), severity=severity, unconfirmed_after=days, waived=waived, heard=heard
        )
    asked = {"--unconfirmed-after": unconfirmed_after, "--as-known-on": as_known_on}
    options = [word for option, value in asked.items() if value for word in (option, value)]
    words = [*([about] if about else []), *(["--waived"] if waived else []), *options]
    more = shlex.join(["registry", *within(ctx), "check", *words, "--every"])
    if form == Format.table:
        found = [replace(each, remedy=of_this_file(ctx, each.remedy)) for each in found]
    findings.findings(found, form, more=None if every else more)
    if any(finding.severity == Severity.ERROR and finding.waived is None for finding in found):
        raise typer.Exit(1)


@app.command()
@entry
def waive(
    ctx: typer.Context,
    finding: Annotated[str, typer.Argument(help="Its name as `registry check` shows it, e.g. gap-1a2b3c4d.")],
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why it is accepted.")],
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day the waiver applies (default: no end).")
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Accept a finding and say why. It is hidden until its facts change."""
    from registry.cli.output.audit import findings

    with opened(ctx) as registry:
        findings.findings([registry.waive(finding, because, until)], form)
