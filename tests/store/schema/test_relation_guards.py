"""What the database refuses of relations, details and covers, whichever program writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from registry.store.database.registry_file import in_memory

WORLD = """
insert into organizations (slug, name) values ('ministry', 'Ministry'), ('army', 'Army'), ('staff', 'Staff');
insert into people (slug, name) values ('ann', 'Ann'), ('bob', 'Bob');
insert into roles (slug, title, organization_id) values ('chief', 'Chief', 2), ('deputy', 'Deputy', 2),
  ('clerk', 'Clerk', 3);
insert into appointments (slug, person_id, role_id, start_date, start_earliest, start_latest, end_date, end_earliest,
  end_latest) values ('ann-chief', 1, 1, '2020', '2020-01-01', '2020-12-31', '2024-03', '2024-03-01', '2024-03-31');
insert into appointments (slug, person_id, role_id, kind) values ('bob-acting', 2, 1, 'acting');
insert into sources (slug, title) values ('gazette', 'Gazette');
"""
LINK = "insert into role_relations (role_id, kind, other_id, start_date, start_earliest, start_latest, end_date,\
 end_earliest, end_latest) values (?, ?, ?, ?, coalesce(?, '0001-01-01'), coalesce(?, '0001-01-01'), ?,\
 coalesce(?, '9999-12-31'), coalesce(?, '9999-12-31'))"


@pytest.fixture(scope="module")
def template() -> sqlite3.Connection:
    connection = in_memory()
    connection.executescript(WORLD)
    return connection


@pytest.fixture
def bare(template: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection as any program opens one, foreign keys off."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    template.backup(connection)
    yield connection
    connection.close()


def link(db: sqlite3.Connection, one: int, kind: str, other: int, start: str | None = None, end: str | None = None):
    db.execute(LINK, [one, kind, other, start, start, start, end, end, end])


def refused(db: sqlite3.Connection, sql: str, values: tuple[object, ...] = ()) -> str:
    with pytest.raises(sqlite3.IntegrityError) as caught:
        db.execute(sql, values)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["reports to", "ex officio"])
def test_no_role_is_its_own_superior_for_more_than_the_day_of_a_change(bare: sqlite3.Connection, kind: str):
    link(bare, 1, kind, 2, "2020-01-01", "2022-05-05")
    link(bare, 2, kind, 3)
    with pytest.raises(sqlite3.IntegrityError, match="a circle"):
        link(bare, 3, kind, 1, "2022-05-04")
    link(bare, 3, kind, 1, "2022-05-05")
    with pytest.raises(sqlite3.IntegrityError, match="a circle"):
        bare.execute(
            "update role_relations set start_date = '2021', start_earliest = '2021-01-01',"
            " start_latest = '2022-05-04' where role_id = 3"
        )


def test_no_organization_is_a_part_of_itself(bare: sqlite3.Connection):
    add = "insert into organization_relations (organization_id, kind, other_id) values (?, ?, ?)"
    bare.execute(add, [2, "part of", 1])
    bare.execute(add, [3, "part of", 2])

    assert "a circle" in refused(bare, add, (1, "part of", 3))
    bare.execute(add, [1, "continues", 3])
    bare.execute(add, [3, "continues", 1])


def test_a_relation_is_there_once_at_a_time_and_may_come_back(bare: sqlite3.Connection):
    link(bare, 1, "reports to", 2, "2020-01-01", "2021-06-30")
    link(bare, 1, "reports to", 2, "2021-06-30", "2022-06-30")
    with pytest.raises(sqlite3.IntegrityError, match="twice"):
        link(bare, 1, "reports to", 2, "2022-06-29")
    link(bare, 1, "excludes", 2)
    with pytest.raises(sqlite3.IntegrityError, match="twice"):
        link(bare, 2, "excludes", 1, "2020-01-01")


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("insert into role_relations (role_id, kind, other_id) values (1, 'reports to', 1)", "related to itself"),
        ("insert into role_relations (role_id, kind, other_id) values (1, 'reports to', 9)", "no such role"),
        ("insert into role_relations (role_id, kind, other_id) values (9, 'reports to', 1)", "no such role"),
        ("insert into role_relations (role_id, kind, other_id) values (1, 'likes', 2)", "CHECK"),
        (
            "insert into organization_relations (organization_id, kind, other_id) values (1, 'part of', 9)",
            "no such organization",
        ),
        (
            "insert into role_relations (role_id, kind, other_id, end_date, end_earliest, end_latest)"
            " values (1, 'continues', 2, '2020', '2020-01-01', '2020-12-31')",
            "continues has no end",
        ),
        ("insert into relation_citations (role_relation_id, source_id) values (9, 1)", "no such relation"),
        ("insert into relation_citations (source_id) values (1)", "no such relation"),
        ("insert into appointment_details (appointment_id, field, value) values (9, 'rank', 'x')", "no such appoint"),
        ("update appointments set covers_id = 2 where id = 2", "covers one, of somebody else"),
        ("update appointments set covers_id = 2 where id = 1", "covers one, of somebody else"),
        ("insert into role_redirects (slug, role_id) values ('chief', 2)", "is a role's"),
        ("insert into organization_redirects (slug, organization_id) values ('army', 1)", "is an organization's"),
    ],
)
def test_what_cannot_be_is_refused_with_foreign_keys_off(bare: sqlite3.Connection, sql: str, reason: str):
    assert reason in refused(bare, sql)


def test_a_detail_lies_in_its_tenure_in_some_reading(bare: sqlite3.Connection):
    add = (
        "insert into appointment_details (appointment_id, field, value, start_date, start_earliest, start_latest)"
        " values (1, 'rank', ?, ?, ?, ?)"
    )
    assert "outside its tenure" in refused(bare, add, ("General", "2024-04-01", "2024-04-01", "2024-04-01"))
    bare.execute(add, ["General", "2024-03-31", "2024-03-31", "2024-03-31"])
    sql = "update appointments set end_date = '2024-03-30', end_earliest = '2024-03-30', end_latest = '2024-03-30'"
    assert "would lie outside" in refused(bare, f"{sql} where id = 1")
    assert "outside its tenure" in refused(
        bare, "update appointment_details set start_date = '2025', start_earliest = '2025-01-01',"
        " start_latest = '2025-12-31'"
    )  # fmt: skip


def test_what_has_details_covers_or_relations_stays(bare: sqlite3.Connection):
    bare.execute("update appointments set covers_id = 1 where id = 2")
    bare.execute("insert into role_relations (role_id, kind, other_id) values (3, 'reports to', 2)")
    bare.execute("insert into relation_citations (role_relation_id, source_id) values (1, 1)")

    assert "covers it" in refused(bare, "delete from appointments where id = 1")
    assert "covers one" in refused(bare, "update appointments set kind = 'acting' where id = 1")
    assert "covers one" in refused(bare, "update appointments set person_id = 2 where id = 1")
    assert "has relations" in refused(bare, "delete from roles where id = 2")
    assert "has relations" in refused(bare, "delete from roles where id = 3")
    assert "is cited" in refused(bare, "delete from role_relations where id = 1")
    assert "is cited" in refused(bare, "delete from sources where id = 1")
    assert "there already" in refused(
        bare, "insert or replace into relation_citations (role_relation_id, source_id) values (1, 1)"
    )
    bare.execute("insert into role_redirects (slug, role_id) values ('head', 1)")
    assert "leads to a role" in refused(bare, "update roles set slug = 'head' where id = 2")


DETAIL = "insert into appointment_details (appointment_id, field, value, {}) values (1, 'rank', ?, ?, ?, ?)"


def test_a_detail_may_touch_its_tenure_on_one_day(bare: sqlite3.Connection):
    first, last = ("2020-01-01",) * 3, ("2024-03-31",) * 3
    bare.execute(DETAIL.format("end_date, end_earliest, end_latest"), ("Major", *first))
    bare.execute(DETAIL.format("start_date, start_earliest, start_latest"), ("Colonel", *last))

    bare.execute("update appointment_details set start_earliest = '2024-03-31' where value = 'Colonel'")
    bare.execute("update appointment_details set end_latest = '2020-01-01' where value = 'Major'")
    bare.execute("update appointments set start_earliest = '2020-01-01', end_latest = '2024-03-31' where id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="outside its tenure"):
        bare.execute("update appointments set end_earliest = '2024-03-01', end_latest = '2024-03-30' where id = 1")


DAY = "2012-01-01"


@pytest.mark.parametrize("pair", [("reports to", 1, 2), ("excludes", 2, 1)])
def test_a_relation_may_end_on_the_day_on_which_the_next_one_begins_whichever_is_written_first(
    bare: sqlite3.Connection, pair: tuple[str, int, int]
):
    kind, one, other = pair
    bare.execute(LINK, (1, kind, 2, DAY, DAY, DAY, None, None, None))
    bare.execute(LINK, (one, kind, other, None, None, None, DAY, DAY, DAY))

    bare.execute("update role_relations set start_latest = start_latest, end_earliest = end_earliest")
    with pytest.raises(sqlite3.IntegrityError, match="clash"):
        bare.execute(LINK, (1, kind, 2, "2015", "2015-01-01", "2015-12-31", None, None, None))


def test_a_part_may_end_on_the_day_on_which_it_begins_again(bare: sqlite3.Connection):
    part = "insert into organization_relations (organization_id, kind, other_id, {0}_date, {0}_earliest, {0}_latest)\
 values (2, 'part of', 1, ?, ?, ?)"
    bare.execute(part.format("start"), (DAY,) * 3)
    bare.execute(part.format("end"), (DAY,) * 3)

    bare.execute("update organization_relations set start_latest = start_latest")
    assert bare.execute("select count(*) from organization_relations").fetchone() == (2,)


@pytest.mark.parametrize(("person", "covered"), [(1, 1), (1, 2)])
def test_nobody_is_written_as_covering_their_own_tenure_or_an_acting_one(
    bare: sqlite3.Connection, person: int, covered: int
):
    sql = "insert into appointments (slug, person_id, role_id, kind, covers_id) values ('cover', ?, 1, 'acting', ?)"
    with pytest.raises(sqlite3.IntegrityError, match="only an acting tenure covers one"):
        bare.execute(sql, (person, covered))
