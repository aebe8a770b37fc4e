"""What forgetting a person erases, redacts and keeps, as text."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import show

if TYPE_CHECKING:
    from pathlib import Path

    from registry.services.history.forget import ForgetReport

_COLUMNS = ("table", "row", "column", "before", "after", "unclear")


def previewed(found: ForgetReport, form: Format, *, asked: bool) -> None:
    """What would go; `asked`: before a question, on stderr."""
    if asked:
        _print_preview(found, err=True)
        return
    mentions = [asdict(each) for each in found.mentions]
    data = {
        "appointments": found.appointments, "sources": found.sources, "mentions": mentions,
        "elsewhere": found.elsewhere, "shared": found.shared,
    }  # fmt: skip
    rows = [
        [each.table, each.row, each.column, each.before, each.after, ", ".join(each.unclear)] for each in found.mentions
    ]
    show(form, lambda: data, lambda: (_COLUMNS, rows), lambda: _print_preview(found, err=False))


def _print_preview(found: ForgetReport, *, err: bool) -> None:
    tenures = f"{found.appointments} tenure{'' if found.appointments == 1 else 's'}"
    sources = f"{found.sources} source{'' if found.sources == 1 else 's'} that nothing else cites"
    typer.echo(f"Would be erased, with their history: the person, {tenures}, {sources}.", err=err)
    if found.redacted:
        typer.echo("Would be redacted:", err=err)
    for each in found.redacted:
        typer.echo(f"  {each.table} {each.row}, {each.column}: {each.before}\n    -> {each.after or '(none)'}", err=err)
    _print_kept(found, err=err)


def forgotten(done: ForgetReport, path: Path) -> None:
    """What was erased, and what this cannot reach."""
    tenures = "1 tenure" if done.appointments == 1 else f"{done.appointments} tenures"
    typer.echo(f"Forgotten: a person with {tenures}, in the tables, in history and in words about others.")
    _print_kept(done, err=False)
    if not done.clean:
        typer.echo("Another program has the file open: the old pages go when it closes.", err=True)
    archive = path.with_name(f"{path.name}.archive")
    if archive.exists():
        typer.echo(
            f"Archived copies of other sources remain in {archive}; check whether they mention the person.", err=True
        )
    copies = sorted(each.name for each in path.parent.glob(f"{path.name}*") if each.name not in _own_files(path))
    beside = f" (next to it: {', '.join(copies)})" if copies else ""
    typer.echo(
        f"Copies outside this file are not erased: backups, other copies of the file{beside}, exports, published "
        "bundles, readers' downloads.",
        err=True,
    )


def _own_files(path: Path) -> set[str]:
    return {f"{path.name}{suffix}" for suffix in ("", "-wal", "-shm", ".archive")}


def _print_kept(found: ForgetReport, *, err: bool) -> None:
    if found.to_decide:
        typer.echo("Kept, but may mean the person. Edit the text, or name the words with --also:", err=err)
    for each in found.to_decide:
        typer.echo(f"  {each.table} {each.row}, {each.column}: {', '.join(each.unclear)} in: {each.after}", err=err)
    if found.shared:
        typer.echo(f"Kept, because somebody else has this name, too: {', '.join(found.shared)}.", err=err)
    if found.elsewhere:
        typer.echo(
            f"Other records with this name: {', '.join(found.elsewhere)}. Edit those that should not keep it.", err=err
        )
