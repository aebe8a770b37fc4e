"""The people, roles and organizations that the rows of a table name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import OrganizationStatement, PersonStatement, RoleStatement, Statement
from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cells import (
    ITEM,
    NOTHING,
    VACANT_BEGINS,
    CellError,
    event_of,
    is_vacant,
    names_in,
    one_line,
)
from registry.formats.tables.headings import Columns

PERSON = (
    "person",
    "given_name",
    "family_name",
    "person_key",
    "person_id",
    "other_ids",
    "other_names",
    "birth",
    "death",
)
POST = ("role", "role_key", "seat", "seats", "organization", "organization_key", "parent_organization", "parent_key")

_SCHEME = re.compile(r"([a-z][a-z0-9_.-]*)[=:](.+)")
_UNLIMITED = frozenset({"0", "unlimited", "unbegrenzt", "illimité", "ilimitado", "необмежено"})
_MOST = 100_000  # organizations that are known to have been met


def named(cell: str) -> tuple[str | None, str]:
    """Whom the cell names: the key, None for nobody, and the name. Raises CellError."""
    name = " ".join(cell.split())
    if name[:1] == "'":
        name = one_line(name)
    if name in NOTHING:
        raise CellError("the row names no person; write the name, or VACANT for a vacancy")
    return (None, name) if name[0] in VACANT_BEGINS and is_vacant(name) else (name, name)


class TableEntities:
    """`met`: what was met and has not been told yet; `place`: of the row that is read."""

    def __init__(self, columns: Columns, reading: ReadingOptions, scheme: str) -> None:
        self.place = ""
        self.met: list[Statement] = []
        self._schemes = columns.schemes()
        self._scheme = scheme
        self._order = reading.date_order
        self._seats = 1 if reading.seats is None else reading.seats or None
        self._bodies: set[tuple[str, str | None]] = set()
        self._parents: dict[str, OrganizationStatement] = {}

    def person(self, cells: tuple[str, ...]) -> tuple[str | None, str]:
        """The key, None for nobody, and the name. Raises CellError."""
        whole, given, family, key, own_id, ids, others, birth, death = cells[: len(PERSON)]
        found, name = named(whole or f"{one_line(given)} {one_line(family)}")
        if found is None:
            return None, name
        identifiers = tuple(self._identifiers(own_id, cells[len(PERSON) :], ids))
        key = one_line(key) or (identifiers[0][1] if identifiers else name)
        also = names_in(others, name) if others else ()
        born = event_of("birth", birth, self._order) if birth else None
        died = event_of("death", death, self._order) if death else None
        if key != name or also or born or died:
            self.met.append(PersonStatement(key, name, self.place, also, identifiers, born, died))
        return key, name

    def _identifiers(self, own_id: str, by_scheme: tuple[str, ...], others: str) -> Iterator[tuple[str, str]]:
        own_id = one_line(own_id)
        if own_id:
            item = ITEM.fullmatch(own_id)
            yield ("wikidata", item[1]) if item else (self._scheme, own_id)
        for scheme, value in zip(self._schemes, map(one_line, by_scheme), strict=True):
            item = ITEM.fullmatch(value) if scheme == "wikidata" else None
            if value:
                yield scheme, item[1] if item else value
        for each in map(one_line, others.split(";")) if others else ():
            found = _SCHEME.fullmatch(each)
            if found:
                yield found[1], found[2].strip()
            elif each:
                raise CellError(f"other ids: {shown(each)} names no scheme; write it as viaf=123")

    def post(self, cells: tuple[str, ...]) -> str:
        """The key of the role. Raises CellError."""
        role, key, seat, seats, organization, body_key, parent, parent_key = map(one_line, cells)
        if not role or not organization:
            raise CellError(f"the row names no {'organization' if role else 'role'}; write it")
        title = role if not seat else f"{role}, seat {seat}" if seat.isdigit() else f"{role}, {seat}"
        body_key = body_key or organization
        parent_key = parent_key or parent
        post = RoleStatement(key or f"{body_key} / {title}", title, body_key, self.place, seats=self._seats_of(seats))
        if (body_key, parent_key) not in self._bodies:
            if len(self._bodies) >= _MOST:
                self.met.extend(self.parents())
                self._bodies.clear()
            self._bodies.add((body_key, parent_key))
            self.met.append(OrganizationStatement(body_key, organization, self.place, parent=parent_key or None))
        if parent_key:
            self._parents.setdefault(parent_key, OrganizationStatement(parent_key, parent or parent_key, self.place))
        self.met.append(post)
        return post.key

    def parents(self) -> Iterator[OrganizationStatement]:
        """Those that have no tenure in the table: the others say more of themselves, so they come first."""
        met = {key for key, _ in self._bodies}
        yield from (body for key, body in self._parents.items() if key not in met)
        self._parents = {}

    def _seats_of(self, cell: str) -> int | None:
        if not cell:
            return self._seats
        if cell.lower() in _UNLIMITED:
            return None
        if not (cell.isascii() and cell.isdigit()):
            raise CellError(f"seats: {shown(cell)} is no number; write one, or unlimited")
        return int(cell)
