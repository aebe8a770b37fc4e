"""What a file of others says, in our words: the form between every reader and the registry. Pure.

A reader says what stands in the file and where; it decides nothing about the registry. Things are known by `key`, by
which the same file tells them apart, this year's version as last year's. Dates are EDTF, ends inclusive; None = not
said, or (an end) still open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Called(NamedTuple):
    """A further name."""

    name: str
    kind: str = "alias"
    language: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Someone:
    """A person. `place`: where in the file, as a message says it."""

    key: str
    name: str
    place: str
    also: tuple[Called, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    birth: str | None = None
    death: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organization. `parent`: the key of the one above."""

    key: str
    name: str
    place: str
    also: tuple[Called, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    inception: str | None = None
    dissolution: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A role. `organization`: the key of its body; seats None = unlimited."""

    key: str
    title: str
    organization: str
    place: str
    also: tuple[Called, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    seats: int | None = 1
    inception: str | None = None
    abolition: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a statement comes from, as the file says: a web address or a title."""

    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure. `person` and `post`: keys; no person = a vacancy. `replaces`: the key of another tenure.

    `key`: the file's own name for the statement; None = it has none.
    """

    person: str | None
    post: str
    place: str
    key: str | None = None
    start: str | None = None
    end: str | None = None
    kind: str = "substantive"
    status: str = "accepted"
    rank: str | None = None
    how: str | None = None
    end_reason: str | None = None
    replaces: str | None = None
    note: str | None = None
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the file that is not taken: where it stands, and why."""

    place: str
    reason: str


@dataclass(slots=True)
class Upstream:
    """A file as read. `dataset`: a short lower-case name by which it is known again; `rows`: how many it has."""

    dataset: str
    rows: int = 0
    people: list[Someone] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def keyed(held: Sequence[Held]) -> dict[str, Held]:
    """The tenures by key; one that the file gives none is known by whom, what and since when, and its number there."""
    found: dict[str, Held] = {}
    for each in held:
        key = each.key or f"{each.person or 'vacant'}/{each.post}/{each.start or 'unknown'}"
        number, free = 1, key
        while free in found:
            number += 1
            free = f"{key}/{number}"
        found[free] = each
    return found
