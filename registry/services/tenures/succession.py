"""Answer questions about all time: history, career. Reads only; the day of today is handed in."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.domain.dates.spans import Span
from registry.domain.tenures.histories import Career, Succession
from registry.domain.tenures.succession import career, succession
from registry.services.names.names_then import NamesOfTheTime
from registry.services.names.resolve import resolve
from registry.services.tenures.by_right import details_in_spells
from registry.services.tenures.lineage import line_of
from registry.store.entities import roles
from registry.store.entities.named import PERSON, ROLE
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments


def history(
    connection: sqlite3.Connection,
    role: str,
    today: str,
    days: Span | None = None,
    *,
    terms: bool = False,
    names_of_today: bool = False,
    lineage: bool = False,
) -> Succession:
    """Everybody who held the role, on these days or ever; `terms`: consecutive terms of one person each for itself.

    With the names of the time, unless `names_of_today`. `lineage`: and everybody who held what it came of or became.
    """
    post = roles.role_note(connection, resolve(connection, ROLE, role).id)
    line = line_of(connection, ROLE, post.id) if lineage else (post.id,)
    tenures = [tenure for role_id in line for tenure in appointments.of_role(connection, role_id)]
    sources = cited(connection, [tenure.id for tenure in tenures])
    found = succession(post, tenures, sources, today, days, terms=terms, line=len(line) > 1)
    found = replace(found, holders=details_in_spells(connection, found.holders))
    if names_of_today:
        return found
    bodies = {post.slug: post.organization, **{tenure.role: tenure.organization for tenure in tenures}}
    names = NamesOfTheTime(connection, [each.person for each in found.holders], bodies)
    return replace(found, holders=names.spells(found.holders))


@dataclass(frozen=True, slots=True)
class SuccessionPart:
    """Some of a succession, the newest first; `total`: how many there are; `bounds`: the days of all."""

    found: Succession
    total: int
    bounds: Sequence[tuple[str, str, str, str]]


def is_long(connection: sqlite3.Connection, role: str, most: int) -> bool:
    """Whether the role has more tenures than that: then `history` reads more than a page shows."""
    return appointments.number_of_role(connection, resolve(connection, ROLE, role).id) > most


def newest_of(connection: sqlite3.Connection, role: str, today: str, after: int, count: int) -> SuccessionPart:
    """So many of the newest tenures, after so many that are newer still; in their order, each for itself.

    The one before them is read, too, so that it is known how the first came.
    """
    post = roles.role_note(connection, resolve(connection, ROLE, role).id)
    total = appointments.number_of_role(connection, post.id)
    last = max(total - after, 0)
    first = max(last - count, 0)
    tenures = appointments.some_of_role(connection, post.id, max(first - 1, 0), last - max(first - 1, 0))
    sources = cited(connection, [tenure.id for tenure in tenures])
    found = succession(post, tenures, sources, today, None, terms=True)
    names = NamesOfTheTime(connection, [each.person for each in found.holders], {post.slug: post.organization})
    kept = names.spells(found.holders)[-(last - first) :] if last > first else ()
    return SuccessionPart(replace(found, holders=kept), total, appointments.days_of_role(connection, post.id))


def career_of(
    connection: sqlite3.Connection,
    person: str,
    today: str,
    days: Span | None = None,
    *,
    terms: bool = False,
    names_of_today: bool = False,
) -> Career:
    """Every role that the person held, on these days or ever; `terms` and `names_of_today` as for `history`."""
    found = resolve(connection, PERSON, person)
    tenures = appointments.of_person(connection, found.id)
    sources = cited(connection, [tenure.id for tenure in tenures])
    held = career(found.slug, found.label, tenures, sources, today, days, terms=terms)
    held = replace(held, appointments=details_in_spells(connection, held.appointments))
    if names_of_today:
        return held
    bodies = {tenure.role: tenure.organization for tenure in tenures}
    return replace(held, appointments=NamesOfTheTime(connection, [found.slug], bodies).spells(held.appointments))
