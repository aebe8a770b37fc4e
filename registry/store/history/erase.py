"""Erase a person: rows, their history, mentions in other rows' texts, search indexes, free pages.

The one exception to "history cannot be changed": the triggers that say so are dropped and put back in the same
transaction, so no other writer ever finds them missing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from registry.domain.history.mentions import Mention, Naming
from registry.store.database.transactions import without_triggers
from registry.store.entities.merge_rows import merged_into
from registry.store.evidence.archives import hashes_ever
from registry.store.history.redact import redact_addresses, redact_texts
from registry.store.history.versions import ids_ever
from registry.store.schema.seals import as_sealed, replace_contents
from registry.store.schema.versioning_triggers import KEPT

# Tables whose rows are a person's.
_OF_A_PERSON = ("appointments_history", "person_names", "person_identifiers", "person_redirects", "dataset_keys")


def names_ever(connection: sqlite3.Connection, person_id: int) -> set[str]:
    """Every name and slug that the person bears or bore in the record, and those of who was merged into them."""
    now, ever = (_names(connection, _own(connection, person_id), twins) for twins in (("",), ("", "_history")))
    return now | (ever - _names(connection, _parted(connection, person_id), ("",)))


def _names(connection: sqlite3.Connection, ids: Sequence[int], twins: Sequence[str]) -> set[str]:
    own = {
        "people": ("id", ("name", "slug")),
        "person_names": ("person_id", ("name",)),
        "person_redirects": ("person_id", ("slug",)),
    }
    return {
        name
        for table, (key, columns) in own.items()
        for column in columns
        for twin in twins
        for (name,) in connection.execute(
            f"select {column} from {table}{twin} where {key} in (select value from json_each(?))", [json.dumps(ids)]
        )
    }


def _own(connection: sqlite3.Connection, person_id: int) -> list[int]:
    """The numbers of the person and of who was merged into them."""
    return [person_id, *merged_into(connection, person_id)]


def _parted(connection: sqlite3.Connection, person_id: int) -> list[int]:
    """Those who were merged into the person by mistake: the merge was undone, and what they are called is theirs."""
    sql = "select id from people where slug in (select slug from person_redirects_history where person_id = ?)"
    return [other for (other,) in connection.execute(sql, [person_id])]


def other_names(connection: sqlite3.Connection, person_id: int) -> list[str]:
    """What else is named: other people, organizations, roles."""
    sql = """
    select name from people where id <> :id union select name from person_names where person_id <> :id
    union select name from organizations union select name from organization_names
    union select title from roles union select name from role_names
    """
    return [name for (name,) in connection.execute(sql, {"id": person_id})]


def erase(connection: sqlite3.Connection, person_id: int, naming: Naming) -> Erased:
    """Erase the person in the open change, with what only they rest on, and take the mentions out of what stays."""
    connection.execute("pragma secure_delete = on")
    own = _own(connection, person_id)
    ever = ids_ever(connection, "appointments", "person_id", own)
    others = _held_by_others(connection, ever, own)
    tenures = [tenure for tenure in ever if tenure not in others]
    citations = ids_ever(connection, "citations", "appointment_id", tenures)
    commands = _changes_of(connection, own, tenures)
    sealed = as_sealed(connection)
    with without_triggers(connection):
        sources = _sources_of(connection, citations)
        _delete(connection, "citations", "id", citations)
        for table in ("appointment_identifiers", "appointment_details", "appointment_dates"):
            _delete(connection, table, "appointment_id", tenures)
        _unlink(connection, tenures)
        _delete(connection, "appointments", "id", tenures)
        for table in _OF_A_PERSON:
            _delete(connection, table, "person_id", own)
        for side in ("person_id", "other_person_id"):
            _delete(connection, "distinct_people", side, own)
        _delete(connection, "people", "id", own)
        uncited = _uncited(connection, sources)
        copies = hashes_ever(connection, uncited)
        _delete(connection, "archives", "source_id", uncited)
        _delete(connection, "sources", "id", uncited)
        mentions = [*redact_texts(connection, naming, commands), *redact_addresses(connection, naming)]
        _refresh_search(connection)
    replace_contents(connection, sealed)
    return Erased(len(tenures), len(uncited), frozenset(copies), tuple(mentions))


class Erased(NamedTuple):
    """What went: tenures, sources, the hashes of the copies of these; and where the person was or may be mentioned."""

    appointments: int
    sources: int
    copies: frozenset[str]
    mentions: tuple[Mention, ...]


def _changes_of(connection: sqlite3.Connection, own: Sequence[int], tenures: Sequence[int]) -> set[int]:
    """The changes that wrote about the person alone, this one too: what was typed for them is about nobody else."""
    about = {number for (number,) in connection.execute("select change_id from change_in_progress")}
    for table, ids in (("people", own), ("appointments", tenures)):
        ids_json = json.dumps(list(ids))
        for twin in _with_twin(table):
            sql = f"select change_id from {twin} where id in (select value from json_each(?)) and change_id is not null"
            about |= {number for (number,) in connection.execute(sql, [ids_json])}
    alone = "select count(*) from people where change_id = ? and id not in (select value from json_each(?))"
    return {number for number in about if not connection.execute(alone, [number, json.dumps(list(own))]).fetchone()[0]}


def compact(connection: sqlite3.Connection) -> bool:
    """Rewrite the file without free pages and empty its log; False if another program still reads the old pages."""
    connection.execute("vacuum")
    busy, *_ = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
    return not busy


def _with_twin(table: str) -> tuple[str, ...]:
    return (table, f"{table}_history") if table in KEPT else (table,)


def _delete(connection: sqlite3.Connection, table: str, column: str, ids: Sequence[int]) -> None:
    for twin in _with_twin(table):
        connection.execute(
            f"delete from {twin} where {column} in (select value from json_each(?))", [json.dumps(list(ids))]
        )


def _held_by_others(connection: sqlite3.Connection, tenures: Sequence[int], own: Sequence[int]) -> set[int]:
    """Those that are somebody else's now: a merge that was undone, or a correction, gave them back."""
    sql = """
    select id from appointments where id in (select value from json_each(:tenures))
      and person_id not in (select value from json_each(:own))
    """
    values = {"tenures": json.dumps(list(tenures)), "own": json.dumps(list(own))}
    return {tenure for (tenure,) in connection.execute(sql, values)}


