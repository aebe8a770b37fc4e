"""The seals of other registries' histories, as packages have brought them, and those that a package takes along."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from registry.domain.history.seals import FIRST_HEAD, PackageSeal

_COLUMNS = ", ".join(PackageSeal._fields)
_OWN = """
select s.kind, s.change_id, s.content,
  (select r.content from replaced_seals r where r.seal_id = s.id order by r.id desc limit 1),
  coalesce((select p.head from seals p where p.id = s.id - 1), :first), s.head, null, null
from seals s order by s.id
"""
_RECEIVED = f"select {_COLUMNS} from received_seals order by id"
# What a package says of them: `received_by` is the import here.
_PASSED_ON = f"select {_COLUMNS.replace('received_by', 'change_id')} from received_seals order by id"


def seals_for_package(connection: sqlite3.Connection) -> list[PackageSeal]:
    """The registry's own chain, then those that it received. Empty for a part, and for what was known once."""
    if connection.execute("select 1 from temp.sqlite_master where name = 'appointments'").fetchone():
        return []
    own = _seals(connection, _OWN)
    return [*own, *_seals(connection, _PASSED_ON)]


def own_heads(connection: sqlite3.Connection) -> set[str]:
    """All heads that the registry's own chain has had."""
    return {head for (head,) in connection.execute("select head from seals")}


def received_seals(connection: sqlite3.Connection) -> list[PackageSeal]:
    """All that packages have brought, each after the one that it follows from."""
    return _seals(connection, _RECEIVED)


def received_packages(connection: sqlite3.Connection) -> Iterator[tuple[int, str | None, PackageSeal]]:
    """The seals that ended packages which were imported here, each with number and command of the import."""
    columns = ", ".join(f"s.{name}" for name in PackageSeal._fields)
    sql = f"""
    select c.id, c.command, {columns} from received_seals s join changes c on c.id = s.change_id
    where s.kind = 'package' and s.received_by is null order by s.id
    """
    for number, command, *row in connection.execute(sql):
        yield number, command, _seal(row)


def received_with(connection: sqlite3.Connection) -> dict[str, int]:
    """By which import each head was received."""
    return dict(connection.execute("select head, change_id from received_seals"))


def receive(connection: sqlite3.Connection, found: Iterable[PackageSeal]) -> None:
    """Keep them under the open change."""
    (number,) = connection.execute("select change_id from change_in_progress").fetchone()
    sql = f"insert into received_seals ({_COLUMNS}, change_id) values ({', '.join('?' * len(PackageSeal._fields))}, ?)"
    connection.executemany(sql, [(*seal, number) for seal in found])


def _seals(connection: sqlite3.Connection, sql: str) -> list[PackageSeal]:
    return [_seal(row) for row in connection.execute(sql, {"first": FIRST_HEAD})]


def _seal(row: Iterable[object]) -> PackageSeal:
    *cells, same_rows = row
    return PackageSeal._make((*cells, None if same_rows is None else bool(same_rows)))
