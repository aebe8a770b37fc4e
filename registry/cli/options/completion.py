"""What the shell offers for a word that names something in the registry: its slug, and what that stands for.

Typer calls these while a line is being typed: they print nothing, refuse nothing and make no file.
"""

from __future__ import annotations

from pathlib import Path

import typer

Offers = list[tuple[str, str]]

# The shells' own scripts take help texts for code where these stand: in zsh within quotes, in rich as markup.
_TAME = str.maketrans({"'": "’", '"': "”", "`": "’", "$": "＄", "\\": "⧵", "[": "(", "]": ")"})


class _Offered(str):
    """A slug to be offered, whatever was typed: Typer leaves out what does not begin so, as `Hnatov` does not."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


def people(ctx: typer.Context, incomplete: str) -> Offers:
    """People."""
    return _offers(ctx, "people", incomplete)


def organizations(ctx: typer.Context, incomplete: str) -> Offers:
    """Organizations."""
    return _offers(ctx, "organizations", incomplete)


def roles(ctx: typer.Context, incomplete: str) -> Offers:
    """Roles."""
    return _offers(ctx, "roles", incomplete)


def sources(ctx: typer.Context, incomplete: str) -> Offers:
    """Sources."""
    return _offers(ctx, "sources", incomplete)


def appointments(ctx: typer.Context, incomplete: str) -> Offers:
    """Appointments."""
    return _offers(ctx, "appointments", incomplete)


def subjects(ctx: typer.Context, incomplete: str) -> Offers:
    """Whatever an audit or a log may be about."""
    return [offer for table in ("roles", "people", "organizations") for offer in _offers(ctx, table, incomplete)]


def _offers(ctx: typer.Context, table: str, incomplete: str) -> Offers:
    from registry.services.names.completion import offered  # what is typed in a new shell each time starts quickly

    db = ctx.find_root().params.get("db")
    path = Path(db or "registry.db").expanduser()
    return [(_Offered(slug), label.translate(_TAME)) for slug, label in offered(path, table, incomplete)]
