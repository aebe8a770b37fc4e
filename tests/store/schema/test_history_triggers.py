"""What is superseded or deleted moves to its twin, whoever writes: the API, or a bare sqlite3 connection."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from registry import Registry
from registry.domain.errors import ClashError
from registry.store.schema.migrations import migrations

DATA = Path(__file__).parents[3] / "data"
BOOKKEEPING = {"change_id", "recorded_from"}


def schema():
    db = Database(memory=True)
    migrations.apply(db)
    return db


def versioned_tables():
    names = {row[0] for row in schema().execute("select name from sqlite_master where type = 'table'")}
    return sorted(name for name in names if f"{name}_history" in names)


TABLES = versioned_tables()
CHILDREN_FIRST = (
    "dataset_keys", "datasets", "organization_redirects", "role_redirects", "distinct_organizations", "distinct_roles",
    "waivers", "citations", "relation_citations", "appointment_identifiers", "appointment_details", "appointment_dates",
    "rosters", "archives", "distinct_people", "person_redirects",
    "appointments", "role_seats", "role_relations",
    "role_names", "role_identifiers", "roles", "organization_relations",
    "organization_names", "organization_identifiers", "organizations", "person_names", "person_identifiers",
    "people", "sources",
)  # fmt: skip
TABLES_THAT_THE_SAMPLE_LEAVES_EMPTY = (
    "insert into organization_identifiers (organization_id, scheme, value) values (1, 'wikidata', 'Q1')",
    "insert into role_identifiers (role_id, scheme, value) values (1, 'wikidata', 'Q2')",
    "insert into role_seats (role_id, since, seats) values (1, '2030-01-01', 2)",
    "insert into role_relations (role_id, kind, other_id) values (1, 'excludes', 2)",
    "insert into appointment_details (appointment_id, field, value) values (1, 'rank', 'General')",
    """insert into appointment_dates (appointment_id, side, act, on_date, on_earliest, on_latest)
    values (1, 'start', 'announced', '2024-02-08', '2024-02-08', '2024-02-08')""",
    "insert into relation_citations (role_relation_id, source_id) values (1, 1)",
    "insert into waivers (finding, because) values ('gap-00000000', 'known')",
    f"insert into archives (source_id, sha256, bytes, name) values (1, '{'a1' * 32}', 5, 'page.html')",
    "insert into appointment_identifiers (appointment_id, scheme, value) values (1, 'a-file', '1')",
    "insert into datasets (name, format) values ('a-file', 'popolo')",
    "insert into rosters (organization_id, source_id, day) values (1, 1, '2030-01-01')",
    "insert into person_redirects (slug, person_id) values ('somebody', 1)",
    "insert into distinct_people (person_id, other_person_id, because) values (1, 2, 'known')",
    "insert into dataset_keys (dataset, noun, value, person_id) values ('a-file', 'person', '1', 1)",
    "insert into organization_redirects (slug, organization_id) values ('some-body', 1)",
    "insert into role_redirects (slug, role_id) values ('some-role', 1)",
    """insert into distinct_organizations (organization_id, other_organization_id, because)
    values (1, 2, 'known')""",
    "insert into distinct_roles (role_id, other_role_id, because) values (1, 2, 'known')",
)


def clock():
    return datetime(2024, 1, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("history") / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester", clock=clock) as registry:
        registry.import_package(DATA)
    connection = sqlite3.connect(path)
    for statement in TABLES_THAT_THE_SAMPLE_LEAVES_EMPTY:
        connection.execute(statement)
    connection.commit()
    yield connection
    connection.close()


@pytest.fixture
def path(template, tmp_path):
    copied = tmp_path / "registry.db"
    with sqlite3.connect(copied) as connection:
        template.backup(connection)
    connection.close()
    return copied


@pytest.fixture
def bare(path):
    """A connection as any program opens one, to the sample registry."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture
def registry(path):
    with Registry(path, actor="a tester", clock=clock) as opened:
        yield opened


def columns(connection, table):
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]


def newest(bare, table):
    return dict(bare.execute(f"select * from {table} order by id desc limit 1").fetchone())


def history(bare, table):
    return [dict(row) for row in bare.execute(f"select * from {table}_history order by history_id")]


def a_column_to_change(bare, table):
    """A text that no guard looks at, or a number where there is none."""
    wanted = (
        "note",
        "kind",
        "value",
        "start_date",
        "because",
        "other_id",
        "seats",
        "name",
        "source_id",
        "person_id",
        "organization_id",
        "role_id",
    )
    return next(name for name in wanted if name in columns(bare, table) and table != name)


def a_change(bare, table, text="another"):
    """Change one text of the newest row; returns the row as it was."""
    before = newest(bare, table)
    column = a_column_to_change(bare, table)
    value = (
        len(text) if column in ("other_id", "seats", "source_id", "person_id", "organization_id", "role_id") else text
    )
    bare.execute(f"update {table} set {column} = ? where id = ?", [value, before["id"]])
    return before


