"""Relations that were recorded or taken back, as text and as data. Writes data to stdout only."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.output.printing import show
from registry.domain.presentation.past import relation_sentence
from registry.domain.presentation.sentences import stopped

if TYPE_CHECKING:
    from registry.cli.options.common import Format
    from registry.services.tenures.relate import RelationReport

_COLUMNS = ("subject", "subject_name", "kind", "other", "other_name", "how", "start", "end", "status")


def written(found: RelationReport, form: Format) -> None:
    """What was recorded."""
    _print(found, form, "Recorded")


def removed(found: RelationReport, form: Format) -> None:
    """What was taken back."""
    _print(found, form, "Removed")


def _print(found: RelationReport, form: Format, verb: str) -> None:
    def text() -> None:
        for each in found.relations:
            typer.echo(f"{verb}: {relation_sentence(each)}")
        for finding in found.findings:  # with what to do, as a role that was left behind has to be moved
            said = f"{finding.severity}: {finding.facts} ({finding.finding})."
            typer.echo(f"{said} To resolve: {stopped(finding.remedy)}", err=True)

    rows = [tuple(getattr(each, column) for column in _COLUMNS) for each in found.relations]
    show(form, lambda: asdict(found), lambda: (_COLUMNS, rows), text)
