"""Small registries at random, right and wrong, on few days, so that what they say meets; and SQLite to hold them.

A registry is drawn from a `Random`: one with a seed, or one of Hypothesis, which then finds the smallest.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from random import Random

from sqlite_utils import Database

from registry.domain.audit.findings import Limits
from registry.domain.dates.bounds import TenureError, bounds_of
from registry.domain.dates.edtf import read_edtf, widened
from registry.store.schema.migrations import migrations
from tests.store.audit.small_world import (
    FIRST,
    LAST,
    Citation,
    Detail,
    Due,
    Link,
    Role,
    Roster,
    Source,
    Tenure,
    Thing,
    When,
    World,
    day_of,
)

TODAY = "2024-06-30"
LIMITS = Limits(youngest=16, oldest=60, longest=3, unconfirmed=60)

DAYS = [f"2024-02-{day:02}" for day in (9, 10, 11, 12, 13)]
EDGES = ["2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01", "2024-03-10", "2024-03-11"]
VAGUE = ["2024-01", "2024-02", "2024-02", "2024-03", "2024", "2024-02-1X", "2024-02-12~", "2024-02~"]
SETS = ["[2024-02-10,2024-02-12]", "[2024-02-09..2024-02-11]", "[..2024-02-10]", "[2024-02-11..]"]
NEAR = [*DAYS, *DAYS, *EDGES, *VAGUE, *SETS]
# So long before today, or before the days above, that a limit of age, length, term or evidence is just (not) reached.
FAR = ["2021-02-10", "2021-02", "2021", "2021-06-30", "2021-06-29", "2021-06", "2021-07-01", "0010"]
RECENT = ["2024-05-01", "2024-04-30", "2024-05-30", "2024-05-29", "2024-05-31", "2024-05", "2024-06-15", "2024-04"]
BIRTHS = ["2008-02-10", "2008-02", "2008", "2005-02-11", "1964-06-30", "1964-06-29", "1964-02-10", "1964-02-09", "1964"]
BIRTHS += ["2024-02-10", "2024-02-11", "2024-02", "2004-02-29", "1970"]
SAID = ["2024", "2024", "2024", "2024", "2024-01", "2023", "2024-02-10", "2024-02~"]
SUPPORTS = [None, "start", "start", "end", "start,end", "role", "end,role", "starting"]
NEW_YEAR = "2024-01-01"
POOLS = (NEAR, DAYS, DAYS + VAGUE, VAGUE + SETS, NEAR + FAR + RECENT, FAR + RECENT, [*DAYS, "2024", *[NEW_YEAR] * 6])


def when(text: str | None, missing: tuple[int, int]) -> When:
    first, last = map(number, widened(read_edtf(text))) if text else missing
    return When(text, first, last)


def number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def a_registry(random: Random, *, in_order: bool = True) -> World:
    """`in_order`: whether the guards' bounds hold; without, an end may be before its start."""
    organizations = tuple(a_life(random, id, DAYS) for id in (1, 2))
    people = tuple(a_life(random, id, BIRTHS) for id in range(1, random.choice((3, 4, 5)) + 1))
    roles = tuple(a_role(random, id, organizations) for id in range(1, random.choice((2, 3)) + 1))
    tenures: list[Tenure] = []
    texts = random.choice(POOLS)
    for id in range(1, random.randint(0, 10) + 1):
        tenures.append(a_tenure(random, id, people, roles, tenures, texts, in_order=in_order))
    sources = tuple(a_source(random, id) for id in (1, 2, 3))
    citations = tuple(a_citation(random, sources, tenures) for _ in range(random.randint(0, 8) if tenures else 0))
    world = World(
        today=number(TODAY),
        limits=LIMITS,
        people=people,
        organizations=organizations,
        roles=roles,
        tenures=tuple(tenures),
        sources=sources,
        citations=tuple({(c.tenure, c.source.id, c.supports, c.observed): c for c in citations}.values()),
        incompatible=frozenset({random.choice(((1, 2), (2, 1)))} if random.random() < 0.5 else ()),
        scope=frozenset({random.choice(roles).id} if random.random() < 0.2 else {role.id for role in roles}),
        rosters=tuple({a_roster(random, organizations, sources, citations) for _ in range(random.randint(0, 2))}),
    )
    return with_a_past(Random(random.randint(0, 2**30)), world)


