"""Answers through the file against brute force: lives, links, spans, holders by right, absence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from random import Random

import pytest

from registry.domain.dates.spans import one_day, span_of
from registry.services.tenures.who import who
from tests.services.tenures.world_oracle import (
    AFTER,
    BEFORE,
    DAYS,
    NOT_RECORDED,
    Fact,
    Reading,
    When,
    a_date,
    add,
    best,
    can_be,
    dates,
    day,
    fact,
    graded,
    graded_members,
    is_on,
    life_columns,
    spans,
    worlds,
)
from tests.store.audit.random_registries import an_unguarded_database


@pytest.fixture(scope="module")
def db():
    connection = an_unguarded_database()
    connection.execute("insert into sources (id, slug, title) values (1, 's', 'S')")
    yield connection
    connection.close()


@pytest.fixture
def seeds(db) -> Iterator[Iterator[Random]]:
    """A Random for each world; what the world wrote is gone with the next."""

    def drawn() -> Iterator[Random]:
        for seed in range(worlds(200)):
            db.execute("begin")
            yield Random(seed)
            db.execute("rollback")

    yield drawn()
    if db.in_transaction:
        db.execute("rollback")


def asked(db, role: str, first: int, last: int) -> dict[str, str]:
    """Who held it, and how sure that is."""
    days = one_day(day(first)) if first == last else span_of(day(first), day(last))
    return {holder.person: str(holder.certainty) for holder in who(db, role, days).holders}


def people(db, deaths: Sequence[When]) -> None:
    for number, death in enumerate(deaths, 1):
        add(db, "people", id=number, slug=f"p{number}", name=f"P{number}", **life_columns("death", death))


# --- lives ---


def readings_in(held: Fact, lives: Sequence[Fact], *, unended: bool) -> Fact:
    """The readings of a tenure that the first of the lives ends.

    It began within the lives, and an end of its own is evidence that they lasted; where that cannot be, they end it.
    """
    found = []
    for ways, others in zip(held, zip(*lives, strict=True), strict=True):
        lasts = {min(each[1] for each in world if each) for world in product(*others)}
        begun = [(way, last) for way, last in product(ways, lasts) if way is not None and way[0] <= last]
        agreeing = [(way, last) for way, last in begun if unended or way[1] <= last] or begun
        kept: list[Reading] = [(way[0], min(way[1], last)) for way, last in agreeing]
        found.append((*kept, None) if None in ways or not kept else tuple(kept))
    return Fact(*found)


def a_death(random: Random, *, none: float) -> tuple[When, Fact]:
    when = a_date(random, none=none, unknown=0)
    if when.text is None:
        return when, Fact(((BEFORE, AFTER),), ((BEFORE, AFTER),))
    latest = AFTER if when.doubted else when.last  # a date that is marked as doubtful may be too early
    ways: tuple[Reading, ...] = tuple((BEFORE, last) for last in range(when.first, latest + 1))
    return when, Fact(ways, ways)


def test_a_tenure_ends_with_the_first_of_the_lives_and_terms_of_one_person_are_one_holder(db, seeds):
    for random in seeds:
        (dissolved, body), (abolished, post) = a_death(random, none=0.7), a_death(random, none=0.7)
        deaths = [a_death(random, none=0.5) for _ in range(3)]
        add(db, "organizations", id=1, slug="o", name="O", **life_columns("dissolution", dissolved))
        abolition = life_columns("abolition", abolished)
        add(db, "roles", id=1, slug="r", title="R", organization_id=1, seats=None, **abolition)
        people(db, [death for death, _ in deaths])
        held: list[tuple[int, Fact]] = []
        for number in range(1, random.randint(1, 4) + 1):
            start, end = a_date(random, none=0.15, unknown=0), a_date(random, none=0.35)
            if not can_be(start, end):
                continue
            person, disputed = random.randint(1, 3), random.random() < 0.1
            row = {"slug": f"t{number}", "person_id": person, "role_id": 1}
            status = "disputed" if disputed else "accepted"
            add(db, "appointments", id=number, status=status, **row, **dates(start, end, open_start=False))
            own = fact(start, end, open_start=False, doubted=disputed)
            lives = (deaths[person - 1][1], post, body)
            held.append((person, readings_in(own, lives, unended=end.text is None)))
        for first, last in spans(random):
            found = asked(db, "r", first, last)
            for person in (1, 2, 3):
                own = [each for one, each in held if one == person]
                wanted = best(graded([each], lambda world, a=first, z=last: is_on(world[0], a, z)) for each in own)
                assert found.get(f"p{person}", "no") == wanted, (first, last, person)


# --- links ---


def test_a_successor_and_a_predecessor_tell_each_other_when_it_was(db, seeds):
    """Doubt does not travel as if it were none: a date marked ? bounds nothing of a neighbour."""
    for random in seeds:
        add(db, "organizations", id=1, slug="o", name="O")
        add(db, "roles", id=1, slug="r", title="R", organization_id=1, seats=None)
        people(db, [NOT_RECORDED, NOT_RECORDED])
        (a, z), (b, y) = (
            (a_date(random, none=0.2, unknown=0), a_date(random, none=0.3, unknown=0)) for _ in range(2)
        )  # fmt: skip
        if not (can_be(a, z) and can_be(b, y)):
            continue
        for number, (start, end) in enumerate(((a, z), (b, y)), 1):
            row = {"slug": f"t{number}", "person_id": number, "role_id": 1}
            replaces = {"replaces_id": 1} if number == 2 else {}
            add(db, "appointments", id=number, **row, **replaces, **dates(start, end, open_start=False))
        before, after = linked(a, z, b, y)
        for first, last in spans(random):
            found = asked(db, "r", first, last)
            for person, each in (("p1", before), ("p2", after)):
                wanted = graded([each], lambda world, a=first, z=last: is_on(world[0], a, z))
                assert found.get(person, "no") == wanted, (person, first, last, a, z, b, y)


def trusted(when: When, *, start: bool) -> When:
    """What a neighbour goes by: of a doubtful date nothing."""
    return NOT_RECORDED if start and when.doubted else When("XXXX") if when.doubted else when


def linked(a: When, z: When, b: When, y: When) -> tuple[Fact, Fact]:
    """Of both tenures the readings that leave no day between the end of the one and the start of the other."""

    def ways(start: When, end: When) -> list[tuple[int, int]]:
        lasts = range(end.first, end.last + 1) if end.text else range(BEFORE, AFTER + 1)
        found = product(range(start.first, start.last + 1), lasts)
        return [(one, other) for one, other in found if one <= other]

    def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
        return other[0] - one[1] in (0, 1)

    def doubts(*given: When) -> tuple[Reading, ...]:
        return (None,) if any(each.doubted for each in given) else ()

    own, others = ways(a, z), ways(trusted(b, start=True), trusted(y, start=False))
    left: list[tuple[int, int]] = [way for way in own if any(meet(way, other) for other in others)]
    known = (*left, *doubts(a, z))
    before = Fact(known, known) if left else fact(a, z, open_start=False)  # a contradiction is a finding, no answer
    own, others = ways(b, y), ways(trusted(a, start=True), trusted(z, start=False))
    came = [way for way in own if any(meet(other, way) for other in others)]
    starts = sorted({way[0] for way in came}) or list(range(b.first, b.last + 1))
    return before, fact(When(b.text or "known", starts[0], starts[-1]), y, open_start=False, doubted=b.doubted)


# --- by right, absent, in charge ---


Links = list[tuple[int, int, int]]  # from which role to which, and the place of the fact
Held = list[tuple[str, int, int, list[int]]]  # who, which role, the place of the fact and of those of absences


def test_who_holds_by_right_and_who_is_in_charge_is_what_all_readings_say(db, seeds):
    for random in seeds:
        facts, links, held = an_office(db, random)
        for number, charge in product(DAYS, (False, True)):
            wanted = graded_members(
                facts, number, number,
                lambda states, charge=charge, links=tuple(links), held=tuple(held): {
                    (person, other) for person, role, own, away in held
                    if states[own] and not (charge and any(states[each] for each in away))
                    for other in reached(states, role, links)
                },
            )  # fmt: skip
            if wanted is None:
                continue
            found = {
                (holder.person, role): str(holder.in_charge if charge else holder.certainty)
                for role in (1, 2, 3)
                for holder in who(db, f"r{role}", one_day(day(number))).holders
            }
            assert {key: grade for key, grade in found.items() if grade != "no"} == wanted, (number, charge)


def an_office(db, random: Random) -> tuple[list[Fact], Links, Held]:
    """Three roles, links by which one comes with another, and at most one tenure of each person, with absences."""
    facts: list[Fact] = []
    links: Links = []
    held: Held = []
    add(db, "organizations", id=1, slug="o", name="O")
    for number in (1, 2, 3):
        add(db, "roles", id=number, slug=f"r{number}", title=f"R{number}", organization_id=1, seats=None)
    people(db, [NOT_RECORDED] * 3)
    for near, far in {tuple(random.sample((1, 2, 3), 2)) for _ in range(random.randint(1, 3))}:
        start, end = a_date(random, none=0.35), a_date(random, none=0.5)
        if can_be(start, end):
            row = {"role_id": near, "kind": "ex officio", "other_id": far}
            add(db, "role_relations", **row, **dates(start, end, open_start=True))
            facts.append(fact(start, end, open_start=True))
            links.append((near, far, len(facts) - 1))
    for person in random.sample((1, 2, 3), random.randint(1, 3)):
        start, end = a_date(random, none=0.1, unknown=0), a_date(random, none=0.35)
        if can_be(start, end):
            row = {"id": person, "slug": f"t{person}", "person_id": person, "role_id": random.randint(1, 3)}
            add(db, "appointments", **row, **dates(start, end, open_start=False))
            facts.append(fact(start, end, open_start=False))
            held.append((f"p{person}", row["role_id"], len(facts) - 1, absences(db, random, person, facts)))
    return facts, links, held


def reached(states: Sequence[bool], role: int, links: Iterable[tuple[int, int, int]]) -> set[int]:
    """The role and all that come with it."""
    found = {role}
    while more := {far for near, far, link in links if states[link] and near in found} - found:
        found |= more
    return found


def absences(db, random: Random, tenure: int, facts: list[Fact]) -> list[int]:
    found = []
    for number in range(random.choice((0, 0, 1, 2))):
        start, end = a_date(random, none=0.2), a_date(random, none=0.4)
        if can_be(start, end):
            row = {"appointment_id": tenure, "field": "absence", "value": f"leave {number}"}
            add(db, "appointment_details", **row, **dates(start, end, open_start=True))
            facts.append(fact(start, end, open_start=True))
            found.append(len(facts) - 1)
    return found
