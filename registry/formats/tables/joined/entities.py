"""What the tables of people and organizations say beside a name: dated names, lives of bodies, short names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registry.domain.exchange.statements import (
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
)
from registry.domain.vocabulary import DateOrder
from registry.formats.tables.cell_texts import NOTHING
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.dates.cell_dates import edtf_of
from registry.formats.tables.joined.tables import HeldTable

_SHORT = ("shortname", "abbreviation", "acronym", "initials", "kurzname", "sigle", "siglas")
NAMES = ("name", "fullname", "label", "title", "displayname", "personname")


class JoinedEntities:
    """Adds to the people and organizations of a folder what their tables say, by the keys of their rows.

    `tables`: those to which the ids of others lead; of several about the same, the first is taken.
    """

    def __init__(self, tables: Sequence[HeldTable], order: DateOrder | None) -> None:
        self._order = order
        self._tables = {each.sort: each for each in reversed(tables) if each.key >= 0}
        people = self._tables.get("person")
        self._versions = people.versions() if people else {}

    def of(
        self, given: PersonStatement | OrganizationStatement | RoleStatement
    ) -> PersonStatement | OrganizationStatement | RoleStatement:
        """The statement with what the tables say. Raises CellError for a date that cannot be read."""
        if isinstance(given, PersonStatement):
            if given.key not in self._versions:
                return given
            names = dict.fromkeys((*given.also, *self._former(given.key, given.name)))
            return given._replace(also=tuple(names))
        table = self._tables.get("organization" if isinstance(given, OrganizationStatement) else "role")
        row = table.rows.get(given.key) if table else None
        if table is None or row is None or isinstance(given, RoleStatement):
            return given
        start, end = self._life(table, row)
        short = table.column(*_SHORT)
        also = given.also
        if short >= 0 and row[short].strip() not in (*NOTHING, given.name):
            also = (*also, NameStatement(row[short].strip(), "short"))
        return given._replace(also=also, inception=start, dissolution=end)

    def _former(self, key: str, name: str) -> Iterator[NameStatement]:
        """The names of a person at other times than now, each with its dates."""
        table = self._tables["person"]
        place = table.column(*NAMES)
        for row in self._versions[key] if place >= 0 else ():
            other = " ".join(row[place].split())
            if other not in (*NOTHING, name):
                yield NameStatement(other, "former", start=self._life(table, row)[0], end=self._life(table, row)[1])

    def _life(self, table: HeldTable, row: Sequence[str]) -> tuple[str | None, str | None]:
        known = guessed(table.headings)
        cells = [*row, ""]
        start, end = (cells[known.get(side, -1)] for side in ("start", "end"))
        return edtf_of("start", start, self._order), edtf_of("end", end, self._order)
