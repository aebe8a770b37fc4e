"""The links of a chain of seals: what is hashed, and whether each follows from one before. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

FIRST_HEAD = "0" * 64
PACKAGE = "package"  # the kind of the seal that ends a package: its content is the digest of the rows


class PackageSeal(NamedTuple):
    """A seal as a package has it: it names the head that it follows from, as packages bring chains that part.

    `change_number`: of the registry that made the change. `replaced`: the digest of what forgetting or a repair has
    left of the change. `received_by`: by which change of its own the registry that wrote the package imported it; None
    for its own history. `same_rows`: of the seal of a package, whether the rows that came with it were those sealed.
    """

    kind: str
    change_number: int | None
    content: str
    replaced: str | None
    previous: str
    head: str
    received_by: int | None = None
    same_rows: bool | None = None


def head_after(head: str, kind: str, change_id: int | None, content: str) -> str:
    """The head of a chain to which a seal is added."""
    return sha256(f"{head}|{kind}|{'' if change_id is None else change_id}|{content}".encode()).hexdigest()


def first_broken(chain: Iterable[PackageSeal], known: Iterable[str] = ()) -> int | None:
    """The place, from 0, of the first seal that follows from none of those before it and of the heads `known`."""
    heads = {FIRST_HEAD, *known}
    for place, seal in enumerate(chain):
        head = head_after(seal.previous, seal.kind, seal.change_number, seal.content)
        if seal.head != head or seal.previous not in heads:
            return place
        heads.add(seal.head)
    return None


class RowsDigest:
    """The digest of rows of a package, table by table, in the order in which they stand in its files."""

    def __init__(self) -> None:
        self._digest = sha256()
        self._encode = json.JSONEncoder(ensure_ascii=True).encode

    def add(self, table: str, cells: Mapping[str, object]) -> None:
        """Add a row. What is not filled is left out, so a column of later versions changes no digest."""
        filled = [[column, str(cell)] for column, cell in cells.items() if cell is not None and cell != ""]
        self._digest.update(f"{self._encode([table, filled])}\n".encode())

    def hexdigest(self) -> str:
        """The digest of what was added so far."""
        return self._digest.hexdigest()
