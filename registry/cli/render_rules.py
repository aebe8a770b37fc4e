"""Findings as text: what the rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options import Format
from registry.cli.printing import print_csv, print_json

if TYPE_CHECKING:
    from registry.domain.findings import Finding

_FINDING_COLUMNS = ("finding", "rule", "severity", "title", "subjects", "facts", "remedy", "waived")


def findings(found: Sequence[Finding], form: Format) -> None:
    """What breaks a rule."""
    if form == Format.json:
        print_json([asdict(each) for each in found])
    elif form == Format.csv:
        print_csv(_FINDING_COLUMNS, [_finding_row(each) for each in found])
    else:
        for each in found:
            waived = f" Waived: {each.waived}." if each.waived else ""
            typer.echo(f"{each.severity} {each.finding}: {each.facts}.{waived}")
            if not each.waived:
                typer.echo(f"  {each.title}. To resolve: {each.remedy}.")
        counts = Counter(each.severity for each in found)
        listed = ", ".join(f"{count} {word}{_plural(word, count)}" for word, count in counts.items())
        typer.echo(f"{listed or 'Nothing found'}.")


def _plural(word: str, count: int) -> str:
    return "s" if count != 1 and word != "information" else ""


def _finding_row(each: Finding) -> tuple[object, ...]:
    subjects = " ".join(subject.slug for subject in each.subjects)
    return (each.finding, each.rule, each.severity, each.title, subjects, each.facts, each.remedy, each.waived)
