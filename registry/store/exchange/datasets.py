"""Files of others as datasets: how each is read, and which changes took it in."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from registry.store.database.registry_file import insert, update
from registry.store.entities.named import Noun
from registry.store.schema.versioning_triggers import BOOKKEEPING

if TYPE_CHECKING:
    from sqlite_utils import Database


class Dataset(NamedTuple):
    """`columns`: a JSON object; `ends`: inclusive or exclusive; `seats`: 0 = unlimited. None = as the format has it."""

    name: str
    format: str
    columns: str | None = None
    ends: str | None = None
    seats: int | None = None
    choices: str | None = None  # how conflicts were settled, a JSON object


def dataset(connection: sqlite3.Connection, name: str) -> Dataset | None:
    """How the file was read last time."""
    row = connection.execute(
        "select name, format, columns, ends, seats, choices from datasets where name = ?", [name]
    ).fetchone()
    return None if row is None else Dataset._make(row)


def remember(db: Database, known: Dataset) -> int:
    """Keep how the file is read; returns the id."""
    row = db.conn.execute("select id from datasets where name = ?", [known.name]).fetchone()
    if row is None:
        return insert(db, "datasets", known._asdict())
    update(db, "datasets", row[0], known._asdict())
    return int(row[0])


def insert_key(db: Database, dataset: str, noun: Noun, value: str, row_id: int) -> int:
    """Note by which key the dataset knows the row. Raises sqlite3.IntegrityError if that is another's."""
    return insert(db, "dataset_keys", {"dataset": dataset, "noun": noun.word, "value": value, noun.owner: row_id})


def taken_in(db: Database, name: str) -> None:
    """Note that the open change takes in the dataset."""
    db.conn.execute("insert into imports select change_id, ? from change_in_progress", [name])


def last_wrote(connection: sqlite3.Connection, table: str, row_id: int, name: str) -> bool:
    """Whether the row is as an import of the dataset wrote it, or as an undo gave back what one had written."""
    sql = f"select 1 from {table} t join imports i on i.change_id = t.change_id where t.id = ? and i.dataset = ?"
    if connection.execute(sql, [row_id, name]).fetchone():
        return True
    columns = [row[1] for row in connection.execute(f"pragma main.table_info({table})") if row[1] not in BOOKKEEPING]
    same = " and ".join(f"h.{column} is t.{column}" for column in columns)
    sql = f"""
    select 1 from {table} t
    join changes u on u.id = t.change_id and u.command like 'undo %'
    join {table}_history h on {same}
    join imports i on i.change_id = h.change_id
    where t.id = ? and i.dataset = ?
    """
    return connection.execute(sql, [row_id, name]).fetchone() is not None


def was_taken_back(
    connection: sqlite3.Connection, table: str, row: Mapping[str, object], name: str, column: str | None = None
) -> bool:
    """Whether somebody removed such a row by hand, by neither an import of the dataset nor an undo.

    `column`: the row is still there, and this column of it was emptied.
    """
    same = " and ".join(f"h.{each} is :{each}" for each in row)
    gone = f"and (select {column} from {table} where id = h.id) is null" if column else ""
    sql = f"""
    select 1 from {table}_history h join changes c on c.id = h.superseded_by
    where {same} {gone} and c.command not like 'undo %'
      and c.id not in (select change_id from imports where dataset = :of_dataset)
      and c.id not in (select change_id from change_in_progress)
    """
    return connection.execute(sql, {**row, "of_dataset": name}).fetchone() is not None
