"""Which tables keep their history, and the SQL that keeps it, for whoever writes a migration.

System-versioned tables as in SQL:2011 (7.13): a row holds from recorded_from up to, not including, recorded_to; what is
superseded or deleted moves to a `*_history` twin by triggers, whoever writes. A shipped migration has this SQL
literally; a new one copies what `history_sql` gives. A test holds the schema of a new registry to it.
"""

from __future__ import annotations

import sqlite3

# Whatever is pointed at comes before what points at it.
KEPT = (
    "people", "person_names", "person_identifiers", "person_redirects", "distinct_people",
    "organizations", "organization_names", "organization_identifiers", "organization_relations",
    "roles", "role_names", "role_identifiers", "role_seats", "role_relations",
    "appointments", "appointment_identifiers", "appointment_details", "appointment_dates",
    "sources", "archives", "rosters", "citations", "relation_citations", "waivers",
    "datasets", "dataset_keys", "organization_redirects", "role_redirects", "distinct_organizations", "distinct_roles",
)  # fmt: skip
# Tables of older versions whose rows are in others now; views have their names.
RETIRED = ("organization_parents", "role_incompatibilities")

BOOKKEEPING = ("change_id", "recorded_from")
RECOMPUTED = ("name_key", "url_key", "says_earliest", "says_latest")  # recomputed at will: no version of its own

_CHANGE = "(select change_id from change_in_progress)"
# The change being written says when; another program's write is stamped with the clock, and never before the row was.
# A stamp that is no time, in an old file, does not stop the next write.
_CLOCK = "coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
_NOW = f"""max({_CLOCK},
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), ''))"""
# Above it a number is nobody's: the program gives only lower ones, so nobody can use them up.
LAST_ID = 1_000_000_000_000

_TWIN = """\
create table {table}_history (
  history_id integer primary key,
  {columns},
  recorded_to text not null,
  superseded_by integer
) strict"""
_INDEX = "create index {table}_history_row on {table}_history (id, recorded_from)"
_BY_CHANGE = "create index {table}_change on {table} (change_id)"
_BY_END = "create index {table}_history_superseded on {table}_history (superseded_by)"
# What one change writes and writes again has one version.
_KEEP_UPDATED = """\
create trigger {table}_keep_updated after update of {content} on {table}
when {change} is null or old.change_id is not {change} begin
  insert into {table}_history ({names}, recorded_to, superseded_by) values ({old}, {now}, {change});
  update {table} set change_id = {change}, recorded_from = {now} where id = new.id;
end"""
# A row that one change adds and takes away again was never there for anybody else.
_KEEP_DELETED = """\
create trigger {table}_keep_deleted after delete on {table} when {change} is null or old.change_id is not {change} begin
  insert into {table}_history ({names}, recorded_to, superseded_by) values ({old}, {now}, {change});
end"""
# Not `update of id`: that does not see an assignment to rowid.
_KEEP_ID = """\
create trigger {table}_keep_their_id before update on {table} when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end"""
# Only _keep_updated may, which has just put the version with that stamp into the twin.
_KEEP_STAMP = """\
create trigger {table}_keep_their_stamp before update of change_id, recorded_from on {table}
when not exists (select 1 from {table}_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not {change} or new.recorded_from is not {now} begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end"""
# Nobody chooses when a row was recorded, or signs it with a change that is finished.
_STAMPED = """\
create trigger {table}_are_stamped before insert on {table}
when new.change_id is not {change} or new.recorded_from is not {clock} or new.id > {last} begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end"""
_TWIN_STAMPED = """\
create trigger {table}_history_is_stamped before insert on {table}_history
when new.superseded_by is not {change}
  or new.recorded_to is not max({clock},
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from {table} where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end"""
# What other programs write is listed until it is sealed, and afterwards, for whoever checks the seal.
_OUTSIDE = """\
create trigger {table}_written_outside after insert on {table} when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('{table}', new.id, new.recorded_from);
end"""
_OUTSIDE_UPDATE = """\
create trigger {table}_rewritten_outside after update of recorded_from on {table} when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('{table}', new.id, new.recorded_from);
end"""
_OUTSIDE_END = """\
create trigger {table}_history_written_outside after insert on {table}_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('{table}_history', new.history_id, new.recorded_to);
end"""
# REPLACE deletes the row in the way and fires no trigger for it, so it must not come that far.
_NOT_REPLACED = """\
create trigger {table}_are_not_replaced_on_insert before insert on {table}
when exists (select 1 from {table} where id = new.id{same_key}) begin
  select raise(abort, 'guard: there already; update it instead');
end"""
_NOT_REPLACED_ON_UPDATE = """\
create trigger {table}_are_not_replaced_on_update before update of {keys} on {table}
when exists (select 1 from {table} where id <> old.id and (0{same_key})) begin
  select raise(abort, 'guard: another one has this already');
end"""
_CLOSED = """\
create trigger {table}_history_is_not_{done} before {verb} on {table}_history {when} begin
  select raise(abort, 'guard: history cannot be changed');
end"""
_THERE = "when exists (select 1 from {table}_history where history_id = new.history_id)"


