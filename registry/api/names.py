"""Search: what some words may mean; lists to leaf through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api.file import HasFile
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.services.names.directory import Directory
    from registry.services.names.search import Hit


def search(registry: HasFile, words: str, kind: str | None = None, limit: int = 10) -> list[Hit]:
    """People, roles and organizations that `words` may mean, in any spelling, the likeliest first; `kind`: person,
    role or organization. Of what is recorded now. Raises RegistryError.

    >>> [(hit.slug, hit.score) for hit in registry.search("Ann Aimes", kind="person")]
    [('ann-ames', 93)]
    """
    from registry.services.names.search import search

    if registry.file.known_on:
        raise RegistryError("search finds only what is recorded now; open the registry without a date of the past")
    return search(registry.file.connection, words, kind, limit)


def directory(registry: HasFile, listed: str, letter: str | None = None, page: int = 1, size: int = 100) -> Directory:
    """A page of everything that is listed as people, organizations, roles or sources, by letter, each with what tells
    it from others. Raises RegistryError for another list, NotFoundError for a letter or a page without anything.

    >>> found = registry.directory("people", "B")
    >>> [(entry.label, entry.context) for entry in found.entries]
    [('Bob Bell', ('Chief', 'General Staff', '2024–2025'))]
    """
    from registry.services.names.directory import directory

    return directory(registry.file.connection, listed, letter, page, size)
