"""Findings and policies as text: what the rules say, and what they go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options import Format
from registry.cli.printing import print_csv, print_json, print_table

if TYPE_CHECKING:
    from registry.domain.findings import Finding
    from registry.services.roles import Policies

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


def policies(found: Policies, form: Format) -> None:
    """What is said of a role itself."""
    values = asdict(found)
    if form == Format.json:
        print_json(values)
    elif form == Format.csv:
        print_csv(list(values), [[_cell(value) for value in values.values()]])
    else:
        values["seats"] = "unlimited" if found.seats is None else found.seats
        print_table(("Of the role", ""), [(name.replace("_", " "), _cell(value)) for name, value in values.items()])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return "; ".join(" ".join("unlimited" if part is None else str(part) for part in each)
                         if isinstance(each, (tuple, list)) else str(each) for each in value)  # fmt: skip
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
