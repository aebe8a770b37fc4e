"""Questions at a terminal: one at a time, on stderr, with completion by Tab where the terminal can."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import typer


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(label: str, *, default: str | None = None, db: Path | None = None, table: str | None = None) -> str:
    """The answer, without space around it. `default`: what Enter alone means; without one it is asked again.

    `table`: of which the registry at `db` offers slugs, when Tab is pressed.
    """
    with _completing(db, table):
        answer: str = typer.prompt(label, default=default, show_default=bool(default), err=True)
    return answer.strip()


def choose(label: str, choices: Sequence[tuple[str, str]], other: str | None = None) -> str | None:
    """The slug of one of the choices (slug and name); None for `other`, which is what the answer n means."""
    for number, (slug, name) in enumerate(choices, start=1):
        typer.echo(f"  {number}  {name} ({slug})", err=True)
    if other:
        typer.echo(f"  n  {other}", err=True)
    while True:
        answer = ask(f"{label} (a number{', n,' if other else ''} or Ctrl-C to leave everything as it is)")
        if other and answer.lower() == "n":
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1][0]
        if answer in [slug for slug, _ in choices]:
            return answer


@contextmanager
def _completing(db: Path | None, table: str | None) -> Iterator[None]:
    """Let Tab complete slugs and names of a table while a question is answered."""
    if db is None or table is None or not sys.stdin.isatty():
        yield
        return
    with suppress(ImportError):  # Windows has none, and does without
        import readline

        from registry.services.names.completion import offered

        def complete(typed: str, number: int) -> str | None:
            slugs = [slug for slug, _ in offered(db, table, typed)]
            return slugs[number] if number < len(slugs) else None

        before = readline.get_completer(), readline.get_completer_delims()
        readline.set_completer(complete)
        readline.set_completer_delims("")  # a name with its spaces is one word
        readline.parse_and_bind("tab: complete")
        try:
            yield
        finally:
            readline.set_completer(before[0])
            readline.set_completer_delims(before[1])
        return
    yield
