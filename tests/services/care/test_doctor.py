"""`doctor` names each thing that can be wrong with a file, and `--repair` mends what it says it can."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.care.problems import Diagnosis
from registry.store.care import integrity
from registry.store.care.expected_schema import expected, versioned_tables
from registry.store.database import registry_file
from registry.store.database.registry_file import DatabaseError
from tests.conftest import CHIEF, DATA, clock

Outside = Callable[[sqlite3.Connection], None]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample registry with some history: rows edited, ended, deleted and put back, by us and by another program."""
    path = tmp_path_factory.mktemp("doctor") / "registry.db"
    Registry.from_package(path, DATA)
    with Registry(path, actor="a tester") as registry:
        registry.roles.edit(CHIEF, continuous=True, term_months=48)
        registry.people.add("Ann Ames", born="c. 1946", died="2010-05")
        registry.organizations.add("Council", parent="ministry of defence of ukraine")
        registry.roles.add("Mayor", "council", since="1990")
        registry.appoint("ann-ames", "mayor", "2001-02", "2003")
        registry.roles.edit("mayor", seats=3)
        registry.roles.edit("mayor", seats=2, incompatible=[CHIEF])
        registry.roles.edit("mayor", compatible=[CHIEF])
        registry.roles.edit("mayor", incompatible=[CHIEF])
    outside(path, lambda db: db.execute("update people set note = 'seen' where slug = 'ann-ames'"))
    with Registry(path, actor="a tester") as registry:
        registry.waive(registry.check()[0].finding, "known")
    outside(path, lambda db: db.execute("delete from waivers"))
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, template: bytes) -> Path:
    (tmp_path / "registry.db").write_bytes(template)
    return tmp_path / "registry.db"


def outside(path: Path, act: Outside, *, unguarded: bool = False) -> None:
    """What another program does to the file; `unguarded`: with our triggers taken away and put back afterwards."""
    connection = sqlite3.connect(path)
    triggers = [item for item in expected() if item.kind == "trigger"] if unguarded else []
    for item in triggers:
        connection.execute(f"drop trigger {item.name}")
    act(connection)
    for item in triggers:
        connection.execute(item.sql)
    connection.commit()
    connection.close()


def sql(*statements: str) -> Outside:
    return lambda connection: [connection.execute(statement) for statement in statements] and None


def doctor(path: Path, *, repair: bool = False) -> Diagnosis:
    with Registry(path, actor="a doctor") as registry:
        return registry.doctor(repair=repair)


def test_a_registry_with_history_is_sound(path: Path):
    assert doctor(path) == Diagnosis((), ())
    with sqlite3.connect(path) as connection:
        kept = sum(
            connection.execute(f"select count(*) from {table}_history").fetchone()[0] for table in versioned_tables()
        )
    assert kept >= 6


def test_a_sound_registry_is_not_changed_by_a_repair(path: Path):
    before = path.read_bytes()

    assert doctor(path, repair=True) == Diagnosis((), ())
    assert path.read_bytes() == before


REPAIRABLE = {
    "update people set birth_earliest = '1946-01-01' where slug = 'ann-ames'":
        ("derived", "people 'ann-ames': birth_earliest is '1946-01-01' and should be '1945-01-01'"),
    "update appointments set end_latest = '2003-06-30' where slug = 'ann-ames-mayor'":
        ("derived", "appointments 'ann-ames-mayor': end_latest is '2003-06-30' and should be '2003-12-31'"),
    "update sources set published_earliest = null, published_latest = null where slug = 'apnews-com-1996-10-19'":
        ("derived", "sources 'apnews-com-1996-10-19': published_earliest is None"),
    "update organization_relations set start_date = '2000' where id = 1": ("derived", "organization_relations 1: "),
    "update roles set inception_latest = '1990-06-01' where slug = 'mayor'": ("derived", "roles 'mayor': "),
    "update organizations set inception_earliest = '1800-01-01' where slug = 'council'": ("derived", "organizations "),
    "update people set name_key = 'other' where slug = 'ann-ames'":
        ("derived", "people 'ann-ames': name_key is 'other' and should be 'ann ames'"),
    "insert into people (slug, name) values ('jc', 'Jean Chrétien')":
        ("derived", "people 'jc': name_key is 'jean chrétien' and should be 'jean chretien'"),
    "update role_names set name_key = '?' where id = 1": ("derived", "role_names 1: name_key is '?'"),
    "drop trigger appointments_do_not_clash_on_insert":
        ("schema", "the trigger 'appointments_do_not_clash_on_insert' is missing"),
    "drop trigger people_keep_updated": ("schema", "the trigger 'people_keep_updated' is missing"),
    "drop view tenures": ("schema", "the view 'tenures' is missing"),
    "alter table people add column salary text": ("schema", "the table 'people' is changed"),
    "drop index people_name_key": ("schema", "the index 'people_name_key' is missing"),
}  # fmt: skip


