"""A file taken in by sets, without the triggers, leaves what every guard lets pass, whatever its order."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry import Registry
from registry.domain.dates.bounds import bounds_of
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport, OnConflict
from registry.domain.exchange.statements import (
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    Statement,
    TenureStatement,
)
from registry.services.exchange.import_file import take_in
from registry.services.exchange.package import ImportRefusedError
from registry.services.exchange.stage import dates_of
from registry.store.care.expected_schema import versioned_tables
from registry.store.database.transactions import savepoint
from registry.store.entities.roles import insert_seats
from tests.conftest import clock, examples
from tests.services.exchange import row_by_row

PEOPLE = ("Ann Ames", "Bob Bell", "Cid Cole")
SEATS = {"Chief": 1, "Deputy": 2, "Member": None}
DAYS = [f"2024-02-{day:02}" for day in (9, 10, 11, 12)]
EDGES = ["2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01", "2025-01-01"]
VAGUE = ["2024-01", "2024-02", "2024", "2025", "202X", "2024-02-XX", "2024-02-10~", "2024-02~", "2024?", "2024-33"]
SETS = ["[2024-02-10,2024-02-12]", "[2024-02-09..2024-02-11]", "[..2024-02-10]", "[2024-02-11..]"]
NEAR = [*DAYS, *DAYS, *EDGES, *VAGUE, *SETS, "XXXX", None, None]
NONE = ["2024-02-30", "2024-13", "0000", "0001-01-01", "9999-12-31", "spring", "2024-2-1", "\u0662024-02-10"]

few = settings(max_examples=examples(10))  # each makes and checks whole registries
texts = st.sampled_from(NEAR)
helds = st.tuples(
    st.sampled_from((None, *PEOPLE, *PEOPLE, *PEOPLE)),
    st.sampled_from(("Chief", *SEATS)),
    texts,
    texts,
    st.sampled_from(("substantive",) * 4 + ("acting",)),
    st.sampled_from(("accepted",) * 6 + ("disputed", "rejected")),
    st.sampled_from((None, None, None, "seen")),
).map(
    lambda cells: TenureStatement(
        **dict(zip(("person", "post", "start", "end", "kind", "status", "note"), cells, strict=True))
    )
)


@st.composite
def files(draw: st.DrawFn, least: int = 1, most: int = 8) -> list[Statement]:
    """Few rows of few people in few roles; some are made twice; people are described or only named, rows have keys."""
    rows = draw(st.lists(helds, min_size=least, max_size=most))
    rows = [*rows, *draw(st.lists(st.sampled_from(rows), max_size=2))] if rows else []
    rows = draw(st.permutations(rows))
    keyed = draw(st.booleans())
    placed = [
        row._replace(place=f"line {number}", key=f"k{number}" if keyed else None) for number, row in enumerate(rows)
    ]
    described = draw(st.sets(st.sampled_from(PEOPLE)))
    return [*(PersonStatement(name, name) for name in sorted(described)), *around(placed)]


def around(rows: list[TenureStatement]) -> list[Statement]:
    """The rows with the things that they speak of."""
    return [
        OrganizationStatement("staff", "The Staff"),
        *(RoleStatement(title, title, "staff", seats=n) for title, n in SEATS.items()),
        *rows,
    ]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "registry.db"
    Registry.create(path)
    return path


@contextmanager
def copies(template: Path) -> Iterator[tuple[Registry, Registry]]:
    """Two registries that hold the same."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("one.db", "other.db")]
        for path in paths:
            shutil.copy(template, path)
        with Registry(paths[0], clock=clock) as one, Registry(paths[1], clock=clock) as other:
            yield one, other


def in_sets(registry: Registry, file: list[Statement], on_conflict: OnConflict) -> ImportReport | None:
    """The report; None if the file is refused."""
    before = schema(registry.file.connection)
    try:
        with registry.file.session.change("import") as change:
            return take_in(change, ImportReport("a-file"), file, on_conflict=on_conflict)
    except ImportRefusedError:
        return None
    finally:
        assert schema(registry.file.connection) == before
        assert registry.file.connection.execute("pragma ignore_check_constraints").fetchone() == (0,)