def with_a_past(random: Random, world: World) -> World:
    """The same with details, due ends, covers and links between roles: drawn last, so that the rest stays as it was."""
    ids = [t.id for t in world.tenures]
    roles = [role.id for role in world.roles]
    details = [a_detail(random, id, ids) for id in range(1, random.randint(0, 5) + 1)] if ids else []
    dues = [Due(random.choice(ids), when(random.choice([*DAYS, "2024-05", "2024-07"]), (LAST, LAST))) for _ in ids[:2]]
    links = [a_link(random, id, roles) for id in range(1, random.randint(0, 4) + 1)]
    bodies = [a_succession(random, id) for id in range(1, random.choice((0, 0, 1, 2)) + 1)]
    acting = [t.id for t in world.tenures if t.kind == "acting"]
    covers = {one: random.choice(ids) for one in acting if random.random() < 0.7}
    return replace(
        world,
        details=tuple({(d.tenure, d.field, d.value, d.start.first): d for d in details}.values()),
        dues=tuple({(due.tenure, due.on.text): due for due in dues}.values()),
        links=tuple({(link.role, link.kind, link.other, link.start.first): link for link in links}.values()),
        body_links=tuple({(link.role, link.other, link.start.first): link for link in bodies}.values()),
        covers=tuple(covers.items()),
    )


def a_detail(random: Random, id: int, tenures: list[int]) -> Detail:
    field = random.choice(("absence", "absence", "rank", "portfolio"))
    status = random.choice(("accepted", "accepted", "accepted", "disputed", "rejected"))
    start, end = (random.choice((None, *DAYS, "2024-02", "2024-02-10?")) for _ in range(2))
    sides = (when(start, (FIRST, FIRST)), when(end, (LAST, LAST)))
    return Detail(id, random.choice(tenures), field, random.choice("xy"), status, *sides)


def a_link(random: Random, id: int, roles: list[int]) -> Link:
    kind = random.choice(("continues", "reports to", "ex officio"))
    how = random.choice(("renamed", "merged", "split", "transferred", None)) if kind == "continues" else None
    start = random.choice((None, *DAYS, "2024-02", "2024-01"))
    end = random.choice((None, None, *DAYS, "2024-04", "2024-02-12?")) if kind != "continues" else None
    sides = (when(start, (FIRST, FIRST)), when(end, (LAST, LAST)))
    status = random.choice(("accepted", "accepted", "accepted", "disputed"))
    return Link(id, random.choice(roles), kind, random.choice(roles), how, status, *sides)


def a_succession(random: Random, id: int) -> Link:
    new, old = random.choice(((1, 2), (2, 1)))
    how = random.choice(("renamed", "moved", "merged", "replaced", "split", "transferred"))
    start = when(random.choice((*DAYS, "2024-02", "2024-01", "2024-02-10?")), (FIRST, FIRST))
    status = random.choice(("accepted", "accepted", "accepted", "disputed"))
    return Link(id, new, "continues", old, how, status, start, when(None, (LAST, LAST)))


def a_life(random: Random, id: int, beginnings: list[str]) -> Thing:
    began = random.choice(beginnings) if random.random() < 0.5 else None
    ended = random.choice([*DAYS, "2024-02", "2024-05"]) if random.random() < 0.3 else None
    return Thing(id, when(began, (FIRST, LAST)), when(ended, (LAST, LAST)))


def a_role(random: Random, id: int, organizations: tuple[Thing, ...]) -> Role:
    life = a_life(random, id, [*DAYS, "2024-02"])
    days = [*DAYS, "2024-02-29"]
    changed = random.choice((1, 2)) if random.random() < 0.25 else 0
    return Role(
        id=id,
        organization=random.choice(organizations),
        began=life.began,
        ended=life.ended,
        seats=random.choice((1, 1, 1, 1, 2, 2, 3, 4, None)),
        changes={number(random.choice(days)): random.choice((1, 1, 2, 3, None)) for _ in range(changed)},
        continuous=random.random() < 0.6,
        term_months=random.choice((None, None, 1, 1, 2, 36)),
        term_limit=random.choice((None, None, 1, 2)),
    )


