"""Where a statement comes from: find or add the source and tie it to what it supports. In the caller's change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from registry.domain.errors import NotFoundError
from registry.domain.models import Citation, Source, validated
from registry.domain.names import slug_of
from registry.store import named
from registry.store.sources import find_source, insert_citation, insert_source

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source as it is given with a statement. `source`: a web address, or the slug or title of a recorded one.

    `observed`: the ISO day on which it shows the person in office.
    """

    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    quote: str | None = None
    locator: str | None = None
    observed: str | None = None


def cite(db: Database, evidence: Evidence, appointment_id: int, appointment: str, supports: Iterable[str]) -> None:
    """Tie the source to an appointment; `supports`: the fields that it speaks of."""
    source_id, slug = find_source(db.conn, evidence.source) or _add_source(db, evidence)
    values = {
        "appointment": appointment,
        "source": slug,
        "supports": ",".join(supports) or None,
        "quote": evidence.quote,
        "locator": evidence.locator,
        "observed": evidence.observed,
    }
    insert_citation(db, validated(Citation, values), appointment_id, source_id)


def _add_source(db: Database, evidence: Evidence) -> tuple[int, str]:
    address = evidence.source if "://" in evidence.source else None
    if address is None and (evidence.source.startswith("www.") or " " not in evidence.source.strip()):
        raise NotFoundError(
            f"no source {evidence.source!r}; give its web address from https:// on, or the title of a printed one"
        )
    name = f"{_host(address)} {evidence.published or ''}" if address else evidence.source
    values = {
        "slug": named.free_slug(db.conn, "sources", slug_of(name)),
        "url": address,
        "title": evidence.title or evidence.source,
        "publisher": evidence.publisher,
        "published": evidence.published,
    }
    source = validated(Source, values)
    return insert_source(db, source), source.slug


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.").replace(".", "-")
