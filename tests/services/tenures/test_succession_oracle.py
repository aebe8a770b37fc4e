"""What a role or a body was on a day, and what it was called, against brute force through the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from registry.domain.dates.spans import one_day
from registry.services.tenures.lineage import then
from registry.services.tenures.who import who
from registry.store.entities.lives import lives_of
from registry.store.entities.named import ORGANIZATION, ROLE
from tests.services.tenures.world_oracle import (
    AFTER,
    BEFORE,
    DAYS,
    NOT_RECORDED,
    Fact,
    When,
    a_date,
    add,
    can_be,
    dates,
    day,
    fact,
    is_on,
    life_columns,
    stored,
    worlds,
)
from tests.store.audit.random_registries import an_unguarded_database


@pytest.fixture(scope="module")
def db():
    connection = an_unguarded_database()
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


ENDING = ("renamed", "moved", "merged", "replaced")


@pytest.mark.parametrize("noun", [ROLE, ORGANIZATION], ids=["roles", "organizations"])
def test_what_something_was_on_a_day_is_what_all_readings_of_its_successions_say(db, seeds, noun):
    compared = 0
    for random in seeds:
        things, events, recorded = a_past(db, random, noun)
        if not events or any(each.begins_earliest > each.ends_latest for each in lives_of(db, noun, things).values()):
            continue
        worlds, tied = all_pasts(things, events, recorded)
        if not worlds:
            continue
        made, ended = followed(db, noun, things, events)
        for thing, number in product(things, DAYS):
            outcomes = [was(thing, number, world, events, made, ended) for world in worlds]
            wanted = {
                other: "certain" if all(other in each for each in outcomes) else "possible"
                for other in set().union(*outcomes)
            }
            slug = f"x{thing}"
            found = {int(each.slug[1:]): str(each.certainty) for each in then(db, noun, slug, day(number))}
            compared += 1
            if found != wanted:
                # Dates of different things do not tighten each other (docs/past.md), so it may be less sure than all
                # worlds together are; never surer, and never without what is so in some world.
                assert tied, (thing, number, found, wanted)
                assert set(wanted) <= set(found), (thing, number, found, wanted)
                assert all(grade == "possible" or wanted.get(other) == grade for other, grade in found.items())
    assert compared > 100


Event = tuple[int, int, str, When]  # what came, of what, how, and on which first day


def a_past(db, random: Random, noun) -> tuple[list[int], list[Event], dict[int, tuple[When, When]]]:
    things, recorded, events = [1, 2, 3, 4], {}, []
    if noun is ROLE:
        add(db, "organizations", id=1, slug="o", name="O")
    for thing in things:
        began, gone = (a_date(random, none=0.75, unknown=0, doubt=0) for _ in range(2))
        if gone.last < began.first:
            began = NOT_RECORDED
        recorded[thing] = (began, gone)
        rows = {"inception": began, ("abolition" if noun is ROLE else "dissolution"): gone}
        columns = {name: value for word, when in rows.items() for name, value in life_columns(word, when).items()}
        more = {"title": f"X{thing}", "organization_id": 1} if noun is ROLE else {"name": f"X{thing}"}
        add(db, noun.table, id=thing, slug=f"x{thing}", **more, **columns)
    for old, new in {tuple(sorted(random.sample(things, 2))) for _ in range(random.randint(1, 4))}:
        how = random.choice((*ENDING, "split", "transferred"))
        when = a_date(random, none=0, unknown=0, doubt=0.08)
        row = {f"{noun.word}_id": new, "kind": "continues", "other_id": old, "how": how}
        add(db, f"{noun.word}_relations", **row, **dates(when, NOT_RECORDED, open_start=True))
        events.append((new, old, how, when))
    return things, events, recorded


class Past(dict):
    """One world: by event its day and whether it was; by thing its first and its last day."""


def all_pasts(
    things: Sequence[int], events: Sequence[Event], recorded: dict[int, tuple[When, When]]
) -> tuple[list[Past], bool]:
    """Every world in which nothing ends before it began; whether some were left out for what is only derived."""
    choices: dict[object, Sequence[int]] = {}
    for number, (*_, when) in enumerate(events):
        choices["event", number] = range(when.first, when.last + 1)
        choices["real", number] = (0, 1) if when.doubted else (1,)
    for thing, sides in recorded.items():
        for side, when in zip(("begins", "ends"), sides, strict=True):
            if when.text:
                choices[side, thing] = range(when.first, when.last + 1)
    size = 1
    for each in choices.values():
        size *= len(each)
    if size > 1_500:
        return [], False
    worlds, tied = [], False
    for values in product(*choices.values()):
        world = Past(zip(choices, values, strict=True))
        said = {thing for thing in things if ("begins", thing) in world and ("ends", thing) in world}
        derive_lives(world, things, events)
        if all(world["begins", thing] <= world["ends", thing] for thing in things):
            worlds.append(world)
        elif all(world["begins", thing] <= world["ends", thing] for thing in said):
            tied = True
    return worlds, tied


def derive_lives(world: Past, things: Sequence[int], events: Sequence[Event]) -> None:
    """What did not happen, or not then, leaves open when the thing began or ended."""

    def on(n: int, otherwise: int) -> int:
        return world["event", n] if world["real", n] else otherwise

    for thing in things:
        came = [on(n, BEFORE) for n, event in enumerate(events) if event[0] == thing]
        went = [on(n, AFTER) for n, event in enumerate(events) if event[1] == thing and event[2] in ENDING]
        world.setdefault(("begins", thing), min(came, default=BEFORE))
        world.setdefault(("ends", thing), max(went, default=AFTER))


def followed(db, noun, things: Sequence[int], events: Sequence[Event]) -> tuple[set[int], set[int]]:
    """The successions that can be one event with a beginning, and with an end: on the same day or the next."""
    lives = lives_of(db, noun, things)

    def near(when: When, first: str, last: str) -> bool:
        return stored(when.first - 1) <= last and first <= stored(when.last + 1)

    made = {n for n, (new, *_, when) in enumerate(events) if near(when, *lives[new][:2])}
    others = {events[n][0] for n in made if events[n][2] != "transferred"}
    made = {n for n in made if events[n][2] != "transferred" or events[n][0] not in others}
    return made, {n for n, (_, old, _, when) in enumerate(events) if near(when, *lives[old][2:])}


def was(thing: int, number: int, world: Past, events: Sequence[Event], made: set[int], ended: set[int]) -> set[int]:
    def walk(here: int, seen: frozenset[int], *, ahead: bool) -> set[int]:
        found = {here} if world["begins", here] <= number <= world["ends", here] else set()
        if (world["ends", here] < number) if ahead else (world["begins", here] > number):
            for n in ended if ahead else made:
                new, old, *_ = events[n]
                start, goal = (old, new) if ahead else (new, old)
                if world["real", n] and start == here and goal not in seen:
                    found |= walk(goal, seen | {goal}, ahead=ahead)
        return found

    return walk(thing, frozenset({thing}), ahead=False) | walk(thing, frozenset({thing}), ahead=True)


# --- names ---


def test_a_role_has_the_name_that_all_readings_of_its_names_give_it_on_the_day(db, seeds):
    for random in seeds:
        add(db, "organizations", id=1, slug="o", name="O")
        add(db, "roles", id=1, slug="r", title="Main", organization_id=1)
        names: dict[str, Fact] = {}
        for number in range(1, random.randint(1, 3) + 1):
            start, end = a_date(random, none=0.3, unknown=0), a_date(random, none=0.3, unknown=0)
            if can_be(start, end) and (start.text or end.text):
                row = {"role_id": 1, "name": f"N{number}", "kind": "former"}
                days = dates(start, end, open_start=True)
                add(db, "role_names", **row, **{side: days[side] for side in ("start_date", "end_date")})
                names[f"N{number}"] = fact(start, end, open_start=True)
        for number in DAYS:
            found = who(db, "r", one_day(day(number)))
            if not names:
                assert found.titled == "Main"
                continue
            assert (found.titled, found.title_possible, found.title_until) == named(names, number), number


def named(names: dict[str, Fact], number: int) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The name, what it may have been instead, and what it was until this very day. An open side stays open."""

    def always(name: str, is_so) -> bool:
        return all(way is not None and is_so(way) for way in names[name].usual)

    covering = [name for name in names if always(name, lambda way: way[0] <= number <= way[1])]
    until = [name for name in covering if always(name, lambda way: way[1] == number)]
    sure = [name for name in covering if name not in until]
    others = [name for name in names if name not in covering]
    perhaps = [name for name in others if any(is_on(way, number, number) for way in names[name].usual)]
    if until and not sure:
        sure = [name for name in names if is_first_day(names[name], number + 1)]

    def begun_last(name: str) -> tuple[int, int, str]:
        ways = [way for way in names[name].usual if way]
        return (-min(way[0] for way in ways), max(way[1] for way in ways), name)

    if sure:
        return min(sure, key=begun_last), (), tuple(until)
    return "Main", tuple(sorted(perhaps)), tuple(until)


def is_first_day(name: Fact, number: int) -> bool:
    return all(way[0] == number for way in name.usual if way)
