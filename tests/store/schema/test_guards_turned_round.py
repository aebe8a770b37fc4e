"""Guards that no test missed when a comparison in them was turned round."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry import Registry, RegistryError


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("guards") / "registry.db"
    Registry.create(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        """
        insert into organizations (slug, name) values ('army', 'Army');
        insert into people (slug, name) values ('ann', 'Ann'), ('bob', 'Bob'), ('cid', 'Cid');
        insert into roles (slug, title, organization_id) values ('chief', 'Chief', 1), ('deputy', 'Deputy', 1),
          ('clerk', 'Clerk', 1);
        insert into appointments (slug, person_id, role_id) values ('ann-chief', 1, 1), ('bob-deputy', 2, 2);
        insert into sources (slug, title) values ('one', 'One'), ('two', 'Two');
        insert into distinct_people (person_id, other_person_id, because) values (1, 2, 'known'), (1, 3, 'known');
        insert into role_relations (role_id, kind, other_id) values (1, 'excludes', 2), (1, 'excludes', 3);
        insert into person_redirects (slug, person_id) values ('annie', 1);
        """
    )
    return connection


@pytest.fixture
def bare(template: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection as any program opens one, foreign keys off."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    template.backup(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "insert or replace into distinct_people (person_id, other_person_id, because) values (2, 1, 'again')",
        "update or replace distinct_people set person_id = 2, other_person_id = 1 where other_person_id = 3",
        "update or replace distinct_people set other_person_id = 2 where other_person_id = 3",
        "insert or replace into role_relations (role_id, kind, other_id) values (2, 'excludes', 1)",
        "update or replace role_relations set role_id = 2, other_id = 1 where other_id = 3",
        "update or replace role_relations set other_id = 2 where other_id = 3",
    ],
)
def test_a_pair_the_other_way_round_puts_nothing_out_of_the_way(bare: sqlite3.Connection, statement: str):
    with pytest.raises(sqlite3.IntegrityError, match="guard: "):
        bare.execute(statement)

    assert bare.execute("select count(*) from distinct_people").fetchone() == (2,)
    assert bare.execute("select count(*) from role_incompatibilities").fetchone() == (2,)


@pytest.mark.parametrize(
    "statement",
    [
        "update people set slug = 'annie' where slug = 'bob'",
        "update or replace people set slug = 'annie' where slug = 'ann'",
        "insert into people (slug, name) values ('annie', 'Annie')",
        "update person_redirects set slug = 'bob'",
        "update or replace person_redirects set slug = 'ann'",
        "insert into person_redirects (slug, person_id) values ('cid', 1)",
    ],
)
def test_a_slug_is_a_persons_or_leads_to_one_never_both(bare: sqlite3.Connection, statement: str):
    with pytest.raises(sqlite3.IntegrityError, match="guard: this slug"):
        bare.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into role_seats (role_id, since, seats) values (99, '2024-01-01', 2)",
        "insert into role_seats (role_id, since, seats) values (1, '2024-01-01', 2);"
        " update role_seats set role_id = 99",
    ],
)
def test_seats_are_of_a_role_that_is_there(bare: sqlite3.Connection, statement: str):
    with pytest.raises(sqlite3.IntegrityError, match="guard: no such role"):
        bare.executescript(statement)


CITED = {
    "appointment_id": 1, "source_id": 1, "supports": "start", "quote": "q", "locator": "p. 1",
    "observed": "2024-01-01", "says": "2024",
}  # fmt: skip
OTHER = {
    "appointment_id": 2, "source_id": 2, "supports": "end", "quote": "r", "locator": "p. 2",
    "observed": "2024-01-02", "says": "2025",
}  # fmt: skip


def cite(bare: sqlite3.Connection, **fields: object) -> None:
    row = {**CITED, **fields}
    marks = ", ".join(f":{name}" for name in row)
    bare.execute(f"insert into citations ({', '.join(row)}) values ({marks})", row)


@pytest.mark.parametrize("field", CITED)
def test_a_citation_that_differs_in_one_field_is_another_and_the_same_one_is_refused(
    bare: sqlite3.Connection, field: str
):
    cite(bare)
    cite(bare, **{field: OTHER[field]})

    with pytest.raises(sqlite3.IntegrityError, match="there already"):
        cite(bare, **{field: OTHER[field]})
    with pytest.raises(sqlite3.IntegrityError, match="another one has this already"):
        bare.execute(f"update citations set {field} = ? where id = 2", [CITED[field]])


@pytest.mark.parametrize("field", ["supports", "quote", "locator", "observed", "says"])
def test_a_citation_without_a_field_is_refused_a_second_time(bare: sqlite3.Connection, field: str):
    cite(bare, **{field: None})

    with pytest.raises(sqlite3.IntegrityError, match="there already"):
        cite(bare, **{field: None})


def test_nobody_replaces_somebody_who_never_held_the_role(tmp_path: Path):
    Registry.create(tmp_path / "a.db")
    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.organizations.add("Army")
        registry.roles.add("Chief", "army")
        registry.roles.add("Deputy", "army")
        registry.appoint("Ann Lee", "deputy", "2001", "2002", new=True)

        with pytest.raises(RegistryError, match="Ann Lee"):
            registry.appoint("Bo Ek", "chief", "2002", replacing="Ann Lee", new=True)
        assert registry.history("chief").holders == ()
