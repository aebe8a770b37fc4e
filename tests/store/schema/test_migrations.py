"""Each version of the schema is literal SQL: what is added today changes no version that was shipped."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from sqlite_utils import Database

from registry.store.database.registry_file import SCHEMA_VERSION, in_memory
from registry.store.schema import migrations as schema
from registry.store.schema.fingerprints import fingerprints
from registry.store.schema.versioning_triggers import KEPT, history_sql, trigger_sql

FIXTURES = Path(__file__).parents[2] / "fixtures"
FINGERPRINTS = Path(str(files("registry.store").joinpath("schema/fingerprints.txt")))
SHIPPED = (1, 2, 3, 4, 5, 6)
ITEMS = """
select type, name, sql from sqlite_master
where sql is not null and name <> '_sqlite_migrations' and name not like 'search\\_%' escape '\\'
"""


def items(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    return {(kind, name): sql for kind, name, sql in connection.execute(ITEMS)}


@pytest.mark.parametrize("version", SHIPPED)
def test_a_shipped_version_of_the_schema_is_made_as_the_file_that_was_kept_of_it_has_it(version: int):
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as made,
        closing(sqlite3.connect(f"file:{FIXTURES}/schema-{version}.db?mode=ro&immutable=1", uri=True)) as kept,
    ):
        later = {f"{number:04}" for number in range(version + 1, SCHEMA_VERSION + 1)}
        schema.migrations.apply(Database(made, recursive_triggers=False), stop_before=later)

        assert items(made) == items(kept)


def test_the_version_of_a_file_is_the_highest_number_of_a_migration():
    assert max(map(int, schema._PARTS)) == SCHEMA_VERSION


def test_each_sql_file_of_a_version_is_run_and_each_that_is_run_is_there():
    folder = files("registry.store").joinpath("schema")
    there = {file.name for file in folder.iterdir() if file.name[:4].isdigit()}

    assert there == {f"{number}_{part}.sql" for number, parts in schema._PARTS.items() for part in parts}


def test_the_fingerprints_are_those_of_a_new_registry():
    """If this fails after a new migration, run `python -m tests.store.schema.test_migrations`, which writes them."""
    with closing(in_memory()) as connection:
        assert fingerprints_text(connection) == FINGERPRINTS.read_text("utf-8")


def fingerprints_text(connection: sqlite3.Connection) -> str:
    return "".join(f"{name} {digest}\n" for name, digest in sorted(fingerprints(connection).items()))


def test_a_migration_makes_the_schema_whatever_tables_there_are_today(monkeypatch: pytest.MonkeyPatch):
    with closing(in_memory()) as connection:
        before = items(connection)
    monkeypatch.setattr("registry.store.schema.versioning_triggers.KEPT", (*KEPT, "a_table_of_tomorrow"))

    with closing(in_memory()) as connection:
        assert items(connection) == before


@pytest.mark.parametrize("table", KEPT)
def test_the_history_of_each_table_is_kept_by_the_same_triggers(table: str):
    """If this fails for a new or a changed table, put this SQL into the migration (drop what it replaces first)."""
    with closing(in_memory()) as connection:
        there = {name: " ".join(sql.split()).lower() for (_, name), sql in items(connection).items()}
        twin = trigger_sql(connection, table) if f"{table}_history" in there else history_sql(connection, table)
        missing = [sql for sql in twin if there.get(sql.split()[2]) != " ".join(sql.split()).lower()]

    assert not missing, "\n" + "\n".join(f"{sql};" for sql in missing)


@pytest.mark.parametrize("table", KEPT)
def test_the_twin_of_each_table_has_all_its_columns_and_indexes(table: str):
    with closing(in_memory()) as connection:
        columns = {row[1] for row in connection.execute(f"pragma table_info({table})")}
        twin = {row[1] for row in connection.execute(f"pragma table_info({table}_history)")}
        names = {name for _, name in items(connection)}
        indexes = [sql for sql in history_sql(connection, table) if sql.startswith("create index if not exists")]

    assert columns | {"history_id", "recorded_to", "superseded_by"} == twin
    assert not [sql for sql in indexes if sql.split()[5] not in names], "\n" + "\n".join(indexes)


if __name__ == "__main__":
    with closing(in_memory()) as new:
        FINGERPRINTS.write_text(fingerprints_text(new), "utf-8")
