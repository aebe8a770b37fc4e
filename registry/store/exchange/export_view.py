"""The registry as the writers of formats are given it: each thing with its names, its identifiers and its sources.

Streams: what belongs to a thing comes from a second query in the same order, not from one query a thing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, repeat
from operator import itemgetter
from sys import intern
from typing import Any, Generic, TypeVar

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import (
    CitationStatement,
    DetailStatement,
    FurtherDateStatement,
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SuccessionStatement,
    TenureStatement,
)
from registry.domain.vocabulary import DETAILS
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.exchange import package_rows
from registry.store.history.received_seals import seals_for_package
from registry.store.schema.versioning_triggers import BOOKKEEPING, KEPT

Row = tuple[Any, ...]
Thing = TypeVar("Thing")
_LOT = 200  # tenures: what is made of so many stays in the processor's cache
_END: Row = (None,)
_slug = itemgetter(2)  # of a tenure

# `cross join`: the tables are gone through from left to right, so that the indexes give the order.
_NAMES = """
select t.slug, n.name, n.kind, n.language, n.script, n.start_date, n.end_date
from {table} t cross join {noun}_names n on n.{noun}_id = t.id
order by t.slug, n.name
"""
_IDENTIFIERS = """
select t.slug, i.scheme, i.value
from {table} t cross join {noun}_identifiers i on i.{noun}_id = t.id
order by t.slug, i.scheme, i.value
"""
_PEOPLE = "select slug, name, birth_date, death_date, note from people order by slug"
_POSTS = """
select r.slug, r.title, o.slug, r.seats, r.inception_date, r.abolition_date, r.note
from roles r cross join organizations o on o.id = r.organization_id
order by r.slug
"""
# Of several parents the last: the one that it still stands below, else the one that it left last.
_BODIES = """
select o.slug, o.name,
  (select p.slug from organization_parents l join organizations p on p.id = l.parent_id
    where l.organization_id = o.id order by l.end_latest desc, l.start_earliest desc, p.slug limit 1),
  o.inception_date, o.dissolution_date, o.note
from organizations o
order by o.slug
"""
_BOUNDS = "r.slug, a.start_earliest, a.end_latest"
_ORDER = f"{_BOUNDS}, a.slug"
# People are scattered over their table: it is quicker to hold their slugs than to look up each.
_PEOPLE_BY_ID = "select id, slug from people"
# The rest of the order, the slug, is left to _in_order: SQLite would sort what is alike in these, mostly single rows.
_HELD = f"""
select a.person_id, r.slug, a.slug, a.start_date, a.end_date, a.kind, a.status, a.rank, a.how, a.end_reason, b.slug,
  a.note, a.start_earliest, a.end_latest
from roles r cross join appointments a on a.role_id = r.id
left join appointments b on b.id = a.replaces_id
order by {_BOUNDS}
"""
# A source without a web address is known by its title.
_CITED = f"""
select a.slug, coalesce(s.url, s.title), iif(s.url is null, null, s.title), s.publisher, s.published_date,
  s.accessed_date, s.archive_url, c.supports, c.quote, c.locator, c.observed, c.says, c.note
