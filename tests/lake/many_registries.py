"""Hundreds of random registries side by side in one database, so that one lake and one query a day ask all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from random import Random

from tests.store.audit.random_registries import DAYS, a_registry, add, an_unguarded_database, write

STEP = 100  # ids of one registry
_IDS = {
    "people": "id",
    "organizations": "id",
    "roles": "id organization_id",
    "role_seats": "role_id",
    "appointments": "id person_id role_id replaces_id covers_id",
    "appointment_details": "appointment_id",
    "appointment_dates": "appointment_id",
    "role_relations": "role_id other_id",
    "sources": "id copy_of_id",
    "citations": "appointment_id source_id",
    "rosters": "organization_id source_id",
}


def many_registries(seeds: Iterable[int], *, in_order: bool = True) -> sqlite3.Connection:
    """The registries of these seeds; the ids of the n-th (from 1) are those between n * STEP and (n + 1) * STEP."""
    one, all_ = an_unguarded_database(), an_unguarded_database()
    columns = {
        table: [row[1] for row in one.execute(f"pragma table_info({table})") if row[1] != "id" or "id" in ids.split()]
        for table, ids in _IDS.items()
    }
    all_.execute("begin")
    for place, seed in enumerate(seeds, 1):
        one.execute("begin")
        write(one, a_registry(Random(seed), in_order=in_order))
        for table, ids in _IDS.items():
            values = ", ".join(_moved(column, ids.split(), place) for column in columns[table])
            rows = one.execute(f"select {values} from {table}").fetchall()
            marks = ", ".join("?" * len(columns[table]))
            all_.executemany(f"insert into {table} ({', '.join(columns[table])}) values ({marks})", rows)
        one.execute("rollback")
    for table in ("appointment_details", "role_relations"):  # the guards refuse them
        all_.execute(f"delete from {table} where start_earliest > end_latest")
    _link(all_, Random(len(columns)))
    _doubt(all_, Random(len(columns)))
    _rename(all_, Random(len(columns)))
    all_.execute("commit")
    one.close()
    return all_


def _moved(column: str, ids: list[str], place: int) -> str:
    if column in ids:
        return f"{column} + {place * STEP}"
    return f"{column} || '-{place}'" if column == "slug" else column


def _link(connection: sqlite3.Connection, random: Random) -> None:
    """Let many a term directly succeed another of the same person in the same role, which by chance is rare."""
    pairs = """
    select b.id, max(a.id) from appointments a
    join appointments b on b.role_id = a.role_id and b.person_id = a.person_id and b.id > a.id
    where b.replaces_id is null or b.id % 3 = 0 group by b.id"""
    for later, earlier in connection.execute(pairs).fetchall():
        if random.random() < 0.7:
            connection.execute("update appointments set replaces_id = ? where id = ?", [earlier, later])
    # Two who succeed the same person begin at one event: the guards refuse anything else, and no answer is due.
    connection.execute("""
      update appointments set replaces_id = null where replaces_id in (
        select replaces_id from appointments where replaces_id is not null
        group by 1 having max(start_earliest) > min(start_latest))""")


def _doubt(connection: sqlite3.Connection, random: Random) -> None:
    """Mark some dates as doubtful, which the generator never does; the days that they can mean stay."""
    for table, columns in {
        "appointments": "start_date end_date",
        "people": "death_date",
        "roles": "inception_date abolition_date",
        "organizations": "dissolution_date",
    }.items():
        for column in columns.split():
            plain = (
                f"select id from {table} where {column} glob '[0-9][0-9][0-9][0-9]*' and {column} not glob '*[~?%X]*'"
            )
            marked = [(row_id,) for (row_id,) in connection.execute(plain).fetchall() if random.random() < 0.1]
            connection.executemany(f"update {table} set {column} = {column} || '?' where id = ?", marked)


def _rename(connection: sqlite3.Connection, random: Random) -> None:
    """Give some of the people, organizations and roles names of a time, and other spellings, which are none."""
    for noun, table in (("person", "people"), ("organization", "organizations"), ("role", "roles")):
        for (row_id,) in connection.execute(f"select id from {table}").fetchall():
            for name in random.sample(("Former", "Later", "Second"), random.choice((0, 0, 0, 1, 2))):
                start, end = sorted(random.sample(DAYS, 2))
                told = {f"{noun}_id": row_id, "name": f"{name} {row_id}", "kind": random.choice(("former", "alias"))}
                sides = random.choice(((start, end), (start, None), (None, end), ("2024-02", None), (None, f"{end}?")))
                add(connection, f"{noun}_names", **told, start_date=sides[0], end_date=sides[1])
