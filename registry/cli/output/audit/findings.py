"""Findings as text: what the rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import show
from registry.domain.presentation.tables import findings_table

if TYPE_CHECKING:
    from registry.domain.audit.findings import Finding


def findings(found: Sequence[Finding], form: Format) -> None:
    """What breaks a rule."""

    def text() -> None:
        for each in found:
            waived = f" Waived: {each.waived}." if each.waived else ""
            typer.echo(f"{each.severity} {each.finding}: {each.facts}.{waived}")
            if not each.waived:
                typer.echo(f"  {each.title}. To resolve: {each.remedy}.")
        counts = Counter(each.severity for each in found)
        listed = ", ".join(f"{count} {word}{_plural(word, count)}" for word, count in counts.items())
        typer.echo(f"{listed or 'Nothing found'}.")

    show(form, lambda: [asdict(each) for each in found], lambda: findings_table(found), text)


def _plural(word: str, count: int) -> str:
    return "s" if count != 1 and word != "information" else ""
