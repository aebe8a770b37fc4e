"""What is superseded or deleted moves to a `*_history` twin, by triggers, whoever writes.

System-versioned tables as in SQL:2011 (7.13): a row holds from recorded_from up to, not including, recorded_to.
Called by migrations only; run it again for a table whose columns a later migration changes.
"""

from __future__ import annotations

import sqlite3

BOOKKEEPING = ("change_id", "recorded_from")

# The change being written says when; another program's write is stamped with the clock and no change.
_NOW = "coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
_CHANGE = "(select change_id from change_in_progress)"

_TWIN = """
create table {table}_history (
  history_id integer primary key,
  {columns},
  recorded_to text not null,
  superseded_by integer
) strict
"""
_INDEX = "create index {table}_history_row on {table}_history (id, recorded_from)"
_KEEP_UPDATED = """
create trigger {table}_keep_updated after update of {content} on {table} begin
  insert into {table}_history ({names}, recorded_to, superseded_by)
    values ({old}, {now}, {change});
  update {table} set change_id = {change}, recorded_from = {now} where id = new.id;
end
"""
_KEEP_DELETED = """
create trigger {table}_keep_deleted after delete on {table} begin
  insert into {table}_history ({names}, recorded_to, superseded_by)
    values ({old}, {now}, {change});
end
"""
_SAME_ID = """
create trigger {table}_keep_their_id before update of id on {table} when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end
"""
_NO_EDIT = """
create trigger {table}_history_is_not_{done} before {verb} on {table}_history begin
  select raise(abort, 'guard: history cannot be changed');
end
"""


def keep_history(connection: sqlite3.Connection, table: str) -> None:
    """Create `table`'s twin and the triggers that fill and protect it."""
    info = connection.execute(f"pragma table_info({table})").fetchall()
    names = [column[1] for column in info]
    words = {
        "table": table,
        "columns": ",\n  ".join(f"{column[1]} {column[2].lower()}" for column in info),
        "names": ", ".join(names),
        "content": ", ".join(name for name in names if name not in BOOKKEEPING),
        "old": ", ".join(f"old.{name}" for name in names),
        "now": _NOW,
        "change": _CHANGE,
    }
    for statement in (_TWIN, _INDEX, _KEEP_UPDATED, _KEEP_DELETED, _SAME_ID):
        connection.execute(statement.format(**words))
    for done, verb in (("edited", "update"), ("deleted", "delete")):
        connection.execute(_NO_EDIT.format(table=table, done=done, verb=verb))
