"""Where a statement comes from: find or add the source and tie it to what it supports. In the caller's change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from registry.domain.entities.field_types import LONGEST_ADDRESS
from registry.domain.entities.models import Citation, Source
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.names.keys import slug_of
from registry.domain.names.text_hygiene import shown, tidy, unfit
from registry.store.entities import named
from registry.store.evidence.sources import (
    insert_citation,
    insert_source,
    matching_sources,
    source_as_recorded,
    update_source,
)

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
    source, _ = source_of(db, evidence)
    values = {
        "appointment": appointment,
        "source": source.slug,
        "supports": ",".join(supports) or None,
        "quote": evidence.quote,
        "locator": evidence.locator,
        "observed": evidence.observed,
    }
    insert_citation(db, validated(Citation, values), appointment_id, source.id)


def source_of(db: Database, evidence: Evidence) -> tuple[EntityReference, bool]:
    """The source that is meant, with what was not known of it, and whether it is new. Raises EvidenceError."""
    words = legible(evidence.source)
    known = the_one(matching_sources(db.conn, words), words)
    given = {"title": evidence.title, "publisher": evidence.publisher, "published": evidence.published}
    if known:
        complete(db, known.id, given)
        return known, False
    if "://" not in words and (words.startswith("www.") or " " not in words):
        raise NotFoundError(
            f"no source {shown(words)}; give its web address from https:// on, or the title of a printed one"
        )
    return new_source(db, words, given), True


def the_one(found: Sequence[EntityReference], words: str) -> EntityReference | None:
    """The only one of those found, if there is any. Raises ChoiceError."""
    if len(found) > 1:
        slugs = ", ".join(each.slug for each in found)
        raise ChoiceError(
            f"several sources are called {shown(words)}: {slugs}; use the slug",
            [(each.slug, each.label) for each in found],
        )
    return found[0] if found else None


def complete(db: Database, source_id: int, given: Mapping[str, str | None]) -> None:
    """Add to a recorded source what was not known of it; None says nothing.

    Raises EvidenceError if it is recorded otherwise.
    """
    recorded = source_as_recorded(db.conn, source_id)
    said = {field: value for field, value in given.items() if value is not None}
    told = validated(Source, {**recorded, **said}).model_dump()
    news = {field: told[field] for field in said if told[field] != recorded[field]}
    for field, value in news.items():
        if recorded[field] is not None and (field, recorded[field]) != ("title", recorded["url"]):
            raise EvidenceError(
                f"the source {recorded['slug']} is recorded with the {field.replace('_', ' ')} {recorded[field]!r}, "
                f"not {value!r}; leave that option out, or if it is right, type `registry source edit "
                f"{recorded['slug']} --{field.replace('_', '-')} …` first"
            )
    if news:
        update_source(db, source_id, validated(Source, {**recorded, **news}))


def legible(source: str) -> str:
    """The title as it would be recorded, so that it is found again; an address as it is."""
    if len(source) > LONGEST_ADDRESS:  # composing a million accents takes minutes
        raise EvidenceError(f"the source {shown(source)} is too long for a title or address")
    found = unfit(source)
    if found:
        raise EvidenceError(f"the source {shown(source)} has {found}; leave it out")
    return source if "://" in source else tidy(source)


def new_source(db: Database, words: str, given: Mapping[str, str | None]) -> EntityReference:
    """Add the source with this web address or, if it has none, this title."""
    address = words if "://" in words else None
    name = f"{_host(address)} {given.get('published') or ''}" if address else words
    values = {**given, "slug": named.free_slug(db.conn, "sources", slug_of(name)), "url": address}
    source = validated(Source, {**values, "title": given.get("title") or words})
    return EntityReference(insert_source(db, source), source.slug, source.title)


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError as error:
        raise EvidenceError(f"{shown(address)} is not a web address ({error}); copy it from the browser") from error
    return host.removeprefix("www.").replace(".", "-")
