"""The lives of organizations and roles, and the successions that connect them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from registry.domain.tenures.lineage import Life, Stated, life
from registry.domain.tenures.relations import CONTINUES, Relation
from registry.store.entities.named import ROLE, Noun
from registry.store.entities.relations import relations_of

# The last succession that ended a thing, as JSON: how its life ended, the date, the days that it can mean. A date that
# is disputed is marked as doubtful. For a query in which `{id}` is the thing.
ENDED = """(
    select json_array(
      iif('{word}' = 'role', 'abolished', 'dissolved'),
      substr(max(start_latest || coalesce(start_date, 'XXXX') || iif(status = 'disputed', '?', '')), 11),
      max(start_earliest), max(start_latest))
    from {word}_relations where other_id = {id} and kind = 'continues' and status <> 'rejected'
      and how in ('renamed', 'moved', 'merged', 'replaced')
    having count(*) > 0)"""
_STATED = """
select id, inception_date, inception_earliest, inception_latest, {end}_date, {end}_earliest, {end}_latest
from {table} where id in (select value from json_each(?))
"""
# All that the things came of and all that came of them, at any distance; nothing else that came of those.
_FAMILY = """
with recursive
  back (id) as (
    select value from json_each(:ids)
    union select r.other_id from back join {word}_relations r on r.{word}_id = back.id
      and r.kind = 'continues' and r.status <> 'rejected'),
  ahead (id) as (
    select value from json_each(:ids)
    union select r.{word}_id from ahead join {word}_relations r on r.other_id = ahead.id
      and r.kind = 'continues' and r.status <> 'rejected')
select id from back union select id from ahead
"""


class Family(NamedTuple):
    """Things that came of each other, with their lives and the successions between them."""

    lives: dict[int, Life]
    successions: tuple[Relation, ...]


def family(connection: sqlite3.Connection, noun: Noun, ids: Iterable[int]) -> Family:
    """The things, all that they came of and all that came of them."""
    sql = _FAMILY.format(word=noun.word)
    found = [row_id for (row_id,) in connection.execute(sql, {"ids": json.dumps(list(ids))})]
    # What else one of them came of, or became, is no part of the family, but tells when its life began or ended.
    before = relations_of(connection, noun, found, (CONTINUES,), up=True)
    after = relations_of(connection, noun, found, (CONTINUES,), up=False)
    known = set(found)
    between = tuple(each for each in before if each.owner_id in known and each.other_id in known)
    return Family(_lives(connection, noun, found, before, after), between)


def lives_of(connection: sqlite3.Connection, noun: Noun, ids: Sequence[int]) -> dict[int, Life]:
    """The lives of these things, as they are recorded or follow from successions."""
    before = relations_of(connection, noun, ids, (CONTINUES,), up=True)
    after = relations_of(connection, noun, ids, (CONTINUES,), up=False)
    return _lives(connection, noun, ids, before, after)


def _lives(
    connection: sqlite3.Connection,
    noun: Noun,
    ids: Sequence[int],
    before: Sequence[Relation],
    after: Sequence[Relation],
) -> dict[int, Life]:
    made: dict[int, list[Relation]] = {}
    gone: dict[int, list[Relation]] = {}
    for each in before:
        made.setdefault(each.owner_id, []).append(each)
    for each in after:
        gone.setdefault(each.other_id, []).append(each)
    sql = _STATED.format(table=noun.table, end="abolition" if noun == ROLE else "dissolution")
    return {
        row_id: life(Stated(began, (b0, b1), ended, (e0, e1)), made.get(row_id, ()), gone.get(row_id, ()))
        for row_id, began, b0, b1, ended, e0, e1 in connection.execute(sql, [json.dumps(list(ids))])
    }