def a_tenure(
    random: Random,
    id: int,
    people: tuple[Thing, ...],
    roles: tuple[Role, ...],
    others: list[Tenure],
    texts: list[str],
    *,
    in_order: bool,
) -> Tenure:
    """One of its own, one like another but for some things, or one that follows another."""
    other = random.choice(others) if others and random.random() < 0.65 else None
    is_copy = other is not None and random.random() < 0.3
    person = None if random.random() < 0.12 else random.choice(people)
    role = other.role if other and random.random() < 0.85 else roles[min(random.randint(0, 4), len(roles) - 1) - 1]
    kind = "acting" if person and random.random() < 0.25 else "substantive"
    status = random.choice(("accepted",) * 8 + ("disputed", "rejected"))
    start = random.choice((*texts, *texts, None, "XXXX"))
    end = random.choice((*texts, *texts, None, None, None, "XXXX"))
    if is_copy:
        role = random.choice((role, role, random.choice(roles)))
        person = random.choice((other.person, other.person, other.person, person))
        kind = random.choice((other.kind, other.kind, kind)) if person else "substantive"
        start = random.choice((other.start.text, other.start.text, other.start.text, start))
        end = random.choice((other.end.text, other.end.text, other.end.text, end))
    elif other and random.random() < 0.5:
        start = random.choice((other.end.text, next_day(other.end.text), start))
    elif random.random() < 0.4:  # so short that others leave gaps around it
        start = random.choice(DAYS + EDGES)
        end = day_of(number(start) + random.choice((0, 1, 1, 2)))
    if in_order and random.random() < 0.08:
        end = start
    if kind == "acting" or person is None:
        start, end = filling(random, [t for t in others if t.role == role], start, end)
    replaced = random.choice((other, other, random.choice(others))) if other and random.random() < 0.45 else None
    began, ended = spans(start, end, in_order=in_order)
    if ended is None:
        began, ended = spans(end, start, in_order=in_order)
    return Tenure(id, person, role, kind, status, began, ended, replaced.id if replaced else None)