def _unlink(connection: sqlite3.Connection, tenures: Sequence[int]) -> None:
    """Whoever succeeded or covered them succeeded or covered nobody that is recorded."""
    for twin in _with_twin("appointments"):
        for column in ("replaces_id", "covers_id"):
            connection.execute(
                f"update {twin} set {column} = null where {column} in (select value from json_each(?))",
                [json.dumps(list(tenures))],
            )


def _sources_of(connection: sqlite3.Connection, citations: Sequence[int]) -> list[int]:
    sql = """
    select source_id from citations where id in (select value from json_each(:ids))
    union select source_id from citations_history where id in (select value from json_each(:ids))
    """
    return [source for (source,) in connection.execute(sql, {"ids": json.dumps(list(citations))})]


def _uncited(connection: sqlite3.Connection, sources: Sequence[int]) -> list[int]:
    """Those on which nothing else rests, now or ever; what only repeats one of them is nothing else."""
    sql = """
    with recursive resting (id) as (
      select source_id from citations union select source_id from citations_history
      union select source_id from rosters union select source_id from rosters_history
      union select source_id from relation_citations union select source_id from relation_citations_history
      union select id from sources where id not in (select value from json_each(:ids))
      union select id from sources_history where id not in (select value from json_each(:ids))
      union
      select o.copy_of_id from resting r
      join (select id, copy_of_id from sources union select id, copy_of_id from sources_history) o on o.id = r.id
      where o.copy_of_id is not null)
    select value from json_each(:ids) where value not in (select id from resting)
    """
    return [source for (source,) in connection.execute(sql, {"ids": json.dumps(list(sources))})]


def _refresh_search(connection: sqlite3.Connection) -> None:
    """Full-text indexes that somebody added hold the words of rows that are gone."""
    tables = connection.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
    for name, sql in tables:
        if re.search(r"using\s+fts5", sql or "", re.IGNORECASE):
            for command in ("rebuild", "optimize"):
                connection.execute(f'insert into "{name}"("{name}") values (?)', [command])
