"""The SQL of a lake against the domain: on hundreds of random registries it says what the program says.

They stand side by side in one database, so that one query a day asks all of them; thousands of them in `make soak`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from registry.domain.dates.spans import one_day
from registry.domain.tenures.answers import Answer, Holder
from registry.domain.tenures.holders_on import answer
from registry.services.exchange.export_lake import export_lake
from registry.services.names.names_then import NamesOfTheTime
from registry.services.tenures.by_right import with_details, with_holders_by_right
from registry.services.tenures.movements import changes
from registry.services.tenures.succession import career_of
from registry.store.audit.rules import broken, look_at, rules
from registry.store.entities import roles
from registry.store.tenures import appointments
from registry.store.tenures.chain import conferred
from tests.conftest import PROFILE
from tests.lake.many_registries import many_registries
from tests.store.audit.random_registries import DAYS, LIMITS, TODAY

pytest.importorskip("duckdb", reason="duckdb is not installed: no lake is asked")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: no lake is written")

from registry.lake import Lake
from registry.lake.answers import LakeAnswer, LakeHolder

REGISTRIES = 3_000 if PROFILE == "searching" else 200  # fewer do not meet all that is asked for
ASKED = [*DAYS, "2024-02-01", "2024-02-20", "2024-02-29", "2024-03-01", "2021-02-10", "2024-05-30", "0010-05-05"]
STRETCHES = [("2024-02-01", "2024-02-29"), ("2024-02-10", "2024-02-12"), ("0001-01-01", "9999-12-31")]


@pytest.fixture(scope="module")
def world() -> Iterator[sqlite3.Connection]:
    connection = many_registries(range(REGISTRIES))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def folder(world: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("random") / "lake"
    export_lake(world, folder, lambda step, rows: None)
    return folder


@pytest.fixture(scope="module")
def lake(folder: Path) -> Iterator[Lake]:
    with Lake(folder) as opened:
        yield opened


def every_answer(connection: sqlite3.Connection, days: list[str]) -> Iterator[tuple[str, bool, dict[str, Answer]]]:
    """What the program says of each role on each day, without and with the merely possible."""
    notes = [roles.role_note(connection, row_id) for (row_id,) in connection.execute("select id from roles")]
    tenures = {note.id: appointments.of_role(connection, note.id) for note in notes}
    by_right = conferred(connection, tenures)
    bodies = {note.slug: note.organization for note in notes}
    people = [slug for (slug,) in connection.execute("select slug from people")]
    names = NamesOfTheTime(connection, people, bodies)
    for day in days:
        on = one_day(day)
        for everyone in (False, True):
            found = [answer(note, day, tenures[note.id], {}, everyone=everyone) for note in notes]
            for place, note in enumerate(notes):
                if note.id in by_right:
                    found[place] = with_holders_by_right(connection, found[place], note.id, on, None)
            found = with_details(connection, found, on)
            yield day, everyone, {each.role: each for each in map(names.answer, found)}


def told(found: Answer | LakeAnswer) -> tuple[Any, ...]:
    """What both say: all but sources and reasons. In no order, as names are all alike here."""
    holders = Counter(
        (each.person, each.name_then or each.name, each.appointment, each.kind, str(each.certainty),
         each.handover and str(each.handover), each.start, each.end, each.rank, each.last_confirmed, each.change,
         *absent_of(each), str(each.in_charge or each.certainty), each.stands_in_for, each.ex_officio)
        for each in found.holders
    )  # fmt: skip
    vacancies = Counter((str(each.certainty), each.start, each.end) for each in found.vacancies)
    body = found.organization_name if isinstance(found, LakeAnswer) else found.organization
    names = (found.title_then or found.title, found.organization_then or body)
    return str(found.answer), found.seats, *names, holders, vacancies


def absent_of(holder: Holder | LakeHolder) -> tuple[str | None, str | None]:
    if isinstance(holder, LakeHolder):
        return holder.absent, holder.absent_why
    return (str(holder.absent.certainty), holder.absent.why) if holder.absent else (None, None)


def same_answers(connection: sqlite3.Connection, lake: Lake, days: list[str]) -> Counter[object]:
    """Compare every role on the days; returns how often each outcome, certainty and hand-over was met."""
    seen: Counter[object] = Counter()
    for day, everyone, expected in every_answer(connection, days):
        found = {each.role: each for each in lake.every_role(day, everyone=everyone)}
        for role, each in expected.items():
            assert told(found[role]) == told(each), (role, day, everyone)
            seen[str(each.answer)] += 1
            seen["another title then"] += each.title_then not in (None, each.title)
            for holder in each.holders:
                seen.update((str(holder.certainty), str(holder.handover), holder.change))
                seen.update(word for word in ("absent", "stands_in_for", "ex_officio") if getattr(holder, word))
                seen["another name then"] += holder.name_then not in (None, holder.name)
    return seen


def test_a_lake_says_who_held_each_role_as_the_program_does(world: sqlite3.Connection, lake: Lake):
    seen = same_answers(world, lake, ASKED)

    expected = {"held", "possibly held", "vacant", "nobody recorded", "role did not exist"}
    expected |= {"certain", "presumed", "possible", "incoming", "outgoing"}
    expected |= {"re-appointed", "moved to another seat", "acting, then substantive"}
    expected |= {"absent", "stands_in_for", "ex_officio", "another title then", "another name then"}
    assert expected <= (+seen).keys()


def test_one_role_is_answered_as_among_all(world: sqlite3.Connection, lake: Lake):
    every = {each.role: each for each in lake.every_role("2024-02-11")}
    for role in list(every)[::50]:
        assert lake.who(role, "2024-02-11") == every[role]


def test_terms_that_follow_each_other_as_one_are_not_left_out(world: sqlite3.Connection, lake: Lake, folder: Path):
    """Without them some answers would be others, so that the comparison above would fail."""
    some = lake.count("joined_terms")
    assert some > REGISTRIES // 5


@pytest.mark.parametrize(("first", "last"), STRETCHES)
def test_a_lake_says_who_entered_and_left_as_the_program_does(
    world: sqlite3.Connection, lake: Lake, first: str, last: str
):
    names = (
        *("appointment", "date", "earliest", "latest", "inferred", "certainty", "movement", "person", "role", "kind"),
        *("status", "rank", "how", "end_reason", "replaces", "replaces_name"),
    )
    expected = [
        tuple(map(str, (getattr(each, name) for name in names))) for each in changes(world, first, last).movements
    ]
    found = [tuple(str(getattr(each, name)) for name in names) for each in lake.changes(first, last)]

    assert Counter(found) == Counter(expected)
    assert {each.movement for each in lake.changes(first, last)} >= {"entered", "left", "stayed", "became vacant"}


def test_a_lake_tells_a_career_as_the_program_does(world: sqlite3.Connection, lake: Lake):
    names = (
        *("appointment", "role", "person", "kind", "status", "start", "end", "start_earliest", "start_latest"),
        *("end_earliest", "end_latest", "open", "how", "end_reason", "last_confirmed"),
    )
    people = [slug for (slug,) in world.execute("select slug from people where id % 7 = 1 limit 100")]
    for person in people:
        expected = career_of(world, person, TODAY).appointments
        found = lake.career(person)
        assert [[str(getattr(each, name)) for name in names] for each in found] == [
            [str(getattr(each, name)) for name in names] for each in expected
        ]
        assert [each.terms for each in found] == [max(1, len(each.terms)) for each in expected]
        assert [each.ended_by for each in found] == [each.ended_by and each.ended_by.what for each in expected]


def test_a_lake_finds_what_the_rules_find(world: sqlite3.Connection, lake: Lake):
    look_at(world, None)
    slugs = dict(world.execute("select id, slug from appointments"))
    found = lake.check(TODAY)
    for rule in rules():
        if rule.code in ("clash", "after-death", "outside-role"):
            expected = Counter((slugs[row["a"]], slugs.get(row.get("b"))) for row in broken(world, rule, TODAY, LIMITS))
            assert expected
            assert Counter((each.appointment, each.other_appointment) for each in found if each.rule == rule.code) == (
                expected
            )


@pytest.mark.skipif(shutil.which("java") is None, reason="no Java runtime: Spark asks no lake")
def test_spark_says_the_same_from_the_same_sql(world: sqlite3.Connection, folder: Path, lake: Lake):
    pytest.importorskip("pyspark", reason="pyspark is not installed: Spark asks no lake")
    with Lake(folder, engine="spark", master="local[2]") as spark:
        assert spark.every_role("2024-02-11") == lake.every_role("2024-02-11")
        assert spark.changes(*STRETCHES[0]) == lake.changes(*STRETCHES[0])
        person = next(each.holders[0].person for each in lake.holders("2024-02-11") if each.holders)
        assert spark.career(person) == lake.career(person)
        assert spark.check(TODAY) == lake.check(TODAY)