@pytest.mark.parametrize("statement", REPAIRABLE)
def test_what_follows_from_the_rest_is_named_and_repaired(path: Path, statement: str):
    check, what = REPAIRABLE[statement]
    outside(path, sql(statement))

    (problem,) = doctor(path).left
    assert (problem.check, problem.repairable) == (check, True)
    assert problem.what.startswith(what)

    assert doctor(path, repair=True) == Diagnosis((problem,), ())
    assert doctor(path) == Diagnosis((), ())


def test_a_check_that_fails_is_a_problem_until_its_cause_is_repaired(path: Path):
    outside(path, sql("drop index appointments_who"))

    found = doctor(path).left
    assert [(problem.check, problem.repairable) for problem in found] == [("schema", True), ("guards", False)]
    assert found[1].what == "this could not be checked: no such index: appointments_who"
    assert doctor(path, repair=True) == Diagnosis(found, ())


CHANGED = {
    "trigger": (
        "drop trigger people_with_appointments_stay",
        "create trigger people_with_appointments_stay before delete on people begin select 1; end",
    ),
    "view": ("drop view crowded", "create view crowded as select * from appointments where false"),
    "index": (
        "drop index appointments_person",
        "create index appointments_person on appointments (person_id, role_id)",
    ),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_a_changed_part_of_the_schema_is_made_anew(path: Path, kind: str):
    outside(path, sql(*CHANGED[kind]))

    (problem,) = doctor(path).left
    assert (problem.check, problem.repairable) == ("schema", True)
    assert problem.what.startswith(f"the {kind} '")
    assert problem.what.endswith("is changed")
    assert doctor(path, repair=True) == Diagnosis((problem,), ())


def test_triggers_made_anew_fire_in_their_old_order(path: Path):
    listed = "select name from sqlite_master where type = 'trigger' and tbl_name = 'people' order by rowid"
    with sqlite3.connect(path) as connection:
        before = connection.execute(listed).fetchall()
    outside(path, sql("drop trigger people_get_a_key_on_insert"))

    doctor(path, repair=True)

    with sqlite3.connect(path) as connection:
        assert connection.execute(listed).fetchall() == before


def test_a_file_that_is_not_in_wal_mode_is_put_back(path: Path):
    outside(path, sql("pragma journal_mode = delete"))

    (problem,) = doctor(path).left
    assert (problem.check, problem.repairable) == ("header", True)
    assert doctor(path, repair=True) == Diagnosis((problem,), ())


def test_a_repair_is_one_change_that_history_keeps(path: Path):
    outside(
        path,
        sql(
            "drop trigger roles_keep_updated", "update people set birth_earliest = '1946-01-01' where slug = 'ann-ames'"
        ),
    )

    repaired = doctor(path, repair=True).repaired

    assert len(repaired) == 2
    with sqlite3.connect(path) as connection:
        newest = connection.execute("select id, actor, command from changes order by id desc limit 1").fetchone()
        assert newest[1:] == ("a doctor", "doctor --repair")
        kept = "select birth_earliest from people_history where slug = 'ann-ames' and superseded_by = ?"
        assert connection.execute(kept, [newest[0]]).fetchall() == [("1946-01-01",)]


def test_a_schema_alone_is_a_change_too(path: Path):
    outside(path, sql("drop view tenures"))
    doctor(path, repair=True)

    with sqlite3.connect(path) as connection:
        assert connection.execute("select command from changes order by id desc limit 1").fetchone() == (
            "doctor --repair",
        )


UNREPAIRABLE = {
    "update people set birth_date = 'soon' where slug = 'ann-ames'": ("derived", "people 'ann-ames': 'soon': "),
    "update people set death_date = '' where slug = 'ann-ames'": ("derived", "people 'ann-ames': '': "),
    "update people set birth_date = '2011', birth_earliest = '2011-01-01', birth_latest = '2011-12-31' "
    "where slug = 'ann-ames'": ("derived", "people 'ann-ames': the death 2010-05 "),
    "update citations set source_id = 9999 where id = 1":
        ("references", "citations 1: source_id is 9999, and sources "),
    "update appointments set person_id = 9999 where slug = 'ann-ames-mayor'":
        ("references", "appointments 'ann-ames-mayor': person_id is 9999, and people "),
    "create trigger spy after insert on people begin delete from people; end":
        ("schema", "the trigger 'spy' on 'people' is not ours"),
    "drop table waivers_history": ("schema", "the table 'waivers_history' is missing"),
    "insert into appointments (slug, person_id, role_id, start_date, start_earliest, start_latest) "
    "select 'twice', person_id, role_id, '2002', '2002-01-01', '2002-12-31' from appointments "
    "where slug = 'ann-ames-mayor'":
        ("guards", "appointments 'ann-ames-mayor' and appointments 'twice': the same person twice in one role"),
}  # fmt: skip


def test_a_column_of_another_program_is_not_taken_away_with_what_is_in_it(path: Path):
    outside(path, sql("alter table people add column salary text", "update people set salary = '1'"))

    (problem,) = doctor(path, repair=True).left

    assert "its column 'salary' is not ours and holds values" in problem.remedy
    with Registry(path) as registry, pytest.raises(DatabaseError, match="'people' is changed"):
        registry.people.add("Cid Orr")


@pytest.mark.parametrize("statement", UNREPAIRABLE)
def test_what_nothing_else_says_is_named_and_left(path: Path, statement: str):
    check, what = UNREPAIRABLE[statement]
    outside(path, sql(statement), unguarded="drop table" not in statement)

    found = doctor(path)
    told = [problem for problem in found.left if problem.check == check and problem.what.startswith(what)]
    assert len(told) == 1, found.left
    assert not told[0].repairable
    assert told[0].remedy
    assert told[0] in doctor(path, repair=True).left


def test_more_holders_than_seats_are_named(path: Path):
    second = f"""
    insert into appointments (slug, person_id, role_id, start_date, start_earliest, start_latest)
    select 'second', p.id, r.id, '2025-04-01', '2025-04-01', '2025-04-01'
    from people p join roles r on r.slug = '{CHIEF}' where p.slug = 'ann-ames'
    """
    outside(path, sql(second), unguarded=True)

    (problem,) = [problem for problem in doctor(path).left if problem.check != "seals"]
    assert problem.check == "guards"
    assert "appointments 'second'" in problem.what
    assert problem.what.endswith("more holders than seats")
    assert problem.remedy == "see `registry check --rule clash`"


def test_seats_cut_below_those_in_office_are_named(path: Path):
    with Registry(path) as registry:
        registry.appoint("Bea Boone", "mayor", "2001-02", "2003", new=True)
    cut = "insert into role_seats (role_id, since, seats) select id, '2002-01-01', 1 from roles where slug = 'mayor'"
    outside(path, sql(cut), unguarded=True)

    (problem,) = [problem for problem in doctor(path).left if problem.check != "seals"]
    assert (problem.check, problem.what) == ("guards", "roles 'mayor': fewer seats than people in office")


LATER = "'2099-01-01T00:00:00.000Z'"
HISTORY = {
    f"update roles_history set recorded_to = {LATER} where history_id = 1": "and the next begins at",
    "update roles_history set recorded_to = recorded_from where history_id = 1": "not after it begins",
    "update roles_history set recorded_from = 'then' where history_id = 1": "its times are not times",
    "update roles_history set change_id = 999 where history_id = 1": "no change 999 has written it",
    "update roles_history set superseded_by = 999 where history_id = 1": "no change 999 has ended it",
    "update roles_history set superseded_by = 1 where history_id = 1": "change 1 that ended it is of",
    "update roles_history set superseded_by = null where history_id = 1":
        "it was ended by another program, and the next written by change",
    "update people set recorded_from = '2000-01-01T00:00:00.000Z' where id = 1": "change 1 that wrote it is of",
    "update people set change_id = 3 where id = 1": "change 3 that wrote it is of",
    "update people set change_id = null where id in (select id from people_history); "
    "update people_history set superseded_by = 3": "change 3 that ended it is of",
    "delete from changes where id = 3": "no change 3 has",
}  # fmt: skip


@pytest.mark.parametrize("statement", HISTORY)
def test_history_that_was_tampered_with_is_named(path: Path, statement: str):
    outside(path, sql(*statement.split("; ")), unguarded=True)

    told = [problem for problem in doctor(path).left if problem.check == "history"]

    assert any(HISTORY[statement] in problem.what for problem in told), told
    assert not any(problem.repairable for problem in told)


def test_a_clock_that_goes_back_leaves_history_whole(path: Path):
    outside(path, sql("update roles set note = 'x' where slug = 'mayor'"))
    with Registry(path, clock=clock) as registry:
        registry.roles.edit("mayor", seats=4)

    assert doctor(path).left == ()


def test_tables_views_and_indexes_of_others_are_no_problem(path: Path):
    outside(path, sql(
        "create table notes (id integer primary key, text text)", "create view v as select * from notes",
        "create index by_note on people (note)", "create trigger t after insert on notes begin select 1; end",
        "analyze",
    ))  # fmt: skip

    assert doctor(path).left == ()


def test_damaged_pages_are_named_and_not_written_upon(path: Path):
    outside(path, sql("update people set name_key = '?' where slug = 'ann-ames'"))
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_master where name = 'citations_history_row'"
        ).fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 100)
    before = path.read_bytes()

    found = doctor(path, repair=True)

    assert found.repaired == ()
    assert {problem.check for problem in found.left} >= {"integrity", "derived"}
    assert path.read_bytes() == before


