"""The tenures that may have begun or ended in a window: none is missed that its neighbours put there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.domain.tenures.movements.movements import Movement, Window, movements
from registry.domain.tenures.records import Tenure
from registry.store.entities import organizations
from registry.store.tenures import appointments
from tests.conftest import examples
from tests.store.audit.random_registries import DAYS, EDGES, FAR, RECENT, a_registry, an_unguarded_database, write
from tests.store.audit.small_world import World

FIRST_OR_LAST = sorted(day for day in [*DAYS, *EDGES, *FAR, *RECENT, "0001-01-01", "9999-12-31"] if len(day) == 10)


@pytest.fixture(scope="module")
def unguarded():
    return an_unguarded_database()


@contextmanager
def holding(connection: sqlite3.Connection, world: World) -> Iterator[None]:
    """The database with what the world holds, for a while."""
    connection.execute("begin")
    try:
        write(connection, world)
        yield
    finally:
        connection.execute("rollback")


def told(tenures: Sequence[Tenure], first: str, last: str, beside: Sequence[Tenure] = ()) -> tuple[Movement, ...]:
    return movements(tenures, {tenure.organization: [Window(first, last)] for tenure in tenures}, {}, {}, beside)


@settings(max_examples=examples(400), suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.sampled_from(FIRST_OR_LAST), st.sampled_from(FIRST_OR_LAST))
def test_the_candidates_give_the_movements_that_all_tenures_give(unguarded, random, one, other):
    first, last = sorted((one, other))
    world = a_registry(random)
    with holding(unguarded, world):
        everything = appointments.of_ids(unguarded, [tenure.id for tenure in world.tenures])
        candidates = appointments.moved(unguarded, first, last)
        of_one = appointments.moved(unguarded, first, last, [1])
        near = appointments.of_same_holders(unguarded, [tenure.id for tenure in candidates])
    there = {tenure.id for tenure in world.tenures if tenure.role.organization.id == 1}

    assert told(candidates, first, last, near) == told(everything, first, last)
    assert told(of_one, first, last, near) == told([t for t in everything if t.id in there], first, last)


def test_a_tenure_whose_day_nothing_bounds_is_no_candidate():
    connection = an_unguarded_database()
    connection.execute("insert into organizations (id, name) values (1, 'O')")
    connection.execute("insert into roles (id, title, organization_id) values (1, 'R', 1)")
    connection.execute("insert into appointments (role_id) values (1)")
    connection.execute("insert into appointments (role_id, end_date, end_earliest) values (1, 'XXXX', '0001-01-01')")

    assert appointments.moved(connection, "2024-01-01", "2024-12-31") == []


@pytest.mark.parametrize(("end", "end_earliest"), [(None, "9999-12-31"), ("XXXX", "2020-01-01")])
@pytest.mark.parametrize("day", ["2024-02-09", "2024-02-10"])
def test_who_was_succeeded_may_have_left_on_the_successors_first_day_or_on_the_day_before(
    end: str | None, end_earliest: str, day: str
):
    connection = an_unguarded_database()
    connection.execute("insert into people (id, name) values (1, 'P'), (2, 'Q')")
    connection.execute("insert into organizations (id, name) values (1, 'O')")
    connection.execute("insert into roles (id, title, organization_id) values (1, 'R', 1)")
    add = (
        "insert into appointments (id, person_id, role_id, start_date, start_earliest, start_latest, end_date,"
        " end_earliest, replaces_id) values (?, ?, 1, ?, ?, ?, ?, ?, ?)"
    )
    connection.execute(add, [1, 1, *["2020-01-01"] * 3, end, end_earliest, None])
    connection.execute(add, [2, 2, *["2024-02-10"] * 3, None, "9999-12-31", 1])

    assert 1 in {tenure.id for tenure in appointments.moved(connection, day, day)}


def test_an_organization_stands_below_another_only_while_each_link_between_them_lasts():
    connection = an_unguarded_database()
    for number, slug in enumerate(("ministry", "service", "branch"), start=1):
        connection.execute("insert into organizations (id, slug, name) values (?, ?, ?)", [number, slug, slug])
    link = (
        "insert into organization_relations (organization_id, kind, other_id, start_date, start_earliest, start_latest,"
        " end_date, end_earliest, end_latest) values (?, 'part of', ?, '', ?, ?, '', ?, ?)"
    )
    connection.execute(link, [2, 1, *["2023-01-10"] * 2, *["2024-03-31"] * 2])
    connection.execute(link, [3, 2, *["2024-03-01"] * 2, *["2025-12-31"] * 2])

    found = organizations.below_between(connection, 1, "2024-01-01", "2024-12-31")
    assert {(slug, first, last) for _, slug, first, last in found} == {
        ("ministry", "2024-01-01", "2024-12-31"),
        ("service", "2024-01-01", "2024-03-31"),
        ("branch", "2024-03-01", "2024-03-31"),
    }
    branch = organizations.below_between(connection, 2, "2024-01-01", "2024-12-31")[1]
    assert (branch.first, branch.last) == ("2024-03-01", "2024-12-31")
    assert organizations.below(connection, 1, "2024-02-01") == [1, 2]
