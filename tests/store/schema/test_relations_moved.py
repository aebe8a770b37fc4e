"""The rows of organization_parents and role_incompatibilities are relations now, with all that was recorded of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlite_utils import Database

from registry.store.database.registry_file import SCHEMA_VERSION
from registry.store.schema import migrations as schema
from registry.store.schema.seals import as_sealed, digests, seal_change, seal_outside, valid_contents

BEFORE = 6
RECORDED = """
insert into changes (id, recorded_at, actor, command) values (1, '2024-01-02T12:00:00.000Z', 'a tester', 'add');
insert into change_in_progress (id, change_id, recorded_at) values (1, 1, '2024-01-02T12:00:00.000Z');
insert into organizations (id, slug, name, change_id, recorded_from) values
  (1, 'ministry', 'Ministry', 1, '2024-01-02T12:00:00.000Z'), (2, 'army', 'Army', 1, '2024-01-02T12:00:00.000Z');
insert into roles (id, slug, title, organization_id, change_id, recorded_from) values
  (1, 'chief', 'Chief', 2, 1, '2024-01-02T12:00:00.000Z'), (2, 'deputy', 'Deputy', 2, 1, '2024-01-02T12:00:00.000Z');
insert into organization_parents (id, organization_id, parent_id, change_id, recorded_from)
  values (4, 2, 1, 1, '2024-01-02T12:00:00.000Z');
insert into role_incompatibilities (id, role_id, other_id, change_id, recorded_from)
  values (6, 1, 2, 1, '2024-01-02T12:00:00.000Z');
delete from change_in_progress;
"""
OUTSIDE = """
update organization_parents set start_date = '2020', start_earliest = '2020-01-01', start_latest = '2020-12-31';
insert into organization_parents (organization_id, parent_id, end_date, end_earliest, end_latest, start_latest)
  values (1, 2, '2019-05-04', '2019-05-04', '2019-05-04', '2019-05-04');
delete from role_incompatibilities;
"""


@pytest.fixture
def older() -> Iterator[sqlite3.Connection]:
    """A file of the version before, with what a change and what another program wrote, sealed."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        later = {f"{number:04}" for number in range(BEFORE + 1, SCHEMA_VERSION + 1)}
        schema.migrations.apply(Database(connection, recursive_triggers=False), stop_before=later)
        connection.executescript(RECORDED)
        seal_change(connection, 1)
        connection.executescript(OUTSIDE)
        seal_outside(connection)
        yield connection


def upgraded(connection: sqlite3.Connection) -> sqlite3.Connection:
    schema.migrations.apply(Database(connection, recursive_triggers=False))
    return connection


def test_what_stood_below_what_and_what_excludes_what_is_a_relation_under_its_id_and_change(older: sqlite3.Connection):
    found = upgraded(older).execute(
        "select id, organization_id, kind, other_id, start_date, start_latest, end_date, change_id"
        " from organization_relations order by id"
    )
    assert found.fetchall() == [
        (4, 2, "part of", 1, "2020", "2020-12-31", None, None),
        (5, 1, "part of", 2, None, "0001-01-01", "2019-05-04", None),
    ]
    ended = "select id, kind, role_id, other_id, change_id, superseded_by from role_relations_history"
    assert older.execute(ended).fetchall() == [(6, "excludes", 1, 2, 1, None)]


def test_the_names_of_the_old_tables_still_answer(older: sqlite3.Connection):
    sql = "select id, organization_id, parent_id, start_date, end_date, change_id from organization_parents order by id"
    before = older.execute(sql).fetchall()

    assert upgraded(older).execute(sql).fetchall() == before
    assert older.execute("select * from role_incompatibilities").fetchall() == []


def test_no_seal_breaks_when_rows_move(older: sqlite3.Connection):
    before = digests(older)

    assert before == valid_contents(older)
    assert digests(upgraded(older)) == before
    assert as_sealed(older) == valid_contents(older)


def test_what_was_changed_behind_the_guards_before_is_found_afterwards(older: sqlite3.Connection):
    older.execute("drop trigger organization_parents_history_is_not_edited")
    older.execute("update organization_parents_history set parent_id = 2, organization_id = 1")

    assert digests(upgraded(older)) != valid_contents(older)


def test_what_another_program_writes_afterwards_is_listed_and_sealed(older: sqlite3.Connection):
    upgraded(older).execute("insert into role_relations (role_id, kind, other_id) values (2, 'reports to', 1)")
    older.execute("insert into role_relations (role_id, kind, other_id) values (2, 'excludes', 1)")
    seal_outside(older)

    assert digests(older) == valid_contents(older)
    assert len(digests(older)) == 3
