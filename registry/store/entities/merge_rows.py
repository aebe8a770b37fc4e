"""Who is who: slugs replaced by a merge, what is known not to be one, and the merging of rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from registry.domain.entities.references import DistinctPair, EntityReference
from registry.store.database.registry_file import insert, update
from registry.store.entities.named import PERSON, Noun

if TYPE_CHECKING:
    from sqlite_utils import Database

# The numbers of what was merged into this one: their slugs lead here, and nothing has them now.
_MERGED = """
select distinct h.id from {table}_history h join {word}_redirects r on r.slug = h.slug
where r.{word}_id = ? and h.id <> r.{word}_id and not exists (select 1 from {table} p where p.id = h.id)
order by h.id
"""
_PAIRS = """
select min(p.slug, o.slug), iif(p.slug < o.slug, p.{label}, o.{label}),
  max(p.slug, o.slug), iif(p.slug < o.slug, o.{label}, p.{label}), d.because
from distinct_{table} d join {table} p on p.id = d.{word}_id join {table} o on o.id = d.other_{word}_id
order by 1, 3
"""
# The citation of `to` that says what this one says.
_SAME_CITATION = """
select 1 from citations c join citations o on o.source_id = c.source_id and o.supports is c.supports
  and o.quote is c.quote and o.locator is c.locator and o.observed is c.observed and o.says is c.says
