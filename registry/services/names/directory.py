"""A page of everything of a kind, by letter, each with what tells it from others. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import NotFoundError, RegistryError
from registry.store.entities import directory as store
from registry.store.entities.directory import DirectoryRow


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """Something that is listed. `context`: in words, each that is known: a role, a body, years, a publisher."""

    slug: str
    label: str
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of a list. `letters`: those that something is sorted under; `letter`: the one shown, None = all of them.

    `page` counts from 1 to `pages`; `total`: how many are listed under the letter, `before`: how many of them stand
    on earlier pages.
    """

    entries: tuple[DirectoryEntry, ...]
    letters: tuple[str, ...]
    letter: str | None
    page: int
    pages: int
    total: int
    before: int


def directory(
    connection: sqlite3.Connection, listed: str, letter: str | None = None, page: int = 1, size: int = 100
) -> Directory:
    """One page of `listed`: people (by the last word of the name), organizations, roles or sources.

    Raises RegistryError for another list, NotFoundError for a letter with nothing and for a page after the last.
    """
    if listed not in store.LISTED:
        raise RegistryError(f"{listed!r} cannot be listed; choose one of: {', '.join(store.LISTED)}")
    counts = dict(store.letters(connection, listed))
    letter = letter.upper() if letter else None
    if letter and letter not in counts:
        raise NotFoundError(f"nothing is listed under {letter[:20]!r}; take one of the letters, or leave letter= out")
    total = counts[letter] if letter else sum(counts.values())
    pages = max(1, -(-total // size))
    if page > pages:
        raise NotFoundError(f"there is no page {page}; the last is {pages}")
    before = (page - 1) * size
    entries = tuple(_entry(listed, row) for row in store.rows(connection, listed, letter, before, size))
    return Directory(entries, tuple(each for each in counts if each), letter, page, pages, total, before)


def _entry(listed: str, row: DirectoryRow) -> DirectoryEntry:
    context = _CONTEXTS[listed](*row.details)
    return DirectoryEntry(row.slug, row.label, tuple(each for each in context if each))


def _of_person(title: str | None, body: str | None, start: str | None, end: str | None) -> tuple[str | None, ...]:
    return title, body, years(start, end)


def years(start: str | None, end: str | None) -> str | None:
    """`2013–2021`, `2013–` for what goes on; a year that its days do not tell is a question mark.

    `start`: the first and the last day that it can mean, one after the other; `end`: the same, and 1 if none is
    recorded.
    """
    if not start or not end:
        return None
    came = start[:4] if start[:4] == start[10:14] and start[:10] != FIRST_DAY else "?"
    if end[20:] == "1":
        return f"{came}–"
    left = end[:4] if end[:4] == end[10:14] and end[10:20] != LAST_DAY else "?"
    return None if came == left == "?" else came if came == left else f"{came}–{left}"


def _of_organization(roles: int, parent: str | None) -> tuple[str | None, ...]:
    return (f"{roles} role{'' if roles == 1 else 's'}" if roles else None), parent


def _of_role(body: str) -> tuple[str | None, ...]:
    return (body,)


def _of_source(publisher: str | None, published: str | None, citations: int) -> tuple[str | None, ...]:
    cited = f"cited {citations} time{'' if citations == 1 else 's'}" if citations else "not cited"
    return publisher, (date_in_words(published) if published else None), cited


_CONTEXTS: dict[str, Callable[..., tuple[str | None, ...]]] = {
    "people": _of_person, "organizations": _of_organization, "roles": _of_role, "sources": _of_source,
}  # fmt: skip
