"""Who is who: slugs that a merge took away, people who are known not to be one, and the merging of rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from registry.domain.entities.references import DistinctPair, EntityReference
from registry.store.database.registry_file import insert, update

if TYPE_CHECKING:
    from sqlite_utils import Database

# The numbers of the people who were merged into this one: their slugs lead here, and nobody bears them now.
_MERGED = """
select distinct h.id from people_history h join person_redirects r on r.slug = h.slug
where r.person_id = ? and h.id <> r.person_id and not exists (select 1 from people p where p.id = h.id)
order by h.id
"""
_PAIRS = """
select min(p.slug, o.slug), iif(p.slug < o.slug, p.name, o.name),
  max(p.slug, o.slug), iif(p.slug < o.slug, o.name, p.name), d.because
from distinct_people d join people p on p.id = d.person_id join people o on o.id = d.other_person_id
order by 1, 3
"""
# The citation of `to` that says what this one says.
_SAME_CITATION = """
select 1 from citations c join citations o on o.source_id = c.source_id and o.supports is c.supports
  and o.quote is c.quote and o.locator is c.locator and o.observed is c.observed and o.says is c.says
where c.id = ? and o.appointment_id = ?
"""


def insert_redirect(db: Database, slug: str, person_id: int) -> int:
    """Let the slug lead to the person. Raises sqlite3.IntegrityError if it is somebody's."""
    return insert(db, "person_redirects", {"slug": slug, "person_id": person_id})


def insert_distinct(db: Database, person_id: int, other_id: int, because: str) -> int:
    """Record that the two are not one. Raises sqlite3.IntegrityError if that is recorded, in either order."""
    return insert(db, "distinct_people", {"person_id": person_id, "other_person_id": other_id, "because": because})


def remove_distinct(db: Database, person_id: int, other_id: int) -> bool:
    """Whether the two were recorded not to be one, in either order."""
    sql = "delete from distinct_people where (person_id, other_person_id) in (values (:a, :b), (:b, :a))"
    return db.conn.execute(sql, {"a": person_id, "b": other_id}).rowcount > 0


def why_distinct(connection: sqlite3.Connection, person_id: int, other_id: int) -> str | None:
    """Why the two are known not to be one, if they are."""
    sql = "select because from distinct_people where (person_id, other_person_id) in (values (:a, :b), (:b, :a))"
    row = connection.execute(sql, {"a": person_id, "b": other_id}).fetchone()
    return str(row[0]) if row else None


def distinct_pairs(connection: sqlite3.Connection) -> list[DistinctPair]:
    """All who are known not to be one, by slug."""
    return [DistinctPair(*row) for row in connection.execute(_PAIRS)]


def led_to(connection: sqlite3.Connection, slug: str) -> EntityReference | None:
    """The person to whom a slug leads that a merge took away."""
    sql = "select id, slug, name from people where id = (select person_id from person_redirects where slug = ?)"
    row = connection.execute(sql, [slug]).fetchone()
    return EntityReference(*row) if row else None


def merged_into(connection: sqlite3.Connection, person_id: int) -> list[int]:
    """The numbers that people had who are this one since a merge."""
    return [number for (number,) in connection.execute(_MERGED, [person_id])]


def move_belongings(db: Database, keep: EntityReference, other: EntityReference) -> None:
    """Give `keep` the names, identifiers, redirects and known strangers of `other`; what both have stays once."""
    connection = db.conn
    known = {keep.label} | {
        name for (name,) in connection.execute("select name from person_names where person_id = ?", [keep.id])
    }
    for row_id, name in _rows(connection, "select id, name from person_names where person_id = ?", other):
        if name in known:
            connection.execute("delete from person_names where id = ?", [row_id])
        else:
            update(db, "person_names", row_id, {"person_id": keep.id})
    for table in ("person_identifiers", "person_redirects"):
        for (row_id,) in _rows(connection, f"select id from {table} where person_id = ?", other):
            update(db, table, row_id, {"person_id": keep.id})
    for side, across in (("person_id", "other_person_id"), ("other_person_id", "person_id")):
        sql = f"select id, {across} from distinct_people where {side} = ?"
        for row_id, stranger in _rows(connection, sql, other):
            if why_distinct(connection, keep.id, stranger) is None:
                update(db, "distinct_people", row_id, {side: keep.id})
            else:
                connection.execute("delete from distinct_people where id = ?", [row_id])


def move_tenure(db: Database, appointment_id: int, keep: EntityReference) -> None:
    """Make it `keep`'s. Raises sqlite3.IntegrityError where a guard refuses it."""
    update(db, "appointments", appointment_id, {"person_id": keep.id})


def fold_tenure(db: Database, kept_id: int, double_id: int, taken: Mapping[str, object]) -> None:
    """Take away an appointment that is another one recorded twice: its citations and successors are the other's.

    `taken`: fields that the other one takes over.
    """
    connection = db.conn
    if taken:
        update(db, "appointments", kept_id, taken)
    for (row_id,) in connection.execute("select id from citations where appointment_id = ?", [double_id]).fetchall():
        if connection.execute(_SAME_CITATION, [row_id, kept_id]).fetchone():
            connection.execute("delete from citations where id = ?", [row_id])
        else:
            update(db, "citations", row_id, {"appointment_id": kept_id})
    for (row_id,) in connection.execute("select id from appointments where replaces_id = ?", [double_id]).fetchall():
        update(db, "appointments", row_id, {"replaces_id": kept_id})
    connection.execute("delete from appointments where id = ?", [double_id])


def redirect(db: Database, keep: EntityReference, other: EntityReference) -> None:
    """Remove `other`, to whom nothing belongs any more, and let their slug lead to `keep`."""
    db.conn.execute("delete from people where id = ?", [other.id])
    insert_redirect(db, other.slug, keep.id)


def remove_links(db: Database, person_id: int) -> None:
    """Take away the slugs that lead to a person, and from whom they are known to be distinct."""
    db.conn.execute("delete from person_redirects where person_id = ?", [person_id])
    db.conn.execute("delete from distinct_people where ? in (person_id, other_person_id)", [person_id])


def _rows(connection: sqlite3.Connection, sql: str, other: EntityReference) -> list[tuple[int, ...]]:
    return connection.execute(sql, [other.id]).fetchall()