def filling(random: Random, others: list[Tenure], start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """From about the day on which one left to about the day on which another came."""
    ends = [t.end.first for t in others if t.end.first == t.end.last < LAST]
    starts = [t.start.first for t in others if t.start.first == t.start.last > FIRST]
    gaps = [(end, start) for end in ends for start in starts if start - end > 1]
    if not gaps or random.random() < 0.3:
        return start, end
    left, came = random.choice(gaps)
    first, last = left + random.choice((0, 1, 1, 2)), came - random.choice((0, 1, 1, 2))
    return day_of(first), day_of(max(first, last))


def next_day(text: str | None) -> str | None:
    return day_of(number(text) + 1) if text and len(text) == 10 and "X" not in text else text


def spans(start: str | None, end: str | None, *, in_order: bool) -> tuple[When, When | None]:
    if not in_order:
        return when(start, (FIRST, LAST)), when(end, (LAST, LAST))
    try:
        bounds = bounds_of(start, end)
    except TenureError:
        return when(start, (FIRST, LAST)), None
    return (
        When(start, number(bounds.start_earliest), number(bounds.start_latest)),
        When(end, number(bounds.end_earliest), number(bounds.end_latest)),
    )


def a_source(random: Random, id: int) -> Source:
    text = random.choice((None, *DAYS, *DAYS, "2024-02", "2024-02-12~", "2024", *RECENT[:3]))
    return Source(
        id,
        when(text, (FIRST, LAST)) if text else None,
        publisher=random.choice((None, None, "AP", "A.P.", "Unian")),
        host=random.choice((None, "a.org", "b.org")),
        copy_of=random.choice((None, None, None, 1, 2, 3)),
        retracted=random.random() < 0.12,
    )


def a_roster(
    random: Random, organizations: tuple[Thing, ...], sources: tuple[Source, ...], citations: tuple[Citation, ...]
) -> Roster:
    """Often of a source and a day that somebody was observed by, so that some are listed."""
    observed = [c for c in citations if c.observed]
    like = random.choice(observed) if observed and random.random() < 0.6 else None
    source, day = (like.source, like.observed) if like else (random.choice(sources), None)
    return Roster(random.choice(organizations), source, day or number(random.choice([*DAYS, *EDGES, *RECENT[:3]])))


def a_citation(random: Random, sources: tuple[Source, ...], tenures: list[Tenure]) -> Citation:
    first_january = [t for t in tenures if t.start.text == NEW_YEAR]
    tenure = random.choice(first_january if first_january and random.random() < 0.6 else tenures)
    supports, says = random.choice(SUPPORTS), random.choice(SAID)
    if tenure.start.text == NEW_YEAR and random.random() < 0.3:
        supports, says = "start", NEW_YEAR[:4]
    return Citation(
        tenure=tenure.id,
        source=random.choice(sources),
        supports=supports,
        observed=number(random.choice([*DAYS, *RECENT[:3]])) if random.random() < 0.3 else None,
        says=says,
        claimed=when(says, (FIRST, LAST)) if supports in ("start", "end") else None,
    )


# --- in SQLite, without the guards ---


def an_unguarded_database() -> sqlite3.Connection:
    """The schema without triggers and checks, so that it takes what cannot be."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(Database(connection, recursive_triggers=False))
    for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger {trigger}")
    connection.execute("pragma ignore_check_constraints = on")
    return connection


def write(connection: sqlite3.Connection, world: World) -> None:
    for thing in world.people:
        add(connection, "people", id=thing.id, name="P", **dates(birth=thing.began, death=thing.ended))
    for thing in world.organizations:
        life = dates(inception=thing.began, dissolution=thing.ended)
        add(connection, "organizations", id=thing.id, slug=f"o{thing.id}", name="O", **life)
    for role in world.roles:
        _write_role(connection, role)
    for t in world.tenures:
        _write_tenure(connection, t)
    for source in world.sources:
        published = dates(published=source.published) if source.published else {}
        told = {"publisher": source.publisher, "copy_of_id": source.copy_of}
        told |= {"url_key": f"{source.host}/s{source.id}" if source.host else None}
        told |= {"retracted": "withdrawn" if source.retracted else None}
        add(connection, "sources", id=source.id, slug=f"s{source.id}", title="S", **told, **published)
    for c in world.citations:
        observed = day_of(c.observed) if c.observed else None
        cited = {"appointment_id": c.tenure, "source_id": c.source.id, "supports": c.supports}
        says = {"says": c.says}
        if c.claimed:
            says |= {"says_earliest": day_of(c.claimed.first), "says_latest": day_of(c.claimed.last)}
        add(connection, "citations", **cited, observed=observed, **says)
    for roster in world.rosters:
        listing = {"organization_id": roster.organization.id, "source_id": roster.source.id}
        add(connection, "rosters", **listing, day=day_of(roster.day))
    _write_past(connection, world)
    for role_id, other_id in world.incompatible:
        add(connection, "role_relations", role_id=role_id, kind="excludes", other_id=other_id)


def _write_past(connection: sqlite3.Connection, world: World) -> None:
    for one, other in world.covers:
        connection.execute("update appointments set covers_id = ? where id = ?", [other, one])
    for d in world.details:
        told = {"appointment_id": d.tenure, "field": d.field, "value": d.value, "status": d.status}
        add(connection, "appointment_details", id=d.id, **told, **dates(start=d.start, end=d.end))
    for due in world.dues:
        told = {"appointment_id": due.tenure, "side": "end", "act": "due"}
        add(connection, "appointment_dates", **told, **dates(on=due.on))
    for link in world.links:
        told = {"role_id": link.role, "kind": link.kind, "other_id": link.other, "how": link.how}
        row = {"id": link.id, "status": link.status, **told}
        add(connection, "role_relations", **row, **dates(start=link.start, end=link.end))
    for link in world.body_links:
        told = {"organization_id": link.role, "kind": link.kind, "other_id": link.other, "how": link.how}
        row = {"id": link.id, "status": link.status, **told}
        add(connection, "organization_relations", **row, **dates(start=link.start, end=link.end))


def _write_role(connection: sqlite3.Connection, role: Role) -> None:
    add(
        connection,
        "roles",
        id=role.id,
        title=f"R{role.id}",
        organization_id=role.organization.id,
        seats=role.seats,
        continuous=int(role.continuous),
        term_months=role.term_months,
        term_limit=role.term_limit,
        **dates(inception=role.began, abolition=role.ended),
    )
    for since, seats in role.changes.items():
        add(connection, "role_seats", role_id=role.id, since=day_of(since), seats=seats)


def _write_tenure(connection: sqlite3.Connection, t: Tenure) -> None:
    add(
        connection,
        "appointments",
        id=t.id,
        person_id=t.person.id if t.person else None,
        role_id=t.role.id,
        kind=t.kind,
        status=t.status,
        replaces_id=t.replaces,
        **dates(start=t.start, end=t.end),
    )


def dates(**whens: When) -> dict[str, str | None]:
    columns: dict[str, str | None] = {}
    for name, date_ in whens.items():
        columns[f"{name}_date"] = date_.text
        columns[f"{name}_earliest"], columns[f"{name}_latest"] = day_of(date_.first), day_of(date_.last)
    return columns


def add(connection: sqlite3.Connection, table: str, **row: object) -> None:
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", row)
