"""The seals in a package: the history of the registry that wrote it, as digests, and last a seal of the rows.

Whoever imports the package can prove the chain, find a head that was kept elsewhere in it, and see whether the rows
are those that were exported. What a change wrote is not in a package, so its content is believed as it was sealed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.domain.history.seals import FIRST_HEAD, PACKAGE, PackageSeal, RowsDigest, first_broken, head_after
from registry.domain.names.text_hygiene import shown

if TYPE_CHECKING:
    from registry.formats.own.datapackage import Row

SEALS = "seals"
COLUMNS = PackageSeal._fields
REQUIRED = ("kind", "content", "previous", "head")
_HEX = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,12}")
_ALTERED = "the history of this package was altered after it was written; ask whoever wrote it for another one"


class SealError(RegistryError):
    """Seals that do not follow from each other. Nothing was imported."""


def closed(seals: Sequence[PackageSeal], digest: RowsDigest) -> list[PackageSeal]:
    """The seals of a package, with that of its rows, and of these seals, as the last; none if there are none."""
    if not seals:
        return []
    for seal in seals:
        digest.add(SEALS, dict(zip(COLUMNS, cells_of(seal), strict=True)))
    previous = [seal.head for seal in seals if seal.received_by is None][-1]
    content = digest.hexdigest()
    return [*seals, PackageSeal(PACKAGE, None, content, None, previous, head_after(previous, PACKAGE, None, content))]


def cells_of(seal: PackageSeal) -> tuple[str, ...]:
    """The seal as a line of the package; an empty cell where there is nothing to say."""
    same = "" if seal.same_rows is None else str(seal.same_rows).lower()
    return (*("" if cell is None else str(cell) for cell in seal[:-1]), same)


def read_seals(rows: Mapping[str, Sequence[Row]]) -> list[PackageSeal]:
    """The seals of the package whose rows these are; the last says whether they are those that were sealed.

    Raises SealError, with the place, for what is no seal, or does not follow from the one before.
    """
    found = [_read(row) for row in rows[SEALS]]
    if not found:
        return []
    _refuse_altered(found, [row.place for row in rows[SEALS]])
    digest = RowsDigest()
    for table, lines in rows.items():
        for row in lines[:-1] if table == SEALS else lines:
            digest.add(table, row.cells)
    return [*found[:-1], found[-1]._replace(same_rows=digest.hexdigest() == found[-1].content)]


def _refuse_altered(found: Sequence[PackageSeal], places: Sequence[str]) -> None:
    head = FIRST_HEAD
    broken = first_broken(found)
    if broken is not None:
        raise SealError(f"{places[broken]}: the seal does not follow from the one before; {_ALTERED}")
    for place, seal in zip(places, found, strict=True):
        if seal.received_by is None:
            if seal.previous != head:
                raise SealError(f"{place}: the seal does not follow from the one before; {_ALTERED}")
            head = seal.head
    ends = [seal.kind == PACKAGE and seal.received_by is None for seal in found]
    if not ends[-1] or sum(ends) > 1:
        raise SealError(f"{places[-1]}: the seals do not end with one of the package; {_ALTERED}")


def _read(row: Row) -> PackageSeal:
    def cell(column: str, allowed: Callable[[str], object], *, needed: bool = False) -> str | None:
        value = row.cells[column]
        if value is None and not needed:
            return None
        if value is None or not allowed(value):
            raise SealError(f"{row.place}: {column} {shown(value or '')} is not of a seal; {_ALTERED}")
        return value

    kinds = ("change", "outside", "found", PACKAGE)
    number, by = cell("change_number", _NUMBER.fullmatch), cell("received_by", _NUMBER.fullmatch)
    same = cell("same_rows", ("true", "false").__contains__)
    return PackageSeal(
        str(cell("kind", kinds.__contains__, needed=True)),
        int(number) if number else None,
        str(cell("content", _HEX.fullmatch, needed=True)),
        cell("replaced", _HEX.fullmatch),
        str(cell("previous", _HEX.fullmatch, needed=True)),
        str(cell("head", _HEX.fullmatch, needed=True)),
        int(by) if by else None,
        same == "true" if same else None,
    )