def a_deletion(bare, table):
    """Delete the newest row after all that hangs on it; returns the row as it was."""
    for child in CHILDREN_FIRST[: CHILDREN_FIRST.index(table)]:
        if child == "appointments":
            bare.execute("update appointments set replaces_id = null")
        bare.execute(f"delete from {child}")
    if table == "appointments":
        bare.execute("update appointments set replaces_id = null where replaces_id is not null")
    before = newest(bare, table)
    bare.execute(f"delete from {table} where id = ?", [before["id"]])
    return before


def changes(bare):
    return bare.execute("select count(*) from changes").fetchone()[0]


def moved(bare, table, before):
    """The history rows that are `before`, in what it held and since when."""
    return [row for row in history(bare, table) if before.items() <= row.items()]


# --- the twins ---


def test_everything_that_is_recorded_keeps_its_history():
    db = schema()
    recorded = [table for table in db.table_names() if {"change_id", "recorded_from", "id"} <= set(columns(db, table))]
    assert sorted(table for table in recorded if not table.endswith("_history")) == TABLES
    assert sorted(CHILDREN_FIRST) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_twin_has_the_columns_of_its_table(bare, table):
    own = [(row[1], row[2]) for row in bare.execute(f"pragma table_info({table})")]
    twin = [(row[1], row[2]) for row in bare.execute(f"pragma table_info({table}_history)")]
    bookkeeping = [("history_id", "INTEGER"), ("recorded_to", "TEXT"), ("superseded_by", "INTEGER")]
    assert {(name, kind.upper()) for name, kind in twin} == {(name, kind.upper()) for name, kind in own} | set(
        bookkeeping
    )
    assert len(twin) == len(own) + len(bookkeeping)


# --- another program's writes ---


@pytest.mark.parametrize("table", TABLES)
def test_the_sample_fills_every_table_and_no_history(bare, table):
    assert newest(bare, table)
    assert history(bare, table) == []


@pytest.mark.parametrize("table", TABLES)
def test_another_programs_update_moves_what_the_row_was_to_its_twin(bare, table):
    before = a_change(bare, table)
    (kept,) = history(bare, table)
    assert before.items() <= kept.items()


@pytest.mark.parametrize("table", TABLES)
def test_another_programs_update_is_stamped_with_the_time_and_no_change(bare, table):
    a_change(bare, table)
    (kept,) = history(bare, table)
    after = newest(bare, table)
    assert kept["superseded_by"] is None
    assert kept["recorded_to"] > kept["recorded_from"]
    assert (after["change_id"], after["recorded_from"]) == (None, kept["recorded_to"])


@pytest.mark.parametrize("table", TABLES)
def test_a_deleted_row_moves_to_its_twin(bare, table):
    before = a_deletion(bare, table)
    (kept,) = moved(bare, table, before)
    assert kept["superseded_by"] is None
    assert kept["recorded_to"] >= kept["recorded_from"]


@pytest.mark.parametrize("table", TABLES)
def test_an_update_of_any_column_is_recorded(bare, table):
    for column in columns(bare, table):
        if column in (
            *BOOKKEEPING,
            "name_key",
            "url_key",
            "says_earliest",
            "says_latest",
        ):  # derived: no version of its own
            continue
        before = newest(bare, table)
        bare.execute(f"update {table} set {column} = {column} where id = ?", [before["id"]])
        assert moved(bare, table, before), column


@pytest.mark.parametrize("table", TABLES)
def test_a_row_written_twice_leaves_versions_that_follow_each_other(bare, table):
    a_change(bare, table, "first")
    a_change(bare, table, "second")
    one, two = history(bare, table)
    assert one["recorded_to"] == two["recorded_from"]
    assert two["recorded_to"] == newest(bare, table)["recorded_from"]


@pytest.mark.parametrize("table", TABLES)
def test_only_the_row_that_was_written_has_a_history(bare, table):
    before = a_change(bare, table)
    assert {row["id"] for row in history(bare, table)} == {before["id"]}


@pytest.mark.parametrize("table", TABLES)
def test_what_is_rolled_back_leaves_no_history(bare, table):
    bare.execute("begin")
    a_change(bare, table)
    bare.execute("rollback")
    assert history(bare, table) == []


NEW_ROWS = {
    "people": "insert into people (name) values ('Ann Lee')",
    "person_names": "insert into person_names (person_id, name) values (1, 'Annie')",
    "organizations": "insert into organizations (name) values ('Navy')",
    "organization_names": "insert into organization_names (organization_id, name) values (1, 'Fleet')",
    "roles": "insert into roles (title, organization_id) values ('Chaplain', 1)",
    "role_names": "insert into role_names (role_id, name) values (1, 'Boss')",
    "sources": "insert into sources (title) values ('Gazette')",
    "appointments": "insert into appointments (person_id, role_id, status) values (1, 1, 'rejected')",
}


