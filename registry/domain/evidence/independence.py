"""How many independent voices stand behind a statement: copies of one report count once. Pure.

Two sources are one voice if one repeats the other, at any depth, or both repeat a third; if they have the same
publisher; or if they are at the same host and one of them does not say who published it. What is one voice with a
third is one voice. A source that was retracted, or that repeats one that was, is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from registry.domain.evidence.records import SourceNote


class Report(NamedTuple):
    """A source, as far as it tells whose voice it is. `address`: its key (urls.py); `copy_of`: an id."""

    publisher: str | None
    address: str | None
    copy_of: int | None
    retracted: bool


Reports = Mapping[int, Report]  # by the source's id, with what they repeat


def group_numbers(cited: Iterable[int], reports: Reports) -> dict[int, int]:
    """The number of its voice, from 1 on, of each cited source that stands."""
    standing = [source for source in cited if stands(source, reports)]
    return {source: number for number, group in enumerate(grouped(standing, reports), 1) for source in group}


def independent(notes: Iterable[SourceNote]) -> int:
    """How many voices are behind the sources of an answer."""
    return len({note.voice for note in notes if note.voice is not None})


def stands(source: int, reports: Reports) -> bool:
    """Whether neither it nor what it repeats was retracted."""
    return not any(reports[each].retracted for each in lineage(source, reports))


def grouped(sources: Sequence[int], reports: Reports) -> list[list[int]]:
    """The sources by voice, retracted or not; in the order in which they are given."""
    if len(sources) == 1:  # most answers rest on one, and a question is to be quick
        return [[*sources]]
    lines = {source: lineage(source, reports) for source in sources}
    origins = [reports[each] for line in lines.values() for each in line]
    unnamed = {host_key(each.address) for each in origins if publisher_key(each.publisher) is None}
    groups: list[tuple[set[object], list[int]]] = []
    for source, line in lines.items():
        signs: set[object] = {*line, *_signs([reports[each] for each in line], unnamed)}
        same = [group for group in groups if not group[0].isdisjoint(signs)]
        groups = [group for group in groups if group not in same]
        members = [member for _, group in same for member in group]
        groups.append((signs.union(*(known for known, _ in same)), [*members, source]))
    order = {source: place for place, source in enumerate(sources)}
    return sorted((sorted(group, key=order.__getitem__) for _, group in groups), key=lambda group: order[group[0]])


def lineage(source: int, reports: Reports) -> list[int]:
    """The source, what it repeats, what that repeats; each once, should they go in a circle."""
    found = [source]
    origin = reports[source].copy_of
    while origin is not None and origin in reports and origin not in found:
        found.append(origin)
        origin = reports[origin].copy_of
    return found


def _signs(origins: Iterable[Report], unnamed: set[str | None]) -> Iterator[tuple[str, str]]:
    """By what else a voice is known: publishers, and hosts at which somebody does not say who published it."""
    for each in origins:
        publisher, host = publisher_key(each.publisher), host_key(each.address)
        if publisher:
            yield "publisher", publisher
        if host and host in unnamed:
            yield "host", host


@cache
def publisher_key(name: str | None) -> str | None:
    """The name without case, spaces and punctuation; None if nothing is left of it."""
    if name is None:
        return None
    import unicodedata  # most answers rest on one source, and do without

    letters = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in letters if unicodedata.category(letter)[0] in "LMN") or None


def host_key(address: str | None) -> str | None:
    """The host, and its port, of an address's key."""
    if address is None:
        return None
    return address.partition("?")[0].partition("#")[0].partition("/")[0] or None
