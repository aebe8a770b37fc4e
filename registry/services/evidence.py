"""Where a statement comes from: find or add the source and tie it to what it supports. In the caller's change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.models import LONGEST_ADDRESS, Citation, Source, validated
from registry.domain.names import slug_of
from registry.domain.text import shown, tidy, unfit
from registry.store import named
from registry.store.sources import find_source, insert_citation, insert_source, source_as_recorded, update_source

if TYPE_CHECKING:
    from sqlite_utils import Database


class EvidenceError(RegistryError):
    """A source that is recorded otherwise than it is given."""


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
    source_id, slug = recorded_source(db, evidence)
    values = {
        "appointment": appointment,
        "source": slug,
        "supports": ",".join(supports) or None,
        "quote": evidence.quote,
        "locator": evidence.locator,
        "observed": evidence.observed,
    }
    insert_citation(db, validated(Citation, values), appointment_id, source_id)


def recorded_source(db: Database, evidence: Evidence) -> tuple[int, str]:
    """Id and slug of the source, completed or added."""
    evidence = replace(evidence, source=_legible(evidence.source))
    known = find_source(db.conn, evidence.source)
    if known:
        _complete(db, known[0], evidence)
    return known or _add_source(db, evidence)


def _complete(db: Database, source_id: int, evidence: Evidence) -> None:
    """Add to a recorded source what was not known of it. Raises EvidenceError if it is recorded otherwise."""
    recorded = source_as_recorded(db.conn, source_id)
    given = {"title": evidence.title, "publisher": evidence.publisher, "published": evidence.published}
    said = {field: value for field, value in given.items() if value is not None}
    told = validated(Source, {**recorded, **said}).model_dump()
    news = {field: told[field] for field in said if told[field] != recorded[field]}
    for field, value in news.items():
        if recorded[field] is not None and (field, recorded[field]) != ("title", recorded["url"]):
            raise EvidenceError(
                f"the source {recorded['slug']} is recorded with the {field} {recorded[field]!r}, not {value!r}; "
                "leave that option out, or check which is right"
            )
    if news:
        update_source(db, source_id, validated(Source, {**recorded, **news}))


def _legible(source: str) -> str:
    """The title as it would be recorded, so that it is found again; an address as it is."""
    if len(source) > LONGEST_ADDRESS:  # composing a million accents takes minutes
        raise EvidenceError(f"the source {shown(source)} is longer than any title or address")
    found = unfit(source)
    if found:
        raise EvidenceError(f"the source {shown(source)} has {found}; leave it out")
    return source if "://" in source else tidy(source)


def _add_source(db: Database, evidence: Evidence) -> tuple[int, str]:
    address = evidence.source if "://" in evidence.source else None
    if address is None and (evidence.source.startswith("www.") or " " not in evidence.source.strip()):
        raise NotFoundError(
            f"no source {shown(evidence.source)}; give its web address from https:// on, or the title of a printed one"
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
    try:
        host = urlsplit(address).hostname or ""
    except ValueError as error:
        raise EvidenceError(f"{shown(address)} is no web address ({error}); copy it from the browser") from error
    return host.removeprefix("www.").replace(".", "-")