@pytest.mark.parametrize("table", NEW_ROWS)
def test_another_programs_insert_leaves_no_history(bare, table):
    bare.execute(NEW_ROWS[table])
    assert history(bare, table) == []


@pytest.mark.parametrize(
    "table", ["people", "organizations", "roles", "person_names", "organization_names", "role_names"]
)
def test_another_programs_renaming_leaves_one_version(bare, table):
    before = newest(bare, table)
    label = "title" if table == "roles" else "name"
    bare.execute(f"update {table} set {label} = 'Another Name' where id = ?", [before["id"]])
    (kept,) = history(bare, table)
    assert before.items() <= kept.items()


def test_a_refused_update_leaves_no_history(bare):
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute("update appointments set end_latest = '0001-01-01'")
    assert history(bare, "appointments") == []


# --- the API's writes ---


@pytest.fixture
def chief(registry):
    """A role whose holder is about to end; returns its slug."""
    registry.roles.add("Chaplain General", "armed-forces-of-ukraine")
    registry.appoint("Ivan Petrenko", "chaplain-general", "2024-01-01", new=True)
    return "chaplain-general"


def newest_change(bare):
    return dict(bare.execute("select * from changes order by id desc limit 1").fetchone())


def test_what_the_api_supersedes_names_the_change_that_did_it(registry, chief, bare):
    before = newest(bare, "appointments")
    registry.end("Ivan Petrenko", chief, "2024-02-12")
    (kept,) = history(bare, "appointments")
    change = newest_change(bare)
    assert before.items() <= kept.items()
    assert (kept["superseded_by"], kept["recorded_to"]) == (change["id"], change["recorded_at"])


def test_what_the_api_writes_belongs_to_its_change(registry, chief, bare):
    registry.end("Ivan Petrenko", chief, "2024-02-12")
    change, after = newest_change(bare), newest(bare, "appointments")
    assert (after["change_id"], after["recorded_from"]) == (change["id"], change["recorded_at"])


def test_a_succession_is_one_change(registry, chief, bare):
    earlier = changes(bare)
    registry.succeed(chief, "Oleh Shevchuk", "2024-02-12", new=True)
    stamps = bare.execute("select change_id from appointments order by id desc limit 2").fetchall()
    assert changes(bare) == earlier + 1
    assert {row[0] for row in stamps} == {newest_change(bare)["id"]}


def test_later_changes_are_later_even_if_the_clock_stands_still(registry, chief, bare):
    registry.end("Ivan Petrenko", chief, "2024-02-12")
    times = [row[0] for row in bare.execute("select recorded_at from changes order by id")]
    assert times == sorted(set(times))


def test_after_a_change_no_change_is_in_progress(registry, chief, bare):
    registry.end("Ivan Petrenko", chief, "2024-02-12")
    assert bare.execute("select * from change_in_progress").fetchall() == []


def test_a_refused_write_leaves_no_change(registry, chief, bare):
    earlier = changes(bare)
    with pytest.raises(ClashError):
        registry.appoint("Oleh Shevchuk", chief, "2024-02-12", new=True)
    assert changes(bare) == earlier


def test_after_a_refused_write_no_change_is_in_progress(registry, chief, bare):
    with pytest.raises(ClashError):
        registry.appoint("Oleh Shevchuk", chief, "2024-02-12", new=True)
    assert bare.execute("select * from change_in_progress").fetchall() == []


def test_a_refused_write_leaves_no_new_person(registry, chief, bare):
    before = newest(bare, "people")
    with pytest.raises(ClashError):
        registry.appoint("Oleh Shevchuk", chief, "2024-02-12", new=True)
    assert newest(bare, "people") == before


def test_an_import_of_what_is_there_is_no_change(registry, bare):
    earlier = changes(bare)
    registry.import_package(DATA)
    assert changes(bare) == earlier


def test_what_another_program_wrote_is_superseded_by_the_apis_change(registry, chief, bare):
    before = newest(bare, "appointments")
    bare.execute("update appointments set note = 'from outside' where id = ?", [before["id"]])
    registry.end("Ivan Petrenko", chief, "2024-02-12")
    outside, inside = history(bare, "appointments")
    assert (outside["superseded_by"], inside["superseded_by"]) == (None, newest_change(bare)["id"])
    assert (inside["change_id"], inside["note"]) == (None, "from outside")


def test_time_never_runs_backwards_between_programs(registry, path, bare):
    ahead = datetime.now(UTC) + timedelta(hours=12)
    with Registry(path, actor="a tester", clock=lambda: ahead) as early:
        early.people.add("Ann Lee")
    bare.execute("update people set note = 'from outside' where slug = 'ann-lee'")
    (kept,) = history(bare, "people")
    assert kept["recorded_from"] <= kept["recorded_to"]