from roles r cross join appointments a on a.role_id = r.id
cross join citations c on c.appointment_id = a.id
cross join sources s on s.id = c.source_id
order by {_ORDER}, coalesce(s.url, s.title), s.slug, c.supports, c.quote, c.locator, c.observed, c.says
"""


# What few tenures have; without any of it, nobody looks for it at each tenure.
_DETAILS = f"""
select a.slug, d.field, d.value, d.start_date, d.end_date
from roles r cross join appointments a on a.role_id = r.id
cross join appointment_details d on d.appointment_id = a.id
where d.status = 'accepted'
order by {_ORDER}, d.start_earliest, d.field, d.value
"""
_DATES = f"""
select a.slug, d.side, d.act, d.on_date
from roles r cross join appointments a on a.role_id = r.id
cross join appointment_dates d on d.appointment_id = a.id
order by {_ORDER}, d.on_earliest, d.side, d.act
"""
_COVERS = "select a.slug, c.slug from appointments a join appointments c on c.id = a.covers_id"
_SUCCESSIONS = """
select '{noun}', o.slug, p.slug, r.how, r.start_date
from {noun}_relations r join {table} o on o.id = r.{noun}_id join {table} p on p.id = r.other_id
where r.kind = 'continues' and r.status = 'accepted'
order by r.start_earliest, o.slug, p.slug
"""

_WHOLE_DETAILS = """
select distinct d.field from appointment_details d join appointments a on a.id = d.appointment_id
where (d.start_date is null or d.start_date is a.start_date) and (d.end_date is null or d.end_date is a.end_date)
"""


def export_view(connection: sqlite3.Connection, today: str) -> ExportView:
    """All that the connection's questions are answered from."""
    return ExportView(
        bodies=_bodies(connection),
        posts=_Again(lambda: _posts(connection)),
        people=_Again(lambda: _people(connection)),
        held=_Again(lambda: _held(connection)),
        successions=_Again(lambda: _successions(connection)),
        today=today,
        tables=KEPT,
        table=lambda table: _table(connection, table),
        rows=lambda table: package_rows.sorted_rows(connection, table),
        seals=lambda: seals_for_package(connection),
        details=_detail_fields(connection),
    )