where c.id = ? and o.appointment_id = ?
"""


def insert_redirect(db: Database, noun: Noun, slug: str, to: int) -> int:
    """Let the slug lead to the row `to`. Raises sqlite3.IntegrityError if it leads somewhere already."""
    return insert(db, f"{noun.word}_redirects", {"slug": slug, noun.owner: to})


def insert_distinct(db: Database, noun: Noun, one: int, other: int, because: str) -> int:
    """Record that the two are not one. Raises sqlite3.IntegrityError if that is recorded, in either order."""
    row = {noun.owner: one, f"other_{noun.owner}": other, "because": because}
    return insert(db, f"distinct_{noun.table}", row)


def remove_distinct(db: Database, noun: Noun, one: int, other: int) -> bool:
    """Whether the two were recorded not to be one, in either order."""
    sql = f"delete from distinct_{noun.table} where {_either(noun)}"
    return db.conn.execute(sql, {"a": one, "b": other}).rowcount > 0


def why_distinct(connection: sqlite3.Connection, noun: Noun, one: int, other: int) -> str | None:
    """Why the two are known not to be one, if they are."""
    sql = f"select because from distinct_{noun.table} where {_either(noun)}"
    row = connection.execute(sql, {"a": one, "b": other}).fetchone()
    return str(row[0]) if row else None


def _either(noun: Noun) -> str:
    return f"({noun.owner}, other_{noun.owner}) in (values (:a, :b), (:b, :a))"


def distinct_pairs(connection: sqlite3.Connection, noun: Noun = PERSON) -> list[DistinctPair]:
    """All that are known not to be one, by slug."""
    return [DistinctPair(*row) for row in connection.execute(_PAIRS.format(**_words(noun)))]


def led_to(connection: sqlite3.Connection, slug: str, noun: Noun = PERSON) -> EntityReference | None:
    """What a slug leads to that a merge took away."""
    sql = f"""select id, slug, {noun.label} from {noun.table}
    where id = (select {noun.owner} from {noun.word}_redirects where slug = ?)"""
    row = connection.execute(sql, [slug]).fetchone()
    return EntityReference(*row) if row else None


def merged_into(connection: sqlite3.Connection, row_id: int, noun: Noun = PERSON) -> list[int]:
    """The numbers of what is this one since a merge."""
    return [number for (number,) in connection.execute(_MERGED.format(**_words(noun)), [row_id])]


def _words(noun: Noun) -> dict[str, str]:
    return {"table": noun.table, "word": noun.word, "label": noun.label}


def move_belongings(db: Database, noun: Noun, keep: EntityReference, other: EntityReference) -> None:
    """Give `keep` the names, identifiers, keys, redirects and distinctions of `other`; what both have stays once."""
    connection, owner, names = db.conn, noun.owner, f"{noun.word}_names"
    known = {keep.label} | {
        name for (name,) in connection.execute(f"select name from {names} where {owner} = ?", [keep.id])
    }
    for row_id, name in _rows(connection, f"select id, name from {names} where {owner} = ?", other):
        if name in known:
            connection.execute(f"delete from {names} where id = ?", [row_id])
        else:
            update(db, names, row_id, {owner: keep.id})
    for table in (f"{noun.word}_identifiers", f"{noun.word}_redirects", "dataset_keys"):
        for (row_id,) in _rows(connection, f"select id from {table} where {owner} = ?", other):
            update(db, table, row_id, {owner: keep.id})
    distinct = f"distinct_{noun.table}"
    for side, across in ((owner, f"other_{owner}"), (f"other_{owner}", owner)):
        for row_id, stranger in _rows(connection, f"select id, {across} from {distinct} where {side} = ?", other):
            if why_distinct(connection, noun, keep.id, stranger) is None:
                update(db, distinct, row_id, {side: keep.id})
            else:
                connection.execute(f"delete from {distinct} where id = ?", [row_id])


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
    for (row_id,) in connection.execute("select id from appointments where covers_id = ?", [double_id]).fetchall():
        update(db, "appointments", row_id, {"covers_id": kept_id})
    _move_details(db, kept_id, double_id)
    connection.execute("delete from appointments where id = ?", [double_id])


def take_covers(db: Database, role_id: int) -> dict[int, int]:
    """Take from the tenures of a role whom they cover, and return that: by id, the id of the covered one."""
    sql = "select id, covers_id from appointments where role_id = ? and covers_id is not null"
    found: dict[int, int] = dict(db.conn.execute(sql, [role_id]).fetchall())
    for row_id in found:
        update(db, "appointments", row_id, {"covers_id": None})
    return found


def give_covers(db: Database, covers: Mapping[int, int]) -> None:
    """Record again which tenure covers which, as `take_covers` returned it."""
    for row_id, covered_id in covers.items():
        update(db, "appointments", row_id, {"covers_id": covered_id})


def _move_details(db: Database, kept_id: int, double_id: int) -> None:
    """Give one tenure the details and further dates of another; those that it has already go."""
    for table in ("appointment_details", "appointment_dates"):
        sql = f"select id from {table} where appointment_id = ?"
        for (row_id,) in db.conn.execute(sql, [double_id]).fetchall():
            try:
                update(db, table, row_id, {"appointment_id": kept_id})
            except sqlite3.IntegrityError:
                db.conn.execute(f"delete from {table} where id = ?", [row_id])


def redirect(db: Database, noun: Noun, keep: EntityReference, other: EntityReference) -> None:
    """Remove `other`, to which nothing belongs any more, and let its slug lead to `keep`."""
    db.conn.execute(f"delete from {noun.table} where id = ?", [other.id])
    insert_redirect(db, noun, other.slug, keep.id)


def remove_links(db: Database, noun: Noun, row_id: int) -> None:
    """Take away the slugs and the keys of files that lead to it, and what it is known to be distinct from."""
    owner = noun.owner
    db.conn.execute(f"delete from {noun.word}_redirects where {owner} = ?", [row_id])
    db.conn.execute(f"delete from dataset_keys where {owner} = ?", [row_id])
    db.conn.execute(f"delete from distinct_{noun.table} where ? in ({owner}, other_{owner})", [row_id])


def _rows(connection: sqlite3.Connection, sql: str, other: EntityReference) -> list[tuple[int, ...]]:
    return connection.execute(sql, [other.id]).fetchall()


def roles_of(connection: sqlite3.Connection, organization_id: int) -> list[tuple[EntityReference, str]]:
    """The roles of an organization with the keys of their titles, by slug."""
    sql = "select id, slug, title, name_key from roles where organization_id = ? order by slug"
    return [(EntityReference(*row[:3]), row[3]) for row in connection.execute(sql, [organization_id]).fetchall()]


def move_rows(
    db: Database, table: str, columns: tuple[str, ...], keep: EntityReference, other: EntityReference
) -> list[str]:
    """Let rows that point at `other` point at `keep`; what that has already, or would point at itself, goes.

    Returns what went, in words.
    """
    left = []
    for column in columns:
        for (row_id,) in _rows(db.conn, f"select id from {table} where {column} = ?", other):
            try:
                update(db, table, row_id, {column: keep.id})
            except sqlite3.IntegrityError:
                if table.endswith("_relations"):
                    citing = f"{table.removesuffix('s')}_id"
                    db.conn.execute(f"delete from relation_citations where {citing} = ?", [row_id])
                db.conn.execute(f"delete from {table} where id = ?", [row_id])
                left.append(f"a row of {table.replace('_', ' ')} of {other.slug}")
    return left
