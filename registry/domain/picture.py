"""What a writer of a format is given: the registry, or a part of it, in the words of upstream.py. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from registry.domain.upstream import Body, Called, Cited, Held, Post, Someone

# What there is to say. A format lists in SAYS what it can.
FIELDS = frozenset(
    f"{noun}.{field}"
    for noun, kind in (
        ("person", Someone), ("organization", Body), ("role", Post),
        ("tenure", Held), ("name", Called), ("source", Cited),
    )
    for field in kind._fields
    if field not in ("key", "place")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """Each part can be gone through as often as need be. Keys are slugs; organizations come after their parents.

    Tenures stand by role, and in a role by start. `today` is an ISO day. `table`: the columns and the rows of one of
    the registry's own tables.
    """

    bodies: Iterable[Body]
    posts: Iterable[Post]
    people: Iterable[Someone]
    held: Iterable[Held]
    today: str
    tables: Sequence[str]
    table: Callable[[str], tuple[Sequence[str], Iterator[tuple[object, ...]]]]