def test_a_row_that_breaks_its_checks_is_repaired_where_its_text_says_how(path: Path):
    outside(path, sql(
        "pragma ignore_check_constraints = on",
        "update appointments set end_date = '2003-05-01' where slug = 'ann-ames-mayor'",
    ))  # fmt: skip

    assert {problem.check for problem in doctor(path).left} == {"integrity", "derived"}
    assert doctor(path, repair=True).left == ()


def test_what_a_guard_refuses_to_repair_is_left_with_the_reason(path: Path):
    with Registry(path) as registry:
        registry.roles.edit("mayor", seats=1)
        registry.appoint("Bea Boone", "mayor", "1995", "1999", new=True)
    outside(
        path,
        sql("update appointments set end_date = '2010', end_earliest = '1998-01-01' where slug = 'bea-boone-mayor'"),
    )

    (problem,) = doctor(path, repair=True).left

    assert problem.check == "derived"
    assert problem.remedy.startswith("it was refused (guard: clash")
    assert not problem.repairable


def test_an_index_over_doubles_is_left_with_the_reason(path: Path):
    outside(path, sql(
        "drop trigger waivers_are_not_replaced_on_insert", "drop index waivers_once",
        "insert into waivers (finding, because) values ('x', 'y'), ('x', 'z')",
    ))  # fmt: skip

    found = doctor(path, repair=True)

    assert [problem.what for problem in found.repaired] == [
        "the trigger 'waivers_are_not_replaced_on_insert' is missing"
    ]
    assert [problem.remedy for problem in found.left] == [
        "it was refused (UNIQUE constraint failed: waivers.finding); correct what prevents it"
    ]