def by_rows(registry: Registry, file: list[Statement], on_conflict: OnConflict = OnConflict.SKIP) -> list[str]:
    return row_by_row.record(registry.file.session, file, on_conflict)


def schema(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return sorted(connection.execute("select type, name, tbl_name, sql from sqlite_master where sql is not null"))


def assert_sound(registry: Registry) -> None:
    """Nothing that a trigger, a check or a key would have refused, and nothing that a trigger would have done."""
    connection = registry.file.connection
    assert connection.execute("select * from crowded").fetchall() == []
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]  # the checks of each row, too
    assert connection.execute("select count(*) from search").fetchone() == (
        connection.execute("select count(*) from searched").fetchone()
    )
    assert registry.doctor().left == ()  # references, derived columns, search index, guards, history


def assert_no_history(registry: Registry) -> None:
    for table in versioned_tables():
        assert registry.file.connection.execute(f"select * from {table}_history").fetchall() == []


def assert_order_decides_nothing(one: Registry, other: Registry, file: list[Statement], on: OnConflict) -> None:
    """The same statements in the opposite order come to the same tenures, all of them sound."""
    known = row_by_row.rows(one.file.connection)
    done, turned = in_sets(one, file, on), in_sets(other, file[::-1], on)
    for registry in (one, other):
        assert_sound(registry)
    assert (done is None) == (turned is None)
    if done is None or turned is None:
        assert row_by_row.rows(one.file.connection) == known
        return
    assert (done.refused.total, done.flagged.total) == (turned.refused.total, turned.flagged.total)
    assert without_notes(one) == without_notes(other)


def without_notes(registry: Registry) -> Counter[tuple[object, ...]]:
    """The tenures but for their notes: of two that say the same, it is told which is told first."""
    found: Counter[tuple[object, ...]] = Counter()
    for row, times in row_by_row.rows(registry.file.connection).items():
        found[row[:-1]] += times
    return found


@few
@given(files(), st.sampled_from(OnConflict))
def test_a_file_in_an_empty_registry(template: Path, file: list[Statement], on_conflict: OnConflict):
    with copies(template) as (sets, by_row):
        assert_order_decides_nothing(sets, by_row, file, on_conflict)
        assert_no_history(sets)


@few
@given(files(), files(), st.sampled_from(OnConflict), st.sampled_from([*DAYS, "2024-03-01"]), st.sampled_from((1, 2)))
def test_a_file_of_others_than_are_recorded(
    template: Path, recorded: list[Statement], file: list[Statement], on_conflict: OnConflict, since: str, seats: int
):
    known = {(each.person, each.post) for each in recorded if isinstance(each, TenureStatement)}
    file = [each for each in file if not isinstance(each, TenureStatement) or (each.person, each.post) not in known]
    with copies(template) as (sets, by_row):
        for registry in (sets, by_row):
            by_rows(registry, recorded)
            change_seats(registry, "Deputy", since, seats)
        assert_order_decides_nothing(sets, by_row, file, on_conflict)
        assert_no_history(sets)


def change_seats(registry: Registry, title: str, since: str, seats: int) -> None:
    """Unless those who are recorded would have no room."""
    with registry.file.session.change("seats") as change:
        db = change.db
        (role_id,) = db.conn.execute("select id from roles where title = ?", [title]).fetchone()
        try:
            with savepoint(db.conn):
                insert_seats(db, role_id, since, seats)
        except sqlite3.IntegrityError:
            return


@few
@given(files(), files(), st.sampled_from(OnConflict))
def test_a_file_of_those_who_are_recorded(
    template: Path, recorded: list[Statement], file: list[Statement], on_conflict: OnConflict
):
    with copies(template) as (registry, _):
        by_rows(registry, recorded)
        entered = rows_by_slug(registry)
        done = in_sets(registry, file, on_conflict)
        assert_sound(registry)
        after = rows_by_slug(registry)
        if done is None:
            assert after == entered
        for slug, (*who, end, start, how) in entered.items():
            assert after[slug][:-2] == (*who, end)  # what somebody entered stays
            assert start is None or after[slug][-2] == start
            assert how is None or after[slug][-1] == how


