"""Forgetting a person takes their whole recorded names out of texts about others, and nothing else."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.history.mentions import Naming
from registry.domain.names.keys import slug_of
from registry.services.history.forget import _naming
from registry.store.database.transactions import forgo, without_triggers
from registry.store.history import erase

DATA = Path(__file__).parents[3] / "data"
OTHERS = ("John Marshall", "Marsha Stone", "Bo Ek", "Air Chief Marshal Sir Jock Stirrup")


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("Anna Marsh", "John Marshall chaired it after Marsha Stone"),
        ("William Kane", "Williamson spoke"),
        ("Anna April", "on 3 April 2021 he left"),
        ("April", "on 3 April 2021 he left, and in April 2022 came back"),
        ("Sir Richard", "Air Chief Marshal Sir Richard Stone"),
        ("Jock Stirrup", "Air Chief Marshal Sir Jock Stirrup"),
        ("Will Brown", "he will go; a brown bear"),
    ],
)
def test_what_only_looks_like_the_name_stays(person: str, text: str):
    naming = Naming([person], [*OTHERS, "Air Chief Marshal Sir Richard Stone"])

    assert naming.redacted(text) == text
    assert naming.unclear(text) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("after Betty Quist, Bo Ek", "after [removed], Bo Ek"),
        ("BETTY  QUIST's cousin", "[removed]'s cousin"),
        ("Quist, Betty", "Quist, Betty"),
        ("betty-quist", "[removed]"),
    ],
)
def test_a_whole_name_goes_in_any_case(text: str, left: str):
    assert Naming(["Betty Quist", "betty-quist"], OTHERS).redacted(text) == left


def test_a_single_word_of_the_name_is_for_people_to_decide():
    naming = Naming(["Betty Quist"], OTHERS)

    assert naming.redacted("Quist resigned") == "Quist resigned"
    assert naming.unclear("Quist resigned") == ("Quist",)
    assert Naming(["Betty Quist"], OTHERS, also=["Quist"]).redacted("Quist resigned") == "[removed] resigned"


def test_a_name_that_somebody_else_has_is_for_people_to_decide():
    naming = Naming(["Bo Ek"], OTHERS)

    assert (naming.redacted("Bo Ek left"), naming.unclear("Bo Ek left"), naming.shared) == (
        "Bo Ek left",
        ("Bo Ek",),
        ("Bo Ek",),
    )


@pytest.mark.parametrize(
    ("address", "is_in_it"),
    [
        ("https://paper.example/2020/betty-quist-resigns", True),
        ("https://paper.example/2020/Betty%20Quist", True),
        ("https://paper.example/?q=betty+quist", True),
        ("https://betty-quist.example/", False),
        ("https://paper.example/2020/betty-quistgaard", False),
        ("https://www.whitehouse.gov/quist", False),
    ],
)
def test_the_path_of_an_address_names_somebody_never_its_host(address: str, is_in_it: bool):
    assert Naming(["Betty Quist"], OTHERS).is_in_address(address) is is_in_it


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Registry.create(tmp_path / "a.db")
    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.organizations.add("Council")
        registry.roles.add("Mayor", "council")
        registry.roles.add("Clerk", "council")
        registry.appoint("Betty Quist", "mayor", "2001", "2003", new=True)
        registry.appoint("Bo Ek", "clerk", "2003", note="after Betty Quist; Quist left 3 April 2021", new=True)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute(
            "insert into sources (slug, url, title, publisher) values ('paper-betty-quist-resigns',"
            " 'https://www.whitehouse.gov/2020/betty-quist-resigns', 'Betty Quist resigns', 'Betty Quist Times')"
        )
        connection.execute(
            "insert into citations (appointment_id, source_id) select a.id, s.id from appointments a, sources s"
        )
        connection.commit()
    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.doctor(repair=True)
    return tmp_path / "a.db"


def test_an_address_goes_with_what_is_derived_from_it_and_the_citation_of_others_stays(path: Path):
    with Registry(path, actor="a tester") as registry:
        registry.forget("betty-quist", "asked for it")
        assert registry.doctor().left == ()
    with closing(sqlite3.connect(path)) as connection:
        sources = connection.execute("select slug, url, url_key, title, publisher from sources").fetchall()
        assert sources == [("source-1", None, None, "[removed] resigns", "Betty Quist Times")]
        assert connection.execute("select count(*) from citations").fetchone() == (1,)
        assert connection.execute("select note from appointments").fetchall() == [
            ("after [removed]; Quist left 3 April 2021",)
        ]


def test_a_preview_lists_what_goes_and_what_is_to_be_decided_and_changes_nothing(path: Path):
    before = dump(path)
    with Registry(path, actor="a tester") as registry:
        seen = registry.forget("betty-quist", "asked for it", dry_run=True)

    assert dump(path) == before
    assert (seen.appointments, seen.sources) == (1, 0)
    changed = {(each.table, each.column) for each in seen.redacted}
    assert changed == {("appointments", "note"), ("sources", "title"), ("sources", "url"), ("changes", "command")}
    assert ("appointments", "note", ("Quist",)) in {(each.table, each.column, each.unclear) for each in seen.to_decide}
    with Registry(path, actor="a tester") as registry:
        done = registry.forget("betty-quist", "asked for it")
    assert done.mentions == seen.mentions


def test_what_was_typed_about_the_person_alone_is_without_any_word_of_the_name(path: Path):
    with Registry(path, actor="a tester") as registry:
        registry.correct("quist, mayor", "a slip", start="2000")
        registry.forget("betty-quist", "quist asked for it")
        told = [f"{change.command} {change.because}" for change in registry.log()]

    assert [text for text in told if "quist" in text.casefold()] == []


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def texts_of(connection: sqlite3.Connection) -> dict[tuple[str, int, str], str]:
    """Every text in the tables, by table, row and column."""
    found = {}
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    for table in tables:
        if table.startswith(("search", "_", "seals", "replaced", "outside", "change_in")):
            continue
        columns = [row[1] for row in connection.execute(f"pragma table_info({table})") if row[2].lower() == "text"]
        for row in connection.execute(f"select rowid, {', '.join(columns)} from {table}"):
            found |= {(table, row[0], name): text for name, text in zip(columns, row[1:], strict=True) if text}
    return found


def test_forgetting_anybody_of_the_sample_changes_nothing_but_their_whole_names_in_texts_about_others(tmp_path: Path):
    path = tmp_path / "a.db"
    Registry.from_package(path, DATA)
    with Registry(path, actor="a tester") as registry:
        before = texts_of(registry.file.connection)
        people = [slug for (slug,) in registry.file.connection.execute("select slug from people order by slug")]
        with registry.file.session.change("forget") as change, without_triggers(connection := change.db.conn):
            for person in people:
                connection.execute("savepoint one")
                naming, number = _naming(connection, person, ())
                names = erase.names_ever(connection, number)
                erase.erase(connection, number, naming)
                after = texts_of(connection)
                connection.execute("rollback to one")
                for place, text in after.items():
                    if place in before and text != before[place]:
                        if place[2] == "slug":  # of a source, made of its address
                            assert any(slug_of(name) in before[place] for name in names), (person, place)
                        else:
                            assert text == without(before[place], names), (person, place)
            forgo(change.db)
        assert texts_of(registry.file.connection) == before


def without(text: str, names: set[str]) -> str:
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", "[removed]", text, flags=re.IGNORECASE)
