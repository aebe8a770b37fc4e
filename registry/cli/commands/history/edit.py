"""Any record in an editor: `registry edit`."""

from __future__ import annotations

import os
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options import completion
from registry.cli.options.common import Format, FormatOption, entry, opened
from registry.cli.prompts import ask, at_terminal
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.api import Registry
    from registry.domain.history.differences import Edited
    from registry.services.history.edit_record import RecordFields

app = typer.Typer()

_MARK = "#! "  # begins a line of ours that says what was wrong
_COMMENTS = {
    "start": "EDTF or words: 2025-03-16, March 2025, c. 1946, unknown",
    "end": "empty: still in office; unknown: it has ended",
    "kind": "substantive or acting",
    "status": "accepted, disputed or rejected",
    "how": "appointed, elected, ex officio, …",
    "end_reason": "resigned, dismissed, retired, died, …",
    "replaces": "the appointment that it directly succeeded",
    "seats": "how many may hold it at once, or unlimited",
    "continuous": "yes: a day without a holder is worth a warning",
    "term_months": "how long one term is",
    "term_limit": "how many terms one person may serve",
    "incompatible": "roles that nobody may hold with this one: a line each, - SLUG",
    "names": "further names: a line each, - name: …, then kind, language, script, start and end below it",
    "identifiers": "a line each, - SCHEME=VALUE",
    "parents": "a line each, - organization: SLUG, then start and end below it",
    "copy_of": "the source that it repeats",
    "note": "one that begins with private: is never published",
}


class RecordKind(StrEnum):
    """What a word names, where it could name several."""

    appointment = "appointment"
    person = "person"
    role = "role"
    organization = "organization"
    source = "source"


@app.command()
@entry
def edit(
    ctx: typer.Context,
    record: Annotated[
        str,
        typer.Argument(
            help="A slug, a name, 'PERSON, ROLE' or a source's address.", autocompletion=completion.subjects
        ),
    ],
    kind: Annotated[RecordKind | None, typer.Option("--kind", help="What it is, if several are called that.")] = None,
    form: FormatOption = Format.table,
) -> None:
    """Edit a record in your editor, as one change.

    The record is opened as YAML in the editor that VISUAL or EDITOR names. What you save is checked, shown as a
    difference and recorded with a reason. A mistake opens it again, with a message at the line. Saved as it was, it
    changes nothing.
    """
    with opened(ctx) as registry:
        found = registry.record_fields(record, kind)
        editor = _editor()
        text, before = _document(found), None
        while True:
            saved = _saved(editor, text, found.slug)
            changes, message, line = _read(registry, found, saved)
            if message is None:
                break
            if saved == before:  # closed without another try
                raise RegistryError(f"{message}; nothing was recorded")
            text, before = _marked(saved, message, line), saved
            typer.echo(f"registry: {message}", err=True)
        if not changes:
            typer.echo("Nothing was changed.", err=True)
            return
        _record(ctx, registry, found, changes, form)


def _record(ctx: typer.Context, registry: Registry, found: RecordFields, changes: dict[str, Any], form: Format) -> None:
    from registry.cli.output.entities import edits

    because = ctx.find_root().obj.because
    if because is None:
        tried = registry.edit(found.slug, "only tried", changes, noun=found.noun, dry_run=True)
        edits.proposed(tried)
        because = ask("Why? (Ctrl-C leaves everything as it is)")
    done: Edited = registry.edit(found.slug, because, changes, noun=found.noun)
    edits.edited(done, form)


def _document(found: RecordFields) -> str:
    from registry.domain.entities.yaml_document import to_yaml

    return "\n".join(
        (
            f"# {found.noun} {found.slug}: {found.label}",
            "# Save and close to record what you change. An empty value clears a field; a line that is deleted",
            "# changes nothing. The slug stays.",
            "",
            to_yaml(found.fields, _COMMENTS),
        )
    )


def _read(registry: Registry, found: RecordFields, text: str) -> tuple[dict[str, Any], str | None, int | None]:
    """What is changed; or what is wrong, and in which line."""
    from registry.domain.entities.yaml_document import DocumentError, from_yaml

    try:
        values, lines = from_yaml(text, found.fields)
    except DocumentError as error:
        return {}, str(error), error.line
    changes = {field: value for field, value in values.items() if value != found.fields[field]}
    if not changes:
        return {}, None, None
    try:
        registry.edit(found.slug, "only tried", changes, noun=found.noun, dry_run=True)
    except RegistryError as error:
        return changes, str(error), lines[_at_fault(registry, found, changes, str(error))]
    return changes, None, None


def _at_fault(registry: Registry, found: RecordFields, changes: dict[str, Any], message: str) -> str:
    """The field that is refused: the one that is refused alone, in the same words; else the first."""
    for field, value in changes.items():
        try:
            registry.edit(found.slug, "only tried", {field: value}, noun=found.noun, dry_run=True)
        except RegistryError as error:
            if str(error) == message:
                return field
    return next(iter(changes))


def _marked(text: str, message: str, line: int | None) -> str:
    """The text with the message above its line."""
    lines = text.split("\n")
    at = min((line or 1) - 1, len(lines))
    lines[at:at] = [f"{_MARK}{each}" for each in message.splitlines()]
    return "\n".join(lines)


def _editor() -> list[str]:
    """The command of the editor. Raises RegistryError if there is none, or nobody at a terminal."""
    import shlex

    if not at_terminal():
        raise RegistryError(
            "an editor needs a terminal; use `registry correct`, or `registry person|role|organization|source edit`"
        )
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        raise RegistryError("no editor is named; set VISUAL or EDITOR, as in `export EDITOR=nano`")
    return shlex.split(named)


def _saved(editor: list[str], text: str, name: str) -> str:
    """What is in the file once the editor is closed, without our own marks. Raises RegistryError if it fails."""
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name[:80]}.yaml"
        path.write_text(text, "utf-8")
        try:
            ended = subprocess.run([*editor, str(path)], check=False)
        except OSError as error:
            raise RegistryError(
                f"the editor {editor[0]!r} cannot be started ({error.strerror}); set VISUAL or EDITOR to another one"
            ) from error
        if ended.returncode:
            raise RegistryError(f"the editor ended with code {ended.returncode}; nothing was recorded")
        try:
            saved = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RegistryError("what was saved is not valid UTF-8; nothing was recorded") from error
    return "\n".join(line for line in saved.splitlines() if not line.startswith(_MARK))
