"""The state of a registry's file as text: problems, backups."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import show
from registry.domain.presentation.sentences import stopped

if TYPE_CHECKING:
    from registry.domain.care.problems import Diagnosis
    from registry.services.care.backup import BackupReport, RestoreReport

_COLUMNS = ("check", "what", "remedy", "repairable", "repaired")


def diagnosis(found: Diagnosis, form: Format) -> None:
    """What was repaired and what is wrong still."""
    rows = [{**asdict(each), "repaired": repaired} for repaired, problems in
            ((True, found.repaired), (False, found.left)) for each in problems]  # fmt: skip

    def text() -> None:
        for each in found.repaired:
            typer.echo(f"repaired, {each.check}: {stopped(each.what)}")
        for each in found.left:
            typer.echo(f"{each.check}: {stopped(each.what)}\n  To resolve: {stopped(each.remedy)}")
        typer.echo(_summed_up(len(found.repaired), len(found.left)))

    show(form, lambda: rows, lambda: (_COLUMNS, [[_cell(row[column]) for column in _COLUMNS] for row in rows]), text)


def _summed_up(repaired: int, left: int) -> str:
    said = f"{repaired} repaired" if repaired else ""
    if not left:
        return f"{said}; the registry is sound." if said else "The registry is sound."
    problems = f"{left} problem{'s' if left > 1 else ''}{' left' if repaired else ''}"
    return f"{said}; {problems}." if said else f"{problems}."


def copied(done: BackupReport, form: Format) -> None:
    """What a backup holds."""
    _told(asdict(done), f"Wrote {done.file}: {_held(done)}.", form)


def restored(done: RestoreReport, form: Format) -> None:
    """What a registry holds again, and where the former is."""
    kept = f" The replaced registry is kept in {done.kept}." if done.kept else ""
    _told(asdict(done), f"Restored {done.file}: {_held(done)}.{kept}", form)


def _held(done: BackupReport | RestoreReport) -> str:
    rows = "1 row" if done.rows == 1 else f"{done.rows} rows"
    return f"{rows}; newest change {done.newest} ({done.command})" if done.newest else f"{rows}; no change yet"


def _told(values: dict[str, object], sentence: str, form: Format) -> None:
    def text() -> None:
        typer.echo(sentence)

    show(form, lambda: values, lambda: (list(values), [list(values.values())]), text)


def _cell(value: object) -> object:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
