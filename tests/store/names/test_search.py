"""The search index holds every name, whoever writes, and finds what shares its consonants."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import Registry, RegistryError
from registry.domain.errors import NotFoundError
from registry.domain.names.keys import name_key
from registry.domain.names.similarity import consonants
from registry.store.database import registry_file
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE
from registry.store.names.search_index import check_search, ids_with_words, names_like

FIXTURES = Path(__file__).parents[2] / "fixtures"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAIRS = ["tsch", "shch", "tch", "kh", "zh", "ch", "sh", "sz", "cz", "ts", "ph", "th", "dh", "ck", "gh", "x", "ss", "nn"]
KEYS = st.lists(
    st.lists(st.sampled_from([*LETTERS, *PAIRS, "7"]), min_size=1, max_size=8).map("".join), min_size=1, max_size=4
).map(" ".join)


@pytest.fixture
def names() -> Iterator[sqlite3.Connection]:
    connection = registry_file.in_memory()
    yield connection
    connection.close()


def add(names: sqlite3.Connection, name: str, key: str | None = None) -> int:
    sql = "insert into people (name, name_key) values (?, ?)"
    row_id = names.execute(sql, [name, name_key(name) if key is None else key]).lastrowid
    assert row_id is not None
    return row_id


def found(names: sqlite3.Connection, words: str) -> set[str]:
    return {each.name for each in names_like(names, PERSON, name_key(words))}


def is_whole(names: sqlite3.Connection) -> bool:
    return not list(check_search(names))


@given(KEYS)
def test_sql_folds_a_name_twice_as_python_does(key: str):
    db = a_schema()
    db.execute("begin")
    add(db, "X", key)

    assert db.execute("select consonants from searched").fetchall() == [(f" {consonants(key)} ",)]
    assert is_whole(db)
    db.execute("rollback")


@cache
def a_schema() -> sqlite3.Connection:
    return registry_file.in_memory()


@pytest.mark.parametrize(
    "asked",
    ["Hnatov", "Gnatow", "Andrei Gnatov", "Гнатов", "Hnatof Andriy", "A. Hnatov", "Hnatow", "Natov Andriy", "Hnatovv"],
)
def test_a_name_is_found_by_its_spellings_and_slips(names: sqlite3.Connection, asked: str):
    add(names, "Andriy Hnatov")

    assert found(names, asked) == {"Andriy Hnatov"}


def test_a_name_that_has_nothing_to_do_with_it_is_not_found(names: sqlite3.Connection):
    add(names, "Andriy Hnatov")

    assert found(names, "Serhiy Shaptala") == set()


@pytest.mark.parametrize("asked", ["", "Aia", "!!!", '"', "* OR a", "NEAR(a)", "x" * 300, "a " * 300])
def test_any_words_may_be_asked_for(names: sqlite3.Connection, asked: str):
    add(names, "Andriy Hnatov")

    assert isinstance(found(names, asked), set)


def test_a_name_of_vowels_is_found_as_a_whole(names: sqlite3.Connection):
    add(names, "Aya Io")

    assert found(names, "aya io") == {"Aya Io"}


def test_another_programs_names_are_found_and_their_changes_followed(names: sqlite3.Connection):
    row_id = names.execute("insert into people (name) values ('Ann Leverkuehn')").lastrowid
    assert found(names, "Leverkuhn") == {"Ann Leverkuehn"}

    names.execute("update people set name = 'Ann Zeitblom' where id = ?", [row_id])
    assert found(names, "Leverkuhn") == set()
    assert found(names, "Seitblom") == {"Ann Zeitblom"}

    names.execute("insert into person_names (person_id, name) values (?, 'Adrian Serenus')", [row_id])
    assert found(names, "Serenus") == {"Adrian Serenus"}

    names.execute("delete from person_names")
    names.execute("delete from people")
    assert found(names, "Zeitblom") == found(names, "Serenus") == set()
    assert is_whole(names)


def test_a_row_that_a_statement_could_not_write_is_not_indexed(names: sqlite3.Connection):
    add(names, "Ann Lee")
    with pytest.raises(sqlite3.IntegrityError):
        names.execute("insert into people (slug, name, name_key) values ('b', 'Bea', 'bea'), ('b', 'Bea', 'bea')")

    assert found(names, "Bea") == set()
    assert is_whole(names)


def test_an_index_that_lost_a_name_is_told_of(names: sqlite3.Connection):
    add(names, "Ann Lee")
    names.execute("drop trigger people_search_on_insert")
    add(names, "Bea Boone")

    assert not is_whole(names)


def test_each_kind_of_thing_is_found_by_its_own_names(sample: Registry):
    connection = sample.file.connection

    assert {each.id for each in names_like(connection, ROLE, "minister defence")} & {
        row_id for (row_id,) in connection.execute("select id from roles where slug = 'minister-of-defence-of-ukraine'")
    }
    assert all("defen" in each.key for each in names_like(connection, ORGANIZATION, "defense"))


def test_what_has_all_the_words_is_among_what_the_index_tells(sample: Registry):
    connection = sample.file.connection
    for noun in (PERSON, ORGANIZATION, ROLE):
        for row_id, key, context in connection.execute(f"select id, key, context from {noun.word}_keys").fetchall():
            words = [*key.split()[-2:], *context.split()[:1]]
            within = ids_with_words(connection, noun, words)
            assert within is None or row_id in within, (key, words)


def test_a_connection_that_looks_back_compares_with_the_names_of_then(tmp_path: Path):
    path = tmp_path / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Adrian Leverkuehn")
        moment = registry.log()[0].recorded_at
        registry.people.edit("adrian-leverkuehn", name="Serenus Zeitblom")

    with Registry(path, as_known_on=moment) as then:
        with pytest.raises(NotFoundError, match="did you mean 'Adrian Leverkuehn'"):
            then.career("Leverkuhn")
        with pytest.raises(RegistryError, match="what is recorded now"):
            then.search("Leverkuhn")


@pytest.mark.parametrize("version", [1, 2])
def test_names_that_were_there_before_the_index_are_in_it(tmp_path: Path, version: int):
    path = tmp_path / "a.db"
    path.write_bytes((FIXTURES / f"schema-{version}.db").read_bytes())

    with Registry(path) as registry:
        assert [hit.name for hit in registry.search("Bargilevich")] == ["Anatoliy Barhylevych"]


def test_what_is_undone_or_forgotten_is_not_found_any_more(registry: Registry):
    registry.people.add("Adrian Leverkuehn", also=["Faustus Junior"])
    registry.people.add("Serenus Zeitblom")
    registry.undo(registry.log()[0].number)
    assert registry.search("Zeitblom") == []

    registry.forget("adrian-leverkuehn", "asked for it")

    assert registry.search("Leverkuehn") == registry.search("Faustus Junior") == []
    assert registry.doctor().left == ()