def test_what_cannot_be_made_anew_stays_as_it_is(path: Path):
    outside(path, sql(
        "drop trigger waivers_are_not_replaced_on_insert", "drop index waivers_once",
        "create index waivers_once on waivers (finding)",
        "insert into waivers (finding, because) values ('x', 'y'), ('x', 'z')",
    ))  # fmt: skip

    assert [problem.what for problem in doctor(path, repair=True).left] == ["the index 'waivers_once' is changed"]


def test_a_lost_table_is_named_without_what_went_with_it_and_nothing_is_repaired(path: Path):
    outside(path, sql("drop table change_in_progress", "drop table waivers_history", "drop view crowded"))

    found = doctor(path, repair=True)

    assert found.repaired == ()
    assert sorted(problem.what for problem in found.left if problem.check == "schema") == [
        "the table 'change_in_progress' is missing",
        "the table 'waivers_history' is missing",
        "the view 'crowded' is missing",
    ]


def test_what_keeps_sqlite_from_looking_is_no_damage(path: Path):
    connection = registry_file.connect(path)
    connection.set_progress_handler(lambda: 1, 1)

    with pytest.raises(sqlite3.OperationalError, match=r"interrupted"):
        integrity.damage(connection)
    connection.close()


def test_the_header_of_a_copy_is_checked(path: Path):
    outside(path, sql("pragma application_id = 7", "pragma user_version = 0"))
    connection = registry_file.connect(path)

    assert [problem.what.split(",")[0] for problem in integrity.check_header(connection)] == [
        "application_id is 7", "the schema's version is 0",
    ]  # fmt: skip
    connection.close()


@pytest.mark.parametrize(
    "act",
    [
        sql("drop trigger people_search_on_insert", "insert into people (slug, name) values ('x-y', 'Xaver Yps')"),
        sql("drop table search"),
        sql("drop trigger search_entries_are_folded"),
        sql("insert into search (search) values ('delete-all')"),
    ],
)
def test_a_search_index_that_does_not_hold_the_names_is_made_anew(path: Path, act: Outside):
    outside(path, act)

    assert {problem.check for problem in doctor(path).left} & {"search", "schema"}
    assert doctor(path, repair=True).left == ()
    with Registry(path) as registry:
        assert registry.search("Ann Aims")[0].slug == "ann-ames"


def test_a_registry_that_may_only_be_read_is_examined_without_its_search_index(path: Path):
    """SQLite compares the two by a command that it takes for a write."""
    path.chmod(0o444)
    connection = registry_file.open_to_read(path)

    assert integrity.problems(connection) == []
    connection.close()