def _detail_fields(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = {field for (field,) in connection.execute(_WHOLE_DETAILS)}
    return tuple(field for field in DETAILS if field in found)


class _Again(Generic[Thing]):
    """What can be gone through as often as need be, by asking anew."""

    def __init__(self, ask: Callable[[], Iterator[Thing]]) -> None:
        self._ask = ask

    def __iter__(self) -> Iterator[Thing]:
        return self._ask()


class _Beside:
    """The rows of a query that belong to the rows of another one of the same order, by their first cell."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, _END)

    def of(self, slug: str) -> Sequence[Row]:
        """What belongs to the thing, without its slug."""
        if self._next[0] != slug:  # most have nothing
            return ()
        found = []
        while self._next[0] == slug:
            found.append(self._next[1:])
            self._next = next(self._rows, _END)
        return found

    def finish(self) -> None:
        """Nothing may be left over: the two orders would not have been the same."""
        assert self._next is _END, self._next


class _Named:
    """The further names and the identifiers of things of a kind, by slug."""

    def __init__(self, connection: sqlite3.Connection, noun: Noun) -> None:
        words = {"noun": noun.word, "table": noun.table}
        self._names = _Beside(connection.execute(_NAMES.format(**words)))
        self._identifiers = _Beside(connection.execute(_IDENTIFIERS.format(**words)))

    def of(self, slug: str) -> tuple[tuple[NameStatement, ...], tuple[Row, ...]]:
        names = self._names.of(slug)
        return tuple(map(NameStatement._make, names)) if names else (), tuple(self._identifiers.of(slug))

    def finish(self) -> None:
        self._names.finish()
        self._identifiers.finish()


def _people(connection: sqlite3.Connection) -> Iterator[PersonStatement]:
    named = _Named(connection, PERSON)
    for slug, name, birth, death, note in connection.execute(_PEOPLE):
        yield tuple.__new__(PersonStatement, (intern(slug), name, "", *named.of(slug), birth, death, note))
    named.finish()


def _posts(connection: sqlite3.Connection) -> Iterator[RoleStatement]:
    named = _Named(connection, ROLE)
    for slug, title, organization, *rest in connection.execute(_POSTS):
        yield RoleStatement(slug, title, organization, "", *named.of(slug), *rest)
    named.finish()


def _bodies(connection: sqlite3.Connection) -> list[OrganizationStatement]:
    """After their parents, otherwise by slug. Links of different times may form a circle: the last one is left out."""
    named = _Named(connection, ORGANIZATION)
    found: dict[str, OrganizationStatement] = {}
    for slug, name, parent, *rest in connection.execute(_BODIES):
        found[slug] = OrganizationStatement(slug, name, "", *named.of(slug), parent, *rest)
    named.finish()
    ordered: dict[str, OrganizationStatement] = {}
    for slug in found:
        way: dict[str, None] = {}  # from the organization upwards
        at: str | None = slug
        while at is not None and at not in ordered and at not in way:
            way[at] = None
            at = found[at].parent
        if at in way:
            top = next(reversed(way))
            found[top] = found[top]._replace(parent=None)
        ordered |= {each: found[each] for each in reversed(way)}
    return list(ordered.values())


def _held(connection: sqlite3.Connection) -> Iterator[TenureStatement]:
    """Made in lots, column by column, which is quicker than row by row.

    Slugs of people are interned: whoever looks them up finds what is the same object sooner than what is equal.
    """
    slug_of = {number: intern(slug) for number, slug in connection.execute(_PEOPLE_BY_ID)}.get
    cited = _Beside(connection.execute(_CITED))
    details = _Beside(_if_any(connection, "appointment_details", _DETAILS))
    dates = _Beside(_if_any(connection, "appointment_dates", _DATES))
    covers = dict(connection.execute(_COVERS).fetchall())
    rows = _in_order(connection.execute(_HELD))
    while lot := list(islice(rows, _LOT)):
        people, posts, keys, *others, _, _ = zip(*lot, strict=True)
        found = [tuple(map(_cited, each)) if each else () for each in map(cited.of, keys)]
        more = (
            [tuple(map(DetailStatement._make, details.of(key))) for key in keys],
            [tuple(map(FurtherDateStatement._make, dates.of(key))) for key in keys],
            map(covers.get, keys),
        )
        cells = zip(list(map(slug_of, people)), posts, repeat("", len(lot)), keys, *others, found, *more, strict=True)
        yield from map(tuple.__new__, repeat(TenureStatement), cells)
    for each in (cited, details, dates):
        each.finish()


def _if_any(connection: sqlite3.Connection, table: str, sql: str) -> Iterator[Row]:
    """What the query finds, if there is anything in the table."""
    return connection.execute(sql) if connection.execute(f"select 1 from {table} limit 1").fetchone() else iter(())


def _successions(connection: sqlite3.Connection) -> Iterator[SuccessionStatement]:
    for noun in (ORGANIZATION, ROLE):
        for row in connection.execute(_SUCCESSIONS.format(noun=noun.word, table=noun.table)):
            yield SuccessionStatement(*row)


def _cited(row: Row) -> CitationStatement:
    source, title, publisher, published, accessed, archive_url, supports, quote, locator, observed, says, note = row
    return tuple.__new__(
        CitationStatement,
        (
            source, title, publisher, published, accessed, archive_url, _split(supports) if supports else (), quote,
            locator, observed, says, note,
        ),
    )  # fmt: skip


def _in_order(rows: Iterator[Row]) -> Iterator[Row]:
    """What is sorted by role and bounds, those of one role and the same bounds by their slugs."""
    last = next(rows, None)
    if last is None:
        return
    same: list[Row] = []  # as the last one, before it
    for row in rows:
        if row[12] == last[12] and row[13] == last[13] and row[1] == last[1]:
            same.append(last)
        elif same:
            yield from sorted((*same, last), key=_slug)
            same.clear()
        else:
            yield last
        last = row
    yield from sorted((*same, last), key=_slug)


@lru_cache(maxsize=1_024)
def _split(supports: str) -> tuple[str, ...]:
    return tuple(supports.split(","))


def _table(connection: sqlite3.Connection, table: str) -> tuple[Sequence[str], Iterator[Row]]:
    """What it holds now: by which change since when is history."""
    columns = [row[1] for row in connection.execute(f"pragma main.table_info({table})") if row[1] not in BOOKKEEPING]
    return columns, connection.execute(f"select {', '.join(columns)} from {table} order by id")