def history_sql(connection: sqlite3.Connection, table: str) -> list[str]:
    """The twin of `table`, the twin's indexes, and the triggers of both, one statement each."""
    columns = connection.execute(f"pragma table_info({table})").fetchall()
    words = {"table": table, "columns": ",\n  ".join(f"{column[1]} {column[2].lower()}" for column in columns)}
    return [
        _TWIN.format(**words),
        _INDEX.format(**words),
        *trigger_sql(connection, table),
        *_indexes(connection, table),
    ]


def trigger_sql(connection: sqlite3.Connection, table: str) -> list[str]:
    """The triggers of `table` and its twin; a migration that adds a column drops the first ones and makes them anew."""
    names = [column[1] for column in connection.execute(f"pragma table_info({table})")]
    keys = _unique_keys(connection, table)
    words = {
        "table": table,
        "names": ", ".join(names),
        "content": ", ".join(name for name in names if name not in (*BOOKKEEPING, *RECOMPUTED)),
        "old": ", ".join(f"old.{name}" for name in names),
        "keys": ", ".join(dict.fromkeys(column for key in keys for column in key)),
        "same_key": "".join(f" or ({' and '.join(f'{column} = new.{column}' for column in key)})" for key in keys),
        "now": _NOW,
        "clock": _CLOCK,
        "last": LAST_ID,
        "change": _CHANGE,
    }
    triggers = [_KEEP_UPDATED, _KEEP_DELETED, _KEEP_ID, _KEEP_STAMP, _STAMPED, _TWIN_STAMPED]
    triggers += [_OUTSIDE, _OUTSIDE_UPDATE, _OUTSIDE_END, _NOT_REPLACED]
    triggers += [_NOT_REPLACED_ON_UPDATE] if keys else []
    there = _THERE.format(table=table)
    closed = [("edited", "update", ""), ("deleted", "delete", ""), ("replaced", "insert", there)]
    return [
        *(trigger.format(**words) for trigger in triggers),
        *(_CLOSED.format(table=table, done=done, verb=verb, when=when) for done, verb, when in closed),
    ]


def _indexes(connection: sqlite3.Connection, table: str) -> list[str]:
    """The table's indexes over plain columns, for its twin."""
    found = [row[1] for row in connection.execute(f"pragma index_list({table})")]
    each = [["change_id"]] if f"{table}_change" not in found else []
    each += [[row[2] for row in connection.execute(f"pragma index_info({index})")] for index in found]
    return [
        f"create index if not exists {table}_history_{'_'.join(columns[:3])} on {table}_history ({', '.join(columns)})"
        for columns in each
        if None not in columns
    ]


def _unique_keys(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    """The columns of each unique index over plain columns."""
    indexes = [row[1] for row in connection.execute(f"pragma index_list({table})") if row[2]]
    keys = [[row[2] for row in connection.execute(f"pragma index_info({index})")] for index in indexes]
    return [key for key in keys if None not in key]