def rows_by_slug(registry: Registry) -> dict[str, tuple[object, ...]]:
    sql = "select slug, person_id, role_id, kind, status, end_date, start_date, note from appointments"
    return {slug: row for slug, *row in map(tuple, registry.file.connection.execute(sql))} | {
        slug: tuple(row) for slug, *row in registry.file.connection.execute(sql)
    }


@few
@given(files(), st.sampled_from(OnConflict))
def test_a_file_again(template: Path, file: list[Statement], on_conflict: OnConflict):
    with copies(template) as (registry, _):
        first = in_sets(registry, file, on_conflict)
        before = row_by_row.rows(registry.file.connection)

        again = in_sets(registry, file, on_conflict)

        assert row_by_row.rows(registry.file.connection) == before
        assert (first is None) == (again is None)
        if again:
            assert (again.added.total(), again.updated.total(), again.vanished) == (0, 0, [])
        assert_sound(registry)
        assert_no_history(registry)


names = st.sampled_from(("Ann Ames", "ann ames", "Ann  Ames", "Bob Bell", "B. Bell", "???", ""))
identifiers = st.lists(st.tuples(st.just("wikidata"), st.sampled_from(("Q1", " Q1", "Q2", ""))), max_size=2).map(tuple)
keys = st.sampled_from("abc")
things = st.one_of(
    st.builds(
        lambda key, name, ids, birth: PersonStatement(key, name, identifiers=ids, birth=birth),
        keys,
        names,
        identifiers,
        texts,
    ),
    st.builds(
        lambda key, name, ids, above: OrganizationStatement(key, name, identifiers=ids, parent=above),
        keys,
        names,
        identifiers,
        st.none() | keys,
    ),
    st.builds(
        lambda key, name, body, ids, seats: RoleStatement(key, name, body, identifiers=ids, seats=seats),
        keys,
        names,
        keys,
        identifiers,
        st.sampled_from((0, 1, 2, None)),
    ),
    st.builds(
        lambda who, post, key, start, end, before: TenureStatement(who, post, "row", key, start, end, replaces=before),
        st.none() | keys,
        keys,
        st.sampled_from((None, "", "1", "2", "3")),
        texts,
        texts,
        st.none() | st.sampled_from("123"),
    ),
)


@few
@given(st.lists(things, max_size=12), st.lists(things, max_size=12))
def test_whatever_things_a_file_has(template: Path, file: list[Statement], newer: list[Statement]):
    with copies(template) as (registry, _):
        for each in (file, newer):
            in_sets(registry, each, OnConflict.SKIP)
            assert_sound(registry)


@pytest.mark.parametrize("step", ["read", "recorded"])
def test_an_import_that_is_broken_off_leaves_everything_as_it_was(registry: Registry, untouched: None, step: str):
    def heard(now: str, rows: int) -> None:
        if now == step:
            raise KeyboardInterrupt

    file = around([TenureStatement("Ann Ames", "Chief", "line 1", start="2024")])
    before = schema(registry.file.connection)
    with pytest.raises(KeyboardInterrupt), registry.file.session.change("import") as change:
        take_in(change, ImportReport("a-file"), file, heard=heard)

    assert schema(registry.file.connection) == before
    assert registry.file.connection.execute("pragma ignore_check_constraints").fetchone() == (0,)
    assert_sound(registry)


@given(st.sampled_from([*NEAR, *NONE]), st.sampled_from([*NEAR, *NONE]))
def test_dates_are_read_alike(start: str | None, end: str | None):
    def said(read) -> object:
        try:
            return tuple(read(start, end))
        except RegistryError as error:
            return type(error), str(error)

    assert said(dates_of) == said(bounds_of)
