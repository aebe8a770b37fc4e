"""A person, an organization or a role as little as a choice or a list needs of it, and pairs of people. Pure."""

from __future__ import annotations

from typing import NamedTuple

# Each kind has slugs of its own, so one slug may be those of several things.
KINDS = ("person", "role", "organization", "appointment", "source")


class EntityReference(NamedTuple):
    """`label`: the main name or title."""

    id: int
    slug: str
    label: str


def qualified(kind: str, slug: str) -> str:
    """A slug with its kind, `role:chair`, for questions about a thing of any kind: each kind has slugs of its own."""
    return f"{kind}:{slug}"


class DistinctPair(NamedTuple):
    """Two people, roles or organizations that are known not to be one, and why; of people, the lesser slug first."""

    person: str
    name: str
    other: str
    other_name: str
    because: str
