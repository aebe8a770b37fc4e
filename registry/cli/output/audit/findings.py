"""Findings as text: what the rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import show
from registry.domain.audit.findings import Severity
from registry.domain.presentation.sentences import stopped
from registry.domain.presentation.tables import findings_table

if TYPE_CHECKING:
    from registry.domain.audit.findings import Finding

_EXAMPLES = 3


def findings(found: Sequence[Finding], form: Format, *, more: str | None = None) -> None:
    """What breaks a rule, grouped by rule, the gravest first and then the most frequent.

    `more`: the command that shows every finding; with it, three examples of each rule are printed, without it all.
    """

    def text() -> None:
        for group in _by_rule(found):
            _print_group(group, more)
        counts = Counter(each.severity for each in found)
        listed = ", ".join(f"{counts[word]} {word}{_plural(word, counts[word])}" for word in Severity if word in counts)
        typer.echo(f"{listed or 'Nothing found'}.")

    show(form, lambda: found, lambda: findings_table(found), text)


def _by_rule(found: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for each in found:
        groups.setdefault(each.rule, []).append(each)
    grave = list(Severity)
    return sorted(groups.values(), key=lambda group: (grave.index(Severity(group[0].severity)), -len(group)))


def _print_group(group: Sequence[Finding], more: str | None) -> None:
    first = group[0]
    typer.echo(f"{first.severity} {first.rule}, {len(group)} found: {first.title}")
    shown = group if more is None else group[:_EXAMPLES]
    for each in shown:
        typer.echo(f"  {each.finding}: {stopped(each.facts)}")
        typer.echo(f"    Waived: {stopped(each.waived)}" if each.waived else f"    To resolve: {stopped(each.remedy)}")
    if len(group) > len(shown):
        typer.echo(f"  … and {len(group) - len(shown)} more: {more} --rule {first.rule}")


def _plural(word: str, count: int) -> str:
    return "s" if count != 1 and word != "information" else ""
