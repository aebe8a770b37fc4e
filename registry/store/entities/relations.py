"""Relations between organizations and between roles in the store, with the evidence for them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from registry.domain.tenures.relations import Relation
from registry.store.database.registry_file import insert
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.relation_models import OrganizationRelation, RelationCitation, RoleRelation
    from registry.store.entities.named import Noun

# Days on which a source shows it, but for those that its dates rule out; a retracted source shows nothing.
_SEEN = """(
  select {which}(c.observed) from relation_citations c
  where c.{word}_relation_id = r.id and c.observed between r.start_earliest and r.end_latest
    and (select retracted from sources where id = c.source_id) is null)"""
_RELATIONS = f"""
select r.id, r.{{word}}_id, (select slug from {{table}} where id = r.{{word}}_id), r.kind, r.other_id,
  (select slug from {{table}} where id = r.other_id), r.how, r.status, r.start_date, r.end_date,
  r.start_earliest, r.start_latest, r.end_earliest, r.end_latest, r.note,
  {_SEEN.format(which="min", word="{word}")}, {_SEEN.format(which="max", word="{word}")}
from {{word}}_relations r
"""


def relations_of(
    connection: sqlite3.Connection, noun: Noun, ids: Sequence[int], kinds: Sequence[str], *, up: bool
) -> list[Relation]:
    """The relations of these kinds that are not rejected: of the things (`up`), or to them.

    By start, then by slug.
    """
    side = f"{noun.word}_id" if up else "other_id"
    sql = f"""{_RELATIONS.format(word=noun.word, table=noun.table)}
    where r.{side} in (select value from json_each(:ids)) and r.kind in (select value from json_each(:kinds))
      and r.status <> 'rejected' order by r.start_earliest, r.start_latest, 3, 6"""
    values = {"ids": json.dumps(list(ids)), "kinds": json.dumps(list(kinds))}
    return [Relation(*row) for row in connection.execute(sql, values)]


def labels(connection: sqlite3.Connection, noun: Noun, ids: Sequence[int]) -> dict[int, str]:
    """The names of these things, by id."""
    sql = f"select id, {noun.label} from {noun.table} where id in (select value from json_each(?))"
    return dict(connection.execute(sql, [json.dumps(list(ids))]))


def relation(connection: sqlite3.Connection, noun: Noun, row_id: int) -> Relation:
    """One that is recorded."""
    sql = f"{_RELATIONS.format(word=noun.word, table=noun.table)} where r.id = ?"
    return Relation(*connection.execute(sql, [row_id]).fetchone())


def insert_relation(db: Database, noun: Noun, ids: tuple[int, int], given: OrganizationRelation | RoleRelation) -> int:
    """Add a relation; returns the id. Raises sqlite3.IntegrityError where a guard refuses it."""
    return insert(db, f"{noun.word}_relations", _row(noun, ids, given))


def _row(noun: Noun, ids: tuple[int, int], given: OrganizationRelation | RoleRelation) -> dict[str, object]:
    row: Mapping[str, object] = {
        noun.owner: ids[0],
        "kind": given.kind,
        "other_id": ids[1],
        "how": given.how,
        "status": given.status,
        "start_date": given.start,
        "end_date": given.end,
        "note": given.note,
    }
    return {**row, **derived(f"{noun.word}_relations", row)}


def remove_relation(db: Database, noun: Noun, row_id: int) -> None:
    """Remove a relation with what sources say of it."""
    db.conn.execute(f"delete from relation_citations where {noun.word}_relation_id = ?", [row_id])
    db.conn.execute(f"delete from {noun.word}_relations where id = ?", [row_id])


def remove_relations_of(db: Database, noun: Noun, row_id: int) -> None:
    """Remove all relations of and to a thing."""
    sql = f"select id from {noun.word}_relations where ? in ({noun.owner}, other_id)"
    for (each,) in db.conn.execute(sql, [row_id]).fetchall():
        remove_relation(db, noun, each)


def insert_relation_citation(
    db: Database, noun: Noun, relation_id: int, source_id: int, given: RelationCitation | None = None
) -> int:
    """Say that the source supports the relation; returns the id. Raises sqlite3.IntegrityError if that is recorded."""
    row: dict[str, object] = {f"{noun.word}_relation_id": relation_id, "source_id": source_id}
    if given:
        row |= {"quote": given.quote, "locator": given.locator, "observed": given.observed}
    return insert(db, "relation_citations", row)


def find_relation(
    connection: sqlite3.Connection, noun: Noun, ids: tuple[int, int], kind: str, start: str | None
) -> int | None:
    """The id of the relation of this kind between the two that has this start (EDTF, None = open)."""
    sql = f"""select id from {noun.word}_relations
    where {noun.owner} = ? and other_id = ? and kind = ? and start_date is ?"""
    row = connection.execute(sql, [*ids, kind, start]).fetchone()
    return int(row[0]) if row else None
