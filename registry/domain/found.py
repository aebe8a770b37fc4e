"""A person, an organization or a role as little as a choice or a list needs of it. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """`label`: the main name or title."""

    id: int
    slug: str
    label: str
